"""Tell at a glance which rules have anything to do in a text; in most texts none has.

Rules change words, or the space between two. So each module of rules says what is found in one word at least of every
text that it changes; a word is what stands between white space. What was found in a word is remembered, since nearly
all words of a text were met before: asking costs a look-up a word, and that once for all rules.

Tried without a difference that could be measured: a small set of the frequent words asked first, and looking at fifty
texts in a row so that the words stay in the processor's cache, which is where the time goes.

It refuses to be exact. A hint too many sends a text through rules that change nothing; one too few would be a mistake,
which a test looks for that runs every rule on every text.
"""

import re
from collections.abc import Iterable
from functools import lru_cache, reduce
from operator import or_

from generator.normalise.names import alternatives

MOST = 1 << 17
"""Words that are remembered, the first ones: the frequent ones are among them."""
LONGEST = 40
"""Characters of a word that is remembered: no dump shall fill the memory."""
_LETTERS = re.compile("[A-Za-z]+")
SPACES = 1
"""The hint that a text is more than words with one space between each two."""


class _Words(dict[str, int]):
    """By word, the hints in it: each is a bit."""

    def __init__(self) -> None:
        super().__init__()
        self.expected: list[tuple[str, frozenset[str]]] = []
        self.each: tuple[tuple[int, re.Pattern[str]], ...] = ()

    def __missing__(self, word: str) -> int:
        """Look at a word that was not met before."""
        if not self.each:
            self._compile()
        found = self.any.search(word) or not self.names.isdisjoint(_LETTERS.findall(word))
        bits = sum(bit for bit, hint in self.each if hint.search(word)) if found else 0
        if len(self) < MOST and len(word) <= LONGEST:
            self[word] = bits
        return bits

    def _compile(self) -> None:
        self.each = tuple((SPACES << number, _compiled(*told)) for number, told in enumerate(self.expected, 1))
        patterns, names = zip(*self.expected, strict=True)
        self.any = re.compile("|".join(patterns))
        self.names = frozenset().union(*names)


_WORDS = _Words()


def expect(pattern: str = "(?!)", names: Iterable[str] = ()) -> int:
    """Return the bit of a hint: a pattern that is found in a word, or a name with no ASCII letter on either side.

    Alternatives of the pattern that begin with a character or a set of them are passed over quickest.
    """
    _WORDS.clear()
    _WORDS.each = ()
    _WORDS.expected.append((pattern, frozenset(names)))
    return SPACES << len(_WORDS.expected)


@lru_cache(maxsize=8)  # rule after rule asks of the same text
def within(text: str) -> int:
    """Return the hints in a text, as bits."""
    words = text.split()
    return reduce(or_, set(map(_WORDS.__getitem__, words)), int(" ".join(words) != text))


def _compiled(pattern: str, names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"{pattern}|(?<![A-Za-z])(?:{alternatives(names) or '(?!)'})(?![A-Za-z])")
