"""``papershelf serve``: live reload works, which the policy of the pages would not let run."""

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
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--address", address],
        cwd=copy, env={**os.environ, "PYTHONPATH": str(copy)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    yield f"http://{address}/", copy
    process.terminate()
    process.wait(30)


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
