"""What ``serve`` shows: the library of the files as they stand, or a sample of it, made anew only when they changed.

A template is edited far more often than a theme, and a theme more often than a dump; so the last library stays at hand,
and what was gathered from the dumps for it, with the dates and the size of every file that either was made of. Its own
date somebody may have set, as tools do that copy files; the system's cannot be.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.cache import Cache
from generator.errors import PapershelfError
from generator.executors import Executor
from generator.library import Gather, Progress, build_project, gather
from generator.model import Library
from generator.project import Project

Stamp = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """What part of a large library to show."""

    limit: int | None = None
    """At most as many papers, spread evenly over the library."""
    theme: str = ""
    """The slug of the primary theme that they have."""

    def of(self, library: Library) -> Library:
        """Return the part of a library; raise PapershelfError when nobody knows the theme."""
        known = [theme.slug for theme in library.themes]
        if self.theme and self.theme not in known:
            raise PapershelfError(f"no theme has the slug {self.theme!r}: choose one of {', '.join(sorted(known))}")
        chosen = [i for i, place in enumerate(library.placements) if self.theme in {"", place.primary}]
        if self.limit is not None and len(chosen) > self.limit:
            chosen = [chosen[number * len(chosen) // self.limit] for number in range(self.limit)]
        return library if len(chosen) == len(library.papers) else part(library, chosen)


def part(library: Library, chosen: list[int]) -> Library:
    """Return a library of some papers, by their positions, in which nothing leads to one that is left out."""
    slugs = {library.papers[i].slug for i in chosen}
    papers = (library.papers[i] for i in chosen)
    return replace(
        library,
        papers=tuple(replace(one, possibly_same=tuple(s for s in one.possibly_same if s in slugs)) for one in papers),
        placements=tuple(library.placements[i] for i in chosen),
        related=tuple(tuple(near for near in library.related[i] if near.slug in slugs) for i in chosen),
        conflicts=tuple(conflict for conflict in library.conflicts if conflict.slug in slugs),
        redirects=tuple((old, new) for old, new in library.redirects if new in slugs),
        retired=tuple(gone for gone in library.retired if not gone.to or gone.to in slugs),
    )


@dataclass(slots=True)
class Latest:
    """The library that was made last."""

    sample: Sample
    make: Callable[[Project], Library] = build_project
    _stamp: Stamp = field(default=())
    _library: Library | None = None

    def __call__(self, project: Project) -> Library:
        """Return the library of a project, the one at hand if no file that it is made of changed."""
        stamp = tuple(_stamps(project))
        if self._library is None or stamp != self._stamp:
            self._library = self.sample.of(self.make(project))
            self._stamp = stamp
        return self._library


@dataclass(slots=True)
class Gathered:
    """What was gathered from the dumps last: papers without themes, which an edit of the themes leaves as they are."""

    make: Gather = gather
    _stamp: Stamp | None = None
    _library: Library | None = None

    def __call__(self, dumps: Path, *, progress: Progress, cache: Cache | None, executor: Executor) -> Library:
        """Return the Library of a folder, the one at hand if no file in it changed."""
        stamp = tuple(_stamps_in(dumps))
        if self._library is None or stamp != self._stamp:
            self._library = self.make(dumps, progress=progress, cache=cache, executor=executor)
            self._stamp = stamp
        return self._library


def _stamps(project: Project) -> Iterator[tuple[str, int, int, int]]:
    """Yield the path, the dates and the size of every file that a library is made of."""
    yield from _stamps_in(project.dumps)
    for path in (project.taxonomy, project.watches, project.lock):
        if path.exists():
            yield _stamp(path)


def _stamps_in(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    return map(_stamp, (path for path in sorted(folder.rglob("*")) if path.is_file()))


def _stamp(path: Path) -> tuple[str, int, int, int]:
    told = path.stat()
    return str(path), told.st_mtime_ns, told.st_ctime_ns, told.st_size
