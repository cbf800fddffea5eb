"""The shapes of the static API, version 1. The JSON Schemas are made from these classes, so they can't drift apart.

A promise: fields may be added, none changes its name or meaning within v1. Everything is plain text (no field holds
markup), mathematics as TeX between ``\\(`` and ``\\)``.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class File(Struct, frozen=True):
    """One file of the API, its path relative to ``api/v1/``."""

    path: str
    bytes: int
    sha256: Sha256


class DumpSummary(Struct, frozen=True, kw_only=True):
    """A dump in ``index.json``: ``papers`` are the distinct ones in it, ``new`` those that no earlier dump had."""

    id: Slug
    file: str
    sha256: Sha256
    listed: str | None
    added: str | None
    records: int
    papers: int
    new: int


class Counts(Struct, frozen=True, kw_only=True):
    """The library in numbers."""

    records: int
    papers: int
    themes: int
    rejected: int
    conflicts: int


class Index(Struct, frozen=True, kw_only=True):
    """``index.json``: where everything begins. ``papers`` names the files that hold the papers, in order."""

    version: Literal["1"]
    generator: str
    dumps: list[DumpSummary]
    counts: Counts
    papers: list[str]
    files: list[File]


class PaperTheme(Struct, frozen=True):
    """One theme of a paper and the terms that decided it."""

    slug: Slug
    score: float
    evidence: list[str]


class PaperRelated(Struct, frozen=True):
    """A near paper and the terms it shares with this one."""

    id: Slug
    score: float
    shared: list[str]


class PaperLink(Struct, frozen=True):
    """An address that the dumps' text names. Do not make one clickable that isn't trusted."""

    url: str
    kind: Literal["code", "project", "model", "data", "demo", "paper", "other"]
    trusted: bool
    note: str


class PaperWitness(Struct, frozen=True):
    """Where a dump has the paper; ``title`` as it stands there."""

    dump: Slug
    line: int
    position: int
    title: str


class PaperVariant(Struct, frozen=True):
    """A text that some dumps have where the one shown is the majority's."""

    field: Literal["title", "abstract"]
    dumps: list[str]
    text: str


class PaperFacets(Struct, frozen=True):
    """What to filter by: what the paper offers, and the kind of contribution (null when unclear).

    ``evidence`` has what proves each facet that is given: a sentence of the abstract, the title, or a link of the dump.
    """

    code: bool
    project: bool
    data: bool
    model: bool
    kind: str | None
    evidence: dict[str, str]


class Paper(Struct, frozen=True, kw_only=True):
    """One line of ``papers.ndjson``; ``margin`` is the distance of its theme's score to that of ``runner_up``."""

    id: Slug
    key: str
    url: str
    title: str
    abstract: str
    theme: Slug | None
    themes: list[PaperTheme]
    margin: float
    runner_up: Slug | None
    told: bool
    related: Annotated[list[PaperRelated], Meta(max_length=10)]
    links: list[PaperLink]
    witnesses: Annotated[list[PaperWitness], Meta(min_length=1)]
    variants: list[PaperVariant]
    flags: list[str]
    facets: PaperFacets
    possibly_same: list[Slug]
    identifiers: dict[str, str]
    authors: list[str]
    year: int | None


class Theme(Struct, frozen=True, kw_only=True):
    """A theme: ``primary`` counts the papers whose first theme it is, ``papers`` all that have it."""

    slug: Slug
    name: str
    url: str
    scope: str
    terms: list[str]
    exemplars: list[str]
    automatic: bool
    primary: int
    papers: int


class Themes(Struct, frozen=True, kw_only=True):
    """``themes.json``, in the taxonomy's order, and the ids of the papers without a theme."""

    themes: list[Theme]
    unassigned: list[Slug]


class Ledger(Struct, frozen=True, kw_only=True):
    """What became of a dump's non-blank lines: ``lines`` is the sum of the other three."""

    lines: int
    record: int
    boilerplate: int
    rejected: int


class Rejected(Struct, frozen=True, kw_only=True):
    """Lines that became no record, and why."""

    line: int
    lines: int
    text: str
    code: str
    reason: str


class Dump(Struct, frozen=True, kw_only=True):
    """A dump in ``dumps.json``."""

    id: Slug
    file: str
    url: str
    title: str
    sha256: Sha256
    layout: str | None
    listed: str | None
    added: str | None
    source: str | None
    records: int
    papers: int
    new: int
    ledger: Ledger
    rejected: list[Rejected]


class Conflict(Struct, frozen=True, kw_only=True):
    """``conflicts.json``: witnesses of one paper that disagree in substance."""

    paper: Slug
    field: Literal["title", "abstract"]
    shown: str
    dumps: list[str]
    variants: list[PaperVariant]
    why: str
    acknowledged: bool


class Redirect(Struct, frozen=True, rename={"old": "from", "new": "to"}):
    """``redirects.json``: an address that leads to another one, both relative to the site."""

    old: str
    new: str


class SeenAgain(Struct, frozen=True):
    """A paper of a dump that an earlier dump had already."""

    id: Slug
    first: Slug


class TextChange(Struct, frozen=True):
    """A dump says another text of a paper than all dumps before it; ``shown`` tells whether it is the one shown now."""

    id: Slug
    field: Literal["title", "abstract"]
    before: str
    after: str
    shown: bool


class Changes(Struct, frozen=True, kw_only=True):
    """``changes/<dump>.json``: what a dump brought.

    ``conflicts`` names the papers of the dump that any dumps disagree about, ``disputes`` those where it takes a side.
    """

    dump: Slug
    new: list[Slug]
    seen_again: list[SeenAgain]
    text_changed: list[TextChange]
    conflicts: list[Slug]
    disputes: list[Slug]


class Retired(Struct, frozen=True):
    """``retired.json``: an address of a paper or a dump that was taken back, and why; its page says the same.

    ``title`` is what people called it, empty when that isn't told. Addresses that lead elsewhere are redirects.
    """

    url: str
    title: str
    because: str
