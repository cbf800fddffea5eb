"""The numbers of the page "The library at a glance", and what a theme's page says of its neighbours.

Pure functions from a Library to facts; the templates draw them. What would say nothing is empty: growth of a single
dump, overlap of themes that share no paper. A paper counts for its primary theme where shares must add up to one, and
for all its themes where themes touch.

It refuses to smooth or to forecast: a share is a count divided by a count, and both can be read beside the drawing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from generator.holdings import Holding
from generator.model import Dump, Library, Theme

PERIODS = 24
"""Columns of the growth of themes; more dumps than that are taken together, neighbours with neighbours."""
TERMS = 8
"""Characteristic terms a theme."""
NEIGHBOURS = 5
"""Closest themes on the page of a theme."""
CENTRAL = 10
"""Most central papers on the page of a theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many papers a theme has; without a theme: those that found none."""

    theme: Theme | None
    primary: int
    further: int = 0

    @property
    def papers(self) -> int:
        """All of its papers."""
        return self.primary + self.further


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A dump, or neighbouring dumps taken together, and how many papers they list (one in two dumps counts twice)."""

    first: Dump
    last: Dump
    papers: int

    @property
    def joined(self) -> bool:
        """Whether it is more than one dump."""
        return self.first.id != self.last.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """What part of each period a theme is the primary one of; without a theme: the papers that found none."""

    theme: Theme | None
    papers: tuple[int, ...]
    shares: tuple[float, ...]
    early: float
    """Its share of the older half of the periods (of an odd number the middle one is in neither half)."""
    late: float
    """Its share of the newer half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two themes and the papers that stand in both."""

    one: Theme
    other: Theme
    at: tuple[int, int]
    """Their places in the taxonomy, from 0, the lower one first."""
    both: int
    share: float
    """Of the papers of the smaller theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A theme that has papers in common with the one at hand."""

    theme: Theme
    both: int
    share: float
    """Of the papers of the theme at hand."""


def sizes(library: Library) -> tuple[Size, ...]:
    """Return the themes by their papers, the largest first; then the papers without one, where there are any."""
    primary = Counter(placement.primary for placement in library.placements)
    every = Counter(one.slug for placement in library.placements for one in placement.assignments)
    found = [
        Size(theme=theme, primary=primary[theme.slug], further=every[theme.slug] - primary[theme.slug])
        for theme in library.themes
    ]
    rest = (Size(theme=None, primary=primary[None]),) if primary[None] else ()
    return (*sorted(found, key=lambda size: -size.papers), *rest)  # stable: else in the order of the taxonomy


def periods(dumps: Sequence[Dump], holdings: Mapping[str, Holding], most: int = PERIODS) -> tuple[Period, ...]:
    """Return the dumps in order, taken together evenly where there are more than ``most``; none that lists no paper."""
    dumps = [dump for dump in dumps if holdings[dump.id].papers]
    count = min(len(dumps), most)
    cuts = [len(dumps) * number // max(count, 1) for number in range(count + 1)]
    groups = (dumps[start:end] for start, end in pairwise(cuts))
    return tuple(
        Period(first=group[0], last=group[-1], papers=sum(len(holdings[dump.id].papers) for dump in group))
        for group in groups
    )


def trends(library: Library, holdings: Mapping[str, Holding], over: Sequence[Period]) -> tuple[Trend, ...]:
    """Return the themes by how much their share grew, what grew most first; then the papers without a theme.

    The shares of a period add up to 1; a theme that none of them has as primary one is left out. Empty with fewer than
    two periods: then nothing can grow.
    """
    if len(over) < 2:
        return ()
    counts = _counts(library, holdings, over)
    found = [_trend(theme, [count[theme.slug] for count in counts], over) for theme in library.themes]
    ranked = sorted(found, key=lambda trend: round(trend.early - trend.late, 6))
    rest = _trend(None, [count[None] for count in counts], over)
    return tuple(trend for trend in (*ranked, rest) if any(trend.papers))


def overlaps(library: Library) -> tuple[Overlap, ...]:
    """Return each two themes that have papers in common, those with the most first."""
    at = {theme.slug: number for number, theme in enumerate(library.themes)}
    every: Counter[int] = Counter()
    both: Counter[tuple[int, int]] = Counter()
    for placement in library.placements:
        themes = sorted({at[one.slug] for one in placement.assignments})
        every.update(themes)
        both.update(combinations(themes, 2))
    return tuple(
        Overlap(
            one=library.themes[pair[0]],
            other=library.themes[pair[1]],
            at=pair,
            both=count,
            share=count / min(every[pair[0]], every[pair[1]]),
        )
        for pair, count in sorted(both.items(), key=lambda item: (-item[1], item[0]))
    )


def neighbours(theme: Theme, papers: int, pairs: Sequence[Overlap], count: int = NEIGHBOURS) -> tuple[Neighbour, ...]:
    """Return the themes that have most in common with one of so many papers; ``pairs`` are those of ``overlaps``."""
    found = [
        Neighbour(theme=pair.other if pair.one == theme else pair.one, both=pair.both, share=pair.both / papers)
        for pair in pairs
        if theme in (pair.one, pair.other)
    ]
    return tuple(found[:count])


def central(library: Library, papers: Sequence[int], count: int = CENTRAL) -> tuple[int, ...]:
    """Return those of a theme's own papers that are most like its profile, the most central first.

    Empty when the list would be as long as that of all of them.
    """
    scores = {paper: library.placements[paper].assignments[0].score for paper in papers}
    ranked = sorted(papers, key=lambda paper: (-scores[paper], paper))
    return tuple(ranked[:count]) if len(papers) > count else ()


def characteristic(library: Library, count: int = TERMS) -> dict[str, tuple[str, ...]]:
    """Return the terms that put papers into each theme and seldom into others, the most telling first."""
    of: dict[str, Counter[str]] = {theme.slug: Counter() for theme in library.themes}
    for placement in library.placements:
        for one in placement.assignments:
            of[one.slug].update(one.evidence)
    everywhere = sum(of.values(), Counter[str]())
    return {slug: _telling(terms, everywhere, count) for slug, terms in of.items()}


def _telling(terms: Counter[str], everywhere: Counter[str], count: int) -> tuple[str, ...]:
    """Return the best terms, none of which only says a part of a better one, or says it with a word more."""
    found: list[str] = []
    for term in sorted(terms, key=lambda term: (-(terms[term] ** 2) / everywhere[term], term)):
        if not any(f" {term} " in f" {better} " or f" {better} " in f" {term} " for better in found):
            found.append(term)
        if len(found) == count:
            break
    return tuple(found)


def _counts(library: Library, holdings: Mapping[str, Holding], over: Sequence[Period]) -> list[Counter[str | None]]:
    """Return how many papers of each primary theme each period lists."""
    at = {dump.id: number for number, dump in enumerate(library.dumps)}
    counts = []
    for period in over:
        group = library.dumps[at[period.first.id] : at[period.last.id] + 1]
        listed = (paper for dump in group for paper in holdings[dump.id].papers)
        counts.append(Counter(library.placements[paper].primary for paper in listed))
    return counts


def _trend(theme: Theme | None, papers: Sequence[int], over: Sequence[Period]) -> Trend:
    half = len(over) // 2
    totals = [period.papers for period in over]
    return Trend(
        theme=theme,
        papers=tuple(papers),
        shares=tuple(count / total for count, total in zip(papers, totals, strict=True)),
        early=sum(papers[:half]) / sum(totals[:half]),
        late=sum(papers[-half:]) / sum(totals[-half:]),
    )
