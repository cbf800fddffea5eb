"""Learns from the corpus which words an acronym stands for: "Group Relative Policy Optimization (GRPO)".

The long form is the words before the bracket with these initials ("Proximal Policy Optimization"), with or without
the stop words among them. Where there are none it is read backwards after Schwartz and Hearst, "A simple algorithm for
identifying abbreviation definitions in biomedical text" (2003): each letter of the acronym in turn, the first one at
the beginning of a word. (Their way alone takes the p of "Optimization" for the second one of PPO.)
Where papers define an acronym in two ways, most definitions win, then the alphabet.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from generator.search.analysis import fold, terms
from generator.search.lunr_js import STOP_WORDS, stem

_SHORT: Final = re.compile(r"\(\s*([A-Za-z][A-Za-z0-9-]{1,9})s?\s*[),;:]")
_BEFORE: Final = 200
"""How many characters before the bracket are looked at: enough for the longest long form."""
_PIECE: Final = re.compile(r"[^\W_]+")
_SPARE_WORDS: Final = 3
"""How many words without a letter in the acronym a long form may have."""


Definition = tuple[int, str, str, tuple[str, ...]]
"""The number of a text, the acronym that it defines as an index term, its long form as folded words and as terms."""


def definitions(texts: Sequence[str]) -> tuple[Definition, ...]:
    """Return what texts define, in their order."""
    return tuple(
        (number, acronym, words, long)
        for number, text in enumerate(texts)
        for found in _SHORT.finditer(text)
        for acronym, words, long in _defined(found[1], text[max(0, found.start() - _BEFORE) : found.start()])
    )


def _defined(short: str, before: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the acronym in a bracket, if it is one of what stands before."""
    words = " ".join(filter(None, map(fold, _PIECE.findall(_long_form(short, before)))))
    long = tuple(dict.fromkeys(terms(words)))
    acronym = stem(fold(short))
    if len(long) > 1 and acronym not in long:
        yield acronym, words, long


def acronyms(found: Iterable[Definition]) -> list[tuple[str, str]]:
    """Return index terms of acronyms with their long forms as folded words, sorted."""
    counts: dict[str, Counter[tuple[str, ...]]] = {}
    spelled: dict[tuple[str, ...], str] = {}
    for _, acronym, words, long in found:
        counts.setdefault(acronym, Counter())[long] += 1
        spelled.setdefault(long, words)
    return [(acronym, spelled[_usual(counts[acronym])]) for acronym in sorted(counts)]


def _usual(forms: Counter[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the long form met most often."""
    return min(forms, key=lambda form: (-forms[form], form))


def _long_form(short: str, before: str) -> str:
    """Return the words before a bracket that the acronym in it abbreviates, or nothing when it abbreviates none."""
    if sum(letter.isupper() for letter in short) < 2:
        return ""
    letters = [letter for letter in fold(short) if letter.isalpha()]
    text = " ".join(before.split()[-len(short) - _SPARE_WORDS :])
    return _by_initials(letters, text) or _by_letters(letters, text)


def _by_initials(letters: list[str], text: str) -> str:
    """Return the end of a text whose words begin with letters."""
    every = list(_PIECE.finditer(text))
    for pieces in (every, [piece for piece in every if piece.group().lower() not in STOP_WORDS]):
        last = pieces[-len(letters) :]
        if [piece.group()[0].lower() for piece in last] == letters:
            return text[last[0].start() :]
    return ""


def _by_letters(letters: list[str], text: str) -> str:
    """Return the end of a text that begins with a word's first letter and has letters in their order."""
    at = len(text)
    for place in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (text[at].lower() != letters[place] or (place == 0 and _inside_word(text, at))):
            at -= 1
        if at < 0:
            return ""
    return text[at:]


def _inside_word(text: str, at: int) -> bool:
    """Whether the character before a place belongs to the same word."""
    return at > 0 and text[at - 1].isalnum()
