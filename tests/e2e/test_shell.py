"""What scripts make of a page's shell: in time, in the reader's language and colours; and a page does without it."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.building import run

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
PAPER = "papers/contextual-bandits-with-online-neural-regression/"
FRENCH = """
site_name: Étagère
repo_url: https://github.com/a/b/
theme: {name: material, custom_dir: %s, font: false, language: fr, favicon: assets/images/favicon.svg, features: [a.b]}
plugins: []
"""
ENTRY = """---
title: "Un titre"
template: "paper.html"
---
<article class="ps-paper"><header><h1>%s</h1></header></article>
"""


@pytest.fixture
def page(browser, site, serve) -> Iterator[Page]:
    context = browser.new_context(base_url=serve(site), color_scheme="light")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def french(tmp_path_factory, serve) -> str:
    """A site in another language with one paper, and one as a compact library has it."""
    project = tmp_path_factory.mktemp("french")
    shutil.copytree(ROOT / "docs" / "assets", project / "docs" / "assets")
    (project / "docs" / "index.md").write_text(ENTRY % ("Un titre " * 40), "utf-8")
    compact = ENTRY.replace("---\n", "---\ncompact: true\n", 1) % "Un titre"
    (project / "docs" / "compact.md").write_text(compact, "utf-8")
    (project / "mkdocs.yml").write_text(FRENCH % json.dumps(str(ROOT / "overrides")), "utf-8")
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = run("mkdocs", "build", "--quiet", cwd=project, **quiet)
    assert done.returncode == 0, done.stderr
    return serve(project / "site")


def test_a_page_has_neither_dialogue_nor_palette_until_a_script_makes_them(site, page):
    text = (site / PAPER / "index.html").read_text("utf-8")
    assert not re.search(r"__search|__palette\b(?!\")|md-search|type=.?radio|__config", text)
    page.goto(PAPER)
    for part in ("[data-md-component=search]", "[data-md-component=palette]", "#__search", "#__drawer", "#__config"):
        expect(page.locator(part)).to_have_count(1)


def test_a_paper_gets_the_way_to_the_reading_list_from_a_script(site, page):
    assert "reading-list" not in (site / PAPER / "index.html").read_text("utf-8")
    page.goto(PAPER)
    expect(page.locator("body > footer a[href$='/reading-list/']")).to_have_count(1)


def test_a_page_of_a_compact_library_gets_its_icon_from_a_script(browser, french):
    page = browser.new_page()
    page.goto(f"{french}compact/")
    assert "icon" not in page.request.get(page.url).text()
    assert page.request.get(page.evaluate("document.querySelector('link[rel=icon]').href")).ok
    page.close()


def test_the_second_link_of_every_page_is_the_root_that_the_inline_script_asks_for(site):
    for path in sorted(site.rglob("*.html")):
        second = re.findall(r'<a (?:[^>]* )?href="([^"]*)"', path.read_text("utf-8"))[1]
        root = "/." if path.name == "404.html" else os.path.relpath(site, path.parent)
        assert second.removesuffix("/") == root, path


def test_who_chose_colours_has_them_before_any_script_file_comes(page):
    page.goto(PAPER)
    page.locator("label[for=__palette_1]").click()
    page.locator("label[for=__palette_2]").click()
    page.route("**/*.js", lambda route: route.abort())
    page.goto("themes/offline-rl/")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


@pytest.mark.parametrize("lost", ["papershelf", "bundle"])
def test_the_way_to_the_search_is_a_link_where_scripts_are_lost(page, lost):
    page.route(f"**/{lost}.*", lambda route: route.abort())
    page.goto(PAPER)
    page.locator(".ps-find").click()
    expect(page).to_have_url(re.compile(r"/search/$"))


def test_keys_open_the_dialogue_and_come_back_to_where_they_were(page):
    page.goto(PAPER, wait_until="networkidle")
    page.locator(".ps-find").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-md-component=search-query]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page.locator(".ps-find")).to_be_focused()
    for shut in (".ps-veil", ".ps-field label"):
        page.locator(".ps-find").click()
        expect(page.locator("[data-md-component=search-query]")).to_be_focused()
        page.locator(shut).click(position={"x": 5, "y": 5})
        expect(page.locator("#__search")).not_to_be_checked()
    assert page.url.endswith(PAPER)


def test_the_room_of_the_palette_is_there_before_it(page):
    boxes = []
    for lost in ("**/papershelf.js", "**/nothing"):
        page.route(lost, lambda route: route.abort())
        page.goto(PAPER, wait_until="networkidle")
        boxes.append(page.locator(".ps-find").bounding_box())
        page.unroute(lost)
    assert boxes[0] == boxes[1]


def test_the_dialogue_speaks_the_language_of_the_site_and_an_issue_has_the_title_of_the_paper(browser, french):
    page = browser.new_page()
    page.goto(french)
    expect(page.locator(".ps-search")).to_have_attribute("aria-label", "Recherche")
    expect(page.locator(".md-search-result__meta")).to_have_text("Taper pour démarrer la recherche")
    assert json.loads(page.locator("#__config").text_content())["features"] == ["a.b"]
    title = page.evaluate("new FormData(document.querySelector('.ps-wrong form')).get('title')")
    assert title == ("Un titre " * 40)[:120]
    page.close()
