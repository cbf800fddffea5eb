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

from functools import lru_cache
from typing import Final

from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS

STOP_WORDS: Final[frozenset[str]] = frozenset(WORDS)

# lunr.js asks for a letter before the suffix, lunr.py does not.
_SUFFIX_ALONE: Final = {"eed": "e", "eeds": "e", "ies": "ie", "sses": "sse"}
_VOWELS: Final = "aeiou"


class _Stemmer(PorterStemmer):  # type: ignore[misc]
    """Porter's stemmer with the step 1c of lunr.js."""

    b: str
    k: int

    def step1c(self) -> None:
        """Turn a final y into i after a consonant that is not the first letter (try → tri, by → by, say → say)."""
        if self.k >= 2 and self.b[self.k] == "y" and self.b[self.k - 1] not in _VOWELS:
            self.b = self.b[: self.k] + "i" + self.b[self.k + 1 :]


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """Return the stem that lunr.js makes of a folded word."""
    if not word.isascii():
        return word
    # The stemmer keeps its state in itself: one for each call is what makes this function pure.
    return _SUFFIX_ALONE.get(word) or str(_Stemmer().stem(word))


def utf16_order(term: str) -> bytes:
    """Return the key that sorts terms as JavaScript compares strings."""
    return term.encode("utf-16-be", "surrogatepass")
