"""The library at a glance as readers meet it: on a phone and a desk, light and dark, by eye and by ear, no script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SIZES = {
    "phone": (320, "light"),
    "phone, dark": (360, "dark"),
    "desktop": (1440, "light"),
    "desktop, dark": (1280, "dark"),
}
PAGES = ("glance/", "themes/offline-rl/", "themes/")
CONTRAST = """element => {
  const channel = value => { value /= 255; return value <= .03928 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4 };
  const light = css => { const [r, g, b] = css.match(/[\\d.]+/g).map(Number);
    return .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b) };
  const [a, b] = [getComputedStyle(element).fill, getComputedStyle(document.body).backgroundColor].map(light);
  return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) }"""


@pytest.fixture(params=SIZES)
def page(request, browser, site, serve) -> Iterator[Page]:
    width, scheme = SIZES[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=False, base_url=serve(site)
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_the_screen_even_with_all_numbers_open(page, path):
    page.goto(path)
    for summary in page.locator("main summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_each_drawing_has_a_name_and_each_scrolling_region_can_be_reached_by_key(page):
    page.goto("glance/")
    for summary in page.locator("main summary").all():
        summary.click()
    drawings = page.get_by_role("img")
    assert drawings.count() == page.locator("main svg").count() > 40
    for name in drawings.evaluate_all("all => all.map(each => each.getAttribute('aria-label'))"):
        assert name.strip()
    wide = page.locator("main .ps-scroll")
    for region in wide.all():
        region.focus()
        expect(region).to_be_focused()
        assert region.get_attribute("aria-label")
    for heading in ("Themes by size", "What grows", "What touches what", "Their words"):
        expect(page.get_by_role("region", name=heading, exact=True)).to_be_visible()


def test_the_drawings_stand_out_from_the_ground_in_light_and_dark(page):
    page.goto("glance/")
    for each in (".ps-bars .ps-1", ".ps-trends rect"):
        assert page.locator(each).first.evaluate(CONTRAST) >= 3, each


def test_the_numbers_are_a_table_with_heads(page):
    page.goto("glance/")
    page.locator("section[aria-labelledby=sizes] summary").click()
    table = page.get_by_role("region", name="Themes by size, as a table").get_by_role("table")
    expect(table.get_by_role("columnheader", name="papers", exact=True)).to_be_visible()
    expect(table.get_by_role("rowheader", name="together")).to_be_visible()


def test_central_and_borderline_papers_open_without_a_script(page):
    page.goto("themes/offline-rl/")
    first = page.locator(".ps-aside").first
    expect(first.locator("ol a").first).to_be_hidden()
    first.locator("summary").click()
    expect(first.locator("ol a")).to_have_count(10)
    expect(page.locator(".ps-close a").first).to_be_visible()
