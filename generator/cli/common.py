"""What the commands share: how they say what is being done, how they fail, which Library they are about."""

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from generator import report
from generator.cache import Cache
from generator.errors import PapershelfError
from generator.executors import SERIAL, Executor
from generator.model import Library
from generator.project import Project
from generator.quoting import printable

P = ParamSpec("P")
T = TypeVar("T")

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
EXISTING_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


TROUBLES = 5
"""How many files of a cache are named that could not be used: of a folder that is read-only, it is each of them."""


class Progress:
    """Say on standard error what is being done: one line that is written over on a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        """Look once where standard error leads."""
        self._terminal = sys.stderr.isatty()

    def __call__(self, stage: str) -> None:
        """Say what is being done now."""
        click.echo(f"\r\x1b[K{stage} …" if self._terminal else f"{stage} …", err=True, nl=not self._terminal)

    def done(self, sentence: str) -> None:
        """Say what came of it."""
        click.echo(f"\r\x1b[K{sentence}" if self._terminal else sentence, err=True)


class Stopped(click.ClickException):
    """There is nothing to go on with; the sentence says why."""

    exit_code = 2


def friendly(command: Callable[P, T]) -> Callable[P, T]:
    """Turn what Papershelf raises on purpose into a sentence and exit status 2."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except PapershelfError as error:
            raise Stopped(str(error)) from error

    return run


def spread(command: Callable[..., T]) -> Callable[..., T]:
    """Add the option ``--scheduler``; the command gets an ``executor``, and a time for it to come and go."""

    @click.option("--scheduler", metavar="ADDRESS", help="Spread the work over the Dask cluster at tcp://HOST:PORT.")
    @wraps(command)
    def run(*args: Any, scheduler: str | None, **kwargs: Any) -> T:
        if scheduler is None:
            return command(*args, executor=SERIAL, **kwargs)
        from generator.executors.cluster import cluster  # noqa: PLC0415 - needed by those only who ask for it

        with cluster(scheduler) as executor:
            return command(*args, executor=executor, **kwargs)

    return run


def format_option(formats: Sequence[str], told: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Return the option ``--format`` of a command that says the same in several ways; the command takes ``form``."""
    return click.option("--format", "form", type=click.Choice(formats), default="text", show_default=True, help=told)


cache_option = click.option(
    "--no-cache", is_flag=True, help="Make everything anew, and keep nothing for the next build."
)
"""The option of each command that uses what builds keep; the command takes ``no_cache``."""


@contextmanager
def kept(project: Project, *, no_cache: bool) -> Iterator[Cache | None]:
    """Give what builds of a project keep, None if nobody wants it; say at the end what was wrong with it.

    Only ``build`` lets go of what it has no use for.
    """
    cache = None if no_cache else Cache(project.cache)
    try:
        yield cache
    finally:
        troubles = cache.troubles if cache else []
        for trouble in troubles[:TROUBLES]:
            click.echo(printable(trouble), err=True)
        if len(troubles) > TROUBLES:
            click.echo(f"… and {len(troubles) - TROUBLES} more of {cache.folder if cache else ''}", err=True)


def library_of(
    dumps: Path | None, themes: Path | None, *, cache: Cache | None = None, executor: Executor = SERIAL
) -> Library:
    """Return the Library of the project around, or of another folder of dumps, and say what it holds."""
    from generator.library import build as build_library  # noqa: PLC0415 - half of the commands do without

    progress = Progress()
    if dumps is None:
        project = Project.around(Path.cwd())
        library = build_library(
            project.dumps,
            themes or project.themes,
            watches=project.watches,
            lock=project.lock,
            progress=progress,
            cache=cache,
            executor=executor,
        )
    else:
        library = build_library(dumps, themes, progress=progress, executor=executor)
    progress.done(f"{report.summary(library)}; findings: {report.tally(library.findings)}")
    return library


def refuse(*lines: str) -> None:
    """Say why something was not done, and exit with 1."""
    for line in lines:
        click.echo(printable(line), err=True)
    sys.exit(1)


def today() -> str:
    """Return the day of the command, or what PAPERSHELF_TODAY says: the one calendar that Papershelf reads."""
    return os.environ.get("PAPERSHELF_TODAY") or dt.datetime.now(dt.UTC).date().isoformat()
