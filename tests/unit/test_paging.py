"""A long list is cut into pages, each of which leads to a few others."""

import pytest

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
        (20, 10, [1, "…", 8, 9, 10, 11, 12, "…", 20]),
        (20, 20, [1, "…", 18, 19, 20]),
    ],
)
def test_a_page_leads_to_its_neighbours_and_to_both_ends(pages: int, number: int, wanted: list[int | str]) -> None:
    assert shown(pages, number) == wanted


def test_what_a_page_says_of_the_others_does_not_grow_with_them() -> None:
    assert max(len(pager.shown) for _, pager in paged("papers/index.md", 100_000)) <= 9


def test_addresses_and_numbers_of_papers_follow_each_other() -> None:
    first, second, third = (pager for _, pager in paged("themes/a/index.md", 205))
    assert (first.back, first.on) == (None, "themes/a/page/2/")
    assert (second.back, second.on) == ("themes/a/", "themes/a/page/3/")
    assert (third.back, third.on) == ("themes/a/page/2/", None)
    assert [(one.first, one.last) for one in (first, second, third)] == [(1, 100), (101, 200), (201, 205)]


def test_an_empty_list_has_one_page() -> None:
    ((path, pager),) = paged("unassigned/index.md", 0)
    assert (path, pager.pages, pager.total) == ("unassigned/index.md", 1, 0)
