"""Reasons: the few terms that a reader is shown for why two texts are alike.

Asked for many pairs at once, as the rows of a sparse matrix: ten related papers of each of 100,000 are a million
answers, and numpy sorts them all in the time in which Python would begin.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from scipy import sparse

from generator.similarity.lexicon import Floats, Ints
from generator.similarity.terms import Terms

_LOOKED_AT = 4
"""How many times the wanted number of terms are looked at: the phrases among them replace the words they hold."""
_WEAK = 0.1
"""A term that contributes less than this share of what the strongest does is no reason."""
_REPLACES = 0.5
"""A longer phrase replaces a shorter one if it contributes at least this share of what that one does."""


def strongest(terms: Terms, columns: Ints, shares: Floats, *, count: int) -> tuple[str, ...]:
    """Return up to ``count`` terms, weightiest first, of those at ``columns`` which contribute ``shares``.

    A phrase stands for the words in it, and a term that adds no word to what is shown already is left out.
    """
    row = sparse.csr_matrix((shares, columns, [0, len(columns)]), shape=(1, len(terms.surfaces)))
    return next(strongest_of_each(terms, row, count=count))


def strongest_of_each(terms: Terms, rows: Any, *, count: int) -> Iterator[tuple[str, ...]]:
    """Yield the strongest terms of each sparse row, in which a term has what it contributes; see ``strongest``."""
    known = _Known(terms)
    row, columns, shares = _worth_a_look(terms, rows, most=count * _LOOKED_AT)
    bounds = np.searchsorted(row, np.arange(rows.shape[0] + 1)).tolist()
    found, weights = columns.tolist(), shares.tolist()
    for start, end in pairwise(bounds):
        yield known.chosen(found[start:end], weights[start:end])[:count]


def _worth_a_look(terms: Terms, rows: Any, *, most: int) -> tuple[Ints, Ints, Floats]:
    """Return row, column and share of the ``most`` strongest telling terms of each row, sorted."""
    row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    columns, shares = rows.indices, rows.data
    peak = np.zeros(rows.shape[0])
    np.maximum.at(peak, row, shares)
    shown = np.flatnonzero(terms.telling[columns] & (shares > _WEAK * peak[row]))
    row, columns, shares = row[shown], columns[shown], shares[shown]
    order = np.lexsort((columns, -shares.round(9), row))
    row, columns, shares = row[order], columns[order], shares[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    first = rank < most
    return row[first], columns[first], shares[first]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was looked up of terms: many rows have the same ones."""

    terms: Terms
    words: dict[int, frozenset[int]] = field(default_factory=dict)
    squeezed: dict[int, str] = field(default_factory=dict)

    def chosen(self, columns: list[int], shares: list[float]) -> tuple[str, ...]:
        """Return the forms of the terms that stand for all of them, the strongest first."""
        kept: list[tuple[int, float]] = []
        said: set[int] = set()
        for column, share in zip(columns, shares, strict=True):
            self._add(kept, (column, share), said)
        return self._distinct([column for column, _ in kept])

    def _add(self, kept: list[tuple[int, float]], new: tuple[int, float], said: set[int]) -> None:
        """Add a term that adds words to those ``said``; or put it in the place of the shorter ones that it holds."""
        words = self.words.get(new[0]) or self._words(new[0])
        if len(words) == 1:  # most of them; and one word holds no other
            if not words <= said:
                kept.append(new)
                said |= words
            return
        held = [place for place, (old, _) in enumerate(kept) if self.words[old] < words]
        if held and new[1] >= _REPLACES * kept[held[0]][1]:
            kept[held[0]] = new
            for place in held[:0:-1]:
                del kept[place]
        elif not held and not words <= said:
            kept.append(new)
        else:
            return
        said |= words

    def _words(self, column: int) -> frozenset[int]:
        """Look up the words that a term is made of."""
        words = self.words[column] = frozenset(stem for stem in self.terms.stems[column].tolist() if stem >= 0)
        return words

    def _distinct(self, columns: list[int]) -> tuple[str, ...]:
        """Of what differs only in case, spaces and hyphens keep the longest: "fine-tuning", not "finetuning"."""
        longest: dict[str, str] = {}
        for column in columns:
            surface = self.terms.surfaces[column]
            key = self.squeezed.get(column)
            if key is None:
                key = self.squeezed[column] = surface.lower().replace("-", "").replace(" ", "")
            if len(surface) > len(longest.get(key, "")):
                longest[key] = surface
        return tuple(longest.values())
