"""Hubs: papers that would stand first in too many lists of related ones.

Damping by nearness (``generator.related``) keeps them small in small libraries; among thousands of papers some survey
is still near to everything. So what is left over is cut: a paper stays among the first of the lists in which it scores
best, in the others it moves behind them. Refuses to drop anything: each list keeps its entries.
"""

import numpy as np

from generator.similarity.lexicon import Floats, Ints

FIRST = 5
"""Entries of a list that readers see."""
MOST = 15
"""Lists among whose first entries one paper may stand."""


def spread(others: Ints, scores: Floats) -> tuple[Ints, Floats]:
    """Return lists of papers and their scores (a row each, best first) in which no paper is among the first too often.

    A paper that moves back takes the score of the entry that it moved behind, so that scores still fall. A list in
    which all but the first entries have moved back stays as it is.
    """
    others, scores = others.copy(), scores.copy()
    moved = np.zeros(others.shape, dtype=np.bool_)
    while len(rows := _too_many(others, scores, moved)):
        order = np.argsort(moved[rows], axis=1, kind="stable")
        for table in (others, scores, moved):
            table[rows] = np.take_along_axis(table[rows], order, axis=1)
        scores[rows] = np.minimum.accumulate(scores[rows], axis=1)
    return others, scores


def _too_many(others: Ints, scores: Floats, moved: np.ndarray) -> Ints:
    """Mark one entry a list that has to move back, where the list has room for it; return the lists."""
    first = others[:, :FIRST]
    counts = np.bincount(first.ravel(), minlength=len(others))
    rows, columns = np.nonzero((counts[first] > MOST) & (moved.sum(axis=1) < others.shape[1] - FIRST)[:, None])
    papers = first[rows, columns]
    order = np.lexsort((rows, -scores[rows, columns], papers))
    rank = np.arange(len(order)) - np.searchsorted(papers[order], papers[order])
    spare = MOST - (counts - np.bincount(papers, minlength=len(counts)))  # lists without room keep theirs
    out = np.sort(order[rank >= np.maximum(spare, 0)[papers[order]]])
    lists, at = np.unique(rows[out], return_index=True)
    moved[lists, columns[out[at]]] = True
    return lists.astype(np.int64)
