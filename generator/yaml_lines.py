"""YAML whose lines are not forgotten: what ``dumps.yml`` and ``themes.yml`` are read with.

A configuration that people edit by hand deserves "themes.yml:12: …" for every mistake. PyYAML's node tree keeps the
lines, its constructed values don't, so callers walk the nodes with the few helpers here. Scalars are taken as written
(``2026-11-21``, ``yes`` and ``007`` stay these texts). What does not fit the schema is the caller's finding; only a
file that is no YAML at all raises. No object is ever constructed from a tag.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from generator.errors import ConfigurationError, not_utf8
from generator.model import Place

NULL = "tag:yaml.org,2002:null"


class Entry(NamedTuple):
    """One key of a mapping with its value and the place of the key."""

    key: str
    value: yaml.Node
    place: Place


def load(path: Path, file: str = "") -> yaml.Node | None:
    """Return the node tree of a YAML file, None when it holds nothing; raise ConfigurationError when it is no YAML.

    The error calls the file ``file``, else by its name alone.
    """
    file = file or path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigurationError(
            f"{path}: cannot be read ({error.strerror}); check the path and its permissions"
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(not_utf8(file, error)) from error
    return compose(text, file)


def compose(text: str, file: str) -> yaml.Node | None:
    """Return the node tree of a YAML text, None when it holds nothing; raise ConfigurationError naming the line."""
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise _no_yaml(Place(file, line), error.problem or "broken syntax") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _no_yaml(Place(file, line), "a control character") from error
    except RecursionError as error:
        raise _no_yaml(Place(file), "nested too deeply") from error
    return node


def _no_yaml(place: Place, problem: str) -> ConfigurationError:
    remedy = "put texts that hold a colon, #, quote or bracket in quotes, and indent with spaces"
    return ConfigurationError(f"{place}: not readable as YAML: {problem}; {remedy}")


def place(node: yaml.Node, file: str) -> Place:
    """Return where a node begins."""
    return Place(file, node.start_mark.line + 1)


def entries(node: yaml.Node | None, file: str) -> Iterator[Entry]:
    """Yield the entries of a mapping in order, a key that stands twice included; nothing for any other node."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "(a list or mapping)"
            yield Entry(name, value, place(key, file))


def items(node: yaml.Node | None) -> tuple[yaml.Node, ...]:
    """Return the items of a sequence; nothing for any other node."""
    return tuple(node.value) if isinstance(node, yaml.SequenceNode) else ()


def is_null(node: yaml.Node) -> bool:
    """Tell whether a value was left out (``key:``) or is ``null``."""
    return bool(node.tag == NULL)


def text(node: yaml.Node) -> str | None:
    """Return a scalar as it is written, trimmed; None for a list, a mapping or a value left out."""
    if not isinstance(node, yaml.ScalarNode) or is_null(node):
        return None
    return str(node.value).strip()
