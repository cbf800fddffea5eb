"""What is known as a page of Daily Papers without its header, what is not, and which lines are days."""

from pathlib import Path

import pytest

from generator.model import Boilerplate, Record, Rejected
from generator.readers import HEAD, Origin, reader_of
from generator.readers.daily_papers import COMPACT, SPACED, boilerplate
from generator.readers.days import is_day
from tests.reading import lines_of

REAL = Path(__file__).parents[2] / "dumps"
BRICKS = ("Sorting Toy Bricks by Colour", "Toy bricks come in many colours. We let two arms sort them by night.")
TITLES = ("On the Length of Short Titles", "Short titles are short. This paper measures by how much they are.")
LICENCE = """Toy Licence

Copyright (c) 2026 The Authors of the Toy

Permission is granted, free of charge, to any person who obtains a copy of this toy, to deal in it without
restriction, including without limitation the rights to use, copy, modify, merge, publish and distribute copies.

The notice above shall be included in all copies or substantial portions of the toy, and in what is made of them.

THE TOY IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED. IN NO EVENT SHALL THE AUTHORS BE LIABLE
FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, HOWEVER IT ARISES FROM, OUT OF OR IN CONNECTION WITH THE TOY.
"""
MANUAL = """Opening the box

Lift the lid with both hands and put it aside. The toy lies on the left. Keep the lid for the case that it breaks.

Winding it up

Turn the key to the right, ten times at most. Put the toy on a table, and let go of it. It walks for two minutes.
"""


@pytest.mark.parametrize("text", [LICENCE, MANUAL, (REAL.parent / "LICENSE").read_text("utf-8")])
def test_headings_and_paragraphs_that_do_not_speak_like_papers_are_nobodys(text: str) -> None:
    assert reader_of(lines_of(text)) is None


@pytest.mark.parametrize(
    "paper",
    [
        "{}\nAda Lovelace, Bob Bell\n{}",
        "{}\nAda Lovelace\nJournal of Toys\n\n{}",
        "Titel: {}\nAutoren: Ada Lovelace\nZusammenfassung: {}",
        "Title\t{}\nAuthors\tAda Lovelace\nAbstract\t{}",
        "PT J\nAU Lovelace, A\nTI {}\nAB {}\nPY 2020\nER",
    ],
)
def test_titles_with_what_nothing_names_below_them_are_nobodys(paper: str) -> None:
    text = "\n\n".join(paper.format(*texts) for texts in (BRICKS, TITLES))
    assert reader_of(lines_of(text)) is None


def test_a_page_may_say_when_each_paper_was_published() -> None:
    text = "\n\n".join(
        ("Daily Papers", "Mar 14", *BRICKS[:1], "Published on Mar 12", BRICKS[1], *TITLES[:1], "Mar 13", TITLES[1])
    )
    parts = list(SPACED.read(lines_of(text), Origin("toy", "toy.txt")))
    assert [(part.title, part.abstract) for part in parts if isinstance(part, Record)] == [BRICKS, TITLES]
    assert [part.listed for part in parts if isinstance(part, Boilerplate)][:2] == [None, "Mar 14"]


@pytest.mark.parametrize("file", sorted(REAL.glob("00*.txt")), ids=lambda file: file.name[:3])
def test_a_real_page_is_known_without_its_header(file: Path) -> None:
    full = [line for line in lines_of(file.read_text("utf-8")) if not line.blank and not boilerplate(line.text)]
    texts = [line.text.removeprefix("Subscribe") for line in full]
    for join in ("\n\n", "\n"):
        reader = reader_of(lines_of(join.join(texts))[:HEAD])
        assert reader is (SPACED if join == "\n\n" else COMPACT)


@pytest.mark.parametrize(
    "text",
    [
        "Mar 32",
        "32 March",
        "Feb 30",
        "Mar 0",
        "Nov 31, 2025",
        "Feb 29, 2025",
        "2025-13-01",
        "2025-02-30",
        "Marbles 12",
        "Decimal 3",
        "Sunlit March 3",
    ],
)
def test_what_no_calendar_has_is_no_day_and_is_told(text: str) -> None:
    parts = list(SPACED.read(lines_of("\n\n".join(["Daily Papers", text, *BRICKS, *TITLES])), Origin("toy", "toy.txt")))
    assert not [part.listed for part in parts if isinstance(part, Boilerplate) and part.listed]
    assert [(part.code, part.text) for part in parts if isinstance(part, Rejected)] == [("PS101", text)]
    assert [(part.title, part.abstract) for part in parts if isinstance(part, Record)] == [BRICKS, TITLES]


@pytest.mark.parametrize("day", ["Feb 29", "Feb 29, 2024", "Sept. 30", "Tues 4 mar", "Thursday, December 31st 2026"])
def test_what_a_calendar_has_is_a_day(day: str) -> None:
    assert is_day(day)
