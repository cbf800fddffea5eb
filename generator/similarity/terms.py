"""Terms: the words and phrases of a library's texts, counted, each with the form in which a reader knows it.

A term is one word, or two or three neighbouring words without a stop word or a punctuation mark between them (within a
hyphenated compound a stop word counts: "on-policy"). Different forms of a word are one term; what is shown of it is its most
frequent form in the running text ("preference optimization", "LLM"), since terms are shown to readers as reasons.

All of it is arithmetic on arrays of word numbers: a library of 100,000 abstracts is twenty million words, too many for
loops. Terms that stand in a single paper can't make two papers alike, so they are left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from generator.similarity import words

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Field:
    """One kind of text of every document, in the documents' order, and how much one mention in it counts."""

    texts: tuple[str, ...]
    weight: float
    running: bool = True
    """Whether it is running text, whose spelling may be shown (titles capitalise everything)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a library and how often each document mentions them (weighted; documents by terms)."""

    counts: Any
    surfaces: tuple[str, ...]
    sizes: Ints
    """The number of words of each term."""
    parts: Ints
    """For each term the terms that it is made of, -1 where there is none: its words, for three words also both pairs."""


class _Numbers(dict[str, int]):
    """Numbers the keys that it is asked for, from 0."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class _Stream:
    """All tokens of all documents, one after the other."""

    word: Ints
    document: Ints
    weight: Floats
    running: npt.NDArray[np.bool_]
    vocabulary: tuple[str, ...]


def collect(fields: Sequence[Field], *, least: int = 2) -> Terms:
    """Return the terms that stand in at least ``least`` documents."""
    stream = _read(fields)
    raise NotImplementedError
