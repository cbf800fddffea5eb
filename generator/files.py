"""The one place where files are written."""

from collections.abc import Iterable
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
