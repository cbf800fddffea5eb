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

from generator.search.numbers import Ints, blocks, distinct, gathered
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

    having: Ints
    """How many documents each term has."""
    document: Ints
    code: Ints
    """The level times TITLE_CODES, plus what the term is to the title."""


def postings(stream: Stream) -> Postings:
    """Weigh each term in each document. A compound that few abstracts have is left to its pieces."""
    having, (document, code) = gathered([_block(stream, part) for part in blocks(stream.documents)], len(stream.terms))
    titled = np.zeros(len(having), dtype=bool)
    titled[stream.term_of[stream.mentions[0]]] = True
    kept = titled | (having > stream.spared)
    rows = np.repeat(kept, having)
    having, document, code = np.where(kept, having, 0), document[rows], code[rows]
    usual = np.repeat(having * _USUAL >= stream.documents, having)
    code[usual] = _USUAL_CODES[code[usual]]
    return Postings(having=having, document=document, code=code)


def _block(stream: Stream, documents: range) -> tuple[Ints, Ints, Ints]:
    """Return the terms of some documents in order, with the document of each and the code."""
    fields = [_field(stream, documents, number, MOST[name]) for number, name in enumerate(FIELDS)]
    key, _ = distinct(np.concatenate([own for own, _ in fields]))
    # How often each field has the term, as the digits of one number.
    counts = np.zeros(len(key), dtype=np.uint8)
    for (own, count), place in zip(fields, _PLACES, strict=True):
        counts[np.searchsorted(key, own)] += count * np.uint8(place)
    title = np.zeros(len(key), dtype=np.uint8)
    title[np.searchsorted(key, fields[0][0])] = IN_TITLE
    title[np.searchsorted(key, _first_title_keys(stream, documents))] = BEGINS_TITLE
    width = max(1, len(documents))
    own = (key % width + documents.start).astype(np.int32)
    return (key // width).astype(np.int32), own, _LEVELS[counts] * np.uint8(TITLE_CODES) + title


def _field(stream: Stream, documents: range, number: int, most: int) -> tuple[Ints, Ints]:
    """Return the pairs of term and document in one field, as one number each, and how often they occur."""
    document = np.repeat(np.arange(len(documents)), stream.lengths[number][documents.start : documents.stop])
    term = stream.term_of[stream.mentioned(number, documents)].astype(np.int64)
    key, count = distinct(term * max(1, len(documents)) + document)
    return key, np.minimum(count, most).astype(np.uint8)


def _first_title_keys(stream: Stream, documents: range) -> Ints:
    """Return the pairs of the term that a title begins with and the document."""
    form = stream.first_title_form[documents.start : documents.stop]
    titled = np.flatnonzero(form >= 0)
    return stream.term_of[form[titled]].astype(np.int64) * len(documents) + titled


def _levels() -> Ints:
    """Return the level of each number that stands for how often fields have a term."""
    weight = np.zeros(1)
    for field, boost in BOOSTS.items():
        count = np.arange(MOST[field] + 1)
        weight = np.add.outer(boost * (_K1 + 1) * count / (_K1 + count), weight).ravel()
    weight[0] = LOWEST  # in no field: never
    return np.asarray(np.rint(np.log(weight / LOWEST) / np.log(STEP)), dtype=np.uint8)


def _usual_codes() -> Ints:
    """Return for each code the one that it is cut to where many documents have the term."""
    level, title = np.divmod(np.arange((int(_LEVELS.max()) + 1) * TITLE_CODES), TITLE_CODES)
    cut = np.maximum(0, _ONCE + _USUAL_STEPS * np.rint((level - _ONCE) / _USUAL_STEPS))
    return np.asarray(cut * TITLE_CODES + title, dtype=np.uint8)


_PLACES: Final = tuple(accumulate((MOST[field] + 1 for field in FIELDS[:-1]), mul, initial=1))
_LEVELS: Final = _levels()
_USUAL_CODES: Final = _usual_codes()
