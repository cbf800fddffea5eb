"""Sorted lists cut into files by ranges of keys, so that a word needs one file and the start of a word one or two.

A directory (in the manifest) holds for each file a key that its keys do not sort before, and its hash.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

import numpy as np

from generator.executors import SERIAL, Executor, partitions
from generator.search import codec, numbers
from generator.search.codec import Stored
from generator.search.lists import Lists
from generator.search.numbers import Ints
from generator.search.positions import Positions

SIZE_BITS: Final = 4
"""Bits of the logarithm of how many papers have a word; the bits above it are its endings."""
_FILES: Final = 32
"""Files of a partition."""
_LEAST: Final = 12_000
_KEY_COST: Final = 15
"""Bytes that a file adds to the directory: its key and its hash."""


@dataclass(slots=True)
class Files:
    """The files of one kind as they are made, and their directory."""

    kind: str
    files: list[tuple[str, bytes]] = field(default_factory=list)
    firsts: list[str] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)

    def add(self, file: Stored, first: str = "") -> str:
        """Add a file, return its hash."""
        self.files.append((codec.path(self.kind, len(self.files), file.hash), file.content))
        self.firsts.append(first)
        self.hashes.append(file.hash)
        return file.hash

    @property
    def directory(self) -> dict[str, str]:
        """What the manifest says of these files."""
        return {"firsts": " ".join(self.firsts), "hashes": "".join(self.hashes)}


def size(total: int) -> int:
    """Return how many bytes a file should hold: few enough to fetch, enough to keep the directory as small."""
    return max(_LEAST, round(math.sqrt(total * _KEY_COST)))


def cuts(sizes: Ints, *, most: int) -> list[tuple[int, int]]:
    """Return the ranges of lists that go into one file each; one longer list fills one of its own."""
    ranges, start, held = [], 0, 0
    for number, own in enumerate(sizes.tolist()):
        if held and held + own > most:
            ranges.append((start, number))
            start, held = number, 0
        held += own
    return [*ranges, (start, len(sizes))] if len(sizes) else []


@dataclass(frozen=True, slots=True)
class _Shard:
    """A file of lists that is to be written."""

    keys: tuple[str, ...]
    lengths: Ints
    gaps: Ints
    codes: Ints
    notes: str


def of_lists(
    kind: str,
    lists: Lists,
    notes: Mapping[str, Sequence[str]],
    *,
    documents: int,
    most: int,
    executor: Executor = SERIAL,
) -> Files:
    """Write lists; ``notes`` are lines that stand with a key: which acronym it is or begins the long form of."""
    files = Files(kind)
    bounds = np.concatenate([[0], lists.ends])
    lengths = np.diff(bounds)
    gaps = lists.gaps - 1
    ranges = cuts(lists.sizes + _key_sizes(lists.keys), most=most)

    def shard(first: int, last: int) -> _Shard:
        keys, part = lists.keys[first:last], slice(bounds[first], bounds[last])
        own = "\n".join(line for key in keys for line in notes.get(key, ()))
        return _Shard(keys, lengths[first:last], gaps[part], lists.codes[part], own)

    parts = ([shard(*each) for each in part] for part in partitions(ranges, _FILES))
    made = chain.from_iterable(executor.map(_stored, parts, documents))
    for (first, _), file in zip(ranges, made, strict=True):
        files.add(file, _separator(lists.keys, first))
    return files


def _stored(shards: Sequence[_Shard], documents: int) -> list[Stored]:
    return [
        codec.stored_sections(
            (*numbers.lists(shard.lengths, shard.gaps, documents), shard.codes.astype(np.uint8).tobytes()),
            (codec.front_coded(shard.keys), shard.notes.encode()),
        )
        for shard in shards
    ]


def of_positions(positions: Positions, *, executor: Executor = SERIAL) -> Files:
    """Write the places of forms."""
    files = Files("places")
    sizes = positions.sizes + _key_sizes(positions.keys)
    ranges = cuts(sizes, most=size(int(sizes.sum())))
    parts = ([positions.part(*each) for each in part] for part in partitions(ranges, _FILES))
    made = chain.from_iterable(executor.map(_stored_places, parts))
    for (first, _), file in zip(ranges, made, strict=True):
        files.add(file, _separator(positions.keys, first))
    return files


def _stored_places(parts: Sequence[Positions]) -> list[Stored]:
    return [codec.stored_sections(part.packed(), (codec.front_coded(part.keys),)) for part in parts]


def of_words(words: Sequence[tuple[str, int]], *, most: int) -> Files:
    """Write the vocabulary, one letter's words in one file, each with a logarithm of how many papers have it.

    Words that are others with an ending are bits of the same number, and count as often as the most frequent of them.
    """
    files = Files("words")
    for part in _letters(words, most=most):
        heads = _heads(part)
        file = codec.stored_sections((bytes(heads.values()),), (codec.front_coded(heads),))
        files.add(file, part[0][0][0] if files.files else "")
    return files


def _heads(words: Sequence[tuple[str, int]]) -> dict[str, int]:
    """Return the words that are no others with an ending: which endings they take, and the logarithm below that."""
    counts, heads, taken = dict(words), {}, set()
    for word in counts:
        if word not in taken:
            forms = [codec.inflected(word, ending) for ending in codec.ENDINGS]
            known = [form in counts and form not in taken for form in forms]
            own = [word, *(form for form, is_one in zip(forms, known, strict=True) if is_one)]
            taken.update(own)
            size = max(counts[form] for form in own).bit_length() // 2
            heads[word] = size + (sum(is_one << at for at, is_one in enumerate(known)) << SIZE_BITS)
    return heads


def _letters(words: Sequence[tuple[str, int]], *, most: int) -> Iterator[list[tuple[str, int]]]:
    """Yield runs of words of about a size that end where a letter ends."""
    run: list[tuple[str, int]] = []
    held = 0
    for word, count in words:
        if held > most and run[-1][0][0] != word[0]:
            yield run
            run, held = [], 0
        run.append((word, count))
        held += len(word) // 2 + 2
    if run:
        yield run


def _separator(keys: Sequence[str], first: int) -> str:
    """Return the key that stands for a file in the directory."""
    return codec.separator(keys[first - 1], keys[first]) if first else ""


def _key_sizes(keys: Sequence[str]) -> Any:
    """Return about how many bytes each key takes in its file."""
    return np.array([len(key) // 2 + 3 for key in keys], dtype=np.int64)
