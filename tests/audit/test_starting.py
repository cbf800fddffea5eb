"""A new user's way: from dumps that the project has never seen to a site in the browser; and a release, made twice."""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.building import run
from tests.policies import WATCH

pytestmark = pytest.mark.audit
UNSEEN = ("ris/psycinfo.ris", "csv/ieee.csv", "hf-api/hf_daily_papers.json", "jsonl/messy.jsonl")


@pytest.fixture(scope="module")
def mine(project, shared, tmp_path_factory) -> Path:
    """A library that was begun by the command and built by its own generator, with no file touched by hand."""
    paths = [shared / "formats" / name for name in UNSEEN]
    if missing := [path for path in paths if not path.is_file()]:
        pytest.skip(f"needs {missing[0]} of the shared data, which is not published")
    folder = tmp_path_factory.mktemp("user") / "mine"
    dumps = [part for path in paths for part in ("--dump", str(path))]
    done = run("generator", "init", str(folder), "--name", "My shelf", "--accent", "teal", *dumps, cwd=project.root)
    assert done.returncode == 0, done.stderr
    done = run("generator", "build", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "warning" not in done.stderr.lower()
    return folder


def test_the_check_of_the_workflow_passes(mine):
    done = run("generator", "check", "--allow-rejected", cwd=mine)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.browser
def test_it_is_a_site_of_its_own(browser, serve, mine):
    context = browser.new_context(base_url=serve(mine / "site"), color_scheme="light")
    context.add_init_script(WATCH)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto("")
    expect(page).to_have_title("My shelf")
    assert "Papershelf" not in page.locator("header, h1, main").all_inner_texts()
    colour = page.locator(".ps-ways a").first.evaluate("each => getComputedStyle(each).color")
    assert colour == "rgb(0, 120, 120)"  # teal, a little darker than CSS has it, to be read on any ground
    page.locator(".ps-shelves a").first.click()
    page.locator("main a[href*='papers/']:visible").first.click()
    assert len(page.locator(".ps-abstract").inner_text()) > 100
    page.keyboard.press("/")
    page.locator("[data-md-component=search-query]").fill("learning")
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=15_000)
    assert page.evaluate("window.violations ?? []") == []
    assert not errors
    context.close()


def test_a_release_is_the_same_bytes_whenever_it_is_made_and_lacks_nothing(project, tmp_path):
    if subprocess.run([sys.executable, "-m", "hatchling", "--help"], capture_output=True, check=False).returncode:
        pytest.skip("needs hatchling, the build backend")
    made = []
    for name in ("one", "two"):
        done = run(
            "hatchling",
            "build",
            "-t",
            "wheel",
            "-d",
            str(tmp_path / name),
            cwd=project.root,
            SOURCE_DATE_EPOCH="1760000000",
        )
        assert done.returncode == 0, done.stderr
        [wheel] = (tmp_path / name).glob("*.whl")
        made.append(hashlib.sha256(wheel.read_bytes()).hexdigest())
    assert made[0] == made[1]
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("generator/")}
    files = {path for path in (project.root / "generator").rglob("*") if path.is_file()}
    assert held == {path.relative_to(project.root).as_posix() for path in files if "__pycache__" not in path.parts}
