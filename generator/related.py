"""Related papers: the nearest ones of each paper, with the terms they share.

Nearness is that of ``generator.similarity.near``. Papers that are near to everything (surveys, introductions) are
damped by how near they are to their own neighbours (after CSLS, Conneau et al. 2018): on 422 papers the most named
one stands in 13 lists of the first five instead of 17, and nDCG@10 stays what it was. Where that isn't enough,
``generator.similarity.hubs`` moves them back.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
from scipy import sparse

from generator.model import Paper, Related
from generator.similarity.hubs import spread
from generator.similarity.lexicon import Floats
from generator.similarity.near import Candidates, candidates
from generator.similarity.reasons import strongest_of_each
from generator.similarity.vectors import Space, space

SHARED = 5

_CHUNK = 1_000
"""So many papers are described at once."""

_DAMPING = 0.4
_LONELY = 0.5
"""A paper with distant neighbours only is lifted no more than one whose neighbours are half as near as usual."""
_NEIGHBOURS = 10
"""Over so many neighbours the usual nearness of a paper is taken."""


def nearest(
    papers: Sequence[Paper], vectors: Space | None = None, *, count: int = 10
) -> tuple[tuple[Related, ...], ...]:
    """Return for each paper the ``count`` nearest other ones, best first; fewer only in a smaller library.

    ``vectors`` are those of the papers, whatever further texts they were made with.
    """
    if len(papers) < 2:
        return ((),) * len(papers)
    vectors = vectors or space(papers)
    near = candidates(vectors)
    dampers = _dampers(near)
    best = [_best(number, candidate, dampers, count=count) for number, candidate in enumerate(near)]
    others = np.array([[other for other, _ in pairs] for pairs in best], dtype=np.int64)
    others, scores = spread(others, np.array([[score for _, score in pairs] for pairs in best]))
    best = [list(zip(*pair, strict=True)) for pair in zip(others.tolist(), scores.tolist(), strict=True)]
    return tuple(
        related for start in range(0, len(best), _CHUNK) for related in _described(papers, vectors, best, start)
    )


def _dampers(near: Sequence[Candidates]) -> Floats:
    """Return by what a nearness to each paper is divided: 1 for one as near to its neighbours as papers usually are."""
    usual = np.array([candidate.nearness[:_NEIGHBOURS].sum() / _NEIGHBOURS for candidate in near])
    middle = usual.mean() or 1.0
    dampers: Floats = np.maximum(usual / middle, _LONELY) ** _DAMPING
    return dampers


def _best(number: int, candidates: Candidates, dampers: Floats, *, count: int) -> list[tuple[int, float]]:
    """Return the nearest papers after damping with their scores, filled up with the strangers that come after it."""
    scores = np.minimum(candidates.nearness / dampers[candidates.papers], 1.0).round(4)
    order = np.lexsort((candidates.papers, -scores))[:count]
    best = [(int(candidates.papers[place]), float(scores[place])) for place in order]
    known = {number, *(paper for paper, _ in best)}
    around = (paper % len(dampers) for paper in range(number + 1, number + len(dampers)))
    strangers = (paper for paper in around if paper not in known)
    return [*best, *((paper, 0.0) for paper in islice(strangers, count - len(best)))]


def _described(
    papers: Sequence[Paper], vectors: Space, best: Sequence[Sequence[tuple[int, float]]], start: int
) -> Iterator[tuple[Related, ...]]:
    """Yield the related papers of a portion of the papers, with the terms that each pair shares."""
    portion = best[start : start + _CHUNK]
    ones = np.repeat(np.arange(start, start + len(portion)), [len(others) for others in portion])
    others = np.array([other for pairs in portion for other, _ in pairs], dtype=np.int64)
    shares = sparse.csr_matrix(vectors.own[ones].multiply(vectors.own[others]))
    shared = strongest_of_each(vectors.terms, shares, count=SHARED)
    for pairs in portion:
        yield tuple(Related(slug=papers[other].slug, score=score, shared=next(shared)) for other, score in pairs)
