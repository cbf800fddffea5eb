"""What earlier builds rendered: many small contents in one file a stage, each found by what it was made of.

``Cache`` keeps a result a file, for results that are large and few. Rendered pages are small and many, and they share
most of their bytes: here they lie behind each other, compressed against the first of them (ten thousand pages, 118 MB,
are 17 MB; packing takes 0.03 ms a page, unpacking 0.01 ms), with an index at the end. A build reads the pack of the one
before and writes one of its own aside, which takes its place when the stage is done: what was reused is handed on as it
stands, what nobody asked for is gone. A stage that breaks off leaves the pack as it was.

What was published is not asked: linking ten thousand files costs what writing them costs (making their folders), and
whoever changes a published file would change what is kept. Each content agrees with its checksum or is made anew.
"""

import mmap
import os
import struct
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

import zstandard

from generator.cache import ASIDE, Cache, Recipe

Keep = Callable[[bytes, Callable[[], bytes]], bytes]
"""Takes all that a content depends on, and what makes it; returns the content, made before or now."""

FORMAT = b"papershelf-rendered-1\n"
NAME = "contents.pack"
_WIDTH = 16
"""Bytes of a key and of a checksum."""
_HEAD = struct.Struct(f">{len(FORMAT)}s{_WIDTH}sI")
"""The format, a hash of what all contents have in common, the length of what they are compressed against."""
_ENTRY = struct.Struct(f">{_WIDTH}s{_WIDTH}sQI")
"""A key, the checksum of what was packed, where it begins, its length."""
_END = struct.Struct(f">Q{_WIDTH}s")
"""Where the index begins, and the checksum of the head and the index."""
_SHARED = 1 << 16
"""Bytes of the first content that all are compressed against."""
_LEVEL = 1


@contextmanager
def rendered(cache: Cache | None, recipe: Recipe, *common: bytes) -> Iterator[Keep]:
    """Give a way to ask for the contents of a stage: ``keep(told, make)``; without a cache all are made.

    ``common`` is what all contents of the stage depend on besides the recipe, ``told`` what a single one does.
    """
    if cache is None:
        yield lambda _told, make: make()
        return
    path = cache.folder / recipe.stage / NAME
    cache.use(path)
    whole = _hash(recipe.fingerprint(), *(_hash(part) for part in common))
    with _New(path, whole, cache) as new, _Old(path, whole, cache) as old:  # closed before it is replaced
        if old.entries:
            new.shared = old.shared
        yield _Stage(recipe.stage, cache, old, new).content


def _hash(*parts: bytes) -> bytes:
    hashed = blake2b(digest_size=_WIDTH)
    for part in parts:
        hashed.update(part)
    return hashed.digest()


class _Old:
    """The pack of the build before; empty where there is none, or none that can be used."""

    def __init__(self, path: Path, common: bytes, cache: Cache) -> None:
        self._path, self._common, self._cache = path, common, cache
        self._data: mmap.mmap | None = None
        self._broken = False
        self.shared = b""
        self.entries: dict[bytes, tuple[bytes, int, int]] = {}

    def __enter__(self) -> "_Old":
        try:
            with self._path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._read(self._data)
        except FileNotFoundError:
            pass
        except OSError as error:
            self._cache.trouble(self._path, f"cannot be read ({error.strerror})")
        except (ValueError, struct.error):  # an empty file cannot be mapped; no unpacker reads beyond the end
            self._complain()
        return self

    def __exit__(self, *_: object) -> None:
        if self._data is not None:
            self._data.close()

    def _read(self, data: mmap.mmap) -> None:
        """Read the index, if it is one of contents that have the same in common."""
        form, common, length = _HEAD.unpack_from(data)
        start, check = _END.unpack_from(data, len(data) - _END.size)
        shared, index = data[_HEAD.size : _HEAD.size + length], data[start : len(data) - _END.size]
        if form != FORMAT or check != _hash(data[: _HEAD.size], shared, index):
            raise ValueError
        if common == self._common:
            self.shared = shared
            self.entries = {key: (check, at, size) for key, check, at, size in _ENTRY.iter_unpack(index)}

    def packed(self, key: bytes) -> bytes | None:
        """Return what was packed under a key; None where there is nothing, or nothing that can be trusted."""
        entry = self.entries.get(key)
        if entry is None or self._data is None:
            return None
        check, start, length = entry
        packed = self._data[start : start + length]
        if _hash(packed) != check:
            self._complain()
            return None
        return packed

    def _complain(self) -> None:
        if not self._broken:
            self._cache.trouble(self._path, "is cut or was changed, and is made anew")
        self._broken = True


