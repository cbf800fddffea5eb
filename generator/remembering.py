"""An executor that asks the cache first, for results that a stage wants deep inside, of partitions that come again.

A stage maps its functions as it always does; whoever has a cache hands it this executor with a table of what is kept.
It refuses to keep what a function makes of more than its partition.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, TypeVarTuple

from generator.cache import Cache, Recipe, encoded
from generator.executors import Executor

P = TypeVar("P")
R = TypeVar("R")
Shared = TypeVarTuple("Shared")

Kept = Mapping[Callable[..., Any], tuple[Recipe, Any]]
"""The functions whose results are kept, each with its recipe and the type of its results."""


@dataclass(frozen=True, slots=True)
class Remembering:
    """An executor that asks a cache, and then another executor."""

    cache: Cache
    executor: Executor
    kept: Kept

    @property
    def local(self) -> bool:
        """Whether functions find this machine's files, as the executor says that is asked second."""
        return self.executor.local

    def map(self, function: Callable[[P, *Shared], R], partitions: Iterable[P], *shared: *Shared) -> Iterator[R]:
        """Yield what a function returns for each partition."""
        if (kept := self.kept.get(function)) is None or shared:
            return self.executor.map(function, partitions, *shared)
        recipe, kind = kept
        make: Callable[..., R] = function  # of a partition alone
        return iter(each_made(recipe, tuple(partitions), kind, make, cache=self.cache, executor=self.executor))


def each_made(
    recipe: Recipe, blocks: Sequence[P], kind: Any, make: Callable[[P], R], *, cache: Cache | None, executor: Executor
) -> Iterable[R]:
    """Return what a function makes of blocks, those that are kept from the cache, the others by the executor."""
    if cache is None:
        return executor.map(make, blocks)
    return cache.results(
        recipe,
        ((encoded(block),) for block in blocks),
        kind,
        lambda numbers: executor.map(make, (blocks[number] for number in numbers)),
    )
