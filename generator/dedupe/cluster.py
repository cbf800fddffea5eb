"""Cluster: unite the pairs found to be the same paper, strongest first, and never two papers that a rule separates.

Plain union-find would carry "RedOne" and "RedOne 2.0" into one cluster as soon as a third record resembles both. Here
two clusters are united only if no member of the one is barred from any member of the other. Pairs are taken in an
order made of their strength and their texts alone, so the clusters do not depend on the order of the dumps.

Records without abstract come last, those with a common author first: if their title belongs to two papers, nobody
knows which of them they mean, and they stay apart. What people decided comes before everything and outvotes it all.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

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
    clusters = _Clusters(profiles, together, apart)
    same = sorted((edge for edge in edges if edge.match.verdict == "same"), key=lambda edge: _order(edge, profiles))
    for edge in same:
        if not edge.match.title_only:
            clusters.unite(edge.a, edge.b)
    by_title = [edge for edge in same if edge.match.title_only]
    for strength in sorted({edge.match.strength for edge in by_title}, reverse=True):
        _by_title([edge for edge in by_title if edge.match.strength == strength], clusters, profiles)
    return clusters.sorted()


class _Clusters:
    """Disjoint sets of positions, with what keeps two of them apart."""

    def __init__(self, profiles: Sequence[Profile], together: Iterable[Pair], apart: Collection[Pair]) -> None:
        self._profiles = profiles
        self._apart = {*apart, *((b, a) for a, b in apart)}
        self._members = {position: [position] for position in range(len(profiles))}
        self.root = list(range(len(profiles)))
        self._told: set[int] = set()
        """Positions that people united with others, so that rules among the members have had their say."""
        for one, other in together:
            self._told |= {one, other}
            self._join(self.root[one], self.root[other])

    def unite(self, one: int, other: int) -> None:
        """Unite the clusters of two positions unless something bars it."""
        a, b = self.root[one], self.root[other]
        if a != b and not self.barred(one, other):
            self._join(a, b)

    def barred(self, one: int, other: int) -> bool:
        """Tell whether something keeps the clusters of two positions apart."""
        left, right = self.members(one), self.members(other)
        if self._apart and any((a, b) in self._apart for a in left for b in right):
            return True
        if self._told and not self._told.isdisjoint((*left, *right)):
            return False
        return any(cannot_merge(self._profiles[a], self._profiles[b]) for a in left for b in right)

    def members(self, position: int) -> list[int]:
        """Return all that are in the cluster of a position."""
        return self._members[self.root[position]]

    def sorted(self) -> list[list[int]]:
        """Return the clusters, each ascending, in the order of their first members."""
        return sorted(sorted(group) for group in self._members.values())

    def _join(self, a: int, b: int) -> None:
        if a != b:
            for position in self._members[b]:
                self.root[position] = a
            self._members[a] += self._members.pop(b)


def _by_title(edges: Sequence[Edge], clusters: _Clusters, profiles: Sequence[Profile]) -> None:
    """Unite records that have nothing but a title with the one paper that has it."""
    others: dict[int, set[int]] = {}
    for edge in edges:
        for one, other in ((edge.a, edge.b), (edge.b, edge.a)):
            if not profiles[one].length:
                others.setdefault(one, set()).add(clusters.root[other])
    ambiguous = {one for one, roots in others.items() if _several(sorted(roots), clusters, profiles)}
    for edge in edges:
        if not ambiguous & {edge.a, edge.b}:
            clusters.unite(edge.a, edge.b)


def _several(roots: Sequence[int], clusters: _Clusters, profiles: Sequence[Profile]) -> bool:
    """Tell whether clusters are more than one paper: two have abstracts, which did not unite them, or are barred."""
    with_text = [root for root in roots if any(profiles[member].length for member in clusters.members(root))]
    return len(with_text) > 1 or any(clusters.barred(a, b) for a, b in combinations(roots, 2))


def _order(edge: Edge, profiles: Sequence[Profile]) -> tuple[object, ...]:
    low, high = sorted((profiles[edge.a].agreement, profiles[edge.b].agreement))
    return (_RANK[edge.match.kinship], -edge.match.strength, low, high)
