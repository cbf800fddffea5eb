"""The Library that a build shows: handed over by ``papershelf build``, built here when ``mkdocs`` runs by itself."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

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

_aside: ContextVar[Sequence[Page]] = ContextVar("aside", default=())
_executor: ContextVar[Executor] = ContextVar("executor", default=SERIAL)
_handed_over: ContextVar[Library | None] = ContextVar("library", default=None)
_serving: ContextVar["Serving | None"] = ContextVar("serving", default=None)
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


@dataclass(frozen=True, slots=True)
class Serving:
    """What ``serve`` has at hand from build to build."""

    latest: Callable[[Project], Library]
    """Makes the Library of a project: a part of it, and often."""
    kept: Kept = field(default_factory=Kept)
    demand: Demand = field(default_factory=Demand)


@contextmanager
def serving(latest: Callable[[Project], Library], cache: Cache | None = None) -> Iterator[None]:
    """Let builds make what somebody looks at again and again, and leave to be made what nobody looks at yet."""
    tokens = _serving.set(Serving(latest)), _cache.set(cache)
    try:
        yield
    finally:
        _serving.reset(tokens[0])
        _cache.reset(tokens[1])


def kept() -> Kept | None:
    """Return what was made of the last Library, where somebody shows it again and again."""
    at_hand = _serving.get()
    return at_hand.kept if at_hand else None


def demand() -> Demand | None:
    """Return who takes what is made only when a browser asks for it; nobody, but where ``papershelf serve`` runs."""
    at_hand = _serving.get()
    return at_hand.demand if at_hand else None


def library_of(project: Project) -> Library:
    """Return the project's Library, and log its findings, below warning level: MkDocs' strict mode is about pages."""
    library = _handed_over.get()
    if library is None:
        at_hand = _serving.get()
        library = at_hand.latest(project) if at_hand else build_project(project)
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
