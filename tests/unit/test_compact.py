"""A compact library says the same with fewer bytes: when it is compact, what its files hold, who reads them."""

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator import compact
from generator.cli import main
from generator.content import Site
from generator.delta import compare, of_folder
from generator.errors import ConfigurationError, PapershelfError
from generator.files import write_all
from generator.model import Library
from generator.outputs import api, citations, encode
from generator.project import Project
from generator.site.configured import compactness, configured


@pytest.mark.parametrize(("said", "few", "many"), [("auto", False, True), (True, True, True), (False, False, False)])
def test_it_is_compact_when_told_so_or_when_it_is_large(said, few, many):
    assert (compact.chosen(said, compact.FROM - 1), compact.chosen(said, compact.FROM)) == (few, many)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("", "auto"),
        ("extra: {accelerate: true}", "auto"),
        ("extra: {compact: auto}", "auto"),
        ("extra: {compact: true}", True),
        ("extra: {compact: false}", False),
        ("extra: {compact: !ENV [NOBODY_SETS_THIS, true]}", True),
    ],
)
def test_the_setting_is_read_the_same_way_with_mkdocs_and_without(settings, said, tmp_path: Path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\n{settings}\n", "utf-8")
    assert compactness(Project(tmp_path)) == said
    assert configured(Project(tmp_path)) == Site("x", "", said)


@pytest.mark.parametrize("value", ["'yes, please'", "1", "[true]", "null", "{}", "0"])
def test_a_setting_that_is_none_is_named_with_what_to_write(value, tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text(f"extra: {{compact: {value}}}\n", "utf-8")
    with pytest.raises(ConfigurationError, match=r"extra: compact: .*; write auto, true or false"):
        compactness(Project(tmp_path))


def test_a_configuration_that_is_no_yaml_is_named(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text("extra: {", "utf-8")
    with pytest.raises(ConfigurationError, match=r"mkdocs\.yml"):
        compactness(Project(tmp_path))


@pytest.mark.parametrize("command", ["build", "export", "markdown"])
def test_a_command_says_so_before_it_reads_a_dump(command, tmp_path: Path, monkeypatch):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nextra: {compact: large}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, [command, *([] if command == "build" else ["out"])])
    assert done.exit_code == 2
    assert "extra: compact: 'large' is no such setting; write auto, true or false" in done.output
    assert "reading the dumps" not in done.output


@given(st.binary(max_size=500))
def test_what_is_packed_is_the_content_and_nothing_of_the_moment(content):
    made = encode.packed(content)
    assert gzip.decompress(made) == content
    assert made[:8] == b"\x1f\x8b\x08\0\0\0\0\0"  # no name, no time
    assert made[9] == 255  # no system


@pytest.fixture(scope="module")
def full(real_library: Library) -> dict[str, bytes]:
    return {**dict(api.files(real_library)), **dict(citations.files(real_library))}


@pytest.fixture(scope="module")
def small(real_library: Library) -> dict[str, bytes]:
    made = (*api.files(real_library, compact=True), *citations.files(real_library, compact=True))
    return dict(made)


def test_the_api_has_the_same_papers_packed_and_its_index_names_the_files(full, small):
    index = json.loads(small["api/v1/index.json"])
    assert index["papers"] == ["papers.ndjson.gz"]
    assert {file["path"] for file in index["files"]} >= set(index["papers"])
    assert gzip.decompress(small["api/v1/papers.ndjson.gz"]) == full["api/v1/papers.ndjson"]
    assert len(small["api/v1/papers.ndjson.gz"]) * 3 < len(full["api/v1/papers.ndjson"])


def test_what_is_not_packed_in_the_api_is_the_same(full, small):
    apart = {"api/v1/index.json", "api/v1/papers.ndjson"}
    assert {path: body for path, body in full.items() if path.startswith("api/") and path not in apart} == {
        path: body for path, body in small.items() if path.startswith("api/") and path.removesuffix(".gz") not in apart
    }


def test_citations_of_the_site_and_the_themes_are_the_same_bibtex_packed(full, small):
    bibtex = {path: body for path, body in full.items() if path.endswith("papers.bib") and path[:6] != "dumps/"}
    packed = {path.removesuffix(".gz"): gzip.decompress(body) for path, body in small.items() if ".bib" in path}
    assert packed == bibtex
    assert not [path for path in small if path.endswith((".ris", ".csl.json"))]


@pytest.fixture
def exports(real_library: Library, tmp_path: Path) -> tuple[Path, Path]:
    """The same library, in full and compact."""
    for name, small in (("full", False), ("compact", True)):
        write_all(tmp_path / name, api.files(real_library, compact=small))
    return tmp_path / "full", tmp_path / "compact"


def test_a_library_that_became_compact_did_not_change(exports):
    base, head = map(of_folder, exports)
    assert base
    assert head
    assert not compare(base, head).harmful
    done = CliRunner().invoke(main, ["diff", *map(str, exports)])
    assert (done.exit_code, done.stdout.strip()) == (0, "nothing changed")


def test_papers_that_a_host_unpacked_on_the_way_are_read(exports):
    _, head = exports
    path = head / "api/v1/papers.ndjson.gz"
    path.write_bytes(gzip.decompress(path.read_bytes()))
    assert CliRunner().invoke(main, ["diff", *map(str, exports)]).stdout.strip() == "nothing changed"


@pytest.mark.parametrize("damage", [lambda body: body[:-100], lambda body: body[:500] + bytes(100) + body[600:]])
def test_a_damaged_file_of_papers_is_named(exports, damage):
    path = exports[1] / "api/v1/papers.ndjson.gz"
    path.write_bytes(damage(path.read_bytes()))
    done = CliRunner().invoke(main, ["diff", *map(str, exports)])
    assert (done.exit_code, "papers.ndjson.gz cannot be read" in done.output) == (2, True)


def test_a_line_that_unpacks_to_more_than_any_paper_is_refused(exports, monkeypatch):
    monkeypatch.setattr("generator.delta.exports.LONGEST", 1_000)
    export = of_folder(exports[1])
    assert export
    with pytest.raises(PapershelfError, match=r"a line unpacks to more than 1,000 bytes"):
        list(export.papers())
