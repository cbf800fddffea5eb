"""Group: which records are one paper, by the evidence, and then by what people decided.

A decision outvotes all evidence. The records that it calls the same are one paper before anything is compared; those
that it calls different never come into one, and are no longer listed as possibly the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from generator.dedupe.block import candidates
from generator.dedupe.cluster import Edge, cluster
from generator.dedupe.components import components
from generator.dedupe.history import Cluster
from generator.dedupe.match import match, plainly_different
from generator.dedupe.meant import Meant
from generator.dedupe.profile import Agreement, Profile
from generator.executors import SERIAL, Executor, partitions
from generator.findings import finding
from generator.model import Finding

_PAIRS = 5_000
"""Of a partition."""

Doubt = tuple[int, int]
"""Two papers, by position, that are possibly the same."""
Key = tuple[Agreement, int]
"""What records must agree in to share a profile; with the position of one that nothing tells from others, else -1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Records grouped to papers, and what was compared for it; positions of records throughout."""

    profiles: tuple[Profile, ...]
    records: tuple[tuple[int, ...], ...]
    """The records of each profile: they agree in all that is compared."""
    edges: tuple[Edge, ...]
    groups: tuple[tuple[int, ...], ...]
    doubts: tuple[Doubt, ...]

    @property
    def components(self) -> list[list[int]]:
        """Records that evidence links, directly or over others."""
        count = sum(len(each) for each in self.records)
        same = ((self.records[e.a][0], self.records[e.b][0]) for e in self.edges if e.match.verdict == "same")
        return components(count, (*self.records, *same))

    def again(self) -> Cluster:
        """Return what groups some of the records as if there were no others."""
        profile_of = {position: number for number, own in enumerate(self.records) for position in own}
        edges: dict[int, list[Edge]] = {}
        for edge in self.edges:
            edges.setdefault(edge.a, []).append(edge)

        def cluster_of(positions: Sequence[int]) -> list[list[int]]:
            own: dict[int, list[int]] = {}
            for position in positions:
                own.setdefault(profile_of[position], []).append(position)
            at = {number: nth for nth, number in enumerate(own)}
            among = [Edge(at[e.a], at[e.b], e.match) for number in own for e in edges.get(number, ()) if e.b in at]
            found = cluster([self.profiles[number] for number in own], among)
            records = list(own.values())
            return [sorted(position for member in members for position in records[member]) for members in found]

        return cluster_of


def group(known: Iterable[Profile], *, executor: Executor = SERIAL) -> Grouping:
    """Return the records, by their profiles, grouped by the evidence alone."""
    profiles, records = profiled(known)
    return _grouping(profiles, records, compared(profiles, executor=executor))


def profiled(known: Iterable[Profile]) -> tuple[tuple[Profile, ...], tuple[tuple[int, ...], ...]]:
    """Return what is known of the records, each once, and the positions of the records that it is known of."""
    records: dict[Key, list[int]] = {}
    profiles: dict[Key, Profile] = {}
    for position, one in enumerate(known):
        key = (one.agreement, position if one.anonymous else -1)
        if (own := records.get(key)) is None:
            records[key], profiles[key] = [position], one
            continue
        own.append(position)
        # titles can fold to one and be split differently at a dash: which of them stands for all may not depend on
        # the order
        profiles[key] = min(profiles[key], one, key=lambda same: same.raw)
    return tuple(profiles.values()), tuple(map(tuple, records.values()))


def compared(profiles: Sequence[Profile], *, executor: Executor = SERIAL) -> tuple[Edge, ...]:
    """Return the pairs worth comparing with what the comparison says, those left out that are different papers."""
    parts = ([(a, b, profiles[a], profiles[b]) for a, b in part] for part in partitions(candidates(profiles), _PAIRS))
    return tuple(chain.from_iterable(executor.map(_edges, parts)))


def _edges(pairs: Sequence[tuple[int, int, Profile, Profile]]) -> list[Edge]:
    """Compare pairs that bring their profiles along: a worker that held all of them would need the whole library."""
    found = (Edge(a, b, match(one, other)) for a, b, one, other in pairs if not plainly_different(one, other))
    return [edge for edge in found if edge.match.verdict != "different"]


def _grouping(
    profiles: tuple[Profile, ...],
    records: tuple[tuple[int, ...], ...],
    edges: tuple[Edge, ...],
    *,
    together: Iterable[tuple[int, int]] = (),
    apart: frozenset[tuple[int, int]] = frozenset(),
) -> Grouping:
    clusters = cluster(profiles, edges, together=together, apart=apart)
    owner = {member: number for number, members in enumerate(clusters) for member in members}
    groups = [sorted(position for member in members for position in records[member]) for members in clusters]
    barred = {tuple(sorted((owner[a], owner[b]))) for a, b in apart}
    doubts = {tuple(sorted((owner[edge.a], owner[edge.b]))) for edge in edges} - barred
    return Grouping(
        profiles=profiles,
        records=records,
        edges=edges,
        groups=tuple(map(tuple, groups)),
        doubts=tuple(sorted((a, b) for a, b in doubts if a != b)),
    )


def _contradiction(pairs: Iterable[tuple[int, int]]) -> str:
    """Return what stands against a decision that papers are different; a pair is one text, or an entry joins it."""
    if any(a == b for a, b in pairs):
        return "papers that are said to be different have the same title and the same abstract"
    return "papers that are said to be different are one by an entry of same"


def decide(evidence: Grouping, decisions: Sequence[Meant]) -> tuple[Grouping, tuple[Finding, ...]]:
    """Return the records grouped as the evidence says where nobody decided, and findings on contradictory decisions."""
    if not decisions:
        return evidence, ()
    profile_of = {position: number for number, own in enumerate(evidence.records) for position in own}
    together: list[tuple[int, int]] = []
    apart: set[tuple[int, int]] = set()
    findings = []
    same = [one for one in decisions if one.decision.same]
    for one in same:
        first, *others = dict.fromkeys(profile_of[position] for side in one.records for position in side)
        together += [(first, other) for other in others]
    top = {p: n for n, members in enumerate(components(len(evidence.profiles), together)) for p in members}
    for one in (one for one in decisions if not one.decision.same):
        pairs = {
            (profile_of[a], profile_of[b]) for left, right in combinations(one.records, 2) for a in left for b in right
        }
        if any(top[a] == top[b] for a, b in pairs):
            findings.append(finding("PS306", one.decision.place, _contradiction(pairs)))
        else:
            apart |= pairs
    grouping = _grouping(evidence.profiles, evidence.records, evidence.edges, together=together, apart=frozenset(apart))
    return grouping, tuple(findings)
