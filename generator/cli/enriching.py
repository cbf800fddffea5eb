"""``enrich``: look up who wrote the papers, once, and keep the answers in a file that builds read."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from generator.cli.common import EXISTING, Progress, friendly, refuse, today
from generator.dumps import records_of
from generator.dumps.registry import address
from generator.enrichment.arxiv import ADDRESS, Arxiv, SourceError
from generator.enrichment.kept import REVIEW, Kept
from generator.enrichment.looking import Looked, at_service, in_records
from generator.errors import PapershelfError
from generator.library import gather
from generator.model import Paper
from generator.project import Project
from generator.quoting import printable, shortened

PATIENCE = 2
"""Papers in a row that a service may fail to answer for: one may be the title's fault."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def _contact(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _MAIL.fullmatch(value):
        raise click.BadParameter("is no e-mail address")
    return value


def _server(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if why := address(value):
        raise click.BadParameter(why)
    return value


@click.command()
@click.option("--contact", callback=_contact, metavar="ADDRESS", help="Your e-mail address; the service asks for it.")
@click.option("--from", "files", type=EXISTING, multiple=True, help="Look in a file instead: any format of a dump.")
@click.option("--limit", type=click.IntRange(1), help="Look up no more papers than that.")
@click.option("--again", is_flag=True, help="Also those that were looked up before.")
@click.option(
    "--server", default=ADDRESS, callback=_server, metavar="URL", help="Another one that speaks as arXiv does."
)
@friendly
def enrich(contact: str | None, files: tuple[Path, ...], limit: int | None, *, again: bool, server: str) -> None:
    """Look up authors, years and identifiers, at arXiv or in files, and keep them in enrichment.lock.jsonl.

    What is not sure goes to enrichment.review.jsonl. Stop it whenever you like: the next run goes on from there.
    """
    if not files and not contact:
        raise click.UsageError("the service wants to know whom to write to: name yourself with --contact")
    project = Project.around(Path.cwd())
    progress = Progress()
    kept = Kept(project.lock)
    papers = kept.lacking(gather(project.dumps, progress=progress).papers, again=again)[:limit]
    tally: Counter[str] = Counter()
    failures: list[str] = []
    found = _in_files(papers, files, failures) if files else _at_arxiv(papers, _arxiv(contact, server), failures)
    for looked in found:
        kept.keep(looked)
        if not files:  # a service takes seconds for each; a file comes to its answers all at once
            kept.write()
        tally[_outcome(looked)] += 1
        progress(f"{tally.total():,} of {len(papers):,} papers: {_line(looked)}")
    kept.write()
    progress.done(f"looked for {len(papers):,} papers: {tally['found']:,} found, {tally['doubtful']:,} doubtful")
    click.echo(f"{project.lock.name} has {len(kept.entries):,} papers, {REVIEW} has {len(kept.doubts):,}")
    if failures:
        refuse(*failures)


def _arxiv(contact: str | None, server: str) -> Arxiv:
    return Arxiv(contact=contact or "", address=server)


def _at_arxiv(papers: Sequence[Paper], service: Arxiv, failures: list[str]) -> Iterator[Looked]:
    """Yield what became of the papers until the service has failed several times in a row."""
    in_a_row = 0
    for paper in papers:
        try:
            yield from at_service([paper], service.find, source="arxiv", day=today())
            in_a_row = 0
        except SourceError as error:
            failures.append(str(error))
            in_a_row += 1
            if in_a_row == PATIENCE:
                return


def _in_files(papers: Sequence[Paper], files: Sequence[Path], failures: list[str]) -> Iterator[Looked]:
    """Yield what became of the papers in one file after the other; what one of them has is not looked for again."""
    left = {paper.key: paper for paper in papers}
    for path in files:
        try:
            wanted = tuple(left.values())
            for looked in in_records(wanted, records_of(path), source=f"file:{path.name}", day=today()):
                if looked.entry:
                    left.pop(looked.entry.key)
                yield looked
        except PapershelfError as error:
            failures.append(str(error))


def _outcome(looked: Looked) -> str:
    if looked.entry:
        return "found"
    return "doubtful" if looked.doubt and looked.doubt.found else "not found"


def _line(looked: Looked) -> str:
    title = looked.entry.title if looked.entry else looked.doubt.shown if looked.doubt else ""
    return printable(f"{_outcome(looked)}: {shortened(title)}")
