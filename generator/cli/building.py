"""``build``, ``serve``, ``markdown``, ``export``: from the dumps to files."""

import gc
from functools import partial
from pathlib import Path

import click

from generator import report
from generator.cache import Cache
from generator.cli.common import EXISTING, EXISTING_FOLDER, FOLDER, Progress, friendly, library_of
from generator.cli.weighing import tell
from generator.files import write_all
from generator.library import build_project
from generator.outputs import api
from generator.project import Project
from generator.quoting import printable
from generator.sizes import weigh


@click.command()
@click.option("--no-cache", is_flag=True, help="Make everything anew, and keep nothing for the next build.")
@click.option("--plain", is_flag=True, help="Let MkDocs render every page by itself: slower, the same pages.")
@friendly
def build(*, no_cache: bool, plain: bool) -> None:
    """Build the site into site/, aside first, then swapped in."""
    from generator.site.builder import build as build_site  # noqa: PLC0415 - MkDocs takes a second to import

    gc.set_threshold(50_000, 20, 100)  # a library is large and stays: looking through it often finds nothing to free
    project = Project.around(Path.cwd())
    progress = Progress()
    cache = None if no_cache else Cache(project.cache)
    built = build_site(project, plain=plain, progress=progress, cache=cache)
    progress.done(report.summary(built))
    if cache:
        _tell(cache)
    click.echo(f"findings: {report.tally(built.findings)} (`papershelf check` lists them)")
    tell(weigh(project.site))
    click.echo(f"the site is in {project.site}")


def _tell(cache: Cache) -> None:
    """Say what was reused, and what was wrong with the cache; let go of what nothing needs any more."""
    cache.prune()
    for trouble in cache.troubles:
        click.echo(printable(trouble), err=True)
    click.echo(cache.told(), err=True)


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
@click.option("--limit", type=click.IntRange(1), help="Show only as many papers, spread over the library.")
@click.option("--theme", default="", help="Show only the papers that have this primary theme, named by its slug.")
@friendly
def serve(address: str, *, limit: int | None, theme: str) -> None:
    """Show the site on loopback and rebuild it when something changes."""
    from generator.site.builder import serve as serve_site  # noqa: PLC0415 - see build
    from generator.site.serving import Latest, Sample  # noqa: PLC0415 - see build

    project = Project.around(Path.cwd())
    make = partial(build_project, cache=Cache(project.cache))
    serve_site(project, address=address, latest=Latest(Sample(limit, theme), make=make))


@click.command()
@click.argument("out", type=FOLDER)
@friendly
def markdown(out: Path) -> None:
    """Write the pages as Markdown, with everything else of the site, into OUT: a docs folder for any engine."""
    from generator.content import files, hand_written_files, in_folders  # noqa: PLC0415 - the templates are needed here only
    from generator.site import material  # noqa: PLC0415
    from generator.site.configured import configured  # noqa: PLC0415 - see build

    project = Project.around(Path.cwd())
    docs = project.root / "docs"
    library = library_of(None, None)
    generated = ((in_folders(name), content) for name, content in files(library, docs, configured(project)))
    theirs = material.files(project.root / "overrides")
    written = write_all(out, (*theirs, *hand_written_files(docs), *generated))
    click.echo(f"{written} files in {out}")


@click.command()
@click.argument("out", type=FOLDER)
@click.option("--dumps", type=EXISTING_FOLDER, help="Another folder of dumps.")
@click.option("--themes", type=EXISTING, help="The taxonomy; without it and with --dumps, automatic themes.")
@friendly
def export(out: Path, dumps: Path | None, themes: Path | None) -> None:
    """Write the static API alone, as OUT/api/v1/…, without MkDocs."""
    library = library_of(dumps, themes)
    written = write_all(out, api.files(library))
    click.echo(f"{written} files in {out / api.ROOT}")
