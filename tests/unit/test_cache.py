"""What was made of the same input before is found again; of any other input, code or library it is made anew."""

import subprocess
import sys
from dataclasses import replace
from functools import partial
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from generator import cache as module
from generator import reuse, search
from generator.cache import Cache, Recipe, encoded
from generator.dumps import read_folder
from generator.facets import facets
from generator.library import build
from generator.model import Place, Record
from generator.normalise import normalise_all
from generator.outputs.citations.written import WRITING

RECIPE = Recipe("numbers", sources=("errors.py",), libraries=("numpy",))
DUMP = "Title: A study of {}\nAbstract: We study {} in depth, with care and with pleasure, and we find much.\n\n"


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def ask(cache: Cache, *inputs: bytes, recipe: Recipe = RECIPE, answer: int = 1) -> int:
    return cache.result(recipe, inputs, int, lambda: answer)


def files(cache: Cache) -> list[Path]:
    return sorted(cache.folder.glob("*/*.msgpack"))


def test_the_same_input_is_asked_once(kept: Cache) -> None:
    assert ask(kept, b"a", answer=1) == 1
    assert ask(Cache(kept.folder), b"a", answer=2) == 1


@pytest.mark.parametrize("inputs", [(b"b",), (b"a", b""), (b"", b"a"), ()])
def test_another_input_is_made_anew(kept: Cache, inputs: tuple[bytes, ...]) -> None:
    ask(kept, b"a", answer=1)
    assert ask(kept, *inputs, answer=2) == 2


def test_inputs_never_run_into_each_other(kept: Cache) -> None:
    ask(kept, b"ab", b"c", answer=1)
    assert ask(kept, b"a", b"bc", answer=2) == 2


def test_another_version_of_a_library_is_made_anew(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(kept, b"a", answer=1)
    module._fingerprint.cache_clear()
    monkeypatch.setattr(module, "version", lambda name: "99" if name == "numpy" else "1")
    assert ask(Cache(kept.folder), b"a", answer=2) == 2
    module._fingerprint.cache_clear()


@pytest.mark.parametrize(
    "recipe",
    [
        *(reuse.READING, reuse.NORMALISING, reuse.PROFILING, reuse.FACETS, reuse.TOKENS, reuse.RELATING, WRITING),
        *(reuse.PLACING, search.INDEXING, search.WORDS, search.FORMS, search.ACRONYMS),
    ],
    ids=lambda recipe: recipe.stage,
)
def test_every_source_and_every_library_of_a_stage_counts(
    recipe: Recipe, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copy = tmp_path / "generator"
    for path in module._files(recipe.sources):
        (copy / path.relative_to(module._HERE)).parent.mkdir(parents=True, exist_ok=True)
        (copy / path.relative_to(module._HERE)).write_bytes(path.read_bytes())
    fingerprint = module._fingerprint.__wrapped__
    before = fingerprint(recipe.sources, recipe.libraries)
    monkeypatch.setattr(module, "_HERE", copy)
    assert fingerprint(recipe.sources, recipe.libraries) == before
    for path in module._files(recipe.sources):
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        assert fingerprint(recipe.sources, recipe.libraries) != before, path
        path.write_bytes(content)
    for library in recipe.libraries:
        monkeypatch.setattr(module, "version", lambda name, changed=library: "99" if name == changed else "1")
        one = fingerprint(recipe.sources, recipe.libraries)
        monkeypatch.setattr(module, "version", lambda _: "1")
        assert fingerprint(recipe.sources, recipe.libraries) != one, library


@pytest.mark.parametrize(
    ("recipe", "entrance"),
    [
        (reuse.READING, "generator.dumps.reading"),
        (reuse.NORMALISING, "generator.normalise"),
        (reuse.PROFILING, "generator.dedupe.profile"),
        (reuse.FACETS, "generator.facets"),
        (reuse.TOKENS, "generator.similarity.tokenised"),
        (reuse.RELATING, "generator.related"),
        (reuse.PLACING, "generator.themes.assign, generator.themes.checks"),
        (WRITING, "generator.outputs.citations.written"),
    ],
    ids=["reading", "normalising", "profiling", "facets", "tokens", "relating", "placing", "writing"],
)
def test_a_stage_names_all_code_that_it_imports(recipe: Recipe, entrance: str) -> None:
    code = f"import sys; old = set(sys.modules); import {entrance}; print(*sorted(set(sys.modules) - old))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    covered = {path.relative_to(module._HERE).with_suffix("").as_posix() for path in module._files(recipe.sources)}
    own = {name.replace(".", "/").removeprefix("generator/") for name in loaded if name.startswith("generator.")}
    assert {name for name in own if name not in covered and f"{name}/__init__" not in covered} == set()
    owners = packages_distributions()
    third = {owner for name in loaded for owner in owners.get(name.partition(".")[0], ())}
    known = {name.lower() for name in (*recipe.libraries, "msgspec", "papershelf")}
    theirs = {"text-unidecode", "charset-normalizer", "typing_extensions"}  # of python-slugify, numpy and msgspec
    assert {name for name in map(str.lower, third) if name not in known} <= theirs


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data[:10], lambda _: b"", lambda data: data[:-1] + b"?"]
)
def test_a_file_that_is_cut_or_changed_is_told_of_and_made_anew(kept: Cache, damage) -> None:
    ask(kept, b"a", answer=1)
    (path,) = files(kept)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    again = Cache(kept.folder)
    assert ask(again, b"a", answer=1) == 1
    assert "is cut or was changed" in again.troubles[0]
    assert path.name in again.troubles[0]
    assert path.read_bytes() == whole


