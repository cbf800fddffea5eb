"""What holds for feeds, BibTeX and RIS alike: places, lines, detection, and no exception."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Boilerplate, Finding, Record, Rejected
from generator.readers import Line, Origin, reader_of
from generator.readers.base import Part
from generator.readers.bibtex import BIBTEX
from generator.readers.feeds import ATOM, RSS
from generator.readers.ris import RIS
from tests.reading import TOYS, lines_of

ORIGIN = Origin("toy", "toy.txt")
OURS = (RSS, ATOM, BIBTEX, RIS)
FILES = (("rss.xml", RSS), ("atom.xml", ATOM), ("library.bib", BIBTEX), ("library.ris", RIS))
ONCE = {"rss": r"<item[ >]", "atom": r"<entry[ >]", "bibtex": r"^@(?!comment|string|preamble)", "ris": r"^TY  -"}
"""What stands once in each record, to count them without a reader."""


def balanced(parts: Iterable[Part], lines: list[Line]) -> bool:
    counted = sum(part.lines for part in parts if not isinstance(part, Finding))
    return counted == sum(not line.blank for line in lines)


@pytest.mark.parametrize(("file", "reader"), FILES)
def test_a_toy_dump_is_recognised_and_each_of_its_lines_explained(file, reader) -> None:
    lines = lines_of((TOYS / file).read_text("utf-8"))
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
    text = (TOYS / file).read_text("utf-8")
    assert reader_of(lines_of(start + text)) is reader_of(lines_of(text))


@pytest.mark.parametrize("file", [file for file, _ in FILES])
def test_any_beginning_of_a_dump_keeps_the_records_that_are_whole_in_it(file) -> None:
    text = (TOYS / file).read_text("utf-8")
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
