"""From a structured value of any type to what a record may hold: texts, a year, addresses.

Nothing that a file says raises here, and nothing is guessed: two different years are none, a truth value is no title.
Text stays as it stands, but for halves of surrogate pairs, which no encoding can write.
"""

import re
from collections.abc import Iterable, Iterator

DEEPEST = 4
"""Levels of lists and objects that a value is looked for in."""
DATE_LONGEST, ADDRESS_LONGEST = 200, 2000
"""Characters of a date and of an address."""
INNER = ("value", "text", "name", "#text", "$", "_", "url")
"""Keys of an object that wraps a text."""
DATES = ("date-parts", "date-time", "raw", "literal", "year", *INNER)
"""Keys of an object that stands for a date: of CSL-JSON and Crossref, then of what wraps a text."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_YEAR = re.compile(r"(?<!\d)(?<!:\d\d\.)(1[5-9]\d\d|20\d\d)(?=\D|$|(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?(?!\d))")
_ADDRESS = re.compile(r"(?:https?://|www\.|(?:github|gitlab|huggingface)\.\w+/)\S+", re.IGNORECASE)


def whole_characters(text: str) -> str:
    """Return a text in which what is no character is a replacement character."""
    return text if text.isascii() or not _SURROGATE.search(text) else _SURROGATE.sub("\ufffd", text)


def text(value: object, depth: int = DEEPEST) -> str:
    """Return what a value says as text: itself, the first text of a list, the text that an object wraps."""
    match value:
        case str():
            return whole_characters(value).strip()
        case bool() | None:
            return ""
        case int() | float():
            return str(value) if value == value else ""  # noqa: PLR0124 - NaN
        case list() if depth:
            return next((found for item in value if (found := text(item, depth - 1))), "")
        case dict() if depth:
            return next((found for key in INNER if (found := text(value.get(key), depth - 1))), "")
    return ""


def alternatives(value: object) -> tuple[str, ...]:
    """Return what a value says as text; of a list each item for itself, and each text once."""
    if isinstance(value, list):
        return tuple(dict.fromkeys(found for item in value if (found := text(item, DEEPEST - 1))))
    found = text(value)
    return (found,) if found else ()


def paragraphs(value: object) -> str:
    """Return what a value says as text, the items of a list below each other."""
    if isinstance(value, list):
        return "\n".join(found for item in value if (found := text(item, DEEPEST - 1)))
    return text(value)


def tidy(text: str) -> str:
    """Return a text with its lines trimmed and blank ones left out."""
    return "\n".join(line for line in (each.strip() for each in text.split("\n")) if line)


def texts(value: object, depth: int = DEEPEST) -> Iterator[str]:
    """Yield all texts in a value, nested ones too."""
    if isinstance(value, str):
        yield whole_characters(value)
    elif depth and isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item, depth - 1)


def year(values: Iterable[object]) -> int | None:
    """Return the year that the first value with one names; a value that names two names none."""
    for value in values:
        found = set(map(int, _YEAR.findall(value[:DATE_LONGEST]))) if isinstance(value, str) else _years(value, DEEPEST)
        if len(found) == 1:
            return found.pop()
    return None


def _years(value: object, depth: int) -> set[int]:
    """Return the years that a value names, all that a list of dates does, and the parts of dates in CSL-JSON."""
    match value:
        case bool() | None:
            return set()
        case str() | int() | float():
            shown = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
            return set(map(int, _YEAR.findall(shown[:DATE_LONGEST])))
        case list() if depth:
            return {year for item in value for year in _years(item, depth - 1)}
        case dict() if depth:
            inner = (_years(value.get(key), depth - 1) for key in DATES)
            return next(filter(None, inner), set())
    return set()


def addresses(values: Iterable[object]) -> tuple[str, ...]:
    """Return the addresses that values hold, each once, raw, in their order; other texts are left out."""
    found = (each.strip() for value in values for each in texts(value))
    return tuple(dict.fromkeys(each for each in found if len(each) < ADDRESS_LONGEST and _ADDRESS.fullmatch(each)))
