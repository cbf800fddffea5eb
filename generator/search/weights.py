"""What a term says of a document: BM25 a field, the fields added up with a weight each (Robertson and Zaragoza, 2009).

Only the part that depends on the document is computed here and kept, on a scale of ``LEVELS`` steps; how rare a term is
follows from the length of its list, so the query multiplies it in and can count a group of terms as one.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from generator.search.codec import Ints, distinct
from generator.search.stream import FIELDS, Stream

BOOSTS: Final = {"title": 2.5, "abstract": 1.0, "theme": 0.3, "terms": 1.2}
"""What a field weighs. From 2 to 4 for the title the judged queries notice little, from 6 on it hides abstracts;
themes and terms help topics, a theme that weighs more than 0.6 pushes known items down."""
_K1: Final = 1.2
_B: Final = 0.75

LEVELS: Final = 25
LOWEST: Final = 0.12
STEP: Final = 1.2
"""A level's weight is LOWEST * STEP ** level: the error is 6 % at most, whatever the weight."""

NOT_IN_TITLE: Final = 0
IN_TITLE: Final = 1
BEGINS_TITLE: Final = 2
TITLE_CODES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """Which document has which term, sorted by term, then by document."""

    term: Ints
    document: Ints
    code: Ints
    """The level times TITLE_CODES, plus what the term is to the title."""


def postings(stream: Stream) -> Postings:
    """Weigh each term in each document. A compound that only one abstract has is left to its pieces."""
    fields = [_field(stream, number, BOOSTS[name]) for number, name in enumerate(FIELDS)]
    key, _ = distinct(np.concatenate([own for own, _ in fields]))
    weight = np.zeros(len(key))
    for own, weights in fields:
        weight[np.searchsorted(key, own)] += weights
    title = np.zeros(len(key), dtype=np.int64)
    title[np.searchsorted(key, fields[0][0])] = IN_TITLE
    title[np.searchsorted(key, _first_title_keys(stream))] = BEGINS_TITLE
    level = np.clip(np.rint(np.log(weight / LOWEST) / np.log(STEP)), 0, LEVELS - 1).astype(np.int64)
    width = max(1, stream.documents)
    term = key // width
    alone = np.bincount(term, minlength=len(stream.terms)) < 2
    kept = ~(stream.compound & alone)[term] | (title > NOT_IN_TITLE)
    return Postings(
        term=term[kept].astype(np.int32),
        document=(key % width)[kept].astype(np.int32),
        code=(level * TITLE_CODES + title)[kept].astype(np.uint8),
    )


def _field(stream: Stream, number: int, boost: float) -> tuple[Ints, Ints]:
    """Return the pairs of term and document in one field, as one number each, and what they weigh."""
    lengths = stream.lengths[number]
    document = np.repeat(np.arange(stream.documents, dtype=np.int64), lengths)
    term = stream.term_of[stream.mentions[number]].astype(np.int64)
    key, count = distinct(term * max(1, stream.documents) + document)
    usual = max(1.0, lengths[lengths > 0].mean()) if lengths.any() else 1.0
    own = lengths[key % max(1, stream.documents)]
    return key, boost * (_K1 + 1) * count / (_K1 * (1 - _B + _B * own / usual) + count)


def _first_title_keys(stream: Stream) -> Ints:
    """Return the pairs of the term that a title begins with and the document."""
    documents = np.flatnonzero(stream.first_title_form >= 0)
    return stream.term_of[stream.first_title_form[documents]].astype(np.int64) * stream.documents + documents