class _New:
    """The pack of this build, written aside; whole or not there."""

    def __init__(self, path: Path, common: bytes, cache: Cache) -> None:
        self._path, self._common, self._cache = path, common, cache
        self._file: BinaryIO | None = None
        self._aside = ""
        self.shared: bytes | None = None
        """What contents are compressed against; the first one, unless the build before had something."""
        self._index: dict[bytes, bytes] = {}
        self._at = 0

    def __enter__(self) -> "_New":
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            number, self._aside = tempfile.mkstemp(dir=self._path.parent, suffix=ASIDE)
            self._file = os.fdopen(number, "wb")
        except OSError as error:
            self._give_up(error)
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if self._file is None:
            return
        try:
            if kind is None and self._index:
                self._finish(self._file)
            self._file.close()
            self._file = None
            if kind is None and self._index:
                Path(self._aside).replace(self._path)
            else:
                Path(self._aside).unlink(missing_ok=True)
        except OSError as error:
            self._give_up(error)

    def add(self, key: bytes, packed: bytes) -> None:
        """Keep what was packed under a key, if it can be written."""
        if self._file is None or key in self._index:
            return
        try:
            if not self._at:
                self._write(self._file, self._head() + (self.shared or b""))
            self._index[key] = _ENTRY.pack(key, _hash(packed), self._at, len(packed))
            self._write(self._file, packed)
        except OSError as error:
            self._give_up(error)

    def _head(self) -> bytes:
        return _HEAD.pack(FORMAT, self._common, len(self.shared or b""))

    def _write(self, file: BinaryIO, data: bytes) -> None:
        file.write(data)
        self._at += len(data)

    def _finish(self, file: BinaryIO) -> None:
        index = b"".join(self._index.values())
        file.write(index + _END.pack(self._at, _hash(self._head(), self.shared or b"", index)))

    def _give_up(self, error: OSError) -> None:
        """Go on without keeping anything."""
        file, self._file = self._file, None
        if self._aside:
            try:
                if file:
                    file.close()
            except OSError:
                pass  # what is left in its buffer finds no room either
            Path(self._aside).unlink(missing_ok=True)
        self._cache.trouble(self._path, f"cannot be written ({error.strerror}); the next build makes it anew")


class _Stage:
    """The contents of one stage."""

    def __init__(self, name: str, cache: Cache, old: _Old, new: _New) -> None:
        self._name, self._cache, self._old, self._new = name, cache, old, new
        self._packer: zstandard.ZstdCompressor | None = None
        self._unpacker = zstandard.ZstdDecompressor(dict_data=_against(old.shared))

    def content(self, told: bytes, make: Callable[[], bytes]) -> bytes:
        """Return a content that was made of the same before, or make it now; it is kept for the next build."""
        key = _hash(told)
        packed = self._old.packed(key)
        if packed is None:
            content = make()
            packed = self._pack(content)
            self._cache.made[self._name] += 1
        else:
            content = self._unpacker.decompress(packed)
            self._cache.reused[self._name] += 1
        self._new.add(key, packed)
        return content

    def _pack(self, content: bytes) -> bytes:
        if self._packer is None:
            if self._new.shared is None:
                self._new.shared = content[:_SHARED]
            self._packer = zstandard.ZstdCompressor(level=_LEVEL, dict_data=_against(self._new.shared))
        return self._packer.compress(content)


def _against(shared: bytes) -> zstandard.ZstdCompressionDict | None:
    return zstandard.ZstdCompressionDict(shared, dict_type=zstandard.DICT_TYPE_RAWCONTENT) if shared else None
