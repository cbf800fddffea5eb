"""Look papers up, in a file or at a service, and say what became of each of them.

Pure but for the source that it is handed: it opens no file and knows no clock; the day comes from outside.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from generator.dedupe.fold import compact, words
from generator.enrichment.lock import Entry
from generator.enrichment.matching import Verdict, Wanted
from generator.model import Paper, Record
from generator.normalise import clean_title, normalise

Find = Callable[[str], Sequence[Record]]
"""A service: from a title to what it finds; raises SourceError."""


class Doubt(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the review list: a paper that was looked up without a sure answer."""

    key: str
    shown: str
    """The paper's title."""
    found: Entry | None = None
    """The best find, to be moved to the lock file by hand if it is the paper; nothing when there was none."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of one paper: an entry, a doubt, or neither when it may be asked for again."""

    entry: Entry | None = None
    doubt: Doubt | None = None


def at_service(papers: Iterable[Paper], find: Find, *, source: str, day: str) -> Iterator[Looked]:
    """Yield what became of each paper, one request each."""
    for paper in papers:
        finds = [_paper(record) for record in find(clean_title(paper.title))]
        yield _looked(paper, Wanted([paper]).judged(0, finds), source=source, day=day)


def in_records(papers: Sequence[Paper], records: Iterable[Record], *, source: str, day: str) -> Iterator[Looked]:
    """Yield what became of the papers that some records are near to; the others are not mentioned."""
    wanted = Wanted(papers)
    finds: dict[int, list[Paper]] = {}
    for record in records:
        title = clean_title(record.title)
        numbers = wanted.near(compact(title), words(title))
        found = _paper(record) if numbers else None
        for number in numbers:
            if found:
                finds.setdefault(number, []).append(found)
    for number, papers_found in sorted(finds.items()):
        if verdict := wanted.judged(number, papers_found):
            yield _looked(papers[number], verdict, source=source, day=day)


def _paper(record: Record) -> Paper:
    return normalise(record)[0]


def _looked(paper: Paper, verdict: Verdict | None, *, source: str, day: str) -> Looked:
    entry = _entry(paper, verdict, source=source, day=day) if verdict else None
    if entry and verdict and verdict.sure:
        return Looked(entry=entry)
    return Looked(doubt=Doubt(key=paper.key, shown=paper.title, found=entry))


def _entry(paper: Paper, verdict: Verdict, *, source: str, day: str) -> Entry:
    identifiers = dict(verdict.found.identifiers)
    return Entry(
        key=paper.key,
        arxiv=identifiers.get("arxiv", ""),
        doi=identifiers.get("doi", ""),
        authors=verdict.found.authors,
        year=verdict.found.year,
        venue=verdict.found.venue,
        source=source,
        title=verdict.found.title,
        score=verdict.score,
        fetched=day,
    )
