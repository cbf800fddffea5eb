"""``dumps.yml``: what a dump can't say of itself, and what people have decided about the dumps.

It names the dumps in the order in which they joined the library (the first dump that has a paper gives its address),
with the day they were added, the day they list, a title, where they were taken from, a checksum; and it acknowledges
conflicts that somebody has looked at. ``docs/dumps.md`` describes the keys. A mistake in it is a finding with its
line, and the rest of the file holds; only a file that is no YAML at all stops the run. Nothing is ever written back.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit

import yaml

from generator import yaml_lines
from generator.dumps import folder
from generator.findings import finding
from generator.model import Acknowledgement, Finding, Place, title_key
from generator.readers.fields import ROLES, Role

FILE = folder.REGISTRY
FIELDS = "fields"


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
    findings: tuple[Finding, ...] = ()


def load(path: Path) -> Registry:
    """Return the registry of a file that may be absent; raise ConfigurationError when it is no YAML.

    Findings call it by its name, as they do with dumps; the error, which nobody completes, names its folder too.
    """
    shown = Path(path.parent.name, path.name).as_posix()
    return interpret(yaml_lines.load(path, shown)) if path.is_file() else Registry()


def interpret(root: yaml.Node | None) -> Registry:
    """Return the registry that a node tree describes, with a finding for each thing that it cannot mean."""
    findings: list[Finding] = []
    dumps: list[Entry] = []
    acknowledged: list[Acknowledgement] = []
    if root is not None and not isinstance(root, yaml.MappingNode):
        findings.append(_bad(yaml_lines.place(root, FILE), "the file is no mapping with dumps: and acknowledged:"))
    for key, value, place in _entries(root, findings):
        if key not in ("dumps", "acknowledged"):
            findings.append(_bad(place, f"unknown key {key!r}"))
        elif not isinstance(value, yaml.SequenceNode) and not yaml_lines.is_null(value):
            findings.append(_bad(place, f"{key} is no list"))
        elif key == "dumps":
            dumps += _dumps(value, findings)
        else:
            acknowledged += _acknowledged(value, findings)
    return Registry(dumps=tuple(dumps), acknowledged=tuple(acknowledged), findings=tuple(findings))


def _dumps(node: yaml.Node, findings: list[Finding]) -> Iterator[Entry]:
    seen: dict[str, Place] = {}
    for item in _mappings(node, findings):
        place = yaml_lines.place(item, FILE)
        fields = _fields(item, findings)
        values, faulty = _values(item, _DUMP_KEYS, findings)
        if not (file := values.pop("file", None)):
            if "file" not in faulty:
                findings.append(_bad(place, "an entry of dumps without a file"))
        elif file in seen:
            findings.append(_bad(place, f"{file} has an entry in line {seen[file].line} already, which holds"))
        else:
            seen[file] = place
            yield Entry(file=file, place=place, fields=fields, **values)


def _fields(item: yaml.MappingNode, findings: list[Finding]) -> tuple[tuple[Role, tuple[str, ...]], ...]:
    """Return the names of a dump's fields by role; each a text, or a list of texts of which the first one holds."""
    known: dict[str, Role] = {role: role for role in ROLES}
    told: dict[Role, tuple[str, ...]] = {}
    node = next((entry for entry in yaml_lines.entries(item, FILE) if entry.key == FIELDS), None)
    if node and not isinstance(node.value, yaml.MappingNode) and not yaml_lines.is_null(node.value):
        findings.append(_bad(node.place, f"{FIELDS} is no mapping of what is said to the name of a field"))
    for key, value, place in _entries(node.value if node else None, findings):
        names = tuple(filter(None, map(yaml_lines.text, yaml_lines.items(value) or (value,))))
        if key not in known:
            findings.append(_bad(place, f"unknown key {key!r} of {FIELDS}; known are {', '.join(ROLES)}"))
        elif not names:
            findings.append(_bad(place, f"{key} of {FIELDS} names no field"))
        else:
            told[known[key]] = names
    return tuple(told.items())


