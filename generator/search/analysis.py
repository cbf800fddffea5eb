"""From text to index terms: the same steps, in the same order, as docs/assets/javascripts/search-analysis.js.

A word is a run of letters and digits; hyphens, dots, underscores and apostrophes inside tie such runs to a compound:

- a compound gives its closed form and its pieces: ``click-through`` gives clickthrough, click and through;
  ``Qwen2.5`` gives qwen25, qwen2 and 5. So it is found however people write it;
- a piece gives the names hidden in it: ``CriticGPT`` also gives critic and gpt, ``qwen2`` also gives qwen;
- Chinese, Japanese and Korean runs, which name no words, give each pair of neighbouring characters;
- each form is folded (compatibility forms, case, accents), stop words are dropped, the rest is stemmed.

What this refuses to do: know languages other than English, or know any word of this corpus.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from generator.search.lunr_js import STOP_WORDS, stem

_WORD: Final = re.compile(r"[^\W_]+(?:[-\u2010\u2011\u2013._'’][^\W_]+)*")
_ASCII_WORD: Final = re.compile(r"[A-Za-z0-9]++(?:[-._'][A-Za-z0-9]++)*+")
_JOINT: Final = re.compile(r"[-\u2010\u2011\u2013._]")
_NOT_ALPHANUMERIC: Final = re.compile(r"[\W_]+")
_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_HIDDEN_NAME: Final = re.compile(r"[A-Z]*[a-z]+|[A-Z]+")
_HIDDEN_NAME_LENGTH: Final = 3
_UNSPACED: Final = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+"
)
_LONGEST: Final = 40


def fold(text: str) -> str:
    """Return text without case, accents, compatibility forms and anything but letters and digits, cut to a length."""
    if text.isascii():  # most texts; the same, in a fraction of the time
        return (text if text.isalnum() else _NOT_ALPHANUMERIC.sub("", text)).lower()[:_LONGEST]
    lowered = unicodedata.normalize("NFKD", text).lower()
    return _NOT_ALPHANUMERIC.sub("", unicodedata.normalize("NFC", _ACCENTS.sub("", lowered)))[:_LONGEST]


def words(text: str) -> list[str]:
    """Return the words of a text in order; of an unspaced run its pairs of characters, each a word."""
    if text.isascii():
        return _ASCII_WORD.findall(text)  # the same, in two thirds of the time
    composed = unicodedata.normalize("NFC", text)
    found = _WORD.findall(composed)
    return found if not _UNSPACED.search(composed) else [part for word in found for part in _parts(word)]


def pieces(word: str) -> tuple[str, ...]:
    """Return the folded runs of letters and digits of one of the ``words``, in order."""
    if word.isascii() and word.isalnum():  # most words have no joint
        return (word.lower()[:_LONGEST],)
    return tuple(filter(None, map(fold, _JOINT.split(word))))


def hidden_names(word: str) -> tuple[str, ...]:
    """Return the folded names hidden in the pieces of a word: critic and gpt in CriticGPT."""
    # Outside of ASCII the pattern would cut words at their accents.
    names = (name for piece in _JOINT.split(word) if piece.isascii() for name in _HIDDEN_NAME.findall(piece))
    return tuple(fold(name) for name in names if len(name) >= _HIDDEN_NAME_LENGTH)


def is_simple(word: str) -> bool:
    """Whether a word has one form and one piece only, as most have."""
    if not word.isascii():
        return False
    return word.isdigit() if not word.isalpha() else word.islower() or word.istitle() or word.isupper()


def forms(word: str) -> tuple[str, ...]:
    """Return the folded forms of one of the ``words``: closed form first, each once."""
    return (fold(word),) if is_simple(word) else forms_of(word, pieces(word))  # the general way is slow


def forms_of(word: str, split: Sequence[str]) -> tuple[str, ...]:
    """Return the forms of a word whose pieces are ``split`` already."""
    names = () if all(map(is_simple, _JOINT.split(word))) else hidden_names(word)  # those of simple ones are themselves
    return tuple(dict.fromkeys(filter(None, (fold(word), *split, *names))))


@lru_cache(maxsize=1 << 17)
def word_terms(word: str) -> tuple[str, ...]:
    """Return the index terms of one of the ``words``."""
    return tuple(stem(form) for form in forms(word) if form not in STOP_WORDS)


def terms(text: str) -> list[str]:
    """Return the index terms of a text, in its order, as often as they occur."""
    return [term for word in words(text) for term in word_terms(word)]


def _parts(word: str) -> list[str]:
    """Cut a word where its script changes, and unspaced runs into overlapping pairs of characters."""
    parts, at = [], 0
    for run in _UNSPACED.finditer(word):
        start, end = run.span()
        parts += _WORD.findall(word[at:start])
        parts += [word[place : min(place + 2, end)] for place in range(start, max(start + 1, end - 1))]
        at = end
    return [*parts, *_WORD.findall(word[at:])] if at else [word]
