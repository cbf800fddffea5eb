"""JSON as it is met in files that nobody vouches for, one value at a time.

Raw control characters in texts and the words NaN and Infinity are taken, numbers of any length, and the last of two
values of one key, as other readers of JSON do. What is nested deeper than Python's stack is no value.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.readers.fields import folded

DEEPEST = 6
"""Levels of lists and objects in which entries are looked for."""

OF_ONE = frozenset(
    "reference references referenced referencedworks citation citations citing cites cited citedby citedreferences "
    "related relatedpapers relatedworks similarpapers recommendations".split()
)
"""Lists of other papers that belong to one paper, by the folded name of their field."""

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


def written(value: object) -> str:
    """Return a value as JSON, to be shown where its own text is not at hand; nothing for what is nested too deeply."""
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return ""


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
    return any(lists(item, knows, depth - 1) for item in uncited(value))


def is_of_one(key: str) -> bool:
    """Tell whether a field of this name holds other papers than the one whose field it is."""
    return folded(key) in OF_ONE


def maps(value: object, knows: Knows) -> bool:
    """Tell whether an object that is no entry holds objects that are."""
    return isinstance(value, dict) and not knows(value) and any(entries(value, knows))


def entries(value: object, knows: Knows, depth: int = DEEPEST) -> Iterator[Object]:
    """Yield the entries in a value, in their order; those in other entries are none.

    What an object cites is taken for entries only where nothing else in it is one, and where it has no field that they
    have too: an entry that lost its title stays one.
    """
    if not isinstance(value, dict | list):
        return
    if isinstance(value, list):
        for item in value if depth else ():
            yield from entries(item, knows, depth - 1)
    elif knows(value):
        yield value
    elif depth:
        found = False
        for entry in (each for item in uncited(value) for each in entries(item, knows, depth - 1)):
            found = True
            yield entry
        cited = {} if found else {key: item for key, item in value.items() if is_of_one(key)}
        inner = (each for item in cited.values() for each in entries(item, knows, depth - 1))
        yield from (each for each in inner if not (value.keys() - cited.keys()) & each.keys())


def uncited(value: Object) -> Iterator[object]:
    """Yield what an object holds, other than papers that it cites."""
    return (item for key, item in value.items() if not is_of_one(key))
