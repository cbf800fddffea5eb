"""Merge: what a merged paper shows, and what it tells of its witnesses."""

from dataclasses import replace
from typing import Literal

import pytest

from generator.dedupe import deduplicate
from generator.dedupe.disagree import Text, disagreement
from generator.model import Acknowledgement, Link, Paper, Place, title_key
from tests.deduping import ABSTRACT, OTHER, record

TITLE = "Discount Schedules for Imitation Learning"
GOOD = Link(url="https://huggingface.co/x/y", kind="model")
BAD = Link(url="https://huggingface.host/x/y", kind="other", trusted=False, note="looks like huggingface.co")


def with_link(dump: str, link: Link) -> Paper:
    flags = () if link.trusted else ("look-alike-link",)
    return record(TITLE, f"{ABSTRACT} See {link.url} for more.", dump=dump, links=(link,), line=7, flags=flags)


def looked_at(title: str, field: Literal["title", "abstract"] = "abstract") -> Acknowledgement:
    return Acknowledgement(paper=title_key(title), field=field, because="looked at it", place=Place("dumps.yml", 3))


def test_the_majority_is_shown_whoever_came_first() -> None:
    result = deduplicate([with_link("a", BAD), with_link("b", GOOD), with_link("c", GOOD)])
    (paper,) = result.papers
    assert paper.links == (GOOD,)
    assert paper.dumps == ("a", "b", "c")
    assert [(variant.field, variant.dumps) for variant in paper.variants] == [("abstract", ("a",))]
    assert BAD.url in paper.variants[0].text
    assert BAD.url not in paper.abstract
    assert paper.flags == ("conflict",)


def test_a_dump_that_has_a_paper_twice_has_one_vote() -> None:
    (paper,) = deduplicate([with_link("a", BAD), with_link("a", BAD), with_link("b", GOOD)]).papers
    assert paper.links == (GOOD,)


@pytest.mark.parametrize(
    "papers", [[with_link("a", BAD), with_link("b", GOOD)], [with_link("a", GOOD), with_link("b", BAD)]]
)
def test_at_a_tie_the_text_with_trusted_links_is_shown(papers: list[Paper]) -> None:
    (paper,) = deduplicate(papers).papers
    assert paper.links == (GOOD,)


def test_a_finished_text_is_a_witness_against_a_link_that_another_dump_appends() -> None:
    appended = record(TITLE, f"{ABSTRACT} Get the models at {GOOD.url}.", dump="c", links=(GOOD,))
    result = deduplicate([record(TITLE, dump="a"), record(TITLE, dump="b"), appended])
    assert result.papers[0].abstract == ABSTRACT
    assert result.papers[0].links == ()
    assert [conflict.why for conflict in result.conflicts] == [
        "the links differ: none in the text shown, huggingface.co/x/y in the other"
    ]


def test_a_finished_text_is_outvoted_by_none_that_says_more_but_loses_a_tie_to_it() -> None:
    more = f"{ABSTRACT} We also discuss what this means for agents in games."
    three = deduplicate([record(TITLE, dump="a"), record(TITLE, dump="b"), record(TITLE, more, dump="c")])
    assert three.papers[0].abstract == ABSTRACT
    two = deduplicate([record(TITLE, dump="a"), record(TITLE, more, dump="c")])
    assert two.papers[0].abstract == more
    assert three.conflicts == two.conflicts == ()


def test_a_cut_text_votes_for_the_whole_one_and_is_no_conflict() -> None:
    papers = [
        record(TITLE, ABSTRACT[:200] + "…", dump="a"),
        record(TITLE, ABSTRACT[:200] + "…", dump="b"),
        record(TITLE, dump="c"),
    ]
    result = deduplicate(papers)
    assert result.papers[0].abstract == ABSTRACT
    assert [variant.dumps for variant in result.papers[0].variants] == [("a", "b")]
    assert result.conflicts == ()


def test_typography_is_no_variant_and_the_more_frequent_spelling_is_shown() -> None:
    papers = [
        record("un^2CLIP for all", dump="a"),
        record(r"un\(^2\)CLIP for all", dump="b"),
        record(r"un\(^2\)CLIP for all", dump="c"),
    ]
    (paper,) = deduplicate(papers).papers
    assert paper.title == r"un\(^2\)CLIP for all"
    assert paper.key == title_key("un^2CLIP for all")
    assert paper.variants == ()


