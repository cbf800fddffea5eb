"""Weighs all documents at once: an array over the documents for each unit of a query.

A unit is one thing, so it is as rare as the documents that have any of its terms are together. How much of a query a
document has counts steeply (COVERAGE): from 1 to 4 a common word in a title beats all rare words in an abstract.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from generator.search.numbers import Ints
from generator.search.query.meaning import WEIGHT, Join, Meaning, Unit
from generator.search.query.store import Store
from generator.search.weights import BEGINS_TITLE, TITLE_CODES

COVERAGE: Final = 10
WHOLE_IN_TITLE: Final = 1.15
BEGINNING_IN_TITLE: Final = 1.3


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: arrays over the documents."""

    score: Ints
    share: Ints
    """How much of the query a document has, counted by rarity."""
    covered: Ints
    """The units that a document has, a bit each."""
    units: int
    lift: Ints
    """By how much the score is raised because a paper is related to the best ones."""


@dataclass(slots=True)
class _Column:
    """One unit's part: what it adds, and what it is to the title."""

    best: Ints
    title: Ints
    rarity: float = 0.0


def match(meaning: Meaning, store: Store) -> Found:
    """Weigh the documents for a query."""
    documents = store.manifest["documents"]
    columns = [_column(unit, store, documents) for unit in meaning.units]
    score, covered = np.zeros(documents), np.zeros(documents, dtype=np.int64)
    for number, column in enumerate(columns):
        score = score + column.best
        covered |= (column.best > 0).astype(np.int64) << number
    for join in meaning.joins:
        _join(join, meaning.units, store, score, covered)
    total = sum(column.rarity for column in columns)
    share = np.zeros(documents)
    for number, column in enumerate(columns):
        share = share + np.where(covered >> number & 1, column.rarity, 0.0)
    share = share / total if total else share
    score = score * (1 + share) ** COVERAGE * _title(columns, documents)
    return Found(score, share, covered, len(columns), np.ones(documents))


def rarity(found: int, documents: int) -> float:
    """Return how much a term tells (inverse document frequency), cut to what every machine computes alike."""
    return math.floor(math.log(1 + (documents - found + 0.5) / (found + 0.5)) * 1e4 + 0.5) / 1e4


def _column(unit: Unit, store: Store, documents: int) -> _Column:
    """Find the best that each document has for a unit; terms of one kind are as rare as they are together."""
    column = _Column(np.zeros(documents), np.zeros(documents, dtype=np.int64))
    for kind, terms in unit.variants:
        own = np.zeros(documents)
        for term in terms:
            _offer(own, column, store, term, title=unit.title)
        np.maximum(column.best, own * (WEIGHT[kind] * rarity(int(np.count_nonzero(own)), documents)), out=column.best)
    if unit.together and not unit.title:
        np.maximum(column.best, _together(unit.together, store, documents), out=column.best)
    column.rarity = rarity(int(np.count_nonzero(column.best)), documents)
    return column


def _offer(own: Ints, column: _Column, store: Store, term: str, *, title: bool) -> None:
    """Take a term's weights where they are better than what is there."""
    found = store.entries(term)
    if not found:
        return
    numbers, codes = found
    if title:
        numbers, codes = numbers[codes % TITLE_CODES > 0], codes[codes % TITLE_CODES > 0]
    own[numbers] = np.maximum(own[numbers], store.weights[codes])
    column.title[numbers] = np.maximum(column.title[numbers], codes % TITLE_CODES)


def _together(terms: Sequence[str], store: Store, documents: int) -> Ints:
    """Weigh the documents that have all of several terms: as the terms do on average."""
    total, having = np.zeros(documents), np.zeros(documents, dtype=np.int64)
    for term in terms:
        numbers, codes = store.entries(term) or (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
        total[numbers] += store.weights[codes] * rarity(len(numbers), documents)
        having[numbers] += 1
    return np.where(having == len(terms), total * (WEIGHT["together"] / len(terms)), 0.0)


def _join(join: Join, units: Sequence[Unit], store: Store, score: Ints, covered: Ints) -> None:
    """Add what a term that stands for several units weighs."""
    found = store.entries(join.term)
    if not found:
        return
    numbers, codes = found
    bits = sum(1 << number for number, unit in enumerate(units) if any(unit is other for other in join.units))
    if join.instead:
        spare = covered[numbers] & bits == bits
        numbers, codes = numbers[~spare], codes[~spare]
    score[numbers] += store.weights[codes] * (WEIGHT[join.kind] * rarity(len(found[0]), len(score)))
    covered[numbers] |= bits


def _title(columns: Sequence[_Column], documents: int) -> Ints:
    """Return a factor for documents that have all units in the title, more if it begins with the first one."""
    factor = np.ones(documents)
    if columns:
        whole = np.logical_and.reduce([column.title > 0 for column in columns])
        factor[whole] = WHOLE_IN_TITLE
        factor[whole & (columns[0].title == BEGINS_TITLE)] = BEGINNING_IN_TITLE
    return factor
