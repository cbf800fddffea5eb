"""Lists of names in the one form that pages show: given name first.

It reorders what a comma marks, and decides nothing else: initials stay initials, and a name that it does not
understand stays as it is.
"""

import re
from collections.abc import Sequence

_INNER = re.compile(r"\s*\([^()]*\)")
_LISTED = re.compile(r"\s*;\s*|\s*,?\s+(?:and|&)\s+")
_SUFFIX = re.compile(r"(?:jr|sr|[ivx]{1,4}|ph\.?d|m\.?d)\.?", re.IGNORECASE)


def given_first(name: str) -> str:
    """Return ``Family, Given`` and ``Family, Given, Jr.`` with the given name first; other names as they are."""
    parts = [" ".join(part.split()) for part in name.split(",")]
    parts = [part for part in parts if part]
    if len(parts) == 2:
        family, given = parts
        return f"{family}, {given}" if _SUFFIX.fullmatch(given) else f"{given} {family}"
    if len(parts) == 3 and (_SUFFIX.fullmatch(parts[2]) or _SUFFIX.fullmatch(parts[1])):
        given, suffix = (parts[1], parts[2]) if _SUFFIX.fullmatch(parts[2]) else (parts[2], parts[1])
        return f"{given} {parts[0]} {suffix}"
    return ", ".join(parts)


def listed(text: str) -> tuple[str, ...]:
    """Return the names of a list that is written as one text, without the affiliations in brackets behind them.

    ``Ada Lovelace, Alan Turing`` are two; ``Lovelace, Ada`` is one, because a family name alone is no name.
    """
    # Brackets nest in the old feeds of arXiv: ((1) University).
    for _ in range(3):
        text = _INNER.sub("", text)
    pieces = [piece.strip(" ,\n\t") for piece in _LISTED.split(text)]
    names: list[str] = []
    for piece in pieces:
        parts = [" ".join(part.split()) for part in piece.split(",") if part.strip()]
        if len(parts) > 2 and len(parts) % 2 == 0 and all(map(_initials, parts[1::2])):
            # Doe, J., Roe, K. L.: the medical journals' way
            names += [f"{given} {family}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
            continue
        single = (
            len(parts) == 2 and (" " not in parts[0] or len(pieces) > 1 or _initials(parts[1])) and not _plain(parts)
        )
        names += [given_first(piece)] if single else parts
    return tuple(name for name in names if name)


def _plain(parts: Sequence[str]) -> bool:
    """Tell whether each part is a whole name, with a given and a family name."""
    return all(" " in part and not _initials(part) for part in parts)


def _initials(part: str) -> bool:
    letters = [re.sub(r"[.-]", "", word) for word in part.split()]
    return all(each.isupper() and len(each) <= 3 for each in letters)
