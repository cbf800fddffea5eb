"""``sizes``: how large a built site is, and which hosts it fits; ``build`` says it, too."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from generator import sizes as weights
from generator.cli.common import EXISTING_FOLDER, format_option, friendly
from generator.project import Project


@click.command()
@click.argument("site", type=EXISTING_FOLDER, required=False)
@format_option(("text", "markdown", "json"), "Lines, a table for a comment, or one JSON value.")
@friendly
def sizes(site: Path | None, *, form: str) -> None:
    """Say how large the built site is, by kind of file, and which hosts' limits it is near to."""
    found = weights.weigh(site or Project.around(Path.cwd()).site)
    if form == "json":
        value = {"kinds": [asdict(size) for size in (*found.kinds, found.all)], "warnings": [*weights.warnings(found)]}
        click.echo(json.dumps(value, indent=2, ensure_ascii=False))
    elif form == "markdown":
        rows = (f"| {size.kind} | {size.files:,} | {size.bytes / 1e6:,.1f} MB |" for size in (*found.kinds, found.all))
        notes = (f"\n{warning}" for warning in weights.warnings(found))
        click.echo("\n".join(("| kind | files | size |", "|---|---|---|", *rows, *notes)))
    else:
        tell(found)


def tell(found: weights.Sizes) -> None:
    """Say how large a site is, a line a kind, and what it is too large for."""
    for size in (*found.kinds, found.all):
        click.echo(f"{size.kind:22} {size.files:9,} files {size.bytes / 1e6:9,.1f} MB")
    for warning in weights.warnings(found):
        click.echo(f"warning: {warning}", err=True)
