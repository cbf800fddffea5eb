"""JSON Lines: an object a line, each line for itself, so that a broken one costs no other."""

from collections.abc import Iterable, Iterator

from generator.readers.base import Line
from generator.readers.json_document import ENTRY_LONGEST, Piece
from generator.readers.json_values import Knows, decoded, entries, is_cut, reason


def pieces(lines: Iterable[Line], knows: Knows) -> Iterator[Piece]:
    """Yield the pieces of the lines in their order; one that the end of the dump cuts is ``cut``."""
    held: Piece | None = None
    for line in joined(lines):
        if line.blank:
            continue
        if held:
            yield held._replace(kind="broken")
        held = None
        for piece in _pieces(line, knows):
            if piece.kind == "cut":
                held = piece
            else:
                yield piece
    if held:
        yield held._replace(why="the dump ends inside an entry")


def joined(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield whole lines of what may come in pieces; of one that is too long, the beginning."""
    parts: list[str] = []
    size = 0
    for number, text, more in lines:
        if not more and not parts:
            yield Line(number, text)
            continue
        if size <= ENTRY_LONGEST:
            parts.append(text)
            size += len(text)
        if not more:
            yield Line(number, "".join(parts))
            parts, size = [], 0
    if parts:
        yield Line(number, "".join(parts))


def _pieces(line: Line, knows: Knows) -> Iterator[Piece]:
    number, text, _ = line
    try:
        value = decoded(text)
    except ValueError as error:
        yield Piece("cut" if is_cut(error, text) else "broken", number, 1, text=text, why=reason(error))
        return
    found = list(entries(value, knows))
    if not found and isinstance(value, dict):
        found = [value]
    alone = len(found) == 1
    for lines, entry in zip([1] + [0] * len(found), found, strict=False):
        yield Piece("entry", number, lines, entry, text if alone else "")
    if not found:
        yield Piece("broken", number, 1, text=text, why="no object of named fields")
