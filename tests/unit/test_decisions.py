"""What people decide in dumps.yml holds: same, different, taken back; and whom it names is checked."""

import json
from pathlib import Path

import pytest

from generator.library import build, gather
from generator.model import Decision, Library, Place
from generator.outputs import api
from tests.toys import BENCHMARKS as B
from tests.toys import HEAD
from tests.toys import TESTING as A

RENAMED = A.replace("Learning to Test Command Lines", "Learning to Test Command Lines: Runs and Readings")
SHOWN = "Learning to Test Command Lines: Runs and Readings"
FIRST, SECOND = "learning-to-test-command-lines", "a-benchmark-of-benchmarks-for-reading-dumps"
LATER = "learning-to-test-command-lines-runs-and-readings"


@pytest.fixture
def told(tmp_path: Path):
    """A function that gives the Library of two dumps and what dumps.yml says besides."""
    dumps = tmp_path / "dumps"
    dumps.mkdir()
    (dumps / "one.txt").write_text(HEAD + A + B, "utf-8")
    (dumps / "two.txt").write_text(HEAD + RENAMED, "utf-8")

    def gathered(yaml: str) -> Library:
        (dumps / "dumps.yml").write_text(yaml, "utf-8")
        return gather(dumps)

    return gathered


def slugs(library: Library) -> list[str]:
    return [paper.slug for paper in library.papers]


def where(library: Library) -> list[tuple[str, str]]:
    return [(found.code, str(found.place)) for found in library.findings if found.code.startswith(("PS006", "PS30"))]


def test_without_a_decision_the_evidence_decides(told):
    found = told("")
    assert slugs(found) == [FIRST, SECOND]
    assert found.redirects == ((LATER, FIRST),)


@pytest.mark.parametrize(
    "names", [(FIRST, SECOND), ("Learning to TEST command lines!", SECOND), ("one.txt:3", "one.txt:7")]
)
def test_same_makes_one_paper_whatever_the_evidence(told, names):
    found = told(f'same:\n  - papers: ["{names[0]}", "{names[1]}"]\n    because: x\n')
    assert slugs(found) == [FIRST]
    assert dict(found.redirects) == {SECOND: FIRST, LATER: FIRST}


def test_different_makes_two_papers_whatever_the_evidence(told):
    found = told('different:\n  - papers: ["one.txt:3", "two.txt:3"]\n    because: x\n')
    assert slugs(found) == [FIRST, SECOND, LATER]
    assert all(paper.possibly_same == () for paper in found.papers)
    assert found.redirects == ()


def test_a_decision_that_names_nobody_is_a_warning_with_its_line(told):
    found = told(f"same:\n  - because: x\n    papers: [{FIRST}, nobody-at-all]\n")
    assert where(found) == [("PS305", "dumps.yml:2")]
    assert "nobody-at-all" in next(each.what for each in found.findings if each.code == "PS305")


def test_decisions_that_contradict_each_other_are_an_error(told):
    pair = f"[{FIRST}, {SECOND}]"
    found = told(f"same:\n  - papers: {pair}\n    because: x\ndifferent:\n  - papers: {pair}\n    because: y\n")
    assert ("PS306", "dumps.yml:5") in where(found)
    assert slugs(found) == [FIRST], "the one that makes them the same holds"


@pytest.mark.parametrize(
    ("yaml", "line", "word"),
    [
        ("same:\n  - papers: [a]\n    because: x\n", 2, "fewer than two"),
        ("same:\n  - papers: [a, a]\n    because: x\n", 2, "fewer than two"),
        ("same:\n  - papers: a\n    because: x\n", 2, "no list"),
        ("same:\n  - papers: [a, [b]]\n    because: x\n", 2, "no text"),
        ("same:\n  - papers: [a, b]\n", 2, "without because"),
        ("different:\n  - papers: [a, b]\n    because: x\n    why: y\n", 4, "unknown key"),
        ("retired:\n  - paper: a\n", 2, "without because"),
        ("retired:\n  - because: a\n", 2, "retirement of nothing"),
        ("retired:\n  - paper: A title\n    because: x\n", 2, "no slug"),
        ("retired:\n  - paper: a\n    to: ../b\n    because: x\n", 3, "no slug"),
        ("retired:\n  - paper: a\n    to: a\n    because: x\n", 2, "another one"),
        ("retired:\n  - paper: a\n    because: x\n  - paper: a\n    because: y\n", 4, "line 2"),
        ("retired: a\n", 1, "no list"),
    ],
)
def test_a_mistake_is_a_finding_with_its_line(told, yaml, line, word):
    found = told(yaml)
    assert ("PS006", f"dumps.yml:{line}") in where(found)
    assert any(word in each.what for each in found.findings)
    assert slugs(found) == [FIRST, SECOND]


