"""Executors: who maps a stage's function over the partitions of its input, here or on other machines.

A stage that is spread is a pure function of one partition, called through ``Executor.map``, and a merge of the results
in the partitions' order, which happens here. Partitions are cut by a fixed size, whoever works on them, so that the
same dumps give the same bytes in this process, on one worker and on five. ``SERIAL`` is the default and costs nothing;
``generator.executors.cluster`` has the one that asks a Dask cluster, and is imported only where somebody names one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar, TypeVarTuple
from zlib import crc32

P = TypeVar("P")
R = TypeVar("R")
Shared = TypeVarTuple("Shared")

__all__ = ["SERIAL", "Executor", "partitions", "portions"]

_TEXTS = 500
"""One text in so many ends a portion; none has more than four times as many."""
_MOST = 4
_END = 64
"""Characters of a text that say so, together with its length."""


class Executor(Protocol):
    """Who calls a function for each partition."""

    @property
    def local(self) -> bool:
        """Whether functions find this machine's files and this process' objects; otherwise all they need travels."""

    def map(self, function: Callable[[P, *Shared], R], partitions: Iterable[P], *shared: *Shared) -> Iterator[R]:
        """Yield what a pure function of a module returns for each partition, in their order, a few of them ahead.

        ``shared`` are further arguments, the same for all partitions: large ones travel once. Raises ClusterError.
        """


class _Serial:
    """This process: one partition after the other, when its result is asked for."""

    local = True

    def map(self, function: Callable[[P, *Shared], R], partitions: Iterable[P], *shared: *Shared) -> Iterator[R]:
        return (function(partition, *shared) for partition in partitions)


SERIAL: Executor = _Serial()


def partitions(things: Sequence[P], size: int) -> Iterator[Sequence[P]]:
    """Yield things in portions of a size, which must not depend on who works on them."""
    return (things[start : start + size] for start in range(0, len(things), size))


def portions(texts: Sequence[str], size: int = 0) -> Iterator[Sequence[str]]:
    """Yield texts in portions of some ``size`` that begin and end with the same texts wherever these stand.

    They end where a text says so, not after a number of them: a paper that joins or leaves changes the portion that it
    stands in, and the others are what they were, so that what was made of them may be kept.
    """
    start, size = 0, size or _TEXTS
    for end, text in enumerate(texts, 1):
        said = crc32(text[-_END:].encode("utf-8", "replace")) + len(text)
        last = said % size == size - 1
        if last or end - start == _MOST * size or end == len(texts):
            yield texts[start:end]
            start = end
