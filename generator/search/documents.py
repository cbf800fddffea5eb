"""What the index knows of each document: the texts to be searched, what is shown of it, what readers filter by.

Papers come first, theme by theme so that neighbours are fetched together and their numbers lie close; then the pages
that are no papers (themes, hand-written ones).
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from generator.changes import changes
from generator.facets import facets
from generator.model import Library, Paper, Placement, Related
from generator.normalise import plain
from generator.normalise.identity import bare
from generator.search.analysis import fold, pieces, words
from generator.search.lists import FACET
from generator.search.texts import PAUSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that is no paper: where it stands (relative to the site), what it is called, what it is about."""

    url: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper or a page. ``name`` is a paper's slug or a page's address, ``themes`` number the library's list."""

    name: str
    title: str
    abstract: str
    themes: tuple[int, ...] = ()
    theme_names: str = ""
    terms: str = ""
    """What it is found by besides, with ``PAUSE`` between the phrases."""
    facets: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    """Names of the nearest papers, nearest first."""
    listed: int = 0
    """A paper's place among all papers as listed, newest dump first."""
    central: float = 0.0
    """How much speaks for a paper's primary theme."""
    in_dumps: tuple[tuple[int, int], ...] = ()
    """In which dumps a paper is, by number, and its place in the list of each."""

    @property
    def fields(self) -> dict[str, str]:
        """The texts that the index reads."""
        return {"title": self.title, "abstract": self.abstract, "theme": self.theme_names, "terms": self.terms}


def papers(library: Library) -> tuple[Document, ...]:
    """Return the papers, ordered by primary theme, the unassigned ones last."""
    known = {theme.slug: (number, theme.name) for number, theme in enumerate(library.themes)}
    places = zip(_listed(library), _in_dumps(library), strict=True)
    rows = zip(library.papers, library.placements, library.related, places, strict=True)
    every = [_paper(*row, known) for row in rows]
    return tuple(sorted(every, key=lambda document: document.themes[0] if document.themes else len(known)))


def _listed(library: Library) -> list[int]:
    """Return each paper's place in the order of the lists: the newest dump on top, then the library's own."""
    rank = {dump.id: number for number, dump in enumerate(library.dumps)}
    firsts = [rank.get(paper.witnesses[0].dump, -1) if paper.witnesses else -1 for paper in library.papers]
    places = [0] * len(firsts)
    for place, i in enumerate(sorted(range(len(firsts)), key=lambda i: (-firsts[i], i))):
        places[i] = place
    return places


def _in_dumps(library: Library) -> list[tuple[tuple[int, int], ...]]:
    """Return each paper's dumps and its places on their pages: what was new, what had another text, the rest."""
    of: list[list[tuple[int, int]]] = [[] for _ in library.papers]
    for number, change in enumerate(changes(library).values() if library.dumps else ()):
        told = {text.paper for text in change.texts}
        again = sorted(change.seen_again, key=lambda paper: paper not in told)
        for place, paper in enumerate((*change.new, *again)):
            of[paper].append((number, place))
    return [tuple(places) for places in of]


def pages(library: Library, hand_written: Sequence[Page]) -> tuple[Document, ...]:
    """Return the pages of the themes, those of the watches and the hand-written ones."""
    themes = (Page(url=f"themes/{theme.slug}/", title=theme.name, text=theme.scope) for theme in library.themes)
    watches = (Page(url=watch.url, title=watch.name) for watch in library.watches)
    every = (*themes, *watches, *hand_written)
    return tuple(Document(name=page.url, title=_shown(page.title), abstract=_shown(page.text)) for page in every)


def _paper(
    paper: Paper,
    placement: Placement,
    related: Sequence[Related],
    places: tuple[int, tuple[tuple[int, int], ...]],
    known: dict[str, tuple[int, str]],
) -> Document:
    """Return one paper's document; themes are known by their slugs: a number and a name."""
    themes = [known[assignment.slug] for assignment in placement.assignments]
    names = [name for _, name in themes]
    evidence = (assignment.evidence for assignment in placement.assignments)
    telling = dict.fromkeys(chain(*evidence, *[other.shared for other in related]))
    return Document(
        name=paper.slug,
        title=_shown(paper.title),
        abstract=_shown(paper.abstract),
        themes=tuple([number for number, _ in themes]),
        theme_names=_shown(" ".join(names)),
        terms=_shown(PAUSE.join(telling)),
        facets=tuple(dict.fromkeys(_facets(paper, placement, names))),
        related=tuple([other.slug for other in related]),
        listed=places[0],
        central=placement.assignments[0].score if placement.assignments else 0.0,
        in_dumps=places[1],
    )


def _facets(paper: Paper, placement: Placement, theme_names: Sequence[str]) -> list[str]:
    """Return the keys of all that a paper can be filtered by; to add a field is to add a line here."""
    keys: list[str] = []
    for assignment, name in zip(placement.assignments, theme_names, strict=True):
        keys += named("theme", assignment.slug, name)
    for dump in paper.dumps:
        keys += named("dump", dump)
    for author in paper.authors:
        keys += named("author", author, author)
    if paper.year:
        keys += named("year", str(paper.year))
    for scheme, value in paper.identifiers:
        keys.append(identified(bare(scheme, value)))
    found = facets(paper)
    for offer in (*found.has, *(["demo"] if paper.links and "demo" in paper.offers else [])):
        keys += named("has", offer)
    if found.kind:
        keys += named("kind", found.kind)
    return keys


def identified(value: str) -> str:
    """Return the key of an identifier, which readers paste; no field of its own, since no two papers share one."""
    return f"{FACET}id:{fold(value)}"


@lru_cache(maxsize=1 << 16)
def named(field: str, value: str, words_of: str = "") -> tuple[str, ...]:
    """Return the key of a facet's value, and keys of the words that it can be found by too."""
    found = dict.fromkeys(form for word in words(words_of) for form in pieces(word))
    return (f"{FACET}{field}:{fold(value)}", *(f"{FACET}{field}~{form}" for form in found))


def _shown(text: str) -> str:
    """Return clean text as plain text on one line, composed as the analysis expects it."""
    text = plain(text)
    if text.isascii() and text.isprintable() and "  " not in text and not text.startswith(" ") and text[-1:] != " ":
        return text  # most texts; the same, in half of the time
    return unicodedata.normalize("NFC", " ".join(text.split()))
