"""Limits: how many themes papers get beyond their first, so that no theme of general words eats the library.

A further theme needs most of the best one's score. Then two caps, both on further themes only: one theme stands on at
most a quarter of the papers (on more, if it is the best one of more), and papers have two themes on average at most.
Where a cap bites, the weakest go first. Refuses to take a paper's best theme away.
"""

import numpy as np

from generator.similarity.lexicon import Floats, Ints

MOST = 3
"""Themes of one paper."""
FURTHER = 0.8
"""A further theme needs this share of the best one's score: 1.3 themes a paper (a librarian gave 1.4); the F1 of all
themes against hers is flat from 0.75 to 0.85 (0.81 to 0.82), and below that judged pairs that belong apart meet."""
AVERAGE = 2.0
LARGEST = 0.25
"""Of the papers; twice the fair share in a taxonomy of few themes."""


def accepted(ranked: Ints, scores: Floats, least: Floats) -> list[tuple[int, ...]]:
    """Return the ranks of the themes that each paper gets.

    ``ranked`` and ``scores`` hold the themes of each paper (a row) and their scores, best first; ``least`` is what the
    score of any theme of a paper must reach.
    """
    if not ranked.size:
        return [()] * len(ranked)
    papers, themes = len(ranked), int(ranked.max()) + 1
    primary = (scores[:, 0] >= least) & (scores[:, 0] > 0)
    standing = np.bincount(ranked[primary, 0], minlength=themes)
    roof = np.maximum(max(LARGEST, 2.0 / themes) * papers, standing)
    spare = AVERAGE * papers - int(primary.sum())
    kept: list[list[int]] = [[0] if first else [] for first in primary]
    for paper, rank in _candidates(scores, primary, least):
        theme = ranked[paper, rank]
        if spare >= 1 and standing[theme] < roof[theme]:
            kept[paper].append(rank)
            standing[theme] += 1
            spare -= 1
    return [tuple(sorted(ranks)) for ranks in kept]


def _candidates(scores: Floats, primary: np.ndarray, least: Floats) -> list[tuple[int, int]]:
    """Return the papers and ranks of the further themes that are good enough, the strongest first."""
    further = scores[:, 1:MOST]
    enough = primary[:, None] & (further >= np.maximum(FURTHER * scores[:, :1], least[:, None])) & (further > 0)
    papers, ranks = np.nonzero(enough)
    shares = (further[papers, ranks] / scores[papers, 0]).round(6)
    order = np.lexsort((ranks, papers, -shares))
    return list(zip(papers[order].tolist(), (ranks[order] + 1).tolist(), strict=True))
