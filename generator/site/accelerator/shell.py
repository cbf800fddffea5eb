"""The site's shell around a page: for papers rendered once for all of them, with their own parts filled in."""

from functools import cached_property
from typing import Any, cast

from jinja2 import Environment, Template
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator import pages
from generator.site.accelerator.quick import Quick

SHELLS = {
    "paper.html": {"about": "partials/about.html", "text": "partials/text.html", "wrong": "partials/wrong.html"},
    "list.html": {"about": "partials/about.html", "text": "partials/text.html"},
}
"""The templates whose pages in one folder differ in some blocks only, and what stands in these."""

Frame = tuple[str | Template, ...]
"""What is the same in all pages of a template and a folder, between it the templates of what differs."""


class Shell:
    """Makes HTML of pages as MkDocs' build would, with the templates of a site."""

    def __init__(self, environment: Environment, config: MkDocsConfig, nav: Navigation) -> None:
        """Begin without a frame: the first page of a template in each folder brings one."""
        self.environment, self.config, self.nav = environment, config, nav
        self._frames: dict[tuple[str, str], tuple[dict[str, Any], Frame]] = {}

    def filled(self, outline: bytes, page: Quick) -> bytes:
        """Return what the file of a page holds, made of its outline, which an earlier build may have rendered."""
        if page.source.late is None:
            return outline
        return outline.replace(
            pages.LATE.encode(), _encoded(self._text.render(page={"content": pages.late(page.source)}))
        )

    def outline(self, page: Quick) -> bytes:
        """Return the HTML of a page that began as an outline: without its late part."""
        return _encoded(self._html(page))

    @cached_property
    def _text(self) -> Template:
        return self.environment.get_template("partials/text.html")

    def _html(self, page: Page) -> str:
        name = str(page.meta.get("template", "main.html"))
        folder = page.url.strip("/").rpartition("/")[0]  # all in it are as far from everything
        if name not in SHELLS or not folder:  # what is in no folder is in the header, each page another link of it
            return self.environment.get_template(name).render(get_context(self.nav, [], self.config, page))
        if (name, folder) not in self._frames:
            self._frames[name, folder] = self._framed(name, page)
        context, frame = self._frames[name, folder]
        context["page"] = page
        return "".join(piece if isinstance(piece, str) else piece.render(context) for piece in frame)

    def _framed(self, name: str, page: Page) -> tuple[dict[str, Any], Frame]:
        """Return what the pages of a template in a folder have in common: for templates, and of the shell."""
        context = cast("dict[str, Any]", get_context(self.nav, [], self.config, page))
        marks = (f"{{% block {part} %}}\0{part}\0{{% endblock %}}" for part in SHELLS[name])
        marked = self.environment.from_string(f'{{% extends "{name}" %}}' + "".join(marks))
        pieces = marked.render(context).split("\0")
        parts = {part: self.environment.get_template(path) for part, path in SHELLS[name].items()}
        return context, tuple(parts[piece] if number % 2 else piece for number, piece in enumerate(pieces))


def _encoded(html: str) -> bytes:
    return html.encode("utf-8", "xmlcharrefreplace")  # as MkDocs does
