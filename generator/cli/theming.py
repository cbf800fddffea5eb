"""The commands ``papershelf themes …``: why a paper is where it is, a taxonomy to begin with, themes to add.

They print and write what ``generator.themes`` works out.
"""

from pathlib import Path

import click

from generator.cli.common import EXISTING, EXISTING_FOLDER, FILE, Stopped, friendly, library_of
from generator.library import build as build_library
from generator.project import Project
from generator.quoting import printable, shortened
from generator.report import counted
from generator.themes import explain as explaining
from generator.themes import suggest as suggesting
from generator.themes import writing

LONGEST = 110
"""Characters of a title on a terminal."""

dumps_option = click.option("--dumps", type=EXISTING_FOLDER, help="Another folder of dumps.")
themes_option = click.option("--themes", "taxonomy", type=EXISTING, help="Another taxonomy.")


@click.group()
def themes() -> None:
    """Look into the themes: why a paper is where it is, themes to keep, themes to add."""


@themes.command()
@click.argument("title")
@dumps_option
@themes_option
@friendly
def explain(title: str, dumps: Path | None, taxonomy: Path | None) -> None:
    """Say why the paper of this TITLE (or slug) is in its themes, and why not in the next one."""
    built = library_of(dumps, taxonomy)
    number = explaining.find(built.papers, title)
    if number is None:
        near = "; ".join(f"“{_quoted(each)}”" for each in explaining.meant(built.papers, title))
        raise Stopped(f"no paper has the title “{_quoted(title)}”" + (f"; did you mean {near}?" if near else ""))
    if not built.themes:
        raise Stopped("there are no themes")
    _print(explaining.explain(built.papers, built.themes, built.placements, number))


@themes.command()
@click.option("--out", type=FILE, help="Where to write; themes.yml of the project if nothing is said.")
@dumps_option
@friendly
def init(out: Path | None, dumps: Path | None) -> None:
    """Write the automatic themes as a themes.yml to keep and edit; never over a file that is there."""
    path = out or Project.around(Path.cwd()).root / "themes.yml"
    if path.exists():
        raise Stopped(f"{path} is there already; name another file with --out, or delete it")
    found = build_library(dumps or Project.around(Path.cwd()).dumps)
    if not found.papers:
        raise Stopped("there is no paper to find a theme of; `papershelf check` says what is wrong with the dumps")
    if not found.themes:
        raise Stopped("no theme can be found: the papers have too few words in common")
    try:
        path.write_text(writing.document(found.themes, found.papers), "utf-8")
    except OSError as error:
        raise Stopped(f"{path} cannot be written: {error.strerror}") from error
    click.echo(f"{counted(len(found.themes), 'theme')} of {counted(len(found.papers), 'paper')} in {path}")


@themes.command()
@dumps_option
@themes_option
@friendly
def suggest(dumps: Path | None, taxonomy: Path | None) -> None:
    """Print themes for the papers without one, as YAML to paste into themes.yml."""
    built = library_of(dumps, taxonomy)
    found = suggesting.suggest(built.papers, built.themes, built.placements)
    titles = {paper.key: paper.witnesses[0].title for paper in built.papers}
    for suggestion in found:
        click.echo(writing.entry(suggestion.theme, titles, [paper.title for paper in suggestion.members]))
    without = sum(placement.primary is None for placement in built.placements)
    told = f"{without:,} of {counted(len(built.papers), 'paper')} without a theme; {counted(len(found), 'suggestion')}"
    click.echo(told, err=True)


def _print(told: explaining.Explanation) -> None:
    click.echo(f"{_quoted(told.paper.title)}\n{told.paper.url}")
    for place, one in enumerate(told.candidates, 1):
        click.echo(
            f"{place:3} {one.score:.3f}  {one.theme.name}: {_verdict(told, one)}\n           {_terms(one.terms)}"
        )
    if told.placement.told:
        click.echo("people told its theme in the taxonomy; the words decide about further ones only")
    elif told.placement.primary is None:
        click.echo(f"no theme: the best score is below {told.least:.2f}, or no term can be shown for it")
    second = told.candidates[1].theme.name if len(told.candidates) > 1 else None
    if second and told.candidates[1].score > 0:
        narrow = ", which is borderline" if told.borderline else ""
        click.echo(f"margin {told.candidates[0].score - told.candidates[1].score:.3f} to {second}{narrow}")
        click.echo(f"what {told.candidates[0].theme.name} has before it: {_terms(told.lead)}")
    first = "" if told.placement.told else f"a first theme needs a score of {told.least:.2f}, "
    click.echo(f"{first}a further one needs {told.further:.0%} of the best score")


def _verdict(told: explaining.Explanation, one: explaining.Candidate) -> str:
    if one.theme.slug == told.placement.primary:
        return "primary" + (", because people told so" if told.placement.told else "")
    if one.given:
        return f"further, {one.share:.0%} of the best"
    return f"no, {one.share:.0%} of the best"


def _terms(terms: tuple[tuple[str, float], ...]) -> str:
    return ", ".join(f"{_quoted(term)} {weight:.3f}" for term, weight in terms) or "no term can be shown"


def _quoted(text: str) -> str:
    return shortened(printable(text), LONGEST)
