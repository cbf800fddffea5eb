"""Records that say little or much: identifiers, titles without abstract, videos, renamed papers."""

import pytest

from generator.dedupe import deduplicate
from generator.dedupe.identify import canonical, claim, identifiers
from generator.model import Paper
from tests.deduping import ABSTRACT, OTHER, REWRITTEN, record, verdict

SPECIFIC = "Discount Schedules for Imitation Learning from Observation"


def lines(papers: list[Paper]) -> list[list[int]]:
    """Which lines became one paper."""
    return [[witness.place.line for witness in paper.witnesses] for paper in deduplicate(papers).papers]


# --- identifiers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("arxiv", "2501.00001"),
        ("arXiv", "2501.00001v12"),
        ("arxiv", "arXiv:2501.00001v2"),
        ("arxiv", "http://arxiv.org/abs/2501.00001v1"),
        ("arxiv", "https://export.arxiv.org/pdf/2501.00001.pdf"),
        ("doi", "10.48550/arXiv.2501.00001"),
        ("DOI", "https://doi.org/10.48550/ARXIV.2501.00001"),
    ],
)
def test_an_arxiv_identifier_has_one_form(scheme: str, value: str) -> None:
    assert canonical(scheme, value) == ("arxiv", "2501.00001")


@pytest.mark.parametrize(
    ("value", "form"), [("math.GT/0309136v1", "math/0309136"), ("hep-th/9901001", "hep-th/9901001")]
)
def test_an_old_arxiv_identifier_counts_without_its_subject_class(value: str, form: str) -> None:
    assert canonical("arxiv", value) == ("arxiv", form)


@pytest.mark.parametrize("value", ["10.1/ABC", "doi:10.1/abc", "https://dx.doi.org/10.1/Abc", "10.1/abc."])
def test_a_doi_counts_in_lower_case_and_without_its_address(value: str) -> None:
    assert canonical("doi", value) == ("doi", "10.1/abc")


def test_arxiv_speaks_before_doi_and_no_common_scheme_says_nothing() -> None:
    preprint, article = identifiers([("arxiv", "2501.1"), ("doi", "10.1/a")]), identifiers([("doi", "10.1/b")])
    assert claim(preprint, article) == "different"
    assert claim(preprint, identifiers([("arxiv", "2501.1v2"), ("doi", "10.1/b")])) == "same"
    assert claim(preprint, identifiers([("arxiv", "2501.2"), ("doi", "10.1/a")])) == "different"
    assert claim(identifiers([("arxiv", "2501.1")]), article) == "open"
    assert identifiers([("doi", " ")]) == ()


def test_a_shared_identifier_needs_an_author_where_nothing_else_is_in_common() -> None:
    one = record("Decision Trees", arxiv="2501.00001", authors=("Ada Lovelace",))
    assert verdict(one, record("Image Chips", OTHER, arxiv="2501.00001", authors=("A. Lovelace",))) == "same"
    assert verdict(one, record("Image Chips", OTHER, arxiv="2501.00001")) == "possible"


# --- without abstract -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("abstract", ["", "N/A", "No abstract available.", "Abstract missing"])
def test_a_specific_title_finds_its_paper_without_an_abstract(abstract: str) -> None:
    assert lines([record(SPECIFIC), record(SPECIFIC.upper(), abstract, line=2)]) == [[1, 2]]


@pytest.mark.parametrize(
    "title",
    ["Preface", "Introduction", "Guest Editorial", "Message from the General Chairs", "Plenary and Keynote Talks"],
)
@pytest.mark.parametrize("abstract", ["", ABSTRACT])
def test_front_matter_is_never_united_by_its_title(title: str, abstract: str) -> None:
    assert lines([record(title, abstract), record(title, "", line=2)]) == [[1], [2]]


def test_a_title_of_three_words_needs_an_author_in_common() -> None:
    title, ada, alan = "Adversarially Regularized Autoencoders", ("Ada Lovelace",), ("Alan Turing",)
    assert verdict(record(title), record(title, "")) == "possible"
    assert verdict(record(title, authors=ada), record(title, "", authors=ada)) == "same"
    assert verdict(record(title, authors=ada), record(title, "", authors=alan)) != "same"


