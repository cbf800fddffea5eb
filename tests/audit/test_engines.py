"""The site does not hang on one engine: what MkDocs builds, its fork builds too, and Markdown on disk is enough."""

import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html as tree
from playwright.sync_api import expect

from generator.project import Project
from tests.building import copy_project, run
from tests.policies import WATCH, vocabulary

pytestmark = pytest.mark.audit
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
PAPER = "papers/contextual-bandits-with-online-neural-regression/"


HASHED = re.compile(rb"assets-[0-9a-f]{6}/")


def pages(site: Path, *, hashed: bool = True) -> dict[str, bytes]:
    """The pages of a site; without hooks the addresses of our own files have no hash."""
    read = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.html")}
    return read if hashed else {name: HASHED.sub(b"assets/", page) for name, page in read.items()}


@pytest.fixture(scope="module")
def written(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose docs folder is what `papershelf markdown` wrote, without our plugin and hooks."""
    copy = copy_project(project.root, tmp_path_factory.mktemp("written"))
    done = run("generator", "markdown", "written", cwd=copy)
    assert done.returncode == 0, done.stderr
    config = (copy / "mkdocs.yml").read_text("utf-8")
    head, rest = config.split("\nplugins:\n")
    config = head + "\nplugins: []\ndocs_dir: written\n" + rest.split("- generator/site/hooks.py\n")[1]
    config += "\nextra:\n  feed: true\n"  # our plugin says so by itself when there is a feed
    (copy / "mkdocs.yml").write_text(config, "utf-8")
    return copy


def test_properdocs_builds_the_same_pages(site, project, tmp_path):
    copy = copy_project(project.root, tmp_path)
    done = run("properdocs", "build", "--strict", "--quiet", "-f", "mkdocs.yml", cwd=copy, **QUIET)
    assert done.returncode == 0, done.stderr
    assert pages(copy / "site") == pages(site)


def test_markdown_on_disk_builds_the_same_pages_without_our_plugin_and_hooks(site, written):
    done = run("mkdocs", "build", "--strict", "--quiet", cwd=written, **QUIET)
    assert done.returncode == 0, done.stderr
    assert pages(written / "site") == pages(site, hashed=False)


@pytest.fixture(scope="module")
def zensical(written, tmp_path_factory) -> Path:
    """The site that Zensical makes of it with our overrides."""
    command = shutil.which("zensical", path=str(Path(sys.executable).parent))
    if command is None:
        pytest.skip("zensical is not installed here: its wheels are for few systems")
    copy = tmp_path_factory.mktemp("zensical") / "project"
    shutil.copytree(written, copy, ignore=shutil.ignore_patterns("site"))
    done = subprocess.run(
        [command, "build", "-f", "mkdocs.yml"], cwd=copy, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No issues found" in done.stdout + done.stderr
    return copy / "site"


def plain(page: bytes) -> str:
    """Return a page without what engines write in other ways that mean the same: a dot, an entity, spaces."""
    return re.sub(r"\s+", " ", re.sub(r'="(?:\./)+', '="', html.unescape(page.decode())))


def test_zensical_builds_every_page_as_mkdocs_does(site, zensical):
    ours, theirs = pages(site, hashed=False), pages(zensical)
    assert theirs.keys() == ours.keys()
    different = {name for name in ours if plain(ours[name]) != plain(theirs[name])}
    # The 404 page has links from the root with MkDocs; code is coloured by Zensical. docs/design.md says so.
    assert different <= {"404.html", "programs/index.html"}


def test_a_paper_that_zensical_built_is_text_and_nothing_else(site, zensical):
    """Its words, no markup that shows, and no element that MkDocs' pages don't have."""
    ours, theirs = ((folder / PAPER / "index.html").read_bytes() for folder in (site, zensical))
    shown = [tree.document_fromstring(page).find_class("ps-paper")[0].text_content() for page in (ours, theirs)]
    assert shown[0] == shown[1]
    assert len(shown[1]) > 1000
    assert not re.search(r"</?(?:p|div|article|li)\b|\{\{|\{%", shown[1].split("@misc")[0])
    known = {(tag, attribute) for tag, attribute, _ in vocabulary(site)}
    assert {(tag, name) for tag, name, path in vocabulary(zensical) if path.parent.name != "programs"} <= known


@pytest.mark.browser
def test_readers_find_everything_where_zensical_built_it(browser, serve, zensical):
    context = browser.new_context(base_url=serve(zensical))
    context.add_init_script(WATCH)
    page = context.new_page()
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.goto("")
    page.locator(".ps-shelves a").first.click()
    page.locator("main a[href*='papers/']:visible").first.click()
    expect(page.locator(".ps-abstract")).to_be_visible()
    page.locator(".ps-header nav a", has_text="Dumps").click()
    expect(page.locator("header [aria-current]")).to_have_text("Dumps")
    page.keyboard.press("/")
    page.locator("[data-md-component=search-query]").fill("reward hacking")
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=15_000)
    assert page.evaluate("window.violations ?? []") == []
    assert not failed
    context.close()
