"""What is shown of documents: title, address and themes in packs; the texts for snippets in smaller ones.

A pack of titles names the packs of its documents' texts (a hash each), so that the manifest does not have to, and says
for each document which papers are nearest to it: how far they stand from it, in the order of all documents.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from generator.search import codec
from generator.search.documents import Document
from generator.search.shards import Files

TITLES: Final = 32
"""Documents a pack. Fewer compress worse and take more requests; ten hits of one theme need three to six packs."""
TEXTS: Final = 4
"""Texts a pack: 519 bytes a paper compressed; 586 alone, 488 in eights, of which a reader would look at one."""
RELATED: Final = 5
"""Related papers kept of each."""
_LEVEL: Final = 6
"""How hard texts are compressed, which takes most of the time: 9 would save 3 bytes a paper."""


def packs(documents: Sequence[Document]) -> tuple[Files, Files]:
    """Write the packs of titles and those of texts."""
    titles, texts = Files("titles"), Files("texts")
    numbers = {document.name: number for number, document in enumerate(documents)}
    for start in range(0, len(documents), TITLES):
        part = documents[start : start + TITLES]
        hashes = [
            texts.add(codec.stored("\n".join(document.abstract for document in part[at : at + TEXTS]).encode(), _LEVEL))
            for at in range(0, len(part), TEXTS)
        ]
        rows = [[document.title, _short(document), *document.themes] for document in part]
        near = [
            [numbers[name] - number for name in document.related[:RELATED] if name in numbers]
            for number, document in enumerate(part, start)
        ]
        pack = json.dumps(["".join(hashes), rows, near], ensure_ascii=False, separators=(",", ":"))
        titles.add(codec.stored(pack.encode()))
    return titles, texts


def simple_slug(title: str) -> str:
    """Return what most slugs begin with; the browser makes the same of the title."""
    return re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", title).lower()).strip("-")


def _short(document: Document) -> str | int:
    """Return a document's name, or how many characters of the simple slug are its name."""
    return len(document.name) if simple_slug(document.title).startswith(document.name) else document.name
