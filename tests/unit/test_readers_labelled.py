"""Listings with labels: what they say is read for what it is, and no label ever becomes part of a title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dumps import read_files
from generator.model import Finding, Record, Rejected
from generator.readers import Origin, reader_of
from generator.readers.base import Part
from generator.readers.daily_papers import COMPACT, SPACED
from generator.readers.labelled import LABELLED
from generator.readers.labels import label_of, listing_of
from generator.readers.names import look_like_names
from generator.readers.weekly import WEEKLY
from tests.reading import lines_of, records_in, told

LADLES = ("Ladles", "Ladles pour soup. We measure how.")
FORKS = ("Forks", "Forks are met on roads. We count them.")
BOTH = [LADLES, FORKS]


def parts_of(text: str) -> list[Part]:
    lines = lines_of(text)
    reader = reader_of(lines)
    assert reader is not None, "no reader knows the text"
    parts = list(reader.read(lines, Origin("toy", "toy.txt")))
    assert sum(part.lines for part in parts if not isinstance(part, Finding)) == sum(not line.blank for line in lines)
    return parts


def papers_in(parts: list[Part]) -> list[tuple[str, str]]:
    return [(record.title, record.abstract) for record in records_in(parts)]


def read(text: str) -> list[Record]:
    """Return the records of a text of which nothing is wrong."""
    parts = parts_of(text)
    assert told(parts) == []
    return records_in(parts)


FULL = """\
Title: Ladles
Authors: Ada Lovelace, Bob Bell
Published: 2024-01-02
URL: https://arxiv.org/abs/2401.00001v2
Summary: Ladles pour soup. We measure how.
Comments: 12 pages, code at https://github.com/a/ladles
---
Title: Forks
Authors: Cy Young
Published: 2023-05-06
URL: https://example.org/forks
Summary: Forks are met on roads. We count them.
Comments: 3 pages
---
"""


def test_each_label_says_what_the_name_of_a_field_says() -> None:
    first, second = read(FULL)
    assert [(record.title, record.abstract) for record in (first, second)] == BOTH
    assert (first.authors, first.year) == (("Ada Lovelace", "Bob Bell"), 2024)
    assert first.identifiers == (("arxiv", "2401.00001"),)
    assert first.addresses == ("https://github.com/a/ladles",)
    assert (first.place.line, first.abstract_lines, first.lines) == (1, (5,), 6)
    assert (second.authors, second.year) == (("Cy Young",), 2023)
    assert (second.identifiers, second.addresses) == ((), ("https://example.org/forks",))


def test_only_what_has_the_labels_of_the_weekly_export_is_called_one(tmp_path) -> None:
    path = tmp_path / "toy.txt"
    path.write_text(FULL, "utf-8")
    [dump] = read_files([path]).dumps
    assert (dump.layout, dump.title) == (LABELLED.name, "toy")
    path.write_text("Title: A\nPDF: https://arxiv.org/pdf/2401.00001\nSummary: We do.\n---\n", "utf-8")
    [dump] = read_files([path]).dumps
    assert (dump.layout, dump.title) == (WEEKLY.name, "Daily Papers, toy")


WRITTEN = {
    "without rules": "Title: Ladles|Author: X Y|Abstract: {}||Title: Forks|Author: Y Z|Abstract: {}|",
    "without blank lines": "Title: Ladles|Author: X Y|Abstract: {}|Title: Forks|Author: Y Z|Abstract: {}|",
    "in another order": "Abstract: {}|Date: 2020|Title: Ladles||Abstract: {}|Date: 2021|Title: Forks|",
    "in different orders": "Title: Ladles|Abstract: {}|Date: 2020||Date: 2021|Abstract: {}|Title: Forks|",
    "in capitals": "TITLE: Ladles|AUTHORS: X Y|ABSTRACT: {}||TITLE: Forks|AUTHORS: Y Z|ABSTRACT: {}|",
    "in small letters": "title: Ladles|authors: X Y|abstract: {}|---|title: Forks|authors: Y Z|abstract: {}|",
    "with blanks before the colon": "Title   : Ladles|Authors : X Y|Abstract: {}|====|Title   : Forks|Abstract: {}|",
    "on a line of their own": "Title:|Ladles|Authors:|X Y|Abstract:|{}|Year:|2020||Title:|Forks|Abstract:|{}|",
    "as Markdown": (
        "1. **Title:** Ladles|   **Authors:** X Y|   **Abstract:** {}||2. **Title:** Forks|   **Abstract:** {}|"
    ),
    "as bullets": "- Title: Ladles|- Author: X Y|- Abstract: {}||- Title: Forks|- Abstract: {}|",
    "under numbers": "Paper 1|Title: Ladles|Abstract: {}||Paper 2|Title: Forks|Abstract: {}|",
    "with blank lines between": "Title: Ladles||Author: X Y||Abstract: {}||Title: Forks||Author: Y Z||Abstract: {}|",
    "with a label that nobody knows": (
        "Title: Ladles|Mood: merry|Abstract: {}|Taste: 3||Title: Forks|Mood: sad|Abstract: {}|Taste: 4|"
    ),
    "with what pages do not show": (
        "Title: Ladles|Subjects: Soup (cs.SP)|TL;DR: We pour.|Abstract: {}|Keywords: a, b|Upvotes: 3|"
        "|Title: Forks|Categories: cs.FK|Abstract: {}|ACM-class: F.1|Report-no: 7|"
    ),
    "with two abstracts": (
        "Title: Ladles|Summary: We pour.|Abstract: {}|---|Title: Forks|Abstract: {}|Summary: Roads.|---|"
    ),
    "with names below": "Title: Ladles|Ada Lovelace, Bob Bell|Abstract: {}||Title: Forks|Cy Young|Abstract: {}|",
    "without a label for abstracts": "Title: Ladles|Author: X Y||{}||Title: Forks|Author: Y Z||{}|",
    "below a page's header": "Daily Papers||Mar 14||Title: Ladles|Abstract: {}||Title: Forks|Abstract: {}|",
    "without a label for titles": (
        "Ladles|Author: X Y|Abstract: {}|Link: https://a.example||Forks|Author: Y Z|Abstract: {}|Link: https://b.example|"
    ),
    "without that and blank lines": "Ladles|Author: X Y|Abstract: {}|Forks|Author: Y Z|Abstract: {}|",
    "without that, spaced": "Ladles||Author: X Y||Abstract: {}||Forks||Author: Y Z||Abstract: {}|",
    "without that, numbered": "1. Ladles|Author: X Y|Abstract: {}||2. Forks|Author: Y Z|Abstract: {}|",
    "without that, with an address": "Ladles|https://a.example|Abstract: {}||Forks|https://b.example|Abstract: {}|",
    "without that, as headings": "## Ladles|**Authors:** X Y|**Abstract:** {}||## Forks|**Abstract:** {}|",
    "without that, in bold": "**Ladles**|*Authors*: X Y|*Abstract*: {}||**Forks**|*Abstract*: {}|",
    "with no label but that of authors": "Ladles|Author: X Y|{}||Forks|Author: Y Z|{}|",
    "with no label but that of abstracts": "Ladles|Abstract: {}||Forks|Abstract: {}|",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_labels_may_be_written_in_many_ways(text: str) -> None:
    records = read(text.replace("|", "\n").format(LADLES[1], FORKS[1]))
    assert [(record.title, record.abstract) for record in records] == BOTH


def test_a_header_above_labels_says_what_it_says_above_others(tmp_path) -> None:
    path = tmp_path / "toy.txt"
    path.write_text("Daily Papers\n\nMar 14\n\n" + FULL, "utf-8")
    [dump] = read_files([path]).dumps
    assert (dump.layout, dump.title, dump.listed) == (LABELLED.name, "Daily Papers, 14 March", "Mar 14")


LISTING = """\
[1] arXiv:2503.06001 [pdf, html, other]
Title: Ladles
Ada Lovelace, Bob Bell
Comments: 12 pages
Subjects: Machine Learning (cs.LG); Artificial Intelligence (cs.AI)
Ladles pour soup. We measure how.

