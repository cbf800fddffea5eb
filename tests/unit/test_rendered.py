"""What was rendered of the same before is found again, of anything else it is rendered anew, and nothing is made up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import rendered as module
from generator.cache import Cache, Recipe
from generator.rendered import rendered

RECIPE = Recipe("papers", sources=("errors.py",))
PAGES = {f"page {number}".encode(): b"<html>" * 50 + f"text {number}".encode() * number for number in range(40)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def build(
    folder: Path,
    asked: dict[bytes, bytes],
    *common: bytes,
    recipe: Recipe = RECIPE,
    pages: dict[bytes, bytes] | None = None,
) -> tuple[Cache, int, int]:
    """Ask for some contents as a build does; return its cache, and how many were reused and made."""
    cache, pages = Cache(folder), pages or asked
    with rendered(cache, recipe, *common) as keep:
        assert {told: keep(told, lambda told=told: pages[told]) for told in asked} == asked
    return cache, cache.reused[recipe.stage], cache.made[recipe.stage]


def pack(folder: Path) -> Path:
    return folder / RECIPE.stage / module.NAME


def test_the_same_is_rendered_once(folder: Path) -> None:
    assert build(folder, PAGES)[1:] == (0, 40)
    assert build(folder, PAGES)[1:] == (40, 0)
    assert build(folder, PAGES)[1:] == (40, 0), "what was reused is handed on"


def test_one_that_is_made_of_something_else_is_rendered_anew_and_what_nobody_asks_for_is_dropped(folder: Path) -> None:
    build(folder, PAGES)
    fewer = {**dict(list(PAGES.items())[3:]), b"another": b"page"}
    assert build(folder, fewer)[1:] == (37, 1)
    assert build(folder, PAGES)[1:] == (37, 3)


@pytest.mark.parametrize("common", [(), (b"b",), (b"", b"a"), (b"a", b"")])
def test_what_all_have_in_common_counts(folder: Path, common: tuple[bytes, ...]) -> None:
    build(folder, PAGES, b"a")
    assert build(folder, PAGES, *common)[1:] == (0, 40)
    assert build(folder, PAGES, *common)[1:] == (40, 0)


def test_the_code_counts(folder: Path) -> None:
    build(folder, PAGES)
    assert build(folder, PAGES, recipe=Recipe("papers", sources=("slugs.py",)))[1:] == (0, 40)


def test_without_a_cache_all_is_made(folder: Path) -> None:
    for _ in range(2):
        with rendered(None, RECIPE) as keep:
            assert keep(b"a", lambda: b"made") == b"made"
    assert not folder.exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:10],
        lambda data: data[:-1],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: data[: len(data) // 2],
        lambda data: b"?" + data[1:],
        lambda data: data + data,
    ],
)
def test_a_pack_that_was_cut_or_changed_is_told_of_and_made_anew(
    folder: Path, damage: Callable[[bytes], bytes]
) -> None:
    build(folder, PAGES)
    whole = pack(folder).read_bytes()
    pack(folder).write_bytes(damage(whole))
    cache, _, _ = build(folder, PAGES)
    assert [trouble.partition("is cut or was changed")[1] != "" for trouble in cache.troubles] == [True]
    assert build(folder, PAGES)[1:] == (40, 0)


def test_no_changed_byte_is_ever_believed(folder: Path) -> None:
    few = dict(list(PAGES.items())[:4])
    build(folder, few)
    whole = pack(folder).read_bytes()
    for at in range(0, len(whole), 5):
        pack(folder).write_bytes(whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :])
        assert build(folder, few)[2] > 0, at  # which compares the contents, too


def test_a_stage_that_breaks_off_leaves_the_pack_as_it_was(folder: Path) -> None:
    build(folder, PAGES)
    before = pack(folder).read_bytes()
    with pytest.raises(KeyError):
        build(folder, {**PAGES, b"none": b""}, pages=PAGES)
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [module.NAME]
    assert pack(folder).read_bytes() == before


def test_a_folder_that_cannot_be_written_is_told_of_and_stops_nothing(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    cache, _, made = build(folder, PAGES)
    assert made == 40
    assert ["cannot be" in trouble for trouble in cache.troubles] == [True, True]


def test_a_full_disk_is_told_of_and_leaves_no_file_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module._New, "_write", full)
    cache, _, made = build(folder, PAGES)
    assert made == 40
    assert len(cache.troubles) == 1
    assert "No space left" in cache.troubles[0]
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_pack_is_removed_when_no_stage_uses_it(folder: Path) -> None:
    cache, _, _ = build(folder, PAGES)
    assert cache.prune() == 0
    assert Cache(folder).prune() == 1
    assert not pack(folder).exists()


def test_a_stage_without_contents_keeps_nothing(folder: Path) -> None:
    build(folder, PAGES)
    with rendered(Cache(folder), RECIPE):
        pass
    assert pack(folder).exists(), "a stage that asked for nothing may have had nothing to do"


@given(st.lists(st.lists(st.tuples(st.binary(max_size=3), st.binary(max_size=300)), max_size=6), max_size=3))
def test_whatever_is_kept_comes_back(
    tmp_path_factory: pytest.TempPathFactory, builds: list[list[tuple[bytes, bytes]]]
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    first: dict[bytes, bytes] = {}
    for asked in builds:
        for told, content in asked:
            first.setdefault(told, content)
        cache = Cache(folder)
        with rendered(cache, RECIPE) as keep:
            for told, _ in asked:
                assert keep(told, lambda told=told: first[told]) == first[told]
        assert cache.troubles == []
