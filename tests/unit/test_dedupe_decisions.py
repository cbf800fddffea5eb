"""Decisions of people: which records are one paper whatever the texts say, and which never are."""

import pytest

from generator.dedupe import Deduplicated, deduplicate
from generator.model import Decision, Paper, Place, title_key
from tests.deduping import ABSTRACT, OTHER, REWRITTEN, record

TITLE = "Discount Schedules for Imitation Learning"
RENAMED = "Growing Rewards"


def decision(*papers: str, same: bool, line: int = 5) -> Decision:
    return Decision(same=same, papers=papers, because="looked at both", place=Place("dumps.yml", line))


def lines(result: Deduplicated) -> list[list[int]]:
    return [[witness.place.line for witness in paper.witnesses] for paper in result.papers]


def codes(result: Deduplicated) -> list[tuple[str, int]]:
    return [(found.code, found.place.line) for found in result.findings if found.code in ("PS303", "PS305", "PS306")]


def test_same_unites_what_no_evidence_would() -> None:
    papers = [record(TITLE), record(RENAMED, OTHER, line=2)]
    assert lines(deduplicate(papers)) == [[1], [2]]
    result = deduplicate(papers, decisions=[decision(title_key(TITLE), title_key(RENAMED), same=True)])
    assert lines(result) == [[1, 2]]
    assert codes(result) == []


def test_same_outvotes_identifiers_and_rules() -> None:
    papers = [record("RedOne", arxiv="2501.1"), record("RedOne 2.0", OTHER, arxiv="2501.2", line=2)]
    assert lines(deduplicate(papers, decisions=[decision("redone", "redone-2-0", same=True)])) == [[1, 2]]


def test_different_parts_what_the_texts_unite() -> None:
    papers = [record(TITLE), record(f"{TITLE}: A View", line=2)]
    assert lines(deduplicate(papers)) == [[1, 2]]
    told = decision(title_key(TITLE), title_key(papers[1].title), same=False)
    result = deduplicate(papers, decisions=[told])
    assert lines(result) == [[1], [2]]
    assert codes(result) == []


def test_different_holds_through_a_third_record() -> None:
    titles = (TITLE, f"{TITLE}: A View", f"The {TITLE}")
    papers = [record(title, line=line) for line, title in enumerate(titles, 1)]
    told = decision(title_key(titles[0]), title_key(titles[1]), same=False)
    found = lines(deduplicate(papers, decisions=[told]))
    assert sorted(map(len, found)) == [1, 2]
    assert [1, 2] not in found


def test_what_is_said_to_be_different_is_no_longer_possibly_the_same() -> None:
    papers = [record(TITLE), record(TITLE, OTHER, line=2)]
    first, second = deduplicate(papers).papers
    assert first.possibly_same == (second.slug,)
    result = deduplicate(papers, decisions=[decision(first.slug, second.slug, same=False)])
    assert [paper.possibly_same for paper in result.papers] == [(), ()]
    assert codes(result) == []


def test_a_slug_with_a_number_names_the_second_paper_of_a_title() -> None:
    papers = [record(TITLE), record(TITLE, OTHER, line=2)]
    first, second = deduplicate(papers).papers
    result = deduplicate(papers, decisions=[decision(first.slug, second.slug, same=True)])
    assert lines(result) == [[1, 2]]


def test_a_record_that_resembles_one_of_two_papers_said_to_be_the_same_joins_them() -> None:
    papers = [record("RedOne"), record("RedOne 2.0", OTHER, line=2), record("RedOne", ABSTRACT + " More.", line=3)]
    assert lines(deduplicate(papers, decisions=[decision("redone", "redone 2 0", same=True)])) == [[1, 2, 3]]


@pytest.mark.parametrize("same", [True, False])
def test_a_decision_about_nobody_is_reported_where_it_stands(*, same: bool) -> None:
    papers = [record(TITLE), record(RENAMED, OTHER, line=2)]
    result = deduplicate(papers, decisions=[decision(title_key(TITLE), "no such paper", same=same)])
    assert lines(result) == [[1], [2]]
    assert codes(result) == [("PS305", 5)]


@pytest.mark.parametrize(
    "papers",
    [
        [record(TITLE), record(RENAMED, OTHER, line=2)],
        [record(TITLE), record(RENAMED, OTHER, line=2), record(TITLE, REWRITTEN, line=3)],
    ],
)
def test_decisions_that_contradict_each_other_are_an_error_at_the_one_that_is_ignored(papers: list[Paper]) -> None:
    names = title_key(TITLE), title_key(RENAMED)
    told = [decision(*names, same=True), decision(*names, same=False, line=9)]
    result = deduplicate(papers, decisions=told)
    assert len(result.papers) == 1
    assert codes(result) == [("PS306", 9)]
    assert [found.what for found in result.findings if found.code == "PS306"] == [
        "papers that are said to be different are one by an entry of same"
    ]


def test_records_with_one_text_cannot_be_told_apart() -> None:
    papers = [record(TITLE), record(TITLE.upper(), line=2), record(f"{TITLE}!", line=3)]
    told = decision(title_key(TITLE), "discount-schedules-for-imitation-learning", same=False)
    result = deduplicate(papers, decisions=[told])
    assert lines(result) == [[1, 2, 3]]
    assert codes(result) == [("PS306", 5)]
    assert any("have the same title and the same abstract" in found.what for found in result.findings)