def test_an_identifier_unites_what_a_short_title_does_not() -> None:
    assert lines([record("RedOne", arxiv="2501.1"), record("RedOne", "", arxiv="2501.1v2", line=2)]) == [[1, 2]]


def test_a_title_that_two_papers_have_unites_a_record_without_abstract_with_neither() -> None:
    papers = [record(SPECIFIC), record(SPECIFIC, OTHER, line=2), record(SPECIFIC, "", line=3)]
    assert lines(papers) == [[1], [2], [3]]
    assert len(deduplicate(papers).papers[2].possibly_same) == 2


def test_an_author_says_which_of_two_papers_a_title_means() -> None:
    ada, alan = ("Ada Lovelace",), ("Alan Turing",)
    papers = [
        record(SPECIFIC, authors=ada),
        record(SPECIFIC, OTHER, authors=alan, line=2),
        record(SPECIFIC, "", authors=alan, line=3),
    ]
    assert lines(papers) == [[1], [2, 3]]


def test_a_title_with_another_identifier_stays_another_paper() -> None:
    papers = [
        record(SPECIFIC, arxiv="2501.1"),
        record(SPECIFIC, "", arxiv="2501.2", line=2),
        record(SPECIFIC, "", line=3),
    ]
    assert lines(papers) == [[1], [2], [3]]


def test_a_near_title_without_abstract_is_possibly_the_same() -> None:
    assert verdict(record(f"{SPECIFIC}: A View"), record(SPECIFIC, "")) == "possible"
    assert verdict(record(f"{SPECIFIC}: Part II"), record(SPECIFIC, "")) == "different"


# --- what the abstract says of itself -------------------------------------------------------------------------------


def test_a_paper_and_its_video_stay_apart_even_with_nearly_one_abstract() -> None:
    video = "This video presents our agent. " + ABSTRACT
    assert verdict(record(SPECIFIC), record(SPECIFIC, video.replace("Nine tasks", "Ten of the tasks"))) == "possible"
    assert verdict(record(SPECIFIC, video), record(SPECIFIC, video[:-60])) == "same"


def test_other_authors_on_both_sides_ask_for_half_of_the_abstract() -> None:
    one = record(SPECIFIC, authors=("Ada Lovelace", "Alan Turing"))
    other = record(SPECIFIC, REWRITTEN, authors=("Ada Lovelace", "Grace Hopper"))
    assert verdict(one, other) == "possible"
    assert verdict(one, record(SPECIFIC, REWRITTEN, authors=("Ada Lovelace",))) == "same"


def test_a_renamed_paper_is_found_by_its_abstract_if_both_titles_fit_it() -> None:
    text = f"{ABSTRACT} {REWRITTEN}"
    old, new = "Observation Alone: Growing Discounts", "When to Reward an Agent that Learns"
    assert verdict(record(old, text), record(new, text)) == "same"
    assert verdict(record(old, text), record("A General Purpose Image Chip", text)) == "possible"
    strangers = record(old, text, authors=("Ada Lovelace",)), record(new, text, authors=("Alan Turing",))
    assert verdict(*strangers) == "possible"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Data and Multi-Step RL for Reasoning and Tool Use",
            "Data & Multi-Step Reinforcement Learning for Reasoning & Tool Use",
        ),
        ("Collaborating with Large LMs", "Collaborating with Large Language Models"),
    ],
)
def test_an_abbreviation_is_the_words_that_it_stands_for(one: str, other: str) -> None:
    assert verdict(record(one), record(other)) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Process Rewards with Process Labels", "Process Rewards without Process Labels"),
        ("Agents Do Learn from Observation", "Agents Do Not Learn from Observation"),
        ("Autonomous Hot Metal Carrier", "Autonomous Hot Metal Carrier - Video"),
    ],
)
def test_a_contrary_title_names_another_paper(one: str, other: str) -> None:
    assert verdict(record(one), record(other)) != "same"