[2] arXiv:2503.06002v2 (cross-list from cs.CL) [pdf, other]
Title: Forks
the Fork Collaboration
Journal-ref: Journal of Forks 3
Subjects: Robotics (cs.RO)
Forks are met on roads. We count them.
"""


@pytest.mark.parametrize("above", ["", "Showing new listings for Friday, 7 March 2025\nTotal of 2 entries\n\n"])
@pytest.mark.parametrize("join", ["\n", "\n\n"])
def test_a_listing_of_arxiv_gives_title_names_identifier_and_abstract(above: str, join: str) -> None:
    text = above + LISTING.replace(")\nLadles", f"){join}Ladles").replace(")\nForks", f"){join}Forks")
    first, second = read(text)
    assert [(record.title, record.abstract) for record in (first, second)] == BOTH
    assert [record.authors for record in (first, second)] == [("Ada Lovelace", "Bob Bell"), ("the Fork Collaboration",)]
    assert [record.identifiers for record in (first, second)] == [
        (("arxiv", "2503.06001"),),
        (("arxiv", "2503.06002"),),
    ]
    assert second.venue == "Journal of Forks 3"


def test_a_listing_may_be_wrapped_and_its_abstracts_begin_with_a_word_and_a_colon() -> None:
    [record] = read(
        "[7] arXiv:2503.06001 [pdf]\nTitle: A Long Title on Ladles, Spoons, Forks, and\nKnives\nAda Lovelace, Bob Bell,"
        "\nCy Young\nSubjects: Machine Learning (cs.LG); Artificial\nIntelligence (cs.AI)\nLadles: they pour. We"
        "\nask how.\n"
    )
    assert record.title == "A Long Title on Ladles, Spoons, Forks, and\nKnives"
    assert record.authors == ("Ada Lovelace", "Bob Bell", "Cy Young")
    assert record.abstract == "Ladles: they pour. We\nask how."


def test_a_listing_without_abstracts_gives_papers_without_abstract() -> None:
    text = "\n".join(line for line in LISTING.split("\n") if not line.startswith(("Ladles pour", "Forks are")))
    assert [(record.title, record.abstract) for record in read(text)] == [("Ladles", ""), ("Forks", "")]


ABSTRACTS = (
    "We ask why. Results: we find nine.",
    "Background: Soup is poured.\nMethods: We pour it.\nResults: 12 of 40 spill.\nConclusions: Ladles spill.",
    "BACKGROUND: Soup.\nSubjects: Forty cooks took part.\nRESULTS: Nine spill.\nSummary: Ladles spill.",
    "We call the remarks of cooks\nComments: they say what is wrong.",
    "Ladles are tools. They are ruled by\ncode: laws that cooks know.",
    "Ladles pour.\nCode: pour the soup first, then count what was spilled.",
    "Ladles pour.\nData: we count 40 soups.",
    "Ladles pour.\n\nOur contribution: a second paragraph of it.",
)


@pytest.mark.parametrize("abstract", ABSTRACTS)
@pytest.mark.parametrize(
    "text", ["Title: A\nAuthors: X Y\nAbstract: {}\nURL: https://a.example\n", "A\nAuthors: X Y\nAbstract: {}\n"]
)
def test_words_with_a_colon_stay_in_the_abstract(abstract: str, text: str) -> None:
    [record] = read(text.format(abstract))
    assert record.abstract == abstract.replace("\n\n", "\n")


@pytest.mark.parametrize(
    "title",
    [
        "Ladles: A Study",
        "A Title That Is Long Enough to Be Wrapped at the End of\nLine: What Follows",
        "Learning from\nData: A Survey",
        "Ladles\n  Spoons: A Study",
        "Authors and Titles",
    ],
)
def test_words_with_a_colon_stay_in_the_title(title: str) -> None:
    [record] = read(f"Title: {title}\nAuthors: X Y\nAbstract: We do it.\n")
    assert record.title == "\n".join(line.strip() for line in title.split("\n"))


@pytest.mark.parametrize("title", ["Ladles: A Study", "Data: Past and Present", "Summary Statistics"])
def test_a_title_without_a_label_may_hold_a_colon(title: str) -> None:
    paper = f"{title}\nAuthors: X Y\nAbstract: We do it.\nLink: https://a.example\n"
    assert [record.title for record in read(paper * 3)] == [title] * 3


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Title: Ladles\nMood: merry\nAbstract: We do it.\n", 1),
        ("Title: Ladles Authors: Ada Lovelace\nAbstract: We do it.\n", 1),
        ("Title: Ladles, DOI: 10.1234/ladles\nAbstract: We do it.\n", 1),
        ("Title: Ladles\n\nWho knows what this is\n\nAbstract: We do it.\n", 1),
        (
            "[1] arXiv:2503.06001 [pdf]\nTitle: Ladles\nnobody's name\nwho knows\nComments: 1 page\nWe do. We did.\n",
            1,
        ),
    ],
)
def test_no_paper_is_made_of_what_is_not_sure(text: str, line: int) -> None:
    parts = parts_of(f"{text}---\nTitle: Forks\nAuthors: X Y\nAbstract: We count.\n---\n")
    assert papers_in(parts) == [("Forks", "We count.")]
    assert told(parts) == [("PS116", line)]


def test_one_title_without_a_label_among_others_is_a_title() -> None:
    text = "Title: Ladles\nAuthors: X Y\nAbstract: {}\n\nForks\nAuthors: Y Z\nAbstract: {}\n"
    assert papers_in(parts_of(text.format(LADLES[1], FORKS[1]))) == BOTH


def test_a_day_above_all_papers_is_not_that_of_the_first_one() -> None:
    papers = "Title: A\nAuthors:\n- X Y\n- Y Z\nAbstract: We do.\n\nTitle: B\nAbstract: We do, too.\n"
    first, second = records_in(parts_of(f"Date: 2024-01-02\n\n{papers}"))
    assert (first.year, second.year) == (None, None)
    assert first.authors == ("X Y", "Y Z")
    [only] = read("Date: 2024-01-02\n\nTitle: A\nAbstract: We do.\n")
    assert only.year == 2024


def test_a_line_that_may_be_a_title_or_a_field_makes_no_paper() -> None:
    parts = parts_of("Ladles\n\nMood: merry\n\nAbstract: We do it.\n\n---\n\nForks\n\nMood: sad\n\nAbstract: We do.\n")
    assert records_in(parts) == []
    assert [code for code, _ in told(parts)].count("PS116") == 2


def test_a_line_that_may_be_a_field_is_told_and_kept() -> None:
    parts = parts_of("Title: Ladles\nAbstract: We do it.\nMood: merry\n---\n")
    assert papers_in(parts) == [("Ladles", "We do it.\nMood: merry")]
    assert told(parts) == [("PS116", 3)]


def test_what_lost_its_title_or_its_label_is_told_and_its_neighbours_stay() -> None:
    ladles, forks = "Title: A\nAuthors: X Y\nAbstract: We do.\n\n", "Title: B\nAuthors: Y Z\nAbstract: We do, too.\n\n"
    parts = parts_of(f"{ladles}Authors: X Y\nAbstract: We lost it.\n\n{forks}")
    assert papers_in(parts) == [("A", "We do."), ("B", "We do, too.")]
    assert told(parts) == [("PS102", 5)]
    parts = parts_of(f"Title: A\nAbstract: We do.\nURL: https://a.example\n\nwhatever\n\n{forks}")
    assert papers_in(parts) == [("A", "We do."), ("B", "We do, too.")]
    assert told(parts) == [("PS004", 5)]


def test_a_listing_that_ends_inside_a_sentence_was_cut() -> None:
    assert told(parts_of("Title: A\nAuthors: X Y\nAbstract: We do it.\n\nTitle: B\nAbstract: We do i")) == [
        ("PS103", 6)
    ]


MAIL = "\n".join(
    (
        *("-" * 70, r"\\", "arXiv:2503.00001", "Date: Fri, 28 Feb 2025", "", "Title: Ladles", "Authors: X Y"),
        *("Categories: cs.LG", r"\\", "  Ladles pour soup. We do.", r"\\ ( https://arxiv.org/abs/2503.00001 ,  12kb)"),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        MAIL,
        "title: My Site\nauthor: Ada\ndescription: A site.\nurl: https://a.example\ntheme: plain\n",
        "---\ntitle: A Post\ndate: 2024-01-02\n---\nWe write of ladles. We do so at length.\n\nAnd of forks, too.\n",
        "Authors: X Y\nAbstract: We do it. It is done.\n\nAuthors: Y Z\nAbstract: We do it, too. It is done.\n",
        "Licence: MIT\nAuthor: Ada\nDescription: A toy.\n",
    ],
)
def test_what_only_has_labels_is_no_listing(text: str) -> None:
    assert reader_of(lines_of(text)) is None


def test_a_page_of_daily_papers_may_have_an_abstract_with_a_label() -> None:
    papers = "\n\n".join(f"A Title of Paper {number}\n\nWe do it. This is how." for number in range(9))
    text = f"Daily Papers\n\n{papers}\n\nThe Last Title\n\nAbstract: We do it. This is how."
    assert reader_of(lines_of(text)) is SPACED
    assert not COMPACT.detect(lines_of(text))


@given(
    st.lists(st.sampled_from(FULL.split("\n") + LISTING.split("\n") + ["", "Forks: A Study", "Mood: x"]), max_size=25)
)
def test_no_label_ever_stands_in_a_title(lines: list[str]) -> None:
    numbered = lines_of("\n".join(lines))
    for part in LABELLED.read(numbered, Origin("toy", "toy")):
        if isinstance(part, Record):
            assert not any((label := label_of(line)) and label.known for line in part.title.split("\n")), lines
            assert not any(map(listing_of, part.title.split("\n")))
        elif isinstance(part, Rejected):
            assert part.reason


@pytest.mark.parametrize("text", ["Ada Lovelace", "J. von Neumann and K. Gödel", "A. Bell, B. O'Hara (1), et al."])
def test_names_look_like_names(text: str) -> None:
    assert look_like_names(text)


@pytest.mark.parametrize(
    "text", ["Ladles", "We pour soup", "Ladles, Spoons", "Learning to Pour, Learning to Stir", "Ada Bell: A Life"]
)
def test_other_words_do_not(text: str) -> None:
    assert not look_like_names(text)
