"""What is shown of documents: title, address and themes in packs; the texts for snippets in smaller ones.

A pack of titles names the packs of its documents' texts (a hash each), so that the manifest does not have to, and says
for each document which papers are nearest to it: how far they stand from it, in the order of all documents.

Abstracts say many things alike ("In this paper, we propose"), but a pack is too small to repeat itself. So all packs of
texts are compressed as if they went on from one sample of the library's abstracts.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from generator.executors import SERIAL, Executor, partitions
from generator.search import codec
from generator.search.codec import Stored
from generator.search.documents import Document
from generator.search.shards import Files

TITLES: Final = 32
"""Documents a pack. Fewer compress worse and take more requests; ten hits of one theme need three to six packs."""
TEXTS: Final = 2
"""Texts a pack: 458 bytes a paper compressed at 10,000 papers; 477 alone, in twice as many files; 443 in fours, of
which ten hits need 7 kB more, because a reader would look at one or two."""
_SAMPLE: Final = 8_000
"""Bytes of text that all packs of texts go on from: a reader fetches 3.4 kB once, and every pack is a fifth smaller.
With half as much the first answer would be 0.8 kB smaller and every text 5 % larger."""
_SAMPLE_OF: Final = 16
"""A small library's sample is this part of its texts."""
RELATED: Final = 5
"""Related papers kept of each."""
_PACKS: Final = 8
"""Packs of titles of a partition."""
_LEVEL: Final = 6
"""How hard texts are compressed, which takes most of the time: 9 would save 3 bytes a paper.

To keep pairs of texts would save a third of it in the next build: a paper that joins moves half of those behind it."""


@dataclass(frozen=True, slots=True)
class _Pack:
    """A pack of titles and the texts that belong to it."""

    rows: list[list[str | int]]
    near: list[list[int]]
    abstracts: list[str]


@dataclass(frozen=True, slots=True)
class Packs:
    """The files of what is shown."""

    titles: Files
    texts: Files
    sample: Files
    """The one file with what all packs of texts go on from."""
    sampled: int
    """How many bytes of text that is."""


def packs(documents: Sequence[Document], *, executor: Executor = SERIAL) -> Packs:
    """Write the packs of titles and those of texts."""
    titles, texts, sample, text = Files("titles"), Files("texts"), Files("sample"), _sample(documents)
    sample.add(codec.stored(codec.Continuing(text, _LEVEL).begun))
    numbers = {document.name: number for number, document in enumerate(documents)}

    def pack(start: int) -> _Pack:
        part = documents[start : start + TITLES]
        rows = [[document.title, _short(document), *document.themes] for document in part]
        near = [
            [numbers[name] - number for name in document.related[:RELATED] if name in numbers]
            for number, document in enumerate(part, start)
        ]
        return _Pack(rows, near, [document.abstract for document in part])

    parts = ([pack(start) for start in part] for part in partitions(range(0, len(documents), TITLES), _PACKS))
    for title, own in chain.from_iterable(executor.map(_stored, parts, text)):
        titles.add(title)
        for each in own:
            texts.add(each)
    return Packs(titles, texts, sample, len(text))


def _sample(documents: Sequence[Document]) -> bytes:
    """Return some abstracts, drawn by a hash of their names so that a new dump rarely changes which ones."""
    room = min(_SAMPLE, sum(len(document.abstract) for document in documents) // _SAMPLE_OF)
    drawn = []
    for document in sorted(documents, key=lambda document: hashlib.sha256(document.name.encode()).digest()):
        if room <= 0:
            break
        drawn.append(document.abstract.encode()[:room].decode(errors="ignore"))
        room -= len(drawn[-1].encode()) or 1
    return "\n".join(drawn).encode()


def _stored(packs: Sequence[_Pack], sample: bytes) -> list[tuple[Stored, list[Stored]]]:
    """Return the pack of titles and those of texts of each."""
    press, stored = codec.Continuing(sample, _LEVEL), []
    for one in packs:
        texts = [press.stored("\n".join(part).encode()) for part in partitions(one.abstracts, TEXTS)]
        pack = ["".join(text.hash for text in texts), one.rows, one.near]
        stored.append((codec.stored(json.dumps(pack, ensure_ascii=False, separators=(",", ":")).encode()), texts))
    return stored


def simple_slug(title: str) -> str:
    """Return what most slugs begin with; the browser makes the same of the title."""
    return re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", title).lower()).strip("-")


def _short(document: Document) -> str | int:
    """Return a document's name, or how many characters of the simple slug are its name."""
    return len(document.name) if simple_slug(document.title).startswith(document.name) else document.name
