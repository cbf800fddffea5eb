"""Papers: straight after normalising with one witness, after merging with all of them."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from generator.model.facets import Facets
from generator.model.places import Place

LinkKind = Literal["code", "project", "model", "data", "demo", "paper", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address that the text of a dump names, after repair. Only a trusted one may become clickable."""

    url: str
    kind: LinkKind
    trusted: bool = True
    note: str = ""
    """Why it isn't trusted, or that it is the paper itself; for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One dump's word for a paper."""

    dump: str
    place: Place
    position: int
    title: str
    """As it stands in the dump."""
    original: str = ""
    """The abstract as it stands in the dump, where cleaning changed more than white space; else empty."""


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
    because: str = ""
    """What the acknowledgement says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """A conflict that a person has looked at and found the shown text right; from ``dumps.yml``."""

    paper: str
    """The paper's key, see ``title_key``."""
    field: Literal["title", "abstract"]
    because: str
    dumps: tuple[str, ...] = ()
    """The files of the dumps whose other text was looked at; empty when it holds for whatever any dump says."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person said of records that look alike: they are one paper, or they are not; from ``dumps.yml``."""

    same: bool
    papers: tuple[str, ...]
    """Keys (see ``title_key``), slugs or places (``file.txt:12``) of the papers meant, two or more."""
    because: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """A paper, or a whole dump, that people took back; from ``dumps.yml``.

    It is shown nowhere, and its address says why or leads elsewhere.
    """

    slug: str
    because: str
    title: str = ""
    """What its address may still say of it; empty when not even that."""
    to: str = ""
    """The slug of the paper that its address leads to instead; empty when it says that it was taken back."""
    dump: str = ""
    """The file of the dump that was removed, if the address went with it."""
    whole: bool = False
    """Whether it is the dump itself; then ``slug`` is the dump's id."""
    place: Place

    @property
    def url(self) -> str:
        """The address that it had, relative to the site."""
        return f"dumps/{self.slug}/" if self.whole else paper_url(self.slug)


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
    venue: str = ""
    """Where it was published, in the words of a dump or of the lock file."""
    possibly_same: tuple[str, ...] = ()
    """Slugs of papers that look alike without enough evidence to merge."""
    slug: str = ""
    facets: Facets | None = field(default=None, compare=False, repr=False)
    """What was read off its title, abstract and links, once it was; ask ``generator.facets``."""

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
        if len(self.witnesses) == 1:  # as most papers, which are asked often
            return (self.witnesses[0].dump,)
        return tuple(dict.fromkeys(witness.dump for witness in self.witnesses))

    @property
    def offers(self) -> frozenset[LinkKind]:
        """The kinds of what its trusted links lead to."""
        return frozenset(link.kind for link in self.links if link.trusted)


def paper_url(slug: str) -> str:
    """Return the address of a paper's page, relative to the site; also of one that has moved."""
    return f"papers/{slug}/"


@lru_cache(maxsize=1 << 17)  # themes, checks, deduplication and the API ask for the same ones: eight times in a build
def title_key(title: str) -> str:
    """Return a raw title lower-cased, runs of non-word characters made one space, trimmed (a contract of the API)."""
    return re.sub(r"\W+", " ", title.lower()).strip()
