"""What the readers make of a dump: records, and what became of every other line."""

from dataclasses import dataclass, field

from generator.model.places import Place


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
    abstract_lines: tuple[int, ...] = ()
    """The number in the file of each line of ``abstract``, where the format has lines; else empty."""
    venue: str = ""
    """Where it was published: a journal, a conference."""
    addresses: tuple[str, ...] = ()
    """Addresses that the dump gives in fields of their own (a repository, a project page), raw, in its order."""
    shares_line: bool = False
    """Whether others stand on its line too, so that the line alone does not say which one is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate:
    """Non-blank lines of a dump that are known to say nothing of a paper."""

    place: Place
    lines: int
    text: str
    listed: str | None = None
    """The day that the lines say the dump lists, as they write it."""
    family: str | None = None
    """What the lines say that the dump is, as people call it (``Daily Papers``)."""


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
