"""The search page in a real Chromium: what readers see and press. What is found is the engine's."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.visiting import INDEX, field, found, refuse

pytestmark = pytest.mark.browser
expect.set_options(timeout=15_000)

PHONE = {"width": 360, "height": 740}
HOSTILE = "<img src=x onerror=\"document.title='owned'\"> & <b>bold</b> {{ 7*7 }}"
ENGINE = """window.papershelf = {...window.papershelf, asked: [], search: async (query, options) => {
  window.papershelf.asked.push(query); return (%s)(query, options) }}"""
"""Puts another engine in the place of ours, to see how the page takes its answers."""


def hit(number: int = 0, **more) -> dict:
    """A hit as the contract has it."""
    own = {"id": f"p{number}", "url": f"papers/p{number}/", "title": f"Paper {number}"}
    same = {"theme": None, "themes": [], "themeName": None, "snippet": "Text.", "score": 1}
    return {**own, **same, "titleMarks": [], "marks": [], "missing": [], **more}


def answer(*hits: dict, **more) -> dict:
    """An answer as the contract has it."""
    return {"total": len(hits), "mode": "all", "hits": list(hits), "pages": [], **more}


def query_of(page: Page) -> list[str]:
    return parse_qs(urlsplit(page.url).query, keep_blank_values=True).get("q", [])


def stub(page: Page, engine: str) -> None:
    page.evaluate(ENGINE % engine)


def answering(page: Page, given: dict) -> None:
    stub(page, f"() => ({json.dumps(given)})")


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_page_answers_a_link_with_a_query(visit, base):
    page = visit("search/?q=reward%20hacking")
    first = found(page).first
    expect(first).to_contain_text("Reward Hacking")
    expect(first.locator("small")).to_have_text("Reward models")
    assert first.locator("a mark").all_inner_texts()
    assert first.locator("p mark").all_inner_texts()
    assert first.locator("a").evaluate("link => link.href").startswith(base + "papers/")
    expect(page).to_have_title("reward hacking · Search · Papershelf")
    expect(page.locator("#__search")).not_to_be_checked()  # the box stays shut: the page is the answer
    assert page.locator("[data-md-component=search]").count() == 0


def test_typing_keeps_the_address_and_back_leads_to_what_was_settled(visit, base):
    page = visit("search/")
    field(page).press_sequentially("reward")
    page.wait_for_url("**/search/?q=reward")
    page.keyboard.press("Enter")
    field(page).press_sequentially(" hacking", delay=30)
    page.wait_for_url("**/search/?q=reward+hacking")
    expect(found(page).first).to_contain_text("Hacking")
    page.keyboard.press("Enter")
    found(page).nth(1).locator("a").click()
    page.wait_for_url("**/papers/*/")
    page.go_back()
    expect(field(page)).to_have_value("reward hacking")
    expect(found(page).first).to_contain_text("Hacking")
    page.go_back()
    expect(field(page)).to_have_value("reward")
    assert query_of(page) == ["reward"]
    page.go_back()
    expect(field(page)).to_have_value("")
    assert page.url == base + "search/"
    expect(found(page)).to_have_count(0)
    expect(page.locator(".ps-try")).to_be_visible()


def test_emptying_the_field_brings_the_examples_back(visit, base):
    page = visit("search/?q=reward")
    expect(found(page)).to_have_count(20)
    expect(page.locator(".ps-try")).to_be_hidden()
    field(page).fill("")
    expect(found(page)).to_have_count(0)
    expect(page.locator(".ps-try")).to_be_visible()
    assert page.url == base + "search/"


def test_each_example_finds_papers_with_all_its_words(visit):
    page = visit("search/")
    examples = page.locator(".ps-try a").all_inner_texts()
    assert len(examples) >= 4
    for example in examples:
        answered = page.evaluate("query => window.papershelf.search(query)", example)
        assert (answered["mode"], answered["total"] > 2) == ("all", True), example
    page.locator(".ps-try a").nth(1).click()
    expect(field(page)).to_have_value(examples[1])
    expect(field(page)).to_be_focused()
    expect(found(page).first).to_be_visible()
    assert query_of(page) == [examples[1]]


def test_more_is_shown_on_demand_and_again_after_a_way_back(visit):
    page = visit("search/?q=reward", bypass_csp=True)  # for what Playwright waits by
    expect(found(page)).to_have_count(20)
    titles = found(page).locator("a").all_inner_texts()
    page.get_by_role("button", name="Show 20 more").click()
    expect(found(page)).to_have_count(40)
    assert found(page).locator("a").all_inner_texts()[:20] == titles
    expect(found(page).nth(20).locator("a")).to_be_focused()
    expect(page.locator(".ps-says")).to_have_text(re.compile(r"^40 of \d+ papers\b"))
    found(page).nth(25).scroll_into_view_if_needed()
    there = page.evaluate("scrollY")
    found(page).nth(25).locator("a").click()
    page.wait_for_url("**/papers/*/")
    page.go_back()
    expect(found(page)).to_have_count(40)
    page.wait_for_function("there => Math.abs(scrollY - there) < 20", arg=there)
    assert there > 800


def test_the_last_papers_leave_no_button(visit):
    page = visit("search/")
    answering(page, answer(*[hit(i) for i in range(3)]))
    field(page).fill("x")
    expect(found(page)).to_have_count(3)
    expect(page.locator(".ps-next")).to_be_hidden()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (answer(hit()), "1 paper"),
        (answer(hit(), hit(1), total=1184), "2 of 1,184 papers"),
        (answer(hit(), hit(1, missing=["x"]), hit(2, missing=["x"])), "1 paper with every word, 2 with some of them"),
        (
            answer(hit(missing=["x"]), mode="any", total=184),
            "No paper has all of these words. The nearest, with some of them: 1 of 184 papers",
        ),
        (answer(), "Nothing found. Try fewer or other words."),
        (answer(pages=[{"url": "themes/x/", "title": "X"}]), "No paper found, but:"),
        (answer(hit(), also=["grpo", "ppo"], notes=["A note."]), "1 paper · also: grpo, ppo · A note."),
    ],
    ids=["one", "some of many", "near ones", "any word", "nothing", "only a theme", "expanded"],
)
def test_the_page_says_in_words_how_an_answer_came_about(visit, given, said):
    page = visit("search/")
    answering(page, given)
    field(page).fill("anything")
    expect(page.get_by_role("status")).to_have_text(said)
    lacking = [" ".join(hit["missing"]) for hit in given["hits"] if hit["missing"]]
    assert found(page).locator("s").all_inner_texts() == lacking


def test_the_page_offers_what_was_meant(visit):
    page = visit("search/?q=reward%20modle")
    offer = page.get_by_role("status").get_by_role("link", name="reward model")
    expect(offer).to_have_attribute("href", "?q=reward+model")
    offer.press("Enter")
    expect(field(page)).to_have_value("reward model")
    expect(offer).to_have_count(0)
    assert page.url.endswith("search/?q=reward+model")


def test_themes_stand_above_the_papers(visit, base):
    page = visit("search/?q=reward%20models")
    theme = page.get_by_role("navigation", name="Themes and pages found").get_by_role("link", name="Reward models")
    expect(theme).to_be_visible()
    assert theme.evaluate("link => link.href") == base + "themes/reward-models/"
    assert theme.bounding_box()["y"] < found(page).first.bounding_box()["y"]


def test_keys_reach_everything(visit):
    page = visit("search/?q=reward%20shaping")
    expect(found(page).first).to_be_visible()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    assert field(page).input_value() == "reward shaping"
    stops = page.locator(".ps-also a, .ps-found a")
    page.keyboard.press("ArrowDown")
    expect(stops.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(stops.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(field(page)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type("s/")  # letters are letters while one types
    assert field(page).input_value() == "reward shapings/"
    assert stops.first.evaluate("node => getComputedStyle(node).outlineStyle") == "none"


def test_an_answer_that_comes_late_is_dropped(visit):
    page = visit("search/", bypass_csp=True)  # for what Playwright waits by; test_policy.py is about the policy
    slow = "await new Promise(done => setTimeout(done, query === 'slow' ? 700 : 0))"
    given = {name: answer(hit(title=f"Answer to {name}")) for name in ("slow", "fast")}
    stub(page, f"async query => {{ {slow}; return {json.dumps(given)}[query] }}")
    field(page).fill("slow")
    page.wait_for_function("window.papershelf.asked.length === 1")
    field(page).fill("fast")
    expect(found(page)).to_have_text(re.compile("Answer to fast"))
    page.wait_for_timeout(900)
    expect(found(page)).to_have_text(re.compile("Answer to fast"))


def test_the_engine_is_asked_once_for_a_burst_of_keys(visit):
    page = visit("search/")
    answering(page, answer(hit()))
    field(page).evaluate("""field => [..."reward"].forEach(letter => {
      field.value += letter; field.dispatchEvent(new Event("input", { bubbles: true })) })""")
    expect(found(page)).to_have_count(1)
    assert page.evaluate("window.papershelf.asked") == ["reward"]


def test_what_an_index_or_an_address_says_is_text(visit):
    page = visit("search/?q=" + "%3Cimg src=x onerror=%22document.title='owned'%22%3E")
    expect(page.locator(".ps-says")).not_to_be_empty()
    cut = [[0, 4], [5, 8]]
    answering(page, answer(
        hit(title=HOSTILE, snippet=HOSTILE, themeName=HOSTILE, missing=[HOSTILE], marks=cut, titleMarks=cut),
        pages=[{"url": "themes/x/", "title": HOSTILE}],
    ))  # fmt: skip
    field(page).fill(HOSTILE)
    expect(found(page)).to_have_count(1)
    assert found(page).locator("a").inner_text() == HOSTILE
    assert found(page).locator("p").inner_text() == HOSTILE
    assert found(page).locator("a mark").all_inner_texts() == ["<img", "src"]
    assert HOSTILE in page.locator(".ps-also a").inner_text()
    assert page.locator(".ps-seek").locator("img, b, script").count() == 0
    page.wait_for_timeout(200)
    assert page.evaluate("document.title").startswith(HOSTILE[:20])


@pytest.mark.parametrize(
    "asked", ["", "   ", "***", '“”"', "the of and", "__proto__", "constructor", "🙂", "%%%", "title:"]
)
def test_odd_queries_get_an_honest_answer(visit, asked):
    page = visit("search/")
    field(page).fill(asked)
    page.wait_for_timeout(300)
    if asked.strip():
        expect(page.locator(".ps-says")).to_have_text(
            re.compile("^Nothing found|^No paper|^[0-9,]+( of [0-9,]+)? papers?\\b")
        )
    else:
        expect(page.locator(".ps-says")).to_be_empty()
        expect(page.locator(".ps-try")).to_be_visible()


def test_a_query_too_long_for_an_address_still_works_and_comes_back(visit, base):
    page = visit("search/")
    asked = "reward hacking " * 700
    field(page).fill(asked)
    expect(found(page).first).to_be_visible(timeout=15_000)
    assert page.url == base + "search/"
    found(page).first.locator("a").click()
    page.wait_for_url("**/papers/*/")
    page.go_back()
    expect(field(page)).to_have_value(asked)


# --- when something fails ---------------------------------------------------------------------------------------------


def test_a_missing_index_is_said_and_the_lists_still_work(visit, base):
    page = visit("search/")
    refuse(page)
    field(page).fill("reward")
    expect(page.get_by_role("status")).to_contain_text("The search does not work at the moment")
    expect(found(page)).to_have_count(0)
    page.locator("main").get_by_role("link", name="all papers").click()
    page.wait_for_url(base + "papers/")
    assert page.locator(".ps-list a").count() >= 100


def test_after_a_failure_one_can_try_again(visit):
    page = visit("search/")
    refuse(page)
    field(page).fill("reward")
    again = page.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    page.unroute(INDEX)
    again.click()
    expect(found(page).first).to_be_visible()
    expect(again).to_have_count(0)


def test_a_worker_that_cannot_start_is_said(visit, base):
    page = visit("about/")
    page.route("**/search-worker.js", lambda route: route.fulfill(status=404, body="nothing here"))
    page.goto(base + "search/?q=reward")
    expect(page.get_by_role("status")).to_contain_text("The search does not work at the moment")


def test_without_javascript_the_page_says_so_and_links_the_lists(visit, base):
    page = visit(java_script_enabled=False)
    field(page).fill("reward hacking")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=reward+hacking")
    expect(page.get_by_text("Search needs JavaScript")).to_be_visible()
    expect(page.locator("#ps-ask")).to_be_hidden()
    for name, path in (("all papers", "papers/"), ("the themes", "themes/"), ("the dumps", "dumps/")):
        assert page.locator("main").get_by_role("link", name=name).evaluate("link => link.href") == base + path


# --- looks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["search/", "search/?q=reward%20zzzzqqq"])
def test_the_page_fits_a_phone(visit, path, scheme):
    page = visit(path, viewport=PHONE, color_scheme=scheme, has_touch=True)
    page.locator(".ps-found > li, .ps-try a >> visible=true").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for target in page.locator(".ps-try a:visible, .ps-also a:visible, .ps-next:visible").all():
        assert target.bounding_box()["height"] >= 44


def test_a_word_without_end_breaks_no_layout(visit):
    page = visit("search/", viewport=PHONE)
    answering(page, answer(hit(title="x" * 400, snippet="y" * 240, themeName="z" * 90, missing=["w" * 200])))
    field(page).fill("x" * 400)
    expect(found(page)).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desktop"])
def test_nothing_jumps_when_results_arrive(visit, viewport):
    page = visit("search/?q=reward%20model", viewport=viewport)
    expect(found(page).first).to_be_visible()
    page.wait_for_timeout(300)
    moved = page.evaluate("""() => new Promise(done => { let moved = 0; new PerformanceObserver(list => {
      list.getEntries().forEach(entry => { moved += entry.value }); done(moved) })
      .observe({ type: "layout-shift", buffered: true }); setTimeout(() => done(moved), 500) })""")
    assert moved < 0.01
