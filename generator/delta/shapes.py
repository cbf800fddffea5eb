"""What a comparison reads of an export: the fields it needs and no more, so that older and newer exports will do."""

from typing import Literal

from msgspec import Struct


class Listed(Struct, frozen=True):
    """A dump in ``index.json``."""

    id: str


class Index(Struct, frozen=True):
    """``index.json``."""

    papers: list[str]
    dumps: list[Listed]
    counts: dict[str, int]


class Link(Struct, frozen=True):
    """A link of a paper."""

    url: str


class Witness(Struct, frozen=True):
    """Where a dump has a paper."""

    dump: str
    title: str


class Assigned(Struct, frozen=True):
    """A theme of a paper."""

    slug: str
    evidence: tuple[str, ...] = ()


class Paper(Struct, frozen=True):
    """A line of ``papers.ndjson``."""

    id: str
    title: str
    abstract: str
    theme: str | None
    witnesses: list[Witness]
    links: list[Link] = []
    themes: list[Assigned] = []
    told: bool = False


class Theme(Struct, frozen=True):
    """A theme with its page."""

    url: str
    name: str


class Themes(Struct, frozen=True):
    """``themes.json``."""

    themes: list[Theme]


class Dump(Struct, frozen=True):
    """A dump with its page."""

    url: str
    title: str


class Retired(Struct, frozen=True):
    """An address in ``retired.json``."""

    url: str
    title: str
    because: str


class Redirect(Struct, frozen=True, rename={"old": "from", "new": "to"}):
    """A line of ``redirects.json``."""

    old: str
    new: str


class TextChange(Struct, frozen=True):
    """A text in ``changes/<dump>.json`` that no dump before it had."""

    id: str
    field: Literal["title", "abstract"]
    before: str
    after: str
    shown: bool


class Changes(Struct, frozen=True):
    """``changes/<dump>.json``."""

    text_changed: list[TextChange] = []


class Conflict(Struct, frozen=True):
    """An entry of ``conflicts.json``."""

    paper: str
    field: str
    why: str
    acknowledged: bool
