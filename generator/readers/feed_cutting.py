"""Cut a feed into its entries and what stands around them, line by line.

Only the tags of entries are looked for, outside of CDATA sections, comments and the subset of a DTD, so that memory
holds one entry at a time, a broken entry breaks no other, and what a DTD declares never reaches a parser. Whether an
entry is well-formed is ``feed_entry``'s business.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from generator.readers.base import Line
from generator.readers.structured import Stretch

LONGEST = 2_000_000
"""Characters of an entry, from which it is no entry but one that never ends."""
RUN = 200
"""Lines of what stands around entries that are told together."""


class Kind(Enum):
    """What a stretch of a feed is."""

    ENTRY = "entry"
    TORN = "torn"
    """An entry in which another one begins."""
    ENDLESS = "endless"
    CUT = "cut"
    """An entry in which the feed ends."""
    FRAME = "frame"
    STRANGE = "strange"
    """Text between entries that can't be the frame of a feed."""


_OPAQUE = {"<![CDATA[": "]]>", "<!--": "-->"}
_END = re.compile(r"</(?:[\w.-]+:)?(?:rss|feed|RDF)\s*>")
_CLOSING = re.compile(r"\s*(?:<(?:/[\w.:-]+\s*|\?[^<>]*\?)>\s*)*")


@dataclass(slots=True)
class _Draft:
    lines: list[Line] = field(default_factory=list)
    counted: int = 0
    size: int = 0

    def add(self, line: Line) -> None:
        self.lines.append(line)
        self.size += len(line.text)

    def taken(self) -> Stretch:
        """Return what was gathered, and begin anew."""
        stretch = Stretch(tuple(self.lines), self.counted)
        self.lines, self.counted, self.size = [], 0, 0
        return stretch


@dataclass(slots=True)
class Cutter:
    """Cuts the lines of one feed. ``tag`` is the name of its entries' element, without a prefix."""

    tag: str
    begun: bool = False
    """Whether an entry was met."""
    ended: bool = False
    """Whether the end of the feed's root was met."""
    opened: int = 0
    """The line in which a comment or a CDATA section begins that did not end yet, 0 for none."""
    _entry: _Draft = field(default_factory=_Draft)
    _frame: _Draft = field(default_factory=_Draft)
    _frame_kind: Kind = Kind.FRAME
    _inside: bool = False
    _opaque: str = ""
    _owned: bool = False
    _strange: bool = False

    def stretches(self, lines: Iterable[Line]) -> Iterator[tuple[Kind, Stretch]]:
        """Yield the stretches in the order of their first lines; each non-blank line counts in exactly one of them."""
        token = re.compile(
            rf"<!\[CDATA\[|<!--|<!DOCTYPE[^\[>]*\[|<(?P<close>/?)(?:[\w.-]+:)?{self.tag}(?=[\s/>]|$)(?P<empty>\s*/>)?"
        )
        for line in lines:
            self._owned, self._strange = False, False
            rest, opaque_from_start = line.text, bool(self._opaque)
            while rest:
                found, rest = self._step(rest, line.number, token)
                yield from found
            self.ended = self.ended or (not self._inside and bool(_END.search(line.text)))
            if not self._owned and not line.blank:
                yield from self._framed(line, opaque=opaque_from_start)
            if self._inside and self._entry.size > LONGEST:
                yield Kind.ENDLESS, self._entry.taken()
                self._inside, self._opaque, self.opened = False, "", 0
        yield from self._flushed()
        if self._inside:
            yield Kind.CUT, self._entry.taken()

    def _step(self, text: str, number: int, token: re.Pattern[str]) -> tuple[list[tuple[Kind, Stretch]], str]:
        """Take in the text of a line up to the next thing that matters; return what ended there, and the rest."""
        if self._opaque:
            before, mark, rest = text.partition(self._opaque)
            if mark:
                self._opaque, self.opened = "", 0
            self._take(before + mark, number)
            return [], rest
        match = token.search(text)
        if not match:
            self._take(text, number)
            return [], ""
        if match["close"] is None:
            self._opaque, self.opened = _OPAQUE.get(match[0], "]>"), number
            self._take(text[: match.end()], number)
            return [], text[match.end() :]
        if match["close"]:
            return self._close(text, match, number)
        return self._open(text, match, number)

    def _open(self, text: str, match: re.Match[str], number: int) -> tuple[list[tuple[Kind, Stretch]], str]:
        done: list[tuple[Kind, Stretch]] = []
        self._take(text[: match.start()], number)
        if self._inside:
            done.append((Kind.TORN, self._entry.taken()))
        else:
            done.extend(self._flushed())
        self._inside = self.begun = True
        self._take(match[0], number)
        if match["empty"]:
            self._inside = False
            done.append((Kind.ENTRY, self._entry.taken()))
        return done, text[match.end() :]

    def _close(self, text: str, match: re.Match[str], number: int) -> tuple[list[tuple[Kind, Stretch]], str]:
        end = text.find(">", match.end()) + 1 or len(text)
        self._take(text[:end], number)
        if not self._inside:
            self._strange = True
            return [], text[end:]
        self._inside = False
        return [(Kind.ENTRY, self._entry.taken())], text[end:]

    def _take(self, text: str, number: int) -> None:
        if not self._inside:
            return
        part = Line(number, text)
        if not text:
            return
        if self._entry.lines and self._entry.lines[-1].number == number:
            part = Line(number, self._entry.lines.pop().text + text)
        self._entry.add(part)
        if not self._owned and not part.blank:
            self._owned = True
            self._entry.counted += 1

    def _framed(self, line: Line, *, opaque: bool) -> Iterator[tuple[Kind, Stretch]]:
        """Take in a line without an entry on it."""
        furniture = opaque or not self.begun or _CLOSING.fullmatch(line.text) or line.text.lstrip().startswith("<!--")
        kind = Kind.STRANGE if self._strange or not furniture else Kind.FRAME
        if kind is not self._frame_kind or len(self._frame.lines) >= RUN:
            yield from self._flushed()
        self._frame_kind = kind
        self._frame.add(line)
        self._frame.counted += 1

    def _flushed(self) -> Iterator[tuple[Kind, Stretch]]:
        if self._frame.lines:
            yield self._frame_kind, self._frame.taken()
