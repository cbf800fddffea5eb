"""A page of the plan becomes Markdown.

Templates decide looks, the plan decides facts. Jinja's ``finalize`` sends every value that a template prints through
``markup.encode``, so a template can't forget to escape; only what ``rich``, ``quoted``, ``data``, ``query`` and ``to``
return is markup already. Renders strings and writes nothing.
"""

import posixpath
import re
from functools import cache
from urllib.parse import quote, quote_plus

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from generator.normalise import plain
from generator.pages.listing import Page
from generator.pages.markup import data, encode, pieces, quoted, rich
from generator.pages.views import Pager
from generator.teasers import first_lines


def render(page: Page) -> str:
    """Return the Markdown of a page."""
    text = _environment().get_template(f"{page.template}.md.j2").render(page=page, **page.values)
    return _close_up(text)


@cache
def _environment() -> Environment:
    """Return the templates with the only ways from text to markup."""
    environment = Environment(
        loader=PackageLoader("generator.pages"),
        undefined=StrictUndefined,
        autoescape=True,  # what a macro returns is markup; `finalize` escapes more than this would
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"rich": rich, "pieces": pieces, "plain": plain, "quoted": quoted, "data": data}
    environment.filters |= {"count": _count, "numbered": _numbered, "bare": _bare, "first_lines": first_lines}
    environment.filters |= {"query": _query}
    environment.globals["to"] = _to
    environment.tests["web"] = lambda url: re.fullmatch(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", url) is not None
    return environment


def _finalize(value: object) -> Markup:
    """Return what a template prints as markup: numbers and markup as they are, anything else encoded."""
    return Markup(value) if isinstance(value, Markup | int) else encode(str(value))  # noqa: S704


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


@pass_context
def _to(context: Context, address: str) -> Markup:
    """Return the way from the page being rendered to an address of the site (a path from its root)."""
    page: Page = context["page"]
    way = posixpath.relpath(f"/{address}", f"/{page.url}")
    return Markup(quote(f"{way}/", safe="/.-_~"))  # noqa: S704 - percent-encoded


def _close_up(text: str) -> str:
    """Return the text without blank lines and indentation below the front matter.

    A block of HTML ends at a blank line in CommonMark: without one, the whole body is one block to every engine.
    """
    head, fence, body = text.rpartition("\n---\n")
    lines = (line.strip() for line in body.split("\n"))
    return f"{head}{fence}\n" + "\n".join(line for line in lines if line) + "\n"
