"""What can be said of a paper in a citation, before any format: the facts of the library and nothing else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urljoin

from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

from generator.model import Dump, Paper, paper_url
from generator.outputs.wording import harmless
from generator.registries import address

_WORD = "[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ.'’-]*"
_PLAIN = re.compile(f"{_WORD}(?: {_WORD})*")
"""A name of which nobody doubts that its last word is the family's; BibTeX's own rules take thirty times as long."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in parts, or the name of a group, all of it in ``family``."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def spoken(self) -> str:
        """The form that people say: ``Ludwig van Beethoven Jr.``."""
        return " ".join(filter(None, (self.given, self.particle, self.family, self.suffix)))

    @property
    def inverted(self) -> str:
        """The form that sorts: ``van Beethoven, Jr., Ludwig``."""
        if self.family and self.given and not (self.particle or self.suffix):  # most people
            return f"{self.family}, {self.given}"
        family = f"{self.particle} {self.family}".strip()
        return ", ".join(part for part in (family, self.suffix, self.given) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A paper as a reference manager knows it. Titles are clean text with TeX between ``\\(`` and ``\\)``."""

    key: str
    title: str
    authors: tuple[Name, ...]
    year: int | None
    venue: str
    arxiv: str
    doi: str
    url: str
    """Where to read of it: an identifier's address, else its page here, else nothing."""
    note: str


@dataclass(frozen=True, slots=True)
class Known:
    """All that a citation is made of, but for the site's address."""

    slug: str
    title: str
    authors: tuple[str, ...]
    """As the paper writes them."""
    year: int | None
    venue: str
    identifiers: tuple[tuple[str, str], ...]
    listed: str
    """The title of the dump that had it first."""


def cited(paper: Paper, dumps: Mapping[str, Dump], site_url: str = "") -> Citation:
    """Return what can be cited of a paper; ``dumps`` by their ids, ``site_url`` where the site will be, if known."""
    return citation(known(paper, dumps), site_url)


def known(paper: Paper, dumps: Mapping[str, Dump]) -> Known:
    """Return what a citation of a paper is made of; ``dumps`` by their ids."""
    listed = dumps[paper.witnesses[0].dump].title
    return Known(paper.slug, paper.title, paper.authors, paper.year, paper.venue, paper.identifiers, listed)


@lru_cache(maxsize=1 << 17)  # the citation files ask for it, and later the paper's page
def citation(paper: Known, site_url: str = "") -> Citation:
    """Return what can be cited of a paper of which that much is known."""
    identifiers = {scheme: value for scheme, value in paper.identifiers if address(scheme, value)}
    arxiv, doi = identifiers.get("arxiv", ""), identifiers.get("doi", "")
    own = urljoin(site_url, paper_url(paper.slug)) if site_url else ""
    return Citation(
        key=paper.slug,
        title=paper.title,
        authors=tuple(filter(None, map(name, paper.authors))),
        year=paper.year,
        venue=harmless(paper.venue),
        arxiv=arxiv,
        doi=doi,
        url=address("arxiv", arxiv) or address("doi", doi) or own,
        note=f"Listed in {harmless(paper.listed)}",
    )


@lru_cache(maxsize=1 << 17)  # the pages ask for the same names as the citation files
def name(written: str) -> Name | None:
    """Return a written name in its parts, as BibTeX would take it apart; None when there is none.

    A name with a comma has its family name first. What cannot be taken apart stays whole.
    """
    if _PLAIN.fullmatch(written):
        given, _, family = written.rpartition(" ")
        return Name(family, given)
    text = harmless(written)
    bare = text.replace("{", "").replace("}", "").replace("\\", "").strip(" ,")
    if not bare:
        return None
    if text.startswith("{") and text.endswith("}"):  # BibTeX's sign for a group
        return Name(bare)
    try:
        parts = parse_single_name_into_parts(bare, strict=False)
    except InvalidNameError:
        return Name(bare)
    family, given, particle, suffix = (" ".join(part) for part in (parts.last, parts.first, parts.von, parts.jr))
    return Name(family, given, particle, suffix) if family else Name(bare)
