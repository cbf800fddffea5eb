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
from generator.readers.json_search import Search
from generator.readers.json_source import BrokenError, CutError, LongError, Source
from generator.readers.json_values import DEEPEST, Knows, Object, entries, is_of_one, lists, maps

ENTRY_LONGEST = 1 << 26
"""Characters of an entry; what is longer is taken for broken."""
PROBE = 1 << 24
"""Characters of an object outside of a list that are looked at to tell an entry from what holds entries."""

_BEFORE = re.compile(r'[\s,]*(?:"[^"\n]*"\s*:\s*)?\Z')
"""What stands before an entry and is no part of what is broken before it: commas, and its name in an object."""
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
        self._search = Search(self._source, knows, ENTRY_LONGEST)
        self._lost = False
        self._listed = False
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
                elif self._lost and self._source.passed_name(ENTRY_LONGEST):
                    continue
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
                yield from self._entry(depth)
            elif not (self._lost and self._source.passed_name(ENTRY_LONGEST)):
                yield from self._skipped("no object of named fields")

    def _entry(self, depth: int) -> Iterator[Piece]:
        """Yield the entry that comes next, be it one that names no title."""
        try:
            value, end = self._source.fields(ENTRY_LONGEST)
        except BrokenError as error:
            yield from self._broken(error, depth + 1)
            return
        inner = [] if self._knows(value) else list(entries(value, self._knows))
        yield from self._taken("entry", end - 1, value=inner[0] if inner else value)
        yield from (Piece("entry", self._window.line(end - 1), 0, value=entry) for entry in inner[1:])
        self._search.meet(inner[0] if inner else value)
        self._window.at = end
        self._window.forget()

    def _object(self, depth: int) -> Iterator[Piece]:
        """Yield the entry that an object is, or the pieces of what it holds."""
        try:
            value, end = self._source.fields(PROBE)
        except (BrokenError, CutError) as error:
            yield from self._broken(error, depth)
            return
        if self._holds(value):
            yield from self._fields(depth)
        elif not depth or (self._knows(value) and not self._listed):
            yield from self._entry(depth)
        else:
            self._window.at = end

    def _broken(self, error: BrokenError | CutError, depth: int) -> Iterator[Piece]:
        """Yield the pieces of what an object holds that cannot be decoded, or the broken entry that it is.

        Raises CutError for an entry that the dump ends in.
        """
        value, end, *_ = self._source.skeleton()
        long = isinstance(error, LongError) and not self._knows(value)
        if depth <= DEEPEST and (long or self._holds(value)):
            yield from self._fields(depth)
        elif self._search.swallowed(value):
            yield from self._skipped(str(error), self._source.before(error.at))
        elif isinstance(error, CutError):
            raise error
        elif end:
            last = self._window.at + end
            yield from self._taken("broken", last - 1, why=str(error))
            self._window.at = last
            self._window.forget()
        else:
            indent = self._window.indent() if self._knows(value) else None
            yield from self._skipped(str(error), self._source.before(error.at), indent)

    def _holds(self, value: Object) -> bool:
        """Tell whether an object is none of the entries, but holds some."""
        if self._knows(value) and self._search.met(value):
            return False
        listed = lists(value, self._knows)
        self._listed = self._listed or listed
        return listed or maps(value, self._knows)

    def _fields(self, depth: int) -> Iterator[Piece]:
        """Yield the pieces of an object up to its end, field by field."""
        self._window.at += 1
        self._open += 1
        while char := self._source.peek():
            if char in ",}":
                self._window.at += 1
                if char == "}":
                    self._open -= 1
                    return
            elif self._lost and char in "[{":
                yield from self._items(depth)
                return
            else:
                try:
                    yield from self._field(depth)
                except BrokenError as error:
                    yield from self._skipped(str(error))
                    yield from self._items(depth)
                    return

    def _field(self, depth: int) -> Iterator[Piece]:
        """Yield the pieces of a field with its name; raise BrokenError where there is none."""
        name, char = self._source.name(), self._source.peek()
        cites = name in self._search.keys and is_of_one(name)
        if char == "{" or (char == "[" and not cites and self._holds_entries()):
            yield from self._value(depth + 1)
        else:
            _, self._window.at = self._source.value(ENTRY_LONGEST)

    def _holds_entries(self) -> bool:
        """Tell whether the list that comes next holds entries, as far as can be seen."""
        try:
            value, _ = self._source.value(PROBE)
        except (BrokenError, CutError):
            return bool(_LIST_OF_ENTRIES.match(self._window.text, self._window.at))
        return lists(value, self._knows)

    def _skipped(self, why: str, at: int = 0, indent: int | None = None) -> Iterator[Piece]:
        """Yield what stands before the next entry as broken, and go on there; at the end of the dump without any.

        Nothing before the character ``at`` is taken for one, nor what begins a line further in than ``indent``.
        """
        window = self._window
        self._lost = True
        while len(window.text) - window.at <= SHOWN and window.more():
            pass
        start, shown = window.at, window.text[window.at : window.at + SHOWN + 1]
        line = window.line(start)
        yield from self._around(line - 1)
        window.at = max(at, start + 1)
        taken = [window.taken(line)]
        if self._search.at_entry(indent):
            shown = _BEFORE.sub("", shown[: window.at - start])
        else:
            taken += self._passed_to_entry(indent)
        taken.append(window.taken(window.line(window.at) - 1))
        place = next((first for first, count in taken if count), line)
        yield Piece("broken", place, sum(count for _, count in taken), text=shown, why=why)

    def _passed_to_entry(self, indent: int | None) -> Iterator[tuple[int, int]]:
        """Go to the next entry beyond the window, or to the end; yield the lines that were passed."""
        window = self._window
        while True:
            yield window.taken(window.line(len(window.text) - 1))
            window.at = len(window.text)
            window.forget()
            if not window.more() or self._search.at_entry(indent):
                return

    def _around(self, through: int) -> Iterator[Piece]:
        line, count = self._window.taken(through)
        if count:
            yield Piece("around", line, count)

    def _taken(self, kind: Kind, last: int, *, value: Object | None = None, why: str = "") -> Iterator[Piece]:
        """Yield a piece from here up to a character, and before it the lines that nobody took."""
        window = self._window
        line = window.line(window.at)
        yield from self._around(line - 1)
        text = window.text[window.at : min(last, window.at + SHOWN) + 1]
        _, count = window.taken(window.line(max(last, window.at)))
        yield Piece(kind, line, count, value, text, why)
