"""A JSON document cut into its entries as it goes by, never decoded as a whole.

    {"total": 2, "data": [{…}, {…}]} -> entry, entry

Lists are entered; so are objects that hold entries further down (under whichever key, but not as the references of
one), or that are too long to look at. Where there is a list of entries, a single object beside it is none. What cannot
be decoded is skipped up to the next object with mostly the same keys as the entries before, so that a journal inside a
broken entry does not become one. Several documents may follow each other in one file.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from generator.readers.base import SHOWN, Line
from generator.readers.json_source import BrokenError, CutError, Source
from generator.readers.json_values import DEEPEST, Knows, Object, entries, lists, maps

ENTRY_LONGEST = 1 << 26
"""Characters of an entry; what is longer is taken for broken."""
PROBE = 1 << 24
"""Characters of an object outside of a list that are looked at to tell an entry from what holds entries."""
EFFORT = 1 << 24
"""Characters that are decoded in vain behind broken entries, in all, before the rest is given up."""
ALIKE = 0.5
"""Share of the keys of two entries that is common to both."""

_START = re.compile(r'\{\s*"')
_LIST_OF_ENTRIES = re.compile(r"\[\s*[\[{]")

Kind = Literal["entry", "around", "broken", "cut"]


class Piece(NamedTuple):
    """A stretch of the document: an entry, what stands around entries, or what could not be read and why."""

    kind: Kind
    line: int
    lines: int
    """The non-blank lines that it is the first to stand on."""
    value: Object | None = None
    text: str = ""
    why: str = ""


class Document:
    """Cuts lines into pieces; made for one pass."""

    def __init__(self, lines: Iterable[Line], knows: Knows) -> None:
        """Cut these lines, where ``knows`` tells an entry by its fields."""
        self._source = Source(lines)
        self._window = self._source.window
        self._knows = knows
        self._keys: frozenset[str] = frozenset()
        self._lost = False
        self._listed = False
        self._effort = EFFORT
        self._open = 0

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces in the order of the lines; ``cut`` comes last."""
        window = self._window
        try:
            while self._source.peek():
                if self._source.peek() in "[{":
                    self._listed = False
                    yield from self._value(0)
                elif self._lost and self._source.peek() in "]},":
                    window.at += 1
                else:
                    yield from self._skipped("no list and no object")
            yield from self._around(window.line(len(window.text)))
            if self._open and not self._lost:
                yield Piece("cut", window.line(len(window.text)), 0, why="the dump ends before its list is closed")
        except CutError:
            yield from self._taken("cut", len(window.text) - 1, why="the dump ends inside an entry")

    def _value(self, depth: int) -> Iterator[Piece]:
        """Yield the pieces of the list or object that comes next, outside of a list of entries."""
        if depth > DEEPEST:
            yield from self._skipped("nested too deeply")
        elif self._source.peek() == "[":
            yield from self._list(depth)
        else:
            yield from self._object(depth)

    def _list(self, depth: int) -> Iterator[Piece]:
        self._window.at += 1
        self._open += 1
        yield from self._items(depth)

    def _items(self, depth: int) -> Iterator[Piece]:
        """Yield the pieces of a list up to its end."""
        while char := self._source.peek():
            if char in "]," or (char == "}" and self._lost):
                self._window.at += 1
                if char == "]":
                    self._open -= 1
                    return
            elif char == "[" and depth < DEEPEST:
                yield from self._list(depth + 1)
            elif char == "{":
                yield from self._entry()
            else:
                yield from self._skipped("no object of named fields")

    def _entry(self) -> Iterator[Piece]:
        """Yield the entry that comes next, be it one that names no title."""
        try:
            value, end = self._source.fields(ENTRY_LONGEST)
        except BrokenError as error:
            yield from self._skipped(str(error))
            return
        inner = [] if self._knows(value) else list(entries(value, self._knows))
        yield from self._taken("entry", end - 1, value=inner[0] if inner else value)
        yield from (Piece("entry", self._window.line(end - 1), 0, value=entry) for entry in inner[1:])
        self._keys = self._keys or frozenset(value)
        self._window.at = end
        self._window.forget()

    def _object(self, depth: int) -> Iterator[Piece]:
        """Yield the entry that an object is, or the pieces of what it holds."""
        try:
            value, end = self._source.fields(PROBE)
        except (BrokenError, CutError):
            yield from self._fields(depth)
            return
        listed = lists(value, self._knows)
        self._listed = self._listed or listed
        if listed or maps(value, self._knows):
            yield from self._fields(depth)
        elif not depth or (self._knows(value) and not self._listed):
            yield from self._entry()
        else:
            self._window.at = end

    def _fields(self, depth: int) -> Iterator[Piece]:
        """Yield the pieces of an object up to its end, field by field."""
        self._window.at += 1
        self._open += 1
        while char := self._source.peek():
            if char in ",:}":
                self._window.at += 1
                if char == "}":
                    self._open -= 1
                    return
            elif char == "{" or (char == "[" and self._holds_entries()):
                yield from self._value(depth + 1)
            else:
                try:
                    _, self._window.at = self._source.value(ENTRY_LONGEST)
                except BrokenError as error:
                    yield from self._skipped(str(error))
                    yield from self._items(depth)
                    return

    def _holds_entries(self) -> bool:
        """Tell whether the list that comes next holds entries, as far as can be seen."""
        try:
            value, _ = self._source.value(PROBE)
        except (BrokenError, CutError):
            return bool(_LIST_OF_ENTRIES.match(self._window.text, self._window.at))
        return lists(value, self._knows)

    def _skipped(self, why: str) -> Iterator[Piece]:
        """Yield what stands before the next entry as broken, and go on there; at the end of the dump without any."""
        window = self._window
        self._lost = True
        shown = window.text[window.at : window.at + SHOWN + 1]
        line = window.line(window.at)
        yield from self._around(line - 1)
        window.at += 1
        taken = [window.taken(line)]
        while not self._at_entry():
            taken.append(window.taken(window.line(len(window.text) - 1)))
            window.at = len(window.text)
            window.forget()
            if not window.more():
                break
        taken.append(window.taken(window.line(window.at) - 1))
        place = next((first for first, count in taken if count), line)
        yield Piece("broken", place, sum(count for _, count in taken), text=shown, why=why)

    def _at_entry(self) -> bool:
        """Go to the next entry in the window, if there is one."""
        window = self._window
        while found := _START.search(window.text, window.at):
            window.at = found.start()
            try:
                value, end = self._source.fields(ENTRY_LONGEST)
            except (BrokenError, CutError):
                self._effort -= self._source.spent
                window.at = found.end()
                if self._effort < 0:
                    return False
                continue
            if self._is_alike(value):
                return True
            window.at = end
        return False

    def _is_alike(self, value: Object) -> bool:
        if not self._keys:
            return self._knows(value)
        return len(self._keys & value.keys()) >= ALIKE * len(self._keys | value.keys())

    def _around(self, through: int) -> Iterator[Piece]:
        line, count = self._window.taken(through)
        if count:
            yield Piece("around", line, count)

    def _taken(self, kind: Kind, last: int, *, value: Object | None = None, why: str = "") -> Iterator[Piece]:
        """Yield a piece from here up to a character, and before it the lines that nobody took."""
        window = self._window
        line = window.line(window.at)
        yield from self._around(line - 1)
        _, count = window.taken(window.line(max(last, window.at)))
        yield Piece(kind, line, count, value, window.text[window.at : window.at + SHOWN + 1], why)
