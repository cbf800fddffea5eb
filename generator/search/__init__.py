"""The search: files that the reader's browser loads when the first letter is typed, made from the library alone.

``files`` is all that the rest of the generator knows of the engine; docs/assets/javascripts/search-engine.js is its
other half. Today that engine is lunr with the index built beforehand.
"""

import json
from collections.abc import Iterator, Sequence

from generator.model import Library
from generator.search.documents import Page, indexed, pages, papers, theme_names
from generator.search.index import packed_index

__all__ = ["Page", "files"]


def files(library: Library, *, hand_written: Sequence[Page] = ()) -> Iterator[tuple[str, bytes]]:
    """Yield the search's files: a path relative to the site and the content, the same for the same library."""
    names = theme_names(library)
    of_papers, of_pages = papers(library), pages(library, hand_written)
    yield "search/index.json", packed_index(indexed(of_papers, of_pages, names))
    documents = {"papers": of_papers, "pages": of_pages, "themes": names}
    yield "search/documents.json", json.dumps(documents, ensure_ascii=False, separators=(",", ":")).encode()
