"""What holds for every format with named fields: places, lines, detection, identifiers, names, and no exception."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Boilerplate, Finding, Record, Rejected
from generator.readers import Line, Origin, identifiers, names, reader_of
from generator.readers.base import Part
from generator.readers.bibtex import BIBTEX
from generator.readers.feeds import ATOM, RSS
from generator.readers.ris import RIS
from generator.readers.structured import year_in

DATA = Path(__file__).parents[1] / "data" / "dumps"
ORIGIN = Origin("toy", "toy.txt")
OURS = (RSS, ATOM, BIBTEX, RIS)
FILES = (("rss.xml", RSS), ("atom.xml", ATOM), ("library.bib", BIBTEX), ("library.ris", RIS))
ONCE = {"rss": r"<item[ >]", "atom": r"<entry[ >]", "bibtex": r"^@(?!comment|string|preamble)", "ris": r"^TY  -"}
"""What stands once in each record, to count them without a reader."""


def lines_of(text: str) -> list[Line]:
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


def balanced(parts: Iterable[Part], lines: list[Line]) -> bool:
    counted = sum(part.lines for part in parts if not isinstance(part, Finding))
    return counted == sum(not line.blank for line in lines)


@pytest.mark.parametrize(("file", "reader"), FILES)
def test_a_toy_dump_is_recognised_and_each_of_its_lines_explained(file, reader) -> None:
    lines = lines_of((DATA / file).read_text("utf-8"))
    parts = list(reader_of(lines).read(lines, ORIGIN))
    assert [each for each in OURS if each.detect(lines)] == [reader]
    assert balanced(parts, lines)
    starts = [part.place.line for part in parts if not isinstance(part, Finding) and part.lines]
    assert starts == sorted(set(starts))
    assert [part.position for part in parts if isinstance(part, Record)] == list(range(1, len(starts)))[
        : len([part for part in parts if isinstance(part, Record)])
    ]


@pytest.mark.parametrize("file", [file for file, _ in FILES])
@pytest.mark.parametrize("start", ["\ufeff", "\n\n", "\ufeff\n \n"])
def test_a_byte_order_mark_and_blank_lines_change_no_format(file, start) -> None:
    text = (DATA / file).read_text("utf-8")
    assert reader_of(lines_of(start + text)) is reader_of(lines_of(text))


@pytest.mark.parametrize("file", [file for file, _ in FILES])
def test_any_beginning_of_a_dump_keeps_the_records_that_are_whole_in_it(file) -> None:
    text = (DATA / file).read_text("utf-8")
    reader = reader_of(lines_of(text))
    whole = [part for part in reader.read(lines_of(text), ORIGIN) if isinstance(part, Record)]
    ends = [part.place.line + part.lines + 1 for part in whole]
    for cut in range(0, len(text), 7):
        lines = lines_of(text[:cut])
        parts = list(reader.read(lines, ORIGIN))
        assert balanced(parts, lines)
        kept = [part.title for part in parts if isinstance(part, Record)]
        sure = [part.title for part, end in zip(whole, ends, strict=True) if end < len(lines)]
        assert kept[: len(sure)] == sure


PIECES = {
    "rss": "<item>|</item>|<item/>|<title>A & B</title>|<title>Toys</title>|<description><![CDATA[|]]>|<p>|&nbsp;|"
    "&lol;|<!--|-->|<!DOCTYPE x [|]>|<rss>|<channel>|</channel></rss>|<dc:creator>A, B</dc:creator>|<item|<|&#0;|"
    '<link>x</link>|<description>&lt;p&gt;x&lt;a href="http://["&gt;</description>|<pubDate>Mon</pubDate>',
    "atom": "<feed>|<entry>|</entry>|<a:entry>|</a:entry>|<title type='html'>&lt;b&gt;x</title>|<summary>|</summary>|"
    "<author><name>|</name></author>|<link href='http://[x'/>|<link rel='|'|</feed>|<![CDATA[|]]>|</|<b xmlns='",
    "bibtex": '@article{a,|@article{|@string{x = "y"}|@comment{|@preamble{|title = {T},|title = "T|{|}|"|,|=|#|x|'
    '\\|@|(|)|@misc(b, title="x")|abstract = {{A\\"{o}|year = 2020,|$|doi={10.1/x}|\\{|author = {A and B, C},',
    "ris": "TY  - JOUR|TY  -|ER  - |ER  -|TI  - T|AB  - A|A1  - B, C, D|PMID  - 1|PY  - 20191231|  more|T1  - X|"
    "DO  - 10.1|UR  - http://[|Provider: x|1.|AU  - ,|KW  - k",
}
ANYTHING = st.text(st.characters(exclude_characters="\n"), max_size=20) | st.sampled_from(
    ("", " ", "\x00", "\ud800", "\ufeff", "\ufffe", "\x1b", "\U0010ff01", "\x85", "\u2028")
)


@pytest.mark.parametrize("reader", OURS, ids=lambda reader: reader.name)
@given(data=st.data())
def test_whatever_a_dump_says_nothing_is_raised_nor_lost_nor_left_to_chance(reader, data) -> None:
    pieces = st.sampled_from(PIECES[reader.name].split("|")) | ANYTHING | st.just("\n")
    lines = lines_of("".join(data.draw(st.lists(pieces, max_size=40))))
    reader.detect(lines)
    parts = list(reader.read(lines, ORIGIN))
    assert balanced(parts, lines)
    assert parts == list(reader.read(iter(lines), ORIGIN))
    for part in parts:
        if isinstance(part, Record | Boilerplate | Rejected):
            assert not lines[part.place.line - 1].blank or not part.lines
        if isinstance(part, Record):
            assert part.title.strip()


@pytest.mark.parametrize(
    "quoted",
    [
        "@article{bricks, title = {Sorting Bricks}}",
        "<rss version='2.0'><channel><item><title>x</title></item></channel></rss>",
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><entry>",
        "TY  - JOUR\nTI  - Sorting Bricks\nER  -",
    ],
)
def test_a_text_dump_that_quotes_another_format_stays_a_text_dump(quoted: str) -> None:
    abstract = "Toy bricks come in many colours. We let two arms sort them by night, with great success."
    text = f"Daily Papers\n\nSorting Toy Bricks\n\n{abstract}\n{quoted}\n\nIs a Kettle Full?\n\n{abstract}\n"
    weekly = f"Title: Sorting Toy Bricks\nSummary: {abstract}\n{quoted}\n---\n"
    assert [reader.name for reader in OURS for each in (text, weekly) if reader.detect(lines_of(each))] == []


@pytest.mark.parametrize(
    "text",
    [
        "<html>\n<body><item>x</item></body></html>",
        '<opml version="2.0"><head></head></opml>',
        "<feedback><entry>x</entry></feedback>",
        "@media print {\n  a { color: red }\n}",
        "@property\ndef x(self): ...",
        "TYPE - JOUR\nTI - x",
        '{"a": "@article{x, title = {y}}"}',
        "id,title\n1,@article{x\n",
        "",
    ],
)
def test_what_only_resembles_a_format_is_none(text: str) -> None:
    assert [reader.name for reader in OURS if reader.detect(lines_of(text))] == []


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("http://arxiv.org/abs/2401.01234v2", "2401.01234"),
        ("https://arxiv.org/pdf/2401.01234v2.pdf", "2401.01234"),
        ("oai:arXiv.org:2401.01234v1", "2401.01234"),
        ("arXiv:math.AG/0601001 [math.AG]", "math/0601001"),
        ("hep-th/9901001", None),
        ("https://doi.org/10.48550/arXiv.2401.01234", "2401.01234"),
        ("https://huggingface.co/papers/2401.01234", "2401.01234"),
        ("see arXiv:2401.01234", None),
        ("https://arxiv.org.evil.example/abs/2401.01234", None),
    ],
)
def test_an_arxiv_identifier_has_no_version_and_is_all_that_the_value_says(value, number) -> None:
    assert identifiers.arxiv(value) == number


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("10.1234/ABC.5", "10.1234/abc.5"),
        ("https://dx.doi.org/10.1234/abc(5)", "10.1234/abc(5)"),
        ("doi:10.1234/abc%2F5", "10.1234/abc/5"),
        ("https://www.toys.example/doi/full/10.1234/ABC?af=R", "10.1234/abc"),
        ("10.12/abc", None),
        ("cites 10.1234/abc", None),
    ],
)
def test_a_doi_is_in_small_letters_and_all_that_the_value_says(value, name) -> None:
    assert identifiers.doi(value) == name


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ada Lovelace, Alan Turing", ("Ada Lovelace", "Alan Turing")),
        ("Lovelace, Ada", ("Ada Lovelace",)),
        ("Lovelace, Ada; Turing, Alan", ("Ada Lovelace", "Alan Turing")),
        ("Ada Lovelace and Alan Turing", ("Ada Lovelace", "Alan Turing")),
        ("Ada Lovelace, Alan Turing, and Kay Van Doll", ("Ada Lovelace", "Alan Turing", "Kay Van Doll")),
        ("Ada Lovelace (1), A. Turing (2) ((1) Toys, (2) Games, Inc.)", ("Ada Lovelace", "A. Turing")),
        ("van Doll, K. A.", ("K. A. van Doll",)),
        ("Doe, J., Roe, K. L., van Poe, A.", ("J. Doe", "K. L. Roe", "A. van Poe")),
        ("Plato", ("Plato",)),
        ("", ()),
    ],
)
def test_a_list_of_names_is_told_from_a_name_with_a_comma(text, people) -> None:
    assert names.listed(text) == people


@pytest.mark.parametrize(
    ("date", "year"),
    [("Fri, 09 May 2025 13:19:09 +0000", 2025), ("2019/05/01/", 2019), ("20191231", 2019), ("Winter 2014", 2014),
     ("12019", None), ("in press", None), ("", None)],
)  # fmt: skip
def test_the_year_is_what_a_date_states(date, year) -> None:
    assert year_in(date) == year


@pytest.mark.parametrize("folder", ["hf-rss", "arxiv", "bibtex", "ris"])
def test_real_exports_give_as_many_records_as_an_independent_count(shared: Path, folder: str) -> None:
    files = [file for file in sorted((shared / "formats" / folder).iterdir()) if file.suffix != ".jsonl"]
    assert files
    for file in files:
        text = file.read_text("utf-8")
        lines = lines_of(text)
        reader = reader_of(lines)
        parts = list(reader.read(lines, ORIGIN))
        expected = len(re.findall(ONCE[reader.name], text, re.MULTILINE))
        assert sum(isinstance(part, Record) for part in parts) == expected > 0
        assert [part for part in parts if isinstance(part, Rejected)] == []
        assert balanced(parts, lines)
