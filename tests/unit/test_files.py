"""Files are written as a whole, where they belong, or it is said why not."""

import os
from pathlib import Path

import pytest

from generator.errors import PapershelfError
from generator.files import put, write_all


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
