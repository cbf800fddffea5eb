"""Reads the search's files, each once, and hands out lists, titles, texts, words and places."""

import json
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from generator.errors import PapershelfError
from generator.search import codec
from generator.search.codec import HASH_LENGTH
from generator.search.index import MANIFEST
from generator.search.lists import FACET, MANY
from generator.search.lunr_js import utf16_order
from generator.search.numbers import Ints, read_lists, read_short_numbers, read_varints
from generator.search.packs import simple_slug
from generator.search.shards import SIZE_BITS

_LAST: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Shard:
    """One file of lists."""

    keys: list[str]
    ends: list[int]
    documents: Ints
    codes: Ints
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a document."""

    title: str
    name: str
    themes: tuple[int, ...]


@dataclass(slots=True)
class Directory:
    """The files of one kind, by range of keys."""

    kind: str
    firsts: list[bytes]
    hashes: str

    @classmethod
    def of(cls, kind: str, entry: dict[str, str]) -> "Directory":
        """Return what the manifest says."""
        return cls(kind, [utf16_order(first) for first in entry["firsts"].split(" ")], entry["hashes"])

    def number(self, key: str) -> int:
        """Return the number of the file that a key would be in."""
        return max(0, bisect_right(self.firsts, utf16_order(key)) - 1)

    def path(self, number: int) -> str:
        """Return a file's path."""
        return codec.path(self.kind, number, self.hashes[number * HASH_LENGTH : (number + 1) * HASH_LENGTH])

    @property
    def count(self) -> int:
        """How many files there are."""
        return len(self.hashes) // HASH_LENGTH


