"""One dump: its bytes surveyed, its reader found, its parts gathered, its books balanced."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, islice
from pathlib import Path

from generator.dumps import naming, text
from generator.dumps.binary import Stretch
from generator.dumps.registry import Entry
from generator.errors import DumpsError
from generator.findings import finding
from generator.model import Boilerplate, Dump, Finding, Ledger, Record, Rejected
from generator.quoting import printable
from generator.readers import HEAD, PROSE, Line, Origin, Part, Reader, Structured, reader_of
from generator.readers.base import SHOWN, shorten
from generator.readers.json_lines import joined

HEAD_LONGEST = 1 << 22
"""Characters after which the first lines of a dump are enough to tell its layout."""
QUOTED = 60
"""Characters of a rejected text that its finding quotes."""
REMEDIES = {
    "PS103": "fetch the dump again: its last entry stops in the middle",
    "PS002": "fetch the dump again: something that is no text was written into it; the rest was read",
}
"""What to do about rejected lines where the catalogue speaks of a whole file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDump:
    """A dump with the records that it holds, and what is wrong with it."""

    dump: Dump
    records: tuple[Record, ...]
    findings: tuple[Finding, ...]


def read_dump(path: Path, origin: Origin, told: Entry | None) -> ReadDump:
    """Read the dump in a file, with what ``dumps.yml`` told of it."""
    survey = _survey(path, origin)
    fields = told.fields if told else ()
    reader, parts = _parts(path, survey, origin, fields)
    books = _books(parts, survey.lines)
    listed = (told and told.listed) or books.listed
    layout = reader.name if reader else None
    dump = Dump(
        id=origin.dump,
        file=origin.file,
        sha256=survey.sha256,
        title=(told and told.title) or naming.title(naming.stem(path.name), layout, listed, family=books.family),
        layout=layout,
        listed=listed,
        added=told.added if told else None,
        source=told.source if told else None,
        records=len(books.records),
        ledger=books.ledger,
        rejected=books.rejected,
    )
    problems = _problems(books, survey, origin, known=reader is not None)
    bytes_say = (found for found in survey.findings if found.code != "PS105" or reader is None or reader in PROSE)
    findings = (*_checksum(survey, told, origin), *_unused(reader, told), *bytes_say, *problems)
    return ReadDump(dump=dump, records=books.records, findings=findings)


def records_of(path: Path) -> Iterator[Record]:
    """Yield the records of a file that is none of the library's dumps, keeping none of them; its mistakes aren't told.

    Raises DumpsError when the file cannot be read or no reader knows its layout.
    """
    origin = Origin("", path.name)
    survey = _survey(path, origin)
    reader, parts = _parts(path, survey, origin, ())
    if reader is None:
        why = survey.findings[0].what if survey.findings else "no reader knows this layout"
        raise DumpsError(f"{path}: {why}; docs/dumps.md says what can be read")
    yield from (part for part in parts if isinstance(part, Record))


def _survey(path: Path, origin: Origin) -> text.Survey:
    try:
        return text.survey(path, origin.file)
    except OSError as error:
        found = finding("PS009", origin.at(0), f"the file cannot be opened: {error.strerror}")
        return text.Survey(sha256="", findings=(found,))


def _parts(
    path: Path, survey: text.Survey, origin: Origin, fields: Sequence[tuple[str, tuple[str, ...]]]
) -> tuple[Reader | None, Iterator[Part]]:
    """Return the reader that knows the layout, and what it (or nobody) makes of the lines."""
    if not survey.readable:
        return None, (_unreadable(found) for found in survey.findings)
    stretches = [stretch for stretch, _ in survey.binary]
    lines = text.lines(path, stretches)
    head = tuple(_head(lines))
    reader = reader_of(head, fields)
    everything: Iterable[Line] = chain(head, lines)
    if not isinstance(reader, Structured):
        everything = joined(everything)
    parts = _in_pieces(reader, everything, stretches, origin) if reader else _unknown(everything, origin)
    return reader, chain(parts, (_no_text(stretch, count, origin) for stretch, count in survey.binary))


def _head(lines: Iterable[Line]) -> Iterator[Line]:
    size = 0
    for line in islice(lines, HEAD):
        yield line
        size += len(line.text)
        if size > HEAD_LONGEST:
            return


def _in_pieces(reader: Reader, lines: Iterable[Line], stretches: list[Stretch], origin: Origin) -> Iterator[Part]:
    """Yield the parts of the text, each piece between what is no text read for itself.

    Otherwise a title above such a stretch would get the abstract below it.
    """
    starts = [stretch.first for stretch in stretches]
    for _, piece in groupby(lines, key=lambda line: bisect(starts, line.number)):
        yield from reader.read(piece, origin)


