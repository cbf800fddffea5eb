"""Add a dump: look at a file, choose its name, write its entry.

Refuses what nobody can read and what is there already. Dumps without an entry get one first: they come behind those
that have one, so the new dump would overtake them, and a dump that comes earlier gives other addresses.
"""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from generator.curate.plans import Plan, RefusedError
from generator.dumps import folder, read_files, registry, writing
from generator.model import Dump

NAME = re.compile(r"[^A-Za-z0-9._-]+")
LONGEST_NAME = 120


def dumps_in(dumps: Path) -> list[Path]:
    """Return the dumps of a folder."""
    named = [entry.file for entry in registry.load(dumps / registry.FILE).dumps]
    return list(folder.contents(dumps, named)[0].values()) if dumps.is_dir() else []


def addition(source: Path, dumps: Path, existing: Sequence[Dump], told: Mapping[str, str | None]) -> tuple[str, Plan]:
    """Return the name that a file gets as a dump, and the plan to add it.

    ``told`` is what dumps.yml is to say of it (added, listed, source, title). Raises RefusedError for a file that
    nobody can read and for one that is there already.
    """
    try:
        content = source.read_bytes()
    except OSError as error:
        raise RefusedError(f"{source}: cannot be read ({error.strerror})") from error
    sha256 = hashlib.sha256(content).hexdigest()
    same = next((dump for dump in existing if dump.sha256 == sha256), None)
    if same:
        raise RefusedError(f"{source}: {same.file} is the same, byte by byte; nothing was added")
    read = read_files([source])
    if not read.records:
        raise RefusedError(f"{source}: no paper could be read from it; nothing was added", read.findings)
    listing = writing.read(dumps / registry.FILE)
    known = {each.file for each in registry.load(dumps / registry.FILE).dumps}
    name = _free_name(source.name, {path.name for path in dumps.iterdir()} | known)
    entry = {"file": name, "sha256": sha256, **{key: value for key, value in told.items() if value}}
    others = [{"file": dump.file} for dump in existing if dump.file not in known]
    text = writing.with_entries(listing, "dumps", [*others, entry])
    return name, Plan(dumps, {name: content, registry.FILE: text.encode()})


def _free_name(wanted: str, names: Collection[str]) -> str:
    """Return a name that no file has, without what a shell, a host or another system stumbles over."""
    stem, dot, suffix = NAME.sub("-", wanted).strip(".-_").rpartition(".")
    stem, suffix = (stem, dot + suffix) if stem else (suffix, "")
    stem = stem[:LONGEST_NAME].strip("-") or "dump"
    taken = {name.lower() for name in (*names, *folder.NOT_DUMPS)}
    name, number = f"{stem}{suffix}", 1
    while name.lower() in taken or folder.is_leftover(name):
        number += 1
        name = f"{stem}-{number}{suffix if not folder.is_leftover(f'{stem}{suffix}') else '.txt'}"
    return name
