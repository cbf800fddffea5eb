"""``init``: a library of one's own."""

from pathlib import Path

import click

from generator import curate, report
from generator.cli.common import EXISTING, FOLDER, Progress, friendly, refuse, today


@click.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--name", default="Papershelf", show_default=True, metavar="TEXT", help="What the site is called.")
@click.option("--accent", metavar="COLOUR", help="The colour of what can be followed: #0d6349, teal.")
@click.option(
    "--dump", "dumps", type=EXISTING, multiple=True, metavar="FILE", help="A dump to begin with; may stand often."
)
@friendly
def init(folder: Path, name: str, accent: str | None, dumps: tuple[Path, ...]) -> None:
    """Start a library of your own in DIR: site, generator, workflows and your dumps, ready to be served and pushed.

    DIR must be empty or not there yet. What can't be read as a dump is refused with exit status 1, and nothing is
    written.
    """
    from generator.starting import Wanted, begin  # noqa: PLC0415 - the templates are needed here only
    from generator.starting.skeleton import Look  # noqa: PLC0415

    progress = Progress()
    progress(f"writing {folder}")
    try:
        read = begin(folder, Wanted(Look(name.strip(), accent), dumps, today()))
    except curate.RefusedError as refused:
        progress.done("nothing was written")
        refuse(str(refused), *(report.line(each) for each in refused.findings))
        return
    records = report.counted(sum(dump.records for dump in read), "record")
    progress.done(f"{report.counted(len(read), 'dump')}, {records}")
    click.echo(f"{name.strip()} is in {folder}; next: make -C {folder} serve")
