"""Papers in JSON: documents and JSON Lines, of known services or of anybody.

How a file is cut into entries is the business of ``json_document`` and ``json_lines``, what an entry says that of the
shapes in ``json_shapes``. Which of the two a file is, is told by its lines: where each one is an object, it is JSON
Lines, unless the first line opens a list of which the others are items.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Literal

from generator.findings import finding
from generator.model import Finding, Place, Rejected
from generator.quoting import printable, shortened
from generator.readers import fields, json_lines, json_shapes
from generator.readers.base import Line, Origin, Part, Reader
from generator.readers.drafts import Desk, Draft
from generator.readers.fields import Names
from generator.readers.json_document import Document, Piece
from generator.readers.json_shapes import Shape
from generator.readers.json_values import decoded, written
from generator.readers.stretches import Stretch

ASKED = 20
"""Non-blank lines that tell JSON Lines from a document."""
SAMPLE = 5
"""Entries that tell whose export it is."""
HEAD_LONGEST = 1 << 20
"""Characters that are looked at for that."""
UNREADABLE, CUT, LEFT = "PS109", "PS103", "PS117"

_DOCUMENT = re.compile(r'[\s\ufeff]*(?:\[\s*(?:\{\s*(?:["}]|\Z)|\[)|\{\s*"(?:[^"\\]|\\.){0,200}"\s*:)')
Form = Literal["lines", "document"]


@dataclass(frozen=True, slots=True)
class JsonReader:
    """Reads the entries of one shape, from documents and from JSON Lines; ``form`` None takes both."""

    name: str
    shape: Shape
    form: Form | None = None
    names: Names = fields.USUAL

    def told(self, names: Sequence[tuple[str, tuple[str, ...]]]) -> Reader:
        """Return the reader for a dump with these names of fields."""
        return replace(self, names=fields.told(names))

    def detect(self, head: Sequence[Line]) -> bool:
        """Tell whether the head is JSON in this form, and entries of this shape are among its first ones."""
        form = form_of(head)
        if not form or form != (self.form or form):
            return False
        if not self.shape.only:
            return True
        sample = (piece.value for piece in self._pieces(_short(head), form) if piece.value is not None)
        return any(self.shape.only(value) for value in islice(sample, SAMPLE))

    def read(self, lines: Iterable[Line], origin: Origin) -> Iterator[Part]:
        """Yield a record for each entry with a title, and what could not be read; last, whether the dump was cut."""
        coming = iter(lines)
        head = tuple(islice(coming, ASKED * 2))
        form = self.form or form_of(head) or "lines"
        desk = Desk.of(origin)
        number = 0
        for piece in self._pieces(chain(head, coming), form):
            number += piece.kind != "around"
            part, left = self._part(piece, desk)
            yield part if piece.lines or not isinstance(part, Rejected) else _numbered(part, number)
            if left:
                yield left

    def _pieces(self, lines: Iterable[Line], form: Form) -> Iterator[Piece]:
        return json_lines.pieces(lines, self._knows) if form == "lines" else Document(lines, self._knows).pieces()

    def _knows(self, value: Mapping[str, object]) -> bool:
        return self.names.titled(value) or bool(self.shape.only and self.shape.only(value))

    def _part(self, piece: Piece, desk: Desk) -> tuple[Part, Finding | None]:
        """Return the part that a piece is, and what is left out of its record, if anything is."""
        if piece.value is not None:
            draft = self.shape.draw(piece.value, self.names)
            text = piece.text or (written(piece.value) if not draft.title else "")
            part = desk.part(draft, Stretch((Line(piece.line, text),), piece.lines))
            return part, _left(draft, desk.origin.at(piece.line)) if draft.other_titles else None
        stretch = Stretch((Line(piece.line, piece.text),), piece.lines)
        if piece.kind == "around":
            return stretch.boilerplate(desk.origin, "JSON around the entries"), None
        if piece.kind == "cut" and not piece.lines:
            return finding(CUT, desk.origin.at(piece.line), piece.why), None
        code, why = (CUT, piece.why) if piece.kind == "cut" else (UNREADABLE, f"unreadable JSON: {piece.why}")
        return stretch.rejected(desk.origin, code, why), None


def _left(draft: Draft, place: Place) -> Finding:
    """Return the finding that a paper has more titles than the one that it gets."""
    others = " and ".join(f"“{shortened(printable(title))}”" for title in draft.other_titles)
    return finding(LEFT, place, f"“{shortened(printable(draft.title))}” stands in a list with {others}")


def _numbered(part: Rejected, number: int) -> Rejected:
    """Return a rejection that says which entry of the dump it is about, where its line does not."""
    return replace(part, reason=f"{part.reason}, entry {number:,} of the dump")


def form_of(head: Sequence[Line]) -> Form | None:
    """Return the form that the first lines of a dump have; None when they are no JSON."""
    full = list(islice((line for line in head if not line.blank), ASKED))
    if not full:
        return None
    start = full[0].text.lstrip("\ufeff \t")[:1]
    objects = [] if start == "[" else [line for line in full if _is_object(line)]
    if len(objects) > 1 and 2 * len(objects) >= len(full) and not _opens_list(full[0], objects):
        return "lines"
    if start in ("[", "{") and _DOCUMENT.match("\n".join(line.text[:1000] for line in full)):
        return "document"
    return None


def _opens_list(first: Line, objects: Sequence[Line]) -> bool:
    """Tell whether the first line begins what goes on behind it, and the objects on the others are items of that."""
    if first.number == objects[0].number or not first.text.rstrip().endswith(("[", "{", ":", ",")):
        return False
    return any(line.text.rstrip().endswith(",") for line in objects)


def _is_object(line: Line) -> bool:
    if line.more or not line.text.lstrip("\ufeff \t").startswith("{"):
        return False
    try:
        return isinstance(decoded(line.text), dict)
    except ValueError:
        return False


def _short(head: Sequence[Line]) -> Iterator[Line]:
    size = 0
    for line in head:
        if size > HEAD_LONGEST:
            return
        size += len(line.text)
        yield line


DAILY_PAPERS: Reader = JsonReader("daily-papers-json", json_shapes.DAILY_PAPERS)
ARXIV_SNAPSHOT: Reader = JsonReader("arxiv-snapshot", json_shapes.ARXIV_SNAPSHOT)
SEMANTIC_SCHOLAR: Reader = JsonReader("semantic-scholar", json_shapes.SEMANTIC_SCHOLAR)
LINES: Reader = JsonReader("json-lines", json_shapes.ANY, "lines")
DOCUMENT: Reader = JsonReader("json", json_shapes.ANY, "document")
