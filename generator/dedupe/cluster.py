"""Cluster: unite the pairs found to be the same paper, strongest first, and never two papers that a rule separates.

Plain union-find would carry "RedOne" and "RedOne 2.0" into one cluster as soon as a third record resembles both. Here
two clusters are united only if no member of the one is barred from any member of the other. Pairs are taken in an
order made of their strength and their texts alone, so the clusters do not depend on the order of the dumps.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from generator.dedupe.match import TABLE, Match, cannot_merge
from generator.dedupe.profile import Profile

_RANK = {kinship: rank for rank, kinship in enumerate(TABLE)}


@dataclass(frozen=True, slots=True)
class Edge:
    """A compared pair of profiles, by position."""

    a: int
    b: int
    match: Match


Pair = tuple[int, int]


def cluster(
    profiles: Sequence[Profile],
    edges: Iterable[Edge],
    *,
    together: Iterable[Pair] = (),
    apart: Collection[Pair] = (),
) -> list[list[int]]:
    """Return the clusters of positions, each ascending, in the order of their first members.

    ``together`` and ``apart`` are what people said (either way round for ``apart``): nothing outvotes it.
    """
    members = {position: [position] for position in range(len(profiles))}
    root = list(range(len(profiles)))
    for one, other in together:
        _unite(root[one], root[other], members, root)
    same = [edge for edge in edges if edge.match.verdict == "same"]
    for edge in sorted(same, key=lambda edge: _strongest_first(edge, profiles)):
        a, b = root[edge.a], root[edge.b]
        if a == b or _barred(members[a], members[b], profiles) or _told(members[a], members[b], apart):
            continue
        _unite(a, b, members, root)
    return sorted(sorted(group) for group in members.values())


def _unite(a: int, b: int, members: dict[int, list[int]], root: list[int]) -> None:
    if a != b:
        for position in members[b]:
            root[position] = a
        members[a] += members.pop(b)


def _told(left: Sequence[int], right: Sequence[int], apart: Collection[Pair]) -> bool:
    return bool(apart) and any((a, b) in apart or (b, a) in apart for a in left for b in right)


def _strongest_first(edge: Edge, profiles: Sequence[Profile]) -> tuple[object, ...]:
    low, high = sorted((profiles[edge.a].agreement, profiles[edge.b].agreement))
    return (_RANK[edge.match.kinship], -edge.match.strength, low, high)


def _barred(left: Sequence[int], right: Sequence[int], profiles: Sequence[Profile]) -> bool:
    return any(cannot_merge(profiles[a], profiles[b]) for a in left for b in right)
