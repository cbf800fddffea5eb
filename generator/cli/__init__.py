"""The command ``papershelf``: a module for each group of commands, all documented in ``docs/commands.md``.

Exit status: 0 all is well; 1 what was looked at must be mended, or was refused for what it is (``check`` found errors
or rejected lines, ``diff`` an address that dies, ``add`` a file that is no dump or is there already, ``links`` and
``addresses`` one that leads nowhere or is lost); 2 wrong usage or nothing to go on with.
"""

import gc

import click

from generator import __version__
from generator.cli import (
    building,
    checking,
    comparing,
    curating,
    digesting,
    enriching,
    publishing,
    searching,
    starting,
    theming,
    weighing,
)

SELDOM = (200_000, 20, 100)
"""When the garbage collector looks at new things, at older ones, and at everything. A library is millions of records
that stay: looking through all of them again and again finds nothing (with Python's own figures it took 3.3 of 35 CPU
seconds at 10,000 papers, with a quarter of these 2 of 30; memory is the same)."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="papershelf")
def main() -> None:
    """Turn dumps of paper listings into a searchable static library."""
    gc.set_threshold(*SELDOM)


for command in (
    starting.init,
    building.build,
    building.serve,
    checking.check,
    curating.add,
    curating.withdraw,
    comparing.diff,
    searching.search,
    theming.themes,
    enriching.enrich,
    digesting.digest,
    building.export,
    building.markdown,
    publishing.links,
    publishing.addresses,
    publishing.report,
    publishing.comment,
    weighing.sizes,
):
    main.add_command(command)
