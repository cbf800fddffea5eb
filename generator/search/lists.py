"""The lists of the index: for each key the documents that have it. Keys are of three kinds:

- a term, ``reward``;
- a facet's value, ``!theme:reward-models`` folded, so that filters need no file of their own; ``!author~ada`` finds one
  word of it;
- a beginning, ``re*``, where so many terms begin alike that reading them all would cost too much: the documents whose
  title has such a term. Whoever reads the index looks for that key first.

Keys are sorted as JavaScript compares strings. Exclamation mark and asterisk are in no term, and sort before letters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final

import numpy as np

from generator.search.lunr_js import utf16_sorted
from generator.search.numbers import Ints, ranges, varint_sizes
from generator.search.weights import BEGINS_TITLE, IN_TITLE, TITLE_CODES, Postings

FACET: Final = "!"
MANY: Final = "*"
_LONGEST_BEGINNING: Final = 5
_LEVEL: Final = 11
"""What a document's title weighs that has a word with a beginning."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Keys in order, each with its documents and codes, if any: those from ``ends[n - 1]`` to ``ends[n]``."""

    keys: tuple[str, ...]
    ends: Ints
    documents: Ints
    codes: Ints

    def of(self, number: int) -> Ints:
        """Return the documents of one key."""
        return self.documents[self.ends[number - 1] if number else 0 : self.ends[number]]

    @property
    def gaps(self) -> Ints:
        """The difference of each document to the one before in its list, which for the first one is -1."""
        gaps = np.diff(self.documents, prepend=self.documents[:1])
        starts = np.concatenate([[0], self.ends[:-1]])[: len(self.ends)]
        gaps[starts] = self.documents[starts] + 1
        return np.asarray(gaps)

    @property
    def sizes(self) -> Ints:
        """About how many bytes each list takes before it is compressed."""
        ends = np.concatenate([[0], np.cumsum(varint_sizes(self.gaps) + 1, dtype=np.int64)])
        bounds = np.concatenate([[0], self.ends])
        return np.asarray(ends[bounds[1:]] - ends[bounds[:-1]])


def of_terms(terms: Sequence[str], postings: Postings) -> Lists:
    """Return the lists of the terms."""
    lengths = postings.having
    found = np.flatnonzero(lengths)
    keys = tuple(terms[number] for number in found.tolist())
    order = utf16_sorted(keys)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]) if len(terms) else np.zeros(0, dtype=np.int64)
    taken = found[order]
    at = ranges(starts[taken], lengths[taken])
    return Lists(
        tuple(keys[place] for place in order), np.cumsum(lengths[taken]), postings.document[at], postings.code[at]
    )


def of_facets(values: Sequence[Sequence[str]]) -> Lists:
    """Return the lists of the facet values that documents have, one document after the other; they have no codes."""
    keys = list(dict.fromkeys(chain.from_iterable(values)))
    order = np.array(utf16_sorted(keys), dtype=np.int64)
    number = {keys[place]: rank for rank, place in enumerate(order.tolist())}
    own = np.fromiter(map(number.__getitem__, chain.from_iterable(values)), dtype=np.int64)
    document = np.repeat(np.arange(len(values), dtype=np.int32), np.fromiter(map(len, values), np.int64, len(values)))
    ends = np.cumsum(np.bincount(own, minlength=len(keys))).astype(np.int64)
    return Lists(tuple(number), ends, document[np.argsort(own, kind="stable")], np.zeros(0, dtype=np.uint8))


def of_beginnings(lists: Lists, *, most: int) -> Lists:
    """Return the lists of the beginnings whose terms take more than ``most`` bytes."""
    sizes = np.concatenate([[0], np.cumsum(lists.sizes)])
    found = sorted(_beginnings(lists.keys, sizes, most=most))
    bounds = np.concatenate([[0], lists.ends])
    documents, codes, ends = [], [], []
    for _, first, last in found:
        part = slice(bounds[first], bounds[last])
        title = lists.codes[part] % TITLE_CODES
        own, code = lists.documents[part][title > 0], title[title > 0]
        kept = np.unique(own)
        begins = np.isin(kept, own[code == BEGINS_TITLE])
        documents.append(kept)
        codes.append(_LEVEL * TITLE_CODES + np.where(begins, BEGINS_TITLE, IN_TITLE))
        ends.append(len(kept))
    empty = [np.zeros(0, dtype=np.int64)]
    return Lists(
        tuple(key for key, _, _ in found),
        np.cumsum(ends).astype(np.int64),
        np.concatenate(documents or empty),
        np.concatenate(codes or empty),
    )


def merged(*several: Lists) -> Lists:
    """Join lists with different keys into one, in the order of the keys."""
    keys = [key for lists in several for key in lists.keys]
    lengths = np.concatenate([np.diff(lists.ends, prepend=0) for lists in several])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]) if keys else np.zeros(0, dtype=np.int64)
    order = np.array(utf16_sorted(keys), dtype=np.int64)
    at = ranges(starts[order], lengths[order])
    return Lists(
        tuple(keys[number] for number in order),
        np.cumsum(lengths[order]),
        np.concatenate([lists.documents for lists in several])[at],
        np.concatenate([lists.codes for lists in several])[at],
    )


def _beginnings(keys: Sequence[str], sizes: Ints, *, most: int) -> Iterator[tuple[str, int, int]]:
    """Yield beginnings with too many terms: the key, the first term's number and the one behind the last."""
    large = [(0, len(keys))] if keys else []
    for length in range(1, _LONGEST_BEGINNING + 1):
        parts = [part for first, last in large for part in _alike(keys, first, last, length)]
        large = [(first, last) for first, last in parts if sizes[last] - sizes[first] > most and last - first > 1]
        for first, last in large:
            if len(keys[first]) >= length:
                yield keys[first][:length] + MANY, first, last


def _alike(keys: Sequence[str], first: int, last: int, length: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges within a range whose keys begin alike."""
    cut = [key[:length] for key in keys[first:last]]
    borders = [first, *(at for at, (one, other) in enumerate(pairwise(cut), first + 1) if one != other), last]
    return pairwise(borders)
