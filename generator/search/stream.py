"""All texts of the library as flat arrays of numbers, because 100,000 abstracts are sixteen million words.

A *form* is a folded spelling (``rewards``), a *term* its stem (``reward``). The index holds terms; the vocabulary and the
positions hold forms. Stop words are in none of them, but count as places, so that "best of n" keeps its gap.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from generator.search import analysis
from generator.search.codec import Ints
from generator.search.lunr_js import STOP_WORDS, stem

FIELDS: Final = ("title", "abstract", "theme", "terms")
POSITIONAL: Final = 2
"""How many of the fields can be searched for phrases: title and abstract."""
ABSTRACT_STARTS: Final = 64
"""The place of an abstract's first word; a title is cut there."""
_STOP: Final = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Each mention of a form in a field, and each place of a form in a text."""

    forms: tuple[str, ...]
    terms: tuple[str, ...]
    term_of: Ints
    """The number of each form's term."""
    mentions: tuple[Ints, ...]
    """For each field the forms mentioned, document after document."""
    ends: tuple[Ints, ...]
    """For each field where each document's mentions end."""
    piece: Ints
    """The form at each place that holds a piece of a word."""
    piece_document: Ints
    place: Ints
    first_title_form: Ints
    """The first form of each document's title, -1 when there is none."""

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self.ends[0])


class _Numbers(dict[str, int]):
    """Numbers for words, given as they come."""

    def __missing__(self, word: str) -> int:
        self[word] = len(self)
        return self[word]


class _Reader:
    """Turns words into numbers, each different word once."""

    def __init__(self) -> None:
        self.forms, self.terms = _Numbers(), _Numbers()
        self.term_of = array("i")
        self._known: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}

    def words(self, text: str) -> Iterable[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Yield the numbers of the forms of each word of a text, and those of its pieces."""
        known = self._known
        for word in analysis.words(text):
            numbers = known.get(word)
            if numbers is None:
                numbers = known[word] = (
                    tuple(self._number(form) for form in analysis.forms(word) if form not in STOP_WORDS),
                    tuple(_STOP if form in STOP_WORDS else self._number(form) for form in analysis.pieces(word)),
                )
            yield numbers

    def _number(self, form: str) -> int:
        number = self.forms[form]
        if number == len(self.term_of):
            self.term_of.append(self.terms[stem(form)])
        return number


def read(documents: Sequence[Mapping[str, str]]) -> Stream:
    """Read all documents, each a text for every field."""
    reader = _Reader()
    mentions, ends = tuple(array("i") for _ in FIELDS), tuple(array("i") for _ in FIELDS)
    piece, place, pieces_end, first = array("i"), array("i"), array("i"), array("i")
    for document in documents:
        for number, field in enumerate(FIELDS):
            own = mentions[number]
            at = ABSTRACT_STARTS if number else 0
            before = len(own)
            for forms, pieces in reader.words(document[field]):
                own.extend(forms)
                if number < POSITIONAL and (number or at + len(pieces) <= ABSTRACT_STARTS):
                    piece.extend(pieces)
                    place.extend(range(at, at + len(pieces)))
                    at += len(pieces)
            ends[number].append(len(own))
            if number == 0:
                first.append(own[before] if len(own) > before else _STOP)
        pieces_end.append(len(piece))
    return _stream(reader, mentions, ends, (piece, place, pieces_end, first))


def _stream(reader: _Reader, mentions: Any, ends: Any, places: "tuple[array[int], ...]") -> Stream:
    """Join what was read into arrays."""
    piece, place, pieces_end, first = (np.array(each, dtype=np.int32) for each in places)
    documents = np.repeat(np.arange(len(pieces_end), dtype=np.int32), np.diff(pieces_end, prepend=0))
    kept = piece != _STOP
    return Stream(
        forms=tuple(reader.forms),
        terms=tuple(reader.terms),
        term_of=np.array(reader.term_of, dtype=np.int32),
        mentions=tuple(np.array(each, dtype=np.int32) for each in mentions),
        ends=tuple(np.array(each, dtype=np.int32) for each in ends),
        piece=piece[kept],
        piece_document=documents[kept],
        place=place[kept],
        first_title_form=first,
    )
