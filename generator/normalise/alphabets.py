"""The alphabets of mathematics: a letter in bold, script, sans serif, … as the character that Unicode has for it.

MathML Core knows no ``mathvariant`` but ``normal``, and browsers draw any other one as if it were not there: the vector
and its component become the same letter. So the letter itself says its alphabet. The table comes from the names in the
Unicode database: the block of Mathematical Alphanumeric Symbols, and the letters that had a place elsewhere before,
where the block has holes (``ℬ``, ``ℝ``, ``ℭ``, ``ℎ``). It refuses to invent: what has no such character stays.
"""

import unicodedata
from functools import lru_cache

_STYLES = ("BOLD", "ITALIC", "SCRIPT", "FRAKTUR", "DOUBLE-STRUCK", "SANS-SERIF", "MONOSPACE")
_BLOCK, _LETTERLIKE = range(0x1D400, 0x1D800), range(0x2100, 0x2150)
_ITALIC = frozenset({"ITALIC"})

_Style = frozenset[str]


def styled(text: str, variant: str) -> str:
    """Return a text in the alphabet that a value of ``mathvariant`` names, where Unicode has it.

    A letter that has an alphabet already gets what both say together: ``ℒ`` in bold is a bold script L.
    """
    style = _styles(variant.upper())
    return "".join(_styled(char, style) for char in text) if style else text


def _styled(char: str, style: _Style) -> str:
    plain, own = _letters().get(char, (char, frozenset()))
    wanted = own | (style - _ITALIC if own else style)
    found = _characters()
    # Only letters are ever slanted, and of script, Fraktur and typewriter letters there is but one shape.
    return found.get((plain, wanted)) or found.get((plain, wanted - _ITALIC)) or char


def _styles(name: str) -> _Style:
    return frozenset(style for style in _STYLES if style in name)


@lru_cache(maxsize=1)
def _letters() -> dict[str, tuple[str, _Style]]:
    """Return, by character of an alphabet, the letter that it is and the styles that it has."""
    found: dict[str, tuple[str, _Style]] = {}
    for char in map(chr, (*_BLOCK, *_LETTERLIKE)):
        kind, _, letter = unicodedata.decomposition(char).partition(" ")
        name = unicodedata.name(char, "").replace("BLACK-LETTER", "FRAKTUR").replace("PLANCK CONSTANT", "ITALIC")
        if kind == "<font>" and (style := _styles(name)):
            found[char] = (chr(int(letter, 16)), style)
    return found


@lru_cache(maxsize=1)
def _characters() -> dict[tuple[str, _Style], str]:
    """Return the character by letter and styles; that of the block where there are two."""
    return {known: char for char, known in reversed(_letters().items())}
