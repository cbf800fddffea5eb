"""From bytes to records: encodings, line ends, damage; the books balance whatever a file holds."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.dumping import DUMP, HEADER, PAPER, read, where


@pytest.mark.parametrize(
    "content",
    [
        DUMP.encode("utf-8-sig"),
        DUMP.replace("\n", "\r\n").encode(),
        DUMP.replace("\n", "\r\n").encode("utf-8-sig"),
        DUMP.rstrip().encode(),
        (DUMP + "\n\n  \n").encode(),
    ],
    ids=["BOM", "CRLF", "BOM and CRLF", "no line end", "trailing blanks"],
)
def test_a_byte_order_mark_and_line_ends_of_any_kind_just_work(tmp_path: Path, content: bytes) -> None:
    found = read(tmp_path, content)
    assert found.findings == ()
    assert [(record.place.line, record.title) for record in found.records] == [(9, "Sorting Toy Bricks")]
    assert found.records[0].abstract.endswith("sort them.")


def test_a_file_with_bare_carriage_returns_is_read_line_by_line(tmp_path: Path) -> None:
    found = read(tmp_path, DUMP.replace("\n", "\r"))
    assert [record.place.line for record in found.records] == [9]


@pytest.mark.parametrize("ends", [("\r", "\n"), ("\n", "\r"), ("\r\n", "\r"), ("\r", "\r\n")])
def test_bare_carriage_returns_end_lines_among_line_feeds_too(tmp_path: Path, ends: tuple[str, str]) -> None:
    papers = [f"Sorting Toy Bricks {n}\n\nToy bricks come in many colours. Arm {n} sorts.\n\n" for n in range(6)]
    first, second = HEADER + "".join(papers[:3]), "".join(papers[3:])
    found = read(tmp_path, first.replace("\n", ends[0]) + second.replace("\n", ends[1]))
    assert [record.place.line for record in found.records] == [9, 13, 17, 21, 25, 29]
    assert found.findings == ()


def test_a_carriage_return_that_is_left_of_a_tex_command_ends_no_line(tmp_path: Path) -> None:
    found = read(tmp_path, DUMP.replace("many colours", "$\rho$ colours"))
    assert [record.abstract[:27] for record in found.records] == ["Toy bricks come in $\rho$ co"]


def test_other_separators_of_unicode_end_no_line(tmp_path: Path) -> None:
    found = read(tmp_path, DUMP.replace("many colours", "many\u2028\u0085colours"))
    assert [record.place.line for record in found.records] == [9]
    assert "\u2028" in found.records[0].abstract


@pytest.mark.parametrize("content", [b"", b"\n \r\n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_dump_is_an_error_and_not_the_end(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "good.txt").write_text(DUMP, "utf-8")
    found = read(tmp_path, content)
    assert where(found.findings) == [("PS001", "toy.txt")]
    assert [dump.records for dump in found.dumps] == [1, 0]
    assert [part.code for part in found.dumps[1].rejected] == ["PS001"]


def test_a_page_without_papers_is_an_empty_dump(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER)
    assert where(found.findings) == [("PS001", "toy.txt")]
    assert found.dumps[0].ledger.boilerplate == 4


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\nSorting Toy Bricks\n", b"PK\x03\x04" + DUMP.encode(), bytes(range(256)) * 4, DUMP.encode("utf-16-le")],
    ids=["PDF", "archive", "every byte", "UTF-16 without mark"],
)
def test_a_binary_file_is_an_error_and_not_the_end(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "good.txt").write_text(DUMP, "utf-8")
    found = read(tmp_path, content)
    assert where(found.findings) == [("PS002", "toy.txt")]
    assert [dump.records for dump in found.dumps] == [1, 0]


def test_a_byte_that_is_no_utf_8_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    content = DUMP.replace("Toy bricks", "Caf€s and toy bricks").encode().replace(b"Caf", b"Caf\xe9")
    found = read(tmp_path, content)
    offset = content.index(b"\xe9")
    assert where(found.findings) == [("PS003", "toy.txt:11")]
    assert f"byte 0xe9 at offset {offset} (byte 4 of the line)" in found.findings[0].what
    assert found.records[0].abstract.startswith("Cafés"[:4] + "€s")


def test_an_encoding_that_cannot_be_guessed_is_named_and_not_printed(tmp_path: Path) -> None:
    found = read(tmp_path, "Сортировка кубиков\n\nМы сортируем кубики по цвету. Это работает.\n".encode("cp1251"))
    assert where(found.findings) == [("PS003", "toy.txt:1")]
    assert found.records == ()


def test_utf_16_with_its_mark_is_read_and_reported(tmp_path: Path) -> None:
    found = read(tmp_path, DUMP.encode("utf-16"))
    assert where(found.findings) == [("PS003", "toy.txt:1")]
    assert [record.title for record in found.records] == ["Sorting Toy Bricks"]


RANDOM = random.Random(7).randbytes(20_000)


@pytest.mark.parametrize("before", [1, 400])
def test_bytes_that_are_no_text_behind_good_records_are_rejected_from_their_first_line(
    tmp_path: Path, before: int
) -> None:
    """However far from the beginning of the file they stand."""
    papers = "".join(
        f"Sorting Toy Bricks {n}\n\nToy bricks come in many colours. Arm {n} sorts.\n\n" for n in range(before)
    )
    text = (HEADER + papers).encode()
    found = read(tmp_path, text + RANDOM)
    [dump] = found.dumps
    line = text.count(b"\n") + 1
    assert where(found.findings) == [("PS002", f"toy.txt:{line}")]
    assert "fetch the dump again" in found.findings[0].remedy
    assert [record.position for record in found.records] == list(range(1, before + 1))
    assert dump.ledger.balanced
    assert [(part.code, part.lines) for part in dump.rejected] == [("PS002", dump.ledger.rejected)]
    assert dump.ledger.rejected > 20


def test_records_behind_bytes_that_are_no_text_are_read_on_but_never_paired_across_them(tmp_path: Path) -> None:
    text = (DUMP + "\nA Title whose Abstract is Lost\n\n").encode()
    after = "\nToy bricks that lost their title come in many colours. They are sorted.\n\n" + PAPER
    found = read(tmp_path, text + RANDOM + after.encode())
    line = text.count(b"\n") + 1
    codes = [(code, int(place.split(":")[1])) for code, place in where(found.findings)]
    assert codes[:3] == [("PS101", line - 2), ("PS103", line - 2), ("PS002", line)]
    assert [code for code, _ in codes[3:]] == ["PS102"]
    assert [(record.position, record.title) for record in found.records] == [
        (1, "Sorting Toy Bricks"),
        (2, "Sorting Toy Bricks"),
    ]
    assert found.dumps[0].ledger.balanced


def test_a_line_with_a_few_control_characters_is_text(tmp_path: Path) -> None:
    found = read(tmp_path, HEADER + PAPER.replace("Toy Bricks", "Toy\x00\x01\x02 Bricks\x1b"))
    assert found.findings == ()
    assert len(found.records) == 1


TEXTS = {
    "UTF-16": "Sorting Toy Bricks",
    "WINDOWS-1252": DUMP.replace("colours", "couleurs préférées"),
    "GB18030": "积木的分类\n\n我们对积木进行分类，这是一个在不同的颜色上工作的方法。\n",
    "BIG5": "積木的分類\n\n我們對積木進行分類，這是一個在不同的顏色上工作的方法。\n",
    "EUC-KR": "장난감 벽돌의 분류\n\n우리는 벽돌을 색으로 분류하는 방법을 제안한다. 이 방법은 밤에도 가능하다.\n",
    "SHIFT_JIS": "おもちゃのブロックの分類\n\n私たちはブロックを色で分類する方法を提案します。これはうまくいきます。\n",
    "WINDOWS-1251": "Сортировка кубиков\n\nМы сортируем кубики по цвету. Это работает.\n",
    "KOI8-R": "Сортировка кубиков\n\nМы сортируем кубики по цвету. Это работает.\n",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_the_remedy_for_another_encoding_names_it(tmp_path: Path, encoding: str) -> None:
    [found] = [each for each in read(tmp_path, TEXTS[encoding].encode(encoding)).findings if each.code == "PS003"]
    assert f"`iconv -f {encoding} -t UTF-8`" in found.remedy


def test_the_remedy_for_utf_16_without_its_mark_names_it(tmp_path: Path) -> None:
    [found] = read(tmp_path, DUMP.encode("utf-16-be")).findings
    assert (found.code, "`iconv -f UTF-16BE -t UTF-8`" in found.remedy) == ("PS002", True)


def test_the_remedy_for_a_stray_byte_in_utf_8_is_no_conversion(tmp_path: Path) -> None:
    content = DUMP.replace("Toy bricks", "Cafés! In bars").encode().replace(b"bars", b"b\xe4rs") + "\nÜber\n".encode()
    found = read(tmp_path, content).findings[0]
    assert (found.code, str(found.place)) == ("PS003", "toy.txt:11")
    assert "iconv" not in found.remedy
    assert "retype the character" in found.remedy


@pytest.mark.parametrize("torn", ["é", "€", "🧱"])
def test_a_character_cut_at_the_end_of_the_file_is_a_cut_and_not_shown(tmp_path: Path, torn: str) -> None:
    for length in range(1, len(torn.encode())):
        found = read(tmp_path, f"{HEADER}Bricks\n\nToy bricks are lost. We find a ".encode() + torn.encode()[:length])
        assert where(found.findings) == [("PS103", "toy.txt:11")]
        assert found.records[0].abstract == "Toy bricks are lost. We find a"


def test_the_last_byte_of_a_file_in_windows_1252_is_no_cut(tmp_path: Path) -> None:
    found = read(tmp_path, f"{HEADER}Bricks\n\nThe cafés are cafés. We like a café".encode("cp1252") + b"\n\xe9")
    assert [code for code, _ in where(found.findings)][:1] == ["PS003"]
    assert found.records[0].abstract.endswith("é")


def test_control_characters_are_kept_for_the_normaliser_which_reports_them(tmp_path: Path) -> None:
    found = read(tmp_path, DUMP.replace("Toy bricks", "T\x08oy\x0c bricks"))
    assert found.findings == ()
    assert found.records[0].abstract.startswith("T\x08oy\x0c bricks")


@pytest.mark.parametrize("line", ["a" * 1_000_000, "We do things. " * 70_000, "(" * 500_000 + " " * 500_000 + "."])
def test_a_line_of_a_megabyte_is_reported_and_kept(tmp_path: Path, line: str) -> None:
    found = read(tmp_path, f"{HEADER}A Long Story\n\n{line}\n\n{PAPER}")
    assert where(found.findings) == [("PS105", "toy.txt:11")]
    assert [len(record.abstract) for record in found.records] == [len(line.strip()), 59]


def test_an_unknown_layout_keeps_every_line_among_the_rejected(tmp_path: Path) -> None:
    found = read(tmp_path, "\nid,name\n1,foo\n\n2,bar\n")
    assert where(found.findings) == [("PS004", "toy.txt:2")]
    [rejected] = found.dumps[0].rejected
    assert (rejected.lines, rejected.text) == (3, "id,name\n1,foo\n2,bar")
    assert found.dumps[0].ledger.balanced
    assert found.dumps[0].layout is None


def test_rejections_and_cuts_become_findings_with_file_and_line(tmp_path: Path) -> None:
    found = read(tmp_path, f"{HEADER}A Lonely Title of Nothing\n\n{PAPER}\nAnother Title of a Paper\n\nWe sort br")
    assert where(found.findings) == [("PS101", "toy.txt:9"), ("PS103", "toy.txt:17")]
    assert "A Lonely Title of Nothing" in found.findings[0].what


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(max_size=600), st.text(max_size=600).map(lambda part: (DUMP + part).encode("utf-8", "replace"))
    )
)
def test_no_bytes_raise_and_the_books_always_balance(tmp_path: Path, content: bytes) -> None:
    found = read(tmp_path, content)
    [dump] = found.dumps
    assert dump.ledger.balanced
    assert dump.records == len(found.records)
    assert "PS008" not in {finding.code for finding in found.findings}
