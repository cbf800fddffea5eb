"""Citations come back from other readers as what went in; nothing is invented; nothing of a title steers a format."""

import json
import re
from dataclasses import replace

import pytest
from bibtexparser.middlewares.names import parse_single_name_into_parts
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from generator.model import Dump, Library, Paper, Place, Witness
from generator.normalise import clean_title, plain
from generator.outputs.citations import bibtex, cited, csl, files, ris
from generator.outputs.citations.item import Name, name
from generator.outputs.wording import harmless

DUMPS = {"march": Dump(id="march", file="march.txt", sha256="a" * 64, title="Daily & Papers, 14 March")}
HOSTILE = [
    "A & B < C ]]> D",
    "{unbalanced } braces { everywhere",
    "costs $5 and 100% of #1_thing ~ ^ \\ end",
    r"Regret \(O(\sqrt{T})\) and \(\}\) and \(a % b\)",
    "\u202eturned around\u202c \u2066x",
    "NUL \x00 and \x1b escape \udc80",
    "@misc{evil, title = {gone}}",
    "two\nlines\r\nER  - \nTY  - EVIL",
    "trailing backslash \\",
    "",
]


def paper(title: str, **more: object) -> Paper:
    witness = Witness(dump="march", place=Place("march.txt", 1), position=1, title=title)
    return Paper(slug="a-slug", title=clean_title(title), abstract="", witnesses=(witness,), **more)


def bib_entries(text: str):
    return parse_string(text, "bibtex").entries


def untexed(text: str) -> str:
    """What a BibTeX value shows, by rules that share no code with the writer."""
    named = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^"}
    for command, char in named.items():
        text = text.replace(f"\\text{command}{{}}", f"\x01{ord(char)}\x01")
    text = re.sub(r"(?<!\\)[{}$]", "", text)
    text = re.sub(r"\\([$&#%_])", r"\1", text)
    return re.sub("\x01(\\d+)\x01", lambda found: chr(int(found[1])), text)


def ris_values(text: str) -> list[dict[str, list[str]]]:
    """RIS by its definition: a tag of two characters, two spaces, a hyphen, a value; ER ends a record."""
    records: list[dict[str, list[str]]] = [{}]
    for line in text.splitlines():
        if line.strip():
            tag, value = re.fullmatch(r"([A-Z][A-Z0-9])  - ?(.*)", line).groups()
            if tag == "ER":
                records.append({})
            else:
                records[-1].setdefault(tag, []).append(value)
    return records[:-1]


def test_the_whole_library_comes_back_from_each_format(real_library: Library):
    made = dict(files(real_library, "https://papers.example/"))
    entries = bib_entries(made["papers.bib"].decode())
    assert list(entries) == [one.slug for one in real_library.papers]
    for one in real_library.papers:
        if "\\(" not in one.title:
            assert untexed(entries[one.slug].fields["title"]) == one.title
        assert entries[one.slug].fields["url"].endswith(f"papers/{one.slug}/")
    for theme in real_library.themes:
        keys = list(bib_entries(made[f"{theme.url}papers.bib"].decode()))
        assert keys
        assert [one["ID"] for one in ris_values(made[f"{theme.url}papers.ris"].decode())] == [[key] for key in keys]
        assert list(CiteProcJSON(json.loads(made[f"{theme.url}papers.csl.json"]))) == keys
    titles = {one.slug: plain(one.title) for one in real_library.papers}
    for dump in real_library.dumps:
        for one in ris_values(made[f"{dump.url}papers.ris"].decode()):
            assert one["TI"] == [titles[one["ID"][0]]]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_stays_a_title(title):
    one = cited(paper(title), DUMPS)
    ((key, entry),) = bib_entries(bibtex([one])).items()
    assert (key, set(entry.fields)) == ("a-slug", {"title", "note"} if clean_title(title).strip() else {"note"})
    (record,) = ris_values(ris([one]))
    assert set(record) <= {"TY", "TI", "N1", "ID"}
    assert record["TY"] == ["GEN"]
    (item,) = json.loads(csl([one]))
    assert set(item) <= {"id", "type", "title", "note"}
    shown = json.dumps(item, ensure_ascii=False)
    assert not set("\u202e\u2066\x00\x1b\udc80") & set(shown)


