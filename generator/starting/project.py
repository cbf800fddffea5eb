"""Write a library of one's own into a folder: all of it, or nothing.

It is made aside and moved into its place when it is complete. Refuses a folder in which something is already, and dumps
that nobody can read.
"""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import curate
from generator.dumps import read_folder
from generator.errors import PapershelfError
from generator.files import write_all
from generator.model import Dump
from generator.starting.skeleton import Look, files

LONGEST_NAME = 80
EMPTY = "Dumps go here: `make add DUMP=file`. docs/dumps.md says what can be read.\n"
KEPT = frozenset({".git"})
"""What a new folder may hold: somebody cloned their empty repository."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants of a new library: how it looks, its dumps in their order, the day on which they joined."""

    look: Look
    dumps: tuple[Path, ...]
    added: str


def begin(folder: Path, wanted: Wanted) -> tuple[Dump, ...]:
    """Write a new library into a folder that is empty or not there, and return its dumps as they were read.

    Raises PapershelfError for a folder that holds something, for a name or a colour that is none, and RefusedError for
    a file that is no dump; nothing is written then.
    """
    _check(folder, wanted.look.name)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as aside:
        made = Path(aside) / "library"
        write_all(made, files(wanted.look))
        dumps = _fill(made / "dumps", wanted.dumps, wanted.added)
        folder.mkdir(exist_ok=True)
        for path in sorted(made.iterdir()):
            shutil.move(path, folder / path.name)
    return dumps


def _check(folder: Path, name: str) -> None:
    if folder.exists() and not folder.is_dir():
        raise PapershelfError(f"{folder} is a file: name a folder for the new library")
    if folder.is_dir() and (there := sorted({path.name for path in folder.iterdir()} - KEPT)):
        raise PapershelfError(f"{folder} holds {there[0]} already: name a folder that is empty or not there yet")
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise PapershelfError(f"{name!r} is no name: use 1 to {LONGEST_NAME} letters on one line")


def _fill(dumps: Path, sources: Sequence[Path], added: str) -> tuple[Dump, ...]:
    dumps.mkdir()
    known: tuple[Dump, ...] = ()
    for source in sources:
        _name, plan = curate.addition(source, dumps, known, {"added": added})
        write_all(dumps, plan.writes.items())
        known = read_folder(dumps).dumps
    if not known:
        write_all(dumps, [("README.md", EMPTY.encode())])
    return known
