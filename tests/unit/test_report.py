"""What `check` says in each format, whatever the findings hold."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator import report
from generator.cli import main
from generator.findings import finding
from generator.model import Library, Place

TITLE = "A Title: 100%, and\r\n::error::more \x1b[31m that Nobody wrote an Abstract for"


def library(*findings) -> Library:
    return Library(dumps=(), papers=(), themes=(), placements=(), related=(), findings=findings)


def test_an_annotation_names_file_line_and_code():
    found = finding("PS101", Place("dumps/a.txt", 7), "a title without an abstract", remedy="add it")
    assert report.annotation(found) == (
        "::warning file=dumps/a.txt,line=7,title=PS101 title without abstract::a title without an abstract (add it)"
    )


def test_an_annotation_of_a_whole_file_has_no_line():
    assert report.annotation(finding("PS001", Place("a.txt"), "x")).startswith("::error file=a.txt,title=PS001")


def test_an_info_is_a_notice():
    assert report.annotation(finding("PS107", Place("a.txt"), "x")).startswith("::notice ")


@pytest.mark.parametrize(
    ("text", "data", "value"),
    [
        ("50%", "50%25", "50%25"),
        ("a\nb\r", "a%0Ab%0D", "a%0Ab%0D"),
        ("a: b, c", "a: b, c", "a%3A b%2C c"),
        ("%0A", "%250A", "%250A"),
        ("\x1b[0m", "\ufffd[0m", "\ufffd[0m"),
    ],
)
def test_workflow_commands_are_escaped_as_the_runner_reads_them(text, data, value):
    assert report.workflow_command("error", text, title=text) == f"::error title={value}::{data}"


@given(st.text(), st.text(min_size=1))
def test_no_text_breaks_out_of_its_annotation(what, file):
    line = report.annotation(finding("PS101", Place(file, 1), what))
    assert line.isprintable()
    head, _, _ = line.removeprefix("::warning ").partition("::")
    assert [part.partition("=")[0] for part in head.split(",")] == ["file", "line", "title"]


@pytest.mark.parametrize("form", report.FORMATS)
def test_a_dump_says_nothing_to_the_terminal_or_the_workflow(tmp_path, form):
    path = tmp_path / "a.txt"
    path.write_text(
        f"Subscribe\n\nA title\n\nAn abstract of one sentence. And another one, to be sure.\n\n{TITLE}\n", "utf-8"
    )
    done = CliRunner().invoke(main, ["check", "--format", form, str(path)])
    assert done.exit_code == 1
    assert "\x1b" not in done.stdout
    assert "\n::error::more" not in done.stdout


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.json", '[{"title": "A title", "abstract": "We count."}, {"abstract": "Nobody named it."}]'),
        ("a.xml", "<rss><channel><item><title>A title</title></item><item></item></channel></rss>"),
    ],
)
def test_a_rejected_entry_that_shares_its_line_with_another_fails_unless_allowed(tmp_path, file, text):
    path = tmp_path / file
    path.write_text(text, "utf-8")
    assert "PS110" in CliRunner().invoke(main, ["check", str(path)]).stdout
    assert CliRunner().invoke(main, ["check", str(path)]).exit_code == 1
    assert CliRunner().invoke(main, ["check", "--allow-rejected", str(path)]).exit_code == 0


def test_the_json_has_the_documented_shape():
    told = json.loads(
        report.findings(library(finding("PS003", Place("a.txt", 2), "x", remedy="y")), "json", failed=True)
    )
    assert told == {
        "version": "1",
        "ok": False,
        "summary": {"dumps": 0, "papers": 0, "records": 0, "rejected": 0, "themes": 0},
        "counts": {"error": 1, "info": 0, "warning": 0},
        "findings": [
            {
                "code": "PS003",
                "file": "a.txt",
                "fixable": True,
                "line": 2,
                "remedy": "y",
                "severity": "error",
                "what": "x",
            }
        ],
    }


@pytest.mark.parametrize("form", report.FORMATS)
def test_a_configuration_that_is_no_yaml_is_told_in_every_format(tmp_path, monkeypatch, form):
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "dumps.yml").write_text("dumps: [\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["check", "--format", form])
    assert done.exit_code == 1
    assert "not readable as YAML" in done.stdout
    if form == "json":
        assert json.loads(done.stdout)["ok"] is False
    if form == "github":
        assert done.stdout.startswith("::error ")


def test_a_terminal_is_told_every_error_and_warning_but_few_infos_of_a_kind():
    """Of ten thousand papers hundreds have a finding about which there is nothing to do; JSON has them all."""
    place = [Place("a.txt", at) for at in range(1, 41)]
    kinds = (("PS104", place), ("PS201", place[:5]), ("PS206", place))
    found = library(*(finding(code, each, "x", remedy="y") for code, places in kinds for each in places))
    told = report.findings(found, "text", failed=False).splitlines()
    assert [sum(f" {code}: x" in each for each in told) for code, _ in kinds] == [5, 5, 40]
    assert told[-2:] == [
        "a.txt: info PS104: 35 more like these (`--format json` has all)",
        "0 errors, 40 warnings, 45 info",
    ]
    assert len(json.loads(report.findings(found, "json", failed=False))["findings"]) == 85
    assert report.findings(found, "github", failed=False).count("::notice") == 45
