"""Add to ``dumps.yml``, and take from it, without touching anything that people wrote there.

The file is edited as text, at the places that PyYAML's marks name, so that comments, order, quotes and line ends stay
as they are. Then it is read again: unless it says exactly what it said before plus the change, nothing is written and
the message names what to write by hand. That is the answer to files of a shape that this cannot edit (lists in flow
style, anchors, tabs), too: to refuse. A library that round-trips YAML would edit those as well; it is not worth a
dependency for one file.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

import yaml

from generator import yaml_lines
from generator.errors import ConfigurationError
from generator.files import replace_file

Value = str | Sequence[str]
Change = Callable[[object], object]
_PLAIN = re.compile(r"[A-Za-z0-9](?:[\w./+-]|:(?=\S))*|[A-Za-z][\w ,;()/.+'’-]*[\w)]")
_MEANT = re.compile(r"\d{4}-\d{2}-\d{2}|[0-9a-f]{64}")
"""Dates and checksums stand without quotes, as people write them, though YAML may take them for no text."""


def read(path: Path) -> str:
    """Return the text of a file; nothing where there is none. Raises ConfigurationError when it is no YAML."""
    if not path.is_file():
        return ""
    yaml_lines.load(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return file.read()


def write(path: Path, text: str) -> None:
    """Write the text, as a whole or not at all."""
    replace_file(path, text.encode())


def with_entries(text: str, key: str, entries: Iterable[Mapping[str, Value]]) -> str:
    """Return the text with entries behind those of a list (``dumps``, ``retired``), which is made if need be."""
    for entry in entries:
        added = _added(text, key, entry)
        _prove(text, added, partial(_plus, key=key, entry=entry), f"an entry of {key}:\n{_block(entry, '')}")
        text = added
    return text


def with_checksum(text: str, file: str, sha256: str) -> str:
    """Return the text with another checksum in the entry of a dump, which must have one."""
    node = _value(_entry(text, "dumps", ("file", file)), "sha256")
    changed = text[: node.start_mark.index] + sha256 + text[node.end_mark.index :]

    def told(data: object) -> object:
        return _edited(data, "dumps", ("file", file), lambda entry: {**entry, "sha256": sha256})

    _prove(text, changed, told, f"the sha256 {sha256} in the entry of {file}")
    return changed


def without_entry(text: str, key: str, name: tuple[str, str]) -> str:
    """Return the text without the first entry of a list that has a value (``("file", "a.txt")``); comments stay.

    Raises ConfigurationError when there is none.
    """
    node = _entry(text, key, name)
    start = text.rfind("\n", 0, node.start_mark.index) + 1
    told = f"remove the entry of {key} with {name[0]}: {name[1]}"
    if not re.fullmatch(r"[ ]*-[ ]+", text[start : node.start_mark.index]):
        raise _by_hand(told)
    changed = text[:start] + text[_end(text, node) :]
    _prove(text, changed, lambda data: _edited(data, key, name, lambda _entry: None), told)
    return changed


def _added(text: str, key: str, entry: Mapping[str, Value]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    root = yaml_lines.compose(text, "dumps.yml")
    block, at, before = _place(text, root, key)
    dash = f"{' ' * at}- "
    lines = _block(entry, " " * len(dash)).lstrip().split("\n")
    made = newline.join((*before, dash + lines[0], *lines[1:])) + newline
    head = text[:block]
    if head and not head.endswith("\n"):
        head += newline
    rest = text[block:]
    if key == "dumps" or not before:
        return head + made + rest
    return (head.rstrip("\r\n") + newline * 2 if head.strip() else head) + made + rest


def _place(text: str, root: yaml.Node | None, key: str) -> tuple[int, int, tuple[str, ...]]:
    """Return where a new entry goes, the column of its dash, and what has to stand before it."""
    if root is None:
        return len(text), 2, (f"{key}:",)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise _by_hand(f"add {key}:")
    name, node = next(((k, v) for k, v in root.value if k.value == key), (None, None))
    if name is None or node is None:
        return _end(text, root), 2, (f"{key}:",)
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        first = node.value[0].start_mark
        line = text[: first.index].rfind("\n") + 1
        return _end(text, node.value[-1]), text[line : first.index].find("-"), ()
    if yaml_lines.is_null(node) and not node.value:
        end = text.find("\n", name.end_mark.index)
        return (end + 1 if end >= 0 else len(text)), 2, ()
    raise _by_hand(f"add an entry to {key}:")


def _end(text: str, node: yaml.Node) -> int:
    """Return the beginning of the line behind a node; comments and blank lines below it are not part of it."""
    start: int = node.start_mark.index
    lines = text[start : node.end_mark.index].splitlines(keepends=True)
    inner = node.start_mark.column
    while len(lines) > 1 and _nothing(lines[-1], inner):
        lines.pop()
    end = start + sum(map(len, lines))
    if text[:end].endswith("\n"):
        return end
    stop = text.find("\n", end)
    return stop + 1 if stop >= 0 else len(text)


def _nothing(line: str, column: int) -> bool:
    """Tell whether a line behind a node is blank or a comment; deeper ones may be text of a block scalar."""
    bare = line.strip()
    return not bare or (bare.startswith("#") and len(line) - len(line.lstrip()) <= column)


def _block(entry: Mapping[str, Value], indent: str) -> str:
    lines: list[str] = []
    for key, value in entry.items():
        if isinstance(value, str):
            lines.append(f"{indent}{key}: {_scalar(value)}")
        else:
            lines += [f"{indent}{key}:", *(f"{indent}  - {_scalar(each)}" for each in value)]
    return "\n".join(lines)


def _scalar(text: str) -> str:
    """Return a text as YAML on one line, plain where that is clear, else in double quotes."""
    if _MEANT.fullmatch(text) or (_PLAIN.fullmatch(text) and yaml.safe_load(text) == text):
        return text
    quoted: str = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=2**30)
    return quoted.strip()


def _entry(text: str, key: str, name: tuple[str, str]) -> yaml.MappingNode:
    root = yaml_lines.compose(text, "dumps.yml")
    entries = next((entry.value for entry in yaml_lines.entries(root, "") if entry.key == key), None)
    for node in yaml_lines.items(entries):
        values = {entry.key: entry.value for entry in yaml_lines.entries(node, "")}
        if isinstance(node, yaml.MappingNode) and name[0] in values and yaml_lines.text(values[name[0]]) == name[1]:
            return node
    raise ConfigurationError(f"dumps.yml has no entry of {key} with {name[0]}: {name[1]}; look how it is written there")


def _value(node: yaml.MappingNode, key: str) -> yaml.Node:
    found = next((entry.value for entry in yaml_lines.entries(node, "") if entry.key == key), None)
    if not isinstance(found, yaml.ScalarNode) or found.style in ("|", ">"):
        raise _by_hand(f"write {key} on one line")
    return found


def _prove(before: str, after: str, change: Change, what: str) -> None:
    """Raise ConfigurationError unless the text now says what it said before, with the change."""
    try:
        said = _data(yaml_lines.compose(after, "dumps.yml"))
    except ConfigurationError as error:
        raise _by_hand(what) from error
    if said != change(_data(yaml_lines.compose(before, "dumps.yml"))):
        raise _by_hand(what)


def _by_hand(what: str) -> ConfigurationError:
    return ConfigurationError(
        f"dumps.yml is written in a way that cannot be edited without touching the rest; by hand: {what.strip()}"
    )


def _data(node: yaml.Node | None) -> object:
    """Return what a node tree says, scalars as they are written; keys in their order, twice if they stand twice."""
    if isinstance(node, yaml.MappingNode):
        return [(_data(key), _data(value)) for key, value in node.value]
    if isinstance(node, yaml.SequenceNode):
        return [_data(each) for each in node.value]
    return yaml_lines.text(node) if node is not None else None


def _plus(data: object, *, key: str, entry: Mapping[str, Value]) -> object:
    new = [(name, value if isinstance(value, str) else list(value)) for name, value in entry.items()]
    pairs = list(data) if isinstance(data, list) else []
    for number, (name, value) in enumerate(pairs):
        if name == key:
            pairs[number] = (name, [*(value or []), new])
            return pairs
    return [*pairs, (key, [new])]


def _edited(
    data: object, key: str, name: tuple[str, str], change: Callable[[dict[str, object]], dict[str, object] | None]
) -> object:
    """Return the data with the first entry of a name changed, or left out where the change gives none."""
    found = []
    for each, value in data if isinstance(data, list) else []:
        entries = list(value) if isinstance(value, list) else value
        if each == key and isinstance(entries, list):
            at = next(number for number, entry in enumerate(entries) if dict(entry).get(name[0]) == name[1])
            kept = change(dict(entries[at]))
            entries[at : at + 1] = [list(kept.items())] if kept is not None else []
            entries = entries or None
        found.append((each, entries))
    return found
