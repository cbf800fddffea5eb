"""Which lines of a file are no text: a whole file of another kind, or a stretch of bytes that a bad disk, a torn copy
or a careless ``>>`` left among its lines.

A stretch begins at a line full of control characters and goes on until a line is clearly text again, so that the short
lines in between, which any bytes have by chance, belong to it. A few control characters make no stretch: they are what
is left of TeX, and ``normalise`` deals with them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.dumps.raw import RawLine

CONTROLS_OF_TEXT = 0.01
"""Share of control bytes that a text has at most; compressed data has 10 %, UTF-16 without a mark 50 %."""
FOREIGN_OF_TEXT = 0.1
"""Share of bytes that are no UTF-8 up to which a line behind binary ones is text again; random bytes have 50 %."""
CLEARLY = 40
"""Bytes from which a line without either is clearly text: one line in a hundred of random bytes has no control."""
FEWEST = 16
"""Control bytes that a stretch has at least."""

_FILES = "and put the files there that hold papers"
_NO_DUMP = "an image is no dump: put the text there"
_MAGIC = (
    (b"%PDF-", "a PDF", "copy the papers out of it into a text file, or export them in a format of docs/dumps.md"),
    (b"PK\x03\x04", "a zip archive or a spreadsheet", f"unpack it with `unzip` {_FILES}; save a spreadsheet as CSV"),
    (b"BZh", "a bzip2 archive", "unpack it with `bunzip2`; gzip and Zstandard are read as they are"),
    (b"\xfd7zXZ", "an xz archive", "unpack it with `unxz`; gzip and Zstandard are read as they are"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", f"unpack it with `7z x` {_FILES}"),
    (b"Rar!\x1a\x07", "a rar archive", f"unpack it {_FILES}"),
    (b"\x1f\x8b", "an archive in an archive", "unpack it once with `gunzip`"),
    (b"\x28\xb5\x2f\xfd", "an archive in an archive", "unpack it once with `unzstd`"),
    (b"SQLite format 3\x00", "a database", "export its table of papers as CSV"),
    (b"PAR1", "a Parquet file", "export it as CSV or JSON Lines"),
    (b"\x89PNG", "an image", _NO_DUMP),
    (b"GIF8", "an image", _NO_DUMP),
    (b"\xff\xd8\xff", "an image", _NO_DUMP),
)
"""How files begin that are no text, what they are, and what to do about them."""
_TAR_AT = 257
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that are no text, the first and the last one included."""

    first: int
    last: int
    size: int
    """Bytes of its lines that are full of noise."""
    controls: int
    """How many of these are control characters."""

    def __str__(self) -> str:
        """Return what is wrong with it."""
        return f"{self.controls:,} of {self.size:,} bytes are control characters"


def magic(start: bytes) -> tuple[str, str]:
    """Return what a file is that begins as an archive, an image or a PDF does, and what to do; else nothing twice."""
    if start.startswith(b"ustar", _TAR_AT):
        return "a tar archive", f"unpack it with `tar xf` {_FILES}"
    return next(((what, remedy) for mark, what, remedy in _MAGIC if start.startswith(mark)), ("", ""))


def utf_16(start: bytes) -> str:
    """Return the encoding of what looks like UTF-16 without its mark: every other byte is zero; else nothing."""
    for name, zeros in (("UTF-16LE", start[1::2]), ("UTF-16BE", start[0::2])):
        if len(zeros) > 1 and zeros.count(0) > 0.8 * len(zeros) and start.count(0) < 1.2 * zeros.count(0):
            return name
    return ""


def stretches(lines: Iterable[RawLine]) -> tuple[Stretch, ...]:
    """Return the stretches of a file in their order."""
    found: list[Stretch] = []
    current: Stretch | None = None
    number = 0
    for number, _, body, *_ in lines:
        controls = len(_CONTROL.findall(body)) if _CONTROL.search(body) else 0
        if controls > CONTROLS_OF_TEXT * len(body) or foreign(body) > FOREIGN_OF_TEXT * len(body):
            start = current or Stretch(number, number, 0, 0)
            current = Stretch(start.first, number, start.size + len(body), start.controls + controls)
        elif current and len(body) >= CLEARLY:
            found.append(current)
            current = None
    if current:
        found.append(Stretch(current.first, number, current.size, current.controls))
    return tuple(each for each in found if each.controls >= max(FEWEST, CONTROLS_OF_TEXT * each.size))


def foreign(body: bytes) -> int:
    """Return how many bytes are no UTF-8."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return len(body) - len(body.decode(errors="ignore").encode())
    return 0
