"""Offers the papers of an author to who typed a name.

Names are filters, not text: who types one into the field gets the few abstracts that happen to mention somebody of
that name, or nothing. So where few papers have all words of a short query, and more papers have an author whose name
has them, the filter is offered. Each such query reads lists of names, a file a word; a library in which no author is
known, and a query that finds what is no rarity, read none.
"""

import re
import unicodedata
from functools import reduce
from typing import Final

import numpy as np

from generator.search import analysis
from generator.search.lists import FACET
from generator.search.query.store import Store
from generator.search.query.syntax import SPACES, Query

MOST_NAMES: Final = 4
"""Words of a name; a longer query is a title or a question."""
FEW_PAPERS: Final = 20
RARE: Final = 0.01
"""Part of the papers: more than that don't mention a name."""
_NO_NAME: Final = re.compile(f'["{SPACES}]+')


def by_author(text: str, query: Query, having: int, store: Store) -> str | None:
    """Return the query for an author's papers; ``having`` is the number of papers that have all words of this one."""
    few = having <= min(FEW_PAPERS, RARE * store.manifest["papers"])
    if not few or not store.manifest["authors"] or not _may_be_a_name(query):
        return None
    forms = dict.fromkeys(form for word in query.words for form in analysis.pieces(word.text))
    lists = [store.entries(f"{FACET}author~{form}") for form in forms]
    found = [each[0] for each in lists if each]
    if not found or len(found) < len(lists) or len(reduce(np.intersect1d, found)) <= having:
        return None
    return f'author:"{_NO_NAME.sub(" ", unicodedata.normalize("NFC", text)).strip(" -")}"'


def _may_be_a_name(query: Query) -> bool:
    """Whether a query is a few plain words."""
    more = query.filters or query.excluded_words or query.excluded_phrases or any(word.title for word in query.words)
    return 0 < len(query.words) <= MOST_NAMES and not more
