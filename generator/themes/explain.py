"""Explaining a paper's place: its scores in the best themes, the terms that decide, and why not the next one.

Works out what ``assign`` worked out, for one paper and in more detail; decides nothing. Text for people is made by
whoever prints it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from generator.model import Paper, Placement, Theme, title_key
from generator.similarity.lexicon import Floats
from generator.similarity.reasons import strongest
from generator.themes.assign import Scores, score
from generator.themes.borderline import NARROW
from generator.themes.limits import FURTHER

SHOWN = 5
"""Themes of an explanation."""
TERMS = 6
_ALIKE = 65.0
"""Of 100: from here on a title is what somebody may have meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A theme that a paper might have, with what speaks for it."""

    theme: Theme
    score: float
    share: float
    """Of the best score."""
    terms: tuple[tuple[str, float], ...]
    """The terms that decide, with what each adds to the score."""
    given: bool
    """Whether the paper has the theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a paper is where it is."""

    paper: Paper
    placement: Placement
    candidates: tuple[Candidate, ...]
    """By their words, best first; what people told may stand last, however low its score."""
    lead: tuple[tuple[str, float], ...]
    """What the primary theme has before the next best one: terms, and by how much."""
    least: float
    """Below this a best score is none."""
    further: float = FURTHER
    """The share of the best score that a further theme needs."""

    @property
    def borderline(self) -> bool:
        """Whether a little would turn it."""
        first = self.placement.assignments[:1]
        return not self.placement.told and bool(first) and self.placement.margin < NARROW * first[0].score


def find(papers: Sequence[Paper], wanted: str) -> int | None:
    """Return the position of the paper with this title, in any dump's spelling, or with this slug; None without one."""
    key = title_key(wanted)
    for number, paper in enumerate(papers):
        if paper.slug == wanted or any(title_key(witness.title) == key for witness in paper.witnesses):
            return number
    return None


def meant(papers: Sequence[Paper], wanted: str, *, count: int = 3) -> tuple[str, ...]:
    """Return the titles that may have been meant, the likeliest first."""
    titles = [paper.title for paper in papers]
    keys = [title_key(title) for title in titles]
    found = process.extract(title_key(wanted), keys, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=count)
    return tuple(titles[at] for _, _, at in found)


def explain(
    papers: Sequence[Paper], themes: Sequence[Theme], placements: Sequence[Placement], number: int
) -> Explanation:
    """Return why the paper at a position is where it is; there must be themes."""
    scores = score(papers, themes)
    rows = scores.shares([(number, theme) for theme in range(len(themes))])
    values = np.asarray(rows.sum(axis=1), dtype=np.float64).ravel().round(4)
    order = np.argsort(-values, kind="stable")
    given = {assignment.slug for assignment in placements[number].assignments}
    best = max(float(values[order[0]]), 0.0)
    candidates = tuple(
        Candidate(
            theme=themes[at],
            score=float(values[at]),
            share=float(values[at]) / best if best else 0.0,
            terms=_strongest(scores, rows[[at]].toarray().ravel()),
            given=themes[at].slug in given,
        )
        for place, at in enumerate(order.tolist())
        if place < SHOWN or themes[at].slug in given
    )
    lead: tuple[tuple[str, float], ...] = ()
    if len(order) > 1:
        lead = _strongest(scores, (rows[[order[0]]] - rows[[order[1]]]).toarray().ravel())
    return Explanation(
        paper=papers[number],
        placement=placements[number],
        candidates=candidates,
        lead=lead,
        least=float(scores.least[number]),
    )


def _strongest(scores: Scores, shares: Floats) -> tuple[tuple[str, float], ...]:
    """Return the terms that weigh most, with their weights."""
    terms = scores.vectors.terms
    columns = np.flatnonzero(shares > 0)
    shown = strongest(terms, columns, shares[columns], count=TERMS)
    weights: dict[str, float] = {}
    for column in columns.tolist():
        weights[terms.surfaces[column]] = max(weights.get(terms.surfaces[column], 0.0), float(shares[column]))
    return tuple((term, round(weights[term], 4)) for term in shown)
