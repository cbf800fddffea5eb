"""``links``, ``addresses``, ``report``, ``comment``: what workflows ask about a built site before it is published."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from generator.cli.common import EXISTING, EXISTING_FOLDER, FILE, friendly, refuse
from generator.cli.comparing import export_of
from generator.delta import compare, of_folder
from generator.errors import PapershelfError
from generator.files import replace_file
from generator.publishing import comment as telling
from generator.publishing import links as linking
from generator.publishing import published, review
from generator.quoting import printable
from generator.report import workflow_command
from generator.sizes import weigh

SHOWN = 100
"""Lines of what is wrong that are printed."""


@click.command()
@click.argument("site", type=EXISTING_FOLDER)
@friendly
def links(site: Path) -> None:
    """Say which links inside the built SITE lead nowhere; exit with 1 when there are any."""
    found = linking.check(site)
    for each in found.broken[:SHOWN]:
        click.echo(printable(each.told))
    click.echo(f"{found.pages:,} pages, {found.links:,} links inside the site, {len(found.broken):,} broken")
    sys.exit(1 if found.broken else 0)


@click.command()
@click.argument("base")
@click.argument("site", type=EXISTING_FOLDER)
@friendly
def addresses(base: str, site: Path) -> None:
    """Say which addresses of BASE the built SITE has no page for; exit with 1 when there are any.

    BASE is the address of the published site, or a folder with its export.
    """
    with TemporaryDirectory() as folder:
        remote = "://" in base
        if remote and not published.fetch(base, Path(folder)):
            click.echo(f"{base}: nothing is published there yet, so no address can be lost")
            return
        export = of_folder(Path(folder) if remote else Path(base))
        if export is None:
            raise PapershelfError(f"{base}: there is no api/v1/index.json in it; name an export or a built site")
        lost = published.lost(export, site)
    if lost:
        refuse(
            *(f"{each.url} ({each.what}): there is no page at this address any more" for each in lost[:SHOWN]),
            f"addresses lost: {len(lost):,} (docs/dumps.md says how they are kept)",
        )
    click.echo("all addresses are there")


@click.command()
@click.argument("base", type=EXISTING_FOLDER)
@click.argument("head", type=EXISTING_FOLDER)
@click.option("--checked", type=EXISTING, nargs=2, help="What `check --format json` said of BASE and of HEAD.")
@click.option("--seconds", type=click.IntRange(0), nargs=2, help="How long the builds of BASE and of HEAD took.")
@click.option("--out", type=FILE, default=Path("review.json"), show_default=True, help="Where to write it.")
@friendly
def report(
    base: Path, head: Path, *, checked: tuple[Path, Path] | None, seconds: tuple[int, int] | None, out: Path
) -> None:
    """Write what changes from one built site to another as JSON, for `papershelf comment`.

    Exits with 1 when an address would be lost or a link leads nowhere.
    """
    before, after = (review.read_findings(path) for path in checked) if checked else ([], [])
    delta = compare(export_of(base), export_of(head))
    broken = [each.told for each in linking.check(_site(head)).broken]
    told = review.review(
        delta,
        sizes=(weigh(_site(base)), weigh(_site(head))),
        findings=(before, after),
        broken=broken,
        seconds=seconds,
    )
    replace_file(out, review.write(told))
    click.echo(f"the report is in {out}")
    if delta.harmful or broken:
        click.echo(workflow_command("error", "addresses would be lost or links lead nowhere: see the report"))
        sys.exit(1)


def _site(folder: Path) -> Path:
    """Return the built site in a project, or the folder itself."""
    return folder / "site" if (folder / "mkdocs.yml").is_file() else folder


@click.command()
@click.argument("file", type=EXISTING)
@click.option("--run", default="", help="The address of the workflow's run, to link to.")
@friendly
def comment(file: Path, *, run: str) -> None:
    """Print a report of `papershelf report` as Markdown for a comment; refuse any other FILE, whoever made it."""
    if run and not _address(run):
        raise click.UsageError("--run takes an https address")
    click.echo(telling.comment(review.read(file), run=run), nl=False)


def _address(text: str) -> bool:
    return text.startswith("https://") and all(char.isalnum() or char in "/:.-_" for char in text) and text.isascii()
