"""The site's shell around a page: for papers rendered once for all of them, with their own parts filled in."""

from collections.abc import Callable
from typing import Any, cast

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator import pages
from generator.site.accelerator.asked import Answers, Asked, answers
from generator.site.accelerator.quick import Quick

SHELLS = {
    "paper.html": {"about": "partials/about.html", "text": None, "wrong": "partials/wrong.html"},
    "list.html": {"about": "partials/about.html", "text": None},
}
"""The templates whose pages in one folder differ in some blocks only, and what stands in these: a template's, or the
page's own content, of which ``partials/text.html`` would make nothing else."""

_LATE = pages.LATE.encode()

Part = Callable[[Page, dict[str, Any]], str]
"""Makes what differs from page to page; it is told what templates are told."""
Frame = tuple[Answers, dict[str, Any], tuple[str | Part, ...]]
"""For which pages of one template in one folder it is; what templates are told of them, what is the same in all these,
and between it what differs."""
_FRAMES = 8
"""Of a template in a folder. Where there are more, the shell says of each page something else."""


class Shell:
    """Makes HTML of pages as MkDocs' build would, with the templates of a site."""

    def __init__(self, environment: Environment, config: MkDocsConfig, nav: Navigation) -> None:
        """Begin without a frame: the first page of a template in each folder brings one, and who answers otherwise."""
        self.environment, self.config, self.nav = environment, config, nav
        self._frames: dict[tuple[str, str], list[Frame]] = {}

    def filled(self, outline: bytes, page: Quick) -> bytes:
        """Return what the file of a page holds, made of its outline, which an earlier build may have rendered."""
        if page.source.late is None:
            return outline
        before, found, after = outline.partition(_LATE[:1])  # one byte, which is found at once
        late = _encoded(pages.late(page.source, pages.HTML)) if found else b""
        return b"".join((before, late, after.removeprefix(_LATE[1:])))

    def outline(self, page: Quick) -> bytes:
        """Return the HTML of a page that began as an outline: without its late part."""
        return _encoded(self._html(page))

    def _html(self, page: Page) -> str:
        name = str(page.meta.get("template", "main.html"))
        folder = page.url.strip("/").rpartition("/")[0]  # all in it are as far from everything
        # what is in no folder is in the header, each page another link of it
        frame = self._frame(name, folder, page) if folder and name in SHELLS else None
        if frame is None:
            return self.environment.get_template(name).render(get_context(self.nav, [], self.config, page))
        _, context, pieces = frame
        context["page"] = page
        return "".join([piece if isinstance(piece, str) else piece(page, context) for piece in pieces])

    def _frame(self, name: str, folder: str, page: Page) -> Frame | None:
        """Return the frame for a page; None where a template's frames are nearly all of a single page."""
        frames = self._frames.setdefault((name, folder), [])
        for frame in frames:
            if answers(page, frame[0]):
                return frame
        if len(frames) == _FRAMES:
            return None
        frames.append(self._framed(name, page))
        return frames[-1]

    def _framed(self, name: str, page: Page) -> Frame:
        """Return what the pages of a template in a folder have in common: for templates, and of the shell."""
        context = cast("dict[str, Any]", get_context(self.nav, [], self.config, page))
        marks = (f"{{% block {part} %}}\0{part}\0{{% endblock %}}" for part in SHELLS[name])
        marked = self.environment.from_string(f'{{% extends "{name}" %}}' + "".join(marks))
        context["page"] = asked = Asked(page)
        pieces = marked.render(context).split("\0")
        parts = {part: self._part(path) for part, path in SHELLS[name].items()}
        context = {**self.environment.globals, **context}
        return (
            asked.answers,
            context,
            tuple(parts[piece] if number % 2 else piece for number, piece in enumerate(pieces)),
        )

    def _part(self, path: str | None) -> Part:
        """Return what makes a part: a template, which finds what it is told in one place and copies nothing."""
        if path is None:
            return _content
        template = self.environment.get_template(path)
        render, context = template.root_render_func, template.new_context
        return lambda _page, told: "".join(render(context(told, shared=True)))


def _content(page: Page, _told: dict[str, Any]) -> str:
    return page.content or ""


def _encoded(html: str) -> bytes:
    return html.encode("utf-8", "xmlcharrefreplace")  # as MkDocs does
