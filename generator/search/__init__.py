"""The search: an index cut by term into small files, of which a reader's browser fetches the few that a query needs.

A library travels: ``documents`` (what there is to say of a paper) → ``stream`` (numbers for words) → ``weights`` and
``lists`` (which document has which term, how much it says) → ``shards`` and ``packs`` (files) → ``index`` (manifest).
``query`` answers from these files in Python; docs/assets/javascripts/search-*.js do the same in the browser.

A cache keeps the whole index; and what changes in few portions when a paper joins: the words of texts, and what words
say. All else takes about as long to be made as to be read again, or is changed nearly everywhere by a paper that joins:
the rarity of words, the numbers of all papers behind it.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.cache import Cache, Recipe, encoded
from generator.executors import SERIAL, Executor
from generator.model import Library
from generator.remembering import Kept, Remembering
from generator.search import index
from generator.search.acronyms import Definition, definitions
from generator.search.documents import Page, pages, papers
from generator.search.texts import Formed, Worded, formed, worded

__all__ = ["Page", "files"]


INDEXING: Final = Recipe("search", sources=("executors/__init__.py", "search"), libraries=("lunr", "numpy"))
_ANALYSIS: Final = ("search/analysis.py", "search/lunr_js.py")
_TEXTS: Final = (*_ANALYSIS, "search/numbers.py", "search/texts.py")
WORDS: Final = Recipe("words", sources=_TEXTS, libraries=("lunr", "numpy"))
FORMS: Final = Recipe("forms", sources=_TEXTS, libraries=("lunr", "numpy"))
ACRONYMS: Final = Recipe("acronyms", sources=(*_ANALYSIS, "search/acronyms.py"), libraries=("lunr",))
_KEPT: Final[Kept] = {
    worded: (WORDS, Worded),
    formed: (FORMS, Formed),
    definitions: (ACRONYMS, tuple[Definition, ...]),
}
"""Measured at 10,000 papers: 1.0 CPU seconds to make, 0.1 to read."""


@dataclass(frozen=True, slots=True)
class _Index:
    """The files, and what was kept besides to make them: whoever reuses them has a use for that in the next build."""

    files: dict[str, bytes]
    kept: dict[str, tuple[str, ...]]
    """Names of files, by stage."""


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
    made = cache.result(INDEXING, inputs, _Index, lambda: _made(what, cache, executor))
    for stage, names in made.kept.items():
        for name in names:
            cache.use(cache.folder / stage / name)
    return iter(made.files.items())


def _made(what: tuple[Any, ...], cache: Cache, executor: Executor) -> _Index:
    found = dict(index.files(*what, executor=Remembering(cache, executor, _KEPT)))
    return _Index(found, {recipe.stage: cache.used(recipe.stage) for recipe, _ in _KEPT.values()})
