"""Papers in JSON and JSON Lines: how entries are found, what they say, and what becomes of broken ones."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Boilerplate, Finding, Record, Rejected
from generator.readers import READERS, Line, Origin, Structured, reader_of
from generator.readers.base import Part
from tests.reading import TOYS

ORIGIN = Origin("toy", "toy.json")
ENTRIES = [
    {"title": f"Paper {number}", "abstract": f"We count to {number}.", "authors": ["Ada Crease"]} for number in range(5)
]
TITLES = [entry["title"] for entry in ENTRIES]
ONE_LINE = json.dumps(ENTRIES)
PRETTY = json.dumps(ENTRIES, indent=2)
LINES = "\n".join(map(json.dumps, ENTRIES))


def lines_of(text: str, size: int = 0) -> list[Line]:
    """Return the lines of a text, in pieces of some size where one is given."""
    found: list[Line] = []
    for number, line in enumerate(text.split("\n"), 1):
        cuts = [line[start : start + size] for start in range(0, len(line), size)] if size and line else [line]
        found += [Line(number, cut, more=False) for cut in cuts]
        found[-len(cuts) : -1] = [cut._replace(more=True) for cut in found[-len(cuts) : -1]]
    return found


def read(text: str, told: tuple = (), size: int = 0) -> list[Part]:
    """Read a text, and see to it that each non-blank line is counted once."""
    reader = reader_of(lines_of(text), told)
    assert reader is not None, "no reader knows the text"
    parts = list(reader.read(lines_of(text, size), ORIGIN))
    counted = sum(part.lines for part in parts if not isinstance(part, Finding))
    assert counted == sum(not line.blank for line in lines_of(text))
    return parts


def toy(file: str) -> list[Part]:
    return read((TOYS / file).read_text("utf-8"))


def records(parts: list[Part]) -> list[Record]:
    return [part for part in parts if isinstance(part, Record)]


def titles(text: str) -> list[str]:
    return [record.title for record in records(read(text))]


def told_of(text: str) -> list[tuple[str, int]]:
    return [
        (part.code, part.place.line) for part in sorted_parts(read(text)) if not isinstance(part, Record | Boilerplate)
    ]


def sorted_parts(parts: list[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: part.place)


# --- where entries are found ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        ONE_LINE,
        PRETTY,
        LINES,
        LINES.replace("\n", "\n\n \n"),
        "\n".join(json.dumps(entry, indent=1) for entry in ENTRIES),
        "[\n" + ",\n".join(map(json.dumps, ENTRIES)) + "\n]\n",
        json.dumps({"total": 5, "data": ENTRIES}),
        json.dumps({"title": "A list", "description": "Of papers.", "whatever": ENTRIES}, indent=2),
        json.dumps({"meta": {"title": "A list", "abstract": "Of papers."}, "found": ENTRIES}, indent=1),
        json.dumps({"feed": {"title": "A list", "entry": ENTRIES}}),
        json.dumps({"response": {"docs": ENTRIES, "facets": [{"name": "cs"}]}}, indent=4),
        json.dumps({"hits": [{"info": entry} for entry in ENTRIES]}),
        json.dumps({str(number): entry for number, entry in enumerate(ENTRIES)}, indent=2),
        json.dumps(ENTRIES[:2]) + "\n" + json.dumps(ENTRIES[2:]),
        json.dumps({"data": ENTRIES[:2]}) + "\n" + json.dumps({"data": ENTRIES[2:]}),
    ],
)
def test_entries_are_found_in_lists_and_lines_of_any_form(text: str) -> None:
    assert titles(text) == TITLES
    assert told_of(text) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"papers": [\n', "\n]}"),
        ('{"papers":\n[\n', "\n]\n}\n"),
        ('{\n"total": 5, "papers": [\n', "\n]}"),
        ('{"total": 5,\n"papers": [\n', "\n]}"),
        ('{"papers": [', "]}"),
        ('{"meta": {"total": 5}, "papers": [\n', '\n], "next": null}'),
    ],
)
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_a_list_in_an_object_is_no_json_lines_though_each_entry_has_a_line(before: str, after: str, count: int) -> None:
    text = before + ",\n".join(map(json.dumps, ENTRIES[:count])) + after
    assert titles(text) == TITLES[:count]
    assert told_of(text) == []


@pytest.mark.parametrize("first", ['{"title": "Bro', '{"title": "A", "authors": ["B",', '{"title": "A", "authors": ['])
def test_json_lines_are_lines_though_the_first_one_was_cut(first: str) -> None:
    text = first + "\n" + LINES
    assert titles(text) == TITLES
    assert told_of(text) == [("PS109", 1)]


def test_the_references_of_a_paper_are_no_entries() -> None:
    assert titles(json.dumps({**ENTRIES[0], "references": ENTRIES[1:]})) == TITLES[:1]


def test_a_record_counts_the_lines_from_its_brace_to_its_brace_and_the_rest_is_boilerplate() -> None:
    parts = read(PRETTY)
    assert [(record.place.line, record.lines) for record in records(parts)] == [(2 + 7 * n, 7) for n in range(5)]
    assert [(part.place.line, part.lines) for part in parts if isinstance(part, Boilerplate)] == [(1, 1), (37, 1)]


def test_of_records_on_one_line_the_first_one_counts_it() -> None:
    assert [record.lines for record in records(read(ONE_LINE))] == [1, 0, 0, 0, 0]
    assert [record.position for record in records(read(ONE_LINE))] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("text", [ONE_LINE, PRETTY, LINES, PRETTY[:-50], ONE_LINE.replace("}, {", "} {", 1)])
@pytest.mark.parametrize("size", [1, 7, 100])
def test_a_line_may_come_in_pieces(text: str, size: int) -> None:
    assert read(text, size=size) == read(text)


def test_a_document_longer_than_the_window_is_read_to_its_end() -> None:
    many = [{**ENTRIES[0], "title": f"Paper {number}"} for number in range(2_000)]
    found = records(read(json.dumps({"data": many}), size=10_000))
    assert [record.title for record in found] == [entry["title"] for entry in many]


# --- what they say --------------------------------------------------------------------------------------------------


def test_an_entry_of_the_daily_papers_api_says_what_its_inner_paper_does() -> None:
    first, second = records(toy("api.json"))
    assert first.title == "Folding Maps\nAlong New Creases"
    assert first.abstract.endswith("creases that are learnt.")
    assert first.authors == ("Ada Crease", "Ben Fold")
    assert (first.year, first.identifiers) == (2024, (("arxiv", "2401.01234"),))
    assert first.addresses == ("https://github.com/crease/maps", "https://crease.github.io/maps/")
    assert (second.title, second.year, second.addresses) == ("A Quiet Bell", None, ())


def test_a_line_of_the_arxiv_snapshot_says_its_first_year_and_no_version() -> None:
    first, second = records(toy("snapshot.jsonl"))
    assert first.authors == ("A. Crèase", "B. Fold Jr.", "C.-D. Map")
    assert (first.year, first.identifiers) == (2007, (("arxiv", "0704.0001"), ("doi", "10.1103/maps.76.013009")))
    assert second.authors == ("Dora Bell",)
    assert (second.year, second.identifiers) == (None, (("arxiv", "hep-th/9901001"),))


def test_an_entry_of_semantic_scholar_says_its_identifiers_and_may_lack_an_abstract() -> None:
    first, second = records(toy("scholar.json"))
    assert first.identifiers == (("arxiv", "2401.01234"), ("doi", "10.1000/maps.1"))
    assert (first.year, first.authors) == (2024, ("Ada Crease",))
    assert (second.title, second.abstract, second.identifiers) == ("A Quiet Bell", "", ())


def test_usual_names_of_fields_are_known_in_any_case() -> None:
    first, second = records(toy("papers.json"))
    assert (first.year, first.identifiers) == (2024, (("arxiv", "2401.01234"),))
    assert first.addresses == ("https://github.com/crease/maps",)
    assert second.identifiers == (("doi", "10.1000/bell.2"),)


def test_names_that_are_told_go_before_the_usual_ones_and_lead_into_objects() -> None:
    text = json.dumps([{"title": "No. 1", "what": {"it is called": "Bricks"}, "about": "We sort."}])
    told = (("title", ("what.it is called",)), ("abstract", ("nothing", "about")))
    [record] = records(read(text, told))
    assert (record.title, record.abstract) == ("Bricks", "We sort.")


def test_entries_whose_names_nobody_knows_are_rejected_until_they_are_told() -> None:
    text = json.dumps([{"headline": "Bricks", "body": "We sort."}, {"headline": "Kettle"}], indent=1)
    assert told_of(text) == [("PS110", 2), ("PS110", 6)]
    assert [record.title for record in records(read(text, (("title", ("Headline",)),)))] == ["Bricks", "Kettle"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (1984, "1984"),
        (["Bricks", "Other"], "Bricks"),
        ({"value": "Bricks"}, "Bricks"),
        ("a\ud800b", "a\ufffdb"),
        (" Bricks\n ", "Bricks"),
        (None, None),
        (True, None),
        ("", None),
        ({}, None),
        ([[[[[["Bricks"]]]]]], None),
    ],
)
def test_a_title_of_any_type_is_text_or_none(title: object, shown: str | None) -> None:
    found = titles(json.dumps([{"title": title, "abstract": "We sort."}, *ENTRIES]))
    assert found == ([shown] if shown else []) + TITLES


def test_words_that_are_no_json_and_numbers_of_any_length_are_taken() -> None:
    text = '[{"title": "A", "year": NaN, "x": -Infinity, "y": %s, "z": 1e999}, {"title": "B", "title": "C"}]'
    assert titles(text % ("9" * 5000)) == ["A", "C"]


# --- what is broken -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", range(5, len(PRETTY), 23))
def test_a_document_that_was_cut_keeps_its_complete_entries_and_says_so(end: int) -> None:
    complete = PRETTY[:end].count("\n  }")
    assert titles(PRETTY[:end]) == TITLES[:complete]
    assert [code for code, _ in told_of(PRETTY[:end])] == ["PS103"]


@pytest.mark.parametrize("end", range(30, len(ONE_LINE), 17))
def test_a_document_on_one_line_that_was_cut_does_too(end: int) -> None:
    assert titles(ONE_LINE[:end]) == TITLES[: ONE_LINE[:end].count("}")]
    assert [code for code, _ in told_of(ONE_LINE[:end])] == ["PS103"]


def test_a_last_line_that_was_cut_is_a_cut() -> None:
    assert titles(LINES[:-9]) == TITLES[:-1]
    assert told_of(LINES[:-9]) == [("PS103", 5)]


@pytest.mark.parametrize("broken", ['{"title": "Bro', "null", "[1, 2]", "Bricks", '{"title": "A" "b"}', "[" * 100_000])
def test_a_broken_line_costs_no_other(broken: str) -> None:
    lines = LINES.split("\n")
    text = "\n".join([*lines[:2], broken, *lines[2:]])
    assert titles(text) == TITLES
    assert told_of(text) == [("PS109", 3)]


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ('Paper 2"', "Paper 2"),
        ('Paper 2",', 'Paper 2"'),
        ('"title": "Paper 2', '"title" "Paper 2'),
        ('"Paper 2"', "no"),
    ],
)
@pytest.mark.parametrize("text", [PRETTY, ONE_LINE])
def test_a_broken_entry_costs_no_other(text: str, sound: str, broken: str) -> None:
    assert sound in text
    assert titles(text.replace(sound, broken)) == [title for title in TITLES if title != "Paper 2"]
    assert told_of(text.replace(sound, broken)) == [("PS109", 16 if text is PRETTY else 1)]


def test_a_part_of_a_broken_entry_does_not_become_one() -> None:
    entries = [{**entry, "journal": {"title": "Journal of Toys"}} for entry in ENTRIES]
    text = json.dumps(entries).replace('"Paper 3"', "Paper 3")
    assert titles(text) == [title for title in TITLES if title != "Paper 3"]


def test_a_missing_comma_between_entries_costs_none() -> None:
    assert titles(ONE_LINE.replace("}, {", "} {")) == TITLES


def test_what_stands_behind_a_document_is_rejected_in_its_own_line() -> None:
    assert told_of('{"title": "Bricks"}}\nnew') == [("PS109", 2)]


def test_what_is_no_object_in_a_list_is_rejected_once() -> None:
    text = json.dumps([ENTRIES[0], None, 3, "x", ENTRIES[1]], indent=1)
    assert titles(text) == TITLES[:2]
    [rejected] = [part for part in read(text) if isinstance(part, Rejected)]
    assert (rejected.code, rejected.lines) == ("PS109", 3)


@pytest.mark.parametrize(
    "text",
    [
        '[{"title": "A", ' + '"x": [{}, {"a": ' * 5_000,
        '[{"title": "A" "b"' + ', {"a": [1' * 5_000 + ', {"a": "x' * 5_000,
        '{"a":' * 50_000,
        '[{"title": "A", "x": ' + "[" * 50_000 + "]" * 50_000 + "}]",
    ],
)
def test_what_is_made_to_keep_a_reader_busy_does_not(text: str) -> None:
    assert [code for code, _ in told_of(text)] in (["PS109"], ["PS103"])


VALUE = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters()),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["title", "abstract", "authors", "name", "year", "url", "x"]), inner)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("indent", [None, 1])
@given(values=st.lists(VALUE, max_size=4))
def test_no_value_of_any_type_raises_or_loses_a_line(indent: int | None, values: list) -> None:
    text = json.dumps(values, indent=indent)
    for reader in READERS:
        if isinstance(reader, Structured):
            parts = [part for part in reader.read(lines_of(text), ORIGIN) if not isinstance(part, Finding)]
            assert sum(part.lines for part in parts) == len(text.split("\n"))
            for record in records(parts):
                json.dumps([record.title, record.abstract, record.authors], ensure_ascii=False).encode()
