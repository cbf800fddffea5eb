"""``papershelf serve``: live reload works, and what comes, goes or breaks is shown as soon as it can be built."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.building import copy_project
from tests.policies import POLICY

pytestmark = pytest.mark.audit
PATIENCE = 120
COUNTING = """
from pathlib import Path


def on_post_build(config):
    site = Path(config.site_dir)
    (site / "seen.txt").write_text(str(len(list(site.glob("papers/*/index.html")))))
"""
"""A hook of a project's own."""


def fetched(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read().decode()


def waited(address: str, ready) -> str:
    """Ask for a page until it is as wanted; fail when that takes too long."""
    for _ in range(PATIENCE):
        try:
            page = fetched(address)
        except OSError:
            page = ""
        if ready(page):
            return page
        time.sleep(1)
    raise AssertionError(f"{address} was not there after {PATIENCE} seconds")


@pytest.fixture
def served(project, tmp_path):
    """The address of a copy of this project that is being served, and the copy."""
    copy = copy_project(project.root, tmp_path / "project")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    environment = {**os.environ, "PYTHONPATH": str(copy), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "generator", "serve", "--address", address]
    with (tmp_path / "said").open("wb") as file:
        process = subprocess.Popen(command, cwd=copy, env=environment, stdout=subprocess.DEVNULL, stderr=file)
    yield f"http://{address}/", copy
    process.terminate()
    assert process.wait(30) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["project", "said"]


def test_pages_come_without_the_policy_and_come_anew_when_something_changes(served: tuple[str, Path]) -> None:
    address, copy = served
    page = waited(f"{address}about/", lambda page: "</html>" in page)
    assert "livereload(" in page
    assert not POLICY.search(page)
    style = re.search(r'href="(\S+/papershelf\.css)"', page)[1]
    assert "--ps-lamp" in fetched(f"{address}about/{style}")
    about = copy / "docs/about.md"
    about.write_text(about.read_text("utf-8") + "\nA new sentence.\n", "utf-8")
    page = waited(f"{address}about/", lambda page: "A new sentence." in page)
    assert not POLICY.search(page)


def test_what_comes_and_goes_and_breaks_is_shown_as_soon_as_it_can_be_built(served: tuple[str, Path]) -> None:
    address, copy = served
    waited(f"{address}about/", lambda page: "</html>" in page)
    dumps, template = copy / "dumps", copy / "overrides/partials/footer.html"
    (copy / "watches.yml").unlink()
    waited(f"{address}watches/", lambda page: not page)
    (copy / "watches.yml").write_text("watches:\n  - name: All of regret\n    query: regret\n", "utf-8")
    waited(f"{address}watches/all-of-regret/", lambda page: "</html>" in page)
    dumps.rename(copy / "away")
    said(copy, "there is no such folder")
    (copy / "away").rename(dumps)
    waited(f"{address}about/", lambda page: "</html>" in page)
    whole = template.read_text("utf-8")
    template.write_text("{% if %}", "utf-8")
    said(copy, "Error: overrides/partials/footer.html:1: Expected an expression")
    template.write_text(whole.replace("</footer>", "mended</footer>"), "utf-8")
    waited(f"{address}about/", lambda page: "mended</footer>" in page)
    told = (copy.parent / "said").read_text("utf-8")
    assert "Traceback" not in told


def test_what_is_no_page_of_mkdocs_comes_when_it_is_asked_for(served: tuple[str, Path]) -> None:
    """The search, the API, feeds, cards and pages; what is edited shows there, and what breaks is told there."""
    address, copy = served
    home = waited(address, lambda page: "</html>" in page)
    card = re.search(r'property="og:image" content="([^"]+)"', home)[1]
    paper = address + re.search(r'href="(papers/(?!page/)[^/"]+/)"', home)[1]
    page = fetched(paper)
    assert "livereload(" in page
    assert json.loads(fetched(f"{address}search/manifest.json"))["papers"] > 400
    assert json.loads(fetched(f"{address}api/v1/index.json"))
    assert "<entry>" in fetched(f"{address}feed.xml")
    with urllib.request.urlopen(card, timeout=10) as answer:
        assert answer.read(8) == b"\x89PNG\r\n\x1a\n"
    template = copy / "generator/pages/templates/paper.md.j2"
    whole = template.read_text("utf-8")
    template.write_text(whole.replace("<h2>Abstract</h2>", "<h2>Edited</h2>"), "utf-8")
    waited(paper, lambda page: "<h2>Edited</h2>" in page)
    template.write_text(f"{whole}{{% if %}}", "utf-8")
    waited(paper, lambda page: not page)
    said(copy, "Error: generator/pages/templates/paper.md.j2:")
    template.write_text(whole, "utf-8")
    assert waited(paper, lambda again: again and "<h2>Edited" not in again).count("<h2>Abstract</h2>") == 1
    (copy / "themes.yml").write_text(
        (copy / "themes.yml").read_text("utf-8").replace("name: ", "name: New ", 1), "utf-8"
    )
    waited(f"{address}themes/", lambda page: ">New " in page)
    assert "New " in fetched(f"{address}search/manifest.json")


def test_who_waits_for_the_whole_site_gets_it(served: tuple[str, Path]) -> None:
    address, copy = served
    waited(address, lambda page: "</html>" in page)
    (copy / "more.py").write_text(COUNTING, "utf-8")
    settings = (copy / "mkdocs.yml").read_text("utf-8")
    (copy / "mkdocs.yml").write_text(settings.replace("hooks:\n", "hooks:\n  - more.py\n"), "utf-8")
    assert int(waited(f"{address}seen.txt", str.isdigit)) > 400
    (copy / "mkdocs.yml").write_text(settings, "utf-8")
    waited(f"{address}seen.txt", lambda page: not page)
    assert "</html>" in fetched(f"{address}papers/")


def said(copy: Path, text: str) -> None:
    """Wait until the server said something."""
    for _ in range(PATIENCE):
        if text in (copy.parent / "said").read_text("utf-8"):
            return
        time.sleep(0.5)
    raise AssertionError(f"{text!r} was not said in {PATIENCE / 2} seconds")
