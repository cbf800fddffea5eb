"""An export: the static API of a library, in a folder or in memory, read lazily and file by file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from generator.errors import PapershelfError
from generator.model import Library
from generator.outputs import api


@dataclass(frozen=True, slots=True)
class Export:
    """The files under ``api/v1/`` by name; lines for JSON Lines, so that a large file is never in memory as a whole."""

    name: str
    lines: Callable[[str], Iterator[bytes]]

    def json(self, file: str, *, optional: bool = False) -> Any:
        """Return a file as what it says; an empty list for a missing one that is optional, as older exports lack it.

        Raises PapershelfError when it cannot be read.
        """
        try:
            return msgspec.json.decode(b"".join(self.lines(file)))
        except FileNotFoundError as error:
            if optional:
                return []
            raise self._broken(file, "there is no such file") from error
        except (OSError, ValueError) as error:
            raise self._broken(file, str(error)) from error

    def papers(self) -> Iterator[dict[str, Any]]:
        """Yield each paper; raise PapershelfError where one cannot be read."""
        decoder = msgspec.json.Decoder(dict[str, Any])
        for file in self.json("index.json")["papers"]:
            try:
                yield from (decoder.decode(line) for line in self.lines(file) if line.strip())
            except (OSError, ValueError) as error:
                raise self._broken(file, str(error)) from error

    def _broken(self, file: str, why: str) -> PapershelfError:
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
            yield from handle

    return Export(folder.as_posix(), lines)
