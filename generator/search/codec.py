"""How lists become small files: shared beginnings, deflate, names with a content hash.

The files are stored compressed (zlib's format, which the browser's ``DecompressionStream`` reads and whose checksum
tells a truncated or foreign file), because many static hosts do not compress binary files.
"""

import hashlib
import re
import zlib
from base64 import b32encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from generator.search.numbers import read_varints, varints

HASH_LENGTH: Final = 6
ENDINGS: Final = ("s", "ed", "ing")
_MOST_SHARED: Final = 31
_ASCII: Final = 127
_CODED: Final = re.compile("([\0-\x1f])([^\0-\x1f]*)")
_WINDOW, _MEMORY = 14, 7
"""What is pointed back at lies within 16 kB. To copy a press takes half the time then, and a pack is not a byte longer:
0.07 ms for a pair of texts instead of 0.13."""
_HEADER: Final = b"\x78\xda"
"""What zlib's format begins with."""


@dataclass(frozen=True, slots=True)
class Stored:
    """One file as it is written: its content, compressed, and the hash of it that its name ends with."""

    content: bytes
    hash: str


def stored(content: bytes, level: int = 9) -> Stored:
    """Compress a file's content."""
    return _named(zlib.compress(content, level))


def stored_sections(numbers: Sequence[bytes], letters: Sequence[bytes]) -> Stored:
    """Compress parts with their lengths before them, each with a code of its own: letters tell nothing of numbers.

    Numbers rarely repeat what stood before: to say where costs more than to say it again, so they only get Huffman's
    code. Both streams of blocks make one file in zlib's format.
    """
    content = varints(np.array([len(part) for part in (*numbers, *letters)])), *numbers, *letters
    packed = [_HEADER]
    for parts, strategy in ((content[: 1 + len(numbers)], zlib.Z_HUFFMAN_ONLY), (letters, zlib.Z_DEFAULT_STRATEGY)):
        press = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, strategy)
        packed += [press.compress(part) + press.flush(zlib.Z_BLOCK) for part in parts]
        packed.append(press.flush(zlib.Z_FINISH if parts is letters else zlib.Z_SYNC_FLUSH))
    return _named(b"".join(packed) + zlib.adler32(b"".join(content)).to_bytes(4, "big"))


class Continuing:
    """Compresses files as if each went on from one text, so that all of them can point back at what that one says.

    A file is read by decompressing ``begun`` and the file as one and leaving out the text, which any reader of zlib's
    format can do; preset dictionaries, which are meant for this, are not among what browsers read. The checksum at a
    file's end is that of both, so a file that belongs to another beginning is noticed.
    """

    def __init__(self, text: bytes, level: int) -> None:
        """Compress the text that all files go on from."""
        self._press = zlib.compressobj(level, wbits=_WINDOW, memLevel=_MEMORY)
        self.begun = self._press.compress(text) + self._press.flush(zlib.Z_SYNC_FLUSH)

    def stored(self, content: bytes) -> Stored:
        """Compress a file's content."""
        press = self._press.copy()
        return _named(press.compress(content) + press.flush())


def _named(packed: bytes) -> Stored:
    return Stored(packed, b32encode(hashlib.sha256(packed).digest()).decode()[:HASH_LENGTH].lower())


def path(kind: str, number: int, hash_: str) -> str:
    """Return a file's path relative to the site."""
    return f"search/{kind}-{number}-{hash_}.bin"


def front_coded(words: Iterable[str]) -> bytes:
    """Return sorted words: how many characters are shared with the word before (as a control character), the rest."""
    every = list(words)
    return "".join([chr(count) + word[count:] for count, word in zip(_shared(every), every, strict=True)]).encode()


def read_front_coded(packed: bytes) -> list[str]:
    """Return the words that ``front_coded`` packed."""
    words, word = [], ""
    for shared, rest in _CODED.findall(packed.decode()):
        word = word[: ord(shared)] + rest
        words.append(word)
    return words


def inflected(word: str, ending: str) -> str:
    """Return a word with an ending: reduce, reduced, reducing; model, models."""
    return (word[:-1] if word.endswith("e") and ending[0] in "ei" else word) + ending


def read_sections(content: bytes, count: int) -> list[bytes]:
    """Return the parts that ``stored_sections`` joined."""
    head = [place for place, byte in enumerate(content[: 5 * count]) if byte < 128][count - 1] + 1
    parts, at = [], head
    for length in read_varints(content[:head]):
        parts.append(content[at : at + int(length)])
        at += int(length)
    return parts


def separator(before: str, after: str) -> str:
    """Return the shortest beginning of a word that still sorts behind the word before it."""
    return after[: _shared((before, after))[1] + 1] if after.isascii() else after


def _shared(words: Sequence[str]) -> list[int]:
    """Count the characters that each word begins with like the one before; only ASCII, so all languages count alike."""
    if not words:
        return []
    signs = np.array(words, dtype=f"U{_MOST_SHARED}").view(np.uint32).reshape(len(words), _MOST_SHARED)
    same = (signs[1:] == signs[:-1]) & (signs[1:] > 0) & (signs[1:] <= _ASCII)
    return [0, *np.where(same.all(axis=1), _MOST_SHARED, same.argmin(axis=1)).tolist()]
