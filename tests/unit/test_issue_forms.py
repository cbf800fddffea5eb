"""The forms for readers: filled in by the page of a paper, and each says which edit answers it, in words that work."""

import json
import re
from pathlib import Path

import pytest
import yaml

from generator.dumps import registry
from generator.library import gather
from generator.themes import taxonomy
from tests.toys import BENCHMARKS, HEAD, TESTING

ROOT = Path(__file__).resolve().parents[2]
FORMS = sorted(path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
KINDS = ["broken-text", "dead-link", "missing-link", "same-paper-twice", "wrong-theme"]


def form(path: Path) -> dict:
    return yaml.safe_load(path.read_text("utf-8"))


def snippets(path: Path, language: str) -> list[str]:
    text = "\n".join(part["attributes"].get("value", "") for part in form(path)["body"])
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_there_is_a_form_for_each_kind_of_mistake_and_pages_offer_them_all():
    assert [path.stem for path in FORMS] == KINDS
    page = (ROOT / "overrides/partials/wrong.html").read_text("utf-8")
    assert sorted(set(re.findall(r'"([a-z]+(?:-[a-z]+)+)", "', page))) == KINDS


@pytest.mark.parametrize("path", FORMS, ids=KINDS)
def test_a_form_is_one_that_the_host_takes(path):
    told = form(path)
    assert {"name", "description", "body"} <= set(told) <= {"name", "description", "body", "labels"}
    fields = [part for part in told["body"] if part["type"] != "markdown"]
    ids = [part["id"] for part in fields]
    assert ids[0] == "paper", "the page of a paper fills it in by this name"
    assert fields[0]["type"] == "input"
    assert fields[0]["validations"] == {"required": True}
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("[a-z]+", each) for each in ids)
    for part in told["body"]:
        assert part["type"] in ("input", "textarea", "dropdown", "markdown")
        assert part["attributes"].get("label") or part["type"] == "markdown"


@pytest.mark.parametrize("path", FORMS, ids=KINDS)
def test_the_edit_that_answers_a_form_is_written_as_its_file_wants_it(path):
    found = snippets(path, "yaml")
    assert found, "each form says which edit of which file answers it"
    for text in found:
        file = text.splitlines()[0].removeprefix("# ")
        assert file in ("themes.yml", "dumps/dumps.yml")
        if file == "themes.yml":
            assert not taxonomy.loads(text).findings
        else:
            assert not registry.interpret(yaml.compose(text)).findings


def test_the_answer_to_a_missing_link_gives_the_paper_its_link(tmp_path):
    """As the forms tell it: a line in a dump of corrections, and an entry that says which paper it is about."""
    path = ROOT / ".github/ISSUE_TEMPLATE/missing-link.yml"
    [line], [entry] = snippets(path, "json"), snippets(path, "yaml")
    assert snippets(path.with_name("dead-link.yml"), "json") == [line]
    title, slug = "Learning to Test Command Lines", "learning-to-test-command-lines"
    told = {**json.loads(line), "title": title}
    (tmp_path / "000.txt").write_text(HEAD + TESTING + BENCHMARKS, "utf-8")
    before = gather(tmp_path)
    (tmp_path / "corrections.jsonl").write_text(json.dumps(told) + "\n", "utf-8")
    edit = entry.replace("folding-maps", slug).replace("dumps:\n", "dumps:\n  - file: 000.txt\n")
    (tmp_path / "dumps.yml").write_text(edit, "utf-8")
    after = gather(tmp_path)
    assert [paper.slug for paper in after.papers] == [paper.slug for paper in before.papers]
    paper = next(each for each in after.papers if each.slug == slug)
    assert [(link.url, link.kind) for link in paper.links] == [("https://github.com/toys/maps", "code")]
    assert paper.abstract == next(each for each in before.papers if each.slug == slug).abstract
