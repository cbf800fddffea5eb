"""What a reader feels: how many bytes a first visit takes, what holds up the first paint, whether anything moves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Response

pytestmark = pytest.mark.browser

PAPER = "papers/contextual-bandits-with-online-neural-regression/"
PAGES = ("", "themes/offline-rl/", PAPER, "papers/", "glance/", "reading-list/", "search/?q=reward+hacking")
MATERIAL = ("/main.", "/bundle.")
WHOLE, OURS = 85_000, 19_000
"""Bytes of a first visit to a paper as they are sent, compressed, without typefaces: in all, and without Material's."""
LISTS = 10_500
"""Bytes of the scripts, and of the style sheet, that a page with a list loads beside: 9,000 and 1,500."""
MOVED = """() => new Promise(done => { let sum = 0
  new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value })
    .observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(sum), 300) })"""


@pytest.fixture
def page(browser, site, serve) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 412, "height": 823}, base_url=serve(site))
    yield context.new_page()
    context.close()


def sizes_of(page: Page, path: str) -> dict[str, int]:
    """The bytes of each file that a first visit to a page fetches, as they are sent; without typefaces."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - playwright marks its handlers
    page.goto(path, wait_until="networkidle")
    return {answer.url: int(answer.headers["content-length"]) for answer in answers if ".woff2" not in answer.url}


def test_a_first_visit_to_a_paper_is_light(page):
    sizes = sizes_of(page, PAPER)
    assert any("/bundle." in url for url in sizes)
    assert sum(sizes.values()) <= WHOLE, sizes
    assert sum(size for url, size in sizes.items() if not any(part in url for part in MATERIAL)) <= OURS, sizes


def test_only_a_list_pays_for_the_lists_controls(page):
    """Home and a paper fetch none of it; the page of a theme all of it, and nothing of the search's index."""
    for path in ("", PAPER):
        assert not [url for url in sizes_of(page, path) if "/list" in url]
    sizes = sizes_of(page, "themes/offline-rl/")
    assert not [url for url in sizes if "/search/" in url]
    assert 0 < sum(size for url, size in sizes.items() if "/list" in url) <= LISTS, sizes


@pytest.mark.parametrize("path", PAGES)
def test_no_script_holds_up_the_first_paint(page, path):
    page.goto(path, wait_until="networkidle")
    entries = page.evaluate("performance.getEntriesByType('resource').map(e => [e.name, e.renderBlockingStatus])")
    blocking = [name for name, status in entries if status == "blocking"]
    assert 2 <= len(blocking) <= 4
    assert all(name.endswith(".css") for name in blocking)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_while_a_page_loads(page, path):
    page.goto(path, wait_until="networkidle")
    assert page.evaluate(MOVED) < 0.02
