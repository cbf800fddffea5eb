"""The built site in a real Chromium, the way readers meet it."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}


class Visit:
    """A page with what it asked for and what went wrong on it."""

    def __init__(self, browser: Browser, base: str, **options) -> None:
        self.context = browser.new_context(**{"viewport": DESKTOP, **options})
        self.page: Page = self.context.new_page()
        self.base = base
        self.requested: list[str] = []
        self.errors: list[str] = []
        self.context.on("request", lambda request: self.requested.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)

    def to(self, path: str = "") -> Page:
        self.page.goto(self.base + path, wait_until="load")
        return self.page


@pytest.fixture(scope="module")
def base(site, serve) -> str:
    return serve(site)


@pytest.fixture
def visit(browser, base) -> Iterator:
    visits = []

    def start(**options) -> Visit:
        visits.append(Visit(browser, base, **options))
        return visits[-1]

    yield start
    for one in visits:
        host = urlsplit(base).netloc
        assert not one.errors, one.errors
        assert {urlsplit(url).netloc for url in one.requested if url.startswith("http")} <= {host}
        one.context.close()


def test_a_reader_gets_from_home_to_a_theme_to_a_paper(visit):
    page = visit().to()
    page.locator("main").get_by_role("link", name="Offline reinforcement learning", exact=True).click()
    page.wait_for_url("**/themes/offline-rl/")
    expect(page.locator("h1")).to_have_text("Offline reinforcement learning")
    page.locator("main a[href*='papers/']:visible").first.click()
    page.wait_for_url("**/papers/*/")
    expect(page.locator("h1")).to_be_visible()
    assert len(page.locator("main").inner_text()) > 600


def search(page: Page, text: str) -> None:
    page.keyboard.press("/")
    field = page.locator("[data-md-component=search-query]")
    field.wait_for(state="visible")
    field.fill(text)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("reward model ensambles", "Reward Model Ensembles Help Mitigate Overoptimization"),
        ("direct nash opt", "Direct Nash Optimization"),
        ("kimi k1.5", "Kimi k1.5"),
    ],
    ids=["typo", "prefix", "known item"],
)
def test_the_search_box_finds_what_was_meant(visit, query, title):
    page = visit().to()
    search(page, query)
    first = page.locator(".md-search-result__item:not(.ps-meant)").first
    expect(first).to_contain_text(title, timeout=15_000)
    first.locator("a").first.click()
    page.wait_for_url("**/papers/*/**")
    expect(page.locator("h1")).to_contain_text(title)


def test_the_page_offers_the_engine_to_scripts(visit):
    page = visit().to("about/")
    answer = page.evaluate("() => window.papershelf.search('reward hacking', {limit: 5})")
    assert answer["mode"] == "all"
    assert answer["total"] >= len(answer["hits"]) == 5
    hit = answer["hits"][0]
    assert set(hit) >= {"id", "url", "title", "theme", "snippet", "marks", "score"}
    assert all(0 <= start < end <= len(hit["snippet"]) for start, end in hit["marks"])
    fallback = page.evaluate("() => window.papershelf.search('reward zzzzqqqq', {limit: 5})")
    assert fallback["mode"] == "any"
    only = page.evaluate("t => window.papershelf.search('reward', {limit: 50, filters: {theme: [t]}})", hit["theme"])
    assert only["hits"]
    assert all(hit["theme"] in row["themes"] for row in only["hits"])


def test_a_formula_that_is_wider_than_a_phone_scrolls_by_itself(visit, site):
    formulas = re.compile("<math.*?</math>")
    longest = max(
        site.glob("papers/*/index.html"),
        key=lambda path: max(map(len, formulas.findall(path.read_text("utf-8"))), default=0),
    )
    page = visit(viewport={"width": 320, "height": 640}).to(f"papers/{longest.parent.name}/")
    wide = page.evaluate(
        "Math.max(...[...document.querySelectorAll('math')].map(m => m.getBoundingClientRect().width))"
    )
    assert wide > 300, "else nothing is shown by this"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", ["", "themes/", "papers/", "dumps/", "about/", "nowhere/at/all/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_a_phone_in_light_and_dark(visit, path, scheme):
    if path == "nowhere/at/all/":  # a missing page is an error to the console by nature
        one = visit(viewport=PHONE, color_scheme=scheme)
        page = one.to(path)
        one.errors[:] = [error for error in one.errors if "404" not in error]
    else:
        page = visit(viewport=PHONE, color_scheme=scheme).to(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    red, green, blue = (int(part) for part in background.strip("rgba()").split(",")[:3])
    assert (red + green + blue < 200) == (scheme == "dark")


def test_everything_reads_without_javascript(visit):
    page = visit(java_script_enabled=False).to()
    page.locator("main a[href*='papers/']:visible").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert len(page.locator("main").inner_text()) > 600
    page.goto(page.url.split("/papers/")[0] + "/papers/")
    assert page.locator("main a[href^='../'], main a[href*='/']").count() >= 100


def test_mathematics_is_drawn_by_the_browser_itself(visit):
    page = visit(java_script_enabled=False).to("papers/contextual-bandits-with-online-neural-regression/")
    assert page.locator("math").count() >= 3
    assert page.locator("math").first.bounding_box()["width"] > 5
    assert "mathcal" not in page.locator("main").inner_text()


def test_a_missing_page_helps_to_search(visit):
    one = visit()
    page = one.to("papers/no-such-paper/")
    one.errors[:] = [error for error in one.errors if "404" not in error]
    expect(page.locator("main")).to_contain_text("search", ignore_case=True)
    search(page, "reward hacking")
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=15_000)


def test_nothing_is_fetched_for_search_before_somebody_searches(visit):
    one = visit()
    one.to()
    one.page.wait_for_timeout(300)
    assert not [url for url in one.requested if "/search/" in url and url.endswith((".json", ".bin"))]


def test_the_first_lines_of_related_papers_come_when_asked_for_and_go_again(visit):
    one = visit(viewport={"width": 360, "height": 800})
    page = one.to("papers/dpo-meets-ppo-reinforced-token-optimization-for-rlhf/")
    assert not [url for url in one.requested if "/search/" in url]
    related = page.locator("ol.ps-list > li")
    page.get_by_role("button", name="Show first lines").click()
    expect(related.locator("p")).to_have_count(5)
    line = related.locator("p").first.inner_text()
    page.get_by_role("button", name="Hide first lines").click()
    expect(related.locator("p:visible")).to_have_count(0)
    related.first.get_by_role("link").click()
    expect(page.locator(".ps-abstract")).to_contain_text(line.split(" \u2026")[0][:60])


def test_first_lines_that_could_not_be_loaded_can_be_tried_again(visit):
    page = visit().to("papers/dpo-meets-ppo-reinforced-token-optimization-for-rlhf/")
    page.route("**/search/**", lambda route: route.abort())
    page.get_by_role("button", name="Show first lines").click()
    again = page.get_by_role("button", name="They could not be loaded. Try again")
    expect(again).to_be_visible()
    page.unroute("**/search/**")
    again.click()
    expect(page.locator("ol.ps-list > li > p")).to_have_count(5)
