r"""Fold a text to what is left of it when typography is taken away.

Two dumps rarely agree on case, accents, dashes, hyphens, line breaks or the markup of a formula: ``un$^2$CLIP``,
``un^2CLIP`` and ``un\(^2\)CLIP`` are one title. Everything that compares texts compares folded ones; nothing folded is
ever shown. It does not stem and does not drop words: that would make different titles equal.
"""

import re
import unicodedata

from generator.scripts import UNSPACED

_FONT = re.compile(
    r"\\?(?:text|math)(?:bf|it|rm|sc|sf|tt|cal|bb|frak|scr|normal)(?=\s*\{)|\\(?:emph|left|right|boldsymbol|text)\b"
)
"""Commands that change the look alone, also where a scrape lost the backslash."""
_MARKUP = "\\${}^_'`’‘´"
_ACCENT = re.compile("[\u0300-\u036f]")
_GREEK = re.compile("[\u03b1-\u03c9]")
_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_ASCII_WORDS = "".join(chr(code) if chr(code).isalnum() else " " for code in range(128))
"""What is left of ASCII characters where there is no other letter; words are then told apart in half the time."""
_PLUS = re.compile(r"(?<=[\w+])\+(?!\w)")
"""The mark of a successor (GAMA++) is part of its name."""
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def plain(text: str) -> str:
    """Return a text in lower case without accents, font commands and the marks of formulas; punctuation stays."""
    if "\\" in text or "{" in text:
        text = _FONT.sub("", text.replace(r"\(", "").replace(r"\)", ""))
    for mark in filter(text.__contains__, _MARKUP):
        text = text.replace(mark, "")
    if not text.isascii():
        text = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
        text = unicodedata.normalize("NFKC", text.casefold())
        return _GREEK.sub(_greek_name, text)
    return text.lower()


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text; a script that is written without spaces gives one word a letter."""
    folded = plain(text)
    folded = _PLUS.sub(" plus", folded) if "+" in folded else folded
    return tuple(folded.translate(_ASCII_WORDS).split() if folded.isascii() else _WORD.findall(folded))


def compact(text: str) -> str:
    """Return the folded words as one string, so that hyphens and spaces don't count; the text itself if it has none."""
    if text.isascii() and text.isalpha():  # a surname, mostly
        return text.lower()
    return "".join(words(text)) or "".join(text.split())


def numbers(text: str) -> tuple[str, ...]:
    """Return the numbers of a text in order, ``1,000`` as ``1000`` and ``2.0`` as it stands."""
    return tuple(_NUMBER.findall(_THOUSANDS.sub("", plain(text))))


def _greek_name(match: re.Match[str]) -> str:
    return unicodedata.name(match[0]).rsplit(" ", 1)[-1].lower()
