"""Dumps: which files there are and in which order, what each of them says, and what became of each of its lines.

    dumps/ + dumps.yml -> Dump*, Record*, Finding*, Acknowledgement*

The order is that of ``dumps.yml``, then that of the files' names. A dump that cannot be read is a dump without
records and a finding; the others go on. Nothing is written, and nothing is fetched.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import slugs
from generator.dumps import naming, registry
from generator.dumps.folder import contents
from generator.dumps.naming import dump_slug
from generator.dumps.reading import ReadDump, records_of
from generator.dumps.registry import Entry
from generator.dumps.sources import Source, read_dumps
from generator.errors import DumpsError
from generator.findings import finding
from generator.model import Acknowledgement, Decision, Dump, Finding, Record, Retired, title_key
from generator.readers import Origin

Read = Callable[[Sequence[Source]], Iterable[ReadDump]]

__all__ = ["ReadDumps", "dump_slug", "read_files", "read_folder", "records_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDumps:
    """All that some dumps say, in their order."""

    dumps: tuple[Dump, ...]
    records: tuple[Record, ...]
    findings: tuple[Finding, ...] = ()
    acknowledged: tuple[Acknowledgement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    retired: tuple[Retired, ...] = ()


def read_folder(folder: Path, *, read: Read = read_dumps) -> ReadDumps:
    """Read every dump of a folder, as its ``dumps.yml`` says if it has one; ``read`` reads them, one by one.

    Raises DumpsError when there is no dump, ConfigurationError when ``dumps.yml`` is no YAML.
    """
    if not folder.is_dir():
        raise DumpsError(f"{folder}: there is no such folder; make it and put a dump there")
    told = registry.load(folder / registry.FILE)
    named = {entry.file: entry for entry in told.dumps}
    files, others = contents(folder, named)
    if not files:
        raise DumpsError(f"{folder}: holds no dump; put at least one there, as a text file")
    missing = [
        finding("PS005", entry.place, f"{entry.file} is not in the folder")
        for entry in told.dumps
        if entry.file not in files
    ]
    order = [*(name for name in named if name in files), *(name for name in files if name not in named)]
    gone = {one.slug for one in told.retired if one.whole and one.dump not in files}
    dumps = _read(((files[name], name, named.get(name)) for name in order), gone, read=read)
    gathered = _gathered(dumps, findings=(*told.findings, *missing, *others), acknowledged=told.acknowledged)
    return replace(gathered, decisions=told.decisions, retired=told.retired)


def read_files(paths: Sequence[Path]) -> ReadDumps:
    """Read single files in the order given, with what a ``dumps.yml`` beside them says of them and their papers.

    What it says of others, and mistakes in it, are the business of ``read_folder``. Raises DumpsError when one is no
    file, ConfigurationError when a ``dumps.yml`` is no YAML.
    """
    for path in paths:
        if not path.is_file():
            raise DumpsError(f"{path}: there is no such file, or it is a pipe or a device; name a plain file")
    beside = {folder: registry.load(folder / registry.FILE) for folder in dict.fromkeys(path.parent for path in paths)}
    entries = {folder / entry.file: entry for folder, told in beside.items() for entry in told.dumps}
    dumps = _read((path, path.as_posix(), entries.get(path)) for path in paths)
    return _gathered(dumps, acknowledged=tuple(_concerning(beside, dumps)))


def _concerning(beside: Mapping[Path, registry.Registry], dumps: Sequence[ReadDump]) -> Iterable[Acknowledgement]:
    """Yield the acknowledgements of papers that stand in some of the dumps."""
    papers = {title_key(record.title) for read in dumps for record in read.records}
    for folder, told in beside.items():
        for known in told.acknowledged:
            if known.paper in papers:
                place = replace(known.place, file=(folder / registry.FILE).as_posix())
                yield replace(known, place=place)


def _read(
    files: Iterable[tuple[Path, str, Entry | None]], gone: Collection[str] = (), *, read: Read = read_dumps
) -> list[ReadDump]:
    """Read files by their paths, the names that findings call them by, and what ``dumps.yml`` tells of them.

    ``gone`` are ids of dumps that were taken back; no other dump gets their addresses.
    """
    taken = set(gone)
    sources: list[Source] = []
    for path, name, told in files:
        dump_id = slugs.free(dump_slug(naming.stem(path.name)), taken)
        taken.add(dump_id)
        sources.append(Source(path, Origin(dump_id, name), told))
    dumps: list[ReadDump] = []
    for source, one in zip(sources, read(sources), strict=True):
        named = source.told and source.told.title
        dumps.append(one if named else replace(one, dump=_told_apart(one.dump, naming.stem(source.path.name), dumps)))
    return dumps


def _told_apart(dump: Dump, stem: str, earlier: Sequence[ReadDump]) -> Dump:
    """Return a dump with a made title that no earlier dump has; so later dumps never change a title."""
    taken = frozenset(read.dump.title for read in earlier)
    return replace(dump, title=naming.apart(dump.title, taken, naming.marks(stem, dump.id)))


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
