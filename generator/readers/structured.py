"""Records of formats with named fields: what a record needs, and what is said of one that lacks it.

A format that names its fields says which text is the title, so a record without an abstract is a record there
(``PS108`` tells it), while in a text layout it would be a sign of a torn dump. One without a title is rejected: nobody
could find it, and its address could not be made.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from generator.findings import finding
from generator.model import Record, Rejected
from generator.readers.base import SHOWN, Line, Origin, Part, printable, shorten

_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_COMPACT_DATE = re.compile(r"\s*(1[5-9]\d\d|20\d\d)(?:0\d|1[0-2])(?:[0-2]\d|3[01])?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a record says, in raw text."""

    title: str = ""
    abstract: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines, or parts of lines, that a part of a dump stands on.

    ``counted`` is the number of non-blank lines that are accounted for by it: a line on which an earlier one ends too
    counts there.
    """

    lines: Sequence[Line]
    counted: int

    def rejected(self, origin: Origin, code: str, reason: str, *, line: int = 0) -> Rejected:
        """Return the rejection of the lines; ``line`` is the one that the reason is about, if it is known."""
        first = self.lines[0].number
        where = f" (line {line})" if line and line != first else ""
        text = shorten("\n".join(part.text[:SHOWN].strip() for part in self.lines[:50] if not part.blank))
        return Rejected(place=origin.at(first), lines=self.counted, text=text, code=code, reason=reason + where)


def whole(lines: Sequence[Line]) -> Stretch:
    """Return the stretch of whole lines, each of which is accounted for by it."""
    return Stretch(lines, sum(not line.blank for line in lines))


@dataclass(slots=True)
class Desk:
    """Makes records of fields, and counts them."""

    origin: Origin
    position: Iterator[int]

    @classmethod
    def of(cls, origin: Origin) -> "Desk":
        """Return a desk that has made no record yet."""
        return cls(origin, count(1))

    def parts(self, fields: Fields, stretch: Stretch) -> Iterator[Part]:
        """Yield the record of some fields, and what is to be told of it, or its rejection."""
        if not fields.title.strip():
            yield stretch.rejected(self.origin, "PS110", "a record without a title")
            return
        place = self.origin.at(stretch.lines[0].number)
        yield Record(
            dump=self.origin.dump,
            place=place,
            position=next(self.position),
            lines=stretch.counted,
            title=fields.title,
            abstract=fields.abstract,
            authors=fields.authors,
            year=fields.year,
            identifiers=fields.identifiers,
            addresses=fields.addresses,
        )
        if not fields.abstract.strip():
            yield finding("PS108", place, f"“{printable(' '.join(fields.title.split()))[:80]}” has no abstract")


def tidy(text: str) -> str:
    """Return a field's text with its lines trimmed and blank ones left out, as records hold it."""
    return "\n".join(line for line in (each.strip() for each in text.split("\n")) if line)


def year_in(date: str) -> int | None:
    """Return the year that a date names, in any of the usual forms; None when it names none."""
    match = _COMPACT_DATE.fullmatch(date) or _YEAR.search(date[:100])
    return int(match[1]) if match else None
