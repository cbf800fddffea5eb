"""Nearness: for each paper of a library the papers that may be near to it, and how near they are.

Nearness is the cosine of the sparse vectors plus that of the latent ones. No step holds more than a slice of the
papers' mutual products, and in a large library terms that many papers mention bring nobody together: they say little,
and their products would grow with the square of the papers.
"""

from dataclasses import dataclass
from itertools import chain, count, pairwise
from typing import Any

import numpy as np

from generator.executors import SERIAL, Executor
from generator.similarity.lexicon import Floats, Ints
from generator.similarity.vectors import CHUNK, Space, chunks, latent

_LATENT = 0.6
"""What the latent cosine counts against the sparse one; 0.3 to 1.0 measured alike."""
_CANDIDATES = 200
"""So many papers, the nearest ones by sparse products, are looked at closely."""
_DIGITS = 1e9
"""Papers whose nearness differs behind the ninth digit are as near."""
_COMMON = 500
"""A term in more papers than this brings no candidates."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The other papers that may be near to one paper, the nearest first."""

    papers: Ints
    nearness: Floats


def candidates(vectors: Space, *, executor: Executor = SERIAL) -> tuple[Candidates, ...]:
    """Return the candidates of each paper; a paper that shares no term with any other has none."""
    matrix, dense = vectors.own, latent(vectors.own, executor=executor)
    bringing = matrix.copy()
    bringing.data[np.bincount(matrix.indices, minlength=matrix.shape[1])[matrix.indices] > _COMMON] = 0.0
    bringing.eliminate_zeros()
    rows = zip(count(0, CHUNK), chunks(bringing), strict=False)
    return tuple(chain.from_iterable(executor.map(_candidates, rows, bringing.T.tocsr(), dense)))


def _candidates(rows: tuple[int, Any], turned: Any, dense: Floats | None) -> list[Candidates]:
    """Return the candidates of some papers: the number of the first one, and their rows."""
    first, chunk = rows
    products = chunk @ turned
    return [
        _nearest(number, products.indices[start:end], products.data[start:end], dense)
        for number, (start, end) in enumerate(pairwise(products.indptr), first)
    ]


def _nearest(number: int, papers: Ints, nearness: Floats, dense: Floats | None) -> Candidates:
    """Return the candidates of one paper from its products with all papers that share a term.

    To leave out what is below a bound taken from an eighth of the row, before ``argpartition``, saves nothing.
    """
    far = np.where(papers == number, 1.0, -nearness)  # itself behind all others
    best = np.argpartition(far, _CANDIDATES)[:_CANDIDATES] if len(far) > _CANDIDATES else np.flatnonzero(far <= 0.0)
    papers, nearness = papers[best], nearness[best]
    if dense is not None:
        # take needs a third of the time of dense[papers]
        nearness = (nearness + _LATENT * np.maximum(dense.take(papers, axis=0) @ dense[number], 0.0)) / (1.0 + _LATENT)
    ranks = np.rint(nearness * -_DIGITS).astype(np.int64)
    order = np.argsort(ranks * len(dense) + papers) if dense is not None else np.lexsort((papers, ranks))
    return Candidates(papers[order], nearness[order])
