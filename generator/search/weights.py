"""What a term says of a document: BM25 a field, the fields added up with a weight each (Robertson and Zaragoza, 2009).

Only the part that depends on the document is computed here and kept, on a scale of a few steps; how rare a term is
follows from the length of its list, so the query multiplies it in and can count a group of terms as one.

How long a field is does not count, although BM25 has it so: abstracts are of about one length, and no type of judged
query is answered better with it, at 422 papers nor at 10,000. Without it a weight is one of 60, needs 2.2 bits instead
of 3.1 at 422 papers, and depends on nothing but its own document.
"""

from dataclasses import dataclass
from itertools import accumulate
from operator import mul
from typing import Final

import numpy as np

from generator.search.numbers import Ints, distinct
from generator.search.stream import FIELDS, Stream

BOOSTS: Final = {"title": 2.5, "abstract": 1.0, "theme": 0.3, "terms": 1.2}
"""What a field weighs. From 2 to 4 for the title the judged queries notice little, from 6 on it hides abstracts;
themes and terms help topics, a theme that weighs more than 0.6 pushes known items down."""
MOST: Final = {"title": 1, "abstract": 4, "theme": 1, "terms": 2}
"""How often a term counts in a field at most."""
_K1: Final = 1.2

LOWEST: Final = 0.269
STEP: Final = 1.3
"""A level's weight is LOWEST * STEP ** level: level 5 is a term that an abstract has once. Judged queries notice steps
of 1.35 and more (recall at 422 papers 0.898), and none that are smaller."""
_ONCE: Final = 5
_USUAL: Final = 4
_USUAL_STEPS: Final = 3
"""A term that a quarter of the documents have says little of any: each third level is enough for it."""

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
    """Weigh each term in each document. A compound that few abstracts have is left to its pieces."""
    fields = [_field(stream, number, MOST[name]) for number, name in enumerate(FIELDS)]
    key, _ = distinct(np.concatenate([own for own, _ in fields]))
    # How often each field has the term, as the digits of one number.
    counts = np.zeros(len(key), dtype=np.uint8)
    for (own, count), place in zip(fields, _PLACES, strict=True):
        counts[np.searchsorted(key, own)] += count * np.uint8(place)
    title = np.zeros(len(key), dtype=np.uint8)
    title[np.searchsorted(key, fields[0][0])] = IN_TITLE
    title[np.searchsorted(key, _first_title_keys(stream))] = BEGINS_TITLE
    width = max(1, stream.documents)
    term = key // width
    found = np.bincount(term, minlength=len(stream.terms))
    titled = np.zeros(len(found), dtype=bool)
    titled[term[title > NOT_IN_TITLE]] = True
    kept = (titled | (found > stream.spared))[term]
    level = _LEVELS[(found * _USUAL >= width)[term].astype(np.int8), counts]
    return Postings(
        term=term[kept].astype(np.int32),
        document=(key % width)[kept].astype(np.int32),
        code=(level * TITLE_CODES + title)[kept],
    )


def _field(stream: Stream, number: int, most: int) -> tuple[Ints, Ints]:
    """Return the pairs of term and document in one field, as one number each, and how often they occur."""
    document = np.repeat(np.arange(stream.documents, dtype=np.int64), stream.lengths[number])
    term = stream.term_of[stream.mentions[number]].astype(np.int64)
    key, count = distinct(term * max(1, stream.documents) + document)
    return key, np.minimum(count, most).astype(np.uint8)


def _levels() -> Ints:
    """Return the level of each number that stands for how often fields have a term; of usual ones in a second row."""
    weight = np.zeros(1)
    for field, boost in BOOSTS.items():
        count = np.arange(MOST[field] + 1)
        weight = np.add.outer(boost * (_K1 + 1) * count / (_K1 + count), weight).ravel()
    weight[0] = LOWEST  # in no field: never
    level = np.rint(np.log(weight / LOWEST) / np.log(STEP))
    usual = _ONCE + _USUAL_STEPS * np.rint((level - _ONCE) / _USUAL_STEPS)
    return np.maximum(0, [level, usual]).astype(np.uint8)


_PLACES: Final = tuple(accumulate((MOST[field] + 1 for field in FIELDS[:-1]), mul, initial=1))
_LEVELS: Final = _levels()


def _first_title_keys(stream: Stream) -> Ints:
    """Return the pairs of the term that a title begins with and the document."""
    documents = np.flatnonzero(stream.first_title_form >= 0)
    return stream.term_of[stream.first_title_form[documents]].astype(np.int64) * stream.documents + documents
