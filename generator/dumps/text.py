"""From the bytes of a dump to numbered lines of Unicode, and what is wrong with the bytes.

A file is read twice, line by line: once to survey it (checksum, encoding, overlong lines), once to hand its lines
to a reader. So what the lines are is known before the first of them is read, and a large dump is never in memory as a
whole.

UTF-8 is expected. A byte that is no UTF-8 is reported and read as Windows-1252, the encoding that such bytes come
from most of the time; the rest of the file stays UTF-8. UTF-16 and UTF-32 are read when a byte order mark says so. A
line ends where Git and editors end it, at LF or CR LF (at CR only in a file without LF), never at the other
separators that Unicode knows. Control characters are left alone: some are what is left of a TeX command,
which ``normalise`` can tell.
"""

import codecs
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from generator.findings import finding
from generator.model import Finding, Place
from generator.readers import Line

VERY_LONG = 20_000
"""Characters from which a line is worth a warning: ten times the longest abstract."""
SAMPLE = 1 << 16
"""Bytes that decide whether a file is text."""
CONTROLS_OF_TEXT = 0.01
"""Share of control bytes that a text has at most; compressed data has 10 %, UTF-16 without a mark 50 %."""
FOREIGN_OF_TEXT = 0.3
"""Share of bytes that are no UTF-8 above which Windows-1252 would make nonsense of them (Cyrillic, Chinese, …)."""

_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x28\xb5\x2f\xfd",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"BZh",
    b"\xfd7zXZ",
)
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL_BYTE = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What the bytes of a file say, before anybody reads its lines."""

    sha256: str
    lines: int
    """Non-blank lines; 0 of a binary file."""
    readable: bool
    """Whether there are lines to read: the file is neither empty nor binary."""
    findings: tuple[Finding, ...]


def survey(path: Path, file: str) -> Survey:
    """Return the survey of a file, which its findings call ``file``; raise OSError when it cannot be opened."""
    with path.open("rb") as handle:
        sha256 = hashlib.file_digest(handle, "sha256").hexdigest()
        handle.seek(0)
        sample = handle.read(SAMPLE)
        if found := _binary(sample, file) or _foreign(sample, file):
            return Survey(sha256=sha256, lines=0, readable=False, findings=(found,))
        handle.seek(0)
        notes = _Notes(file)
        count = sum(not line.blank for line in _lines(handle, notes))
    if not count:
        empty = finding("PS001", Place(file), "the file holds no text")
        return Survey(sha256=sha256, lines=0, readable=False, findings=(empty,))
    return Survey(sha256=sha256, lines=count, readable=True, findings=tuple(notes.findings()))


def lines(path: Path) -> Iterator[Line]:
    """Yield the lines of a text file, blank ones included."""
    with path.open("rb") as handle:
        yield from _lines(handle, _Notes())


def _binary(sample: bytes, file: str) -> Finding | None:
    """Return the finding that a file is no text, None when it is."""
    if sample.startswith(_MAGIC):
        return finding("PS002", Place(file), f"the file begins with {sample[:4]!r}: an archive, an image or a PDF")
    controls = len(_CONTROL_BYTE.findall(sample))
    if _wide(sample) or controls <= CONTROLS_OF_TEXT * len(sample):
        return None
    return finding("PS002", Place(file), f"{controls:,} of the first {len(sample):,} bytes are control characters")


def _foreign(sample: bytes, file: str) -> Finding | None:
    """Return the finding that a file is in an encoding that nobody can guess, None when it is UTF-8 or nearly so."""
    try:
        sample.decode()
    except UnicodeDecodeError as error:
        start = error.start
    else:
        return None
    foreign = len(sample) - len(sample.decode(errors="ignore").encode())
    if _wide(sample) or foreign <= FOREIGN_OF_TEXT * len(sample):
        return None
    line = sample.count(b"\n", 0, start) + 1
    what = (
        f"byte 0x{sample[start]:02x} at offset {start} is not UTF-8, nor are {foreign:,} of the first {len(sample):,}"
    )
    return finding("PS003", Place(file, line), f"{what}; nothing was read")


def _wide(sample: bytes) -> str:
    """Return the encoding that a byte order mark of UTF-16 or UTF-32 tells, else nothing."""
    return next((name for mark, name in _WIDE if sample.startswith(mark)), "")


class _Notes:
    """What is met while lines are decoded: of each kind of finding the first one, and how often it was met."""

    def __init__(self, file: str = "") -> None:
        self._file = file
        self._first: dict[str, tuple[int, str]] = {}
        self._count: dict[str, int] = {}

    def note(self, code: str, line: int, what: str) -> None:
        """Note something of a line; only the first of its kind is told, the others are counted."""
        self._first.setdefault(code, (line, what))
        self._count[code] = self._count.get(code, 0) + 1

    def findings(self) -> Iterator[Finding]:
        """Yield one finding a kind, in the order of their codes."""
        for code, (line, what) in sorted(self._first.items()):
            more = f" (on {self._count[code]:,} lines of the file)" if self._count[code] > 1 else ""
            yield finding(code, Place(self._file, line), what + more)


def _lines(handle: BinaryIO, notes: _Notes) -> Iterator[Line]:
    for number, (offset, raw) in enumerate(_raw_lines(_narrow(handle, notes)), 1):
        text = _decoded(raw, number, offset, notes)
        if len(text) > VERY_LONG:
            notes.note("PS105", number, f"a line of {len(text):,} characters")
        yield Line(number, text)


def _narrow(handle: BinaryIO, notes: _Notes) -> BinaryIO:
    """Return the file as UTF-8 when its byte order mark says that it is UTF-16 or UTF-32; else the file itself."""
    start = handle.read(4)
    handle.seek(0)
    if not (wide := _wide(start)):
        return handle
    notes.note("PS003", 1, f"byte 0x{start[0]:02x} at offset 0 begins the mark of {wide.upper()}; it was read as such")
    return io.BytesIO(handle.read().decode(wide, "replace").encode())


def _raw_lines(handle: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield each line's offset and bytes, without byte order mark and line end."""
    offset = 0
    for raw in handle:
        mark = len(codecs.BOM_UTF8) if not offset and raw.startswith(codecs.BOM_UTF8) else 0
        body = raw[mark:].removesuffix(b"\n").removesuffix(b"\r")
        if offset or raw.endswith(b"\n"):
            yield offset + mark, body
        else:
            yield from _split_at_cr(body, mark)
        offset += len(raw)


def _split_at_cr(body: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file without LF: of an old Mac, or a single line."""
    for part in body.split(b"\r"):
        yield offset, part
        offset += len(part) + 1


def _decoded(raw: bytes, number: int, offset: int, notes: _Notes) -> str:
    """Return a line's text; bytes that are no UTF-8 are noted and read as Windows-1252."""
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        where = f"offset {offset + error.start} (byte {error.start + 1} of the line)"
        notes.note(
            "PS003", number, f"byte 0x{raw[error.start]:02x} at {where} is not UTF-8; it was read as Windows-1252"
        )
    return raw.decode(errors=_WINDOWS_1252)


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    foreign = error.object[error.start : error.end]
    return "".join(_WINDOWS_TABLE[byte] for byte in foreign), error.end


_WINDOWS_1252 = "papershelf.windows-1252"
_WINDOWS_TABLE = tuple(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
"""The five bytes that Windows-1252 leaves open are read as Latin-1 has them."""
codecs.register_error(_WINDOWS_1252, _windows_1252)
