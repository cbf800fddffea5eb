"""An export: the static API of a library, in a folder or in memory, read lazily and file by file.

What a compact library packed is unpacked as it is read. That is seen by its first bytes: a host that is asked for a
packed file may have unpacked it on the way.
"""

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, TypeVar

import msgspec

from generator.delta import shapes
from generator.errors import PapershelfError
from generator.model import Library
from generator.outputs import api

T = TypeVar("T")
PACKED: Final = b"\x1f\x8b"
"""How a file of gzip begins."""
LONGEST: Final = 1 << 26
"""Bytes of a line: what unpacks to more is no export."""


@dataclass(frozen=True, slots=True)
class Export:
    """The files under ``api/v1/`` by name; lines for JSON Lines, so that a large file is never in memory as a whole."""

    name: str
    lines: Callable[[str], Iterator[bytes]]

    def read(self, file: str, shape: type[T]) -> T:
        """Return a file in its shape; raise PapershelfError when it cannot be read."""
        try:
            return msgspec.json.decode(b"".join(self.lines(file)), type=shape)
        except (OSError, ValueError) as error:  # what is wrong with the JSON or its shape is a ValueError
            raise self._broken(file, error) from error

    def retired(self) -> list[shapes.Retired]:
        """Return the addresses that were taken back; none of an older export, which lacks the file."""
        return self.read("retired.json", list[shapes.Retired]) if self._has("retired.json") else []

    def texts(self, dump: str) -> list[shapes.TextChange]:
        """Return what a dump says in other words; nothing for a dump that the export lacks."""
        file = f"changes/{dump}.json"
        return self.read(file, shapes.Changes).text_changed if self._has(file) else []

    def _has(self, file: str) -> bool:
        try:
            return next(self.lines(file), None) is not None
        except FileNotFoundError:
            return False

    def papers(self) -> Iterator[shapes.Paper]:
        """Yield each paper; raise PapershelfError where one cannot be read."""
        decoder = msgspec.json.Decoder(shapes.Paper)
        for file in self.read("index.json", shapes.Index).papers:
            try:
                yield from (decoder.decode(line) for line in self.lines(file) if line.strip())
            except (OSError, ValueError) as error:
                raise self._broken(file, error) from error

    def _broken(self, file: str, error: Exception) -> PapershelfError:
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        return PapershelfError(f"{self.name}: {api.ROOT}{file} cannot be read ({why}); make it again with `export`")


def of_library(library: Library, name: str) -> Export:
    """Return the export that a Library would give."""
    files = dict(api.files(library))

    def lines(file: str) -> Iterator[bytes]:
        if api.ROOT + file not in files:
            raise FileNotFoundError(file)
        return iter(files[api.ROOT + file].splitlines(keepends=True))

    return Export(name, lines)


def of_folder(folder: Path) -> Export | None:
    """Return the export in a folder (``export OUT``, a built site, or ``api/v1`` itself); None when there is none."""
    roots = (folder / api.ROOT, folder / "site" / api.ROOT, folder)
    root = next((each for each in roots if (each / "index.json").is_file()), None)
    if root is None:
        return None

    def lines(file: str) -> Iterator[bytes]:
        path = (root / file).resolve()
        if not path.is_relative_to(root.resolve()):
            raise PapershelfError(f"{folder}: index.json names a file outside of the export: {file}")
        with path.open("rb") as handle:
            packed = handle.peek(len(PACKED)).startswith(PACKED)
            yield from _unpacked(handle) if packed else handle

    return Export(folder.as_posix(), lines)


def _unpacked(packed: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines in a packed file; raise ValueError where it is damaged or no export."""
    try:
        with gzip.open(packed, "rb") as lines:
            while line := lines.readline(LONGEST):
                if len(line) == LONGEST:
                    raise ValueError(f"a line unpacks to more than {LONGEST:,} bytes")
                yield line
    except (EOFError, zlib.error) as error:
        raise ValueError(f"it is damaged: {error}") from error