def _no_text(stretch: Stretch, count: int, origin: Origin) -> Rejected:
    reason = f"no text up to line {stretch.last}: {stretch}"
    return Rejected(place=origin.at(stretch.first), lines=count, text="", code="PS002", reason=reason)


def _unreadable(found: Finding) -> Rejected:
    """Return the rejection of a file without lines, so that the dump's page says why it is empty."""
    return Rejected(place=found.place, lines=0, text="", code=found.code, reason=found.what)


def _unknown(lines: Iterable[Line], origin: Origin) -> Iterator[Rejected]:
    """Yield the rejection of a whole dump, with the beginning of its text."""
    full = (line for line in lines if not line.blank)
    first = next(full)
    start = list(islice(full, 20))
    shown = shorten("\n".join(line.text[:SHOWN].strip() for line in (first, *start)))
    count = 1 + len(start) + sum(1 for _ in full)
    reason = "no reader knows this layout"
    yield Rejected(place=origin.at(first.number), lines=count, text=shown, code="PS004", reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Books:
    """What the parts of a dump come to."""

    records: tuple[Record, ...]
    rejected: tuple[Rejected, ...]
    ledger: Ledger
    findings: tuple[Finding, ...]
    listed: str | None
    family: str | None


def _books(parts: Iterable[Part], lines: int) -> _Books:
    records: list[Record] = []
    rejected: list[Rejected] = []
    findings: list[Finding] = []
    listed: str | None = None
    family: str | None = None
    boilerplate = 0
    for part in parts:
        match part:
            case Record():
                position = len(records) + 1
                records.append(part if part.position == position else replace(part, position=position))
            case Rejected():
                rejected.append(part)
            case Boilerplate():
                boilerplate += part.lines
                listed = listed or part.listed
                family = family or part.family
            case Finding():
                findings.append(part)
    ledger = Ledger(
        lines=lines,
        record=sum(record.lines for record in records),
        boilerplate=boilerplate,
        rejected=sum(part.lines for part in rejected),
    )
    return _Books(
        records=_among_others(records),
        rejected=tuple(sorted(rejected, key=lambda part: part.place)),
        ledger=ledger,
        findings=tuple(findings),
        listed=listed,
        family=family,
    )


def _among_others(records: Sequence[Record]) -> tuple[Record, ...]:
    """Return records, those marked that share their line."""
    if all(record.lines for record in records):
        return tuple(records)
    on = Counter(record.place.line for record in records)
    shared = ((record, not record.lines or on[record.place.line] > 1) for record in records)
    return tuple(replace(record, shares_line=True) if among else record for record, among in shared)


def _problems(books: _Books, survey: text.Survey, origin: Origin, *, known: bool) -> Iterator[Finding]:
    """Yield what the reader found, in the order of the lines, then what is wrong with the books as a whole.

    The survey has told already why a file has no lines, and where its bytes end, which says more than its sentences.
    """
    rejections = (
        finding(part.code, part.place, part.reason + _quote(part.text), remedy=REMEDIES.get(part.code, ""))
        for part in (books.rejected if survey.readable else ())
    )
    cut = any(found.code == "PS103" for found in survey.findings)
    others = (found for found in books.findings if not (cut and found.code == "PS103"))
    yield from sorted((*rejections, *others), key=lambda found: (found.place, found.code, found.what))
    yield from _without_abstract(books)
    if known and not books.records and not books.rejected:
        yield finding("PS001", origin.at(0), "the file holds the header of a page, but no paper")
    if not books.ledger.balanced:
        yield finding("PS008", origin.at(0), f"the lines do not add up: {books.ledger}")


def _without_abstract(books: _Books) -> Iterator[Finding]:
    """Yield one finding for all records without an abstract: there may be as many as records."""
    bare = [record for record in books.records if not record.abstract]
    if bare:
        others = f", and {len(bare) - 1:,} more of {len(books.records):,}" if len(bare) > 1 else ""
        yield finding("PS108", bare[0].place, f"no abstract{_quote(bare[0].title)}{others}")


def _unused(reader: Reader | None, told: Entry | None) -> Iterator[Finding]:
    """Yield the finding that names of fields were told of a dump that has none."""
    if told and told.fields and reader and not isinstance(reader, Structured):
        yield finding("PS014", told.place, f"{told.file} is read as {reader.name}")


def _quote(shown: str) -> str:
    text = printable(" ".join(shown.split()))
    short = text if len(text) <= QUOTED else text[:QUOTED].rstrip() + "…"
    return f": “{short}”" if short else ""


def _checksum(survey: text.Survey, told: Entry | None, origin: Origin) -> Iterator[Finding]:
    if told and told.sha256 and survey.sha256 and told.sha256 != survey.sha256:
        what = f"{told.file} has the sha256 {survey.sha256}, recorded is {told.sha256}"
        yield finding("PS007", origin.at(0), what)
