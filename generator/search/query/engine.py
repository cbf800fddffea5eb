"""From a query to hits.

All words first: a paper that lacks a word comes after all that have every word, and says what it lacks. It comes at all
only to fill up the first ten: who types three words and gets two hits is better served with eight near ones below (they
have at least a third of what the query says, counted by rarity) than with a blank page, and nobody reads a long list of
half-matches.
``mode`` is "all" when some paper has every word, "any" when none has; then every paper with a word counts, and words
count in their whole family.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from generator.search import analysis
from generator.search.lists import FACET
from generator.search.lunr_js import STOP_WORDS
from generator.search.numbers import Ints
from generator.search.query import nearness
from generator.search.query.authors import by_author
from generator.search.query.edits import alike
from generator.search.query.family import widened
from generator.search.query.match import Found, match
from generator.search.query.meaning import Meaning, meaning
from generator.search.query.narrowing import allowed
from generator.search.query.related import lift, says_topic
from generator.search.query.store import Shown, Store
from generator.search.query.suggestion import suggestion
from generator.search.query.syntax import Query, parse

TOP_UP: Final = 10
TOP_UP_SHARE: Final = 0.35
HELD_AGAINST_TITLES: Final = 20
"""How many of the best are compared with the query as titles: each may cost a pack of titles."""
EXACT_TITLE, TITLE_START, IN_TITLE = 4.0, 1.6, 1.3
PAGES: Final = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper found."""

    number: int
    id: str
    title: str
    themes: tuple[str, ...]
    missing: tuple[str, ...]
    score: float
    lift: float = 1.0
    """By how much the score is raised because the paper is related to the best ones."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the search says to a query."""

    total: int
    mode: str
    hits: tuple[Hit, ...]
    pages: tuple[tuple[str, str], ...] = ()
    """Address and title of pages that are no papers."""
    also: tuple[str, ...] = ()
    """Words that were searched besides those typed."""
    notes: tuple[str, ...] = ()
    meant: str | None = None
    """Another query to offer: "did you mean"."""


def search(text: str, store: Store, *, limit: int = 10, filters: Mapping[str, Sequence[str]] | None = None) -> Answer:
    """Answer a query."""
    query = asked(text, store)
    if query.empty and not filters:
        return Answer(0, "all", (), notes=tuple(query.notes))
    passing = allowed(query, filters or {}, store)
    meant, found = understood(query, passing, store)
    papers = store.manifest["papers"]
    if not query.words:
        every = np.flatnonzero(passing[:papers])
        hits = tuple(_hit(int(number), meant, found, 0.0, store) for number in every[:limit])
        return Answer(len(every), "all", hits, notes=tuple(query.notes))
    ranked, complete = _ranked(found, passing)
    if says_topic(meant):
        raised = lift(found.score, ranked[complete & (ranked < papers)], units=found.units, store=store)
        found = replace(found, score=found.score * raised, lift=raised)
        ranked, complete = _ranked(found, passing)
    pages = ranked[complete & (ranked >= papers)] if not filters and not query.filters else ranked[:0]
    of_papers = ranked < papers
    shown = _shown(ranked[of_papers], complete[of_papers], found)
    best = _held_against_titles(shown, meant, found, store)
    _held_against_texts(best, meant, found, store)
    hits = tuple(_hit(number, meant, found, score, store) for number, score in best[:limit])
    hits += tuple(
        _hit(int(number), meant, found, float(found.score[number]), store) for number in shown[len(best) : limit]
    )
    links = tuple((page.name, page.title) for page in (store.shown(int(number)) for number in pages[:PAGES]))
    mode = "all" if complete[of_papers].any() or not len(shown) else "any"
    also, notes = tuple(dict.fromkeys(meant.also)), tuple(query.notes)
    author = None if filters else by_author(text, query, int(complete[of_papers].sum()), store)
    if not hits and not (found.covered[:papers] > 0).any():
        return Answer(0, mode, (), links, also, notes, author)
    best_number = int(shown[0]) if len(shown) else None
    other = author or suggestion(text, query, meant, best_number, store)
    return Answer(len(shown), mode, hits, links, also, notes, other)


