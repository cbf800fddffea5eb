"""Compressed dumps, read as if they were not: gzip and Zstandard, known by their first bytes, never by their names.

They are unpacked as they are read, several members behind each other as one text, in memory that does not grow. A
damaged or cut archive gives what it holds up to there. What grows without bounds is not read: few bytes that become
very many are a bomb, not a dump. Formats that hold several files are not unpacked at all.
"""

import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

import zstandard

from generator.dumps.raw import Streamed

GZIP, ZSTANDARD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
SKIPPABLE = tuple(bytes([first]) + b"\x2a\x4d\x18" for first in range(0x50, 0x60))
"""How frames begin that hold no text, as some packers of Zstandard write them."""
LARGEST = 1 << 32
"""Bytes that a dump unpacks to at most, 4 GiB: two million papers."""
RATIO = 200
"""Bytes that one packed byte becomes at most; listings of papers become 3 to 10, one line again and again 150."""
UNSUSPECTED = 1 << 24
"""Bytes below which nobody asks for the ratio."""
STEP = 512
"""Packed bytes that are unpacked at once: at most 16 MiB of text, and all that damage behind them can cost."""
WINDOW = 1 << 27
"""Bytes of memory that a packed file may ask for: what `zstd --ultra --long=27` needs."""


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


def _gzip() -> _Unpacker:
    return zlib.decompressobj(wbits=31)


def _zstandard() -> _Unpacker:
    return zstandard.ZstdDecompressor(max_window_size=WINDOW).decompressobj()


_UNPACKERS: tuple[tuple[tuple[bytes, ...], Callable[[], _Unpacker]], ...] = (
    ((GZIP,), _gzip),
    ((ZSTANDARD, *SKIPPABLE), _zstandard),
)


class TooLargeError(Exception):
    """A file unpacks to more than anybody's dump; the message says how much."""


class Unpacked(Streamed):
    """The bytes in a packed file, from its beginning to its end or to where it is damaged.

    Reading raises TooLargeError for a bomb.
    """

    def __init__(self, packed: BinaryIO, unpacker: Callable[[], _Unpacker]) -> None:
        """Read a packed file with what unpacks one member of it."""
        self._packed = packed
        self._new = unpacker
        self._read = 0
        self.fault = ""
        """What is wrong with the file, once that was met."""
        super().__init__(self._unpacked)

    def _unpacked(self) -> Iterator[bytes]:
        """Yield what the members hold, in their order; zeros between them are padding."""
        self._packed.seek(0)
        self._read = total = 0
        member: _Unpacker | None = None
        rest = b""
        while data := rest or self._packed.read(STEP):
            self._read += 0 if rest else len(data)
            if member is None:
                data = data.lstrip(b"\0") if self._read > STEP or total else data
                if not data:
                    rest = b""
                    continue
                member = self._new()
            try:
                chunk = member.decompress(data)
            except (zlib.error, zstandard.ZstdError) as error:
                self.fault = f"it is damaged at byte {self._read - len(data):,} or behind ({error})"
                return
            total += len(chunk)
            self._refuse_bombs(total)
            yield chunk
            rest = member.unused_data if member.eof else b""
            member = None if member.eof else member
        if member is not None:
            self.fault = "it ends in the middle: it was cut off"

    def _refuse_bombs(self, total: int) -> None:
        if total > LARGEST:
            raise TooLargeError(f"it holds more than {LARGEST:,} bytes of text")
        if total > UNSUSPECTED and total > RATIO * self._read:
            raise TooLargeError(f"its first {self._read:,} bytes become {total:,}, more than {RATIO} times as many")


@contextmanager
def opened(path: Path) -> Iterator[tuple[BinaryIO, Unpacked | None]]:
    """Open a file as the text that it holds, with what unpacks it if it is packed. Raises OSError."""
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        unpacker = next((unpacker for marks, unpacker in _UNPACKERS if start.startswith(marks)), None)
        if unpacker is None:
            yield file, None
            return
        unpacked = Unpacked(file, unpacker)
        yield io.BufferedReader(unpacked, 1 << 16), unpacked
