"""Nothing in a dump becomes markup, script or an unchecked link, on any page or in the search results."""

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import html

from tests.building import copy_project, mkdocs_build
from tests.hostile import HOSTILE, hostile_dump
from tests.payload_dumps import together
from tests.payloads import TEXTS
from tests.policies import WATCH, vocabulary


@pytest.fixture(scope="module")
def hostile_site(project, tmp_path_factory) -> Path:
    """A site of hostile papers only: a few by hand, and all payloads, a paper a kind (tests/audit has each alone)."""
    copy = copy_project(project.root, tmp_path_factory.mktemp("hostile"))
    shutil.rmtree(copy / "dumps")
    (copy / "dumps").mkdir()
    (copy / "dumps" / "hostile.txt").write_text(hostile_dump(), "utf-8")
    (copy / "dumps" / "payloads.jsonl").write_bytes(together())
    return mkdocs_build(copy)


@pytest.fixture(scope="module")
def papers(hostile_site) -> list[dict]:
    text = (hostile_site / "api" / "v1" / "papers.ndjson").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


class Suspect(HTMLParser):
    """Collects what a browser would run or follow."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith(("javascript:", "data:text")):
                self.found.append(f"<{tag} {name}={value}>")
            if name in ("href", "src") and ("//huggingface.host" in (value or "") or value == "x"):
                self.found.append(f"<{tag} {name}={value}>")


def test_all_hostile_papers_are_there(papers):
    assert len(papers) == len(HOSTILE) + len(TEXTS)


def test_no_page_holds_a_handler_or_a_script_address(hostile_site):
    for path in sorted(hostile_site.rglob("*.html")):
        suspect = Suspect()
        text = path.read_text("utf-8")
        suspect.feed(text)
        assert not suspect.found, (path, suspect.found)
        assert "<script>alert" not in text
        assert "document.title='owned'</script>" not in text


def test_the_pages_are_made_of_what_all_pages_are_made_of(site, hostile_site):
    """No element and no attribute that the real library's pages don't have; a class where a title is long."""
    known = {(tag, attribute) for tag, attribute, _ in vocabulary(site)} | {("h1", "class")}
    strange = {
        (tag, name): path.parent.name for tag, name, path in vocabulary(hostile_site) if (tag, name) not in known
    }
    assert not strange


def test_no_template_was_run(hostile_site, papers):
    for paper in papers:
        if "{{ 7*7" not in paper["abstract"]:
            continue
        page = (hostile_site / paper["url"] / "index.html").read_text("utf-8")
        assert ">49<" not in page
        assert " 49," not in page
        shown = html.fromstring(page).find_class("ps-abstract")[0].text_content()
        assert shown.count("2401") == paper["abstract"].count("2401")


@pytest.mark.browser
def test_titles_and_abstracts_show_as_text(browser, serve, hostile_site, papers):
    base = serve(hostile_site)
    context = browser.new_context()
    context.add_init_script(WATCH + "; window.owned = number => { window.ran = number }")
    page = context.new_page()
    dialogs, asked = [], []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    for paper in papers:
        page.goto(base + paper["url"])
        assert " ".join(page.locator("h1").inner_text().split()) == paper["title"]
        assert paper["title"] in page.title()
        run = "main :is(script:not([type$=json]), img, iframe, a[href^='javascript'])"
        assert page.locator(run).count() == 0
        assert page.evaluate("[window.ran, window.violations]") == [None, None]
        assert page.locator("body > main > article.ps-paper").count() == 1
    for path in ("papers/", "themes/", "dumps/payloads/", "dumps/hostile/", "unassigned/", "authors/", "glance/", ""):
        page.goto(base + path)
        assert page.evaluate("[window.ran, window.violations]") == [None, None]
    page.keyboard.press("/")
    page.locator("[data-md-component=search-query]").fill("reward hacking trick")
    page.locator(".md-search-result__item").first.wait_for(timeout=15_000)
    results = page.locator(".md-search-result")
    assert results.locator("img, script, iframe, a[href^='javascript']").count() == 0
    assert "<script>" in results.inner_text()
    assert page.evaluate("[window.ran, window.violations]") == [None, None]
    assert not dialogs
    assert all(url.startswith(base) for url in asked)
    context.close()
