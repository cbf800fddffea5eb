"""What the tests of readers share: toy dumps, a text as numbered lines, and what came of it."""

from collections.abc import Iterable
from pathlib import Path

from generator.model import Finding, Record, Rejected
from generator.readers import Line
from generator.readers.base import Part

TOYS = Path(__file__).parent / "data" / "dumps"


def lines_of(text: str) -> list[Line]:
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


def records_in(parts: Iterable[Part]) -> list[Record]:
    return [part for part in parts if isinstance(part, Record)]


def told(parts: Iterable[Part]) -> list[tuple[str, int]]:
    """Return code and line of what is wrong, rejections included."""
    return [(part.code, part.place.line) for part in parts if isinstance(part, Finding | Rejected)]
