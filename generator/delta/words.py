"""A small difference of two texts, word by word, with a few words around each change."""

import re
from difflib import SequenceMatcher

AROUND = 5
"""Words that are kept before and behind a change."""
ELLIPSIS = "…"
Piece = tuple[str, str]
"""``=``, ``-`` or ``+``, and words."""


def difference(before: str, after: str) -> list[Piece]:
    """Return what was cut and what came, in order; what is equal is shortened to the words around a change."""
    old, new = _words(before), _words(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pieces: list[Piece] = []
    codes = matcher.get_opcodes()
    for number, (what, a, b, c, d) in enumerate(codes):
        if what == "equal":
            pieces.append(("=", _shortened(old[a:b], first=number == 0, last=number == len(codes) - 1)))
        else:
            pieces += [(sign, " ".join(words)) for sign, words in (("-", old[a:b]), ("+", new[c:d])) if words]
    return pieces


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


def _shortened(words: list[str], *, first: bool, last: bool) -> str:
    keep = AROUND * (2 - first - last) or AROUND
    if len(words) <= keep + 1:
        return " ".join(words)
    head = [] if first else words[:AROUND]
    tail = [] if last else words[-AROUND:]
    return " ".join((*head, ELLIPSIS, *tail))
