"""The lexicon of a library: each token of its texts once, with what is known of it, and the stream of them all."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from generator.executors import SERIAL, Executor, portions
from generator.similarity import words
from generator.similarity.numbering import Ints
from generator.similarity.tokenised import Numbers, Tokens, tokenised, unpacked

__all__ = ["Field", "Flags", "Floats", "Ints", "Lexicon", "Stream", "read"]

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

_MOSTLY_LOWER = 3
"""A capitalised word is shown in lower case when running text has it so at least once in this many times."""


@dataclass(frozen=True, slots=True)
class Field:
    """One kind of text of documents, in their order, and how much one mention in it counts."""

    texts: tuple[str, ...]
    weight: float
    running: bool = True
    """Whether it is running text, whose spelling may be shown: titles capitalise everything."""
    first: int = 0
    """The number of the document that has the first text."""

    @property
    def documents(self) -> range:
        """Return the numbers of the documents that have the texts."""
        return range(self.first, self.first + len(self.texts))


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


def _merged(parts: Iterable[Tokens], numbers: Numbers) -> tuple[Ints, Ints]:
    """Return the numbers of all tokens, and how many each text has; numbered as if the texts had been read in one."""
    token, lengths = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for part in parts:
        own = np.array(array("q", map(numbers.__getitem__, part.distinct)), dtype=np.int64)
        token.append(own[unpacked(part.numbers)])
        lengths.append(unpacked(part.lengths))
    return np.concatenate(token), np.concatenate(lengths)


def read(fields: Sequence[Field], *, executor: Executor = SERIAL) -> tuple[Lexicon, Stream]:
    """Return the tokens of the fields' texts as numbers, and what the numbers stand for."""
    numbers = Numbers()
    parts = chain.from_iterable(portions(field.texts) for field in fields)
    token, lengths = _merged(executor.map(tokenised, parts), numbers)
    documents = np.array([number for field in fields for number in field.documents], dtype=np.int64)
    weights = np.array([field.weight for field in fields for _ in field.texts], dtype=np.float64)
    running = np.array([field.running for field in fields for _ in field.texts], dtype=np.bool_)  # of no text, too
    stream = Stream(
        token=token,
        document=np.repeat(documents, lengths),
        weight=np.repeat(weights, lengths),
        running=np.repeat(running, lengths),
    )
    return _lexicon(tuple(numbers), numbers, np.bincount(stream.token[stream.running], minlength=len(numbers))), stream


def _lexicon(tokens: tuple[str, ...], numbers: dict[str, int], counts: Ints) -> Lexicon:
    stems = Numbers()
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
