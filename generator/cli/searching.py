"""``search``: what the site's own search says, on a terminal."""

from pathlib import Path

import click

from generator.cli.common import EXISTING_FOLDER, friendly
from generator.project import Project
from generator.report import counted


@click.command()
@click.argument("query")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="How many papers to show.")
@click.option("--explain", is_flag=True, help="Say what each paper was found by.")
@click.option("--site", type=EXISTING_FOLDER, help="Another built site.")
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
    if answer.meant:
        click.echo(f"did you mean: {answer.meant}")
    for note in (*answer.notes, *([f"also: {', '.join(answer.also)}"] if answer.also else ())):
        click.echo(note)
    fallback = "; no paper has all words" if answer.mode == "any" else ""
    click.echo(f"{counted(answer.total, 'paper')}{fallback}")
