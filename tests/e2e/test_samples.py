"""The samples of docs/design-system.md, drawn with the site's own style sheets, in each size and scheme.

A picture is taken so that a person can look at it; what is compared are facts of layout: letters are drawn otherwise on
every machine.
"""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.building import build_library, copy_project
from tests.e2e.test_pages import library

pytestmark = pytest.mark.browser

SIZES = {"phone": (360, "light"), "phone, dark": (360, "dark"), "desk": (1440, "light"), "desk, dark": (1440, "dark")}
PARTS = ".ps-samples > :not(script)"
STYLE = "(element, name) => getComputedStyle(element)[name]"


@pytest.fixture(scope="module")
def base(project, serve, tmp_path_factory) -> str:
    """A site that publishes what is else for maintainers only."""
    copy = copy_project(project.root, tmp_path_factory.mktemp("samples"))
    config = (copy / "mkdocs.yml").read_text("utf-8").replace("  /design-system.md\n", "")
    (copy / "mkdocs.yml").write_text(config.replace("  /search.md\n", "  /search.md\n  /design-system.md\n"), "utf-8")
    return serve(build_library(library(), copy, tmp_path_factory.mktemp("samples, built")))


@pytest.fixture(params=SIZES)
def page(request, browser, base) -> Iterator[Page]:
    width, scheme = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{base}design-system/", wait_until="networkidle")
    yield page
    context.close()


def test_the_samples_stand_below_each_other_and_on_the_screen(page, tmp_path):
    assert page.locator(".ps-samples").screenshot(path=tmp_path / "samples.png")
    boxes = [part.bounding_box() for part in page.locator(PARTS).all()]
    assert len(boxes) >= 12
    assert all(above["y"] + above["height"] <= below["y"] + 1 for above, below in pairwise(boxes))
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"] for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_sizes_say_what_is_more_important(page):
    def size(selector: str) -> float:
        return float(page.locator(selector).first.evaluate(STYLE, "fontSize").removesuffix("px"))

    order = [".ps-samples h1", ".ps-abstract p", ".ps-samples .ps-list li > p", ".ps-samples .ps-key"]
    sizes = [size(selector) for selector in order]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == len(sizes)
    assert sizes[-1] >= 13


def test_what_is_read_is_set_in_one_face_and_what_is_used_in_the_other(page):
    faces = {
        selector: page.locator(selector).first.evaluate(STYLE, "fontFamily").split(",")[0].strip('"')
        for selector in (".ps-samples h1", ".ps-abstract p", ".ps-samples .ps-ask button", ".ps-samples summary")
    }
    assert list(faces.values()) == ["Newsreader", "Newsreader", "Instrument Sans", "Instrument Sans"]
    assert page.evaluate("['Newsreader', 'Instrument Sans'].every(name => document.fonts.check(`16px '${name}'`))")


def test_lines_of_an_abstract_are_no_longer_than_the_eye_follows(page):
    text = page.locator(".ps-abstract p")
    line = text.bounding_box()["width"] / float(text.evaluate(STYLE, "fontSize").removesuffix("px"))
    assert line <= 36  # em: about 80 characters


def test_what_is_pressed_outside_of_sentences_is_large_enough_for_a_thumb(page):
    for selector in (".ps-pager a", ".ps-ask button", ".ps-samples summary"):
        assert page.locator(f".ps-samples {selector.removeprefix('.ps-samples ')}").first.bounding_box()["height"] >= 44
