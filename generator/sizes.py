"""How large a built site is, by kind of file, and which hosts it fits.

Looks at the files of a site and at nothing else, so it weighs any site, whoever built it. It decides nothing: a site
that is too large for a host is a fine site elsewhere.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

KINDS = ("pages of papers", "lists and other pages", "search", "API", "feeds", "citations", "assets and the rest")
"""In the order of the report."""
NEAR = 0.9
"""The share of a limit from which on it is named."""
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Size:
    """The files of one kind."""

    kind: str
    files: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Sizes:
    """A whole site."""

    kinds: tuple[Size, ...]
    largest: tuple[str, int]
    """The path and the bytes of the largest file."""

    @property
    def all(self) -> Size:
        """All kinds together."""
        return Size("all", sum(size.files for size in self.kinds), sum(size.bytes for size in self.kinds))


@dataclass(frozen=True, slots=True)
class Host:
    """What a host takes; 0 where it names no limit."""

    name: str
    source: str
    bytes: int = 0
    files: int = 0
    largest: int = 0


_GITHUB = "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits"
_CLOUDFLARE = "https://developers.cloudflare.com/pages/platform/limits/"
HOSTS = (
    Host("GitHub Pages", _GITHUB, bytes=1_000 * _MB),
    Host("Cloudflare Pages", _CLOUDFLARE, files=20_000, largest=25 * 1024**2),
)
"""Hosts that Papershelf is published on, with the limits of their free plans as they stood in November 2026."""


def weigh(site: Path) -> Sizes:
    """Return how large the files of a folder are; one that isn't there has none."""
    counts = {kind: [0, 0] for kind in KINDS}
    largest = ("", 0)
    for path, size in _files(str(site), "") if site.is_dir() else ():
        count = counts[kind_of(path)]
        count[0] += 1
        count[1] += size
        largest = max(largest, (path, size), key=lambda file: (file[1], file[0]))
    return Sizes(tuple(Size(kind, *counts[kind]) for kind in KINDS), largest)


def kind_of(path: str) -> str:
    """Return the kind of a file by its path in the site."""
    first, _, rest = path.partition("/")
    name = path.rpartition("/")[2]
    if name in {"feed.xml", "feed.json"}:
        return "feeds"
    if name in {"papers.bib", "papers.bib.gz", "papers.ris", "papers.csl.json"}:
        return "citations"
    if name.endswith(".html"):
        return "pages of papers" if first == "papers" and rest.count("/") == 1 else "lists and other pages"
    return {"search": "search", "api": "API"}.get(first, "assets and the rest")


def warnings(sizes: Sizes, hosts: Sequence[Host] = HOSTS) -> Iterator[str]:
    """Yield a sentence for each limit of a host that the site is near to, or beyond."""
    path, largest = sizes.largest
    for host in hosts:
        for limit, there, unit in (
            (host.bytes / _MB, sizes.all.bytes / _MB, "MB in all"),
            (host.files, sizes.all.files, "files"),
            (host.largest / _MB, largest / _MB, f"MB in one file ({path})"),
        ):
            if limit and there > NEAR * limit:
                told = "is too large for" if there > limit else "nearly fills"
                yield f"the site {told} {host.name}: {there:,.0f} of {limit:,.0f} {unit} ({host.source})"


def _files(folder: str, inside: str) -> Iterator[tuple[str, int]]:
    """Yield the path in the site and the bytes of each file; links are not followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{inside}{entry.name}/")
            else:
                yield f"{inside}{entry.name}", entry.stat(follow_symlinks=False).st_size
