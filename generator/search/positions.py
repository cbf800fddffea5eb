"""Where each form stands in titles and abstracts: fetched for text in quotes only, so kept apart from the index.

Forms whose term few documents have are left out: who looks for them between quotation marks reads these documents,
which costs less than a file of places would. Most forms are such ones: a fifth of a small library's bytes.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from generator.search import numbers
from generator.search.lists import Lists
from generator.search.lunr_js import utf16_sorted
from generator.search.numbers import Ints
from generator.search.stream import Stream

FEW: Final = 6
"""Documents. Their texts are in packs of which a reader would fetch most anyway, to show what was found."""


@dataclass(frozen=True, slots=True)
class Positions:
    """Forms in order; each has documents, each document has places: a row for each place."""

    keys: tuple[str, ...]
    ends: Ints
    """Where each form's rows end."""
    document: Ints
    place: Ints
    documents: int
    """How many documents the library has."""

    @property
    def sizes(self) -> Ints:
        """About how many bytes each form takes before it is compressed."""
        bounds = np.concatenate([[0], self.ends])
        return np.asarray(2 * np.diff(np.concatenate([[0], np.cumsum(self._heads)])[bounds]) + np.diff(bounds))

    @property
    def _heads(self) -> Ints:
        """Tell for each row whether it is a document's first one."""
        heads = np.ones(len(self.document), dtype=bool)
        heads[1:] = self.document[1:] != self.document[:-1]
        heads[self.ends[:-1]] = True
        return heads

    def part(self, first: int, last: int) -> "Positions":
        """Return some of the forms by themselves."""
        start = self.ends[first - 1] if first else 0
        part = slice(start, self.ends[last - 1])
        ends = self.ends[first:last] - start
        return Positions(self.keys[first:last], ends, self.document[part], self.place[part], self.documents)

    def packed(self) -> tuple[bytes, ...]:
        """Return the sections of a file that hold numbers."""
        heads = np.flatnonzero(self._heads)
        lengths = np.diff(np.searchsorted(heads, self.ends), prepend=0)
        own = Lists(self.keys, np.cumsum(lengths), self.document[heads], heads[:0])
        places = np.diff(self.place, prepend=0)
        places[heads] = self.place[heads]
        return (
            *numbers.lists(lengths, own.gaps - 1, self.documents),
            numbers.varints(np.diff(heads, append=len(self.place))),
            numbers.short_numbers(places),
        )


def positions(stream: Stream, often: Ints) -> Positions:
    """Collect the places of each form whose term is found ``often``."""
    wanted = often[stream.term_of]
    used = np.zeros(len(stream.forms), dtype=bool)
    for pieces in stream.pieces:
        used[pieces[pieces >= 0]] = True
    names = np.flatnonzero(wanted & used).tolist()
    order = utf16_sorted([stream.forms[name] for name in names])
    rank = np.full(len(stream.forms), -1, dtype=np.int32)
    rank[np.array(names, dtype=np.int64)[order]] = np.arange(len(order), dtype=np.int32)
    parts = [_block(stream, rank, documents) for documents in numbers.blocks(stream.documents)]
    having, (document, place) = numbers.gathered(parts, len(order))
    keys = tuple(stream.forms[names[at]] for at in order)
    return Positions(keys=keys, ends=np.cumsum(having), document=document, place=place, documents=stream.documents)


def _block(stream: Stream, rank: Ints, documents: range) -> tuple[Ints, Ints, Ints]:
    """Return the ranked forms of some documents in order, with the document and the place of each."""
    piece, document, place = stream.placed(documents)
    form = rank[piece]
    form, document, place = form[form >= 0], document[form >= 0], place[form >= 0]
    # Titles come first, so that rows of one form and one document stay in the order of their places.
    sort = numbers.order(form.astype(np.int64) * max(1, stream.documents) + document)
    return form[sort], document[sort], place[sort]
