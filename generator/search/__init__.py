"""The search: an index cut by term into small files, of which a reader's browser fetches the few that a query needs.

A library travels: ``documents`` (what there is to say of a paper) → ``stream`` (numbers for words) → ``weights`` and
``lists`` (which document has which term, how much it says) → ``shards`` and ``packs`` (files) → ``index`` (manifest).
``query`` answers from these files in Python; docs/assets/javascripts/search-*.js do the same in the browser.
"""

from collections.abc import Iterator, Sequence

from generator.executors import SERIAL, Executor
from generator.model import Library
from generator.search import index
from generator.search.documents import Page, pages, papers

__all__ = ["Page", "files"]


def files(
    library: Library, *, hand_written: Sequence[Page] = (), executor: Executor = SERIAL
) -> Iterator[tuple[str, bytes]]:
    """Yield the search's files: a path relative to the site and the content, the same for the same library."""
    themes = [(theme.slug, theme.name) for theme in library.themes]
    dumps = [(dump.id, dump.title) for dump in library.dumps]
    return index.files(papers(library), pages(library, hand_written), themes, dumps, executor=executor)
