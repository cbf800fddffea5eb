"""Tables: a header with names of fields, then a paper a row; values between commas, tabs, semicolons or bars.

    "Document Title",Authors,"Publication_Year",Abstract
    "Folding Maps, Again","A. Crease; B. Fold","2013","Maps are folded badly. …"

A file is a table only if its first row names a title and something else that the table of names knows; the delimiter
is the one under which it names most. A row of another length than the header is rejected, since its values may stand
in the wrong columns. A quote that is never closed costs its own row, not the rest of the file.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from generator.readers import fields
from generator.readers.base import SHOWN, Line, Origin, Part, Reader
from generator.readers.drafts import Desk, drawn
from generator.readers.fields import Names
from generator.readers.json_lines import joined
from generator.readers.stretches import whole

DELIMITERS = (",", "\t", ";", "|")
FIELD_LONGEST = 1 << 25
"""Characters of one field; the csv module's own limit is shorter than what people put into one."""
ROW_LONGEST = 200
"""Lines of one row; where a quote goes on for longer, it was forgotten to be closed."""
NARROW = 4
"""Columns below which a line of prose may have as many commas as the header by chance."""
WRONG_LENGTH, BROKEN, CUT = "PS111", "PS112", "PS103"


class _Row(NamedTuple):
    """One row: its lines, and its values or what is wrong with it."""

    lines: tuple[Line, ...]
    values: list[str]
    code: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Reads the layout."""

    name: str = "table"
    names: Names = fields.USUAL

    def told(self, names: Sequence[tuple[str, tuple[str, ...]]]) -> Reader:
        """Return the reader for a dump with these names of fields."""
        return replace(self, names=fields.told(names))

    def detect(self, head: Sequence[Line]) -> bool:
        """Tell whether the first row is a header with a title and another field."""
        return bool(self._delimiter(next((line for line in head if _is_content(line)), None)))

    def read(self, lines: Iterable[Line], origin: Origin) -> Iterator[Part]:
        """Yield a record for each row with a title; the header is boilerplate, again where files were joined."""
        header: list[str] = []
        desk = Desk.of(origin)
        for row in self._rows(joined(lines)):
            stretch = whole(row.lines)
            if not row.code and (not header or row.values == header):
                header = header or row.values
                yield stretch.boilerplate(origin)
            elif not row.code and not any(value.strip() for value in row.values):
                yield stretch.boilerplate(origin, "a row without values")
            elif row.code or len(row.values) != len(header):
                why = row.why or f"a row of {len(row.values)} values under a header of {len(header)}"
                yield stretch.rejected(origin, row.code or WRONG_LENGTH, why)
            else:
                yield desk.part(drawn(_by_name(header, row.values), self.names), stretch)

    def _rows(self, lines: Iterable[Line]) -> Iterator[_Row]:
        source = _Source(lines)
        delimiter, width = "", 0
        while line := source.next_full():
            if not delimiter and not _is_content(line):
                yield _Row((line,), [], "", "")
                continue
            delimiter = delimiter or self._delimiter(line) or ","
            row = source.row(line, delimiter, width)
            width = width or len(row.values)
            yield row

    def _delimiter(self, header: Line | None) -> str:
        """Return the delimiter of a header, nothing for what is no header."""
        if header is None or header.more or len(header.text) > 10 * SHOWN:
            return ""
        known = [(self._known(_split(header.text, delimiter)), delimiter) for delimiter in DELIMITERS]
        most = max(count for count, _ in known)
        return next(delimiter for count, delimiter in known if count == most) if most > 1 else ""

    def _known(self, names: list[str]) -> int:
        """Return how many columns are known, 0 without a title or when the row is no header."""
        roles = {self.names.role(name) for name in names} - {None}
        titled = self.names.titled(dict.fromkeys(names))
        short = all(len(name) <= fields.LONGEST for name in names)
        return len(roles | {"title"}) if titled and short and len(names) > 1 else 0


def _is_content(line: Line) -> bool:
    """Tell whether a line is more than blank or what spreadsheets say of the delimiter."""
    return not line.blank and not line.text.lstrip("\ufeff").lower().startswith("sep=")


def _split(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text.lstrip("\ufeff")], delimiter=delimiter), [])
    except csv.Error:
        return []


class _Source:
    """The lines to come, from which rows are taken; lines that turn out to be no part of a row go back."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = iter(lines)
        self._back: deque[Line] = deque()

    def next(self) -> Line | None:
        return self._back.popleft() if self._back else next(self._lines, None)

    def next_full(self) -> Line | None:
        """Return the next line that is not blank."""
        while (line := self.next()) and line.blank:
            pass
        return line

    def row(self, first: Line, delimiter: str, width: int) -> _Row:
        """Return the row that begins with a line, under a header of ``width`` columns (0 for the header itself)."""
        csv.field_size_limit(FIELD_LONGEST)  # of the whole process, but nothing else in it reads tables
        used = [first]
        unclosed = False

        def feed() -> Iterator[str]:
            nonlocal unclosed
            yield first.text.lstrip("\ufeff") + "\n"
            while len(used) < ROW_LONGEST and (line := self.next()):
                used.append(line)
                yield line.text + "\n"
            unclosed = True

        try:
            values = next(csv.reader(feed(), delimiter=delimiter, strict=True), [])
            return _Row(tuple(used), values)
        except csv.Error as error:
            why = str(error)
        sloppy = _split(first.text, delimiter)
        if len(sloppy) == width and not unclosed:  # quotes inside of quotes, on a line that is whole all the same
            self._back.extendleft(reversed(used[1:]))
            return _Row((first,), sloppy)
        if unclosed and len(used) < ROW_LONGEST:
            return _Row(tuple(used), [], CUT, "the dump ends inside a row")
        return self._broken(used, f"a quote is not closed within {ROW_LONGEST} lines" if unclosed else why)

    def _broken(self, used: list[Line], why: str) -> _Row:
        self._back.extendleft(reversed(used[1:]))
        return _Row((used[0],), [], BROKEN, why)


def _by_name(header: list[str], values: list[str]) -> dict[str, str]:
    """Return the values by column; of two columns with one name the first that is not empty."""
    by_name: dict[str, str] = {}
    for name, value in zip(header, values, strict=False):
        if not by_name.get(name):
            by_name[name] = value
    return by_name


TABLE: Reader = Table()
