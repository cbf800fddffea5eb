"""What a reader feels: how many bytes a first visit takes, what holds up the first paint, whether anything moves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Response

pytestmark = pytest.mark.browser

PAPER = "papers/contextual-bandits-with-online-neural-regression/"
PAGES = ("", "themes/offline-rl/", PAPER, "papers/", "glance/", "search/?q=reward+hacking")
MATERIAL = ("/main.", "/bundle.")
WHOLE, OURS = 85_000, 20_000
"""Bytes of a first visit to a paper as they are sent, compressed, without typefaces: in all, and without Material's."""
MOVED = """() => new Promise(done => { let sum = 0
  new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value })
    .observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(sum), 300) })"""


@pytest.fixture
def page(browser, site, serve) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 412, "height": 823}, base_url=serve(site))
    yield context.new_page()
    context.close()


def test_a_first_visit_to_a_paper_is_light(page):
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - playwright marks its handlers
    page.goto(PAPER, wait_until="networkidle")
    sizes = {answer.url: int(answer.headers["content-length"]) for answer in answers if ".woff2" not in answer.url}
    assert any("/bundle." in url for url in sizes)
    assert sum(sizes.values()) <= WHOLE, sizes
    assert sum(size for url, size in sizes.items() if not any(part in url for part in MATERIAL)) <= OURS, sizes


@pytest.mark.parametrize("path", PAGES)
def test_no_script_holds_up_the_first_paint(page, path):
    page.goto(path, wait_until="networkidle")
    entries = page.evaluate("performance.getEntriesByType('resource').map(e => [e.name, e.renderBlockingStatus])")
    blocking = [name for name, status in entries if status == "blocking"]
    assert 2 <= len(blocking) <= 3
    assert all(name.endswith(".css") for name in blocking)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_while_a_page_loads(page, path):
    page.goto(path, wait_until="networkidle")
    assert page.evaluate(MOVED) < 0.02
