"""How records were grouped before: what the papers' addresses have to outlive.

A paper that a later dump showed to be the same as another one had an address of its own until then, and a reader may
come by it. So for each component (records that evidence links, directly or over others) the groups are formed again as
they were after each dump that added to it. Components are a handful of records, and most never changed: those cost
nothing. Decisions of people are left out, see ``generator.slugs``. What it takes for granted: that two records are
compared in a small library if they are compared in a large one.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from generator.model import Paper
from generator.slugs import History, Key, key_of

Cluster = Callable[[Sequence[int]], Iterable[Sequence[int]]]
"""Forms the groups of some records, named by position, as if there were no others."""


def history(
    records: Sequence[Paper],
    groups: Iterable[Sequence[int]],
    components: Iterable[Sequence[int]],
    cluster: Cluster,
    *,
    decided: Collection[int] = (),
) -> History:
    """Return how records were grouped, where that is not how the groups that are given restrict to earlier dumps.

    ``records`` have one witness each and stand in the order of the dumps; groups, components and ``decided`` (those
    that people said to be different papers) hold positions. A group reaches beyond a component only where people said
    that records are the same.
    """
    keys = [key_of(record.witnesses[0]) for record in records]
    group_of = {position: group for group in groups for position in group}
    found: dict[str, list[tuple[Key, ...]]] = {}
    touched: set[Key] = set()
    for component in components:
        among = sorted(component)
        if any(position in decided for position in among):
            touched.update(keys[position] for position in among)
        if len(among) > 1 or len(group_of[among[0]]) > 1:
            for dump, states in _states(among, group_of, keys, cluster).items():
                found.setdefault(dump, []).extend(tuple(keys[position] for position in group) for group in states)
    return History({dump: tuple(each) for dump, each in found.items()}, frozenset(touched))


def _states(
    component: Sequence[int], group_of: Mapping[int, Sequence[int]], keys: Sequence[Key], cluster: Cluster
) -> dict[str, list[list[int]]]:
    """Return the groups of a component after each dump that added to it; nothing if they always were as they are."""
    ends = {keys[position][0]: end for end, position in enumerate(component, 1)}
    states = {dump: sorted(sorted(group) for group in cluster(component[:end])) for dump, end in ends.items()}
    now = {dump: _restricted(component[:end], group_of) for dump, end in ends.items()}
    beyond = set().union(*(group_of[position] for position in component)) - set(component)
    return {} if states == now and not beyond else states


def _restricted(positions: Iterable[int], group_of: Mapping[int, Sequence[int]]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for position in positions:
        groups.setdefault(group_of[position][0], []).append(position)
    return sorted(groups.values())
