"""Which work is reused from build to build: reading a dump, and normalising its records.

Both depend on one dump alone, so that a new dump leaves what was made of the others as it is. What comes after them
weighs every paper by all others (a word is telling when few papers have it), so that a dump changes all of it a little.
Without a cache everything is made anew, with the same results.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import file_digest
from itertools import chain, groupby, islice
from pathlib import Path

from generator.cache import Cache, Recipe, encoded
from generator.dumps.reading import ReadDump, read_dump
from generator.dumps.registry import Entry
from generator.model import Finding, Paper, Record
from generator.normalise import normalise_all
from generator.readers import Origin

READING = Recipe(
    "dumps read",
    sources=(
        *("dumps", "readers", "model", "errors.py", "findings.py", "files.py", "quoting.py", "scripts.py", "slugs.py"),
        *("yaml_lines.py", "yaml_reading.py"),
    ),
    libraries=("bibtexparser", "lxml", "pylatexenc", "python-slugify", "pyyaml", "rapidfuzz", "rispy", "zstandard"),
)
NORMALISING = Recipe(
    "blocks normalised",
    sources=("normalise", "model", "findings.py", "quoting.py"),
    libraries=("latex2mathml", "pylatexenc", "rapidfuzz"),
)
_BLOCK = 1_000
"""Records of a dump that are normalised, and kept, together."""

Normalised = tuple[tuple[Paper, ...], tuple[Finding, ...]]


def read(path: Path, origin: Origin, told: Entry | None, *, cache: Cache | None = None) -> ReadDump:
    """Return what a file holds, as ``read_dump`` does."""
    content = _digest(path) if cache else ""
    if cache is None or not content:
        return read_dump(path, origin, told)
    return cache.result(
        READING,
        (encoded(content, path.name, origin, told),),
        ReadDump,
        lambda: read_dump(path, origin, told),
        sound=lambda found: found.dump.sha256 == content,  # or the file was written to in the meantime
    )


def normalised(records: Sequence[Record], *, cache: Cache | None = None) -> Normalised:
    """Return the papers of records, one each, and what is worth telling of them, as ``normalise_all`` does."""
    if cache is None:
        return normalise_all(records)
    blocks = [
        cache.result(NORMALISING, (encoded(block),), Normalised, lambda block=block: normalise_all(block))  # type: ignore[misc]
        for block in _blocks(records)
    ]
    return tuple(chain.from_iterable(papers for papers, _ in blocks)), tuple(chain.from_iterable(f for _, f in blocks))


def _blocks(records: Iterable[Record]) -> Iterator[tuple[Record, ...]]:
    """Yield the records in portions that hold one dump's only, so that a dump's portions are the same ones for ever."""
    for _, own in groupby(records, key=lambda record: record.dump):
        while block := tuple(islice(own, _BLOCK)):
            yield block


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file, the empty string when it cannot be opened: reading it will say why."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
