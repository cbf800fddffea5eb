"""What RIS says, in the forms of the databases that write it, and each entry broken for itself."""

import pytest

from generator.model import Boilerplate, Record
from generator.readers import Origin
from generator.readers.base import Part
from generator.readers.ris import RIS
from tests.reading import TOYS, lines_of, records_in, told

ORIGIN = Origin("toy", "toy.ris")


def parts_of(text: str) -> list[Part]:
    return list(RIS.read(lines_of(text), ORIGIN))


def record(*lines: str) -> Record:
    [found] = records_in(parts_of("\n".join(("TY  - JOUR", *lines, "ER  - "))))
    return found


def test_the_toy_dump_gives_its_records() -> None:
    parts = parts_of((TOYS / "library.ris").read_text("utf-8"))
    towers, houses, report = records_in(parts)
    assert (towers.title, towers.abstract) == ("Building Towers\nof Bricks", "Towers fall.\nWe ask why.")
    assert (towers.authors, towers.year) == (("Ann B. Lego", "Carl Brick Jr."), 2019)
    assert towers.identifiers == (("doi", "10.1234/towers"),)
    assert towers.addresses == ("https://toys.example/towers",)
    assert (houses.title, houses.abstract, houses.year) == ("Houses of Cards", "Cards bend.", 2018)
    assert (houses.authors, houses.identifiers) == (("Jane Doe",), (("arxiv", "1807.00001"),))
    assert (report.title, report.year) == ("A Report without Words", 2014)
    assert told(parts) == [("PS114", 18)]
    assert [part.place.line for part in parts if isinstance(part, Boilerplate)] == [1, 2]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("T1  - First", "TI  - Own"), "Own"),
        (("T1  - First", "T2  - Journal"), "First"),
        (("TI  - ", "T1  - First"), "First"),
        (("TI  - Of Ti  - and TI - in", "  two lines"), "Of Ti  - and TI - in\ntwo lines"),
    ],
)
def test_the_title_stands_under_several_tags(lines, title) -> None:
    assert record(*lines).title == title


def test_a_repeated_tag_and_a_line_that_goes_on_are_not_lost() -> None:
    found = record("TI  - T", "AB  - One.", "AB  - Two.", "three.", "KW  - a", "still a", "AB  - Four.")
    assert found.abstract == "One.\nTwo.\nthree.\nFour."


@pytest.mark.parametrize(
    ("value", "name"),
    [("Doe, Jane", "Jane Doe"), ("Doe, J. A., Jr.", "J. A. Doe Jr."), ("Jane Doe", "Jane Doe"), ("Plato", "Plato")],
)
def test_names_come_with_the_given_name_first(value: str, name: str) -> None:
    assert record("TI  - T", f"AU  - {value}").authors == (name,)


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (("PY  - 2014//",), 2014),
        (("Y1  - 2020/12/31/Spring",), 2020),
        (("DA  - 20180704",), 2018),
        (("PY  - n.d.", "Y1  - 1999"), 1999),
        (("Y2  - 2023/04/17/",), None),
    ],
)
def test_the_year_is_that_of_the_publication(lines, year) -> None:
    assert record("TI  - T", *lines).year == year


@pytest.mark.parametrize(
    ("line", "identifiers"),
    [
        ("DO  - https://doi.org/10.1234/AB", (("doi", "10.1234/ab"),)),
        ("M3  - doi:10.1234/ab", (("doi", "10.1234/ab"),)),
        ("UR  - http://arxiv.org/abs/2401.00001v2", (("arxiv", "2401.00001"),)),
        ("JO  - arXiv:2401.00001 [cs]", (("arxiv", "2401.00001"),)),
        ("N1  - cites 10.1234/ab", ()),
    ],
)
def test_identifiers_come_from_the_fields_that_name_the_paper(line: str, identifiers) -> None:
    assert record("TI  - T", line).identifiers == identifiers


def test_an_entry_without_title_is_rejected_alone() -> None:
    parts = parts_of("TY  - JOUR\nAB  - x\nER  - \nTY  - JOUR\nTI  - T\nAB  - x\nER  - ")
    assert [each.place.line for each in records_in(parts)] == [4]
    assert told(parts) == [("PS110", 1)]


@pytest.mark.parametrize("line", ["ER  -x", "TY  -&", "ER  -\x00", "AB  -y", "ER"])
def test_a_hyphen_without_a_blank_behind_it_makes_no_tag(line: str) -> None:
    assert record("TI  - T", line).title == f"T\n{line}"


def test_two_beginnings_in_a_row_are_two_entries() -> None:
    parts = parts_of("TY  - JOUR\nTY  - JOUR\nTI  - T\nAB  - x\nER  - ")
    assert [each.lines for each in records_in(parts)] == [4]
    assert told(parts) == [("PS110", 1), ("PS114", 1)]


def test_an_entry_in_which_the_dump_ends_is_read_and_told() -> None:
    parts = parts_of("TY  - JOUR\nTI  - T\nAB  - We so")
    assert [each.title for each in records_in(parts)] == ["T"]
    assert told(parts) == [("PS103", 3)]


def test_fields_and_text_outside_of_entries_are_rejected_and_running_numbers_are_not() -> None:
    parts = parts_of("1.\nTY  - JOUR\nTI  - T\nAB  - x\nER  - \n2.\nAB  - lost\nsome text without a tag\n")
    assert told(parts) == [("PS113", 7), ("PS113", 8)]
    assert [part.place.line for part in parts if isinstance(part, Boilerplate)] == [1, 6]


@pytest.mark.parametrize("start", ["\ufeff", "\ufeff\n", "Provider: x\nContent: text/plain\n\n", "1.\n", "﻿  "])
def test_it_is_recognised_below_what_providers_write(start: str) -> None:
    assert RIS.detect(lines_of(start + "TY  - JOUR\nTI  - T\nER  - \n"))


@pytest.mark.parametrize("text", ["TY  - JOUR\nsome text", "Some Title\n\nTY  - JOUR\nTI  - T", "PT J\nAU Doe, J"])
def test_what_only_quotes_it_is_not_ris(text: str) -> None:
    assert not RIS.detect(lines_of(text))
