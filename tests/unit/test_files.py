"""Files are written as a whole, where they belong, or it is said why not."""

import os
from pathlib import Path

import pytest

from generator.errors import PapershelfError
from generator.files import put, remove_folder, replace_file, write_all


def test_folders_on_the_way_are_made_and_a_file_that_is_there_is_replaced(tmp_path: Path) -> None:
    for content in (b"longer than the next", b"short", b""):
        put(str(tmp_path / "a/b/c.html"), content)
        assert (tmp_path / "a/b/c.html").read_bytes() == content


def test_a_file_of_which_the_system_takes_a_part_at_a_time_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda number, content: whole(number, content[:3]))
    put(str(tmp_path / "file"), b"0123456789")
    assert (tmp_path / "file").read_bytes() == b"0123456789"


def test_a_full_disk_is_no_success(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space left"):
        put(str(tmp_path / "file"), b"0")


@pytest.mark.parametrize("name", ["../out", "a/../../out", "/out", "link/out"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link").symlink_to(tmp_path)
    with pytest.raises(PapershelfError, match="refused to write outside"):
        write_all(inside, [(name, b"x")])
    assert not (tmp_path / "out").exists()


def test_a_folder_goes_with_all_that_is_in_it_and_what_a_link_leads_to_stays(tmp_path: Path) -> None:
    folder, kept = tmp_path / "site", tmp_path / "kept/index.html"
    for name in ("index.html", "a/index.html", "a/more/index.html", "b/file", "index/index.html/index.html", "e/e/e"):
        put(str(folder / name), b"x")
    (folder / "empty").mkdir()
    put(str(kept), b"x")
    (folder / "link").symlink_to(kept.parent)
    (folder / "c").mkdir()
    (folder / "c/index.html").symlink_to(kept)
    remove_folder(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert kept.read_bytes() == b"x"


def test_a_link_to_a_folder_is_no_folder_to_remove(tmp_path: Path) -> None:
    put(str(tmp_path / "kept/a/index.html"), b"x")
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    with pytest.raises(OSError, match="symbolic link"):
        remove_folder(tmp_path / "link")
    assert (tmp_path / "kept/a/index.html").exists()


def test_what_cannot_be_removed_is_told_or_left_with_the_rest_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, folder = os.unlink, tmp_path / "site"

    def protected(path: str, **told: int) -> None:
        if Path(path).name == "protected":
            raise PermissionError(13, "Permission denied", path)
        whole(path, **told)

    for name in ("a/index.html", "b/protected", "c/index.html", "d/file"):
        put(str(folder / name), b"x")
    monkeypatch.setattr(os, "unlink", protected)
    with pytest.raises(PermissionError):
        remove_folder(folder)
    remove_folder(folder, ignore_errors=True)
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["protected"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        remove_folder(tmp_path / "site")


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_a_file_that_cannot_be_replaced_is_as_it_was_and_nothing_lies_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    def stopped(*_: object) -> None:
        raise stop

    (tmp_path / "dumps.yml").write_text("old", "utf-8")
    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises((KeyboardInterrupt, PapershelfError)):
        replace_file(tmp_path / "dumps.yml", b"new")
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("dumps.yml", "old")]
