"""The citation files of a Library: one of each format a theme and a dump, and BibTeX for the whole site.

Abstracts are left out: a list to take away is a list, and the abstracts are in the API. A compact library has BibTeX
alone, which every reference manager reads, packed with gzip, and none for each dump.
"""

from collections.abc import Iterator, Sequence

from generator.cache import Cache
from generator.holdings import holdings
from generator.model import Library, Paper
from generator.outputs import encode
from generator.outputs.citations.bibtex import entry
from generator.outputs.citations.item import cited
from generator.outputs.citations.written import Written, written

ALL = "papers.bib"
"""The file of the whole site; each theme and each dump has one of the same name."""


def files(
    library: Library, site_url: str = "", *, compact: bool = False, cache: Cache | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the path, relative to the site, and the bytes of each citation file."""
    return _packed(library, site_url) if compact else _files(library, site_url, cache)


def _packed(library: Library, site_url: str) -> Iterator[tuple[str, bytes]]:
    dumps = {dump.id: dump for dump in library.dumps}
    entries = {paper.slug: entry(cited(paper, dumps, site_url)) for paper in library.papers}
    for folder, listed in (("", library.papers), *_themes(library)):
        content = "\n".join(entries[paper.slug] for paper in listed).encode()
        yield f"{folder}{ALL}.gz", encode.packed(content)


def _files(library: Library, site_url: str, cache: Cache | None) -> Iterator[tuple[str, bytes]]:
    papers = written(library, site_url, cache=cache)
    at = {paper.slug: number for number, paper in enumerate(library.papers)}
    yield ALL, b"\n".join(paper.bibtex for paper in papers)
    for folder, listed in _lists(library):
        yield from _formats(folder, [papers[at[paper.slug]] for paper in listed])


def _lists(library: Library) -> Iterator[tuple[str, Sequence[Paper]]]:
    """Yield the folder and the papers of each theme and each dump, in the order of the library or of the dump."""
    yield from _themes(library)
    held = holdings(library)
    for dump in library.dumps:
        yield dump.url, [library.papers[number] for number in held[dump.id].papers]


def _themes(library: Library) -> Iterator[tuple[str, Sequence[Paper]]]:
    of: dict[str, list[Paper]] = {theme.slug: [] for theme in library.themes}
    for paper, placement in zip(library.papers, library.placements, strict=True):
        for assignment in placement.assignments:
            of[assignment.slug].append(paper)
    for theme in library.themes:
        yield theme.url, of[theme.slug]


def _formats(folder: str, papers: Sequence[Written]) -> Iterator[tuple[str, bytes]]:
    yield f"{folder}papers.bib", b"\n".join(paper.bibtex for paper in papers)
    yield f"{folder}papers.ris", b"\n".join(paper.ris for paper in papers)
    yield f"{folder}papers.csl.json", encode.array(paper.csl for paper in papers)
