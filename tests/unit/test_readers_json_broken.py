"""Broken entries of JSON in dumps of any form: each is told of in its own place, and costs no other."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.library import inspect
from generator.model import Boilerplate, Finding, Rejected
from generator.readers import Line, Origin
from generator.readers.base import Part
from generator.readers.json_reader import DOCUMENT
from tests.unit.test_readers_json import read, records, told_of

ENTRIES = [
    {
        "title": f"Paper {number}",
        "authors": [{"name": "Ada Crease"}],
        "references": [{"title": f"Cited {number}", "abstract": "We are old.", "year": 1999}],
        "abstract": f'We count "to" {{{number}}}.',
        "year": 2020 + number,
    }
    for number in range(3)
]
TITLES = [entry["title"] for entry in ENTRIES]
MAP = {f"p{number}": entry for number, entry in enumerate(ENTRIES)}
FORMS = {
    "list": json.dumps(ENTRIES),
    "list, an entry a line": "[\n" + ",\n".join(map(json.dumps, ENTRIES)) + "\n]",
    "list, indented": json.dumps(ENTRIES, indent=1),
    "object of entries": json.dumps(MAP),
    "object of entries, indented": json.dumps(MAP, indent=1),
    "documents behind each other": "\n".join(json.dumps(entry, indent=1) for entry in ENTRIES),
    "list in an object": json.dumps({"total": 3, "data": ENTRIES, "next": None}),
    "list deep in an object": json.dumps({"message": {"n": 3, "items": ENTRIES}}, indent=1),
    "entries in objects of their own": json.dumps({"hits": [{"info": entry} for entry in ENTRIES]}, indent=1),
}


def titles(text: str) -> list[str]:
    return [record.title for record in records(read(text))]


def parts_of(text: str) -> list[Part]:
    return list(DOCUMENT.read([Line(n, line) for n, line in enumerate(text.split("\n"), 1)], Origin("a", "a")))


def excerpts(text: str) -> list[str]:
    return [part.text for part in read(text) if isinstance(part, Rejected)]


def damaged(text: str, number: int) -> Iterator[str]:
    """Yield a text without one or the other of the characters that an entry is held together by."""
    start = text.index(f'"title": "Paper {number}"')
    end = text.index(str(2020 + number), start)
    for at in range(start, end):
        if text[at] in '",:[]{}':
            yield text[:at] + text[at + 1 :]


def is_sound(text: str, form: str) -> bool:
    try:
        json.loads("[" + text.replace("\n}\n{", "\n},{") + "]" if form.startswith("documents") else text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("form", FORMS)
def test_an_entry_that_lost_a_character_is_told_of_and_costs_no_other(form: str, number: int) -> None:
    for text in damaged(FORMS[form], number):
        if is_sound(text, form):
            continue
        parts = parts_of(text)
        found = {record.title for record in records(parts)}
        assert found >= set(TITLES) - {TITLES[number]}, text
        assert any(isinstance(part, Rejected | Finding) for part in parts) or TITLES[number] in found, text
        assert not any(title.startswith("Cited") for title in found), text


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("form", [form for form in FORMS if "indented" in form or "deep" in form])
def test_a_line_inside_an_entry_that_was_cut_costs_that_entry_alone(form: str, number: int) -> None:
    text = FORMS[form]
    start = text.index(f'"title": "Paper {number}"')
    for at in range(start, text.index(str(2020 + number), start)):
        cut = text[:at] + text[text.index("\n", at) :]
        if not is_sound(cut, form):
            found = [record.title for record in records(parts_of(cut)) if record.title != TITLES[number]]
            assert found == [*TITLES[:number], *TITLES[number + 1 :]], cut


@pytest.mark.parametrize("form", FORMS)
def test_no_line_of_a_broken_entry_is_boilerplate(form: str) -> None:
    text = FORMS[form].replace('"year": 2021', '"ye')
    parts = parts_of(text)
    start = text[: text.index('"Paper 1"')].count("\n") + 1
    end = text[: text.index('"ye')].count("\n") + 1
    if start < end:
        assert not [part for part in parts if isinstance(part, Boilerplate) and start <= part.place.line <= end]
        assert sum(part.lines for part in parts if isinstance(part, Rejected)) > end - start


def test_an_entry_of_an_object_without_a_comma_is_told_of_in_its_line() -> None:
    text = '{"p1":{"title":"A"},\n"p2":{"title":"B","abstract":"We do."\n"year":2020}, "p3":{"title":"C"}}'
    assert titles(text) == ["A", "C"]
    assert told_of(text) == [("PS109", 2)]
    assert excerpts(text) == ['{"title":"B","abstract":"We do."\n"year":2020}']


def test_a_document_of_several_without_a_comma_gives_none_of_what_it_cites() -> None:
    broken = '{"title":"B","references":[{"title":"Cited","abstract":"x"}],"abstract":"y"\n"year":2020}'
    text = '{"title":"A",\n"year":2020}\n' + broken + '\n{"title":"C",\n"year":2021}'
    assert titles(text) == ["A", "C"]
    assert told_of(text) == [("PS109", 3)]
    assert excerpts(text) == [broken]


def test_a_line_that_was_cut_is_told_of_in_its_own_place() -> None:
    text = '{"title":"A"}\n{"title":"Broken\n{"title":"B",\n"abstract":"We do."}'
    assert titles(text) == ["A", "B"]
    assert told_of(text) == [("PS109", 2)]
    assert excerpts(text) == ['{"title":"Broken']


def test_the_last_document_that_was_cut_gives_none_of_what_it_cites() -> None:
    text = FORMS["documents behind each other"]
    cut = text[: text.rindex("We are old") + 40]
    assert titles(cut) == TITLES[:-1]
    assert [code for code, _ in told_of(cut)] == ["PS103"]


def test_an_entry_without_a_title_gives_none_of_what_it_cites() -> None:
    untitled = {key: value for key, value in ENTRIES[0].items() if key != "title"}
    assert titles(json.dumps([untitled, ENTRIES[1]])) == TITLES[1:2]
    assert [code for code, _ in told_of(json.dumps([untitled, ENTRIES[1]]))] == ["PS110"]


def test_a_list_that_is_all_that_an_object_holds_is_read_whatever_its_name() -> None:
    assert titles(json.dumps({"references": ENTRIES})) == TITLES


def test_a_paper_alone_gives_none_of_what_it_cites() -> None:
    text = json.dumps({"status": "ok", "message": {**ENTRIES[0], "reference": [{"article-title": "Cited"}]}})
    assert titles(text) == TITLES[:1]


def test_an_object_that_is_broken_around_its_entries_costs_none() -> None:
    for text in ('{"total": 3 "data": %s}', '{"total": , "data": %s}', '{"data": %s "n": }'):
        assert titles(text % json.dumps(ENTRIES)) == TITLES, text


@pytest.mark.parametrize(
    "text",
    [
        '{"a":{"title":"A"} "b":' * 1_000,
        '{"a":[{"title":"A" "b":' * 3_000,
        '[{"a":{"title":"A"},"b" ' * 3_000,
        '{"title":"A" "b":"' + '"' * 30_000,
        '{"title":"A",\n"abstract":"b"\n' * 3_000,
        '{"references":[{"title":"A" ' * 3_000,
    ],
)
def test_what_is_broken_at_each_level_ends_and_is_told_of(text: str) -> None:
    parts = parts_of(text)
    assert any(isinstance(part, Rejected | Finding) for part in parts)
    assert sum(part.lines for part in parts if not isinstance(part, Finding)) == len(text.strip().split("\n"))


# --- which one is meant ---------------------------------------------------------------------------------------------

TITLED = {"title": "A", "abstract": "We do."}


@pytest.mark.parametrize("separator", [", ", ",\n"])
def test_the_excerpt_of_an_entry_ends_where_the_entry_ends(separator: str) -> None:
    untitled, broken = '{"abstract": "Nobody\'s."}', '{"title": "B" "abstract": "We do."}'
    good = json.dumps(TITLED)
    assert excerpts("[" + separator.join([good, untitled, good, broken, good]) + "]") == [untitled, broken]


@pytest.mark.parametrize(
    ("form", "broken"),
    [
        ("[%s, %s, %s]", '{"title": "B, "year": 2020}'),
        ("[%s, %s, %s]", '{"title": "B", "year": 2020'),
        ("[%s, %s, %s]", '{"title": "B"]'),
        ('{"a": %s, "b": %s, "c": %s}', '{"title": "B, "year": 2020}'),
        ('{"a": %s, "b": %s, "c": %s}', '{"title": "B", "year": 2020]'),
    ],
)
def test_the_excerpt_of_what_does_not_end_goes_up_to_the_next_entry(form: str, broken: str) -> None:
    good = json.dumps(TITLED)
    assert excerpts(form % (good, broken, good)) == [broken]


def test_the_excerpts_of_entries_in_one_object_are_their_own() -> None:
    entries = [TITLED, {"title": "", "abstract": "First."}, {"title": None, "abstract": "Second."}]
    line = json.dumps({"info": entries})
    for text in (json.dumps([{"info": entries}]), line + "\n" + json.dumps(TITLED) + "\n" + json.dumps(TITLED)):
        assert excerpts(text) == [json.dumps(entry) for entry in entries[1:]]


def test_rejections_on_one_line_say_which_entry_they_are_about() -> None:
    parts = read(json.dumps([TITLED, {"abstract": "x"}, TITLED, {"abstract": "x"}]))
    reasons = [part.reason for part in parts if isinstance(part, Rejected)]
    assert reasons == [f"an entry without a title, entry {number} of the dump" for number in (2, 4)]


def test_findings_about_the_text_of_papers_on_one_line_name_the_paper(tmp_path: Path) -> None:
    entries = [{"title": f"Paper {number}", "abstract": "We \x07go <script>on</script>."} for number in range(2)]
    for text, said in ((json.dumps(entries), True), ("\n".join(map(json.dumps, entries)), False)):
        path = tmp_path / f"{said}.json"
        path.write_text(text, "utf-8")
        told = [(found.code, found.what) for found in inspect([path]).findings if found.code in ("PS107", "PS205")]
        assert sorted({code for code, _ in told}) == ["PS107", "PS205"]
        assert [what.startswith("in “Paper ") for _, what in told] == [said] * 4
        assert len(set(told)) == (4 if said else 2)
