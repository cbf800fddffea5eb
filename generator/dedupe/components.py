"""Components: what holds together directly or over others (union-find)."""

from collections.abc import Iterable, Sequence


def components(count: int, links: Iterable[Sequence[int]]) -> list[list[int]]:
    """Return the positions from 0 on, united where a link (two positions or more) holds some of them together."""
    root = list(range(count))

    def top(position: int) -> int:
        while root[position] != position:
            root[position] = position = root[root[position]]
        return position

    for first, *others in links:
        for other in others:
            low, high = sorted((top(first), top(other)))
            root[high] = low
    found: dict[int, list[int]] = {}
    for position in range(count):
        found.setdefault(top(position), []).append(position)
    return list(found.values())
