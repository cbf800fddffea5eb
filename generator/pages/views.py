"""What the templates see: plain facts about papers, themes and dumps, already looked up, nothing yet marked up.

A view holds text as it is in the library; ``markup`` escapes it when a template prints it. Views exist so that a
template never searches, sorts or counts.
"""

from dataclasses import dataclass

from generator.model import Dump, Link, Theme, paper_url
from generator.pages.metadata import Metadata
from generator.pages.worddiff import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One paper in a list."""

    slug: str
    title: str
    teaser: str = ""
    """The first lines of the abstract."""
    theme: Theme | None = None
    """The primary one, where the list's reader doesn't know it anyway."""
    dumps: int = 1
    """How many dumps list it."""
    first: Dump | None = None
    """The dump that listed it first, where the list is about that."""
    has: tuple[str, ...] = ()
    """What it offers: code, data, model, project."""
    changes: "tuple[Deviation, ...]" = ()
    """The texts that the dump at hand was the first to have, where the list is about that."""

    @property
    def url(self) -> str:
        """The address of its page, relative to the site."""
        return paper_url(self.slug)


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A related paper with the terms that both share."""

    entry: Entry
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Torn:
    """A paper that nearly stood in another theme."""

    entry: Entry
    other: Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """A theme of a paper with the terms that speak for it."""

    theme: Theme
    evidence: tuple[str, ...]
    told: bool = False
    """Whether people named the paper as typical of the theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What one sentence, or the title, says of a paper: facets that have it as their proof."""

    facets: tuple[str, ...]
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A dump that lists the paper, and the line of its file."""

    dump: Dump
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A text that some dumps have where another one is shown or was listed before."""

    field: str
    dumps: tuple[Dump, ...]
    text: str
    """All of it."""
    pieces: tuple[Piece, ...] = ()
    """Only what differs; empty when the texts have too little in common to say that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Dumps that disagree about a paper in substance."""

    title: str
    url: str
    field: str
    why: str
    shown_in: tuple[Dump, ...]
    """The dumps that have the text shown."""
    deviations: tuple[Deviation, ...]
    acknowledged: bool
    because: str = ""
    """What the person said who looked at it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Texts as they stand in dumps, where cleaning changed them; each is empty where it did not."""

    seen: tuple[Seen, ...]
    """Where they stand like this."""
    title: str
    abstract: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A number that a paper goes by."""

    scheme: str
    """As people write it."""
    value: str
    url: str = ""
    """Where it leads; empty when it is of no form that an address could safely be made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """Everything on a paper's page."""

    title: str
    abstract: str
    metadata: Metadata
    authors: tuple[tuple[str, str], ...] = ()
    """Names as the paper writes them, each with the address of the author's page, if there is one."""
    year: int | None = None
    identifiers: tuple[Identifier, ...] = ()
    themes: tuple[Because, ...] = ()
    registered: tuple[tuple[str, str], ...] = ()
    """Schemes and values of the identifiers that lead somewhere, the first of each scheme."""
    trusted: tuple[Link, ...] = ()
    """The links that may be followed."""
    doubted: tuple[Link, ...] = ()
    """The others."""
    kind: str | None = None
    """Of contribution."""
    has: tuple[str, ...] = ()
    """What it offers."""
    facts: tuple[Fact, ...] = ()
    """What proves both."""
    seen: tuple[Seen, ...] = ()
    variants: tuple[Deviation, ...] = ()
    because: tuple[str, ...] = ()
    """What people said who looked at what the dumps disagree about."""
    originals: tuple[Original, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences about the text."""
    possibly_same: tuple[Entry, ...] = ()
    previous: Entry | None = None
    next: Entry | None = None
    compact: bool = False
    """Whether the page leaves out what stands on it twice, or in the API."""

    @property
    def names(self) -> tuple[str, ...]:
        """The authors' names."""
        return tuple(name for name, _ in self.authors)

    @property
    def at_hand(self) -> bool:
        """Whether the page leads to the paper, or to something of it."""
        return bool(self.trusted or self.registered)

    @property
    def leading(self) -> tuple[str, ...]:
        """The addresses that may be followed."""
        return tuple(link.url for link in self.trusted)

    @property
    def on_arxiv(self) -> bool:
        """Whether a link leads to arXiv already."""
        return any(scheme == "arXiv" for scheme, _ in self.registered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A theme in an overview."""

    theme: Theme
    papers: int
    """Papers in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpLine:
    """A dump in an overview."""

    dump: Dump
    papers: int
    new: int

    @property
    def seen(self) -> int:
        """Papers that an earlier dump had listed already."""
        return self.papers - self.new


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where one is in a list of several pages; paths are relative to the site's root."""

    number: int
    pages: int
    """How many there are."""
    shown: tuple[tuple[int, str], ...]
    """Numbers and addresses of the pages that this one leads to, and itself; where some are left out, no address. A
    few however many there are, since every page says them."""
    back: str | None
    """The page before."""
    on: str | None
    """The page after."""
    first: int
    last: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A part of a list under a heading of its own."""

    name: str
    total: int
    """In all, not only on this page."""
    entries: tuple[Entry, ...]
    begins: bool = True
    """Whether its first entry stands on this page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """Where a part of a list of several pages begins."""

    name: str
    total: int
    page: str
    """The address of the page; the part has its name as id there."""
