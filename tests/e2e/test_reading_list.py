"""Marks, the reading list and the search page's controls, in Chromium. On a phone; in the audit on a desk too."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=15_000)

ONE = "a-long-way-to-go-investigating-length-correlations-in-rlhf"
OTHER = "adversarial-cheap-talk"
PHONE = {"viewport": {"width": 360, "height": 740}, "color_scheme": "light", "has_touch": True}
DESK = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"}
FORBIDDEN = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("kept out", "SecurityError") } })"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


@pytest.fixture(scope="module")
def base(site, serve) -> str:
    return serve(site)


@pytest.fixture(params=[PHONE, pytest.param(DESK, marks=pytest.mark.audit)], ids=["phone", "desk"])
def visit(request, browser, base) -> Iterator:
    """A function that opens an address in a browser that remembers; no page may raise an error or ask another host."""
    errors, asked = [], []
    context = browser.new_context(**request.param)
    context.on("request", lambda sent: asked.append(sent.url))

    def start(path: str, script: str = "") -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        if script:
            page.add_init_script(script)
        page.goto(base + path)
        return page

    yield start
    for page in context.pages:
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()
    assert not errors
    assert {urlsplit(url).netloc for url in asked if url.startswith("http")} <= {urlsplit(base).netloc}


def entries(page: Page):
    return page.locator(".ps-reading .ps-list > li")


def save(page: Page):
    return page.locator(".ps-paper .ps-marks").get_by_role("button", name="Save")


def test_what_is_saved_on_a_papers_page_stands_in_the_list_with_its_title(visit):
    page = visit(f"papers/{ONE}/")
    title = page.locator("h1").inner_text()
    save(page).click()
    expect(save(page)).to_have_attribute("aria-pressed", "true")
    page.locator(".ps-marks").get_by_role("link", name="Reading list").click()
    expect(entries(page)).to_have_count(1)
    expect(entries(page).locator("a")).to_have_text(title)
    expect(page.locator(".ps-count")).to_have_text("1 paper saved")
    expect(entries(page).get_by_role("button", name="Save")).to_have_attribute("aria-pressed", "true")


def test_two_sites_on_one_host_share_nothing(browser, site, serve, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).symlink_to(site, target_is_directory=True)
    host, context = serve(tmp_path), browser.new_context()
    page = context.new_page()
    page.goto(f"{host}one/papers/{ONE}/")
    save(page).click()
    expect(save(page)).to_have_attribute("aria-pressed", "true")
    page.goto(f"{host}two/papers/{ONE}/")
    expect(save(page)).to_have_attribute("aria-pressed", "false")
    page.goto(f"{host}one/papers/{ONE}/")
    expect(save(page)).to_have_attribute("aria-pressed", "true")
    context.close()


def test_marks_filter_a_list_and_hold_in_another_tab(visit):
    page, other = visit("themes/reward-models/"), visit("themes/reward-models/")
    first = page.locator(".ps-page > div > .ps-list > li").first
    first.get_by_role("button", name="Mark as read").click()
    theirs = other.locator(".ps-page > div > .ps-list > li").first.get_by_role("button", name="Mark as read")
    expect(theirs).to_have_attribute("aria-pressed", "true")
    total = page.locator(".ps-page > div > .ps-list > li").count()
    page.goto(page.url + "?only=mark:read")
    expect(page.locator(".ps-count")).to_have_text(f"1 of {total} papers")
    page.goto(page.url.replace("only=", "not="))
    expect(page.locator(".ps-count")).to_have_text(f"{total - 1} of {total} papers")


def test_a_link_shares_papers_that_can_be_saved(visit):
    page = visit(f"reading-list/#papers={ONE},{OTHER}")
    expect(page.locator(".ps-count")).to_have_text("Somebody shared 2 papers with you.")
    expect(entries(page).nth(1).locator("a")).to_have_text("Adversarial Cheap Talk")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('papershelf'))") == []
    page.get_by_role("button", name="Save all to my list").click()
    expect(page.locator(".ps-count")).to_have_text("2 papers saved")
    page.get_by_role("button", name="Link to share").click()
    link = page.locator(".ps-reading input")
    expect(link).to_be_visible()
    assert link.input_value().endswith(f"/reading-list/#papers={ONE},{OTHER}")


def test_bibtex_is_what_the_papers_pages_have(visit):
    page = visit(f"reading-list/#papers={ONE},{OTHER}")
    with page.expect_download() as download:
        page.get_by_role("button", name="BibTeX").click()
    text = download.value.path().read_text("utf-8")
    assert download.value.suggested_filename == "reading-list.bib"
    assert re.findall(r"(?m)^@\w+\{([^,]+),", text) == [ONE, OTHER]
    page.route(f"**/papers/{OTHER}/", lambda route: route.fulfill(status=500, body=""))
    page.reload()
    with page.expect_download():
        page.get_by_role("button", name="BibTeX").click()
    expect(page.locator(".ps-count")).to_contain_text("1 of 2 papers could be had")


@pytest.mark.parametrize("script", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_a_storage_that_takes_nothing_is_told_and_the_page_works(visit, script):
    page = visit(f"papers/{ONE}/", script)
    expect(page.locator(".ps-notice")).to_have_count(0)
    save(page).click()
    expect(save(page)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".ps-notice")).to_contain_text("does not let the site keep anything")


def test_without_the_index_the_list_still_leads_to_the_papers(visit):
    page = visit("about/")
    page.route(re.compile(r"/search/[^?]+\.(json|bin)$"), lambda route: route.fulfill(status=404, body="nothing"))
    page.goto(page.url.replace("about/", f"reading-list/#papers={OTHER}"))
    expect(page.locator(".ps-count")).to_contain_text("titles could not be loaded")
    entries(page).locator("a").click()
    expect(page.locator("h1")).to_have_text("Adversarial Cheap Talk")


@pytest.mark.parametrize("scripts", [False, True], ids=["off", "failed"])
def test_the_page_says_that_it_needs_javascript(browser, base, scripts):
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.route("**/list-reading.js", lambda route: route.fulfill(status=404, body="nothing"))
    page.goto(base + "reading-list/")
    expect(page.get_by_text("The reading list needs JavaScript")).to_be_visible()
    assert page.locator("main button").count() == 0
    context.close()


def test_on_paper_the_list_has_addresses_and_no_controls(visit):
    page = visit(f"reading-list/#papers={ONE},{OTHER}")
    expect(entries(page).nth(1).locator("a")).to_have_text("Adversarial Cheap Talk")
    page.emulate_media(media="print")
    expect(page.locator(".ps-tools")).to_be_hidden()
    assert page.locator(".ps-marks:visible").count() == 0
    link = entries(page).first.locator("a")
    assert ONE in link.evaluate("link => getComputedStyle(link, '::after').content")


# --- the search page --------------------------------------------------------------------------------------------------


def says(page: Page):
    return page.locator(".ps-says")


def test_an_answer_can_be_sorted_and_filtered_and_the_address_says_so(visit, base):
    page = visit("search/?q=reward")
    expect(says(page)).to_contain_text("papers")
    page.get_by_label("Sort").select_option("title")
    expect(page).to_have_url(re.compile(r"q=reward&sort=title"))
    page.get_by_role("button", name="Filter", exact=True).click()
    option = page.locator(".ps-filter option[value='has:code']")
    option.wait_for(state="attached")
    left = int(re.search(r"\((\d+)\)", option.inner_text())[1])
    page.get_by_label("Filter by").select_option("has:code")
    page.get_by_role("button", name="Only these").click()
    expect(says(page)).to_have_text(re.compile(rf"\b{left} papers"))
    titles = page.locator(".ps-found > li > a").all_inner_texts()
    words = [re.sub(r"\W+", " ", title).strip().casefold() for title in titles]
    assert words == sorted(words)
    assert page.locator(".ps-found mark").count() > 0
    page.go_back()
    page.go_back()
    expect(page.get_by_label("Sort")).to_have_value("best")
    expect(page).to_have_url(base + "search/?q=reward")


def test_filters_alone_list_what_passes(visit):
    page = visit("search/?only=has:code&not=has:data")
    expect(says(page)).to_contain_text("papers")
    expect(page.locator(".ps-found > li").first).to_be_visible()


def test_recent_searches_stand_in_the_empty_page_until_they_are_forgotten(visit):
    page = visit("search/")
    expect(page.locator(".ps-recent a")).to_have_count(0)
    page.get_by_label("Search titles and abstracts").fill("<b>reward</b> hacking")
    page.keyboard.press("Enter")
    expect(page.locator(".ps-found > li").first).to_be_visible()
    page.goto(page.url.split("?")[0])
    expect(page.locator(".ps-recent a")).to_have_text(["<b>reward</b> hacking"])
    page.locator(".ps-recent a").click()
    expect(page.locator(".ps-found > li").first).to_be_visible()
    page.goto(page.url.split("?")[0])
    page.get_by_role("button", name="Forget them").click()
    expect(page.locator(".ps-recent a")).to_have_count(0)
    page.reload()
    expect(page.locator(".ps-try").first).to_be_visible()
    expect(page.locator(".ps-recent a")).to_have_count(0)


def test_the_search_works_without_the_controls(browser, base):
    context = browser.new_context()
    page = context.new_page()
    page.route(re.compile("/(marks|controls|keys).js$"), lambda route: route.fulfill(status=404, body="nothing"))
    page.goto(base + "search/?q=reward")
    expect(page.locator(".ps-found > li").first).to_be_visible()
    context.close()
