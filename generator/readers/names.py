"""Names of people in the one form that pages show: given name first.

It reorders what a comma marks, and decides nothing else: initials stay initials, and a name that it does not
understand stays as it is. BibTeX has rules of its own, see ``bibtex_values``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.readers.values import text, whole_characters

LONGEST = 200
"""Characters of a person's name."""
LOOKED_AT = 4000
"""Characters of a list that tell whether it is one of names."""

_INNER = re.compile(r"\s*\([^()]*\)")
_LISTED = re.compile(r"\s*;\s*|\s*,?\s+(?:and|&)\s+")
_SUFFIX = re.compile(r"(?:jr|sr|[ivx]{1,4}|ph\.?d|m\.?d)\.?", re.IGNORECASE)
_QUOTED = re.compile(r"""'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)\"""")
_LIST_OF_TEXTS = re.compile(r"""\[\s*(?:'|").*\]""", re.DOTALL)
"""A list as programs print it, which is what becomes of one in a table."""
_PARTS = (("given", "family"), ("first", "last"), ("firstname", "lastname"), ("forename", "surname"))
_BEFORE_FAMILY = ("dropping-particle", "non-dropping-particle")
_WHOLE = (
    *("name", "display_name", "full_name", "fullname", "literal", "raw_author_name", "author"),
    *("text", "#text", "value", "$"),
)
"""Keys of an object that stands for a person."""
_AROUND = ("value", "author", "authors", "creator", "creators", "name")
"""Keys of an object that is around a list of people."""

_PARTICLES = frozenset(
    "af al bin da dal de del della den der des di do dos du e el et la le ten ter van von y zu".split()
)
_PART = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+(?:and|&)\s+")
_NOTES = re.compile(r"[\d*†‡§¶∗^]+$")


def people(value: object) -> tuple[str, ...]:
    """Return the names in a value: a list of texts, of objects or of the parts of names; or one text or object."""
    if isinstance(value, Mapping):
        value = _list_in(value)
    if isinstance(value, list) and len(value) != 1:
        found: Iterable[str] = map(_person, value)
    else:
        only = value[0] if isinstance(value, list) else value
        found = listed(only) if isinstance(only, str) else (_person(only),)
    return tuple(name for name in found if 0 < len(name) <= LONGEST)


def _list_in(value: Mapping[str, object]) -> object:
    """Return the list of people that an object is around (``{"value": […]}``, ``{"author": […]}``), else the object."""
    return next((inner for key in _AROUND if isinstance(inner := value.get(key), list)), value)


def given_first(name: str) -> str:
    """Return ``Family, Given`` and ``Family, Given, Jr.`` with the given name first; other names as they are."""
    if "," not in name:
        return " ".join(name.split())
    parts = [" ".join(part.split()) for part in name.split(",")]
    parts = [part for part in parts if part]
    if len(parts) == 2:
        family, given = parts
        return f"{family}, {given}" if _SUFFIX.fullmatch(given) else f"{given} {family}"
    if len(parts) == 3 and (_SUFFIX.fullmatch(parts[2]) or _SUFFIX.fullmatch(parts[1])):
        given, suffix = (parts[1], parts[2]) if _SUFFIX.fullmatch(parts[2]) else (parts[2], parts[1])
        return f"{given} {parts[0]} {suffix}"
    return ", ".join(parts)


def listed(names: str, *, plain: bool = False) -> tuple[str, ...]:
    """Return the names of a list that is written as one text, without the affiliations in brackets behind them.

    ``Ada Lovelace, Alan Turing`` are two; ``Lovelace, Ada`` is one, because a given name alone is no name. What
    ``Madonna, Ada Lovelace`` is nobody can tell from it: two where the names are ``plain``, with the given name first
    as feeds have them; elsewhere one, since people of several given names are far more than people of one name.
    """
    names = whole_characters(names)
    if _LIST_OF_TEXTS.fullmatch(names.strip()):
        return tuple(given_first(first or second) for first, second in _QUOTED.findall(names))
    # Brackets nest in the old feeds of arXiv: ((1) University).
    for _ in range(3):
        names = _INNER.sub("", names)
    pieces = [piece.strip(" ,\n\t") for piece in _LISTED.split(names)]
    found = (name for piece in pieces for name in _of_piece(piece, alone=len(pieces) == 1, plain=plain))
    return tuple(name for name in found if name)


def look_like_names(text: str) -> bool:
    """Tell whether a text may be names of people, or of groups of them, and nothing else.

    Words begin with capitals, and one name at least has two; so has a title in the English way, of course.
    """
    text = " ".join(text[:LOOKED_AT].split())
    for _ in range(3):
        text = _INNER.sub("", text)
    parts = [part.split() for part in _PART.split(text.strip().rstrip(".,;")) if part.strip()]
    whole = all(len(words) <= 6 and all(map(_is_name, words)) for words in parts)
    return whole and any(len(words) > 1 for words in parts)


def _is_name(word: str) -> bool:
    word = _NOTES.sub("", word).rstrip(".")
    bare = re.sub(r"[-.'’`‐-–]", "", word)
    return (
        word.lower() in _PARTICLES
        or not bare
        or (bare.isalpha() and any(char.isupper() or not char.islower() for char in bare))
    )


def _of_piece(piece: str, *, alone: bool, plain: bool) -> Iterator[str]:
    """Yield the names between two semicolons or ``and``; ``alone``: there are none of these."""
    parts = [" ".join(part.split()) for part in piece.split(",") if part.strip()]
    if len(parts) > 2 and len(parts) % 2 == 0 and all(map(_initials, parts[1::2])):
        # Doe, J., Roe, K. L.: the medical journals' way
        yield from (f"{given} {family}" for family, given in zip(parts[::2], parts[1::2], strict=True))
    elif len(parts) == 2 and _is_inverted(parts, alone=alone, plain=plain):
        yield given_first(piece)
    else:
        yield from parts


def _is_inverted(parts: Sequence[str], *, alone: bool, plain: bool) -> bool:
    """Tell whether two parts are a family name and a given name."""
    family, given = parts
    if _is_whole(given) and (plain or _is_whole(family)):
        return False
    return " " not in family or not alone or _initials(given)


def _is_whole(part: str) -> bool:
    """Tell whether a part can be a whole name: a given and a family name, which is no initial."""
    return " " in part and not _initials(part.rpartition(" ")[2])


def _initials(part: str) -> bool:
    letters = [re.sub(r"[.-]", "", word) for word in part.split()]
    return all(each.isupper() and len(each) <= 3 for each in letters)


def _person(value: object) -> str:
    match value:
        case str():
            return given_first(whole_characters(value))
        case list():  # last name, first names, suffix, then affiliations
            last, first, suffix = (*(text(part) for part in value[:3]), "", "", "")[:3]
            return _spaced(first, last, suffix)
        case Mapping():
            return _of_object({str(key).casefold(): part for key, part in value.items()})
    return ""


def _of_object(parts: Mapping[str, object]) -> str:
    if isinstance(parts.get("author"), Mapping):
        return _person(parts["author"])
    for given, family in _PARTS:
        if family in parts:
            particles = (text(parts.get(key)) for key in _BEFORE_FAMILY)
            return _spaced(text(parts.get(given)), *particles, text(parts[family]), text(parts.get("suffix")))
    return next((_spaced(found) for key in _WHOLE if (found := text(parts.get(key)))), "")


def _spaced(*parts: str) -> str:
    """Return the parts of a name as one; arXiv parts initials that a hyphen joins (``C. -P.``)."""
    return " ".join(" ".join(parts).split()).replace(". -", ".-")
