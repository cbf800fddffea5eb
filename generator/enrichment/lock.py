"""``enrichment.lock.jsonl``: one line a paper, sorted by its key, so that a change of it reads well in a review.

A line that cannot be read is a finding with its number; the others hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from generator.errors import ConfigurationError
from generator.findings import finding
from generator.model import Finding, Place
from generator.outputs import encode

FILE = "enrichment.lock.jsonl"


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a source said of one paper, and why it was taken for this one."""

    key: str
    """The paper's key, see ``title_key``."""
    arxiv: str = ""
    doi: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str = ""
    source: str
    """Who said it: ``arxiv``, or ``file:`` and the file's name."""
    title: str
    """The matched title as the source has it."""
    score: float
    """How much of the abstract both have in common, from 0 to 1; of the title where there is no abstract."""
    fetched: str
    """The day, ISO."""


@dataclass(frozen=True, slots=True)
class Lock:
    """A whole lock file; ``places`` run parallel to ``entries``."""

    entries: tuple[Entry, ...] = ()
    places: tuple[Place, ...] = ()
    findings: tuple[Finding, ...] = ()


def load(path: Path) -> Lock:
    """Return the lock of a file that may be absent; raise ConfigurationError when it cannot be opened."""
    if not path.exists():
        return Lock()
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    entries: dict[str, tuple[Entry, Place]] = {}
    findings: list[Finding] = []
    for number, line in enumerate(lines, start=1):
        place = Place(path.name, number)
        try:
            entry = msgspec.json.decode(line, type=Entry) if line.strip() else None
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            findings.append(finding("PS601", place, f"no entry of the lock file: {error}"))
            continue
        if entry and entry.key in entries:
            findings.append(finding("PS602", place, f"line {entries[entry.key][1].line} is about the same paper"))
        elif entry:
            entries[entry.key] = (entry, place)
    known = tuple(entries.values())
    return Lock(tuple(entry for entry, _ in known), tuple(place for _, place in known), tuple(findings))


def dumped(entries: Iterable[Entry]) -> bytes:
    """Return the file of some entries."""
    return encode.lines(sorted(entries, key=lambda entry: entry.key))
