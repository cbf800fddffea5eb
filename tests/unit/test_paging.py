"""A long list is cut into pages, each of which leads to a few others."""

import re

import pytest

from generator.model import Dump, Library
from generator.pages import plan, render
from generator.pages.listing import paged


def shown(pages: int, number: int) -> list[int | str]:
    """The numbers that a page shows, with dots where some are left out."""
    _, pager = list(paged("papers/index.md", pages * 100))[number - 1]
    return [other if address else "…" for other, address in pager.shown]


@pytest.mark.parametrize(
    ("pages", "number", "wanted"),
    [
        (1, 1, [1]),
        (7, 1, [1, 2, 3, 4, 5, 6, 7]),
        (8, 1, [1, 2, 3, "…", 8]),
        (8, 4, [1, 2, 3, 4, 5, 6, "…", 8]),
        (12, 6, [1, "…", 4, 5, 6, 7, 8, "…", 12]),
        (20, 10, [1, "…", 8, 9, 10, 11, 12, "…", 20]),
        (20, 20, [1, "…", 10, "…", 18, 19, 20]),
        (100, 1, [1, 2, 3, "…", 11, "…", 55, "…", 100]),
        (100, 55, [1, "…", 45, "…", 53, 54, 55, 56, 57, "…", 65, "…", 100]),
    ],
)
def test_a_page_leads_to_its_neighbours_and_to_both_ends(pages: int, number: int, wanted: list[int | str]) -> None:
    assert shown(pages, number) == wanted


def test_what_a_page_says_of_the_others_does_not_grow_with_them() -> None:
    assert max(len(pager.shown) for _, pager in paged("papers/index.md", 1_000_000)) <= 17


def test_many_dumps_are_on_several_pages_the_newest_first() -> None:
    """Who drops one a day has 365 after a year."""
    dumps = tuple(Dump(id=f"d{number}", file="d", sha256="", title=f"Dump {number}") for number in range(230))
    pages = [page for page in plan(Library(dumps=dumps, papers=(), themes=(), placements=(), related=()))
             if page.template == "dumps"]  # fmt: skip
    assert [page.url for page in pages] == ["dumps/", "dumps/page/2/", "dumps/page/3/"]
    texts = [render(page) for page in pages]
    titles = [re.findall(r">Dump (\d+)</a>", text) for text in texts]
    assert [int(number) for found in titles for number in found] == list(range(229, -1, -1))
    assert '<a rel="prev" href="../../">' in texts[1]


@pytest.mark.parametrize(("pages", "most"), [(100, 6), (1_000, 14)])
def test_each_page_is_a_few_clicks_from_the_first(pages: int, most: int) -> None:
    """By neighbours alone, page 57 of 100 was 22 clicks from either end."""
    leads = [[to for to, address in pager.shown if address] for _, pager in paged("papers/index.md", pages * 100)]
    clicks = {1: 0}
    for number in (reached := [1]):
        fresh = [to for to in leads[number - 1] if to not in clicks]
        clicks.update((to, clicks[number] + 1) for to in fresh)
        reached += fresh
    assert len(clicks) == pages
    assert max(clicks.values()) <= most


def test_addresses_and_numbers_of_papers_follow_each_other() -> None:
    first, second, third = (pager for _, pager in paged("themes/a/index.md", 205))
    assert (first.back, first.on) == (None, "themes/a/page/2/")
    assert (second.back, second.on) == ("themes/a/", "themes/a/page/3/")
    assert (third.back, third.on) == ("themes/a/page/2/", None)
    assert [(one.first, one.last) for one in (first, second, third)] == [(1, 100), (101, 200), (201, 205)]


def test_an_empty_list_has_one_page() -> None:
    ((path, pager),) = paged("unassigned/index.md", 0)
    assert (path, pager.pages, pager.total) == ("unassigned/index.md", 1, 0)
