"""``build``, ``serve``, ``markdown``, ``export``: from the dumps to files."""

from functools import partial
from ipaddress import ip_address
from pathlib import Path

import click

from generator import compact, report
from generator.cache import Cache
from generator.cli.common import (
    EXISTING,
    EXISTING_FOLDER,
    FOLDER,
    Progress,
    cache_option,
    friendly,
    kept,
    library_of,
    spread,
)
from generator.cli.weighing import tell
from generator.executors import Executor
from generator.files import write_all
from generator.library import build_project
from generator.outputs import api
from generator.project import Project
from generator.sizes import weigh

LAST_PORT = 65_535


@click.command()
@cache_option
@click.option("--plain", is_flag=True, help="Let MkDocs render every page by itself: slower, the same pages.")
@friendly
@spread
def build(*, no_cache: bool, plain: bool, executor: Executor) -> None:
    """Build the site into site/, aside first, then swapped in."""
    from generator.site.builder import build as build_site  # noqa: PLC0415 - MkDocs takes a second to import

    project = Project.around(Path.cwd())
    progress = Progress()
    with kept(project, no_cache=no_cache) as cache:
        built = build_site(project, plain=plain, progress=progress, cache=cache, executor=executor)
        progress.done(report.summary(built))
        if cache:
            cache.prune()
            click.echo(cache.told(), err=True)
    click.echo(f"findings: {report.tally(built.findings)} (`papershelf check` lists them)")
    tell(weigh(project.site))
    click.echo(f"the site is in {project.site}")


def _place(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """Return an address and a port as MkDocs wants them; click says it when they are none."""
    host, _, port = value.rpartition(":")
    try:
        known = host == "localhost" or bool(ip_address(host.removeprefix("[").removesuffix("]")))
    except ValueError:
        known = False
    if not (known and port.isdecimal() and 0 < int(port) <= LAST_PORT):
        raise click.BadParameter(f"say the address of a machine and a port up to {LAST_PORT}, as in 127.0.0.1:8000")
    return value


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, callback=_place, help="Where to listen.")
@click.option("--limit", type=click.IntRange(1), help="Show only as many papers, spread over the library.")
@click.option("--theme", default="", help="Show only the papers that have this primary theme, named by its slug.")
@friendly
def serve(address: str, *, limit: int | None, theme: str) -> None:
    """Show the site on loopback and rebuild it when something changes."""
    from generator.site.builder import serve as serve_site  # noqa: PLC0415 - see build
    from generator.site.serving import Gathered, Latest, Sample  # noqa: PLC0415 - see build

    project = Project.around(Path.cwd())
    cache = Cache(project.cache)
    latest = Latest(Sample(limit, theme), make=partial(build_project, cache=cache, gathered=Gathered()))
    latest(project)  # what is wrong with the library or the sample is told before anything is served
    serve_site(project, address=address, latest=latest, cache=cache)


@click.command()
@click.argument("out", type=FOLDER)
@cache_option
@friendly
@spread
def markdown(out: Path, *, no_cache: bool, executor: Executor) -> None:
    """Write the pages as Markdown, with everything else of the site, into OUT: a docs folder for any engine."""
    from generator.content import files, hand_written_files, in_folders  # noqa: PLC0415 - the templates are needed here only
    from generator.site import material  # noqa: PLC0415
    from generator.site.configured import configured  # noqa: PLC0415 - see build

    project = Project.around(Path.cwd())
    docs, site = project.root / "docs", configured(project)
    with kept(project, no_cache=no_cache) as cache:
        library = library_of(None, None, cache=cache, executor=executor)
    generated = ((in_folders(name), content) for name, content in files(library, docs, site, executor=executor))
    theirs = material.files(project.root / "overrides")
    written = write_all(out, (*theirs, *hand_written_files(docs), *generated))
    click.echo(f"{written} files in {out}")


@click.command()
@click.argument("out", type=FOLDER)
@click.option("--dumps", type=EXISTING_FOLDER, help="Another folder of dumps.")
@click.option("--themes", type=EXISTING, help="The taxonomy; without it and with --dumps, automatic themes.")
@cache_option
@friendly
@spread
def export(out: Path, dumps: Path | None, themes: Path | None, *, no_cache: bool, executor: Executor) -> None:
    """Write the static API alone, as OUT/api/v1/…, without MkDocs."""
    from generator.site.configured import compactness  # noqa: PLC0415 - see build

    said: compact.Setting = "auto"
    if dumps:  # another library's, of which no build here knows
        library = library_of(dumps, themes, executor=executor)
    else:
        project = Project.around(Path.cwd())
        said = compactness(project)
        with kept(project, no_cache=no_cache) as cache:
            library = library_of(None, themes, cache=cache, executor=executor)
    written = write_all(out, api.files(library, compact=compact.chosen(said, len(library.papers))))
    click.echo(f"{written} files in {out / api.ROOT}")
