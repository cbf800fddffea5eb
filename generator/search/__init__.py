"""The search: an index cut by term into small files, of which a reader's browser fetches the few that a query needs.

A library travels: ``documents`` (what there is to say of a paper) → ``stream`` (numbers for words) → ``weights`` and
``lists`` (which document has which term, how much it says) → ``shards`` and ``packs`` (files) → ``index`` (manifest).
``query`` answers from these files in Python; docs/assets/javascripts/search-*.js do the same in the browser.

A cache keeps the whole index or nothing of it. Each part takes about as long to be made as to be read again (at 10,000
papers 0.3 ms a paper in all, a third of it words and their stems, a tenth the texts' compression), and a paper that
joins changes what most files hold: the rarity of words, the numbers of all papers behind it.
"""

import zlib
from collections.abc import Iterator, Sequence
from typing import Final

from generator.cache import Cache, Recipe, encoded
from generator.executors import SERIAL, Executor
from generator.model import Library
from generator.search import index
from generator.search.documents import Page, pages, papers

__all__ = ["Page", "files"]


INDEXING: Final = Recipe("search", sources=("search",), libraries=("lunr", "numpy"))


def files(
    library: Library,
    *,
    hand_written: Sequence[Page] = (),
    cache: Cache | None = None,
    executor: Executor = SERIAL,
) -> Iterator[tuple[str, bytes]]:
    """Yield the search's files: a path relative to the site and the content, the same for the same library."""
    themes = [(theme.slug, theme.name) for theme in library.themes]
    dumps = [(dump.id, dump.title) for dump in library.dumps]
    what = papers(library), pages(library, hand_written), themes, dumps
    if cache is None:
        return index.files(*what, executor=executor)
    inputs = (zlib.ZLIB_RUNTIME_VERSION.encode(), encoded(what))
    made = cache.result(INDEXING, inputs, dict[str, bytes], lambda: dict(index.files(*what, executor=executor)))
    return iter(made.items())
