"""The search box in a real Chromium: what readers see and press. What is found is the engine's."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.visiting import INDEX, field, found, refuse

pytestmark = pytest.mark.browser
expect.set_options(timeout=15_000)


def open_box(page: Page, text: str, key: str = "/"):
    page.keyboard.press(key)
    box = page.locator("[data-md-component=search-query]")
    expect(box).to_be_focused()
    box.press_sequentially(text)
    rows = page.locator(".md-search-result__item")
    rows.first.wait_for()
    return rows


def meta(page: Page):
    return page.locator(".md-search-result__meta")


def test_the_box_counts_papers_in_words_and_leads_to_all_of_them(visit):
    page = visit("about/")
    rows = open_box(page, "reward model", key="s")
    expect(meta(page)).to_have_text(re.compile(r"^\d of \d+ papers\b"))
    shown, total = map(int, re.findall(r"\d+", meta(page).inner_text())[:2])
    assert 0 < shown < total
    assert rows.locator(".search-snippet").count() == shown
    expect(rows.last).to_have_text(f"See all {total} papers")
    expect(rows.last).to_be_in_viewport()
    rows.last.locator("a").click()
    page.wait_for_url("**/search/?q=reward+model")
    expect(page.locator(".ps-says")).to_have_text(re.compile(rf"^\d+ of {total} papers\b"))
    expect(field(page)).to_have_value("reward model")


def test_a_long_query_leads_to_an_address_that_hosts_take(visit):
    page = visit()
    page.keyboard.press("/")
    page.locator("[data-md-component=search-query]").fill("reward " * 1500)
    last = page.locator(".ps-all a")
    assert len(last.get_attribute("href")) < 8000
    last.click()
    expect(found(page).first).to_be_visible()


def test_a_row_of_the_box_shows_the_theme_and_marks_the_words(visit):
    first = open_box(visit(), "reward hacking").first
    expect(first.locator(".search-theme")).to_have_text("Reward models")
    assert {mark.lower() for mark in first.locator("h1 mark").all_inner_texts()} <= {"reward", "rewards", "hacking"}
    expect(first.locator(".search-snippet mark").first).to_be_visible()


def test_arrows_move_through_the_box_enter_opens_and_escape_closes(visit, base):
    page = visit()
    rows = open_box(page, "reward hacking")
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page.locator("[data-md-component=search-query]")).not_to_be_focused()
    for _ in range(20):  # a key that comes while the box still closes opens it for a moment only
        page.keyboard.press("/")
        page.wait_for_timeout(200)
        if page.locator("#__search").is_checked():
            break
    expect(page.locator("[data-md-component=search-query]")).to_be_focused()
    expect(page.locator("#__search")).to_be_checked()  # set a moment after the focus; before it arrows scroll the page
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1).locator("a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    target = rows.nth(1).locator("a").evaluate("link => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(target)
    assert target.startswith(base + "papers/")


def test_enter_right_after_typing_opens_the_paper_that_was_meant(visit):
    """The rows of an older query may still stand there, or none at all."""
    page = visit()
    open_box(page, "diffusion")
    page.locator("[data-md-component=search-query]").fill("kimi k1.5")
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/kimi-k1-5-*/")


def test_the_first_row_is_the_one_that_enter_opens(visit):
    page = visit()
    rows = open_box(page, "reward overoptimization zzzzqqq")
    expect(meta(page)).to_contain_text("No paper has all of these words")
    expect(rows.first.locator("del")).to_have_text("zzzzqqq")
    target = rows.first.locator("a").evaluate("link => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(target)


def test_the_box_says_when_nothing_was_found(visit, base):
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type("zzzzqqqq")
    expect(meta(page)).to_have_text("Nothing found. Try fewer or other words.")
    page.keyboard.press("Enter")
    expect(page.locator(".md-search-result__item")).to_have_text(re.compile("Browse all papers"))
    assert page.url == base
    page.locator("[data-md-component=search-query]").fill("")
    expect(meta(page)).to_have_text("Type to start searching")


def test_the_box_says_that_it_is_searching_when_that_takes_long(visit):
    page = visit()
    held: list[Route] = []
    page.route(INDEX, lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    with page.expect_request(INDEX):
        page.keyboard.press("/")
        page.keyboard.type("reward")
    expect(meta(page)).to_have_text("Searching…")
    assert held
    page.unroute(INDEX)  # lets them through
    expect(meta(page)).to_contain_text("papers")


def test_the_focus_of_the_box_warms_the_engine_up(visit):
    page = visit()
    assert not [url for url in page.asked if "search-engine" in url]
    with page.expect_request("**/search-engine.js"):
        page.keyboard.press("/")
    expect(page.locator("[data-md-component=search-query]")).to_have_value("")


def test_the_box_says_that_the_index_failed_and_enter_leads_nowhere_by_itself(visit, base):
    page = visit()
    refuse(page)
    page.keyboard.press("/")
    page.keyboard.type("reward")
    page.keyboard.press("Enter")
    expect(meta(page)).to_contain_text("The search does not work at the moment")
    page.keyboard.press("Enter")
    row = page.locator(".md-search-result__item a")
    expect(row).to_contain_text("Browse all papers")
    assert page.url == base
    row.click()
    page.wait_for_url("**/papers/")
    assert page.locator(".ps-list a").count() >= 100


def test_a_link_with_a_query_opens_the_box_filled(visit):
    page = visit("?q=kimi+k1.5")
    expect(page.locator("[data-md-component=search-query]")).to_have_value("kimi k1.5")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Kimi k1.5")


def test_tab_leads_past_the_box_without_opening_it(visit):
    """Who walks through a page by keyboard is not surprised by a dialogue; open, its field is in the order."""
    page = visit("about/")
    box, opened = page.locator("[data-md-component=search-query]"), page.locator("#__search")
    assert page.evaluate("Boolean(window.component$)")  # Material's script has run
    for _ in range(12):
        page.keyboard.press("Tab")
        expect(opened).not_to_be_checked()
    page.locator("a.ps-find").click()
    expect(box).to_be_focused()
    expect(box).to_have_js_property("tabIndex", 0)