def test_a_conflict_is_an_error_at_the_first_deviating_witness() -> None:
    result = deduplicate([with_link("a", BAD), with_link("b", GOOD), with_link("c", GOOD)])
    (conflict,) = result.conflicts
    assert (conflict.paper, conflict.field, conflict.dumps, conflict.acknowledged) == (
        title_key(TITLE),
        "abstract",
        ("b", "c"),
        False,
    )
    (finding,) = result.findings
    assert (finding.code, finding.place) == ("PS301", Place("a.txt", 7))
    assert "huggingface.host" in finding.what


def test_a_conflict_names_the_address_of_its_own_paper_where_another_has_the_same_title() -> None:
    result = deduplicate([record(TITLE, OTHER, dump="a"), with_link("b", BAD), with_link("c", GOOD)])
    first, second = result.papers
    assert first.key == second.key
    assert [conflict.slug for conflict in result.conflicts] == [second.slug]


def test_an_acknowledged_conflict_is_told_without_alarm() -> None:
    result = deduplicate([with_link("a", BAD), with_link("b", GOOD)], acknowledged=[looked_at(TITLE)])
    assert result.conflicts[0].acknowledged
    assert [(finding.code, finding.place) for finding in result.findings] == [("PS302", Place("a.txt", 7))]


@pytest.mark.parametrize(
    ("dumps", "later", "code"),
    [
        (("a.txt",), [], "PS302"),
        (("a.txt",), [with_link("d", BAD)], "PS301"),
        (("a.txt", "d.txt"), [with_link("d", BAD)], "PS302"),
        ((), [with_link("d", BAD)], "PS302"),
    ],
)
def test_a_dump_that_nobody_looked_at_opens_an_acknowledged_conflict_again(
    dumps: tuple[str, ...], later: list[Paper], code: str
) -> None:
    papers = [with_link("a", BAD), with_link("b", GOOD), with_link("c", GOOD), with_link("e", GOOD), *later]
    result = deduplicate(papers, acknowledged=[replace(looked_at(TITLE), dumps=dumps)])
    assert [found.code for found in result.findings if found.code.startswith("PS30")] == [code]
    assert result.conflicts[0].acknowledged == (code == "PS302")


def test_findings_name_papers_by_titles_dumps_by_files_and_stay_a_sentence() -> None:
    endless = "On " + "very " * 1000 + "long titles"
    address = "https://example.org/" + "folder/" * 30
    papers = [
        record(
            endless,
            f"{ABSTRACT} See {address}{end}.",
            dump=dump,
            links=(Link(url=address + end, kind="other"),),
            line=line,
        )
        for dump, end, line in (("a", "one", 3), ("b", "two", 3))
    ]
    (disputed,) = deduplicate(papers).findings
    assert disputed.code == "PS301"
    assert disputed.what.startswith("“On very very")
    assert "in b.txt" in disputed.what
    assert "folder/one in the text shown" in disputed.what
    assert "folder/two in the other" in disputed.what
    (doubted,) = deduplicate([record(endless, line=3), record(endless, OTHER, line=9)]).findings
    assert doubted.code == "PS303"
    assert all(len(finding.what) <= 250 for finding in (disputed, doubted))


@pytest.mark.parametrize("entry", [looked_at("Another Paper"), looked_at(TITLE, "title")])
def test_an_acknowledgement_without_a_conflict_is_reported_where_it_stands(entry: Acknowledgement) -> None:
    result = deduplicate([with_link("a", BAD), with_link("b", GOOD)], acknowledged=[entry])
    assert [(finding.code, finding.place) for finding in result.findings] == [
        ("PS301", Place("a.txt", 7)),
        ("PS304", Place("dumps.yml", 3)),
    ]


def test_the_same_paper_twice_in_one_dump_is_reported_with_both_lines() -> None:
    result = deduplicate([record(TITLE, line=3), record(TITLE, line=9)])
    (finding,) = result.findings
    assert (finding.code, finding.place) == ("PS104", Place("one.txt", 9))
    assert "line 3" in finding.what


def test_possibly_the_same_papers_name_each_other() -> None:
    title = "Towards Understanding the Limitations of Value Models"
    result = deduplicate([record(title, line=3), record(title, OTHER, line=9)])
    first, second = result.papers
    assert first.possibly_same == (second.slug,)
    assert second.possibly_same == (first.slug,)
    assert [(finding.code, finding.place) for finding in result.findings] == [("PS303", Place("one.txt", 9))]