def asked(text: str, store: Store) -> Query:
    """Return what was typed, taken apart, or the one paper whose number it is."""
    query = parse(text)
    if query.identifier and store.entries(f"{FACET}id:{analysis.fold(query.identifier)}"):
        return Query(filters={"id": [query.identifier]})
    return query


def understood(query: Query, passing: Ints, store: Store) -> tuple[Meaning, Found]:
    """Return what a query means and what it finds: words count in their whole family where no paper has all words."""
    meant = meaning(query, store)
    found = match(meant, store)
    complete = (found.covered == (1 << found.units) - 1) & passing
    if not complete[: store.manifest["papers"]].any() and widened(meant, store):
        found = match(meant, store)
    return meant, found


def _ranked(found: Found, passing: Ints) -> tuple[Ints, Ints]:
    """Return the documents that are found, those with all words first, and which these are."""
    ranked = np.flatnonzero((found.covered > 0) & passing)
    complete = found.covered[ranked] == (1 << found.units) - 1
    order = np.lexsort((ranked, -_rounded(found.score[ranked]), ~complete))
    return ranked[order], complete[order]


def _shown(ranked: Ints, complete: Ints, found: Found) -> Ints:
    """Keep the papers that have all words, and fill up the first ten with others; all of these if none has."""
    if not complete.any():
        return ranked
    return np.asarray(ranked[complete | ((np.arange(len(ranked)) < TOP_UP) & (found.share[ranked] >= TOP_UP_SHARE))])


def _held_against_titles(shown: Ints, meant: Meaning, found: Found, store: Store) -> list[tuple[int, float]]:
    """Order the best anew: those whose title is the query, or begins with it, or has it as it stands, move up."""
    phrase = [unit.form for unit in meant.units]
    whole = (1 << found.units) - 1
    best = []
    for number in map(int, shown[:HELD_AGAINST_TITLES]):
        score = float(found.score[number]) * _title_factor(store.shown(number), phrase)
        best.append((found.covered[number] != whole, -float(_rounded(score)), number, score))
    return [(number, score) for _, _, number, score in sorted(best)]


def _held_against_texts(best: list[tuple[int, float]], meant: Meaning, found: Found, store: Store) -> None:
    """Order the first ones anew: those that say the words of a long query side by side move up."""
    forms, whole = [unit.form for unit in meant.units], (1 << found.units) - 1
    if len(forms) >= nearness.FEWEST:
        first = [(n, score * nearness.nearness(forms, n, store)) for n, score in best[: nearness.ASKED]]
        first.sort(key=lambda hit: (found.covered[hit[0]] != whole, -float(_rounded(hit[1])), hit[0]))
        best[: nearness.ASKED] = first


def _title_factor(shown: Shown, phrase: Sequence[str]) -> float:
    """Compare a title with the words asked for; the last one may be unfinished, both may have typing errors."""
    forms = [form for word in analysis.words(shown.title) for form in analysis.pieces(word) if form not in STOP_WORDS]
    if forms == list(phrase):
        return EXACT_TITLE
    for at in range(len(forms) - len(phrase) + 1):
        run = forms[at : at + len(phrase)]
        begun = run[-1].startswith(phrase[-1]) or alike(phrase[-1], run[-1])
        if begun and all(alike(one, other) for one, other in zip(phrase[:-1], run[:-1], strict=True)):
            return IN_TITLE if at else TITLE_START
    return 1.0


def _rounded(score: Ints | float) -> Ints:
    """Cut scores to what Python and JavaScript compute alike."""
    return np.floor(np.asarray(score) * 1e6 + 0.5)


def _hit(number: int, meant: Meaning, found: Found, score: float, store: Store) -> Hit:
    """Return what is shown of a hit."""
    shown = store.shown(number)
    names = [slug for slug, _ in store.manifest["themes"]]
    missing = [unit.label for bit, unit in enumerate(meant.units) if not int(found.covered[number]) >> bit & 1]
    themes = tuple(names[theme] for theme in shown.themes)
    return Hit(number, shown.name, shown.title, themes, tuple(dict.fromkeys(missing)), score, float(found.lift[number]))
