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
from generator.readers.stretches import Stretch

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


Found = list[tuple[Kind, Stretch]]


@dataclass(slots=True)
class _Draft:
    """Lines of one stretch, in pieces."""

    pieces: list[tuple[int, list[str]]] = field(default_factory=list)
    counted: int = 0
    size: int = 0

    def add(self, number: int, text: str) -> None:
        if self.pieces and self.pieces[-1][0] == number:
            self.pieces[-1][1].append(text)
        else:
            self.pieces.append((number, [text]))
        self.size += len(text)

    def taken(self) -> Stretch:
        """Return what was gathered, and begin anew."""
        stretch = Stretch(tuple(Line(number, "".join(texts)) for number, texts in self.pieces), self.counted)
        self.pieces, self.counted, self.size = [], 0, 0
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
    """What ends the comment, CDATA section or DTD at hand; empty outside of them."""
    _owned: bool = False
    """Whether the line at hand counts with an entry already."""
    _strange: bool = False

    def stretches(self, lines: Iterable[Line]) -> Iterator[tuple[Kind, Stretch]]:
        """Yield the stretches in the order of their first lines; each non-blank line counts in exactly one of them."""
        token = re.compile(
            rf"<!\[CDATA\[|<!--|<!DOCTYPE[^\[<>]*\[|<(?P<close>/?)(?:[\w.-]+:)?{self.tag}(?=[\s/>]|$)(?P<empty>\s*/>)?"
        )
        for line in lines:
            self._owned = self._strange = False
            at, opaque = 0, bool(self._opaque)
            while at < len(line.text):
                found, at = self._step(line, at, token)
                yield from found
            self.ended = self.ended or (not self._inside and bool(_END.search(line.text)))
            if not self._owned and not line.blank:
                yield from self._framed(line, opaque=opaque)
            if self._inside and self._entry.size > LONGEST:
                yield Kind.ENDLESS, self._entry.taken()
                self._inside, self._opaque, self.opened = False, "", 0
        yield from self._flushed()
        if self._inside:
            yield Kind.CUT, self._entry.taken()

    def _step(self, line: Line, at: int, token: re.Pattern[str]) -> tuple[Found, int]:
        """Take in a line up to behind the next thing that matters; return what ended there, and that place."""
        text = line.text
        if self._opaque:
            end = text.find(self._opaque, at)
            stop = end + len(self._opaque) if end >= 0 else len(text)
            if end >= 0:
                self._opaque, self.opened = "", 0
            self._take(line, at, stop)
            return [], stop
        match = token.search(text, at)
        if not match:
            self._take(line, at, len(text))
            return [], len(text)
        if match["close"] is None:
            self._opaque, self.opened = _OPAQUE.get(match[0], "]>"), line.number
            self._take(line, at, match.end())
            return [], match.end()
        return (self._close if match["close"] else self._open)(line, at, match)

    def _open(self, line: Line, at: int, match: re.Match[str]) -> tuple[Found, int]:
        self._take(line, at, match.start())
        done = [(Kind.TORN, self._entry.taken())] if self._inside else list(self._flushed())
        self._inside = self.begun = True
        self._take(line, match.start(), match.end())
        if match["empty"]:
            self._inside = False
            done.append((Kind.ENTRY, self._entry.taken()))
        return done, match.end()

    def _close(self, line: Line, at: int, match: re.Match[str]) -> tuple[Found, int]:
        end = line.text.find(">", match.end()) + 1 or len(line.text)
        self._take(line, at, end)
        if not self._inside:
            self._strange = True
            return [], end
        self._inside = False
        return [(Kind.ENTRY, self._entry.taken())], end

    def _take(self, line: Line, start: int, end: int) -> None:
        if not self._inside or start == end:
            return
        text = line.text[start:end]
        self._entry.add(line.number, text)
        if not self._owned and not text.isspace():
            self._owned = True
            self._entry.counted += 1

    def _framed(self, line: Line, *, opaque: bool) -> Iterator[tuple[Kind, Stretch]]:
        """Take in a line without an entry on it."""
        furniture = opaque or not self.begun or _CLOSING.fullmatch(line.text) or line.text.lstrip().startswith("<!--")
        kind = Kind.STRANGE if self._strange or not furniture else Kind.FRAME
        if kind is not self._frame_kind or len(self._frame.pieces) >= RUN:
            yield from self._flushed()
        self._frame_kind = kind
        self._frame.add(line.number, line.text)
        self._frame.counted += 1

    def _flushed(self) -> Iterator[tuple[Kind, Stretch]]:
        if self._frame.pieces:
            yield self._frame_kind, self._frame.taken()
