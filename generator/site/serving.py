"""What ``serve`` shows: the library of the files as they stand, or a sample of it, made anew only when they changed.

A template is edited far more often than a dump; so the last library stays at hand, with the dates and the size of every
file that it was made of. Its own date somebody may have set, as tools do that copy files; the system's cannot be.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.errors import PapershelfError
from generator.library import build_project
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


def _stamps(project: Project) -> Iterator[tuple[str, int, int, int]]:
    """Yield the path, the dates and the size of every file that a library is made of."""
    files = [path for path in sorted(project.dumps.rglob("*")) if path.is_file()]
    for path in (*files, project.taxonomy, project.watches, project.lock):
        if path.exists():
            yield _stamp(path)


def _stamp(path: Path) -> tuple[str, int, int, int]:
    told = path.stat()
    return str(path), told.st_mtime_ns, told.st_ctime_ns, told.st_size
