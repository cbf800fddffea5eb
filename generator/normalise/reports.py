"""Tell the maintainer what normalising met in a record: each finding with the line on which it stands.

A record's place is the line of its title. Where its format has lines, what stands in the abstract is looked up there;
what cannot be found again, because cleaning changed it, is told with the title's line.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from generator.findings import finding
from generator.model import Finding, Link, Place, Record
from generator.normalise import characters, flags, intrusion, links
from generator.normalise.quality import Trace
from generator.quoting import printable, shortened

_DAMAGED_END = re.compile(r"[{\\\w]")


def findings(
    record: Record, named: tuple[Link, ...], *, unreadable: tuple[str, ...], traces: tuple[Trace, ...]
) -> tuple[Finding, ...]:
    """Return what is worth telling of a record's text, its links, its formulas and what could not be mended."""
    found = (*_characters(record), *_links(record, named), *_rest(record, unreadable, traces))
    return tuple(_titled(record, each) for each in found) if record.shares_line else found


def _titled(record: Record, found: Finding) -> Finding:
    """Return a finding that says of which paper on its line it tells."""
    title = shortened(" ".join(printable(characters.tidy(record.title)).split()))
    return replace(found, what=f"in “{title}”: {found.what}")


def _characters(record: Record) -> Iterator[Finding]:
    if characters.has_controls(record.title) or characters.has_controls(record.abstract):
        yield finding("PS107", record.place, "control characters in the title or the abstract")
    if not any(char.isalnum() for char in record.title):
        yield finding("PS106", record.place, f"the title “{record.title[:80]}” has no letter and no digit")


def _links(record: Record, named: tuple[Link, ...]) -> Iterator[Finding]:
    fields = (record.title, record.abstract, *record.addresses)
    raw = "\n".join(fields)
    for link in named:
        if not link.trusted:
            yield finding("PS202", _place(record, *_pieces(link.url)), f"{link.url}: {link.note}")
        elif not _stands_in(link.url, raw):
            yield finding("PS201", _place(record, *_pieces(link.url)), f"{link.url} was damaged in the dump")
    for address, why in links.refused_in([characters.tidy(field) for field in fields]):
        yield finding("PS203", _place(record, *_pieces(address)), f"{address[:80]}: {why}")


def _rest(record: Record, unreadable: tuple[str, ...], traces: tuple[Trace, ...]) -> Iterator[Finding]:
    for tex in unreadable:
        yield finding("PS204", _place(record, tex), f"cannot set {tex[:80]}")
    for field, text in (("title", record.title), ("abstract", record.abstract)):
        if found := intrusion.markup(characters.decode(characters.tidy(text))):
            place = record.place if field == "title" else _place(record, *(each.rstrip("…") for each in found))
            yield finding("PS205", place, f"the {field} holds " + ", ".join(f"“{each}”" for each in found))
    for trace in traces:
        place = _last(record) if trace.flag == flags.CUT else _place(record, trace.match)
        yield finding(flags.FLAGS[trace.flag].code, place, f"“{trace.shown}”")


def _pieces(address: str) -> tuple[str, ...]:
    """Return an address and the parts of it that damage may have left whole, the longest first."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return (address,)
    path = parts.path.strip("/")
    return (address, parts.netloc + parts.path, path, path.rpartition("/")[2], parts.netloc)


def _place(record: Record, *pieces: str) -> Place:
    """Return the line of the first piece that stands in the abstract; the record's own when none does."""
    if record.abstract_lines and not any(piece and piece in record.title for piece in pieces[:1]):
        for piece in pieces:
            at = record.abstract.find(piece) if piece else -1
            if at >= 0:
                return _line(record, record.abstract.count("\n", 0, at))
    return record.place


def _last(record: Record) -> Place:
    return _line(record, len(record.abstract_lines) - 1) if record.abstract_lines else record.place


def _line(record: Record, number: int) -> Place:
    numbers = record.abstract_lines
    return Place(record.place.file, numbers[number]) if number < len(numbers) else record.place


def _stands_in(url: str, raw: str) -> bool:
    """Tell whether a dump has an address as it is, not followed by what only damage leaves there."""
    at = raw.find(url)
    while at >= 0:
        if not _DAMAGED_END.match(raw, at + len(url)):
            return True
        at = raw.find(url, at + 1)
    return url.removeprefix("https://") in raw.split()
