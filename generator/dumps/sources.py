"""Dumps that are to be read, here or on other machines, to which they are sent as what is in their files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.dumps.reading import ReadDump, read_dump
from generator.dumps.registry import Entry
from generator.executors import SERIAL, Executor
from generator.readers import Origin

SENT = 1 << 26
"""Bytes of a file that is sent to another machine at most; a larger one is read here, as a stream."""


@dataclass(frozen=True, slots=True)
class Source:
    """A dump that is to be read: its file, what findings call it, and what ``dumps.yml`` told of it."""

    path: Path
    origin: Origin
    told: Entry | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A source for who does not have its file: the name and the content; None when it has to be read where it is."""

    source: Source
    content: bytes | None


def read_dumps(sources: Sequence[Source], *, executor: Executor = SERIAL) -> Iterator[ReadDump]:
    """Yield what each of some files holds; a partition is a file, because only its reader knows where it can be cut."""
    if executor.local:
        return executor.map(read_source, sources)
    found = executor.map(read_sent, map(_sent, sources))
    return (dump or read_source(source) for source, dump in zip(sources, found, strict=True))


def read_source(source: Source) -> ReadDump:
    """Read a dump in its file."""
    return read_dump(source.path, source.origin, source.told)


def read_sent(sent: Sent) -> ReadDump | None:
    """Read a dump that was sent; a file is read several times over, so it becomes one again."""
    if sent.content is None:
        return None
    with TemporaryDirectory(prefix="papershelf-") as folder:
        path = Path(folder) / sent.source.path.name
        path.write_bytes(sent.content)
        return read_source(replace(sent.source, path=path))


def _sent(source: Source) -> Sent:
    try:
        with source.path.open("rb") as file:
            content = file.read(SENT + 1)
    except OSError:
        return Sent(source, None)  # reading it says why
    return Sent(source, content if len(content) <= SENT else None)
