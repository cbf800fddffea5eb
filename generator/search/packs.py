"""What is shown of documents: title, address and themes in packs; the texts for snippets in smaller ones.

A pack of titles names the packs of its documents' texts (a hash each), so that the manifest does not have to, and says
for each document which papers are nearest to it: how far they stand from it, in the order of all documents.
"""

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
TEXTS: Final = 4
"""Texts a pack: 519 bytes a paper compressed; 586 alone, 488 in eights, of which a reader would look at one."""
RELATED: Final = 5
"""Related papers kept of each."""
_PACKS: Final = 8
"""Packs of titles of a partition."""
_LEVEL: Final = 6
"""How hard texts are compressed, which takes most of the time: 9 would save 3 bytes a paper."""


@dataclass(frozen=True, slots=True)
class _Pack:
    """A pack of titles and the packs of their texts that are to be written."""

    rows: list[list[str | int]]
    near: list[list[int]]
    abstracts: list[str]


def packs(documents: Sequence[Document], *, executor: Executor = SERIAL) -> tuple[Files, Files]:
    """Write the packs of titles and those of texts."""
    titles, texts = Files("titles"), Files("texts")
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
    for title, own in chain.from_iterable(executor.map(_stored, parts)):
        titles.add(title)
        for text in own:
            texts.add(text)
    return titles, texts


def _stored(packs: Sequence[_Pack]) -> list[tuple[Stored, list[Stored]]]:
    """Return the pack of titles and those of texts of each."""
    stored = []
    for one in packs:
        texts = [codec.stored("\n".join(part).encode(), _LEVEL) for part in partitions(one.abstracts, TEXTS)]
        pack = ["".join(text.hash for text in texts), one.rows, one.near]
        stored.append((codec.stored(json.dumps(pack, ensure_ascii=False, separators=(",", ":")).encode()), texts))
    return stored


def simple_slug(title: str) -> str:
    """Return what most slugs begin with; the browser makes the same of the title."""
    return re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", title).lower()).strip("-")


def _short(document: Document) -> str | int:
    """Return a document's name, or how many characters of the simple slug are its name."""
    return len(document.name) if simple_slug(document.title).startswith(document.name) else document.name
