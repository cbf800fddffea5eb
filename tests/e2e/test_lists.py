"""The controls above the lists, in Chromium: density, order, filters, address, keys. In the audit on a phone too.

What they mean is tested without a page in test_list_logic.py.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.visiting import visits

pytestmark = pytest.mark.browser
expect.set_options(timeout=15_000)

THEME = "themes/reward-models/"
DUMP = "dumps/000-05e9957613d2a583/"
INDEX = re.compile(r"/search/[^?]+\.(json|bin)$")
PHONE = {"viewport": {"width": 360, "height": 740}, "color_scheme": "light", "has_touch": True}
DESK = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"}


@pytest.fixture(scope="module")
def base(site, serve) -> str:
    return serve(site)


@pytest.fixture(params=[DESK, pytest.param(PHONE, marks=pytest.mark.audit)], ids=["desk", "phone"])
def visit(request, browser, base) -> Iterator:
    with visits(browser, base, wide=False, **request.param) as open_page:
        yield open_page


def titles(page: Page) -> list[str]:
    return page.locator(".ps-page > div .ps-list > li:visible > a").all_inner_texts()


def count(page: Page):
    return page.locator(".ps-count")


def choose(page: Page, value: str, button: str = "Only these") -> None:
    opener = page.get_by_role("button", name="Filter", exact=True)
    if opener.get_attribute("aria-expanded") == "false":
        opener.click()
    page.locator(f".ps-filter option[value='{value}']").wait_for(state="attached")
    page.get_by_label("Filter by").select_option(value)
    page.get_by_role("button", name=button).click()


def number(page: Page) -> int:
    return int(re.match(r"[\d,]+", count(page).inner_text())[0].replace(",", ""))


def test_a_list_says_how_many_papers_it_has_and_asks_nothing_before_somebody_wants_more(visit):
    page = visit(THEME)
    assert number(page) == len(titles(page))
    assert not [url for url in page.asked if INDEX.search(url)]


def test_the_listed_order_of_the_engine_is_that_of_the_pages(visit):
    """Of all papers, of a theme with guests, of a dump below what it disputes."""
    for path, within in [
        ("papers/", "undefined"),
        (THEME, "['theme', 'reward-models']"),
        (DUMP, f"['dump', '{DUMP.split('/')[1]}']"),
    ]:
        page = visit(path)
        asked = f"() => window.papershelf.search('', {{sort: 'listed', limit: 100, snippets: false, within: {within}}})"
        answer = page.evaluate(asked)
        own = page.locator(".ps-page > div > .ps-list:not(#conflicts + *) > li > a").evaluate_all(
            "all => all.map(a => a.href.split('/').at(-2))"
        )
        assert [hit["id"] for hit in answer["hits"]] == own, path
        expect(count(page)).to_have_text(f"{answer['total']} papers")


def test_titles_only_leaves_titles(visit):
    page = visit(THEME)
    before = titles(page)
    page.get_by_role("button", name="Titles").click()
    assert titles(page) == before
    assert page.locator(".ps-list > li > p:visible, .ps-list > li > small:visible").count() == 0
    assert "show=titles" in page.url
    expect(page.get_by_role("button", name="Titles")).to_have_attribute("aria-pressed", "true")


def test_whole_abstracts_come_from_the_papers_pages_as_one_scrolls(visit):
    page = visit(THEME + "?show=abstracts")
    page.locator(".ps-list > li").first.scroll_into_view_if_needed()
    whole = page.locator(".ps-whole")
    expect(whole.first).to_be_visible()
    assert len(whole.first.inner_text()) > 250
    fetched = {url for url in page.asked if "/papers/" in url}
    assert 0 < len(fetched) < len(titles(page))
    page.locator(".ps-list > li").last.scroll_into_view_if_needed()
    expect(page.locator(".ps-list > li").last.locator(".ps-whole")).to_be_visible()


def test_titles_are_sorted_over_all_pages_of_a_list(visit):
    page = visit("papers/")
    page.get_by_label("Sort").select_option("title")
    expect(page.locator(".ps-list[aria-label=Papers] > li")).to_have_count(50)
    words = [re.sub(r"\W+", " ", title).strip().casefold() for title in titles(page)]
    assert words == sorted(words)
    assert words[0].startswith("a ")
    page.get_by_role("button", name="Show 50 more").click()
    expect(page.locator(".ps-list[aria-label=Papers] > li")).to_have_count(100)
    expect(page.locator(".ps-list[aria-label=Papers] > li").nth(50).locator("a")).to_be_focused()


def test_the_most_central_papers_are_those_that_the_theme_names(visit):
    page = visit(THEME)
    page.get_by_label("Sort").select_option("central")
    expect(page.locator(".ps-list[aria-label=Papers]")).to_be_visible()
    named = page.locator(".ps-aside").first.locator("li a").all_text_contents()
    assert titles(page)[: len(named)] == named


@pytest.mark.audit
@pytest.mark.parametrize("sort", ["newest", "most"])
def test_dumps_decide_an_order(visit, sort, real_library):
    page = visit(f"papers/?sort={sort}")
    expect(page.locator(".ps-list[aria-label=Papers] > li").first).to_be_visible()
    dumps = {paper.slug: paper.dumps for paper in real_library.papers}
    ranks = {dump.id: rank for rank, dump in enumerate(real_library.dumps)}
    slugs = page.locator(".ps-list[aria-label=Papers] > li > a").evaluate_all(
        "all => all.map(a => a.href.split('/').at(-2))"
    )
    values = [len(dumps[slug]) if sort == "most" else max(ranks[dump] for dump in dumps[slug]) for slug in slugs]
    assert values == sorted(values, reverse=True)


def test_two_years_are_either_of_them_and_a_chip_says_so(visit):
    page = visit("papers/?only=kind:survey&only=kind:benchmark")
    expect(count(page)).to_contain_text(" of ")
    both = number(page)
    expect(page.locator(".ps-chips")).to_contain_text("only survey")
    expect(page.locator(".ps-chips i")).to_have_text("or")
    page.get_by_role("button", name="Remove the filter: only benchmark").click()
    expect(page.locator(".ps-chips i")).to_have_count(0)
    expect(count(page)).not_to_have_text(re.compile(rf"^{both} of"))
    assert 0 < number(page) < both


def test_what_stands_on_the_page_keeps_its_mathematics_and_marks_when_it_is_filtered(visit):
    page = visit(THEME + "?only=has:code")
    expect(count(page)).to_contain_text(" of ")
    entry = page.locator(".ps-list[aria-label=Papers] > li").first
    expect(entry.locator("small")).to_contain_text("code")
    assert entry.locator(".ps-marks button").count() == 2


def test_filters_combine_exclude_and_say_how_many_are_left(visit):
    page = visit(THEME)
    total = number(page)
    choose(page, "has:code")
    expect(count(page)).to_have_text(re.compile(rf"^\d+ of {total} papers$"))
    code = number(page)
    option = page.locator(".ps-filter option[value^='kind:']").first
    kind, left = option.get_attribute("value"), int(re.search(r"\((\d+)\)", option.inner_text())[1])
    choose(page, kind)
    expect(count(page)).to_have_text(f"{left} of {total} papers")
    page.get_by_role("button", name=re.compile("Remove the filter: only has code")).click()
    page.get_by_role("button", name=re.compile("Remove the filter")).click()
    expect(count(page)).to_have_text(f"{total} papers")
    assert page.url.endswith(THEME)
    choose(page, "has:code", "Without these")
    expect(count(page)).to_have_text(f"{total - code} of {total} papers")
    assert "not=has%3Acode" in page.url


def test_the_address_holds_the_state_and_back_undoes_it(visit, base):
    page = visit(THEME)
    listed = titles(page)
    page.get_by_label("Sort").select_option("title")
    expect(page.locator(".ps-list[aria-label=Papers]")).to_be_visible()
    choose(page, "has:code")
    expect(count(page)).to_contain_text(" of ")
    said, shown, address = count(page).inner_text(), titles(page), page.url
    page.go_back()
    expect(count(page)).not_to_contain_text(" of ")
    expect(page.get_by_label("Sort")).to_have_value("title")
    page.go_back()
    expect(page.get_by_label("Sort")).to_have_value("listed")
    assert titles(page) == listed
    again = visit(address.removeprefix(base))
    expect(count(again)).to_have_text(said)
    assert titles(again) == shown


def test_back_from_a_paper_shows_as_much_as_before(visit):
    page = visit("papers/?sort=title")
    page.get_by_role("button", name="Show 50 more").click()
    expect(page.locator(".ps-list[aria-label=Papers] > li")).to_have_count(100)
    page.locator(".ps-list[aria-label=Papers] > li > a").nth(80).click()
    page.wait_for_url("**/papers/*/")
    page.go_back()
    expect(page.locator(".ps-list[aria-label=Papers] > li")).to_have_count(100)


def test_what_an_address_says_is_text(visit):
    page = visit(THEME + "?only=theme:%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D1%3E")
    expect(count(page)).to_contain_text("None of")
    expect(page.locator(".ps-chips button")).to_contain_text("<img src=x")
    assert page.locator(".ps-tools img").count() == 0


def test_the_list_of_a_watch_is_sorted_and_filtered_too(visit, site):
    """Only its page knows what stands in it."""
    pages = sorted(site.glob("watches/*/index.html"))
    watch = next(path.parent.name for path in pages if "ps-list" in path.read_text("utf-8"))
    page = visit(f"watches/{watch}/?sort=title")
    expect(page.locator(".ps-list[aria-label=Papers] > li").first).to_be_visible()
    total = number(page)
    assert sorted(titles(page)) == sorted(page.locator(".ps-list:not([aria-label]) > li > a").all_text_contents())
    page.get_by_role("button", name="Filter", exact=True).click()
    option = page.locator(".ps-filter option").first
    option.wait_for(state="attached")
    left = re.search(r"\(([\d,]+)\)", option.inner_text())
    choose(page, option.get_attribute("value"))
    expect(count(page)).to_have_text(f"{left[1]} of {total} papers")


def test_without_the_index_the_list_stays_and_a_sentence_says_why(visit):
    page = visit(THEME)
    listed = titles(page)
    page.route(INDEX, lambda route: route.fulfill(status=404, body="nothing here"))
    page.get_by_label("Sort").select_option("title")
    expect(count(page)).to_contain_text("does not work at the moment")
    assert titles(page) == listed


@pytest.mark.parametrize("broken", ["list-page", "list-tools", "list-saving", "papershelf"])
def test_a_script_that_does_not_come_leaves_the_list(browser, base, broken):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.route(f"**/{broken}.js", lambda route: route.fulfill(status=404, body="nothing here"))
    page.goto(base + THEME)
    assert len(titles(page)) > 20
    context.close()


def test_without_javascript_the_list_is_all_there_and_no_control(browser, base):
    context = browser.new_context(**PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(base + THEME)
    assert len(titles(page)) > 20
    assert page.locator("main").locator("button, select, input").count() == 0
    assert page.locator(".ps-page > div").evaluate("node => getComputedStyle(node).paddingTop") == "0px"
    context.close()


def test_keys_walk_save_and_open(visit):
    page = visit(THEME)
    links = page.locator(".ps-page > div > .ps-list > li > a")
    page.keyboard.press("j")
    expect(links.first).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(links.nth(1)).to_be_focused()
    save = page.locator(".ps-page > div > .ps-list > li").nth(1).get_by_role("button", name="Save")
    page.keyboard.press("s")
    expect(save).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("s")
    expect(save).to_have_attribute("aria-pressed", "false")
    address = links.nth(1).evaluate("link => link.href")
    page.keyboard.press("o")
    page.wait_for_url(address)


def test_keys_are_letters_while_one_types_and_search_keeps_its_own(visit):
    page = visit(THEME)
    page.keyboard.press("s")  # no paper has the focus: Material's key for the search
    box = page.locator("[data-md-component=search-query]")
    expect(box).to_be_focused()
    page.keyboard.type("jko?")
    expect(box).to_have_value("jko?")
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("Escape")
    page.keyboard.press("Control+j")
    assert page.evaluate("document.activeElement.closest('.ps-list')") is None


def test_a_dialogue_tells_the_keys_and_turns_them_off(visit):
    page = visit(THEME)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.ps-list')") is None
    dialog.get_by_label("Use these keys on this site").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.ps-list')") is None
    page.reload()
    page.keyboard.press("?")
    page.wait_for_timeout(100)
    assert page.locator("dialog[open]").count() == 0
