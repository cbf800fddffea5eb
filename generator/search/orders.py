"""The orders that a list can be sorted by, and how a slug is found: a number a paper each, in files of their own.

Nobody who only searches fetches them: a browser asks for the one that somebody sorts by. A file holds four bytes a
paper, lowest first, in the order of the documents: ``lists-0`` its place as listed, ``lists-1`` its place by title,
``lists-2`` the number of its primary theme in the upper 12 bits and its place there, the most central first, in the
lower 20. ``lists-3`` is the CRC-32 of its slug, with which what a reader saved is found without any title. From
``lists-4`` on, a file a dump: the numbers of its papers in the order of the dump's page.
"""

import re
import unicodedata
import zlib
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np

from generator.search import codec
from generator.search.documents import Document
from generator.search.numbers import Ints
from generator.search.shards import Files

THEME: Final = 20
"""Bits below the number of the theme."""
NO_THEME: Final = (1 << 12) - 1
_WORDS: Final = re.compile("[a-z0-9]+")


def orders(papers: Sequence[Document], dumps: int = 0) -> Files:
    """Write the orders as files ``lists-0`` to ``lists-2``, the slugs as ``lists-3``, then one file for each dump."""
    made = Files("lists")
    primary = np.array([min(paper.themes[0], NO_THEME) if paper.themes else NO_THEME for paper in papers], dtype="<u4")
    central = _places(papers, lambda paper: -paper.central)
    for theme in np.unique(primary):
        inside = primary == theme
        central[inside] = np.argsort(np.argsort(central[inside], kind="stable"), kind="stable")
    made.add(_stored(_places(papers, lambda paper: paper.listed)))
    made.add(_stored(_places(papers, lambda paper: (_letters(paper.title), paper.title))))
    made.add(_stored(primary << THEME | central))
    made.add(_stored(np.array([zlib.crc32(paper.name.encode()) for paper in papers], dtype="<u4")))
    for papers_of in _by_dump(papers, dumps):
        made.add(_stored(np.array(papers_of, dtype="<u4")))
    return made


def _by_dump(papers: Sequence[Document], dumps: int) -> list[list[int]]:
    """Return the numbers of each dump's papers in the order of its page."""
    rows: list[list[tuple[int, int]]] = [[] for _ in range(dumps)]
    for number, paper in enumerate(papers):
        for dump, place in paper.in_dumps:
            rows[dump].append((place, number))
    return [[number for _, number in sorted(row)] for row in rows]


def _places(papers: Sequence[Document], key: Callable[[Document], Any]) -> Ints:
    """Return each paper's place in an order; equal ones stand as the documents do."""
    places = np.zeros(len(papers), dtype="<u4")
    places[sorted(range(len(papers)), key=lambda number: (key(papers[number]), number))] = np.arange(len(papers))
    return places


def _stored(numbers: Ints) -> codec.Stored:
    return codec.stored(numbers.astype("<u4").tobytes())


def _letters(title: str) -> str:
    """Return what a title is sorted by: its letters and digits without case and accents, quotes and formulas aside."""
    if title.isascii():  # the same, in a fraction of the time
        return " ".join(_WORDS.findall(title.lower()))
    folded = unicodedata.normalize("NFKD", title).casefold()
    return " ".join(
        "".join(sign if sign.isalnum() else " " for sign in folded if not unicodedata.combining(sign)).split()
    )
