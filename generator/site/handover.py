"""The Library that a build shows: handed over by ``papershelf build``, built here when ``mkdocs`` runs by itself."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from generator import report
from generator.cache import Cache
from generator.content import Kept
from generator.executors import SERIAL, Executor
from generator.library import build_project
from generator.model import Library
from generator.pages import Page
from generator.project import Project
from generator.site.demand import Demand

logger = logging.getLogger("mkdocs.papershelf")  # below MkDocs' own, or its command line would not show it

_kept: ContextVar[Kept | None] = ContextVar("kept", default=None)
_maker: ContextVar[Callable[[Project], Library]] = ContextVar("maker", default=build_project)
_aside: ContextVar[Sequence[Page]] = ContextVar("aside", default=())
_executor: ContextVar[Executor] = ContextVar("executor", default=SERIAL)
_handed_over: ContextVar[Library | None] = ContextVar("library", default=None)
_demand: ContextVar[Demand | None] = ContextVar("demand", default=None)
_cache: ContextVar[Cache | None] = ContextVar("cache", default=None)


@contextmanager
def handing_over(library: Library, cache: Cache | None = None) -> Iterator[None]:
    """Let ``library_of`` return a Library that is at hand already: ``papershelf build`` reports on the one it shows.

    It also has the cache; where MkDocs runs by itself, nothing is kept.
    """
    tokens = _handed_over.set(library), _cache.set(cache)
    try:
        yield
    finally:
        _handed_over.reset(tokens[0])
        _cache.reset(tokens[1])


def cache_at_hand() -> Cache | None:
    """Return what earlier builds made, where the build that runs may use it."""
    return _cache.get()


@contextmanager
def spreading(executor: Executor) -> Iterator[None]:
    """Let ``executor`` return who maps what can be done in partitions."""
    token = _executor.set(executor)
    try:
        yield
    finally:
        _executor.reset(token)


def executor() -> Executor:
    """Return who maps what can be done in partitions: this process unless somebody said otherwise."""
    return _executor.get()


@contextmanager
def making(
    maker: Callable[[Project], Library], kept: Kept | None = None, demand: Demand | None = None
) -> Iterator[None]:
    """Let ``library_of`` ask somebody else for the Library of a project: ``serve`` shows a part, and often.

    ``demand`` takes what is made only when a browser asks for it.
    """
    tokens = _maker.set(maker), _kept.set(kept), _demand.set(demand)
    try:
        yield
    finally:
        _maker.reset(tokens[0])
        _kept.reset(tokens[1])
        _demand.reset(tokens[2])


def demand() -> Demand | None:
    """Return who takes what is made only when a browser asks for it; nobody, but where ``papershelf serve`` runs."""
    return _demand.get()


def kept() -> Kept | None:
    """Return what was made of the last Library, where somebody shows it again and again."""
    return _kept.get()


def library_of(project: Project) -> Library:
    """Return the project's Library, and log its findings, below warning level: MkDocs' strict mode is about pages."""
    library = _handed_over.get()
    if library is None:
        library = _maker.get()(project)
    for finding in report.ordered(library.findings):
        logger.debug(report.line(finding))
    logger.info("%s; findings: %s", report.summary(library), report.tally(library.findings))
    return library


def put_aside(pages: Sequence[Page]) -> None:
    """Keep the pages that are not handed over as Markdown for the hooks, which run after gen-files' scripts."""
    _aside.set(tuple(pages))


def pages_aside() -> Sequence[Page]:
    """Return the pages that were put aside in this build, once."""
    pages = _aside.get()
    _aside.set(())
    return pages
