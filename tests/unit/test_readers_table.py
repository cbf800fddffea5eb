"""Tables of papers: which file is one, which row is a paper, and what becomes of broken rows."""

import pytest

from generator.model import Boilerplate, Record
from generator.readers.table import TABLE
from tests.unit.test_readers_json import lines_of, read, records, told_of, toy

HEADER = "Title,Abstract,Year\n"


def test_the_toy_table_gives_its_rows_with_all_that_they_say() -> None:
    parts = toy("papers.csv")
    first, second = records(parts)
    assert (first.title, first.abstract) == ("Folding Maps, Again", 'Maps are folded badly.\n\nWe fold them, "by day".')
    assert first.authors == ("A. Crease", "B. Fold")
    assert first.identifiers == (("arxiv", "2401.01234"), ("doi", "10.1000/maps.1"))
    assert (first.year, first.addresses) == (2024, ("https://github.com/crease/maps",))
    assert (first.place.line, first.lines) == (2, 2)
    assert (second.title, second.abstract, second.year) == ("A Quiet Bell", "", 2023)
    assert [part.code for part in parts if not isinstance(part, Record | Boilerplate)] == ["PS111"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_the_one_that_the_header_has(delimiter: str) -> None:
    rows = [["Title", "Abstract", "Year"], ["Bricks", '"We sort, or; not|."', "2024"], ["Kettle", "Full.", "2023"]]
    text = "\n".join(delimiter.join(row) for row in rows)
    assert [(record.title, record.abstract) for record in records(read(text))] == [
        ("Bricks", "We sort, or; not|."),
        ("Kettle", "Full."),
    ]


@pytest.mark.parametrize("start", ["\ufeff", "sep=,\n", "\n\n"])
def test_what_spreadsheets_put_before_the_header_is_known(start: str) -> None:
    assert [record.title for record in records(read(start + HEADER + "Bricks,We sort.,2024\n"))] == ["Bricks"]


@pytest.mark.parametrize(
    "text",
    [
        "Title, abstract and other matters\n\nText.\n",
        "id,name,value\n1,foo,2\n",
        "Title\nBricks\n",
        "Name,Title\nAda,Doctor\n",
        "Sorting Bricks, Title and All\n\nWe sort them, of course, by colour.\n",
    ],
)
def test_what_names_no_title_and_no_other_field_is_no_table(text: str) -> None:
    assert not TABLE.detect(lines_of(text))


def test_names_that_are_told_make_a_table_of_what_was_none() -> None:
    text = "no,headline,body\n1,Bricks,We sort.\n"
    told = (("title", ("headline",)), ("abstract", ("body",)))
    assert [(record.title, record.abstract) for record in records(read(text, told))] == [("Bricks", "We sort.")]


@pytest.mark.parametrize("row", ["Bricks,We sort", "Bricks,We sort, and sort,2024", "Bricks,We sort.,2024,,"])
def test_a_row_of_another_length_is_rejected_since_its_values_may_be_shifted(row: str) -> None:
    text = HEADER + row + "\nKettle,Full.,2023\n"
    assert [record.title for record in records(read(text))] == ["Kettle"]
    assert told_of(text) == [("PS111", 2)]


def test_a_quote_that_is_not_closed_costs_its_row_alone() -> None:
    rows = "".join(f'Paper {number},"Text, {number}.",2024\n' for number in range(500))
    text = HEADER + 'Bricks,"We sort.,2024\n' + rows
    assert [record.title for record in records(read(text))] == [f"Paper {number}" for number in range(500)]
    assert told_of(text) == [("PS112", 2)]


def test_a_quote_that_is_never_closed_costs_its_row_alone() -> None:
    rows = "".join(f"Paper {number},Text.,2024\n" for number in range(500))
    text = HEADER + 'Bricks,"We sort.,2024\n' + rows
    assert [record.title for record in records(read(text))] == [f"Paper {number}" for number in range(500)]
    assert told_of(text) == [("PS112", 2)]


def test_quotes_inside_of_quotes_are_taken_where_the_row_is_whole() -> None:
    text = HEADER + 'Bricks,"We say "sort" here",2024\n'
    assert [(record.title, record.year) for record in records(read(text))] == [("Bricks", 2024)]


def test_a_table_that_ends_inside_a_row_was_cut() -> None:
    text = HEADER + 'Kettle,Full.,2023\nBricks,"We sort\n\nthem'
    assert [record.title for record in records(read(text))] == ["Kettle"]
    assert told_of(text) == [("PS103", 3)]


def test_a_header_in_the_middle_is_that_of_another_file() -> None:
    text = HEADER + "Bricks,We sort.,2024\n" + HEADER + "Kettle,Full.,2023\n,,\n"
    assert [record.title for record in records(read(text))] == ["Bricks", "Kettle"]
    assert told_of(text) == []


def test_a_field_may_be_very_long() -> None:
    [record] = records(read(HEADER + f'Bricks,"{"We sort. " * 100_000}",2024\n'))
    assert len(record.abstract) == 899_999