@given(st.text(max_size=60))
def test_any_title_reads_back_as_one_entry_of_each_format(title):
    one = cited(paper(title), DUMPS)
    assert list(bib_entries(bibtex([one, replace(one, key="b-slug")]))) == ["a-slug", "b-slug"]
    assert len(ris_values(ris([one, one]))) == 2


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40))
def test_plain_titles_keep_every_character_in_bibtex(title):
    text = harmless(title)
    one = replace(cited(paper("x"), DUMPS), title=text)
    if text and "\\(" not in text:
        assert " ".join(untexed(bib_entries(bibtex([one]))["a-slug"].fields["title"]).split()) == text


def test_formulas_stand_between_dollar_signs_and_capitals_in_braces():
    one = cited(paper(r"GPT-4 and the Q of DeepSeek-R1: regret \(O(\sqrt{T})\) & more"), DUMPS)
    wanted = r"title = {{GPT}-4 and the {Q} of {DeepSeek}-{R1}: regret $O(\sqrt{T})$ \& more}"
    assert wanted in bibtex([one])


def test_nothing_is_invented_without_authors_and_year():
    text = bibtex([cited(paper("A title"), DUMPS)])
    lines = ("@misc{a-slug,", "  title = {A title},", "  note = {Listed in Daily \\& Papers, 14 March},", "}", "")
    assert text == "\n".join(lines)


def test_authors_year_and_identifiers_are_cited_when_known():
    known = paper(
        "A title",
        authors=("Ludwig van Beethoven", "Lovelace, Ada", "{The X Team}", "Plato", " , "),
        year=2024,
        venue="Journal of A & B",
        identifiers=(("arxiv", "2401.00001"), ("doi", "10.1234/x_y")),
    )
    one = cited(known, DUMPS, "https://papers.example/")
    entry = bib_entries(bibtex([one]))["a-slug"]
    people = [" ".join((*one.first_names, *one.prelast_names, *one.last_names)) for one in entry.persons["author"]]
    assert people == ["Ludwig van Beethoven", "Ada Lovelace", "{The X Team}", "{Plato}"]
    assert entry.fields["eprint"] == "2401.00001"
    assert entry.fields["howpublished"] == r"Journal of A \& B"
    assert entry.fields["url"] == "https://arxiv.org/abs/2401.00001"
    (record,) = ris_values(ris([one]))
    assert record["AU"] == ["van Beethoven, Ludwig", "Lovelace, Ada", "The X Team", "Plato"]
    assert (record["PY"], record["DO"], record["T2"]) == (["2024"], ["10.1234/x_y"], ["Journal of A & B"])
    (item,) = json.loads(csl([one]))
    assert item["issued"] == {"date-parts": [[2024]]}
    assert item["container-title"] == "Journal of A & B"
    assert item["author"][0] == {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}


@given(st.text(max_size=30))
def test_any_authors_name_stays_one_name(written):
    made = name(written)
    if made:
        entry = bib_entries(bibtex([replace(cited(paper("x"), DUMPS), authors=(made, Name("Last", "First")))]))
        assert len(entry["a-slug"].persons["author"]) == 2


_PART = st.text("ABZÀÖØÞabzàöøÿ.'’- ", max_size=6).map(lambda rest: f"Q{rest}")


@given(st.lists(_PART, min_size=1, max_size=5).map(" ".join))
def test_a_plain_name_is_taken_apart_as_bibtex_does(written):
    parts = parse_single_name_into_parts(harmless(written), strict=False)
    wanted = Name(*(" ".join(part) for part in (parts.last, parts.first, parts.von, parts.jr)))
    assert name(written) == wanted
