"""What goes wrong in a real build leaves the old site or the new one, never a mixture, and says what it was."""

import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.building import copy_project

pytestmark = pytest.mark.audit

COMMAND = (sys.executable, "-m", "generator", "build")
PAPERS = 30


def dump(word: str) -> str:
    """A dump of papers, the abstracts of which all have a word."""
    return "Subscribe\n\n" + "".join(
        f"A Paper With the Number {number}\n\nThis abstract says {word} of {number}.\n\n" for number in range(PAPERS)
    )


@pytest.fixture(scope="module")
def built(project, tmp_path_factory) -> Path:
    """A small project with its old site."""
    folder = copy_project(project.root, tmp_path_factory.mktemp("faults") / "project")
    shutil.rmtree(folder / "dumps")
    (folder / "dumps").mkdir()
    (folder / "dumps" / "papers.txt").write_text(dump("old"), "utf-8")
    assert start(folder).wait(120) == 0
    (folder / "dumps" / "papers.txt").write_text(dump("new"), "utf-8")
    return folder


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    """The project with the old site and a new dump."""
    return Path(shutil.copytree(built, tmp_path / "project"))


def start(
    folder: Path, log: str = "said", environment: dict[str, str] | None = None, **options: Any
) -> subprocess.Popen[bytes]:
    """Begin a build, which says what it says into a file beside the project."""
    environment = {**os.environ, "PYTHONPATH": str(folder), **(environment or {})}
    with (folder.parent / log).open("wb") as file:
        return subprocess.Popen(COMMAND, cwd=folder, env=environment, stdout=file, stderr=file, **options)


def refused(folder: Path, log: str = "said", **options: Any) -> str:
    """Build in vain, and return what the build says."""
    assert start(folder, log, **options).wait(120) == 2
    said = (folder.parent / log).read_text("utf-8")
    assert "Traceback" not in said
    return said


def words(site: Path) -> set[str]:
    """The words that the pages of a complete site have."""
    pages = [
        (site / f"papers/a-paper-with-the-number-{number}/index.html").read_text("utf-8") for number in range(PAPERS)
    ]
    assert (site / "404.html").is_file()
    assert (site / "api/v1/index.json").is_file()
    return {word for page in pages for word in ("old", "new") if f"says {word} of" in page}


def fingerprint(site: Path) -> str:
    """One figure for a whole site."""
    parts = (
        hashlib.sha256(path.read_bytes()).hexdigest() + str(path) for path in sorted(site.rglob("*")) if path.is_file()
    )
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def test_a_file_that_cannot_be_written_leaves_the_old_site(copy):
    before = fingerprint(copy / "site")
    small = (30_000, 30_000)
    said = refused(copy, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, small))
    assert "File too large; " in said
    assert fingerprint(copy / "site") == before
    assert not (copy / "site.new").exists()


def test_a_full_disk_leaves_the_old_site(copy, tmp_path):
    """A real one: a file system in memory, a little larger than what lies on it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    size = sum(path.stat().st_size for path in copy.rglob("*")) + 1_000_000
    try:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "papershelf", disk], check=False)
    except FileNotFoundError:
        pytest.skip("no mount on this system")
    if mounted.returncode:
        pytest.skip("only the system's administrator may mount a small disk")
    try:
        there = Path(shutil.copytree(copy, disk / "project"))
        before = fingerprint(there / "site")
        assert "No space left on device" in refused(there)
        assert fingerprint(there / "site") == before
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_build_killed_at_any_moment_leaves_one_whole_site(copy):
    """The last moments, where MkDocs writes and the site is swapped, come up more often than the others."""
    begun = time.monotonic()
    assert start(copy).wait(120) == 0
    whole = time.monotonic() - begun
    assert words(copy / "site") == {"new"}
    shown, chance = "new", random.Random(9)
    for _ in range(8):
        other = {"old": "new", "new": "old"}[shown]
        (copy / "dumps" / "papers.txt").write_text(dump(other), "utf-8")
        build = start(copy)
        time.sleep(whole * chance.triangular(0.2, 1.1, 1.0))
        build.send_signal(signal.SIGKILL)
        build.wait(60)
        (shown,) = words(copy / "site")
    assert start(copy).wait(120) == 0
    assert not (copy / "site.new").exists()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_build_that_is_asked_to_end_says_so_and_leaves_the_old_site_and_nothing_else(copy, tmp_path, how):
    before, aside = fingerprint(copy / "site"), tmp_path / "aside"
    aside.mkdir()
    heard = signal.signal(how, signal.SIG_DFL)  # whoever began the tests may have let them ignore it
    try:
        build = start(copy, environment={"TMPDIR": str(aside)})
    finally:
        signal.signal(how, heard)
    while build.poll() is None and not (copy / "site.new/papers").exists():
        time.sleep(0.01)
    build.send_signal(how)
    assert build.wait(60) == 130
    assert (tmp_path / "said").read_text("utf-8").endswith(f"stopped; {copy / 'site'} is as it was\n")
    assert fingerprint(copy / "site") == before
    left = [path for path in (copy, *(copy / ".cache").rglob("*"), aside) if path.is_dir()]
    assert [path for folder in left for path in folder.iterdir() if path.suffix == ".new"] == []
    assert list(aside.iterdir()) == []


def test_a_disk_in_the_place_of_the_site_is_a_sentence(copy):
    shutil.rmtree(copy / "site")
    (copy / "site").mkdir()
    try:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "papershelf", copy / "site"], check=False)
    except FileNotFoundError:
        pytest.skip("no mount on this system")
    if mounted.returncode:
        pytest.skip("only the system's administrator may mount a disk")
    try:
        assert "is a mounted disk" in refused(copy)
    finally:
        subprocess.run(["umount", copy / "site"], check=True)


def test_the_second_of_two_builds_is_refused(copy):
    first = start(copy)
    while first.poll() is None and not (copy / "site.new").exists():
        time.sleep(0.02)
    first.send_signal(signal.SIGSTOP)
    try:
        assert "another build of" in refused(copy, "second")
    finally:
        first.send_signal(signal.SIGCONT)
    assert first.wait(120) == 0
    assert words(copy / "site") == {"new"}


def test_a_read_only_project_is_a_sentence_and_leaves_the_old_site(copy):
    if os.geteuid() == 0:
        pytest.skip("nothing is read-only to the system's administrator")
    before = fingerprint(copy / "site")
    copy.chmod(0o555)
    try:
        assert "make it writable" in refused(copy)
        assert fingerprint(copy / "site") == before
    finally:
        copy.chmod(0o755)