def test_a_retired_paper_is_nowhere_and_any_of_its_addresses_names_it(told):
    for name in (FIRST, LATER):
        found = told(f"retired:\n  - paper: {name}\n    because: asked\n")
        assert slugs(found) == [SECOND]
        [back] = found.retired
        assert (back.slug, back.title, back.url) == (FIRST, SHOWN, f"papers/{FIRST}/")
        assert found.redirects == ((LATER, FIRST),)
        assert where(found) == []


def test_a_retired_paper_may_lead_to_another_one(told):
    found = told(f"retired:\n  - paper: {FIRST}\n    to: {SECOND}\n    because: asked\n")
    assert (slugs(found), found.retired) == ([SECOND], ())
    assert dict(found.redirects) == {FIRST: SECOND, LATER: SECOND}


@pytest.mark.parametrize("target", ["nobody", LATER])
def test_a_retirement_that_leads_nowhere_keeps_its_page(told, target):
    found = told(f"retired:\n  - paper: {FIRST}\n    to: {target}\n    because: asked\n")
    assert ("PS308", "dumps.yml:2") in where(found)
    assert [one.slug for one in found.retired] == [FIRST]


def test_papers_that_lead_to_each_other_keep_pages(told):
    entries = "".join(
        f"  - paper: {one}\n    to: {other}\n    because: x\n" for one, other in ((FIRST, SECOND), (SECOND, FIRST))
    )
    found = told("retired:\n" + entries)
    assert {one.slug for one in found.retired} == {FIRST, SECOND}
    assert [code for code, _ in where(found)] == ["PS308", "PS308"]


def test_a_retirement_of_nobody_keeps_a_page_and_is_a_warning(told):
    found = told("retired:\n  - paper: never-was\n    because: x\n")
    assert where(found) == [("PS307", "dumps.yml:2")]
    assert [one.slug for one in found.retired] == ["never-was"]


def test_a_retirement_of_nobody_that_names_a_successor_still_leads_to_it(told):
    found = told(f"retired:\n  - paper: never-was\n    to: {FIRST}\n    because: x\n")
    (finding,) = [each for each in found.findings if each.code == "PS307"]
    assert finding.what.endswith(f"it leads to {FIRST} none the less")
    assert ("never-was", FIRST) in found.redirects


def test_an_address_that_went_with_a_dump_is_reserved(told):
    found = told(f"retired:\n  - paper: {SECOND}\n    dump: gone.txt\n    because: x\n")
    assert slugs(found) == [FIRST, f"{SECOND}-2"]
    assert [one.slug for one in found.retired] == [SECOND]
    assert where(found) == []


def test_a_dump_that_is_there_cannot_be_gone(told):
    found = told("retired:\n  - dump: one.txt\n    because: x\n")
    assert where(found) == [("PS307", "dumps.yml:2")]
    assert found.retired_dumps == ()


def test_a_conflict_of_a_retired_paper_is_nobodys_business(tmp_path, told):
    other = RENAMED.replace("several programs", "https://example.org/x and 7 programs")
    (tmp_path / "dumps" / "two.txt").write_text(HEAD + other, "utf-8")
    assert [code for code, _ in where(told(""))] == ["PS301"]
    found = told(f"retired:\n  - paper: {FIRST}\n    because: x\n")
    assert where(found) == []
    assert found.conflicts == ()


def test_the_api_knows_what_was_taken_back(tmp_path, told):
    told(
        f"retired:\n  - paper: {FIRST}\n    because: asked\n  - dump: gone.txt\n    title: Gone\n    because: made up\n"
    )
    files = dict(api.files(build(tmp_path / "dumps")))
    assert json.loads(files["api/v1/retired.json"]) == [
        {"because": "asked", "title": SHOWN, "url": f"papers/{FIRST}/"},
        {"because": "made up", "title": "Gone", "url": "dumps/gone/"},
    ]
    rest = b"".join(body for path, body in files.items() if "retired" not in path and "redirects" not in path)
    assert FIRST.encode() not in rest


def test_a_decision_travels_as_a_record(tmp_path):
    from generator.dumps import registry

    path = tmp_path / "dumps.yml"
    path.write_text("same:\n  - papers: [a-slug, A Title!, one.txt:3]\n    because: x\n", "utf-8")
    assert registry.load(path).decisions == (
        Decision(same=True, papers=("a-slug", "a title", "one.txt:3"), because="x", place=Place("dumps.yml", 2)),
    )
