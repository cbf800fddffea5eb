"""A cache: what stages made of the same input before, in a folder that anybody may delete at any time.

A result is kept under the hash of all that it depends on: the content that it was made of, the settings, and the code
that made it (the source of its packages, the versions of the libraries in use; see ``Recipe``). So nothing has to be
invalidated, and what is found is never out of date. A file that was cut or changed does not agree with its checksum; it
is told of and made anew, and so is one that cannot be written. Files are whole or absent: they are written aside first.

It refuses to unpickle: contents are MessagePack, decoded into the records that they are said to be, or not at all.
"""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

FORMAT = b"papershelf-cache-2\n"
_CHECK = 32
"""Bytes of a checksum."""
ASIDE = ".new"
"""The end of the name of a file that is being written."""
_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a kind of result depends on besides its input."""

    stage: str
    """Its name, and that of its folder."""
    sources: tuple[str, ...]
    """Packages and modules of the generator whose code makes it, as paths relative to this one."""
    libraries: tuple[str, ...] = ()
    """Distributions whose versions matter."""

    def fingerprint(self) -> bytes:
        """Return a hash of the code, of the versions of the libraries and of Python's."""
        return _fingerprint(self.sources, self.libraries)


@dataclass(slots=True)
class Cache:
    """A folder of results, and what came of asking it. None of its methods raises for what is wrong with the folder."""

    folder: Path
    reused: Counter[str] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)
    """Results that were found, and those that had to be made, by stage."""
    troubles: list[str] = field(default_factory=list)
    """Sentences on files that could not be used or written."""
    _used: set[Path] = field(default_factory=set)

    def result(
        self,
        recipe: Recipe,
        inputs: Iterable[bytes],
        kind: Any,
        make: Callable[[], T],
        *,
        sound: Callable[[T], bool] = lambda _: True,
    ) -> T:
        """Return what ``make`` makes of the inputs, which are all that it depends on; ``kind`` is the type of it.

        What is not ``sound`` is not kept: it was made of something else, since files may change while they are read.
        """
        found = self.results(recipe, [inputs], kind, lambda _: iter([make()]), sound=lambda _, made: sound(made))
        return next(iter(found))

    def results(
        self,
        recipe: Recipe,
        inputs: Iterable[Iterable[bytes]],
        kind: Any,
        make: Callable[[Sequence[int]], Iterator[T]],
        *,
        sound: Callable[[int, T], bool] = lambda _number, _made: True,
    ) -> list[T]:
        """Return the results of several inputs; ``make`` gets the numbers of those that have to be made, in order."""
        paths = [self.folder / recipe.stage / f"{_key(recipe, own)}.msgpack" for own in inputs]
        for path in paths:
            self.use(path)
        results = [self._read(path, kind) for path in paths]
        missing = [number for number, found in enumerate(results) if found is None]
        self.reused[recipe.stage] += len(paths) - len(missing)
        for number, made in zip(missing, make(missing) if missing else (), strict=True):
            self.made[recipe.stage] += 1
            if sound(number, made):
                self._write(paths[number], made)
            results[number] = made
        return results

    def use(self, path: Path) -> None:
        """Remember that this run has a use for a file: ``prune`` leaves it."""
        self._used.add(path)

    def used(self, stage: str) -> tuple[str, ...]:
        """Return the names of a stage's files that this run had a use for."""
        return tuple(sorted(path.name for path in self._used if path.parent.name == stage))

    def prune(self) -> int:
        """Remove what this run had no use for, and what a killed one left; return how many files that were."""
        removed = 0
        found = (path for ending in (".msgpack", ".pack", ASIDE) for path in self.folder.glob(f"*/*{ending}"))
        for path in sorted(found):
            if path not in self._used:
                try:
                    path.unlink(missing_ok=True)
                    removed += 1
                except OSError as error:
                    self.trouble(path, f"cannot be removed ({error.strerror})")
        return removed

    def told(self) -> str:
        """Return a sentence on how many parts of each stage's work were reused."""
        stages = sorted({*self.reused, *self.made})
        parts = [f"{stage} {self.reused[stage]} of {self.reused[stage] + self.made[stage]}" for stage in stages]
        return f"reused from {self.folder.parent.name}/{self.folder.name}: {', '.join(parts) or 'nothing'}"

    def _read(self, path: Path, kind: Any) -> Any:
        """Return the result in a file; None when there is none, or none that can be used."""
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            return self.trouble(path, f"cannot be read ({error.strerror})")
        head, content = len(FORMAT) + _CHECK, memoryview(data)[len(FORMAT) + _CHECK :]
        if len(data) < head or data[:head] != FORMAT + _checksum(path, content):
            return self.trouble(path, "is cut or was changed, and is made anew")
        try:
            return _decoder(kind).decode(content)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            return self.trouble(path, f"does not hold what it should ({error}), and is made anew")

    def _write(self, path: Path, made: Any) -> None:
        """Write a result so that its file is there as a whole or not at all."""
        try:
            content = msgspec.msgpack.encode(made)
        except UnicodeEncodeError:
            return  # half a character, which no encoding has; rare enough to be made each time
        aside = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            number, aside = tempfile.mkstemp(dir=path.parent, suffix=ASIDE)
            with os.fdopen(number, "wb") as file:
                file.write(FORMAT + _checksum(path, content))
                file.write(content)
            Path(aside).replace(path)
            aside = ""
        except OSError as error:
            self.trouble(path, f"cannot be written ({error.strerror}); the next build makes it anew")
        finally:
            if aside:
                Path(aside).unlink(missing_ok=True)

    def trouble(self, path: Path, what: str) -> None:
        """Remember a sentence on a file that cannot be used."""
        self.troubles.append(f"{path.relative_to(self.folder.parents[1])} {what}")


def encoded(*values: Any) -> bytes:
    """Return records and plain values as bytes, to be hashed as inputs."""
    try:
        return msgspec.msgpack.encode(values)
    except UnicodeEncodeError:  # half a character, which a JSON escape may stand for
        return repr(values).encode("utf-8", "surrogatepass")


def _checksum(path: Path, content: Any) -> bytes:
    """Return the checksum of a content and the name it is kept under: another one's file is no result of this input."""
    hashed = blake2b(path.name.encode(), digest_size=_CHECK)
    hashed.update(content)
    return hashed.digest()


def _key(recipe: Recipe, inputs: Iterable[bytes]) -> str:
    """Return the name of a result: a hash in which no two inputs can run into each other."""
    hashed = blake2b(recipe.fingerprint(), digest_size=20)
    for part in inputs:
        hashed.update(len(part).to_bytes(8, "big"))
        hashed.update(part)
    return hashed.hexdigest()


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


@cache
def _fingerprint(sources: tuple[str, ...], libraries: tuple[str, ...]) -> bytes:
    hashed = blake2b(FORMAT, digest_size=_CHECK)
    hashed.update(sys.version.encode())
    for name in (*libraries, "msgspec"):
        hashed.update(f"{name} {_version(name)}\n".encode())
    for path in _files(sources):
        content = path.read_bytes()
        hashed.update(f"{path.relative_to(_HERE).as_posix()} {len(content)}\n".encode())
        hashed.update(content)
    return hashed.digest()


def _files(sources: Sequence[str]) -> list[Path]:
    """Return all files of some packages and modules, whatever their kind: rules stand in YAML too."""
    found = {
        path
        for source in (*sources, "cache.py")
        for path in ([_HERE / source] if (_HERE / source).is_file() else (_HERE / source).rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    }
    return sorted(found)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
