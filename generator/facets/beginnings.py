r"""Find phrases by the letters that they begin with: looked up as plain text, the rare places where one could be.

``re`` tries a pattern that begins with ``\b`` at every character. A phrase in ``rules.yml`` begins with one of a few
pieces of text ("we ", "this ", "our work"), which ``str.find`` finds forty times faster, and once for all phrases that
begin so; only there the pattern is tried. The pieces are read off the pattern itself, as far as it is plain. One that
may begin with any letter has none, and is looked for as ever.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

MOST = 12
"""Pieces of text with which a pattern may begin for a look at each to be quicker."""
_ENOUGH = 6
"""Letters after which a piece is rare enough."""
_SHORTEST = 2
NO_WIDTH = frozenset(["^", "$", r"\b"])
_ESCAPED = re.compile(r"\\[^a-z0-9]")
TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?<?[=!]|\((?:\?(?:-i)?:)?|[|)]|(?:[*+?]|\{\d*,?\d*\})\??|.", re.DOTALL
)
Match = re.Match[str]
Begun = dict[str, bool]
"""Pieces of text, and whether more of the pattern may be added to each."""


def beginnings(pattern: str) -> tuple[str, ...]:
    """Return what each match of a pattern, in lower case, begins with one of; nothing where that can't be told."""
    begun, _ = _alternatives([*TOKEN.findall(pattern.lower()), ")"], 0)
    if any(len(piece) < _SHORTEST for piece in begun):
        return ()
    return tuple(piece for piece in begun if not any(piece.startswith(other) for other in begun if other != piece))


class Lowered:
    """A text in lower case, and where in it the pieces stand that patterns begin with: many begin with the same."""

    __slots__ = ("_places", "text")

    def __init__(self, text: str) -> None:
        """Take a text in lower case."""
        self.text = text
        self._places: dict[tuple[str, ...], list[int]] = {}

    def has(self, pieces: Iterable[str]) -> bool:
        """Tell whether any of some pieces stands in it."""
        return any(map(self.text.__contains__, pieces))

    def places(self, pieces: tuple[str, ...]) -> list[int]:
        """Return where any of some pieces stands, in order."""
        places = self._places.get(pieces)
        if places is None:
            places = self._places[pieces] = []
            for piece in pieces:
                at = self.text.find(piece)
                while at >= 0:
                    places.append(at)
                    at = self.text.find(piece, at + 1)
            places.sort()
        return places


def first(pattern: re.Pattern[str], text: str, places: Sequence[int], start: int = 0) -> Match | None:
    """Return the first match from a place on, as ``search`` does, of a pattern whose matches begin at certain places.

    These are the places of its pieces in the text in lower case, which is as long as the text.
    """
    for at in places:
        if at >= start and (match := pattern.match(text, at)):
            return match
    return None


def every(pattern: re.Pattern[str], text: str, places: Sequence[int]) -> Iterator[Match]:
    """Yield all matches, as ``finditer`` does, of a pattern whose matches begin at certain places."""
    match = first(pattern, text, places)
    while match:
        yield match
        match = first(pattern, text, places, match.end())


def _alternatives(tokens: Sequence[str], at: int) -> tuple[Begun, int]:
    """Read the alternatives up to a closing bracket; return what they begin with, and where the bracket stands."""
    begun: Begun = {}
    while True:
        one, at = _sequence(tokens, at)
        begun = _merged(begun, one)
        if tokens[at] == ")":
            return begun, at
        at += 1


def _sequence(tokens: Sequence[str], at: int) -> tuple[Begun, int]:
    """Read what stands up to a closing bracket or the next alternative."""
    begun: Begun = {"": True}
    while tokens[at] not in ("|", ")"):
        item, at = _item(tokens, at)
        longer: Begun = {}
        for piece, more in begun.items():
            longer = _merged(longer, {piece + end: open_ for end, open_ in item.items()} if more else {piece: False})
        wanted = any(more and len(piece) < _ENOUGH for piece, more in begun.items())
        begun = longer if wanted and len(longer) <= MOST else dict.fromkeys(begun, False)
    return begun, at


def _item(tokens: Sequence[str], at: int) -> tuple[Begun, int]:
    """Read a character, a set of them, a group or a look-around, with how often it may stand."""
    piece, at = tokens[at], at + 1
    if piece[0] == "(":
        begun, at = _alternatives(tokens, at)
        at += 1
        if piece[-1] in "=!":
            return {"": True}, at
    elif piece in NO_WIDTH:
        return {"": True}, at
    else:
        letter = plain(piece)
        begun = {letter: bool(letter)}
    times = tokens[at]
    if times[0] not in "*+?{":
        return begun, at
    begun = begun if times == "?" else dict.fromkeys(begun, False)
    return (_merged(begun, {"": True}) if times[0] in "*?" or times.startswith(("{0", "{,")) else begun), at + 1


def plain(piece: str) -> str:
    """Return the letter that a piece of a pattern stands for; nothing where it may be another one."""
    return piece if len(piece) == 1 and piece not in ".(" else piece[1:] if _ESCAPED.match(piece) else ""


def _merged(one: Begun, other: Begun) -> Begun:
    """Return the pieces of both; what may be followed by anything in one of them is so in all."""
    return one | {piece: more and one.get(piece, True) for piece, more in other.items()}
