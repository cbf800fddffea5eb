"""From text to index terms: the same steps, in the same order, as docs/assets/javascripts/search-analysis.js.

A word is a run of letters and digits; hyphens, dots, underscores and apostrophes inside tie such runs to a compound:

- a compound gives its closed form and its pieces: ``click-through`` gives clickthrough, click and through;
  ``Qwen2.5`` gives qwen25, qwen2 and 5. So it is found however people write it;
- a piece gives the names hidden in it: ``CriticGPT`` also gives critic and gpt, ``qwen2`` also gives qwen;
- each form is folded (compatibility forms, case, accents), stop words are dropped, the rest is stemmed.

What this refuses to do: know languages other than English, or know any word of this corpus.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from generator.search.lunr_js import STOP_WORDS, stem

_APOSTROPHES: Final = "'’"
_WORD: Final = re.compile(r"[^\W_]+(?:[-\u2010\u2011\u2013._'’][^\W_]+)*")
_JOINT: Final = re.compile(r"[-\u2010\u2011\u2013._]")
_NOT_ALPHANUMERIC: Final = re.compile(r"[\W_]+")
_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_HIDDEN_NAME: Final = re.compile(r"[A-Z]*[a-z]+|[A-Z]+")
_HIDDEN_NAME_LENGTH: Final = 3
_LONGEST: Final = 40


def fold(text: str) -> str:
    """Return text without case, accents, compatibility forms and anything but letters and digits, cut to a length."""
    lowered = unicodedata.normalize("NFKD", text).lower()
    return _NOT_ALPHANUMERIC.sub("", unicodedata.normalize("NFC", _ACCENTS.sub("", lowered)))[:_LONGEST]


@lru_cache(maxsize=1 << 17)
def forms(word: str) -> tuple[str, ...]:
    """Return the folded forms of one word as it stands in a text: closed form first, each once."""
    pieces = _JOINT.split(word)
    # Outside of ASCII the pattern would cut words at their accents.
    names = (name for piece in pieces if piece.isascii() for name in _HIDDEN_NAME.findall(piece))
    hidden = (name for name in names if len(name) >= _HIDDEN_NAME_LENGTH)
    return tuple(dict.fromkeys(form for form in map(fold, (word, *pieces, *hidden)) if form))


def terms(text: str) -> list[str]:
    """Return the index terms of a text, in its order, as often as they occur."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return [stem(form) for word in words for form in forms(word) if form not in STOP_WORDS]
