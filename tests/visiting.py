"""What tests in a browser share: pages that may raise no error and ask no other host, and parts of the search."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

INDEX = re.compile(r"/search/[^?]+\.\w+$")
"""The index, whatever its files are called; the search page itself ends in a slash."""
DESK = {"viewport": {"width": 1280, "height": 800}}


@contextmanager
def visits(browser: Browser, base: str, *, wide: bool = True, **given) -> Iterator[Callable[..., Page]]:
    """Give a function that opens an address of a site; ``wide`` says whether a page may be wider than its window.

    Pages keep what they asked for in ``asked``.
    """
    contexts, errors, asked = [], [], []

    def start(path: str = "", **options) -> Page:
        contexts.append(browser.new_context(**{**DESK, **given, **options}))
        contexts[-1].on("request", lambda request: asked.append(request.url))
        page = contexts[-1].new_page()
        page.asked = asked
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(base + path)
        return page

    yield start
    for context in contexts:
        for page in () if wide else context.pages:
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        context.close()
    assert not errors, errors
    assert {urlsplit(url).netloc for url in asked if url.startswith("http")} <= {urlsplit(base).netloc}


def found(page: Page):
    return page.locator(".ps-found > li")


def field(page: Page):
    return page.get_by_label("Search titles and abstracts")


def refuse(page: Page) -> None:
    """Answer for the index as a host does that lacks it."""
    page.route(INDEX, lambda route: route.fulfill(status=404, content_type="text/html", body="<h1>nothing here</h1>"))
