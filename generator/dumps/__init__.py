"""Dumps: which files there are and in which order, what each of them says, and what became of each of its lines.

    dumps/ + dumps.yml -> Dump*, Record*, Finding*, Acknowledgement*

The order is that of ``dumps.yml``, then that of the files' names. A dump that cannot be read is a dump without
records and a finding; the others go on. Nothing is written, and nothing is fetched.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import slugs
from generator.dumps import registry
from generator.dumps.reading import ReadDump, read_dump
from generator.dumps.registry import Entry
from generator.errors import DumpsError
from generator.findings import finding
from generator.model import Acknowledgement, Dump, Finding, Record
from generator.readers import Origin

__all__ = ["ReadDumps", "read_files", "read_folder"]

NOT_DUMPS = frozenset({registry.FILE, "README.md"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDumps:
    """All that some dumps say, in their order."""

    dumps: tuple[Dump, ...]
    records: tuple[Record, ...]
    findings: tuple[Finding, ...] = ()
    acknowledged: tuple[Acknowledgement, ...] = ()


def read_folder(folder: Path) -> ReadDumps:
    """Read every dump of a folder, as its ``dumps.yml`` says if it has one.

    Raises DumpsError when there is no dump, ConfigurationError when ``dumps.yml`` is no YAML.
    """
    if not folder.is_dir():
        raise DumpsError(f"{folder}: there is no such folder; name the folder of the dumps with --dumps")
    files = {path.name: path for path in sorted(folder.iterdir()) if _is_dump(path)}
    if not files:
        raise DumpsError(f"{folder}: holds no dump; put at least one there, as a text file")
    told = registry.load(folder / registry.FILE)
    known = [entry for entry in told.dumps if entry.file in files]
    missing = [
        finding("PS005", entry.place, f"{entry.file} is not in the folder")
        for entry in told.dumps
        if entry.file not in files
    ]
    named = {entry.file: entry for entry in known}
    order = [*named, *(name for name in files if name not in named)]
    dumps = _read([(files[name], name) for name in order], named)
    return _gathered(dumps, findings=(*told.findings, *missing), acknowledged=told.acknowledged)


def read_files(paths: Sequence[Path]) -> ReadDumps:
    """Read single files in the order given, without any ``dumps.yml``; raise DumpsError when one is no file."""
    for path in paths:
        if not path.is_file():
            raise DumpsError(f"{path}: there is no such file; check the path")
    return _gathered(_read([(path, path.as_posix()) for path in paths], {}))


def _is_dump(path: Path) -> bool:
    return path.is_file() and path.name not in NOT_DUMPS and not path.name.startswith(".")


def _read(files: Iterable[tuple[Path, str]], named: dict[str, Entry]) -> list[ReadDump]:
    taken: set[str] = set()
    dumps = []
    for path, name in files:
        dump_id = slugs.free(dump_slug(path.stem), taken)
        taken.add(dump_id)
        dumps.append(read_dump(path, Origin(dump_id, name), told=named.get(name)))
    return dumps


def _gathered(
    dumps: Sequence[ReadDump],
    *,
    findings: tuple[Finding, ...] = (),
    acknowledged: tuple[Acknowledgement, ...] = (),
) -> ReadDumps:
    return ReadDumps(
        dumps=tuple(read.dump for read in dumps),
        records=tuple(record for read in dumps for record in read.records),
        findings=(*findings, *(found for read in dumps for found in read.findings)),
        acknowledged=acknowledged,
    )


def dump_slug(stem: str) -> str:
    """Return the slug of a dump's page, not yet unique."""
    return slugs.slugged(stem, length=60) or "dump"
