"""``dumps.yml``: what a dump can't say of itself, and what people have decided about the dumps.

It names the dumps in the order in which they joined the library (the first dump that has a paper gives its address),
with the day they were added, the day they list, a title, where they were taken from, a checksum; and it holds what
people decided about papers (``decisions``). ``docs/dumps.md`` describes the keys. A mistake in it is a finding with its
line, and the rest of the file holds; only a file that is no YAML at all stops the run. ``writing`` adds entries.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from generator import yaml_lines
from generator.dumps import decisions, folder
from generator.model import Acknowledgement, Decision, Finding, Place, Retired
from generator.readers.fields import ROLES, Role
from generator.yaml_reading import Check, Item, Reading, any_text

FILE = folder.REGISTRY
FIELDS = "fields"
KEYS = ("dumps", "acknowledge", "same", "different", "retired")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the registry says of one dump."""

    file: str
    place: Place
    sha256: str | None = None
    added: str | None = None
    listed: str | None = None
    title: str | None = None
    source: str | None = None
    fields: tuple[tuple[Role, tuple[str, ...]], ...] = ()
    """The names that the dump gives to fields, by role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """A whole ``dumps.yml``; empty where there is none."""

    dumps: tuple[Entry, ...] = ()
    acknowledged: tuple[Acknowledgement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    retired: tuple[Retired, ...] = ()
    findings: tuple[Finding, ...] = ()


def load(path: Path) -> Registry:
    """Return the registry of a file that may be absent; raise ConfigurationError when it is no YAML.

    Findings call it by its name, as they do with dumps; the error, which nobody completes, names its folder too.
    """
    shown = Path(path.parent.name, path.name).as_posix()
    return interpret(yaml_lines.load(path, shown)) if path.is_file() else Registry()


def interpret(root: yaml.Node | None) -> Registry:
    """Return the registry that a node tree describes, with a finding for each thing that it cannot mean."""
    reading = Reading(FILE, "PS006")
    lists = {entry.key: entry.value for entry in _lists(root, reading)}
    nothing = yaml.SequenceNode(tag="", value=[])
    return Registry(
        dumps=tuple(_dumps(lists.get("dumps", nothing), reading)),
        acknowledged=tuple(decisions.acknowledged(lists.get("acknowledge", nothing), reading)),
        decisions=(
            *decisions.decisions(lists.get("same", nothing), reading, same=True),
            *decisions.decisions(lists.get("different", nothing), reading, same=False),
        ),
        retired=tuple(decisions.retired(lists.get("retired", nothing), reading)),
        findings=tuple(sorted(reading.findings, key=lambda found: (found.place, found.what))),
    )


def _lists(root: yaml.Node | None, reading: Reading) -> Iterator[yaml_lines.Entry]:
    """Yield the lists that the file holds under known keys."""
    if root is not None and not isinstance(root, yaml.MappingNode):
        reading.bad(reading.place(root), f"the file is no mapping with {', '.join(f'{key}:' for key in KEYS)}")
    for entry in reading.entries(root):
        if entry.key not in KEYS:
            reading.bad(entry.place, f"unknown key {entry.key!r}; known are {', '.join(KEYS)}")
        elif isinstance(entry.value, yaml.SequenceNode):
            yield entry
        elif not yaml_lines.is_null(entry.value):
            reading.bad(entry.place, f"{entry.key} is no list")


def _dumps(node: yaml.Node, reading: Reading) -> Iterator[Entry]:
    seen: dict[str, Place] = {}
    for item in reading.items(node, _DUMP_KEYS, others=(FIELDS,)):
        fields = tuple(_fields(item, reading))
        if not (file := item.values.pop("file", None)):
            if "file" not in item.faulty:
                reading.bad(item.place, "an entry of dumps without a file")
        elif file in seen:
            reading.bad(item.place, f"{file} has an entry in line {seen[file].line} already, which holds")
        else:
            seen[file] = item.place
            yield Entry(file=file, place=item.place, fields=fields, **item.values)


def _fields(item: Item, reading: Reading) -> Iterator[tuple[Role, tuple[str, ...]]]:
    """Yield the names of a dump's fields by role; each a text, or a list of texts of which the first one holds."""
    known: dict[str, Role] = {role: role for role in ROLES}
    node = next((entry for entry in yaml_lines.entries(item.node, FILE) if entry.key == FIELDS), None)
    if node and not isinstance(node.value, yaml.MappingNode) and not yaml_lines.is_null(node.value):
        reading.bad(node.place, f"{FIELDS} is no mapping of what is said to the name of a field")
    for key, value, place in reading.entries(node.value if node else None):
        names = tuple(filter(None, map(yaml_lines.text, yaml_lines.items(value) or (value,))))
        if key not in known:
            reading.bad(place, f"unknown key {key!r} of {FIELDS}; known are {', '.join(ROLES)}")
        elif not names:
            reading.bad(place, f"{key} of {FIELDS} names no field")
        else:
            yield known[key], names


def _sha256(value: str) -> str:
    return "" if re.fullmatch(r"[0-9a-f]{64}", value) else "is no sha256 (64 hexadecimal digits, small letters)"


def date(value: str) -> str:
    """Tell why a value is no date as ``2026-11-21``."""
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return f"is no date of the calendar: {value!r}; write it as 2026-11-21"
    return "" if len(value) == 10 else f"is no date like 2026-11-21: {value!r}"


def address(value: str) -> str:
    """Tell why a value is no http or https address."""
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    good = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", value)
    return "" if good else f"is no http or https address: {value!r}"


_DUMP_KEYS: dict[str, Check] = {
    "file": decisions.file_name,
    "sha256": _sha256,
    "added": date,
    "listed": date,
    "title": any_text,
    "source": address,
}
