"""A site is replaced as a whole or not at all."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import PapershelfError
from generator.site import swap
from generator.site.swap import aside

NAMES = tuple(f"page-{number}" for number in range(40))


def write(folder: Path, text: str) -> None:
    """Write a site every file of which says the same."""
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(text, "utf-8")


def said(folder: Path) -> set[str]:
    """What the files of a site say; one thing unless it is a mixture."""
    return {(folder / name).read_text("utf-8") for name in NAMES}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An old site."""
    write(tmp_path / "site", "old")
    return tmp_path / "site"


def fail(site: Path, error: BaseException) -> None:
    """Build a site, and fail at the end of it."""
    with aside(site) as fresh:
        write(fresh, "new")
        assert said(site) == {"old"}
        raise error


def left(site: Path) -> list[str]:
    """What lies beside the site, without the lock."""
    return sorted(path.name for path in site.parent.iterdir() if path.name not in {site.name, ".site.lock"})


@pytest.mark.parametrize("atomic", [True, False])
def test_a_finished_site_replaces_the_old_one(site, monkeypatch, atomic):
    if not atomic:
        monkeypatch.setattr(swap, "_exchanged", lambda *_: False)
    with aside(site) as fresh:
        write(fresh, "new")
        assert said(site) == {"old"}
    assert said(site) == {"new"}
    assert left(site) == []


def test_the_first_site_needs_no_old_one(tmp_path):
    with aside(tmp_path / "site") as fresh:
        write(fresh, "new")
    assert said(tmp_path / "site") == {"new"}


def test_a_failure_leaves_the_old_site_and_nothing_else(site):
    with pytest.raises(ValueError, match="broken"):
        fail(site, ValueError("broken"))
    assert said(site) == {"old"}
    assert left(site) == []


def test_a_full_disk_is_a_sentence_and_leaves_the_old_site(site):
    with pytest.raises(PapershelfError, match=r"index\.html: No space left on device; .*site is as it was"):
        fail(site, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(site / "index.html")))
    assert said(site) == {"old"}


@pytest.mark.parametrize("atomic", [True, False])
def test_a_swap_that_fails_leaves_the_old_site(site, monkeypatch, atomic):
    """Nothing was built: there is nothing to put in its place."""
    if not atomic:
        monkeypatch.setattr(swap, "_exchanged", lambda *_: False)
    with pytest.raises(PapershelfError, match="is as it was"), aside(site):
        pass
    assert said(site) == {"old"}
    assert left(site) == []


def test_a_second_build_is_refused_and_the_first_goes_on(site):
    with aside(site) as fresh:
        write(fresh, "new")
        with pytest.raises(PapershelfError, match=r"another build of .* is running"):
            fail(site, ValueError("two builds at once"))
    assert said(site) == {"new"}


@pytest.mark.parametrize("atomic", [True, False])
def test_a_site_that_is_a_link_to_a_folder_stays_one(site, monkeypatch, atomic):
    if not atomic:
        monkeypatch.setattr(swap, "_exchanged", lambda *_: False)
    link = site.parent / "project/site"
    link.parent.mkdir()
    link.symlink_to(site)
    for _ in range(2):
        with aside(link) as fresh:
            write(fresh, "new")
    assert link.is_symlink()
    assert said(site) == {"new"}
    assert left(site) == ["project"]
    assert [path.name for path in link.parent.iterdir()] == ["site"]


def test_a_disk_without_locks_is_built_on_all_the_same(site, monkeypatch):
    def flock(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(swap.fcntl, "flock", flock)
    with aside(site) as fresh:
        write(fresh, "new")
    assert said(site) == {"new"}


def test_a_link_to_nowhere_is_told(tmp_path):
    (tmp_path / "site").symlink_to(tmp_path / "unmounted/site")
    with pytest.raises(PapershelfError, match=r"unmounted: cannot be written \(No such file"), aside(tmp_path / "site"):
        pass


def test_who_stops_a_build_is_told_that_the_old_site_is_there(site):
    with pytest.raises(KeyboardInterrupt, match="site is as it was"):
        fail(site, KeyboardInterrupt())
    assert said(site) == {"old"}
    assert left(site) == []


def test_a_link_in_a_circle_is_told(tmp_path):
    (tmp_path / "site").symlink_to(tmp_path / "site")
    with pytest.raises(PapershelfError, match=r"link that leads in a circle|no folder"), aside(tmp_path / "site"):
        pass


def test_a_mounted_disk_is_refused_before_anything_is_built(site, monkeypatch):
    monkeypatch.setattr(Path, "is_mount", lambda path: path == site)
    with pytest.raises(PapershelfError, match=r"mounted disk.*let the site be a link"):
        fail(site, ValueError("built in vain"))
    assert said(site) == {"old"}


def test_where_there_is_no_room_is_named_not_what_was_copied(site):
    error = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "theme/bundle.js", None, "site.new/bundle.js")
    with pytest.raises(PapershelfError, match=r"^site\.new/bundle\.js: No space left on device; "):
        fail(site, error)


def test_a_file_in_the_place_of_the_site_is_refused_and_stays(tmp_path):
    (tmp_path / "site").write_text("mine", "utf-8")
    for _ in range(2):
        with pytest.raises(PapershelfError, match="is no folder, which the site would be"):
            fail(tmp_path / "site", ValueError("built in vain"))
    assert (tmp_path / "site").read_text("utf-8") == "mine"
    assert left(tmp_path / "site") == []


KILLED = """
import os, sys
from pathlib import Path
from generator.site import swap
from tests.unit.test_swap import write
if sys.argv[2] == "renames":
    swap._exchanged = lambda *_: False
    whole, swaps = Path.rename, []
    def rename(self, target):
        whole(self, target)
        os.kill(os.getpid(), 9)
    Path.rename = rename
with swap.aside(Path(sys.argv[1])) as fresh:
    write(fresh, "new")
    if sys.argv[2] == "block":
        os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("moment", ["block", "renames"])
def test_what_a_killed_build_leaves_is_mended_by_the_next_one(site, moment):
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", KILLED, str(site), moment], cwd=root, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert left(site)
    with pytest.raises(ValueError, match="broken"):
        fail(site, ValueError("broken"))
    assert said(site) == {"old"}
    assert left(site) == []


def test_a_read_only_site_is_refused_before_anything_is_built(site, monkeypatch):
    monkeypatch.setattr(swap.os, "access", lambda path, _mode: Path(path) != site)
    with pytest.raises(PapershelfError, match="is read-only and stays as it is"):
        fail(site, ValueError("built in vain"))
    assert said(site) == {"old"}


def test_a_reader_never_misses_the_site_while_it_is_swapped(site):
    """Where the system exchanges folders in one step: a site is there at any moment."""
    try:
        write(site.with_name("other"), "new")
        if not swap._exchanged(site.with_name("other"), site):
            pytest.skip("this system cannot exchange two folders in one step")
    finally:
        shutil.rmtree(site.with_name("other"), ignore_errors=True)
    seen: set[str] = set()
    reader = subprocess.Popen(
        [sys.executable, "-c", "import os,sys\nwhile not os.path.exists(sys.argv[2]): open(sys.argv[1]).close()",
         str(site / NAMES[0]), str(site.parent / "end")],
    )  # fmt: skip
    for number in range(50):
        with aside(site) as fresh:
            write(fresh, str(number))
        seen |= said(site)
    (site.parent / "end").touch()
    assert reader.wait(30) == 0
    assert seen == {str(number) for number in range(50)}
