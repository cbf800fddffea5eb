"""What tests of pages share: papers made by hand, a page of the plan, and what a browser would make of it."""

from html.parser import HTMLParser

import markdown
from mkdocs.utils.meta import get_data

from generator.model import Library, Paper, Place, Witness
from generator.pages import Page, plan


def paper(slug: str, title: str, abstract: str, *places: tuple[str, int], **more: object) -> Paper:
    witnesses = tuple(
        Witness(dump=dump, place=Place(f"{dump}.txt", line), position=1, title=title) for dump, line in places
    )
    return Paper(slug=slug, title=title, abstract=abstract, witnesses=witnesses, **more)


class Elements(HTMLParser):
    """The elements of a page, the text of each class of interest, and the ids that a page's links name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.texts.append("" if tag == "wbr" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self.texts.append("\n")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


def html_of(source: str, extensions: tuple[str, ...] = ("toc", "tables", "fenced_code")) -> str:
    """Render a page as MkDocs does, with the extensions of mkdocs.yml unless told otherwise."""
    body, _ = get_data(source)
    return markdown.markdown(body, extensions=list(extensions))


def one(library: Library, path: str) -> Page:
    return next(page for page in plan(library) if page.path == path)
