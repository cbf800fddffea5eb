"""The one place where files are written."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.errors import PapershelfError


def write_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files (path relative to the folder, bytes) and return how many; the folders on the way are made."""
    root = folder.resolve()
    written = 0
    for name, content in files:
        path = (root / name).resolve()
        if not path.is_relative_to(root):  # paths come from slugs; nothing of a dump may ever lead out of the folder
            raise PapershelfError(f"refused to write outside of {folder}: {name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written += 1
    return written


def names(folder: Path) -> Iterator[str]:
    """Yield each file below a folder, relative to it, in no order."""
    for where, _, files in os.walk(folder):
        below = Path(where).relative_to(folder)
        yield from ((below / name).as_posix() for name in files)


def replace_file(path: Path, content: bytes) -> None:
    """Write one file so that it is there as a whole or as it was; raise PapershelfError when that is not possible."""
    aside = path.with_name(f".{path.name}.papershelf-new")  # no dump, should anything break off here
    try:
        aside.write_bytes(content)
        if path.exists():
            aside.chmod(path.stat().st_mode & 0o777)
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise PapershelfError(f"{path}: cannot be written ({error.strerror}); check its permissions") from error


def remove_file(path: Path) -> None:
    """Remove one file; raise PapershelfError when that is not possible."""
    try:
        path.unlink()
    except OSError as error:
        raise PapershelfError(f"{path}: cannot be removed ({error.strerror}); check its permissions") from error
