"""All texts of the library as flat arrays of numbers, because 100,000 abstracts are sixteen million words.

A *form* is a folded spelling (``rewards``), a *term* its stem (``reward``). The index holds terms; the vocabulary and
the positions hold forms. Stop words are in none of them, but count as places, so that "best of n" keeps its gap.

Each different word is analysed once; what a text costs is one look-up a word.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from generator.executors import SERIAL, Executor, partitions
from generator.search import analysis
from generator.search.lunr_js import STOP_WORDS, stem
from generator.search.numbers import Ints, blocks, ranges

FIELDS: Final = ("title", "abstract", "theme", "terms")
ABSTRACT_STARTS: Final = 64
"""The place of an abstract's first word; for phrases a title is cut there."""
SHORTEST_HALF: Final = 3
"""Letters of a word that is looked for in a compound that nobody knows (``query.meaning``)."""
_SPARED: Final = 3
_SPARED_TIED: Final = 1
"""Abstracts in which a compound of two words is not indexed, because both are found in it however it is written; and
one of which only pieces find what is typed as one word."""
_STOP: Final = -1
_TEXTS: Final = 1_000
"""Texts of a partition."""


@dataclass(frozen=True, kw_only=True)
class Stream:
    """Each mention of a form in a field, and each piece of a word in a text."""

    forms: tuple[str, ...]
    terms: tuple[str, ...]
    term_of: Ints
    """The number of each form's term."""
    spared: Ints
    """In how many abstracts, at most, a term is left to its pieces: none, but for compounds in their closed form."""
    mentions: tuple[Ints, ...]
    """For each field the forms mentioned, document after document."""
    lengths: tuple[Ints, ...]
    """For each field how many mentions each document has."""
    pieces: tuple[Ints, ...]
    """For titles and for abstracts the form of each piece of a word, -1 for a stop word, document after document."""
    piece_lengths: tuple[Ints, ...]
    """For titles and for abstracts how many pieces each document has."""
    first_title_form: Ints
    """The first form of each document's title, -1 when there is none."""

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return len(self.lengths[0])

    @cached_property
    def _starts(self) -> tuple[Ints, ...]:
        return tuple(np.concatenate([[0], np.cumsum(lengths)]) for lengths in (*self.lengths, *self.piece_lengths))

    def mentioned(self, field: int, documents: range) -> Ints:
        """Return the forms that some documents mention in a field, in their order."""
        starts = self._starts[field]
        return self.mentions[field][starts[documents.start] : starts[documents.stop]]

    def placed(self, documents: range) -> tuple[Ints, Ints, Ints]:
        """Return the pieces of some documents that are no stop words, each with its document and its place.

        All titles come first, cut where the places of abstracts start.
        """
        parts = []
        for text, start in enumerate((0, ABSTRACT_STARTS)):
            bounds = self._starts[len(self.lengths) + text]
            pieces = self.pieces[text][bounds[documents.start] : bounds[documents.stop]]
            lengths = self.piece_lengths[text][documents.start : documents.stop]
            document = np.repeat(np.arange(documents.start, documents.stop, dtype=np.int32), lengths)
            place = np.int32(start) + ranges(np.zeros(len(lengths), dtype=np.int32), lengths)
            kept = (pieces != _STOP) & ((place < ABSTRACT_STARTS) | (start > 0))
            parts.append((pieces[kept], document[kept], place[kept]))
        piece, document, place = (np.concatenate(column) for column in zip(*parts, strict=True))
        return piece, document, place


class _Numbers(dict[str, int]):
    """Numbers for words, given as they come."""

    def __missing__(self, word: str) -> int:
        self[word] = len(self)
        return self[word]


@dataclass(frozen=True, slots=True)
class _Lists:
    """A list of numbers for each word."""

    ends: Ints
    values: Ints

    def of(self, words: Ints, ends: Ints) -> tuple[Ints, Ints]:
        """Return the values of a text's words one after the other, and how many each document has."""
        bounds = np.concatenate([[0], ends])
        parts = [self._of(words, bounds[part.start : part.stop + 1]) for part in blocks(len(ends))]
        values, lengths = (np.concatenate(column) for column in zip(*parts, strict=True))
        return values, lengths

    def _of(self, words: Ints, bounds: Ints) -> tuple[Ints, Ints]:
        own = words[bounds[0] : bounds[-1]]
        starts = np.concatenate([[0], self.ends[:-1]]) if len(self.ends) else self.ends
        lengths = (self.ends - starts)[own]
        sums = np.concatenate([[0], np.cumsum(lengths)])[bounds - bounds[0]].astype(np.int64)
        return self.values[ranges(starts[own], lengths)], np.diff(sums)


