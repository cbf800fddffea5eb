"""All files that the generator adds to ``docs/``: pages, static API, search. Of MkDocs it knows the logger only."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from generator import report, search
from generator.library import build
from generator.model import Library
from generator.outputs import api
from generator.pages import plan, render
from generator.project import Project

FOR_MAINTAINERS = frozenset({"design.md", "dumps.md", "findings.md"})
"""Read in the repository; ``exclude_docs`` in mkdocs.yml keeps them out of the site."""

logger = logging.getLogger("mkdocs.papershelf")  # below MkDocs' own, or its command line would not show it

_handed_over: ContextVar[Library | None] = ContextVar("library", default=None)


@contextmanager
def handing_over(library: Library) -> Iterator[None]:
    """Let ``library_of`` return a Library that is at hand already: ``papershelf build`` reports on the one it shows."""
    token = _handed_over.set(library)
    try:
        yield
    finally:
        _handed_over.reset(token)


def library_of(project: Project) -> Library:
    """Return the project's Library, and log its findings, below warning level: MkDocs' strict mode is about pages."""
    library = _handed_over.get()
    if library is None:
        library = build(project.dumps, project.themes)
    for finding in report.ordered(library.findings):
        logger.debug(report.line(finding))
    logger.info("%s; findings: %s", report.summary(library), report.tally(library.findings))
    return library


def files(library: Library, docs: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each generated file: its path relative to the docs folder and its bytes."""
    for page in plan(library):
        yield page.path, render(page).encode()
    yield from api.files(library)
    yield from search.files(library, hand_written=tuple(_headings(docs)))


def hand_written_files(docs: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file that people wrote or drew for the site."""
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs).as_posix()
        if path.is_file() and name not in FOR_MAINTAINERS:
            yield name, path.read_bytes()


def _headings(docs: Path) -> Iterator[search.Page]:
    """Yield the title and the address of each hand-written page that is published."""
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        heading = next((line for line in path.read_text("utf-8").splitlines() if line.startswith("# ")), "")
        if heading and name not in FOR_MAINTAINERS:
            yield search.Page(url=name.removesuffix(".md") + "/", title=heading.removeprefix("# ").strip())
