"""``diff``: what changes from one state of the library to another."""

import sys
from pathlib import Path

import click

from generator.cli.common import EXISTING_FOLDER, Progress, format_option, friendly
from generator.delta import Export, compare, of_folder, of_library, telling
from generator.library import build, build_project
from generator.project import Project


@click.command()
@click.argument("base", type=EXISTING_FOLDER)
@click.argument("head", type=EXISTING_FOLDER)
@format_option(telling.FORMATS, "Lines or Markdown for people, one JSON value, or annotations of a GitHub workflow.")
@friendly
def diff(base: Path, head: Path, *, form: str) -> None:
    """Say what changes from BASE to HEAD: exports, built sites, projects or folders of dumps.

    Exits with 1 when an address of BASE is neither in HEAD nor leads elsewhere there.
    """
    delta = compare(_export(base), _export(head))
    click.echo(telling.told(delta, form))
    sys.exit(1 if delta.dead else 0)


def _export(folder: Path) -> Export:
    """Return the export in a folder; of a project that was not built, and of dumps, the export of their Library."""
    found = of_folder(folder)
    if found:
        if (folder / "mkdocs.yml").is_file():
            # a dump that came later is not in it, and "nothing changed" would puzzle whoever just added one
            Progress().done(f"{folder}: as it was built; `papershelf build` brings its site up to date")
        return found
    progress = Progress()
    if (folder / "mkdocs.yml").is_file():
        library = build_project(Project(folder), progress=progress)
    else:
        library = build(folder, progress=progress)
    progress.done(f"{folder}: {len(library.papers):,} papers")
    return of_library(library, folder.as_posix())
