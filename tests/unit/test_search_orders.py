"""The orders of lists, as a browser reads them."""

import zlib

import numpy as np

from generator.search.documents import Document
from generator.search.orders import NO_THEME, THEME, orders

PAPERS = (
    Document(
        name="b", title="“Zebra” crossing", abstract="", themes=(0,), listed=2, central=0.1, in_dumps=((0, 1), (1, 0))
    ),
    Document(name="a", title="Émile", abstract="", themes=(0, 1), listed=0, central=0.9, in_dumps=((0, 0),)),
    Document(name="c", title="eel", abstract="", themes=(1,), listed=3, central=0.5),
    Document(name="d", title="", abstract="", listed=1),
)


def numbers(file: int, papers: tuple[Document, ...] = PAPERS) -> list[int]:
    _, content = orders(papers, 2).files[file]
    return np.frombuffer(zlib.decompress(content), dtype="<u4").tolist()


def test_a_place_is_given_to_each_paper_as_listed():
    assert numbers(0) == [2, 0, 3, 1]


def test_titles_are_sorted_by_their_letters_without_quotes_case_and_accents():
    assert numbers(1) == [3, 2, 1, 0]


def test_the_most_central_paper_of_a_theme_comes_first_in_it():
    assert [(value >> THEME, value & ((1 << THEME) - 1)) for value in numbers(2)] == [
        (0, 1),
        (0, 0),
        (1, 0),
        (NO_THEME, 0),
    ]


def test_a_slug_is_its_crc_32():
    assert numbers(3) == [zlib.crc32(paper.name.encode()) for paper in PAPERS]


def test_each_dump_has_its_papers_in_its_own_order():
    assert (numbers(4), numbers(5)) == ([1, 0], [0])


def test_a_library_without_papers_has_empty_orders():
    assert numbers(0, ()) == numbers(2, ()) == []
