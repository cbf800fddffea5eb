"""Read the entries of a YAML file that people edit, each mistake a finding with its line, and the rest holds.

``generator.yaml_lines`` knows nodes and lines; here is what files of entries have in common: a mapping whose keys are
known and stand once, lists of mappings, values that are checked one by one. The file's own module says which keys there
are and what a value may be; it refuses nothing by itself and constructs no object.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import yaml

from generator import yaml_lines
from generator.findings import finding
from generator.model import Finding, Place

Check = Callable[[str], str]
"""Returns why a value is bad, as the end of a sentence; empty when it is good."""


class Item(NamedTuple):
    """One entry of a list: its good values, the keys of those that became findings, and where it begins."""

    values: dict[str, str]
    faulty: frozenset[str]
    place: Place
    node: yaml.MappingNode


class Reading:
    """Reads one file, remembering what was wrong with it."""

    def __init__(self, file: str, code: str) -> None:
        """Take the name that findings call the file by, and the code that its mistakes have."""
        self.file = file
        self.code = code
        self.findings: list[Finding] = []

    def bad(self, place: Place, what: str) -> None:
        """Remember a mistake."""
        self.findings.append(finding(self.code, place, what))

    def place(self, node: yaml.Node) -> Place:
        """Return where a node begins."""
        return yaml_lines.place(node, self.file)

    def entries(self, node: yaml.Node | None) -> Iterator[yaml_lines.Entry]:
        """Yield the entries of a mapping, of each key the first one."""
        seen: set[str] = set()
        for entry in yaml_lines.entries(node, self.file):
            if entry.key in seen:
                self.bad(entry.place, f"{entry.key} stands twice; the first one holds")
                continue
            seen.add(entry.key)
            yield entry

    def mappings(self, node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
        """Yield the mappings of a list."""
        for item in yaml_lines.items(node):
            if isinstance(item, yaml.MappingNode):
                yield item
            else:
                self.bad(self.place(item), "an entry that is no mapping of keys to values")

    def items(self, node: yaml.Node, keys: Mapping[str, Check], *, others: Sequence[str] = ()) -> Iterator[Item]:
        """Yield the mappings of a list with their texts; keys of ``others`` hold no text and are the caller's."""
        for item in self.mappings(node):
            yield self.item(item, keys, others=others)

    def item(self, item: yaml.MappingNode, keys: Mapping[str, Check], *, others: Sequence[str] = ()) -> Item:
        """Return one mapping with its texts."""
        values: dict[str, str] = {}
        faulty: set[str] = set()
        for key, node, place in self.entries(item):
            if key in others:
                continue
            if key not in keys:
                self.bad(place, f"unknown key {key!r}; known are {', '.join((*keys, *others))}")
                continue
            text = yaml_lines.text(node)
            if text is None and yaml_lines.is_null(node):
                continue
            if why := "is no text" if not text else keys[key](text):
                self.bad(place, f"{key} {why}")
                faulty.add(key)
            elif text:
                values[key] = text
        return Item(values, frozenset(faulty), self.place(item), item)

    def texts(self, item: Item, key: str) -> list[str]:
        """Return the texts of a list under a key of an item; nothing where the key is missing."""
        node = next((entry.value for entry in yaml_lines.entries(item.node, self.file) if entry.key == key), None)
        if node is None or yaml_lines.is_null(node):
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.bad(self.place(node), f"{key} is no list")
            return []
        found = [(yaml_lines.text(each), self.place(each)) for each in yaml_lines.items(node)]
        for text, place in found:
            if not text:
                self.bad(place, f"an item of {key} is no text; put it in quotes")
        return [text for text, _ in found if text]


def any_text(_value: str) -> str:
    """Accept any text."""
    return ""
