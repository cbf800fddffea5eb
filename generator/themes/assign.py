"""Placing papers: each one's themes with their scores, and the terms that decided.

A paper's score is the product of its own sparse vector with a theme's profile, so that every score is a sum over terms
that can be shown. The best theme is primary; ``limits`` says which further ones it gets. What is near to nothing stays
unassigned, and so does what is near by no term that can be shown. What people told comes first, whatever the words say.

What a theme's texts say is a term even if one paper only has it, and words that no other paper has count against a
score: otherwise twelve papers have hardly a term in common, and a text on rice goes to whatever theme says "large".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import scipy

from generator.executors import SERIAL, Executor, partitions
from generator.model import Assignment, Paper, Placement, Theme
from generator.similarity.lexicon import Floats, Ints
from generator.similarity.reasons import strongest_of_each
from generator.similarity.terms import Terms
from generator.similarity.vectors import Space
from generator.themes.limits import accepted
from generator.themes.profiles import profiles, space_of, told

__all__ = ["EVIDENCE", "LEAST", "LEAST_AUTOMATIC", "Scores", "assign", "evidence", "score", "space_of"]

EVIDENCE = 5
_CHUNK = 10_000

LEAST = 0.06
"""A best score below this means that no theme fits: none of the papers that the taxonomy was made for, 6 % of 604 of
neighbouring fields, 35 % of 1,500 from all of computer science. At 0.08 it is 1, 17 and 55 %, and with them go 5 % of
the neighbours that were placed well. Asking for two words of evidence besides leaves as many of the one without a
theme as of the other."""
LEAST_AUTOMATIC = 0.03
"""Automatic themes were made of these papers, so that most of them fit somewhere."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How near each paper is to each theme, and what decides it."""

    vectors: Space
    profiles: Any
    """Themes by terms, sparse."""
    values: Floats
    """Papers by themes; what people told has the best score of the paper."""
    told: Mapping[int, int]
    least: Floats
    """What the best score of each paper must reach."""

    def ranked(self) -> tuple[Ints, Floats]:
        """Return the themes of each paper and their scores, best first; of equals the told one, then the first."""
        first = np.ones(self.values.shape, dtype=np.int64)
        for paper, theme in self.told.items():
            first[paper, theme] = 0
        order = np.lexsort((first, -self.values), axis=1)
        return order, np.take_along_axis(self.values, order, axis=1)

    def shares(self, pairs: Sequence[tuple[int, int]]) -> Any:
        """Return what each term adds to the scores of pairs of a paper and a theme: sparse, pairs by terms."""
        return _shares(pairs, self.vectors.matrix, self.profiles)


def score(papers: Sequence[Paper], themes: Sequence[Theme], vectors: Space | None = None) -> Scores:
    """Return the scores of papers in themes, both at least one; ``vectors`` are those of ``space_of``."""
    vectors = vectors or space_of(papers, themes)
    rows = profiles(papers, themes, vectors)
    values = np.asarray((vectors.matrix[: len(papers)] @ rows.T).todense(), dtype=np.float64).round(4)
    people = told(papers, themes)
    least = np.full(len(papers), LEAST_AUTOMATIC if all(theme.automatic for theme in themes) else LEAST)
    for paper, theme in people.items():
        values[paper, theme] = max(values[paper].max(), 0.0001)
        least[paper] = 0.0
    return Scores(vectors, rows, values, people, least)


def assign(
    papers: Sequence[Paper], themes: Sequence[Theme], vectors: Space | None = None, *, executor: Executor = SERIAL
) -> tuple[Placement, ...]:
    """Return the place of each paper in the themes, in the papers' order.

    ``vectors`` are those of ``space_of``, from whoever needs them for something else too.
    """
    if not papers or not themes:
        return (Placement(),) * len(papers)
    scores = score(papers, themes, vectors)
    order, values = scores.ranked()
    kept = accepted(order, values, scores.least)
    pairs = [(paper, int(order[paper, rank])) for paper, ranks in enumerate(kept) for rank in ranks]
    reasons = evidence(scores, pairs, executor=executor)
    slugs = tuple(theme.slug for theme in themes)
    return tuple(
        _placement(_Ranked(order[paper], values[paper], ranks, paper in scores.told), reasons, slugs)
        for paper, ranks in enumerate(kept)
    )


def evidence(
    scores: Scores, pairs: Sequence[tuple[int, int]], *, count: int = EVIDENCE, executor: Executor = SERIAL
) -> Iterator[tuple[str, ...]]:
    """Yield the terms that contribute most to the scores of pairs of a paper and a theme."""
    known = (scores.vectors.matrix, scores.profiles, scores.vectors.terms.shown(), count)
    return chain.from_iterable(executor.map(_evidence, partitions(pairs, _CHUNK), *known))


def _evidence(
    pairs: Sequence[tuple[int, int]], matrix: Any, profiles: Any, terms: Terms, count: int
) -> list[tuple[str, ...]]:
    return list(strongest_of_each(terms, _shares(pairs, matrix, profiles), count=count))


def _shares(pairs: Sequence[tuple[int, int]], matrix: Any, profiles: Any) -> Any:
    papers, themes = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return scipy.sparse.csr_matrix(matrix[papers].multiply(profiles[themes]))


@dataclass(frozen=True, slots=True)
class _Ranked:
    """The themes of one paper by their scores, best first, and the ranks of those that it gets."""

    themes: Ints
    scores: Floats
    kept: tuple[int, ...]
    told: bool


def _placement(ranked: _Ranked, reasons: Iterator[tuple[str, ...]], slugs: Sequence[str]) -> Placement:
    """Return a paper's themes; one for which no term can be shown is none, unless people told it."""
    assignments = [
        (rank, Assignment(slug=slugs[ranked.themes[rank]], score=float(ranked.scores[rank]), evidence=next(reasons)))
        for rank in ranked.kept
    ]
    second = float(ranked.scores[1]) if len(ranked.scores) > 1 else 0.0
    return Placement(
        assignments=tuple(one for rank, one in assignments if one.evidence or (ranked.told and rank == 0)),
        margin=round(float(ranked.scores[0]) - second, 4),
        told=ranked.told,
        runner_up=slugs[ranked.themes[1]] if second > 0 else None,
    )
