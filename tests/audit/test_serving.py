"""``papershelf serve``: live reload works, and what comes, goes or breaks is shown as soon as it can be built."""

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


def said(copy: Path, text: str) -> None:
    """Wait until the server said something."""
    for _ in range(PATIENCE):
        if text in (copy.parent / "said").read_text("utf-8"):
            return
        time.sleep(0.5)
    raise AssertionError(f"{text!r} was not said in {PATIENCE / 2} seconds")
