"""Where each form stands in titles and abstracts: fetched for text in quotes only, so kept apart from the index.

Forms whose term few documents have are left out: who looks for them between quotation marks reads these documents,
which costs less than a file of places would. Most forms are such ones: a fifth of a small library's bytes.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from generator.search import numbers
from generator.search.lunr_js import utf16_sorted
from generator.search.numbers import Ints
from generator.search.stream import Stream

FEW: Final = 6
"""Documents. Their texts are in packs of which a reader would fetch most anyway, to show what was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """Forms in order; each has documents, each document has places."""

    keys: tuple[str, ...]
    form_ends: Ints
    """Where each form's documents end."""
    document_gaps: Ints
    counts: Ints
    """How many places there are in each of these documents."""
    place_ends: Ints
    """Where each document's places end."""
    place_gaps: Ints
    documents: int
    """How many documents the library has."""

    @property
    def sizes(self) -> Ints:
        """About how many bytes each form takes before it is compressed."""
        bounds = np.concatenate([[0], self.form_ends])
        places = np.concatenate([[0], self.place_ends])[bounds]
        return np.asarray(2 * np.diff(bounds) + np.diff(places))

    def part(self, first: int, last: int) -> "Positions":
        """Return some of the forms by themselves."""
        start = self.form_ends[first - 1] if first else 0
        part = slice(start, self.form_ends[last - 1])
        before = self.place_ends[start - 1] if start else 0
        return Positions(
            keys=self.keys[first:last],
            form_ends=self.form_ends[first:last] - start,
            document_gaps=self.document_gaps[part],
            counts=self.counts[part],
            place_ends=self.place_ends[part] - before,
            place_gaps=self.place_gaps[before : self.place_ends[part.stop - 1]],
            documents=self.documents,
        )

    def packed(self) -> tuple[bytes, ...]:
        """Return the sections of a file that hold numbers."""
        lengths = np.diff(self.form_ends, prepend=0)
        return (
            *numbers.lists(lengths, self.document_gaps - 1, self.documents),
            numbers.varints(self.counts),
            numbers.short_numbers(self.place_gaps),
        )


def positions(stream: Stream, often: Ints) -> Positions:
    """Collect the places of each form whose term is found ``often``."""
    kept = often[stream.term_of[stream.piece]]
    used = np.flatnonzero(np.bincount(stream.piece[kept], minlength=len(stream.forms)))
    names = [stream.forms[number] for number in used]
    order = utf16_sorted(names)
    rank = np.zeros(len(stream.forms), dtype=np.int32)
    rank[used[order]] = np.arange(len(order))
    form = rank[stream.piece[kept]]
    sort = np.argsort(form.astype(np.int64) * stream.documents + stream.piece_document[kept], kind="stable")
    form, document, place = form[sort], stream.piece_document[kept][sort], stream.place[kept][sort]
    fresh = _changes(form) | _changes(document)
    heads = np.flatnonzero(fresh)
    counts = np.diff(np.append(heads, len(form)))
    return Positions(
        keys=tuple(names[number] for number in order),
        form_ends=np.cumsum(np.bincount(form[heads], minlength=len(order))),
        document_gaps=_gaps(document[heads], _changes(form[heads]), before=-1),
        counts=counts,
        place_ends=np.cumsum(counts),
        place_gaps=_gaps(place, fresh),
        documents=stream.documents,
    )


def _changes(values: Ints) -> Ints:
    """Tell where a value differs from the one before; the first one does."""
    return np.concatenate([[True], values[1:] != values[:-1]]) if len(values) else np.zeros(0, dtype=bool)


def _gaps(values: Ints, fresh: Ints, *, before: int = 0) -> Ints:
    """Return differences; where a list begins, to what stands before it."""
    gaps = np.diff(values, prepend=before)
    gaps[fresh] = values[fresh] - before
    return gaps
