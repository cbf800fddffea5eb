"""Nearness: for each paper of a library the papers that may be near to it, and how near they are.

Nearness is the cosine of the sparse vectors plus that of the latent ones. No step holds more than a slice of the
papers' mutual products, and in a large library terms that many papers mention bring nobody together: they say little,
and their products would grow with the square of the papers.
"""

from dataclasses import dataclass
from itertools import count, pairwise
from typing import Any

import numpy as np

from generator.executors import SERIAL, Executor
from generator.similarity.lexicon import Flags, Floats, Ints
from generator.similarity.vectors import CHUNK, Space, chunks, latent

_LATENT = 0.6
"""What the latent cosine counts against the sparse one; 0.3 to 1.0 measured alike."""
_CANDIDATES = 200
"""So many papers, the nearest ones by sparse products, are looked at closely."""
_DIGITS = 1e9
"""Papers whose nearness differs behind the ninth digit are as near."""
_COMMON, _FREE = 200, 1_000_000
"""A term in more papers than this brings no candidates, unless the library is so small that more make no more products
with its papers. Measured by the fields that arXiv gives (the mean share that a paper has in common with its first
five): 0.371 with all terms, 0.364 up to 500 papers and 0.369 up to 200 at 10,000 papers, for 2.6, 1.2 and 0.75 CPU
seconds; 0.398, 0.395 and 0.393 at 30,000, for 9, 3 and 1.8. At 422, where people judged the lists, nothing is left out.
"""


_NOBODY = -1
"""Fills up the rows of papers that have fewer candidates."""
_LAST = np.iinfo(np.int64).max
"""Behind every rank."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The other papers that may be near to each paper: a row each, the nearest first, as wide as there may be most."""

    papers: Ints
    """-1 behind the last one."""
    nearness: Floats
    """0 behind the last one."""

    @property
    def found(self) -> Flags:
        """Tell where somebody stands."""
        return np.asarray(self.papers != _NOBODY)


def candidates(vectors: Space, *, executor: Executor = SERIAL) -> Candidates:
    """Return the candidates of each paper; a paper that shares no term with any other has none."""
    matrix, dense = vectors.own, latent(vectors.own, executor=executor)
    bringing = matrix.copy()
    common = max(_COMMON, _FREE // max(1, matrix.shape[0]))
    bringing.data[np.bincount(matrix.indices, minlength=matrix.shape[1])[matrix.indices] > common] = 0.0
    bringing.eliminate_zeros()
    every = _nobody(matrix.shape[0])
    parts = zip(count(0, CHUNK), chunks(bringing), strict=False)
    for first, part in zip(count(0, CHUNK), executor.map(_candidates, parts, bringing.T.tocsr(), dense), strict=False):
        every.papers[first : first + CHUNK], every.nearness[first : first + CHUNK] = part.papers, part.nearness
    return every


def _nobody(papers: int) -> Candidates:
    """Return rows that are to be filled."""
    shape = papers, _CANDIDATES
    return Candidates(np.full(shape, _NOBODY, dtype=np.int32), np.zeros(shape))


def _candidates(rows: tuple[int, Any], turned: Any, dense: Floats | None) -> Candidates:
    """Return the candidates of some papers: the number of the first one, and their rows."""
    first, chunk = rows
    products = chunk @ turned
    found, cosines = _nobody(chunk.shape[0]), np.zeros((chunk.shape[0], _CANDIDATES))
    for row, (start, end) in enumerate(pairwise(products.indptr.tolist())):
        papers, nearness = products.indices[start:end], products.data[start:end]
        best = _nearest(first + row, papers, nearness)
        found.papers[row, : len(best)], found.nearness[row, : len(best)] = papers[best], nearness[best]
        if dense is not None:  # take needs a third of the time of dense[papers]
            cosines[row, : len(best)] = dense.take(papers[best], axis=0) @ dense[first + row]
    nearness = found.nearness
    if dense is not None:
        nearness = (nearness + _LATENT * np.maximum(cosines, 0.0)) / (1.0 + _LATENT)
    ranks = np.rint(nearness * -_DIGITS).astype(np.int64) * turned.shape[1] + found.papers
    order = np.argsort(np.where(found.found, ranks, _LAST), axis=1)
    return Candidates(np.take_along_axis(found.papers, order, axis=1), np.take_along_axis(nearness, order, axis=1))


def _nearest(number: int, papers: Ints, nearness: Floats) -> Ints:
    """Return the places of the nearest ones among a paper's products with all papers that share a term.

    To leave out what is below a bound taken from an eighth of the row, before ``argpartition``, saves nothing; nor does
    ``sparse_dot_topn``, which keeps the best of each row while it multiplies (1.2 s for 0.95 s at 10,000 papers).
    """
    far = np.where(papers == number, 1.0, -nearness)  # itself behind all others
    return np.argpartition(far, _CANDIDATES)[:_CANDIDATES] if len(far) > _CANDIDATES else np.flatnonzero(far <= 0.0)
