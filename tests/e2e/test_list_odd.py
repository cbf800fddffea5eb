"""Lists that nobody planned for: titles of one word, from right to left, in Chinese; a theme of one paper."""

import pytest
from playwright.sync_api import Page, expect

from generator.model import Assignment, Dump, Ledger, Library, Paper, Place, Placement, Theme, Witness
from tests.building import build_library

pytestmark = pytest.mark.browser
expect.set_options(timeout=15_000)

AUTHOR = "Prolific Writer"
ODD = (
    ("w" * 400, "Word."),
    ('<b>A title</b> & "quotes" of markup', ""),
    ("التعلم المعزز العميق من ردود الفعل البشرية", "دراسة حول التعلم المعزز."),
    ("תכנון מסלולים לרובוטים", "שיטה חדשה."),
    ("基于强化学习的推荐系统", "本文研究强化学习在推荐系统中的应用。"),
    ("強化学習によるモデル圧縮", "モデル"),
    ("🚀🔥 Rockets", "abstract " * 10_000),
)
PAPERS = (*ODD, *((f"Paper number {number:03}", f"The abstract of paper {number}.") for number in range(98)))


def library() -> Library:
    """A dump of papers by one author, more than a page of them; one of them has a theme of its own."""
    dump = Dump(
        id="odd", file="odd.txt", sha256="0" * 64, title="Odd", records=len(PAPERS),
        ledger=Ledger(lines=len(PAPERS), record=len(PAPERS), boilerplate=0, rejected=0),
    )  # fmt: skip
    papers = tuple(
        Paper(
            title=title, abstract=abstract, slug=f"paper-{number}", authors=(AUTHOR,), year=2000 + number % 5,
            witnesses=(Witness(dump="odd", place=Place("odd.txt", number + 1), position=number + 1, title=title),),
        )
        for number, (title, abstract) in enumerate(PAPERS)
    )  # fmt: skip
    alone = Placement(assignments=(Assignment(slug="alone", score=1.0),))
    return Library(
        dumps=(dump,), papers=papers, themes=(Theme(slug="alone", name="Alone", scope="One paper."),),
        placements=(alone, *((Placement(),) * (len(papers) - 1))), related=((),) * len(papers),
    )  # fmt: skip


@pytest.fixture(scope="module")
def odd(project, serve, tmp_path_factory) -> str:
    return serve(build_library(library(), project.root, tmp_path_factory.mktemp("odd")))


@pytest.fixture
def page(browser, odd):
    """A narrow phone; no page may raise an error."""
    errors: list[str] = []
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True, base_url=odd)
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors


def wide(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def shown(page: Page):
    return page.locator(".ps-list[aria-label=Papers] > li")


def count(page: Page):
    return page.locator(".ps-count")


def test_the_list_of_an_author_of_several_pages_is_sorted_and_filtered_as_a_whole(page):
    page.goto("authors/prolific-writer/page/2/")
    expect(count(page)).to_have_text(f"{len(PAPERS)} papers")
    page.get_by_label("Sort").select_option("title")
    expect(shown(page)).to_have_count(50)
    expect(count(page)).to_have_text(f"{len(PAPERS)} papers")
    page.goto("authors/prolific-writer/?only=year:2001&only=year:2002&only=author:writer")
    expect(count(page)).to_have_text(f"42 of {len(PAPERS)} papers")
    assert wide(page) <= 0


def test_a_list_of_titles_offers_no_first_lines(page):
    page.goto("authors/prolific-writer/?sort=title")
    expect(shown(page)).to_have_count(50)
    assert page.locator(".ps-show button").all_inner_texts() == ["Titles", "Abstracts"]
    expect(page.get_by_role("button", name="Titles")).to_have_attribute("aria-pressed", "true")
    assert shown(page).locator("> p:not(.ps-marks)").count() == 0
    page.get_by_role("button", name="Abstracts").click()
    expect(page.locator(".ps-whole").first).to_be_visible()
    page.goto("papers/")
    assert page.locator(".ps-show button").all_inner_texts() == ["Titles", "Lines", "Abstracts"]


@pytest.mark.parametrize("show", ["titles", "lines", "abstracts"])
def test_odd_titles_and_abstracts_break_no_density(page, show):
    page.goto(f"unassigned/?show={show}&not=year:2003")
    expect(count(page)).to_contain_text(" of ")
    assert wide(page) <= 0
    page.goto(f"papers/?show={show}")
    expect(count(page)).to_have_text(f"{len(PAPERS)} papers")
    if show == "abstracts":
        expect(page.locator(".ps-whole").first).to_have_text("Word.")
    assert wide(page) <= 0
    assert page.locator(".ps-list b").count() == 0


def test_titles_in_any_script_are_sorted_and_keep_their_direction(page):
    page.goto("unassigned/?sort=title")
    expect(shown(page)).to_have_count(50)
    page.get_by_role("button", name="Show 50 more").click()
    expect(shown(page)).to_have_count(100)
    page.get_by_role("button", name="Show 4 more").click()
    expect(shown(page).last.locator("a")).to_have_text(max(ODD[4][0], ODD[5][0]))
    assert shown(page).last.evaluate("entry => getComputedStyle(entry).unicodeBidi") == "plaintext"


def test_a_theme_of_one_paper_is_a_list_too(page):
    page.goto("themes/alone/")
    expect(count(page)).to_have_text("1 paper")
    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_label("Filter by").select_option("mark:saved")
    page.get_by_role("button", name="Only these").click()
    expect(count(page)).to_contain_text("None of 1 paper. Remove a filter.")
    page.get_by_role("button", name="Remove the filter").click()
    expect(count(page)).to_have_text("1 paper")
    assert wide(page) <= 0
