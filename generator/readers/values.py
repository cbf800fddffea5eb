"""From a structured value of any type to what a record may hold: texts, names, a year, addresses.

Nothing that a file says raises here, and nothing is guessed: two different years are none, a truth value is no title.
Text stays as it stands, but for halves of surrogate pairs, which no encoding can write.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

DEEPEST = 4
"""Levels of lists and objects that a value is looked for in."""
NAME_LONGEST = 200
"""Characters of a person's name."""
INNER = ("value", "text", "name", "#text", "$", "_", "url")
"""Keys of an object that wraps a text."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?=\D|$|(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d))")
_QUOTED = re.compile(r"""'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)\"""")
_LIST_OF_TEXTS = re.compile(r"""\[\s*(?:'|").*\]""", re.DOTALL)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_AND = re.compile(r"\s*,?\s+(?:and|&)\s+")
_ADDRESS = re.compile(r"(?:https?://|www\.|(?:github|gitlab|huggingface)\.\w+/)\S+", re.IGNORECASE)


def whole(text: str) -> str:
    """Return a text in which what is no character is a replacement character."""
    return _SURROGATE.sub("\ufffd", text) if _SURROGATE.search(text) else text


def text(value: object, depth: int = DEEPEST) -> str:
    """Return what a value says as text: itself, the first text of a list, the text that an object wraps."""
    match value:
        case str():
            return whole(value).strip()
        case bool() | None:
            return ""
        case int() | float():
            return str(value) if value == value else ""  # noqa: PLR0124 - NaN
        case list() if depth:
            return next((found for item in value if (found := text(item, depth - 1))), "")
        case dict() if depth:
            return next((found for key in INNER if (found := text(value.get(key), depth - 1))), "")
    return ""


def paragraphs(value: object) -> str:
    """Return what a value says as text, the items of a list below each other."""
    if isinstance(value, list):
        return "\n".join(found for item in value if (found := text(item, DEEPEST - 1)))
    return text(value)


def texts(value: object, depth: int = DEEPEST) -> Iterator[str]:
    """Yield all texts in a value, nested ones too."""
    if isinstance(value, str):
        yield whole(value)
    elif depth and isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item, depth - 1)


def year(values: Iterable[object]) -> int | None:
    """Return the year that the first value with one names; a value that names two names none."""
    for value in values:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            continue
        shown = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
        found = set(_YEAR.findall(shown[:NAME_LONGEST]))
        if len(found) == 1:
            return int(found.pop())
    return None


def addresses(values: Iterable[object]) -> tuple[str, ...]:
    """Return the addresses that values hold, each once, raw, in their order; other texts are left out."""
    found = (each.strip() for value in values for each in texts(value))
    return tuple(dict.fromkeys(each for each in found if len(each) < 10 * NAME_LONGEST and _ADDRESS.fullmatch(each)))


def authors(value: object) -> tuple[str, ...]:
    """Return the names of people, from a list of texts, of objects or of the parts of names, or from one text."""
    names = (
        _listed(value) if isinstance(value, list) else (split(value) if isinstance(value, str) else [_person(value)])
    )
    spaced = (" ".join(name.split()) for name in names)
    return tuple(name for name in spaced if 0 < len(name) <= NAME_LONGEST)


def _listed(people: list[object]) -> Iterator[str]:
    for person in people:
        if isinstance(person, str):
            yield whole(person)
        elif isinstance(person, list):  # last name, first names, suffix, then affiliations
            last, first, suffix = (*(text(part) for part in person[:3]), "", "", "")[:3]
            yield " ".join(part for part in (first, last, suffix) if part)
        else:
            yield _person(person)


def _person(value: object) -> str:
    if not isinstance(value, Mapping):
        return ""
    parts = {str(key).casefold(): part for key, part in value.items()}
    if isinstance(parts.get("author"), Mapping):
        return _person(parts["author"])
    for given, family in (("given", "family"), ("first", "last"), ("firstname", "lastname"), ("forename", "surname")):
        if family in parts:
            return " ".join(name for name in (text(parts.get(given)), text(parts[family])) if name)
    keys = ("name", "display_name", "full_name", "fullname", "literal", "raw_author_name", "author")
    return next((found for key in keys if (found := text(parts.get(key)))), "")


def split(names: str) -> list[str]:
    """Return the names in one text: between semicolons, else between "and" and commas.

    ``Last, First and Last, First`` is known by a comma in each part; a single ``Last, First`` by its one word.
    """
    names = whole(names).strip()
    if _LIST_OF_TEXTS.fullmatch(names):
        return [first or second for first, second in _QUOTED.findall(names)]
    if ";" in names:
        return names.split(";")
    plain = _IN_BRACKETS.sub("", names).replace("\n", " ")
    parts = _AND.split(plain)
    if all(part.count(",") <= 1 for part in parts) and parts[-1].count(",") == 1 and _is_inverted(parts):
        return [_turned(part) for part in parts]
    return [name for part in parts for name in part.split(",")]


def _is_inverted(parts: list[str]) -> bool:
    return len(parts) > 1 or len(parts[0].split(",")[0].split()) == 1


def _turned(name: str) -> str:
    last, _, first = name.partition(",")
    return f"{first.strip()} {last.strip()}"
