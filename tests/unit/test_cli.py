"""The command line keeps its contract: what it writes, what it says, how it exits."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.findings import CATALOGUE
from tests.building import first_dumps
from tests.toys import BENCHMARKS as OTHER
from tests.toys import HEAD
from tests.toys import TESTING as PAPER


def papershelf(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="papershelf")


@pytest.fixture
def dump(tmp_path):
    """A function that writes a dump and returns its path."""

    def write(content: str | bytes, name: str = "dump.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_check_of_the_repository_passes(project, monkeypatch):
    monkeypatch.chdir(project.root)
    done = papershelf("check")
    assert done.exit_code == 0, done.output


def test_check_of_the_first_dumps_counts_them_and_knows_their_acknowledged_conflict(project, tmp_path):
    folder = first_dumps(project.dumps, tmp_path / "dumps")
    done = papershelf("check", *sorted(folder.glob("*.txt")))
    assert done.exit_code == 0, done.output
    assert "509 records, 422 papers" in done.output
    assert " PS302: " in done.output


def test_a_first_dump_that_nobody_can_read_is_told_and_stops_nothing(dump, tmp_path, monkeypatch):
    """There is no paper then, and no taxonomy that has words in it."""
    (tmp_path / "dumps").mkdir()
    dump("My notes\nbuy milk\n", "dumps/notes.txt")
    (tmp_path / "mkdocs.yml").write_text("site_name: Shelf\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    done = papershelf("check")
    assert done.exit_code == 1, done.output
    assert "dumps/notes.txt:1: error PS004" in done.stdout
    assert papershelf("export", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out/api/v1/papers.ndjson").read_bytes() == b""
    done = papershelf("add", dump(HEAD + PAPER, "good.txt"))
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--address", "foo"), "127.0.0.1:8000"),
        (("--address", "foo:8000"), "127.0.0.1:8000"),
        (("--address", "127.0.0.1:99999"), "up to 65535"),
        (("--theme", "nope"), "no theme has the slug 'nope'"),
    ],
)
def test_serve_says_what_it_cannot_serve_before_it_begins(project, monkeypatch, arguments, says):
    monkeypatch.chdir(project.root)
    done = papershelf("serve", *arguments)
    assert done.exit_code == 2
    assert says in done.output


def test_what_was_wrong_before_is_not_told_again_and_fails_nothing(dump, tmp_path):
    bad, worse = dump("words of no layout\n"), dump("", "worse.txt")
    (tmp_path / "known.json").write_text(CliRunner().invoke(main, ["check", str(bad), "--format", "json"]).stdout)
    known = ("--known", tmp_path / "known.json")
    assert papershelf("check", bad).exit_code == 1
    assert papershelf("check", bad, "--allow-rejected", *known).exit_code == 0
    done = papershelf("check", bad, worse, "--allow-rejected", *known)
    assert done.exit_code == 1
    assert "PS001" in done.stdout
    assert "PS004" not in done.stdout


def test_check_of_a_good_file_passes(dump):
    done = papershelf("check", dump(HEAD + PAPER + OTHER))
    assert done.exit_code == 0, done.output
    assert "2 papers" in done.output


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("", "PS001", 0),
        (b"\x00\x01\x02PK\x03\x04" * 50, "PS002", 0),
        (
            (HEAD + PAPER).encode() + "Caf\xe9 Reinforcement Learning\n\n".encode("latin-1") + OTHER.encode(),
            "PS003",
            7,
        ),
        ("just some words\nthat are no dump of any kind\n", "PS004", 0),
        (HEAD + PAPER + "A Title that Nobody wrote an Abstract for\n\n" + OTHER, "PS101", 7),
    ],
    ids=["empty", "binary", "latin-1", "unknown layout", "title without abstract"],
)
def test_check_names_code_file_and_line_and_fails(dump, content, code, line):
    path = dump(content)
    done = papershelf("check", path)
    assert done.exit_code == 1, done.output
    place = f"{path.name}:{line}: " if line else f"{path.name}"
    assert any(place in row and f" {code}: " in row for row in done.output.splitlines()), done.output
    assert CATALOGUE[code].remedy in done.output


def test_one_rejected_record_may_be_allowed(dump):
    path = dump(HEAD + PAPER + "A Title that Nobody wrote an Abstract for\n\n" + OTHER)
    assert papershelf("check", "--allow-rejected", path).exit_code == 0


def test_export_writes_the_api_of_another_folder_with_automatic_themes(tmp_path, dump):
    (tmp_path / "in").mkdir()
    dump(HEAD + PAPER + OTHER, "in/one.txt")
    done = papershelf("export", tmp_path / "out", "--dumps", tmp_path / "in")
    assert done.exit_code == 0, done.output
    api = tmp_path / "out" / "api" / "v1"
    papers = [json.loads(line) for line in (api / "papers.ndjson").read_text("utf-8").splitlines()]
    assert [paper["title"] for paper in papers] == [PAPER.splitlines()[0], OTHER.splitlines()[0]]
    assert all(theme["automatic"] for theme in json.loads((api / "themes.json").read_text("utf-8"))["themes"])


def test_a_folder_without_dumps_is_a_usage_error_with_a_remedy(tmp_path):
    (tmp_path / "in").mkdir()
    done = papershelf("export", tmp_path / "out", "--dumps", tmp_path / "in")
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert "dumps" in done.output


def test_outside_of_a_project_the_command_says_what_it_needs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = papershelf("check")
    assert done.exit_code == 2
    assert "mkdocs.yml" in done.output


def test_markdown_writes_pages_for_another_engine_with_what_people_wrote(tmp_path, dump, monkeypatch):
    (tmp_path / "dumps").mkdir()
    (tmp_path / "docs").mkdir()
    dump(HEAD + PAPER + OTHER, "dumps/one.txt")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    (tmp_path / "docs" / "about.md").write_text("# About\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    done = papershelf("markdown", tmp_path / "out")
    assert done.exit_code == 0, done.output
    pages = {path.parent.name for path in (tmp_path / "out" / "papers").glob("*/index.md")}
    assert pages == {"learning-to-test-command-lines", "a-benchmark-of-benchmarks-for-reading-dumps"}
    assert (tmp_path / "out" / "about.md").read_text("utf-8") == "# About\n"


def test_text_of_a_dump_cannot_steer_the_terminal(dump):
    path = dump(HEAD + PAPER + "A Title \x1b]0;owned\x07 that Nobody wrote an Abstract for\n\n" + OTHER)
    done = papershelf("check", path)
    assert "PS101" in done.output
    assert "owned" in done.output
    assert not {"\x1b", "\x07"} & set(done.output)


def test_a_taxonomy_that_is_no_yaml_is_named_with_its_line(tmp_path, project, monkeypatch):
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "one.txt").write_text(HEAD + PAPER + OTHER, "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    (tmp_path / "themes.yml").write_text("themes:\n\t- name: tabs\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    done = papershelf("check")
    assert done.exit_code == 1
    assert "themes.yml:2" in done.output
    assert "Usage" not in done.output
