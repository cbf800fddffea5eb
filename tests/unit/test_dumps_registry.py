"""What ``dumps.yml`` may say, what is a mistake in it, and YAML whose values know their lines."""

import hashlib
from pathlib import Path

import pytest

from generator.errors import ConfigurationError
from generator.model import Acknowledgement, Place
from generator.yaml_lines import compose, entries, items, load, text
from tests.dumping import DUMP, told, two_dumps, where


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return two_dumps(tmp_path)


# --- dumps.yml ------------------------------------------------------------------------------------------------------

GOOD = """\
dumps:
  - file: a.txt
    added: 2026-11-21
    source: https://huggingface.co/papers
    title:
acknowledge:
  - paper: "Sorting: Toy Bricks!"
    field: abstract
    because: it is right
    dumps: [a.txt]
"""


def test_the_registry_says_what_a_file_cannot(folder: Path) -> None:
    found = told(folder, GOOD)
    assert found.findings == ()
    assert (found.dumps[0].added, found.dumps[0].source) == ("2026-11-21", "https://huggingface.co/papers")
    assert found.dumps[1].added is None
    [known] = found.acknowledged
    place = Place("dumps.yml", 7)
    assert known == Acknowledgement(
        paper="sorting toy bricks", field="abstract", because="it is right", dumps=("a.txt",), place=place
    )


