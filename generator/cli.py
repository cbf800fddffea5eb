"""The command ``papershelf``.

Exit status: 0 all is well, 1 ``check`` found errors or rejected lines, 2 wrong usage or nothing to go on with.
"""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from generator import __version__, report
from generator.errors import ConfigurationError, PapershelfError
from generator.files import write_all
from generator.library import build as build_library
from generator.library import inspect
from generator.model import Library
from generator.outputs import api
from generator.project import Project

P = ParamSpec("P")
T = TypeVar("T")

FOLDER = click.Path(file_okay=False, path_type=Path)
EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="papershelf")
def main() -> None:
    """Turn dumps of paper listings into a searchable static library."""


@main.command()
@friendly
def build() -> None:
    """Build the site into site/, aside first, then swapped in."""
    from generator.site.builder import build as build_site  # noqa: PLC0415 - MkDocs takes a second to import

    project = Project.around(Path.cwd())
    progress = Progress()
    built = build_site(project, progress=progress)
    progress.done(report.summary(built))
    click.echo(f"findings: {report.tally(built.findings)} (`papershelf check` lists them)")
    click.echo(f"the site is in {project.site}")


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
@friendly
def serve(address: str) -> None:
    """Show the site on loopback and rebuild it when something changes."""
    from generator.site.builder import serve as serve_site  # noqa: PLC0415 - see build

    serve_site(Project.around(Path.cwd()), address=address)


@main.command()
@click.argument("files", nargs=-1, type=EXISTING)
@click.option("--allow-rejected", is_flag=True, help="Do not fail on single records that could not be used.")
@friendly
def check(files: tuple[Path, ...], *, allow_rejected: bool) -> None:
    """Say what is wrong with the dumps and the themes, or with FILES alone; exit with 1 if it must be mended."""
    progress = Progress()
    try:
        if files:
            library = inspect(files, progress=progress)
            findings = library.findings
        else:
            project = Project.around(Path.cwd())
            library = build_library(project.dumps, project.themes, progress=progress)
            findings = report.located(library, project.dumps.name)
    except ConfigurationError as error:  # what cannot be read at all is the worst finding, not wrong usage
        progress.done("stopped")
        click.echo(str(error))
        sys.exit(1)
    progress.done(report.summary(library))
    for finding in report.ordered(findings):
        click.echo(report.line(finding))
    click.echo(report.tally(findings))
    sys.exit(1 if report.failed(library, allow_rejected=allow_rejected) else 0)


@main.command()
@click.argument("out", type=FOLDER)
@friendly
def markdown(out: Path) -> None:
    """Write the pages as Markdown, with everything else of the site, into OUT: a docs folder for any engine."""
    from generator.content import files, hand_written_files  # noqa: PLC0415 - the templates are needed here only
    from generator.site.configured import configured  # noqa: PLC0415 - see build

    project = Project.around(Path.cwd())
    docs = project.root / "docs"
    library = _library(None, None)
    written = write_all(out, (*hand_written_files(docs), *files(library, docs, configured(project))))
    click.echo(f"{written} files in {out}")


@main.command()
@click.argument("out", type=FOLDER)
@click.option("--dumps", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Another folder of dumps.")
@click.option("--themes", type=EXISTING, help="The taxonomy; without it and with --dumps, automatic themes.")
@friendly
def export(out: Path, dumps: Path | None, themes: Path | None) -> None:
    """Write the static API alone, as OUT/api/v1/…, without MkDocs."""
    library = _library(dumps, themes)
    written = write_all(out, api.files(library))
    click.echo(f"{written} files in {out / api.ROOT}")


@main.command()
@click.argument("query")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="How many papers to show.")
@click.option("--explain", is_flag=True, help="Say what each paper was found by.")
@click.option("--site", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Another built site.")
@friendly
def search(query: str, limit: int, *, explain: bool, site: Path | None) -> None:
    """Search the built site as its search box does: words, "phrases", -exclusions, fields (theme:name)."""
    from generator.search import query as engine  # noqa: PLC0415 - numpy is needed here only

    store = engine.in_folder(site or Project.around(Path.cwd()).site)
    answer = engine.search(query, store, limit=limit)
    for place, hit in enumerate(answer.hits, 1):
        lacks = f"  (without {', '.join(hit.missing)})" if hit.missing else ""
        click.echo(f"{place:3} {hit.title}{lacks}\n    papers/{hit.id}/")
        for line in engine.explained(query, hit, store) if explain else ():
            click.echo(f"      {line}")
    for address, title in answer.pages:
        click.echo(f"    {title}: {address}")
    for note in (*answer.notes, *([f"also: {', '.join(answer.also)}"] if answer.also else ())):
        click.echo(note)
    fallback = "; no paper has all words" if answer.mode == "any" else ""
    click.echo(f"{answer.total} papers{fallback}")


def _library(dumps: Path | None, themes: Path | None) -> Library:
    """Return the Library of the project around, or of another folder of dumps."""
    progress = Progress()
    if dumps is None:
        project = Project.around(Path.cwd())
        library = build_library(project.dumps, themes or project.themes, progress=progress)
    else:
        library = build_library(dumps, themes, progress=progress)
    progress.done(f"{report.summary(library)}; findings: {report.tally(library.findings)}")
    return library
