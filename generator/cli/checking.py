"""``check``: what is wrong with the dumps and the themes, for people, programs and workflows; and mend what is safe."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from generator import curate, fixing, report
from generator.cli.common import EXISTING, Progress, cache_option, format_option, friendly, kept
from generator.errors import ConfigurationError
from generator.library import build_project, inspect
from generator.model import Finding, Library
from generator.project import Project
from generator.publishing import review


@click.command()
@click.argument("files", nargs=-1, type=EXISTING)
@click.option("--allow-rejected", is_flag=True, help="Do not fail on single records that could not be used.")
@format_option(report.FORMATS, "Lines for people, one JSON value, or annotations of a GitHub workflow.")
@click.option(
    "--known",
    type=EXISTING,
    help="What `--format json` said before; what stands there is not told again and fails nothing.",
)
@click.option("--fix", is_flag=True, help="Mend what is safe to mend, after showing the difference.")
@click.option("--dry-run", is_flag=True, help="With --fix: only show the difference.")
@cache_option
@friendly
def check(
    files: tuple[Path, ...],
    *,
    allow_rejected: bool,
    form: str,
    known: Path | None,
    fix: bool,
    dry_run: bool,
    no_cache: bool,
) -> None:
    """Say what is wrong with the dumps and the themes, or with FILES alone; exit with 1 if it must be mended."""
    if dry_run and not fix:
        raise click.UsageError("--dry-run goes with --fix")
    if fix:
        _fix(files, dry_run=dry_run)
    progress = Progress()
    try:
        library = _library(files, progress, no_cache=no_cache)
    except ConfigurationError as error:  # what cannot be read at all is the worst finding, not wrong usage
        progress.done("stopped")
        click.echo(report.stopped(str(error), form))
        sys.exit(1)
    progress.done(report.summary(library))
    told = replace(library, findings=_fresh(library.findings, known)) if known else library
    failed = report.failed(told, allow_rejected=allow_rejected)
    click.echo(report.findings(told, form, failed=failed))
    sys.exit(1 if failed else 0)


def _library(files: Sequence[Path], progress: Progress, *, no_cache: bool) -> Library:
    """Return the Library to report on; its findings name files as the terminal finds them."""
    if files:
        return inspect(files, progress=progress)
    project = Project.around(Path.cwd())
    with kept(project, no_cache=no_cache) as cache:
        return report.located(build_project(project, progress=progress, cache=cache, relate=False), project.dumps.name)


def _fresh(findings: Sequence[Finding], known: Path) -> tuple[Finding, ...]:
    """Return the findings that a former report lacks, by what they say: their lines may have moved."""
    old = [each.key for each in review.read_findings(known)]
    return tuple(review.fresh(old, findings, key=lambda each: (each.code, each.place.file, each.what)))


def _fix(files: Sequence[Path], *, dry_run: bool) -> None:
    """Show what would be mended, then mend it; all on standard error, so that a report stays a report."""
    for path in files or curate.dumps_in(Project.around(Path.cwd()).dumps):
        fixed = fixing.propose(path)
        for note in fixed.notes:
            click.echo(f"{path}: {note}", err=True)
        if not fixed.changes:
            continue
        for line in fixing.difference(path, fixed):
            click.echo(line, err=True)
        if dry_run:
            click.echo(f"{path}: not mended yet: {', '.join(fixed.changes)}", err=True)
        else:
            click.echo(f"{path}: mended: {', '.join((*fixed.changes, *fixing.carry_out(path, fixed)))}", err=True)
