"""A page of the plan becomes Markdown.

Templates decide looks, the plan decides facts. Jinja's ``finalize`` sends every value that a template prints through
``Dialect.printed``, so a template can't forget to escape; only what ``rich``, ``quoted``, ``data``, ``query`` and
``to`` return is markup already. The same templates give the HTML that the Markdown would become, where text is encoded
for HTML (``generator.site.accelerator`` asks for that). Renders strings and writes nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import chain, islice
from urllib.parse import quote, quote_plus

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.nodes import Expr, Getattr
from markupsafe import Markup

from generator.executors import SERIAL, Executor
from generator.normalise import plain
from generator.pages.embedded import all_quoted, data, quoted
from generator.pages.listing import Page
from generator.pages.markup import HTML, MARKDOWN, PLAIN, Dialect
from generator.pages.views import Pager
from generator.teasers import first_lines

_PAGES = 50
"""Pages of a partition."""
_MARK = Markup("\0")
LATE = f"{_MARK}\n"
"""A line of an outline where the late part belongs; no text of a page has such a character."""
_INDENTED = re.compile(r"[ \t]*\n[ \t]*")


def rendered(pages: Iterable[Page], *, executor: Executor = SERIAL) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the Markdown of each page; only those of a few partitions are in memory."""
    every = iter(pages)
    parts = iter(lambda: tuple(_told(page, executor) for page in islice(every, _PAGES)), ())
    return chain.from_iterable(executor.map(_rendered, parts))


def _told(page: Page, executor: Executor) -> Page:
    """Return a page with what its template is told, if it travels: what makes that knows the whole library."""
    if executor.local:
        return page
    told = page.late() if page.late else None
    late = None if told is None else partial(_same, dict(told))
    return Page(page.path, page.template, dict(page.values), late=late)


def _same(told: Mapping[str, object]) -> Mapping[str, object]:
    return told


def _rendered(pages: Sequence[Page]) -> list[tuple[str, bytes]]:
    return [(page.path, render(page).encode()) for page in pages]


def render(page: Page, dialect: Dialect = MARKDOWN) -> str:
    """Return the Markdown of a page.

    In the dialect of HTML its body is the HTML that Markdown would make of it; its front matter is the same.
    """
    return outline(page, dialect).replace(LATE, late(page, dialect))


def outline(page: Page, dialect: Dialect = MARKDOWN) -> str:
    """Return the same with ``LATE`` in the place of the late part."""
    text = _template(page.template, dialect).render(page=page, here=_here(page.url), late=_MARK, **page.values)
    head, fence, body = text.rpartition("\n---\n")
    return f"{head}{fence}\n{_closed_up(body)}"


def late(page: Page, dialect: Dialect = MARKDOWN) -> str:
    """Return the late part of a page, empty where it has none."""
    if page.late is None:
        return ""
    return _closed_up(_template("_related", dialect).render(here=_here(page.url), **page.late()))


def reload() -> None:
    """Look again at the templates, which may have been edited: a process that builds several times does before each."""
    _template.cache_clear()


@cache
def _template(name: str, dialect: Dialect) -> Template:
    """Return a template that knows what several share: here Jinja looks whether its file changed, not for each page.

    Its globals are a plain dict, because they are copied for each page.
    """
    environment = _environment(dialect)
    template = environment.get_template(f"{name}.md.j2")
    template.globals = {**template.globals, "parts": environment.get_template("_parts.md.j2").module}
    return template


@cache
def _environment(dialect: Dialect) -> Environment:
    """Return the templates with the only ways from text to markup in a dialect."""
    environment = _Environment(
        loader=PackageLoader("generator.pages"),
        undefined=StrictUndefined,
        autoescape=True,  # what a macro returns is markup; `finalize` escapes more than this would
        finalize=dialect.printed,
        extensions=[_Plain if dialect is HTML else _Flush],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"rich": dialect.rich, "pieces": dialect.pieces, "plain": plain}
    environment.filters |= {"quoted": quoted, "all_quoted": all_quoted, "data": data, "first_lines": first_lines}
    environment.filters |= {"count": _count, "numbered": _numbered, "bare": _bare, "query": _query, "to": _to}
    return environment


class _Flush(Extension):
    """Takes the indentation out of templates, once for all pages."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template."""
        for token in stream:
            yield token if token.type != "data" else Token(token.lineno, "data", self.changed(token.value))

    def changed(self, markup: str) -> str:
        """Return what stands in a template between what it prints."""
        return _INDENTED.sub("\n", markup)


class _Plain(_Flush):
    """Makes references plain, too, that stand in the templates themselves, as ``partials/text.html`` does."""

    def changed(self, markup: str) -> str:
        """Return what stands in a template between what it prints."""
        markup = super().changed(markup)
        for reference, plainly in PLAIN.items():
            markup = markup.replace(reference, plainly)
        return markup


class _Generator(CodeGenerator):
    """Leaves out what templates of ours don't need.

    Jinja's own escaping of what a template prints: ``finalize`` has made markup of it by then. The search for a key
    where there is no attribute: what is behind a stop is an attribute of a record, never a key.
    """

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja calls it so
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if finalize.src is None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(finalize.src)

    def _output_child_post(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if finalize.src is None:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(")")


class _Environment(Environment):
    code_generator_class = _Generator


def _count(number: int) -> Markup:
    """Return a number of things with its thousands set apart."""
    return Markup(f"{number:,}")  # noqa: S704 - digits and commas


def _numbered(title: str, pager: Pager) -> str:
    """Return the title of one page of a list."""
    return title if pager.number == 1 else f"{title}, page {pager.number}"


def _query(text: str) -> Markup:
    """Return text as a value in the query of an address."""
    return Markup(quote_plus(text, errors="replace"))  # noqa: S704 - percent-encoded


def _bare(url: str) -> str:
    """Return an address as people read it: without its scheme and a slash at its end."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url


def _here(url: str) -> tuple[str, str]:
    """Return from where a page leads elsewhere: its own address, and one that stands for every page of its folder."""
    return url, f"{url.strip('/').rpartition('/')[0]}/\0"


def _to(address: str, here: tuple[str, str]) -> Markup:
    """Return the way from a page to an address of the site (a path from its root)."""
    page, beside = here
    return _way(address, page if f"{address}/".startswith(page) else beside)  # the page itself, or below it


@lru_cache(maxsize=65_536)
def _way(address: str, here: str) -> Markup:
    """Return the way between two paths from the site's root, with a slash at its end.

    It is what ``posixpath.relpath`` says of paths without dots, in a tenth of the time: a page asks a dozen times.
    """
    to = [part for part in address.split("/") if part]
    at = [part for part in here.split("/") if part]
    common = 0
    for there, mine in zip(to, at, strict=False):
        if there != mine:
            break
        common += 1
    way = [".."] * (len(at) - common) + to[common:]
    return Markup(quote("/".join(way or ["."]) + "/", safe="/.-_~"))  # noqa: S704 - percent-encoded


def _closed_up(text: str) -> str:
    """Return the text below the front matter without blank lines; of one space, where templates put none or two things.

    A block of HTML ends at a blank line in CommonMark: without one, the whole body is one block to every engine.
    """
    return "".join([f"{line}\n" for line in text.split("\n") if line and line != " "])
