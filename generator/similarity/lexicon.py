"""The lexicon of a library: each token of its texts once, with what is known of it, and the stream of them all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.executors import SERIAL, Executor, partitions
from generator.similarity import words

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_TEXTS = 1_000
"""Texts of a partition."""
_MOSTLY_LOWER = 3
"""A capitalised word is shown in lower case when running text has it so at least once in this many times."""


@dataclass(frozen=True, slots=True)
class Field:
    """One kind of text of all documents, in their order, and how much one mention in it counts."""

    texts: tuple[str, ...]
    weight: float
    running: bool = True
    """Whether it is running text, whose spelling may be shown: titles capitalise everything."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The distinct tokens as written, in order of appearance; the arrays run parallel to them."""

    tokens: tuple[str, ...]
    stem: Ints
    """The number of the word that the token is a form of; -1 for punctuation."""
    stems: dict[str, int]
    shape: Ints
    """The number of the token in whose spelling this one is shown."""
    content: Flags
    """Whether it says something by itself."""
    joins: Flags
    """Whether a hyphen joins it to the next one."""


@dataclass(frozen=True, slots=True)
class Stream:
    """All tokens of all texts, one after the other; where a text ends stands a full stop."""

    token: Ints
    document: Ints
    weight: Floats
    running: Flags


class _Numbers(dict[Any, int]):
    """Numbers what it is asked for, from 0."""

    def __missing__(self, key: Any) -> int:
        self[key] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The tokens of a partition of the texts."""

    tokens: tuple[str, ...]
    """Each once, in order of appearance."""
    numbers: Ints
    """All of them by their numbers, where a text ends a full stop."""
    lengths: Ints
    """How many each text has."""


def _tokens(texts: Sequence[str]) -> _Tokens:
    numbers = _Numbers()
    token: list[int] = []
    lengths: list[int] = []
    for text in texts:
        before = len(token)
        token.extend(map(numbers.__getitem__, words.tokens(text)))
        token.append(numbers["."])
        lengths.append(len(token) - before)
    return _Tokens(tuple(numbers), np.array(token, dtype=np.int64), np.array(lengths, dtype=np.int64))


def _merged(parts: Iterable[_Tokens], numbers: _Numbers) -> tuple[Ints, Ints]:
    """Return the numbers of all tokens, and how many each text has; numbered as if the texts had been read in one."""
    token, lengths = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for part in parts:
        token.append(np.array([numbers[one] for one in part.tokens], dtype=np.int64)[part.numbers])
        lengths.append(part.lengths)
    return np.concatenate(token), np.concatenate(lengths)


def read(fields: Sequence[Field], *, executor: Executor = SERIAL) -> tuple[Lexicon, Stream]:
    """Return the tokens of the fields' texts as numbers, and what the numbers stand for."""
    numbers = _Numbers()
    texts = [text for field in fields for text in field.texts]
    token, lengths = _merged(executor.map(_tokens, partitions(texts, _TEXTS)), numbers)
    stream = Stream(
        token=token,
        document=np.repeat([number for field in fields for number in range(len(field.texts))], lengths),
        weight=np.repeat([field.weight for field in fields for _ in field.texts], lengths),
        running=np.repeat([field.running for field in fields for _ in field.texts], lengths),
    )
    return _lexicon(tuple(numbers), numbers, np.bincount(stream.token[stream.running], minlength=len(numbers))), stream


def _lexicon(tokens: tuple[str, ...], numbers: dict[str, int], counts: Ints) -> Lexicon:
    stems = _Numbers()
    stem = [stems[words.fold(token)] if words.is_word(token) else -1 for token in tokens]
    return Lexicon(
        tokens=tokens,
        stem=np.array(stem, dtype=np.int64),
        stems=dict(stems),
        shape=np.array([_shape(token, numbers, counts) for token in tokens], dtype=np.int64),
        content=np.array([words.is_word(token) and not words.says_nothing(token) for token in tokens], dtype=np.bool_),
        joins=np.array([words.joins(token) for token in tokens], dtype=np.bool_),
    )


def _shape(token: str, numbers: dict[str, int], counts: Ints) -> int:
    """Undo the capital of a sentence's or a title's word, but not that of a name ("Nash") or an acronym."""
    number, lower = numbers[token], numbers.get(token.lower())
    if lower is None or not (token[:1].isupper() and token[1:].islower()):
        return number
    return lower if counts[lower] * _MOSTLY_LOWER >= counts[number] else number