def test_identifiers_and_authors_of_all_witnesses_are_kept() -> None:
    papers = [record(TITLE, doi="10.1/x"), record(TITLE, arxiv="2501.00001", authors=("Ada Lovelace",), dump="two")]
    (paper,) = deduplicate(papers).papers
    assert paper.identifiers == (("arxiv", "2501.00001"), ("doi", "10.1/x"))
    assert paper.authors == ("Ada Lovelace",)


def test_nothing_makes_nothing() -> None:
    assert deduplicate([]).papers == ()


@pytest.mark.parametrize(
    ("shown", "other", "why"),
    [
        ("It takes 1,000 steps", "It takes 1000 steps", ""),
        ("We gain 3.5 points on the suite", "We gain 3.50 points on the suite", ""),
        ("We gain 3.5 points on the suite", "We gain 35 points on the suite", "numbers"),
        (
            "We show that the discount matters in all of the tasks",
            "We show that the discount matters in each of the tasks",
            "",
        ),
        ("We show that the discount matters", "Here a new view of growing discounts is taken", "words"),
        ("We show that the discount matters a lot", "We show that the discount mat...", ""),
    ],
)
def test_a_conflict_is_a_difference_that_misleads(shown: str, other: str, why: str) -> None:
    found = disagreement(Text(shown), Text(other))
    assert (why in found) if why else found == ""


# --- facts ----------------------------------------------------------------------------------------------------------


def test_authors_are_those_of_the_majority_of_the_dumps_that_name_some() -> None:
    one, other = ("Ada Lovelace", "Alan Turing"), ("Ada Lovelace", "Grace Hopper", "Edsger Dijkstra")
    papers = [record(TITLE, dump=dump, authors=names) for dump, names in (("a", other), ("b", one), ("c", one))]
    (paper,) = deduplicate([*papers, *(record(TITLE, dump=dump) for dump in "defg")]).papers
    assert paper.authors == one


def test_a_shortened_list_of_authors_counts_for_the_whole_one() -> None:
    short, whole = ("A. Lovelace",), ("Lovelace, Ada", "Turing, Alan")
    papers = [record(TITLE, dump=dump, authors=names) for dump, names in (("a", short), ("b", short), ("c", whole))]
    assert deduplicate(papers).papers[0].authors == whole


def test_full_names_are_shown_rather_than_initials() -> None:
    papers = [record(TITLE, dump="a", authors=("A. Lovelace",)), record(TITLE, dump="b", authors=("Ada Lovelace",))]
    assert deduplicate(papers).papers[0].authors == ("Ada Lovelace",)


def test_the_year_is_that_of_the_majority_then_of_the_first() -> None:
    years = {"a": None, "b": 2023, "c": 2024, "d": 2024}
    papers = [replace(record(TITLE, dump=dump), year=year) for dump, year in years.items()]
    assert deduplicate(papers).papers[0].year == 2024
    assert deduplicate(papers[:3]).papers[0].year == 2023


def test_of_each_scheme_one_identifier_is_kept_without_version() -> None:
    papers = [
        record(TITLE, dump="a", arxiv="2501.00001v3", doi="10.1/Preprint"),
        record(TITLE, dump="b", arxiv="2501.00001", doi="10.1/article"),
        record(TITLE, dump="c", doi="10.1/ARTICLE"),
    ]
    assert deduplicate(papers).papers[0].identifiers == (("arxiv", "2501.00001"), ("doi", "10.1/article"))
    assert deduplicate(papers[:1]).papers[0].identifiers[0] == ("arxiv", "2501.00001")


def test_records_without_abstract_have_no_vote_on_it() -> None:
    papers = [record(TITLE, "", dump="a"), record(TITLE, "No abstract available.", dump="b"), record(TITLE, dump="c")]
    (paper,) = deduplicate(papers).papers
    assert paper.abstract == ABSTRACT
    assert paper.variants == ()


def test_an_address_in_a_field_of_its_own_is_kept_and_is_no_conflict() -> None:
    field = Link(url="https://github.com/x/y", kind="code")
    result = deduplicate([record(TITLE, dump="a"), record(TITLE, dump="b", links=(field,)), record(TITLE, dump="c")])
    assert result.papers[0].links == (field,)
    assert result.conflicts == ()
