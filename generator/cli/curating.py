"""``add`` and ``withdraw``: change ``dumps/`` and ``dumps.yml``, and say what becomes of the library."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import click

from generator import curate, report
from generator.cache import Cache
from generator.cli.common import EXISTING, Progress, cache_option, friendly, kept, refuse, today
from generator.delta import compare, of_library, telling
from generator.dumps.registry import address, date
from generator.library import build, build_project, gather
from generator.model import Library
from generator.project import Project


def _valid(check: Callable[[str], str]) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    """Return a click callback that refuses what dumps.yml would refuse."""

    def validate(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
        if value is not None and (why := check(value)):
            raise click.BadParameter(why)
        return value

    return validate


def _some_text(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse a text without anything in it; line breaks become spaces, since YAML entries stand on one line."""
    if value is not None and not value.strip():
        raise click.BadParameter("is empty")
    return " ".join(value.split()) if value is not None else None


@click.command()
@click.argument("file", type=EXISTING)
@click.option("--listed", callback=_valid(date), metavar="DATE", help="The day that it lists, as 2026-11-21.")
@click.option("--source", callback=_valid(address), metavar="URL", help="Where it was taken from.")
@click.option("--title", callback=_some_text, metavar="TEXT", help="What people call it.")
@cache_option
@friendly
def add(file: Path, *, listed: str | None, source: str | None, title: str | None, no_cache: bool) -> None:
    """Copy FILE into dumps/, register it in dumps.yml, and say what it changes.

    A file that nobody can read, and one that is there already, is refused with exit status 1.
    """
    project = Project.around(Path.cwd())
    told = {"added": today(), "listed": listed, "source": source, "title": title}
    with kept(project, no_cache=no_cache) as cache:
        _add(file, project, told, cache)


def _add(file: Path, project: Project, told: Mapping[str, str | None], cache: Cache | None) -> None:
    progress = Progress()
    rebuilt = partial(build_project, project, progress=progress, cache=cache, relate=False)
    before = rebuilt() if _has_dumps(project) else None
    project.dumps.mkdir(exist_ok=True)
    try:
        name, plan = curate.addition(file, project.dumps, before.dumps if before else (), told)
    except curate.RefusedError as refused:
        progress.done("nothing was added")
        refuse(str(refused), *(report.line(each) for each in refused.findings))
        return
    after = curate.carry_out(plan, rebuilt)
    progress.done(report.summary(after))
    click.echo(f"added {project.dumps.name}/{name}, registered in {project.dumps.name}/dumps.yml")
    _tell(before, after, project)


@click.command()
@click.argument("paper", required=False, metavar="ID")
@click.option("--dump", metavar="FILE", help="Take back a whole dump: its file is removed.")
@click.option("--reason", required=True, callback=_some_text, metavar="TEXT", help="Why; its page says so.")
@click.option("--to", metavar="ID", help="The paper that its address leads to instead of a page that says why.")
@click.option("--no-title", is_flag=True, help="Do not even keep the title on the page that says why.")
@click.option("--yes", is_flag=True, help="With --dump: do not ask.")
@cache_option
@friendly
def withdraw(
    paper: str | None, *, dump: str | None, reason: str, to: str | None, no_title: bool, yes: bool, no_cache: bool
) -> None:
    """Take back the paper ID (its address, title or arXiv id), or with --dump a dump; no address dies of it."""
    if (paper is None) == (dump is None):
        raise click.UsageError("name either a paper or, with --dump, a dump")
    project = Project.around(Path.cwd())
    with kept(project, no_cache=no_cache) as cache:
        plan_of = (
            partial(_paper, paper, reason=reason, to=to, title=not no_title)
            if paper is not None
            else partial(_dump, dump or "", reason=reason, cache=cache)
        )
        _withdraw(plan_of, project, dump=dump, yes=yes, cache=cache)


def _withdraw(
    plan_of: Callable[[Project, Library], curate.Plan],
    project: Project,
    *,
    dump: str | None,
    yes: bool,
    cache: Cache | None,
) -> None:
    progress = Progress()
    rebuilt = partial(build_project, project, progress=progress, cache=cache, relate=False)
    before = rebuilt()
    progress.done(report.summary(before))
    try:
        plan = plan_of(project, before)
    except curate.RefusedError as refused:
        refuse(str(refused))
        return
    if dump is not None and not yes:
        click.confirm(f"Remove {project.dumps.name}/{dump}?", abort=True)
    after = curate.carry_out(plan, rebuilt)
    progress.done(report.summary(after))
    if dump is not None:
        click.echo(f"removed {project.dumps.name}/{dump}")
    _tell(before, after, project, changes=dump is None)


def _tell(before: Library | None, after: Library, project: Project, *, changes: bool = True) -> None:
    """Say what is found wrong that was not before, and what changes."""
    known = {(each.code, each.what) for each in before.findings} if before else set()
    fresh = [each for each in report.located(after, project.dumps.name).findings if (each.code, each.what) not in known]
    for finding in report.ordered(fresh):
        click.echo(report.line(finding))
    if before and changes:
        click.echo(telling.told(compare(of_library(before, "before"), of_library(after, "after")), "text"))


def _paper(name: str, project: Project, library: Library, *, reason: str, to: str | None, title: bool) -> curate.Plan:
    paper = curate.find(name, library)
    target = curate.find(to, library).slug if to else ""
    if target == paper.slug:
        raise curate.RefusedError(f"{paper.slug} cannot lead to itself; name another paper with --to")
    return curate.withdrawal(paper, project.dumps, reason, to=target, title=title and not target)


def _dump(name: str, project: Project, library: Library, *, reason: str, cache: Cache | None) -> curate.Plan:
    dump = next((each for each in library.dumps if name in (each.file, each.id, f"dumps/{each.file}")), None)
    if dump is None:
        raise curate.RefusedError(
            f"there is no dump {name}; there are {', '.join(each.file for each in library.dumps)}"
        )
    if len(library.dumps) == 1:
        raise curate.RefusedError(f"{dump.file} is the only dump; a library without papers cannot be built")
    gathered = partial(gather, cache=cache)
    plan = curate.removal(dump, project.dumps, reason, before=library, rebuild=partial(curate.aside, build=gathered))
    rebuilt = partial(build, themes=project.themes, lock=project.lock, cache=cache, relate=False)
    outcome = curate.aside(plan, rebuilt)
    click.echo(telling.told(compare(of_library(library, "before"), of_library(outcome, "after")), "text"))
    return plan


def _has_dumps(project: Project) -> bool:
    return project.dumps.is_dir() and bool(curate.dumps_in(project.dumps))
