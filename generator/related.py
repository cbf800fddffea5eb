"""Related papers: the nearest ones of each paper, with the terms they share.

Nearness is that of ``generator.similarity.near``. Papers that are near to everything (surveys, introductions) are
damped by how near they are to their own neighbours (after CSLS, Conneau et al. 2018): on 422 papers the most named
one stands in 13 lists of the first five instead of 17, and nDCG@10 stays what it was. Where that isn't enough,
``generator.similarity.hubs`` moves them back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import numpy as np
import scipy

from generator.executors import SERIAL, Executor
from generator.model import Paper, Related
from generator.similarity.hubs import spread
from generator.similarity.lexicon import Floats, Ints
from generator.similarity.near import Candidates, candidates
from generator.similarity.reasons import strongest_of_each
from generator.similarity.terms import Terms
from generator.similarity.vectors import CHUNK, Space, space

SHARED = 5

_DIGITS = 10_000.0
"""Scores have four digits."""
_CHUNK = 10_000
"""So many pairs of papers are described at once."""

_DAMPING = 0.4
_LONELY = 0.5
"""A paper with distant neighbours only is lifted no more than one whose neighbours are half as near as usual."""
_NEIGHBOURS = 10
"""Over so many neighbours the usual nearness of a paper is taken."""


@dataclass(frozen=True, slots=True)
class Kin:
    """The nearest papers of all papers, in little room and plain values, to be kept; see ``spelled``."""

    count: int
    """How many of each."""
    others: bytes
    """Their positions, four bytes each, paper after paper."""
    scores: bytes
    """Eight bytes each."""
    places: bytes
    """Where in ``shared`` stands what each shares, four bytes each."""
    shared: tuple[tuple[str, ...], ...]


def nearest(
    papers: Sequence[Paper], vectors: Space | None = None, *, count: int = 10, executor: Executor = SERIAL
) -> tuple[tuple[Related, ...], ...]:
    """Return for each paper the ``count`` nearest other ones, best first; fewer only in a smaller library.

    ``vectors`` are those of the papers, whatever further texts they were made with.
    """
    return spelled(papers, kin(papers, vectors, count=count, executor=executor))


def kin(papers: Sequence[Paper], vectors: Space | None = None, *, count: int = 10, executor: Executor = SERIAL) -> Kin:
    """Return the nearest papers of each as ``nearest`` does, by their positions."""
    if len(papers) < 2:
        return Kin(count=0, others=b"", scores=b"", places=b"", shared=())
    vectors = vectors or space(papers)
    near = candidates(vectors, executor=executor)
    others, scores = spread(*_best(near, _dampers(near), count=min(count, len(papers) - 1)))
    places, shared = _shared(vectors, others, executor)
    return Kin(
        count=others.shape[1],
        others=others.astype("<i4").tobytes(),
        scores=scores.astype("<f8").tobytes(),
        places=places.astype("<i4").tobytes(),
        shared=shared,
    )


def spelled(papers: Sequence[Paper], found: Kin) -> tuple[tuple[Related, ...], ...]:
    """Return the related papers of each; the texts of papers and terms are shared, since there are many of them."""
    known: dict[str, str] = {}
    shared = [tuple(map(known.setdefault, terms, terms)) for terms in found.shared]
    slugs = [paper.slug for paper in papers]
    entries = zip(
        np.frombuffer(found.others, dtype="<i4").tolist(),
        np.frombuffer(found.scores, dtype="<f8").tolist(),
        np.frombuffer(found.places, dtype="<i4").tolist(),
        strict=True,
    )
    every = [Related(slug=slugs[at], score=score, shared=shared[place]) for at, score, place in entries]
    return tuple([tuple(every[found.count * number : found.count * (number + 1)]) for number in range(len(papers))])


def _dampers(near: Candidates) -> Floats:
    """Return by what a nearness to each paper is divided: 1 for one as near to its neighbours as papers usually are."""
    usual = near.nearness[:, :_NEIGHBOURS].sum(axis=1) / _NEIGHBOURS
    middle = usual.mean() or 1.0
    dampers: Floats = np.maximum(usual / middle, _LONELY) ** _DAMPING
    return dampers


def _best(near: Candidates, dampers: Floats, *, count: int) -> tuple[Ints, Floats]:
    """Return the nearest papers of each after damping, a row each, with their scores.

    Rows are filled up with the strangers that come after the paper.
    """
    papers = len(dampers)
    others, scores = np.empty((papers, count), dtype=np.int64), np.zeros((papers, count))
    for start in range(0, papers, CHUNK):
        rows = slice(start, start + CHUNK)
        # One number a candidate, so that one sort orders them: the score's four digits, then the paper.
        ranks = np.rint(np.minimum(near.nearness[rows] / dampers[near.papers[rows]], 1.0) * -_DIGITS).astype(np.int64)
        keys = np.where(near.found[rows], ranks * papers + near.papers[rows], papers)
        best = np.sort(keys, axis=1)[:, :count]
        ranks, others[rows, : best.shape[1]] = np.divmod(best, papers)
        scores[rows, : best.shape[1]] = ranks / -_DIGITS
        _fill(others, scores, start, (best < papers).sum(axis=1))
    return others, scores


def _fill(others: Ints, scores: Floats, start: int, known: Ints) -> None:
    """Fill up the rows from one on that have fewer papers than they should, given how many each has."""
    for number, having in enumerate(known.tolist(), start):
        if having < others.shape[1]:
            met = {number, *others[number, :having].tolist()}
            others[number, having:] = _strangers(number, met, others.shape[1], papers=len(others))
            scores[number, having:] = 0.0


def _strangers(number: int, known: set[int], count: int, *, papers: int) -> list[int]:
    """Return the papers that come after one and are not known, as many as its row lacks."""
    around = (paper % papers for paper in range(number + 1, number + papers))
    return list(islice((paper for paper in around if paper not in known), count + 1 - len(known)))


def _shared(vectors: Space, others: Ints, executor: Executor) -> tuple[Ints, tuple[tuple[str, ...], ...]]:
    """Return the terms that pairs of a paper and one of its others share, and where those of each stand.

    Most pairs are met from both sides.
    """
    count = len(others)
    ones = np.repeat(np.arange(count), others.shape[1])
    pairs = np.minimum(ones, others.ravel()) * count + np.maximum(ones, others.ravel())
    distinct, places = np.unique(pairs, return_inverse=True)
    parts = (distinct[start : start + _CHUNK] for start in range(0, len(distinct), _CHUNK))
    return places, tuple(chain.from_iterable(executor.map(_terms, parts, vectors.own, vectors.terms.shown())))


def _terms(pairs: Ints, own: Any, terms: Terms) -> list[tuple[str, ...]]:
    """Return the terms that the papers of each pair share, the weightiest first."""
    first, second = np.divmod(pairs, own.shape[0])
    shares = scipy.sparse.csr_matrix(own[first].multiply(own[second]))
    return list(strongest_of_each(terms, shares, count=SHARED))
