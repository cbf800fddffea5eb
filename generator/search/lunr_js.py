"""What lunr.py does otherwise than lunr.js, put right, so that the browser can read what Python wrote.

Two differences matter (lunr.py 0.8.0 against lunr.js 2.3.9; tests/unit/test_search.py holds both against the real
lunr.js):

- the stemmers differ on a final y ("survey" is "survei" in Python and "survey" in the browser) and on four words that
  consist of a suffix alone;
- lunr.js loads a term list only if it is sorted as JavaScript sorts, by UTF-16 unit; Python sorts by code point, which
  differs as soon as a term holds a character beyond the Basic Multilingual Plane.

Outside of ASCII nothing is stemmed, on either side: Porter's rules are for English, and the two count the letters of
astral characters differently.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS

STOP_WORDS: Final[frozenset[str]] = frozenset(WORDS)

# lunr.js asks for a letter before the suffix, lunr.py does not.
_SUFFIX_ALONE: Final = {"eed": "e", "eeds": "e", "ies": "ie", "sses": "sse"}
_NOT_AS_PYTHON: Final = re.compile("[\U00010000-\U0010ffff]")
"""Characters of two units, which sort before some of one unit."""
_VOWELS: Final = "aeiou"
_NO_SUFFIX: Final = frozenset("abfhjkopqvwxz0123456789")
"""What no suffix of Porter's ends with."""
_SHAPE: Final = {code: "v" if chr(code) in _VOWELS else "c" for code in range(128)}


class _Stemmer(PorterStemmer):  # type: ignore[misc]
    """Porter's stemmer with the step 1c of lunr.js."""

    b: str
    k: int

    def step1c(self) -> None:
        """Turn a final y into i after a consonant that is not the first letter (try → tri, by → by, say → say)."""
        if self.k >= 2 and self.b[self.k] == "y" and self.b[self.k - 1] not in _VOWELS:
            self.b = self.b[: self.k] + "i" + self.b[self.k + 1 :]

    # The same answers as lunr.py's loops over letters, in half of the time. A y is what the letter before makes of it.

    def m(self) -> int:
        """Count the vowels that a consonant follows, runs of either taken as one."""
        head = self.b[: self.j + 1]
        return int(super().m()) if "y" in head else head.translate(_SHAPE).count("vc")

    def vowelinstem(self) -> int:
        """Tell whether there is a vowel before the suffix."""
        head = self.b[: self.j + 1]
        return int(super().vowelinstem()) if "y" in head else "v" in head.translate(_SHAPE)


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """Return the stem that lunr.js makes of a folded word."""
    if word[-1:] in _NO_SUFFIX or not word.isascii():
        return word
    # The stemmer keeps its state in itself: one for each call is what makes this function pure.
    return _SUFFIX_ALONE.get(word) or str(_Stemmer().stem(word))


def utf16_sorted(terms: Sequence[str]) -> list[int]:
    """Return the places of terms in the order in which JavaScript sorts them."""
    if not _NOT_AS_PYTHON.search("".join(terms)):  # most vocabularies: no term has to be encoded
        return sorted(range(len(terms)), key=terms.__getitem__)
    return sorted(range(len(terms)), key=lambda place: utf16_order(terms[place]))


def utf16_order(term: str) -> bytes:
    """Return the key that sorts terms as JavaScript compares strings."""
    return term.encode("utf-16-be", "surrogatepass")
