"""The one place where files are written."""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.errors import PapershelfError

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def write_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files (path relative to the folder, bytes) and return how many; the folders on the way are made."""
    root = os.path.realpath(folder)
    inside: dict[str, bool] = {}
    written = 0
    for name, content in files:
        path = os.path.normpath(os.path.join(root, name))  # noqa: PTH118 - see put
        parent = os.path.dirname(path)  # noqa: PTH120
        if parent not in inside:
            inside[parent] = f"{os.path.realpath(parent)}{os.sep}".startswith(f"{root.rstrip(os.sep)}{os.sep}")
        if not inside[parent]:  # paths come from slugs; nothing of a dump may ever lead out of the folder
            raise PapershelfError(f"refused to write outside of {folder}: {name}")
        put(path, content)
        written += 1
    return written


def put(path: str, content: bytes) -> None:
    """Write a file; the folders on the way are made.

    A site has tens of thousands of them, so that this asks the system for as little as it can: no look whether the
    folder is there (a page's own one never is), no buffer, no objects of paths. What a full disk leaves of a file
    raises OSError, as ever.
    """
    folder, _, name = path.rpartition(os.sep)
    try:
        if name == "index.html":
            os.mkdir(folder)  # noqa: PTH102
        number = os.open(path, _FLAGS, 0o666)
    except (FileNotFoundError, FileExistsError):
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        number = os.open(path, _FLAGS, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(number, rest) :]
    finally:
        os.close(number)


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
        raise PapershelfError(f"{path}: cannot be written ({error.strerror}); check its permissions") from error
    finally:
        aside.unlink(missing_ok=True)  # also of who was stopped here


def remove_file(path: Path) -> None:
    """Remove one file; raise PapershelfError when that is not possible."""
    try:
        path.unlink()
    except OSError as error:
        raise PapershelfError(f"{path}: cannot be removed ({error.strerror}); check its permissions") from error


def remove_folder(folder: Path, *, ignore_errors: bool = False) -> None:
    """Remove a folder with all that is in it, of links the links alone, as ``shutil.rmtree`` does; raises OSError.

    Ten thousand folders of a site hold a page and nothing else. Nobody looks into these first, which is a third less
    work for the system, and for Python.
    """
    if not folder.is_symlink():
        try:
            _remove(os.fspath(folder))
        except OSError:
            pass  # whatever it is: who is thorough may still do it, or tells
        else:
            return
    shutil.rmtree(folder, ignore_errors=ignore_errors)


def _remove(folder: str) -> None:
    with os.scandir(folder) as entries:
        inside = [(entry.path, entry.is_dir(follow_symlinks=False)) for entry in entries]
    for path, is_folder in inside:
        if not is_folder:
            os.unlink(path)  # noqa: PTH108 - no objects of paths, as in put
        elif not _was_a_page(path):
            _remove(path)
    os.rmdir(folder)  # noqa: PTH106


def _was_a_page(folder: str) -> bool:
    """Remove a folder with a page in it and return True; if there is more in it, or no page, return False."""
    try:
        os.unlink(f"{folder}{os.sep}index.html")  # noqa: PTH108
        os.rmdir(folder)  # noqa: PTH106
    except OSError:
        return False
    return True