def _acknowledged(node: yaml.Node, findings: list[Finding]) -> Iterator[Acknowledgement]:
    seen: dict[tuple[str, str], Place] = {}
    for item in _mappings(node, findings):
        place = yaml_lines.place(item, FILE)
        values, faulty = _values(item, _ACKNOWLEDGED_KEYS, findings)
        missing = [key for key in _ACKNOWLEDGED_KEYS if key not in values]
        if told := [key for key in missing if key not in faulty]:
            findings.append(_bad(place, f"an acknowledgement without {', '.join(told)}"))
        if missing:
            continue
        name = (title_key(values["paper"]), values["field"])
        if name in seen:
            findings.append(_bad(place, f"acknowledged in line {seen[name].line} already, which holds"))
            continue
        seen[name] = place
        field = cast("Literal['title', 'abstract']", values["field"])
        yield Acknowledgement(paper=name[0], field=field, because=values["because"], place=place)


def _mappings(node: yaml.Node, findings: list[Finding]) -> Iterator[yaml.MappingNode]:
    for item in yaml_lines.items(node):
        if isinstance(item, yaml.MappingNode):
            yield item
        else:
            findings.append(_bad(yaml_lines.place(item, FILE), "an entry that is no mapping of keys to values"))


def _values(
    item: yaml.MappingNode, keys: "dict[str, Check]", findings: list[Finding]
) -> tuple[dict[str, str], frozenset[str]]:
    """Return the good values of an entry, and the keys of those that became findings."""
    values: dict[str, str] = {}
    faulty: set[str] = set()
    for key, node, place in _entries(item, findings):
        if key == FIELDS and "file" in keys:
            continue
        if key not in keys:
            findings.append(_bad(place, f"unknown key {key!r}; known are {', '.join(_known(keys))}"))
            continue
        text = yaml_lines.text(node)
        if text is None and yaml_lines.is_null(node):
            continue
        if why := "is no text" if not text else keys[key](text):
            findings.append(_bad(place, f"{key} {why}"))
            faulty.add(key)
        elif text:
            values[key] = text
    return values, frozenset(faulty)


def _known(keys: "dict[str, Check]") -> tuple[str, ...]:
    return (*keys, FIELDS) if "file" in keys else tuple(keys)


def _entries(node: yaml.Node | None, findings: list[Finding]) -> Iterator[yaml_lines.Entry]:
    seen: set[str] = set()
    for entry in yaml_lines.entries(node, FILE):
        if entry.key in seen:
            findings.append(_bad(entry.place, f"{entry.key} stands twice; the first one holds"))
            continue
        seen.add(entry.key)
        yield entry


def _bad(place: Place, what: str) -> Finding:
    return finding("PS006", place, what)


Check = Callable[[str], str]
"""Returns why a value is bad, as the end of a sentence; empty when it is good."""


def _any_text(_value: str) -> str:
    return ""


def _file(value: str) -> str:
    return "is a path; name a file of this folder" if "/" in value or "\\" in value else ""


def _sha256(value: str) -> str:
    return "" if re.fullmatch(r"[0-9a-f]{64}", value) else "is no sha256 (64 hexadecimal digits, small letters)"


def _date(value: str) -> str:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return f"is no date of the calendar: {value!r}; write it as 2026-11-21"
    return "" if len(value) == 10 else f"is no date like 2026-11-21: {value!r}"


def _address(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    good = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", value)
    return "" if good else f"is no http or https address: {value!r}"


def _field(value: str) -> str:
    return "" if value in ("title", "abstract") else f"is neither title nor abstract: {value!r}"


_DUMP_KEYS: dict[str, Check] = {
    "file": _file,
    "sha256": _sha256,
    "added": _date,
    "listed": _date,
    "title": _any_text,
    "source": _address,
}
_ACKNOWLEDGED_KEYS: dict[str, Check] = {"paper": _any_text, "field": _field, "because": _any_text}
