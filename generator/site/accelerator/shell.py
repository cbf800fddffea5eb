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

SHELL = "paper.html"
"""The template whose pages differ in ``PARTS`` only."""
PARTS = {"about": "partials/about.html", "text": "partials/text.html", "wrong": "partials/wrong.html"}
"""The blocks of it that differ from page to page, and what stands in them."""

Frame = tuple[str | Template, ...]
"""What is the same in all papers of a folder, between it the templates of what differs."""


class Shell:
    """Makes HTML of pages as MkDocs' build would, with the templates of a site."""

    def __init__(self, environment: Environment, config: MkDocsConfig, nav: Navigation) -> None:
        """Begin without a frame: the first paper in each folder brings one."""
        self.environment, self.config, self.nav = environment, config, nav
        self._frames: dict[str, tuple[dict[str, Any], Frame]] = {}

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
        return self.environment.get_template(PARTS["text"])

    def _html(self, page: Page) -> str:
        name = str(page.meta.get("template", "main.html"))
        if name != SHELL:
            return self.environment.get_template(name).render(get_context(self.nav, [], self.config, page))
        folder = page.url.strip("/").rpartition("/")[0]  # all in it are as far from everything
        if folder not in self._frames:
            self._frames[folder] = self._framed(page)
        context, frame = self._frames[folder]
        context["page"] = page
        return "".join(piece if isinstance(piece, str) else piece.render(context) for piece in frame)

    def _framed(self, page: Page) -> tuple[dict[str, Any], Frame]:
        """Return what the papers of a folder have in common: for templates, and of the shell."""
        context = cast("dict[str, Any]", get_context(self.nav, [], self.config, page))
        marks = (f"{{% block {name} %}}\0{name}\0{{% endblock %}}" for name in PARTS)
        marked = self.environment.from_string(f'{{% extends "{SHELL}" %}}' + "".join(marks))
        pieces = marked.render(context).split("\0")
        parts = {name: self.environment.get_template(path) for name, path in PARTS.items()}
        return context, tuple(parts[piece] if number % 2 else piece for number, piece in enumerate(pieces))


def _encoded(html: str) -> bytes:
    return html.encode("utf-8", "xmlcharrefreplace")  # as MkDocs does
