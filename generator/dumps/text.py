"""From the bytes of a dump to numbered lines of Unicode, and what is wrong with the bytes.

A file is read line by line and more than once: to survey it (checksum, what is no text, encoding, overlong lines), then
to hand its lines to a reader. So what the lines are is known before the first of them is read, and a large dump is
never in memory as a whole. Compressed files are ``packed``'s business, where lines end is ``raw``'s, what is no text
``binary``'s, what is no UTF-8 ``encoding``'s. Control characters are left alone: some are what is left of a TeX
command, which ``normalise`` can tell.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from generator.dumps import binary, encoding, packed
from generator.dumps.binary import Stretch
from generator.dumps.raw import RawLine, narrow, raw_lines, wide
from generator.findings import finding
from generator.model import Finding, Place
from generator.readers import Line

VERY_LONG = 20_000
"""Characters from which a line is worth a warning: ten times the longest abstract."""
SAMPLE = 1 << 16
"""Bytes that decide which encoding a file is in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What the bytes of a file say, before anybody reads its lines."""

    sha256: str
    lines: int = 0
    """Non-blank lines; 0 of a binary file."""
    readable: bool = False
    """Whether there are lines to read: the file is neither empty nor binary."""
    binary: tuple[tuple[Stretch, int], ...] = ()
    """Stretches of a readable file that are no text, with the number of their non-blank lines."""
    findings: tuple[Finding, ...]


def survey(path: Path, file: str) -> Survey:
    """Return the survey of a file, which its findings call ``file``; raise OSError when it cannot be opened."""
    with path.open("rb") as handle:
        sha256 = hashlib.file_digest(handle, "sha256").hexdigest()
    try:
        with packed.opened(path) as (handle, unpacked):
            found = replace(_surveyed(handle, file), sha256=sha256)
            fault = unpacked.fault if unpacked else ""
    except packed.TooLargeError as error:
        return Survey(sha256=sha256, findings=(finding("PS013", Place(file), f"{error}; nothing was read"),))
    if fault:
        kept = "what it holds up to there was read" if found.readable else "nothing of it could be read"
        damage = finding("PS012", Place(file), f"{fault}; {kept}")
        return replace(found, findings=(damage, *found.findings))
    return found


def _surveyed(handle: BinaryIO, file: str) -> Survey:
    start = handle.read(SAMPLE)
    handle.seek(0)
    kind, remedy = binary.magic(start)
    if kind:
        what = f"the file begins with {start[:4]!r}: {kind}"
        return Survey(sha256="", findings=(finding("PS002", Place(file), what, remedy=remedy),))
    source, torn = narrow(handle)
    notes = _Notes(file, start, torn)
    counts = [0]
    stretches = binary.stretches(_counted(raw_lines(source), counts, notes))
    if unreadable := _binary(source, stretches, start, file) or _foreign(_text(source, stretches), file):
        return Survey(sha256="", findings=(unreadable,))
    if stretches:  # what was met in them is nothing to tell of the text
        notes = _Notes(file, start, torn)
        counts = _counts(source, stretches, notes)
    if not any(counts):
        return Survey(sha256="", findings=(finding("PS001", Place(file), "the file holds no text"),))
    return Survey(
        sha256="",
        lines=sum(counts),
        readable=True,
        binary=tuple(zip(stretches, counts[1:], strict=True)),
        findings=tuple(notes.findings()),
    )


def lines(path: Path, without: Iterable[Stretch] = ()) -> Iterator[Line]:
    """Yield the lines of a text file, blank ones included, but none of the stretches that are no text."""
    with packed.opened(path) as (handle, _):
        source, _ = narrow(handle)
        notes = _Notes()
        for line in _text(source, tuple(without)):
            yield Line(line.number, _decoded(line, notes), line.more)


def _text(source: BinaryIO, stretches: tuple[Stretch, ...]) -> Iterator[RawLine]:
    for stretch, line in _placed(source, stretches):
        if not stretch:
            yield line


def _placed(source: BinaryIO, stretches: tuple[Stretch, ...]) -> Iterator[tuple[int, RawLine]]:
    """Yield each line with the number of the stretch that it stands in, 0 for text."""
    at = 0
    for line in raw_lines(source):
        while at < len(stretches) and stretches[at].last < line.number:
            at += 1
        inside = at < len(stretches) and stretches[at].first <= line.number
        yield at + 1 if inside else 0, line


def _counts(source: BinaryIO, stretches: tuple[Stretch, ...], notes: "_Notes") -> list[int]:
    """Return how many lines are not blank: first of the text, noting what is met there, then of each stretch."""
    counts = [0] * (1 + len(stretches))
    counted = 0
    for stretch, line in _placed(source, stretches):
        text = encoding.as_windows_1252(line.body) if stretch else _decoded(line, notes)
        if counted != line.number and not Line(line.number, text).blank:
            counts[stretch] += 1
            counted = line.number
        if not stretch:
            notes.measure(line, text)
    return counts


def _counted(lines: Iterable[RawLine], counts: list[int], notes: "_Notes") -> Iterator[RawLine]:
    """Yield lines as they are, counting those that are not blank and noting what is met, as if all were text."""
    counted = 0
    for line in lines:
        text = _decoded(line, notes)
        if counted != line.number and text and not text.isspace():
            counts[0] += 1
            counted = line.number
        notes.measure(line, text)
        yield line


def _binary(source: BinaryIO, stretches: tuple[Stretch, ...], start: bytes, file: str) -> Finding | None:
    """Return the finding that a file is no text, None when it begins as one."""
    if not stretches or any(line.body.strip() for line in _until(source, stretches[0].first)):
        return None
    unmarked = binary.utf_16(start)
    remedy = encoding.without_mark(unmarked) if unmarked else ""
    return finding("PS002", Place(file), f"{stretches[0]}", remedy=remedy)


def _until(source: BinaryIO, number: int) -> Iterator[RawLine]:
    for line in raw_lines(source):
        if line.number == number:
            return
        yield line


def _foreign(text: Iterator[RawLine], file: str) -> Finding | None:
    """Return the finding that a file is in an encoding that nobody can be sure of, None for UTF-8 or nearly so."""
    size = foreign = 0
    first: RawLine | None = None
    sample: list[bytes] = []
    for line in text:
        body = line.body[:SAMPLE]
        strange = binary.foreign(body)
        first = first or (line if strange else None)
        size, foreign = size + len(body), foreign + strange
        sample.append(body)
        if size >= SAMPLE:
            break
    if first is None or foreign <= encoding.FOREIGN_OF_TEXT * size:
        return None
    what = f"{_where(first)} is not UTF-8, nor are {foreign:,} of the first {size:,}; nothing was read"
    return finding("PS003", Place(file, first.number), what, remedy=encoding.from_nonsense(b"\n".join(sample)))


def _where(line: RawLine) -> str:
    """Return which byte of a line is the first that is no UTF-8."""
    start = encoding.first_stray(line.body)
    return f"byte 0x{line.body[start]:02x} at offset {line.offset + start} (byte {start + 1} of the line)"


class _Notes:
    """What is met while lines are decoded: of each kind of finding the first one, and how often it was met."""

    def __init__(self, file: str = "", start: bytes = b"", torn: bytes = b"") -> None:
        self._file = file
        self._start = start
        self._first: dict[str, tuple[int, str]] = {}
        self._count: dict[str, int] = {}
        self._length = 0
        self.among_utf_8 = False
        """Whether a line had characters of UTF-8 outside of ASCII."""
        if found := wide(start):
            what = f"byte 0x{start[0]:02x} at offset 0 begins the mark of {found.upper()}; it was read as such"
            self.note("PS003", 1, what)
        if torn:
            self.note("PS103", 0, f"the file ends inside a character, of which it has {len(torn)} bytes")

    def note(self, code: str, line: int, what: str) -> None:
        """Note something of a line; only the first of its kind is told, the others are counted."""
        self._first.setdefault(code, (line, what))
        self._count[code] = self._count.get(code, 0) + 1

    def measure(self, line: RawLine, text: str) -> None:
        """Note a line that is very long, of however many pieces."""
        self._length += len(text)
        if not line.more:
            if self._length > VERY_LONG:
                self.note("PS105", line.number, f"a line of {self._length:,} characters")
            self._length = 0

    def has(self, code: str) -> bool:
        """Tell whether something of the kind was noted."""
        return code in self._first

    def findings(self) -> Iterator[Finding]:
        """Yield one finding a kind, in the order of their codes."""
        for code, (line, what) in sorted(self._first.items()):
            more = f" (on {self._count[code]:,} lines of the file)" if self._count[code] > 1 else ""
            yield finding(code, Place(self._file, line), what + more, remedy=self._remedy(code))

    def _remedy(self, code: str) -> str:
        if code != "PS003":
            return ""
        return (
            encoding.from_wide(self._start) if wide(self._start) else encoding.from_stray(among_utf_8=self.among_utf_8)
        )


def _decoded(line: RawLine, notes: _Notes) -> str:
    """Return a line's text; bytes that are no UTF-8 are noted and, unless the file was cut there, Windows-1252."""
    if line.body.isascii():
        return line.body.decode("ascii")
    try:
        text = line.body.decode()
    except UnicodeDecodeError:
        whole = None if line.ended or line.more or notes.has("PS003") else encoding.uncut(line.body)
        if whole is not None:
            notes.note("PS103", line.number, f"the file ends inside a character: {_where(line)} begins one")
            return whole
        notes.note("PS003", line.number, f"{_where(line)} is not UTF-8; it was read as Windows-1252")
        return encoding.as_windows_1252(line.body)
    notes.among_utf_8 = True
    return text
