"""Render the many pages without Python-Markdown, and fill in the shell of the papers' pages, made once for all of them.

The Markdown of a page is one block of HTML below front matter of one JSON value a line (``generator.pages``), which
Python-Markdown and the YAML parser hand through as it stands, in ten times the time that everything else takes. So a
``Quick`` page takes both apart itself; and ``Shell`` renders ``paper.html`` once, and of each paper only the two
partials that differ. The Markdown stays the source of truth: each build renders a page of every kind, and two papers',
both ways, and if they differ (another MkDocs, an extension, another override), all pages go the plain way, with a word.
Without this module the pages are the same: it holds no markup, and no page in memory but the one that is being written.
"""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any, cast

from jinja2 import BaseLoader, Environment, Template
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator import pages
from generator.pages import render

logger = logging.getLogger("mkdocs.papershelf.site")
SHELL = "paper.html"
"""The template whose pages differ in ``PARTS`` and in their content only."""
PARTS = {"about": "partials/about.html", "text": "partials/text.html", "wrong": "partials/wrong.html"}
"""The blocks of it that differ from page to page, and what stands in them."""
_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context")
"""What plugins can change between a page's Markdown and its HTML, and what they can tell its template."""
_HARMLESS = "mkdocs_gen_files"
"""Listens to one of them for links to an editor, which generated pages don't have."""


class Quick(Page):
    """A page of the plan. It is rendered when MkDocs asks for its content or its front matter, and then forgotten."""

    def __init__(self, source: pages.Page, file: File, config: MkDocsConfig) -> None:
        """Remember what to render."""
        self._source = source
        self._made: tuple[dict[str, Any], str] | None = None
        self._ready = False
        super().__init__(None, file, config)

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs calls it so
        """Read nothing: MkDocs asks every page for its source before it writes the first one."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render nothing yet."""

    def begin(self) -> None:
        """From now on, render when asked."""
        self._ready = True

    def forget(self) -> None:
        """Drop what was rendered."""
        self._made = None

    def _make(self) -> tuple[dict[str, Any], str]:
        if not self._ready:
            return {}, ""
        if self._made is None:
            self._made = taken_apart(render(self._source))
        return self._made

    @property
    def meta(self) -> MutableMapping[str, Any]:
        """The front matter."""
        return self._make()[0]

    @meta.setter
    def meta(self, _value: object) -> None:
        """Keep nothing: Page begins with an empty one."""

    @property
    def content(self) -> str:
        """The HTML."""
        return self._make()[1]

    @content.setter
    def content(self, _value: object) -> None:
        """Keep nothing: MkDocs hands back what it was given."""

    @property
    def title(self) -> str | None:
        """What the front matter says."""
        return self.meta.get("title")

    @title.setter
    def title(self, _value: object) -> None:
        """Keep nothing."""


class Shell:
    """A template that is rendered once for each depth of pages, and filled in for each page."""

    def __init__(self, environment: Environment) -> None:
        """Begin without a frame: the first page of each depth brings one."""
        self._environment = environment
        self._frames: dict[str, tuple[str, ...]] = {}

    def render(self, context: Mapping[str, Any]) -> str:
        """Return the page: the frame of its depth with its own parts."""
        base = context["base_url"]
        if base not in self._frames:
            self._frames[base] = tuple(self._frame(context).split("\0"))
        return "".join(
            self._part(piece, context) if number % 2 else piece for number, piece in enumerate(self._frames[base])
        )

    def _part(self, name: str, context: Mapping[str, Any]) -> str:
        return self._environment.get_template(PARTS[name]).render(context)

    def _frame(self, context: Mapping[str, Any]) -> str:
        """Return the template rendered with marks where pages differ."""
        marks = (f"{{% block {name} %}}\0{name}\0{{% endblock %}}" for name in PARTS)
        marked = self._environment.from_string(f'{{% extends "{SHELL}\0" %}}' + "".join(marks))
        return marked.render(context)


