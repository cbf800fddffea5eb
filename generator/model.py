"""The records that travel from a dump to the site, in the order in which they come to be.

All are frozen, all collections are tuples, derived facts are properties. Text that comes from a dump is plain text
everywhere in here: it becomes markup in the templates only, escaped there. Mathematics stands in it as TeX between
``\\(`` and ``\\)`` once ``generator.normalise`` has seen it.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file's name as shown to people, and a line counted from 1 (0: the file as a whole)."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        """Return the form that editors and terminals turn into a link."""
        return f"{self.file}:{self.line}" if self.line else self.file


class Severity(StrEnum):
    """How bad a finding is; ``check`` exits with 1 on an error."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing worth telling the maintainer. Made by ``generator.findings.finding``, which knows the catalogue."""

    code: str
    severity: Severity
    place: Place
    what: str
    remedy: str


# --- read -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One paper as one dump has it: raw text, untouched except that the lines of a field are joined by a line feed.

    ``lines`` counts the non-blank lines that the record stands on, ``position`` the records of its dump from 1.
    """

    dump: str
    place: Place
    position: int
    lines: int
    title: str
    abstract: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    """Pairs of a scheme (``arxiv``, ``doi``) and a value, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate:
    """Non-blank lines of a dump that are known to say nothing of a paper."""

    place: Place
    lines: int
    text: str
    listed: str | None = None
    """The day that the lines say the dump lists, as they write it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Non-blank lines that became no record, kept with the reason."""

    place: Place
    lines: int
    text: str
    """The lines themselves, shortened to something that can be shown."""
    code: str
    """The finding's code, see ``generator.findings``."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What became of a dump's non-blank lines; they must add up."""

    lines: int = 0
    record: int = 0
    boilerplate: int = 0
    rejected: int = 0

    @property
    def balanced(self) -> bool:
        """Whether each line is accounted for exactly once."""
        return self.lines == self.record + self.boilerplate + self.rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """One file of ``dumps/`` and what it and ``dumps.yml`` say of it."""

    id: str
    """The slug of its page, from the file's name."""
    file: str
    sha256: str
    title: str
    """What people call it; from ``dumps.yml`` or made of the file's name."""
    layout: str | None = None
    """The name of the reader that read it; None when none could."""
    listed: str | None = None
    """The day it lists, as ISO date from ``dumps.yml`` or as its own header says it (``Mar 14``, without a year)."""
    added: str | None = None
    """ISO date on which it joined the library; only from ``dumps.yml``."""
    source: str | None = None
    """Where it was taken from; only from ``dumps.yml``."""
    records: int = 0
    ledger: Ledger = field(default_factory=Ledger)
    rejected: tuple[Rejected, ...] = ()

    @property
    def url(self) -> str:
        """The address of its page, relative to the site."""
        return f"dumps/{self.id}/"


# --- normalise, deduplicate -------------------------------------------------------------------------------------------


LinkKind = Literal["code", "project", "model", "data", "demo", "paper", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address that the text of a dump names, after repair. Only a trusted one may become clickable."""

    url: str
    kind: LinkKind
    trusted: bool = True
    note: str = ""
    """Why it isn't trusted, or what was repaired; for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One dump's word for a paper."""

    dump: str
    place: Place
    position: int
    title: str
    """As it stands in the dump."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A text that some dumps have where the majority has another."""

    field: Literal["title", "abstract"]
    dumps: tuple[str, ...]
    text: str
    """Normalised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Witnesses of one paper disagree in substance, so that a person has to look once and acknowledge it."""

    paper: str
    """The paper's key; another paper may have the same one."""
    slug: str = ""
    """The paper's slug, once it has one."""
    field: Literal["title", "abstract"]
    shown: str
    dumps: tuple[str, ...]
    """The dumps that have the text shown."""
    variants: tuple[Variant, ...]
    why: str
    place: Place
    """Where the first deviating witness stands."""
    acknowledged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """A conflict that a person has looked at and found the shown text right; from ``dumps.yml``."""

    paper: str
    """The paper's key, see ``title_key``."""
    field: Literal["title", "abstract"]
    because: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper: straight after normalising with one witness, after merging with all of them and a slug."""

    title: str
    abstract: str
    witnesses: tuple[Witness, ...]
    """In the order of the dumps, then of the lines. The first one gives the key and the address."""
    links: tuple[Link, ...] = ()
    variants: tuple[Variant, ...] = ()
    flags: tuple[str, ...] = ()
    """What readers should know of the text, as short machine-readable words, sorted (``look-alike-link``, …)."""
    identifiers: tuple[tuple[str, str], ...] = ()
    authors: tuple[str, ...] = ()
    year: int | None = None
    possibly_same: tuple[str, ...] = ()
    """Slugs of papers that look alike without enough evidence to merge."""
    slug: str = ""

    @property
    def url(self) -> str:
        """The address of its page, relative to the site."""
        return paper_url(self.slug)

    @property
    def key(self) -> str:
        """The identity of the paper for people and scorers: the first witness' raw title, see ``title_key``."""
        return title_key(self.witnesses[0].title)

    @property
    def dumps(self) -> tuple[str, ...]:
        """The ids of the dumps it stands in, each once, in order."""
        return tuple(dict.fromkeys(witness.dump for witness in self.witnesses))

    @property
    def offers(self) -> frozenset[LinkKind]:
        """The kinds of what its trusted links lead to."""
        return frozenset(link.kind for link in self.links if link.trusted)


def paper_url(slug: str) -> str:
    """Return the address of a paper's page, relative to the site; also of one that has moved."""
    return f"papers/{slug}/"


def title_key(title: str) -> str:
    """Return a raw title lower-cased, runs of non-word characters made one space, trimmed (a contract of the API)."""
    return re.sub(r"\W+", " ", title.lower()).strip()


# --- group, relate --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One theme of the taxonomy."""

    slug: str
    name: str
    scope: str
    terms: tuple[str, ...] = ()
    exemplars: tuple[str, ...] = ()
    """Keys (``title_key``) of the papers that people named as typical."""
    automatic: bool = False
    """Whether the generator found it itself, because there is no ``themes.yml``."""

    @property
    def url(self) -> str:
        """The address of its page, relative to the site."""
        return f"themes/{self.slug}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One theme of one paper, with the terms that decided it, the strongest first."""

    slug: str
    score: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A paper's themes, best first; the first one is primary. Empty: the paper is unassigned."""

    assignments: tuple[Assignment, ...] = ()
    margin: float = 0.0
    """Score of the best theme less that of the second best, whether or not that one was assigned."""
    told: bool = False
    """Whether people said so (an exemplar), not the similarity."""

    @property
    def primary(self) -> str | None:
        """The slug of the primary theme, None when unassigned."""
        return self.assignments[0].slug if self.assignments else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A near paper and the terms it shares with the one at hand, the weightiest first."""

    slug: str
    score: float
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All there is to say: what the pages, the search index and the static API are made from.

    ``placements`` and ``related`` run parallel to ``papers``, which stand in the order of their first witnesses.
    """

    dumps: tuple[Dump, ...]
    papers: tuple[Paper, ...]
    themes: tuple[Theme, ...]
    placements: tuple[Placement, ...]
    related: tuple[tuple[Related, ...], ...]
    conflicts: tuple[Conflict, ...] = ()
    redirects: tuple[tuple[str, str], ...] = ()
    """Pairs of an old paper slug and the slug of the paper it leads to now."""
    findings: tuple[Finding, ...] = ()
