"""JSON as it is met in files that nobody vouches for, one value at a time.

Raw control characters in texts and the words NaN and Infinity are taken, numbers of any length, and the last of two
values of one key, as other readers of JSON do. What is nested deeper than Python's stack is no value.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

DEEPEST = 6
"""Levels of lists and objects in which entries are looked for."""

OF_ONE = frozenset({"references", "citations", "cited_by", "citedby", "related", "recommendations"})
"""Lists of other papers that belong to one paper."""

Object = dict[str, Any]
Knows = Callable[[Mapping[str, object]], bool]
"""Tells whether an object is an entry, from the names of its fields."""


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) < 19 else digits


def _nothing(_word: str) -> None:
    """Take NaN and the infinities for no value."""


DECODER = json.JSONDecoder(strict=False, parse_int=_integer, parse_constant=_nothing)
CUT_WITHIN = 16
"""Characters from the end of a text within which an error may come from what is missing behind it."""


def decoded(text: str) -> object:
    """Return the value that a whole text is; raise ValueError when it is none."""
    try:
        return DECODER.decode(text.strip("\ufeff \t\r\n,\x1e"))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def is_cut(error: ValueError, text: str) -> bool:
    """Tell whether a text may be the beginning of a value, from the error that it gave."""
    if not isinstance(error, json.JSONDecodeError):
        return False
    return error.msg.startswith("Unterminated string") or error.pos >= len(text.rstrip()) - CUT_WITHIN


def reason(error: ValueError) -> str:
    """Return what is wrong, in few words, without positions in a window that nobody sees."""
    said = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
    return said[:1].lower() + said[1:]


def lists(value: object, knows: Knows, depth: int = DEEPEST) -> bool:
    """Tell whether a value is or holds a list of entries, other than the references of one."""
    if isinstance(value, list):
        return any(isinstance(item, dict | list) and any(entries(item, knows, depth - 1)) for item in value)
    if not isinstance(value, dict) or not depth:
        return False
    return any(lists(item, knows, depth - 1) for key, item in value.items() if key.casefold() not in OF_ONE)


def maps(value: object, knows: Knows) -> bool:
    """Tell whether an object that is no entry holds objects that are."""
    return isinstance(value, dict) and not knows(value) and any(entries(value, knows))


def entries(value: object, knows: Knows, depth: int = DEEPEST) -> Iterator[Object]:
    """Yield the entries in a value, in their order; those in other entries are none."""
    if isinstance(value, dict) and knows(value):
        yield value
    elif depth and isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            if isinstance(item, dict | list):
                yield from entries(item, knows, depth - 1)
