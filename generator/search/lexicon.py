"""The lexicon of a library: each different word once, with its forms, numbered across all portions of texts.

Words are numbered as texts come, oldest first, and analysed in runs of that order, so that a dump that joins changes
the last run and hardly another one; what was made of the others may be kept (``generator.search.texts``).
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final

import numpy as np

from generator.executors import Executor, partitions, portions
from generator.search.numbers import Ints, blocks, ranges, read_narrow
from generator.search.texts import SIMPLE, TIED, Numbers, Worded, formed, phrased, worded

STOP: Final = -1
"""Stands for a stop word."""
_RUN: Final = 4_000
"""Words that are analysed together."""
_KEPT: Final = 1_000
"""Texts that are kept together, about."""
_TEXTS: Final = 5_000
"""Texts of a partition of which nothing is kept."""
_SPARED: Final = 3
_SPARED_TIED: Final = 1
"""Abstracts in which a compound of two words is not indexed, because both are found in it however it is written; and
one of which only pieces find what is typed as one word."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of texts by their numbers, text after text, and where each text ends."""

    numbers: Ints
    ends: Ints

    def ordered(self, order: Ints) -> "Words":
        """Return the texts in another order."""
        starts = np.concatenate([[0], self.ends[:-1]])[: len(self.ends)]
        lengths = (self.ends - starts)[order]
        return Words(self.numbers[ranges(starts[order], lengths)], np.cumsum(lengths, dtype=np.int32))


@dataclass(frozen=True, slots=True)
class Lists:
    """A list of forms for each word."""

    ends: Ints
    values: Ints

    def of(self, words: Words) -> tuple[Ints, Ints]:
        """Return the values of texts' words one after the other, and how many each text has."""
        bounds = np.concatenate([[0], words.ends])
        parts = [self._of(words.numbers, bounds[part.start : part.stop + 1]) for part in blocks(len(words.ends))]
        values, lengths = (np.concatenate(column) for column in zip(*parts, strict=True))
        return values, lengths

    def _of(self, words: Ints, bounds: Ints) -> tuple[Ints, Ints]:
        own = words[bounds[0] : bounds[-1]]
        starts = np.concatenate([[0], self.ends[:-1]]) if len(self.ends) else self.ends
        lengths = (self.ends - starts)[own]
        sums = np.concatenate([[0], np.cumsum(lengths)])[bounds - bounds[0]].astype(np.int64)
        return self.values[ranges(starts[own], lengths)], np.diff(sums)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What all words say; numbers are those of the forms and of the terms."""

    forms: tuple[str, ...]
    terms: tuple[str, ...]
    term_of: Ints
    """The number of each form's term."""
    spared: Ints
    """In how many abstracts, at most, a term is left to its pieces."""
    mentions: Lists
    """The forms of each word, without stop words."""
    pieces: Lists
    """The forms of each word's pieces, ``STOP`` for a stop word."""


def numbered(texts: Sequence[str], words: Numbers, executor: Executor) -> Words:
    """Return the words of texts by their numbers, as if the texts had been read in one; may be kept."""
    return _numbered(executor.map(worded, portions(texts, _KEPT)), words)


def numbered_anew(texts: Sequence[str], words: Numbers, executor: Executor) -> Words:
    """Return the same of texts that every build says otherwise, made of phrases; nobody keeps it."""
    return _numbered(executor.map(phrased, partitions(texts, _TEXTS)), words)


def _numbered(parts: Iterable[Worded], words: Numbers) -> Words:
    found, lengths = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.int32)]
    for part in parts:
        found.append(_looked_up(words, part.distinct)[read_narrow(part.numbers)])
        lengths.append(read_narrow(part.lengths))
    return Words(np.concatenate(found), np.cumsum(np.concatenate(lengths), dtype=np.int32))


def _looked_up(numbers: Numbers, keys: Sequence[str]) -> Ints:
    return np.array(array("i", map(numbers.__getitem__, keys)), dtype=np.int32)


def analysed(words: Sequence[str], executor: Executor) -> Lexicon:
    """Return what words say."""
    forms, terms, term_of, kinds = Numbers(), Numbers(), array("i"), bytearray()
    mentions, pieces = _Joined(), _Joined()
    for run in executor.map(formed, portions(words, _RUN)):
        before = len(forms)
        own = _looked_up(forms, run.forms)
        new = own >= before
        term_of.extend(map(terms.__getitem__, compress(run.stems, new.tolist())))
        kinds.extend(bytes(len(forms) - before))
        np.frombuffer(kinds, dtype=np.uint8)[own] |= np.frombuffer(run.kinds, dtype=np.uint8)
        mentions.add(run.mentioned, own[read_narrow(run.mentions)])
        pieces.add(run.pieced, np.concatenate([[STOP], own])[read_narrow(run.pieces)])
    of = np.array(term_of, dtype=np.int32)
    return Lexicon(
        forms=tuple(forms),
        terms=tuple(terms),
        term_of=of,
        spared=_spared(of, np.frombuffer(bytes(kinds), dtype=np.uint8), len(terms)),
        mentions=mentions.lists(),
        pieces=pieces.lists(),
    )


def _spared(term_of: Ints, kinds: Ints, terms: int) -> Ints:
    """Return in how many abstracts each term is left to its pieces: none, but for compounds in their closed form."""
    spared = np.full(terms, _SPARED, dtype=np.int8)
    spared[term_of[(kinds & TIED) > 0]] = _SPARED_TIED
    spared[term_of[(kinds & SIMPLE) > 0]] = 0
    return spared


class _Joined:
    """Lists that are put together run by run."""

    def __init__(self) -> None:
        self._lengths, self._values = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.int32)]

    def add(self, lengths: bytes, values: Ints) -> None:
        """Add the lists of a run's words."""
        self._lengths.append(read_narrow(lengths))
        self._values.append(values)

    def lists(self) -> Lists:
        """Return all of them."""
        ends = np.cumsum(np.concatenate(self._lengths), dtype=np.int32)
        return Lists(ends, np.concatenate(self._values).astype(np.int32))
