"""Borderline papers: those that a theme got by a hair, with the theme that they nearly went to.

A paper is borderline when the second best theme has nearly the score of the best one. People who told the paper's theme
have decided already, so that paper is not. Pure; pages and commands show what comes out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Placement

NARROW = 0.1
"""A margin below this share of the best score: one term more or less turns it. It is an eighth of the real papers, and
40 % of those which a librarian put elsewhere are among them."""


@dataclass(frozen=True, slots=True)
class Borderline:
    """A paper, as its position in the library, and the theme that it nearly went to."""

    paper: int
    other: str
    """The slug of the second best theme, which the paper may have as a further one."""
    margin: float


def borderline(placements: Sequence[Placement]) -> dict[str, tuple[Borderline, ...]]:
    """Return the borderline papers of each primary theme that has any, the closest calls first."""
    of: dict[str, list[tuple[float, Borderline]]] = {}
    for number, placement in enumerate(placements):
        if placement.told or placement.primary is None or placement.runner_up is None:
            continue
        share = placement.margin / placement.assignments[0].score
        if share < NARROW:
            paper = Borderline(number, placement.runner_up, placement.margin)
            of.setdefault(placement.primary, []).append((round(share, 6), paper))
    return {
        slug: tuple(paper for _, paper in sorted(papers, key=lambda pair: (pair[0], pair[1].paper)))
        for slug, papers in of.items()
    }