class _Lexicon:
    """The forms of each different word."""

    def __init__(self) -> None:
        self.words, self.forms, self.terms = _Numbers(), _Numbers(), _Numbers()
        self.term_of = array("i")

    def analysed(self) -> tuple[_Lists, _Lists, Ints]:
        """Return the forms of the words, their pieces, and up to how many abstracts terms are spared in."""
        forms, form_ends, pieces, piece_ends = array("i"), array("i"), array("i"), array("i")
        simple, tied = array("i"), array("i")
        for word in self.words:
            if analysis.is_simple(word):  # most words, and the general way takes three times as long
                number = self._number(analysis.fold(word))
                pieces.append(number)
                if number != _STOP:
                    forms.append(number)
                    simple.append(number)
            else:
                split = analysis.pieces(word)
                of_word = [number for number in map(self._number, analysis.forms(word)) if number != _STOP]
                forms.extend(of_word)
                pieces.extend(map(self._number, split))
                closed = self._number(analysis.fold(word)) if len(split) > 1 else _STOP
                simple.extend(number for number in of_word if number != closed)
                if closed != _STOP and (len(split) > 2 or min(map(len, split)) < SHORTEST_HALF):
                    tied.append(closed)
            form_ends.append(len(forms))
            piece_ends.append(len(pieces))
        spared, term_of = np.full(len(self.terms), _SPARED, dtype=np.int8), _ints(self.term_of)
        spared[term_of[_ints(tied)]] = _SPARED_TIED
        spared[term_of[_ints(simple)]] = 0
        return _Lists(_ints(form_ends), _ints(forms)), _Lists(_ints(piece_ends), _ints(pieces)), spared

    def _number(self, form: str) -> int:
        number = self.forms.get(form)
        if number is None:
            if form in STOP_WORDS:
                return _STOP
            number = self.forms[form]
            self.term_of.append(self.terms[stem(form)])
        return number


def read(documents: Sequence[Mapping[str, str]], *, executor: Executor = SERIAL) -> Stream:
    """Read all documents, each a text for every field."""
    lexicon = _Lexicon()
    fields = [_words([document[field] for document in documents], lexicon, executor) for field in FIELDS]
    forms, pieces, spared = lexicon.analysed()
    mentions, lengths = zip(*(forms.of(*field) for field in fields), strict=True)
    shown, shown_lengths = zip(*(pieces.of(*field) for field in fields[:2]), strict=True)
    firsts = np.cumsum(lengths[0]) - lengths[0]
    first = np.full(len(documents), _STOP)
    first[lengths[0] > 0] = mentions[0][firsts[lengths[0] > 0]]
    return Stream(
        forms=tuple(lexicon.forms),
        terms=tuple(lexicon.terms),
        term_of=_ints(lexicon.term_of),
        spared=spared,
        mentions=mentions,
        lengths=lengths,
        pieces=shown,
        piece_lengths=shown_lengths,
        first_title_form=first,
    )


def _words(texts: Sequence[str], lexicon: _Lexicon, executor: Executor) -> tuple[Ints, Ints]:
    """Return the numbers of a field's words, and where each document ends; as if it had been read in one."""
    words, lengths = [_ints(array("i"))], [_ints(array("i"))]
    for known, own, each in executor.map(_read, partitions(texts, _TEXTS)):
        words.append(_ints(array("i", map(lexicon.words.__getitem__, known)))[own])
        lengths.append(each)
    return np.concatenate(words), np.cumsum(np.concatenate(lengths), dtype=np.int32)


def _read(texts: Sequence[str]) -> tuple[list[str], Ints, Ints]:
    """Return the different words of texts in order of appearance, all words by their numbers, and each text's count."""
    numbers, words, lengths = _Numbers(), array("i"), array("i")
    for text in texts:
        before = len(words)
        words.extend(map(numbers.__getitem__, analysis.words(text)))
        lengths.append(len(words) - before)
    return list(numbers), _ints(words), _ints(lengths)


def _ints(values: "array[int]") -> Ints:
    """Return an array of numbers."""
    return np.array(values, dtype=np.int32)