@dataclass
class Store:
    """The index behind a function that reads a file of the site."""

    read: Callable[[str], bytes]
    _files: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The file that leads to all others."""
        loaded: dict[str, Any] = json.loads(self.read(MANIFEST))
        return loaded

    @cached_property
    def weights(self) -> Ints:
        """What each code of a list weighs."""
        scale = self.manifest["weights"]
        return np.array([scale["lowest"] * scale["step"] ** (code // scale["titles"]) for code in range(256)])

    @cached_property
    def _terms(self) -> Directory:
        return Directory.of("terms", self.manifest["terms"])

    @cached_property
    def _more(self) -> dict[str, Directory]:
        entries = json.loads(self._content(codec.path("more", 0, self.manifest["more"])))
        return {kind: Directory.of(kind, entry) for kind, entry in entries.items()}

    @cached_property
    def _sample(self) -> bytes:
        return self._content(codec.path("sample", 0, self.manifest["sample"]["hash"]))

    def entries(self, key: str) -> tuple[Ints, Ints] | None:
        """Return the documents and codes of a key, None when no document has it."""
        shard = self._shard(key)
        at = bisect_right(shard.keys, utf16_order(key), key=utf16_order) - 1 if shard else -1
        if shard is None or at < 0 or shard.keys[at] != key:
            return None
        part = slice(shard.ends[at - 1] if at else 0, shard.ends[at])
        return shard.documents[part], shard.codes[part]

    def beginning(self, start: str) -> list[str]:
        """Return the keys that begin with a text, those of whole beginnings left out."""
        directory = self._directory(start)
        shards = map(directory.path, range(directory.number(start), directory.number(start + _LAST) + 1))
        found = (key for path in shards if directory.count for key in self._read(path).keys)
        return [key for key in found if key.startswith(start) and not key.endswith(MANY)]

    def notes(self, key: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the acronyms near a key: the term and the words of the long form."""
        for acronym, *words in self._notes(key):
            if len(words) > 1:
                yield acronym, tuple(words)
            elif acronym == key:  # its long form stands where that begins
                yield from ((one, tuple(long)) for one, *long in self._notes(words[0]) if one == key and len(long) > 1)

    def _notes(self, key: str) -> Iterator[list[str]]:
        shard = self._shard(key)
        return (line.split(" ") for line in (shard.notes if shard else ()))

    def shown(self, number: int) -> Shown:
        """Return what is shown of a document."""
        title, name, *themes = self._titles(number)[1][number % self.manifest["titles"]["size"]]
        return Shown(title, simple_slug(title)[:name] if isinstance(name, int) else name, tuple(themes))

    def related(self, number: int) -> list[int]:
        """Return the numbers of a document's nearest papers, nearest first."""
        return [number + gap for gap in self._titles(number)[2][number % self.manifest["titles"]["size"]]]

    def text(self, number: int) -> str:
        """Return a document's abstract."""
        entry = self.manifest["titles"]
        pack = number // entry["texts"]
        at = pack % (entry["size"] // entry["texts"]) * HASH_LENGTH
        path = codec.path("texts", pack, self._titles(number)[0][at : at + HASH_LENGTH])
        texts: list[str] = self._content(path, self._sample)[self.manifest["sample"]["size"] :].decode().split("\n")
        return texts[int(number % entry["texts"])]

    def words(self, letters: str | None) -> list[tuple[str, int]]:
        """Return the vocabulary's words in the files of some letters (or all), each with a logarithm of its papers."""
        directory = self._more["words"]
        chosen = range(directory.count) if letters is None else sorted({directory.number(letter) for letter in letters})
        return [pair for number in chosen if directory.count for pair in self._words(directory.path(number))]

    def places(self, form: str) -> dict[int, list[int]]:
        """Return the places of a form in each document."""
        directory = self._more["places"]
        if not directory.count:
            return {}
        content = self._content(directory.path(directory.number(form)))
        upper, lower, each, packed, names = codec.read_sections(content, 5)
        keys = codec.read_front_coded(names)
        if form not in keys:
            return {}
        places, gaps = read_varints(each), read_short_numbers(packed)
        counts, documents = read_lists(upper, lower, len(keys), self.manifest["documents"])
        at = keys.index(form)
        first, last = int(counts[:at].sum()), int(counts[: at + 1].sum())
        ends = np.cumsum(places)
        starts = ends - places
        found = (np.cumsum(documents[first:last] + 1) - 1).tolist()
        return {
            number: np.cumsum(gaps[starts[one] : ends[one]]).tolist()
            for number, one in zip(found, range(first, last), strict=True)
        }

    def _titles(self, number: int) -> Any:
        """Return the pack of titles that a document is in: the hashes of its texts, the rows, the related ones."""
        pack = number // self.manifest["titles"]["size"]
        hash_ = self.manifest["titles"]["hashes"][pack * HASH_LENGTH : (pack + 1) * HASH_LENGTH]
        path = codec.path("titles", pack, hash_)
        if path not in self._files:
            self._files[path] = json.loads(self._content(path))
        return self._files[path]

    def _words(self, path: str) -> list[tuple[str, int]]:
        if path not in self._files:
            counts, names = codec.read_sections(self._content(path), 2)
            heads = zip(codec.read_front_coded(names), counts, strict=True)
            self._files[path] = [pair for word, code in heads for pair in _with_endings(word, code)]
        found: list[tuple[str, int]] = self._files[path]
        return found

    def _directory(self, key: str) -> Directory:
        return self._more["facets"] if key.startswith(FACET) else self._terms

    def _shard(self, key: str) -> Shard | None:
        directory = self._directory(key)
        return self._read(directory.path(directory.number(key))) if directory.count else None

    def _read(self, path: str) -> Shard:
        if path not in self._files:
            self._files[path] = _shard(self._content(path), self.manifest["documents"])
        found: Shard = self._files[path]
        return found

    def _content(self, path: str, begun: bytes = b"") -> bytes:
        """Return the content of a file after what it goes on from; raise PapershelfError when it is damaged."""
        try:
            return zlib.decompress(begun + self.read(path))
        except zlib.error as error:
            raise PapershelfError(f"{path} is damaged ({error}): build the site again") from error


def in_folder(site: Path) -> Store:
    """Return the index of a built site."""

    def read(path: str) -> bytes:
        try:
            return (site / path).read_bytes()
        except OSError as error:
            raise PapershelfError(f"no {path} in {site}: build the site first") from error

    return Store(read)


def _with_endings(word: str, code: int) -> Iterator[tuple[str, int]]:
    """Yield a word of the vocabulary and those that it is with an ending, each with the logarithm of its papers."""
    size, endings = code & (1 << SIZE_BITS) - 1, code >> SIZE_BITS
    yield word, size
    yield from ((codec.inflected(word, ending), size) for at, ending in enumerate(codec.ENDINGS) if endings >> at & 1)


def _shard(content: bytes, documents: int) -> Shard:
    """Read one file of lists."""
    upper, lower, codes, names, notes = codec.read_sections(content, 5)
    keys = codec.read_front_coded(names)
    lengths, gaps = read_lists(upper, lower, len(keys), documents)
    ends, numbers = np.cumsum(lengths), gaps + 1
    starts = ends - lengths
    sums = np.cumsum(numbers)
    before = np.repeat(sums[starts] - numbers[starts], lengths) if len(ends) else sums
    own = np.frombuffer(codes, dtype=np.uint8)
    lines = notes.decode().split("\n") if notes else []
    return Shard(keys, ends.tolist(), sums - before - 1, own, lines)
