"""Reasons: the few terms that a reader is shown for why two texts are alike.

Asked for many pairs at once, as the rows of a sparse matrix: ten related papers of each of 100,000 are a million
answers, and numpy sorts them all in the time in which Python would begin.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import scipy

from generator.similarity.lexicon import Floats, Ints
from generator.similarity.numbering import order
from generator.similarity.terms import Terms

_LOOKED_AT = 4
"""How many times the wanted number of terms are looked at: the phrases among them replace the words they hold."""
_WEAK = 0.1
"""A term that contributes less than this share of what the strongest does is no reason."""
_DIGITS = 1e9
"""Shares that differ behind the ninth digit are as large."""
_REPLACES = 0.5
"""A longer phrase replaces a shorter one if it contributes at least this share of what that one does."""


def strongest(terms: Terms, columns: Ints, shares: Floats, *, count: int) -> tuple[str, ...]:
    """Return up to ``count`` terms, weightiest first, of those at ``columns`` which contribute ``shares``.

    A phrase stands for the words in it, and a term that adds no word to what is shown already is left out.
    """
    row = scipy.sparse.csr_matrix((shares, columns, [0, len(columns)]), shape=(1, len(terms.surfaces)))
    return next(strongest_of_each(terms, row, count=count))


def strongest_of_each(terms: Terms, rows: Any, *, count: int) -> Iterator[tuple[str, ...]]:
    """Yield the strongest terms of each sparse row, in which a term has what it contributes; see ``strongest``."""
    row, columns, shares = _worth_a_look(terms, rows, most=count * _LOOKED_AT)
    known = _known(terms, columns)
    bounds = np.searchsorted(row, np.arange(rows.shape[0] + 1)).tolist()
    found, weights = columns.tolist(), shares.tolist()
    for start, end in pairwise(bounds):
        yield known.distinct(known.chosen(found[start:end], weights[start:end]), count)


def _worth_a_look(terms: Terms, rows: Any, *, most: int) -> tuple[Ints, Ints, Floats]:
    """Return row, column and share of the ``most`` strongest telling terms of each row, sorted."""
    row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    columns, shares = rows.indices, rows.data
    peak = np.zeros(rows.shape[0])
    np.maximum.at(peak, row, shares)
    shown = np.flatnonzero(terms.telling[columns] & (shares > _WEAK * peak[row]))
    row, columns, shares = row[shown], columns[shown], shares[shown]
    digits = np.rint(shares * _DIGITS).astype(np.int64)
    places = order(row, digits.max(initial=0) - digits, columns)
    row, columns, shares = row[places], columns[places], shares[places]
    rank = np.arange(len(row)) - np.searchsorted(row, np.arange(rows.shape[0]))[row]
    first = rank < most
    return row[first], columns[first], shares[first]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was looked up of terms, by their columns: many rows have the same ones."""

    alone: dict[int, int]
    """The word that a term is, of terms of one word."""
    words: dict[int, frozenset[int]]
    """The words that a term is made of."""
    surfaces: dict[int, str]
    squeezed: dict[int, str]
    """The text of a term without case, spaces and hyphens, where another one has the same."""

    def chosen(self, columns: list[int], shares: list[float]) -> list[int]:
        """Return the terms that stand for all of them, the strongest first."""
        kept: list[int] = []
        weights: list[float] = []
        said: set[int] = set()
        for column, share in zip(columns, shares, strict=True):
            word = self.alone.get(column)
            if word in said:  # one word holds no other
                continue
            words = self.words[column]
            if word is not None or said.isdisjoint(words):  # most of them
                kept.append(column)
                weights.append(share)
            elif not self._put(kept, weights, column, share, said):
                continue
            said |= words
        return kept

    def _put(self, kept: list[int], weights: list[float], column: int, share: float, said: set[int]) -> bool:
        """Add a phrase that adds words to those ``said``; or put it in the place of the shorter ones that it holds."""
        words = self.words[column]
        held = [place for place, old in enumerate(kept) if self.words[old] < words]
        if held and share >= _REPLACES * weights[held[0]]:
            kept[held[0]], weights[held[0]] = column, share
            for place in held[:0:-1]:
                del kept[place], weights[place]
            return True
        if held or words <= said:
            return False
        kept.append(column)
        weights.append(share)
        return True

    def distinct(self, columns: list[int], count: int) -> tuple[str, ...]:
        """Of what differs only in case, spaces and hyphens keep the longest: "fine-tuning", not "finetuning"."""
        if self.squeezed.keys().isdisjoint(columns):  # most of them
            return tuple([self.surfaces[column] for column in columns[:count]])
        longest: dict[str, str] = {}
        for column in columns:
            text = self.surfaces[column]
            key = self.squeezed.get(column, text)
            if len(text) > len(longest.get(key, "")):
                longest[key] = text
        return tuple(longest.values())[:count]


def _known(terms: Terms, columns: Ints) -> _Known:
    """Look up the terms at some columns."""
    found = np.flatnonzero(np.bincount(columns))
    stems = terms.stems[found]
    rows = zip(stems.tolist(), (stems >= 0).sum(axis=1).tolist(), strict=True)
    words = {column: frozenset(row[:size]) for column, (row, size) in zip(found.tolist(), rows, strict=True)}
    surfaces = {column: terms.surfaces[column] for column in words}
    squeezed = {column: text.lower().replace("-", "").replace(" ", "") for column, text in surfaces.items()}
    having = Counter(squeezed.values())
    return _Known(
        alone={column: next(iter(own)) for column, own in words.items() if len(own) == 1},
        words=words,
        surfaces=surfaces,
        squeezed={column: text for column, text in squeezed.items() if having[text] > 1},
    )
