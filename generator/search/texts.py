"""What texts and words say by themselves, portion by portion: pure functions whose results may be kept.

``worded`` cuts texts into words, ``formed`` looks at each different word once. Neither knows of other portions: numbers
are those of the portion, and ``generator.search.lexicon`` makes one numbering of them.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.search import analysis
from generator.search.lunr_js import STOP_WORDS, stem
from generator.search.numbers import narrow

SHORTEST_HALF: Final = 3
"""Letters of a word that is looked for in a compound that nobody knows (``query.meaning``)."""
PAUSE: Final = " . "
"""Stands between phrases; no word goes on behind it."""
SIMPLE: Final = 1
"""A form that some word has otherwise than as the closed form of a compound."""
TIED: Final = 2
"""The closed form of a compound that has more than two pieces, or a short one: nobody finds it by two halves."""


class Numbers(dict[Any, int]):
    """Numbers what it is asked for, from 0."""

    def __missing__(self, key: Any) -> int:
        """Return the next number."""
        self[key] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Worded:
    """The words of some texts; numbers are packed by ``numbers.narrow``."""

    distinct: tuple[str, ...]
    """Each once, in order of appearance."""
    numbers: bytes
    """All of them, by their numbers."""
    lengths: bytes
    """How many each text has."""


@dataclass(frozen=True, slots=True)
class Formed:
    """The forms of some words; numbers are packed by ``numbers.narrow``."""

    forms: tuple[str, ...]
    """Each once, in order of appearance; no stop words."""
    stems: tuple[str, ...]
    """That of each form."""
    kinds: bytes
    """SIMPLE, TIED, both or neither, a byte a form."""
    mentions: bytes
    """The forms of the words, one word after the other."""
    mentioned: bytes
    """How many each word has."""
    pieces: bytes
    """The forms of the words' pieces, counted from 1, and 0 for a stop word."""
    pieced: bytes
    """How many each word has."""


def worded(texts: Sequence[str]) -> Worded:
    """Return the words of texts."""
    numbers, found, lengths = Numbers(), array("i"), array("i")
    for text in texts:
        before = len(found)
        found.extend(map(numbers.__getitem__, analysis.words(text)))
        lengths.append(len(found) - before)
    return Worded(tuple(numbers), narrow(found), narrow(lengths))


def phrased(texts: Sequence[str]) -> Worded:
    """Return the words of texts that are made of phrases which come again and again, with full stops between them."""
    numbers, found, lengths = Numbers(), array("i"), array("i")
    known: dict[str, list[int]] = {}
    for text in texts:
        before = len(found)
        for phrase in text.split(PAUSE):
            if (own := known.get(phrase)) is None:
                own = known[phrase] = [numbers[word] for word in analysis.words(phrase)]
            found.extend(own)
        lengths.append(len(found) - before)
    return Worded(tuple(numbers), narrow(found), narrow(lengths))


def formed(words: Sequence[str]) -> Formed:
    """Return the forms of words."""
    known, every = _Forms(), array("i")
    pieces, mentioned, pieced = array("i"), array("i"), array("i")
    numbered, is_simple, fold = known.numbers, analysis.is_simple, analysis.fold
    for word in words:
        if is_simple(word):  # most words, and the general way takes three times as long
            form = fold(word)
            number = 0 if form in STOP_WORDS else numbered[form] + 1
            pieces.append(number)
            pieced.append(1)
            mentioned.append(number > 0)
            if number:
                every.append(number - 1)
                known.simple.append(number - 1)
            continue
        split = analysis.pieces(word)
        own = known.forms_of(word, split)
        every.extend(own)
        pieces.extend(map(known.number, split))
        mentioned.append(len(own))
        pieced.append(len(split))
    numbers = (narrow(every), narrow(mentioned), narrow(pieces), narrow(pieced))
    return Formed(tuple(known.numbers), tuple(map(stem, known.numbers)), known.kinds(), *numbers)


class _Forms:
    """The forms met so far."""

    def __init__(self) -> None:
        self.numbers = Numbers()
        self.simple: list[int] = []
        self._tied: list[int] = []

    def number(self, form: str) -> int:
        """Return the number of a form, counted from 1; 0 for a stop word."""
        return 0 if form in STOP_WORDS else self.numbers[form] + 1

    def forms_of(self, word: str, split: Sequence[str]) -> list[int]:
        """Return the forms of a word that is not simple, counted from 0; ``split`` are its pieces."""
        forms = analysis.forms_of(word, split)
        own = [number - 1 for number in map(self.number, forms) if number]
        closed = self.number(forms[0]) - 1 if len(split) > 1 else -1
        self.simple.extend(number for number in own if number != closed)
        if closed >= 0 and (len(split) > 2 or min(map(len, split)) < SHORTEST_HALF):
            self._tied.append(closed)
        return own

    def kinds(self) -> bytes:
        """Return of what kind each form is."""
        kinds = bytearray(len(self.numbers))
        for number in self.simple:
            kinds[number] = SIMPLE
        for number in self._tied:
            kinds[number] |= TIED
        return bytes(kinds)
