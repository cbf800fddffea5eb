"""From a file's bytes to numbered lines of bytes.

A line ends at LF, at CR LF and at a bare CR, as in most editors (those that know only LF count fewer lines in a file
that mixes them), and never at the other separators that Unicode knows. A CR that is left of a TeX command (``\\rho``,
which a JSON reader took for an escape) ends nothing: ``normalise`` mends it. UTF-16 and UTF-32 are made UTF-8 first,
when a byte order mark tells them.
"""

import codecs
import io
import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
PIECE = 1 << 20
"""Bytes from which a line comes in pieces, so that a document on one line is never in memory as a whole."""
_AFTER_CR = 8
"""Bytes behind a CR that tell whether it ends a line."""
_BARE_CR = re.compile(rb"\r(?!ho\b|ight[)\]}]|angle\b)")


class RawLine(NamedTuple):
    """The bytes of a line without byte order mark and line end, and where in the file they begin."""

    number: int
    offset: int
    body: bytes
    ended: bool
    """Whether a line end follows; only the last line of a file may lack one."""
    more: bool = False
    """Whether the line goes on in the next item, under the same number."""


def wide(start: bytes) -> str:
    """Return the encoding that a byte order mark of UTF-16 or UTF-32 tells, else nothing."""
    return next((name for mark, name in _WIDE if start.startswith(mark)), "")


class Streamed(io.RawIOBase):
    """Bytes that are made while they are read, anew each time that somebody goes back to their beginning."""

    def __init__(self, made: Callable[[], Iterator[bytes]]) -> None:
        """Read what ``made`` makes, chunk by chunk."""
        super().__init__()
        self._made = made
        self._rewind()

    def _rewind(self) -> None:
        self._chunks = self._made()
        self._ready = memoryview(b"")
        self._given = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be read again from its beginning."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go back to the beginning, or nowhere."""
        if whence == io.SEEK_SET and offset == 0:
            self._rewind()
        elif offset or whence != io.SEEK_CUR:
            raise io.UnsupportedOperation("this is only read forwards")
        return self._given

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill a buffer with what comes next; 0 at the end."""
        while not self._ready:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._ready = memoryview(chunk)
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        self._given += size
        return size


def narrow(handle: BinaryIO) -> tuple[BinaryIO, bytes]:
    """Return a file as UTF-8, and the bytes at the end of a wide one that are no whole character."""
    start = handle.read(4)
    handle.seek(0)
    if not (encoding := wide(start)):
        return handle, b""
    last = deque(_recoded(handle, encoding), maxlen=1)
    torn = last[0][1] if last else b""
    return io.BufferedReader(Streamed(lambda: (text for text, _ in _recoded(handle, encoding)))), torn


def _recoded(handle: BinaryIO, encoding: str) -> Iterator[tuple[bytes, bytes]]:
    """Yield the text of a wide file as UTF-8, chunk by chunk, each with the bytes behind it that wait for more."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    handle.seek(0)
    while chunk := handle.read(1 << 16):
        yield decoder.decode(chunk).encode(errors="replace"), decoder.getstate()[0]


def raw_lines(handle: BinaryIO) -> Iterator[RawLine]:
    """Yield the lines of a file, blank ones included, very long ones in pieces of whole characters."""
    offset = number = 0
    begun = False
    handle.seek(0)
    for raw, more in _pieces(handle):
        mark = len(codecs.BOM_UTF8) if not offset and raw.startswith(codecs.BOM_UTF8) else 0
        body = raw[mark:] if more else raw[mark:].removesuffix(b"\n").removesuffix(b"\r")
        parts = _BARE_CR.split(body) if b"\r" in body else [body]
        start = offset + mark
        for left, part in enumerate(parts, 1 - len(parts)):
            number += not begun
            ended = left < 0 or (not more and raw.endswith((b"\n", b"\r")))
            begun = more and not left
            yield RawLine(number, start, part, ended, begun)
            start += len(part) + 1
        offset += len(raw)


def _pieces(handle: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Yield lines as LF ends them, or pieces of them and that they go on; none ends in a character or at a CR."""
    kept = b""
    while raw := kept + handle.readline(PIECE):
        kept = b""
        if raw.endswith(b"\n") or len(raw) < PIECE:
            yield raw, False
            continue
        end = _whole(raw)
        kept, raw = raw[end:], raw[:end]
        yield raw, True


def _whole(raw: bytes) -> int:
    """Return where a piece may be cut: before a character or a CR of whose bytes not all are there."""
    end = len(raw)
    cr = raw.rfind(b"\r", end - _AFTER_CR)
    if cr >= 0:
        return cr
    for back in range(1, 4):
        if raw[end - back] & 0xC0 == 0xC0:
            return end - back
        if raw[end - back] < 0x80:
            break
    return end
