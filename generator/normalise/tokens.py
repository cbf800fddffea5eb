"""Cut prose into the tokens of mathematics, and apart what was glued together when the backslashes were lost."""

import re
from functools import lru_cache

from generator.normalise.names import COMMANDS, TAKES_ONE, alternatives

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[A-Za-z]+|\d+(?:[.,]\d+)*|\s+|.", re.DOTALL)

# Names that may be glued to a letter: those that no English word begins or ends with, plus those that brackets follow.
_LONG = [name for name in COMMANDS if len(name) > 4 and name not in {"right", "equiv", "prime", "angle"}]
_DISTINCT = [*_LONG, "beta", "circ", "cdot", "sqrt", "leq", "geq", "Phi", "Psi"]
_GLUED = re.compile(rf"(?:[A-Za-z]{{0,2}}(?:{alternatives(set(_DISTINCT))}))+[A-Za-z]?")
_PIECE = re.compile(rf"{alternatives(set(_DISTINCT))}|[A-Za-z]")
_BEFORE_BRACKET = re.compile(r"([A-Za-z]{1,2})(left|right|log|in|exp|min|max|[bB]igg?)")
_PREFIX = re.compile(rf"\\(?:{alternatives(TAKES_ONE - {'text', 'bar', 'hat', 'dot', 'vec'})})")
_NOT_GLUED = frozenset({"blog", "bright", "fright", "cleft"})
_BRACKETS = frozenset({"(", "[", ")", "]", "{"})


def tokenise(text: str) -> list[str]:
    """Return the tokens of a text; joined they are the text."""
    tokens: list[str] = []
    end = 0
    for token in _TOKEN.findall(text):
        end += len(token)
        if len(token) > 2 and token.isascii() and token.isalpha() and token not in COMMANDS:
            pieces, others = _apart(token)
            tokens += _before(others, text[end : end + 2]) or pieces if others else pieces
        elif len(token) > 5 and token[0] == "\\" and token[1:] not in COMMANDS and (prefix := _PREFIX.match(token)):
            tokens += [prefix[0], token[prefix.end() :]]
        else:
            tokens.append(token)
    return tokens


def _before(pieces: tuple[str, ...], following: str) -> tuple[str, ...]:
    """Return the pieces of a word before a bracket, none where no bracket follows; ``in`` is one only before ``[``."""
    if following.lstrip()[:1] not in _BRACKETS:
        return ()
    return pieces if pieces[-1] != "in" or following[0] == "[" else ("".join(pieces),)


@lru_cache(maxsize=1 << 11)
def _apart(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the pieces of a word that is names and letters glued together (``Tbeta``, ``Phicirc``), else the word.

    With them, where there are any, those of a word before a bracket (``Oleft``).
    """
    plural = word.endswith("s") and not word.endswith("times")
    pieces = tuple(_PIECE.findall(word)) if not plural and _GLUED.fullmatch(word) else (word,)
    found = None if word in _NOT_GLUED else _BEFORE_BRACKET.fullmatch(word)
    return pieces, (found[1], found[2]) if found else ()
