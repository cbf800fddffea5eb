"""What known services say in JSON: dates in parts, values that are wrapped, titles in lists."""

import json
from pathlib import Path

import pytest

from generator.library import inspect
from generator.model import Finding, Record
from generator.outputs.citations.csl import csl
from generator.outputs.citations.item import Citation, Name
from generator.readers import names, values
from tests.unit.test_readers_json import read, records

WORK = {
    "DOI": "10.1000/Maps.1",
    "title": ["Folding Maps", "Kartenfalten"],
    "subtitle": ["A Survey"],
    "author": [
        {"given": "Ada", "family": "Crease", "suffix": "Jr.", "sequence": "first", "affiliation": []},
        {"name": "The Map Team", "sequence": "additional"},
    ],
    "published-online": {"date-parts": [[2023, 11]]},
    "issued": {"date-parts": [[2023, 11]]},
    "created": {"date-time": "2025-01-01T00:00:00Z", "timestamp": 1735689600000},
    "container-title": ["Journal of Paper", "J. Pap."],
    "abstract": "Maps are folded badly.",
    "reference": [{"article-title": "Maps, Badly Folded", "year": "1999"}],
    "URL": "https://doi.org/10.1000/maps.1",
}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"status": "ok", "message-type": "work", "message": WORK}),
        json.dumps({"status": "ok", "message": {"total-results": 1, "items": [WORK]}}, indent=1),
        json.dumps([WORK]),
    ],
)
def test_a_work_of_crossref_says_its_year_its_subtitle_and_what_is_left_out(text: str) -> None:
    parts = read(text)
    [record] = records(parts)
    assert record.title == "Folding Maps: A Survey"
    assert record.authors == ("Ada Crease Jr.", "The Map Team")
    assert (record.year, record.venue) == (2023, "Journal of Paper")
    assert record.identifiers == (("doi", "10.1000/maps.1"),)
    [told] = [part for part in parts if isinstance(part, Finding)]
    assert (told.code, told.place) == ("PS117", record.place)
    assert told.what == "“Folding Maps: A Survey” stands in a list with “Kartenfalten”"


@pytest.mark.parametrize("title", [["Maps"], ["Maps", "Maps", ""], "Maps", {"value": "Maps"}])
def test_a_title_that_is_alone_is_not_told_of(title: object) -> None:
    [record] = read(json.dumps({"title": title}))
    assert isinstance(record, Record)
    assert record.title == "Maps"


@pytest.mark.parametrize(
    ("title", "subtitle", "whole"),
    [
        ("Maps", "A Survey", "Maps: A Survey"),
        ("Maps: a survey", "A Survey", "Maps: a survey"),
        ("Why Maps?", "A Survey", "Why Maps? A Survey"),
        ("Maps:", ["A Survey"], "Maps: A Survey"),
        ("Maps", [], "Maps"),
        ("Maps", None, "Maps"),
    ],
)
def test_a_subtitle_goes_behind_the_title_that_does_not_say_it(title: str, subtitle: object, whole: str) -> None:
    assert records(read(json.dumps([{"title": title, "subtitle": subtitle}])))[0].title == whole


def test_headings_and_paragraphs_of_an_abstract_of_crossref_do_not_run_into_each_other(tmp_path: Path) -> None:
    abstract = (
        "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aims</jats:title><jats:p>Maps are <jats:italic>badly"
        "</jats:italic> folded.</jats:p></jats:sec><jats:sec><jats:title>Results</jats:title><jats:p>We fold.</jats:p>"
        "</jats:sec>"
    )
    path = tmp_path / "works.json"
    path.write_text(json.dumps({"message": {"items": [{**WORK, "abstract": abstract}]}}), "utf-8")
    [paper] = inspect([path]).papers
    assert paper.abstract == "Aims: Maps are badly folded. Results: We fold."


def test_a_note_of_openreview_says_its_authors() -> None:
    content = {
        "title": {"value": "Folding Maps"},
        "authors": {"value": ["Ada Crease", "Fold, Ben"]},
        "abstract": {"value": "Maps are folded badly."},
        "venue": {"value": "Toys 2024"},
    }
    [record] = records(read(json.dumps({"notes": [{"id": "x", "content": content, "cdate": 1735689600000}]})))
    assert (record.title, record.authors) == ("Folding Maps", ("Ada Crease", "Ben Fold"))
    assert (record.abstract, record.venue) == ("Maps are folded badly.", "Toys 2024")


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ({"value": ["Ada Crease", "Ben Fold"]}, ("Ada Crease", "Ben Fold")),
        ({"value": "Ada Crease"}, ("Ada Crease",)),
        ({"author": [{"@pid": "1", "text": "Ada Crease"}, {"text": "Ben Fold"}]}, ("Ada Crease", "Ben Fold")),
        ({"author": {"text": "Ada Crease"}}, ("Ada Crease",)),
        ([{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}], ("Vincent van Gogh",)),
        ([{"literal": "The Map Team"}], ("The Map Team",)),
    ],
)
def test_names_that_are_wrapped_are_people(value: object, people: tuple[str, ...]) -> None:
    assert names.people(value) == people


@pytest.mark.parametrize(
    ("value", "year"),
    [
        ({"date-parts": [[2020, 5, 1]]}, 2020),
        ({"date-parts": [["2020"]]}, 2020),
        ({"date-parts": [[2020, 1], [2020, 3]]}, 2020),
        ({"date-parts": [[2019, 12], [2020, 1]]}, None),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": []}, None),
        ({"raw": "2020-05"}, 2020),
        ({"literal": "Spring 2020"}, 2020),
        ({"date-time": "2020-05-01T00:00:00Z", "timestamp": 1588291200000}, 2020),
        ({"value": 2020}, 2020),
        (["2020-05-01"], 2020),
        (["2020", "2021"], None),
        ({"date-parts": {"date-parts": {"date-parts": {"date-parts": {"date-parts": 2020}}}}}, None),
    ],
)
def test_a_year_may_stand_in_the_parts_of_a_date(value: object, year: int | None) -> None:
    assert values.year([value]) == year


def test_our_own_csl_json_gives_back_what_it_was_written_from() -> None:
    written = [
        Citation(
            key="maps",
            title="Folding Maps",
            authors=(Name("Crease", "Ada"), Name("Gogh", "V.", "van", "Jr."), Name("The Map Team")),
            year=2024,
            venue="Journal of Paper",
            arxiv="2401.01234",
            doi="10.1000/maps.1",
            url="https://arxiv.org/abs/2401.01234",
            note="Listed in Maps",
        ),
        Citation(
            key="bell",
            title="A Quiet Bell",
            authors=(),
            year=None,
            venue="",
            arxiv="",
            doi="",
            url="https://toys.example/papers/bell/",
            note="Listed in Bells",
        ),
    ]
    parts = read(csl(written).decode())
    first, second = records(parts)
    assert (first.title, first.year, first.venue) == ("Folding Maps", 2024, "Journal of Paper")
    assert first.authors == ("Ada Crease", "V. van Gogh Jr.", "The Map Team")
    assert first.identifiers == (("arxiv", "2401.01234"), ("doi", "10.1000/maps.1"))
    assert (second.title, second.addresses) == ("A Quiet Bell", ("https://toys.example/papers/bell/",))