class Loader(BaseLoader):
    """Finds the quick form of the papers' template under its name; all else is where it was."""

    def __init__(self, inner: BaseLoader) -> None:
        """Stand before another loader."""
        self._inner = inner

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:  # noqa: A002 - Jinja's name
        """Return a template; with a mark behind its name the one that the quick form is made of."""
        if name == SHELL:
            return cast("Template", Shell(environment))
        return self._inner.load(environment, name.rstrip("\0"), globals)

    def list_templates(self) -> list[str]:
        """Return what there is."""
        return self._inner.list_templates()


def taken_apart(markdown: str) -> tuple[dict[str, Any], str]:
    """Return the front matter and the HTML of a page of ours, as YAML and Python-Markdown would.

    Raises ValueError where the front matter is anything but one JSON value a line.
    """
    head, _, body = markdown.partition("\n---\n")
    lines = (line.partition(": ") for line in head.removeprefix("---\n").splitlines())
    return {key: json.loads(value) for key, _, value in lines}, body.strip("\n")


def possible(config: MkDocsConfig) -> bool:
    """Tell whether the pages may be quick: it is not switched off, and no plugin waits for what is left out."""
    if not config.extra.get("accelerate", True):
        return False
    listening = {getattr(method, "__module__", "") for event in _EVENTS for method in config.plugins.events[event]}
    others = sorted(name for name in listening if not name.startswith(_HARMLESS))
    if others:
        logger.info("the pages are not accelerated, because something waits for their Markdown: %s", ", ".join(others))
    return not others


def navigated(nav: object) -> frozenset[str]:
    """Return the paths in the navigation of ``mkdocs.yml``: MkDocs makes these pages, with the titles given there."""
    if isinstance(nav, str):
        return frozenset({nav})
    inner = nav.values() if isinstance(nav, Mapping) else nav if isinstance(nav, list) else ()
    return frozenset().union(*map(navigated, inner))


def add(quick: Iterable[pages.Page], files: Files, config: MkDocsConfig) -> None:
    """Add pages of the plan to the files of the site."""
    for page in quick:
        file = File.generated(config, page.path, content="")
        Quick(page, file, config)  # MkDocs' way: a page enters itself in its file
        files.append(file)


def begin(env: Environment, files: Files, config: MkDocsConfig) -> None:
    """Let the pages be rendered from now on: quickly if that gives what the plain way gives, else in the plain way."""
    quick = [file.page for file in files if isinstance(file.page, Quick)]
    if not quick:
        return
    for page in quick:
        page.begin()
    fast = env.overlay(loader=Loader(env.loader or BaseLoader()))
    wrong = next((page for page in _samples(quick) if not _same(page, fast, env, files, config)), None)
    if wrong is None:
        env.loader = fast.loader
        env.auto_reload = False  # each build has an environment of its own: no need to look at dates for each page
        return
    logger.warning("the pages are not accelerated: %s would differ from what MkDocs makes of it", wrong.url)
    for page in quick:
        _slow(page, page.file, files, config)


def _samples(quick: Iterable[Quick]) -> Iterator[Quick]:
    """Yield the first page of every kind, and the last in a frame, to show what of that is the first one's alone."""
    first: dict[str, Quick] = {}
    last: dict[str, Quick] = {}
    for page in quick:
        first.setdefault(page._source.template, page)
        last[page._source.template] = page
    yield from first.values()
    yield from (last[kind] for kind, page in first.items() if page.meta.get("template") == SHELL)


def _same(page: Quick, fast: Environment, plain: Environment, files: Files, config: MkDocsConfig) -> bool:
    """Tell whether a page is the same both ways; any failure of the quick way is a difference."""
    try:
        made = _written(page, fast, config)
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError):
        return False
    finally:
        page.forget()
    file = File.generated(config, page.file.src_uri, content="")
    return made == _written(_slow(page, file, files, config), plain, config)


def _slow(page: Quick, file: File, files: Files, config: MkDocsConfig) -> Page:
    """Return the page that MkDocs makes of the Markdown; the file is told of it."""
    file.content_string = render(page._source)
    slow = Page(None, file, config)
    slow.read_source(config)
    slow.render(config, files)
    return slow


def _written(page: Page, env: Environment, config: MkDocsConfig) -> str:
    """Return the HTML of a page as MkDocs' build makes it."""
    context = get_context(Navigation([], []), [], config, page)
    return str(env.get_template(str(page.meta.get("template", "main.html"))).render(context))
