"""A page of the plan as MkDocs sees it."""

import json
from collections.abc import Callable, MutableMapping
from typing import Any

from jinja2 import Undefined
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator import pages

Way = Callable[[pages.Page, pages.Dialect], str]
"""How a page of the plan is rendered."""


class Quick(Page):
    """A page of the plan. It is rendered when somebody asks for its content or its front matter, and then forgotten."""

    def __init__(self, source: pages.Page, file: File, config: MkDocsConfig, like: "Quick | None" = None) -> None:
        """Remember what to render; ``like`` another page of the same build, which asked MkDocs what is true of all."""
        self.source = source
        self._made: tuple[Front, str] | None = None
        self._settled: pages.Page | None = None
        self._way: Way | None = None
        if like is None:
            super().__init__(None, file, config)
        else:
            self.__dict__ |= {**vars(like), **vars(self), "file": file}
            file.page = self
            self._set_canonical_url(config.site_url)

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs calls it so
        """Read nothing: MkDocs asks every page for its source before it writes the first one."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render nothing yet."""

    def begin(self, way: Way = pages.render) -> None:
        """From now on, render when asked, in this way."""
        self._way = way
        self.forget()

    def told(self) -> bytes:
        """Return all that the page depends on, besides templates, code and its late part, as bytes to be hashed."""
        self._settled = self.source.settled()
        return self._settled.told()

    def forget(self) -> None:
        """Drop what was rendered, and what it was told."""
        self._made = self._settled = None

    def _make(self) -> "tuple[Front, str]":
        if self._way is None:
            return Front(), ""
        if self._made is None:
            self._made = taken_apart(self._way(self._settled or self.source, pages.HTML))
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


class Front(dict[str, Any]):
    """Front matter. A template that asks for what is not there gets an answer without a search."""

    def __getattr__(self, key: str) -> Any:
        """Return a value as ``meta.key``; Jinja would look for an attribute first, and for an item then."""
        return self.get(key, _NOTHING)


_value = json.JSONDecoder().raw_decode
"""Reads a JSON value and says where it ends; ``json.loads`` asks about the text at length before it does."""
_NOTHING = Undefined()
"""What templates get for what is not there."""


def taken_apart(markdown: str) -> tuple[Front, str]:
    """Return the front matter and the HTML of a page of ours, as YAML and Python-Markdown would.

    Raises ValueError where the front matter is anything but one JSON value a line.
    """
    head, _, body = markdown.partition("\n---\n")
    front = Front()
    for line in head.removeprefix("---\n").splitlines():
        key, _, value = line.partition(": ")
        front[key], end = _value(value)
        if end < len(value):
            raise ValueError(f"{line!r} is more than a JSON value")
    return front, body.strip("\n")