def test_the_registry_tells_the_names_of_fields(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("no,headline,body,notes\n1,Bricks,,We sort.\n", "utf-8")
    found = told(
        tmp_path, "dumps:\n  - file: a.csv\n    fields:\n      title: headline\n      abstract: [body, notes]\n"
    )
    assert [(record.title, record.abstract) for record in found.records] == [("Bricks", "We sort.")]
    assert found.findings == ()


def test_a_recorded_checksum_is_checked(folder: Path) -> None:
    right = hashlib.sha256(DUMP.encode()).hexdigest()
    wrong = hashlib.sha256(b"").hexdigest()
    found = told(folder, f"dumps:\n  - file: a.txt\n    sha256: {right}\n  - file: b.txt\n    sha256: {wrong}\n")
    assert where(found.findings) == [("PS007", "b.txt")]
    assert right in found.findings[0].what
    assert len(found.records) == 2


@pytest.mark.parametrize(
    ("yaml", "code", "line", "word"),
    [
        ("dumps:\n  - file: a.txt\n  - file: none.txt\n", "PS005", 3, "none.txt"),
        ("dumps:\n  - file: a.txt\n    colour: red\n", "PS006", 3, "colour"),
        ("dumps: []\n\nextra: 1\n", "PS006", 3, "extra"),
        ("dumps:\n  - file: a.txt\n    added: 2026-13-01\n", "PS006", 3, "added"),
        ("dumps:\n  - file: a.txt\n    added: 21.11.2026\n", "PS006", 3, "added"),
        ("dumps:\n  - file: a.txt\n    added: 20261121\n", "PS006", 3, "added"),
        ("dumps:\n  - file: a.txt\n    listed: Mar 14\n", "PS006", 3, "listed"),
        ("dumps:\n  - file: a.txt\n    sha256: abc\n", "PS006", 3, "sha256"),
        ("dumps:\n  - file: a.txt\n    source: javascript:alert(1)\n", "PS006", 3, "source"),
        ("dumps:\n  - file: a.txt\n    title: [a]\n", "PS006", 3, "title"),
        ("dumps:\n  - file: a.txt\n    title: A\n    title: B\n", "PS006", 4, "twice"),
        ("dumps:\n  - file: a.txt\n    fields: Name\n", "PS006", 3, "mapping"),
        ("dumps:\n  - file: a.txt\n    fields:\n      titel: Name\n", "PS006", 4, "titel"),
        ("dumps:\n  - file: a.txt\n    fields:\n      title:\n", "PS006", 4, "names no field"),
        ("dumps:\n  - file: a.txt\n    fields:\n      title: A\n      title: B\n", "PS006", 5, "twice"),
        ("dumps:\n  - file: a.txt\n    fields:\n      title: A\n", "PS014", 2, "daily-papers-spaced"),
        ("dumps:\n  - file: a.txt\n  - added: 2026-11-21\n    file: a.txt\n", "PS006", 3, "line 2"),
        ("dumps:\n  - title: A\n", "PS006", 2, "without a file"),
        ("dumps:\n  - file: ../a.txt\n", "PS006", 2, "path"),
        ("dumps:\n  file: a.txt\n", "PS006", 1, "no list"),
        ("- a.txt\n", "PS006", 1, "no mapping"),
        ("acknowledge:\n  - paper: A\n    field: colour\n    because: b\n", "PS006", 3, "colour"),
        ("acknowledge:\n  - paper: A\n    field: title\n", "PS006", 2, "because"),
    ],
)
def test_a_mistake_in_the_registry_is_a_finding_with_its_line(
    folder: Path, yaml: str, code: str, line: int, word: str
) -> None:
    found = told(folder, yaml)
    assert (code, f"dumps.yml:{line}") in where(found.findings)
    assert any(word in finding.what for finding in found.findings)
    assert len(found.records) == 2


def test_an_entry_of_another_shape_is_one_mistake(folder: Path) -> None:
    found = told(folder, "dumps:\n  - a.txt\nacknowledge:\n  - [a]\n")
    assert where(found.findings) == [("PS006", "dumps.yml:2"), ("PS006", "dumps.yml:4")]


@pytest.mark.parametrize(
    ("yaml", "word"),
    [
        ("dumps:\n  - file: ../x\n", "path"),
        ("acknowledge:\n  - paper: A\n    field: body\n    because: b\n", "neither"),
    ],
)
def test_a_bad_value_is_one_mistake_and_not_a_missing_one_too(folder: Path, yaml: str, word: str) -> None:
    [found] = told(folder, yaml).findings
    assert (found.code, word in found.what) == ("PS006", True)


def test_an_entry_with_one_bad_value_keeps_the_others(folder: Path) -> None:
    found = told(folder, "dumps:\n  - file: a.txt\n    added: soon\n    title: Bricks\n")
    assert found.dumps[0].title == "Bricks"


@pytest.mark.parametrize("yaml", ["", "# nothing yet\n", "dumps:\nacknowledge:\n"])
def test_an_empty_registry_is_fine(folder: Path, yaml: str) -> None:
    assert told(folder, yaml).findings == ()


@pytest.mark.parametrize(
    ("yaml", "line"),
    [
        ("dumps:\n  - file: a: b\n", 2),
        ("dumps: [\n\n", 3),
        ("a: 1\n\tb: 2\n", 2),
        ("a: 1\nb: \x01\n", 2),
        ("a: *b\n", 1),
    ],
)
def test_a_registry_that_is_no_yaml_stops_the_run_with_line_and_remedy(folder: Path, yaml: str, line: int) -> None:
    with pytest.raises(ConfigurationError, match=rf"{folder.name}/dumps\.yml:{line}: .*in quotes"):
        told(folder, yaml)


# --- YAML with lines ------------------------------------------------------------------------------------------------


def test_scalars_are_taken_as_written() -> None:
    root = compose("a: 2026-11-21\nb: yes\nc: 007\nd:\ne: [x, 1]\n", "x.yml")
    values = {entry.key: entry.value for entry in entries(root, "x.yml")}
    assert [text(values[key]) for key in "abcde"] == ["2026-11-21", "yes", "007", None, None]
    assert [text(item) for item in items(values["e"])] == ["x", "1"]


def test_entries_know_their_lines_and_a_repeated_key_is_kept() -> None:
    root = compose("a: 1\n\nb: 2\na: 3\n", "x.yml")
    assert [(entry.key, str(entry.place)) for entry in entries(root, "x.yml")] == [
        ("a", "x.yml:1"),
        ("b", "x.yml:3"),
        ("a", "x.yml:4"),
    ]


def test_a_configuration_that_is_not_utf_8_names_byte_and_line(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_bytes(b"a: 1\nb: \xe9\n")
    with pytest.raises(ConfigurationError, match=r"x\.yml:2: not UTF-8 \(byte 0xe9\)"):
        load(tmp_path / "x.yml")


def test_yaml_nested_without_end_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="nested too deeply"):
        compose("[" * 1500, "x.yml")