def test_a_file_that_took_the_place_of_another_is_told_of_and_made_anew(kept: Cache) -> None:
    ask(kept, b"a", answer=1)
    (first,) = files(kept)
    ask(kept, b"b", answer=2)
    (second,) = set(files(kept)) - {first}
    second.write_bytes(first.read_bytes())
    again = Cache(kept.folder)
    assert ask(again, b"b", answer=2) == 2
    assert "is cut or was changed" in again.troubles[0]


def test_a_whole_file_of_something_else_is_told_of_and_made_anew(kept: Cache) -> None:
    kept.result(RECIPE, (b"a",), str, lambda: "text")
    again = Cache(kept.folder)
    assert ask(again, b"a", answer=1) == 1
    assert "does not hold what it should" in again.troubles[0]


def test_a_folder_that_cannot_be_written_is_told_of_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    cache = Cache(tmp_path / "cache")
    assert ask(cache, b"a", answer=1) == 1
    assert "cannot be" in cache.troubles[0]


def test_a_full_disk_leaves_no_file_behind(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert ask(kept, b"a", answer=1) == 1
    assert [path for path in kept.folder.rglob("*") if path.is_file()] == []
    assert "No space left" in kept.troubles[0]


def test_a_build_that_is_stopped_while_it_writes_leaves_no_file_behind(
    kept: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        ask(kept, b"a")
    assert [path for path in kept.folder.rglob("*") if path.is_file()] == []


def test_what_was_made_of_something_else_is_not_kept(kept: Cache) -> None:
    kept.result(RECIPE, (b"a",), int, lambda: 1, sound=lambda _: False)
    assert files(kept) == []


def test_what_a_run_did_not_use_is_removed(kept: Cache) -> None:
    ask(kept, b"a")
    ask(kept, b"b")
    later = Cache(kept.folder)
    ask(later, b"b")
    assert later.prune() == 1
    assert len(files(kept)) == 1


def test_what_a_killed_build_was_writing_is_removed_and_what_cannot_be_is_told(kept: Cache) -> None:
    ask(kept, b"a")
    stage = kept.folder / RECIPE.stage
    (stage / "half.new").write_bytes(b"x")
    (stage / "folder.msgpack").mkdir()
    assert kept.prune() == 1
    assert {path.name for path in stage.iterdir()} == {files(kept)[0].name, "folder.msgpack"}
    assert ["folder.msgpack cannot be removed" in trouble for trouble in kept.troubles] == [True]


def test_half_a_character_is_no_obstacle(kept: Cache) -> None:
    record = Record(dump="d", place=Place("d", 1), position=1, lines=1, title="\ud800 title", abstract="of half a sign")
    assert encoded("\ud800") != encoded("\ud801")
    assert reuse.normalised([record], cache=kept) == normalise_all([record])


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    folder = tmp_path / "dumps"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text("".join(DUMP.format(*[f"{name} {number}"] * 2) for number in range(3)))
    return folder


def counts(cache: Cache) -> tuple[int, int]:
    """Return how many results were reused and made; tokens, which automatic themes ask for too, apart."""
    return cache.reused.total() - cache.reused["tokens"], cache.made.total() - cache.made["tokens"]


def test_a_library_from_the_cache_is_the_library(kept: Cache, dumps: Path) -> None:
    first, again = kept, Cache(kept.folder)
    plain = build(dumps)
    assert build(dumps, cache=first) == plain
    assert build(dumps, cache=again) == plain
    assert counts(first) == (0, 10)
    assert counts(again) == (10, 0)
    assert again.made["tokens"] == 0


def test_another_dump_leaves_the_others_kept(kept: Cache, dumps: Path) -> None:
    build(dumps, cache=kept)
    (dumps / "zoo.txt").write_text(DUMP.format("zoos", "them"))
    later = Cache(kept.folder)
    assert build(dumps, cache=later) == build(dumps)
    assert counts(later) == (8, 6)


def test_facets_from_the_cache_are_those_of_the_text(kept: Cache, dumps: Path) -> None:
    (dumps / "one.txt").write_text(DUMP.format("code", "it. Our code is available at https://github.com/a/b. It"))
    build(dumps, cache=kept)
    papers = build(dumps, cache=Cache(kept.folder)).papers
    assert [paper.facets for paper in papers] == [facets(replace(paper, facets=None)) for paper in papers]
    assert papers[0].facets
    assert papers[0].facets.code


def test_related_papers_from_the_cache_are_those_of_these_papers_and_themes(
    kept: Cache, dumps: Path, tmp_path: Path
) -> None:
    themes = tmp_path / "themes.yml"
    for told in ("Studies", "Depths", "Studies"):
        themes.write_text(f"themes:\n  - name: {told}\n    slug: one\n    scope: {told} of much\n", "utf-8")
        cache = Cache(kept.folder)
        assert build(dumps, themes, cache=cache) == build(dumps, themes)
        assert cache.made["related"] + cache.reused["related"] == 1
    assert cache.reused["related"] == 1  # the first themes again


THEMES = "themes:\n  - name: Studies\n    slug: one\n    scope: Studies of much\n"


@pytest.mark.parametrize(
    ("themes", "told"),
    [
        (THEMES + "    exemplars: [Nobody wrote this]\n", ["PS403"]),
        (THEMES + "    exemplars: [A study of one 1]\n", []),
        ("# a line more\n" + THEMES + "    exemplars: [Nobody wrote this]\n", ["PS403"]),
        (THEMES + "    pins: [A study of two 2]\n", []),
        (THEMES + THEMES.removeprefix("themes:\n").replace("one", "two"), ["PS406"]),
    ],
    ids=["a missing exemplar", "an exemplar", "its line", "a pin", "another theme"],
)
def test_placements_from_the_cache_are_those_of_this_taxonomy(
    kept: Cache, dumps: Path, tmp_path: Path, themes: str, told: list[str]
) -> None:
    file = tmp_path / "themes.yml"
    for text in (THEMES, themes, themes):
        file.write_text(text, "utf-8")
        cache = Cache(kept.folder)
        library = build(dumps, file, cache=cache)
        plain = build(dumps, file)
        assert (library.placements, library.findings) == (plain.placements, plain.findings)
        assert cache.made["placements"] + cache.reused["placements"] == 1
    assert cache.reused["placements"] == 1
    assert set(told) <= {finding.code for finding in library.findings}


def test_placements_that_are_reused_keep_their_tokens(kept: Cache, dumps: Path, tmp_path: Path) -> None:
    file = tmp_path / "themes.yml"
    file.write_text(THEMES, "utf-8")
    build(dumps, file, cache=kept)
    again = Cache(kept.folder)
    build(dumps, file, cache=again)
    assert (again.made.total(), again.reused["tokens"], again.prune()) == (0, 0, 0)
    assert kept.used("tokens") == again.used("tokens") != ()


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "two.txt").write_text((folder / "two.txt").read_text().replace("two 1", "two one")),
        lambda folder: (folder / "two.txt").rename(folder / "twofold.txt"),
        lambda folder: (folder / "dumps.yml").write_text("dumps:\n  - file: two.txt\n    listed: 2026-11-21\n"),
        lambda folder: (folder / "dumps.yml").write_text("dumps:\n  - file: two.txt\n    title: Another name\n"),
        lambda folder: (folder / "dumps.yml").write_text("dumps:\n  - file: two.txt\n    sha256: " + "0" * 64 + "\n"),
    ],
    ids=["a word", "a file's name", "its day", "its title", "its checksum"],
)
def test_each_change_of_the_input_is_seen(kept: Cache, dumps: Path, change) -> None:
    before = build(dumps, cache=kept)
    change(dumps)
    after = build(dumps, cache=Cache(kept.folder))
    assert after == build(dumps)
    assert after != before


def test_a_dump_that_changes_while_it_is_read_is_not_kept(kept: Cache, dumps: Path, monkeypatch) -> None:
    def written_to(path: Path) -> str:
        return "0" * 64 if path.name == "one.txt" else digest(path)

    digest = reuse._digest
    monkeypatch.setattr(reuse, "_digest", written_to)
    read_folder(dumps, read=partial(reuse.read, cache=kept))
    assert len(files(kept)) == 1
