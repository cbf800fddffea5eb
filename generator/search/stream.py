"""All texts of the library as flat arrays of numbers, because 100,000 abstracts are sixteen million words.

A *form* is a folded spelling (``rewards``), a *term* its stem (``reward``). The index holds terms; the vocabulary and
the positions hold forms. Stop words are in none of them, but count as places, so that "best of n" keeps its gap.

Each different word is analysed once; what a text costs is one look-up a word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from generator.executors import SERIAL, Executor
from generator.search.lexicon import STOP, analysed, numbered, numbered_anew
from generator.search.numbers import Ints, ranges
from generator.search.texts import Numbers

FIELDS: Final = ("title", "abstract", "theme", "terms")
ABSTRACT_STARTS: Final = 64
"""The place of an abstract's first word; for phrases a title is cut there."""


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
            kept = (pieces != STOP) & ((place < ABSTRACT_STARTS) | (start > 0))
            parts.append((pieces[kept], document[kept], place[kept]))
        piece, document, place = (np.concatenate(column) for column in zip(*parts, strict=True))
        return piece, document, place


def read(documents: Sequence[Mapping[str, str]], *, order: Ints | None = None, executor: Executor = SERIAL) -> Stream:
    """Read all documents, each a text for every field.

    ``order`` is one of their numbers in which those that join come last. Abstracts are read first, because few titles
    have a word that no abstract has.
    """
    words, order = Numbers(), np.arange(len(documents)) if order is None else order
    texts = {field: [document[field] for document in documents] for field in FIELDS}
    back = np.argsort(order)
    read = {
        field: numbered([texts[field][number] for number in order.tolist()], words, executor).ordered(back)
        for field in ("abstract", "title")
    } | {field: numbered_anew(texts[field], words, executor) for field in ("theme", "terms")}
    lexicon = analysed(tuple(words), executor)
    mentions, lengths = zip(*(lexicon.mentions.of(read[field]) for field in FIELDS), strict=True)
    pieces, piece_lengths = zip(*(lexicon.pieces.of(read[field]) for field in FIELDS[:2]), strict=True)
    firsts = np.cumsum(lengths[0]) - lengths[0]
    first = np.full(len(documents), STOP)
    first[lengths[0] > 0] = mentions[0][firsts[lengths[0] > 0]]
    return Stream(
        forms=lexicon.forms,
        terms=lexicon.terms,
        term_of=lexicon.term_of,
        spared=lexicon.spared,
        mentions=mentions,
        lengths=lengths,
        pieces=pieces,
        piece_lengths=piece_lengths,
        first_title_form=first,
    )
