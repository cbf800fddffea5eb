"""From files to dumps, records and findings: order, names, encodings, the books, and what ``dumps.yml`` may say."""

import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.dumps import ReadDumps, dump_slug, naming, read_files, read_folder
from generator.errors import ConfigurationError, DumpsError
from generator.model import Acknowledgement, Finding, Place
from generator.yaml_lines import compose, entries, items, load, text
from tests.building import first_dumps

DATA = Path(__file__).parents[1] / "data" / "dumps"
REAL = Path(__file__).parents[2] / "dumps"

HEADER = "new\n\nSubscribe\n\nDaily Papers\n\nMar 14\n\n"
PAPER = "Sorting Toy Bricks\n\nToy bricks come in many colours. We let two arms sort them.\n"
DUMP = HEADER + PAPER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text(DUMP, "utf-8")
    (tmp_path / "a.txt").write_text(DUMP, "utf-8")
    return tmp_path


def read(tmp_path: Path, content: bytes | str) -> ReadDumps:
    (tmp_path / "toy.txt").write_bytes(content.encode() if isinstance(content, str) else content)
    return read_folder(tmp_path)


def where(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(found.code, str(found.place)) for found in findings]


def told(folder: Path, yaml: str) -> ReadDumps:
    (folder / "dumps.yml").write_text(yaml, "utf-8")
    return read_folder(folder)


# --- the real dumps -------------------------------------------------------------------------------------------------


def test_the_first_dumps_give_509_records_with_balanced_books_and_nothing_to_complain_of(tmp_path: Path) -> None:
    found = read_folder(first_dumps(REAL, tmp_path / "dumps"))
    assert [dump.records for dump in found.dumps] == [60, 61, 88, 82, 218]
    assert len(found.records) == 509
    assert all(dump.ledger.balanced and not dump.ledger.rejected for dump in found.dumps)
    assert found.findings == ()
    assert [dump.listed for dump in found.dumps] == ["Mar 14", "Jul 31", "Mar 11", "Jun 6", None]


def test_the_real_registry_holds_its_one_acknowledgement_and_true_checksums() -> None:
    found = read_folder(REAL)
    assert [(known.paper[:22], known.field) for known in found.acknowledged] == [("unpacking dpo and ppo ", "abstract")]
    for dump in found.dumps:
        assert hashlib.sha256((REAL / dump.file).read_bytes()).hexdigest() == dump.sha256


# --- files ----------------------------------------------------------------------------------------------------------


def test_without_a_registry_dumps_come_by_file_name(folder: Path) -> None:
    assert [dump.file for dump in read_folder(folder).dumps] == ["a.txt", "b.txt"]


def test_with_a_registry_its_order_goes_first(folder: Path) -> None:
    (folder / "c.txt").write_text(DUMP, "utf-8")
    found = told(folder, "dumps:\n  - file: c.txt\n")
    assert [dump.file for dump in found.dumps] == ["c.txt", "a.txt", "b.txt"]
    assert [record.place.file for record in found.records] == ["c.txt", "a.txt", "b.txt"]


def test_the_readme_the_registry_dot_files_and_folders_are_no_dumps(folder: Path) -> None:
    for name in ("README.md", ".hidden", "dumps.yml"):
        (folder / name).write_text("", "utf-8")
    (folder / "older").mkdir()
    assert [dump.file for dump in read_folder(folder).dumps] == ["a.txt", "b.txt"]


def test_leftovers_of_editors_are_no_dumps_unless_the_registry_names_them(folder: Path) -> None:
    leftovers = ["#a.txt#", "a.bak", "a.txt.orig", "a.txt.swp", "notes.txt~"]
    for name in [*leftovers, ".a.txt.swp"]:
        (folder / name).write_text(DUMP, "utf-8")
    found = read_folder(folder)
    assert [dump.file for dump in found.dumps] == ["a.txt", "b.txt"]
    assert where(found.findings) == [("PS011", f"{folder.name}/{name}") for name in leftovers]
    assert {finding.severity for finding in found.findings} == {"info"}
    found = told(folder, "dumps:\n  - file: notes.txt~\n")
    assert [dump.file for dump in found.dumps] == ["notes.txt~", "a.txt", "b.txt"]
    assert [code for code, _ in where(found.findings)] == ["PS011"] * 4


def test_what_cannot_be_a_dump_is_not_passed_over_in_silence(folder: Path) -> None:
    (folder / "lost.txt").symlink_to(folder / "nowhere.txt")
    (folder / "older").mkdir()
    found = read_folder(folder)
    assert [dump.file for dump in found.dumps] == ["a.txt", "b.txt"]
    assert where(found.findings) == [("PS010", f"{folder.name}/lost.txt"), ("PS010", f"{folder.name}/older")]
    assert ["link that leads nowhere" in found.findings[0].what, "folder" in found.findings[1].what] == [True, True]


def test_dump_ids_are_slugs_of_the_stems_and_unique(tmp_path: Path) -> None:
    for name in ("Week 1.txt", "week-1.md", "…txt", "Žluťoučký.txt"):
        (tmp_path / name).write_text(DUMP, "utf-8")
    ids = [dump.id for dump in read_folder(tmp_path).dumps]
    assert ids == ["week-1", "week-1-2", "zlutoucky", "txt"]


def test_no_dump_takes_the_address_of_the_list_of_dumps(tmp_path: Path) -> None:
    (tmp_path / "index.txt").write_text(DUMP, "utf-8")
    assert [dump.id for dump in read_folder(tmp_path).dumps] == ["index-2"]


def test_a_stem_without_letters_still_has_an_id() -> None:
    assert dump_slug("🤖") == "dump"


def test_single_files_are_read_in_the_order_given_and_shown_by_their_path(folder: Path) -> None:
    found = read_files([folder / "b.txt", folder / "a.txt"])
    assert [record.place.file for record in found.records] == [f"{folder.as_posix()}/{name}.txt" for name in "ba"]


def test_single_files_have_what_the_registry_beside_them_says_of_them_and_of_no_other(folder: Path) -> None:
    (folder / "dumps.yml").write_text(
        "dumps:\n  - file: none.txt\n  - file: a.txt\n    title: Bricks\n    sha256: "
        + "0" * 64
        + "\n    colour: red\n"
        "acknowledge:\n  - paper: Sorting toy bricks!\n    field: title\n    because: b\n"
        "  - paper: Another\n    field: title\n    because: b\n",
        "utf-8",
    )
    path = (folder / "a.txt").as_posix()
    found = read_files([folder / "a.txt"])
    assert found.dumps[0].title == "Bricks"
    assert where(found.findings) == [("PS007", path)]
    assert [known.paper for known in found.acknowledged] == ["sorting toy bricks"]
    assert str(found.acknowledged[0].place) == f"{folder.as_posix()}/dumps.yml:8"
    assert read_files([folder / "b.txt"]).findings == ()


def test_a_relative_path_is_shown_as_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    (folder / "a.txt").write_text("", "utf-8")
    assert where(read_files([Path(folder.name, "a.txt")]).findings) == [("PS001", f"{folder.name}/a.txt")]


def test_a_folder_without_dumps_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(DumpsError, match="holds no dump"):
        read_folder(tmp_path)
    with pytest.raises(DumpsError, match="no such folder"):
        read_folder(tmp_path / "none")
    with pytest.raises(DumpsError, match="no such file"):
        read_files([tmp_path / "none.txt"])


def test_records_carry_the_file_name_only_so_that_the_folder_never_shows(folder: Path) -> None:
    assert str(folder) not in repr(read_folder(folder))


# --- bytes ----------------------------------------------------------------------------------------------------------


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


# --- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stem", "layout", "listed", "title"),
    [
        ("000_ab", "daily-papers-spaced", "Mar 14", "Daily Papers, 14 March"),
        ("000_ab", "daily-papers-spaced", "2025-03-14", "Daily Papers, 14 March 2025"),
        ("000_ab", "daily-papers-spaced", "Fri, March 14th, 2025", "Daily Papers, 14 March 2025"),
        ("004_ab", "daily-papers-compact", None, "Daily Papers 004"),
        ("toy", "daily-papers-compact", None, "Daily Papers, toy"),
        ("toy", None, None, "toy"),
    ],
)
def test_a_dump_is_called_by_its_day_else_by_its_number(stem: str, layout: str, listed: str, title: str) -> None:
    assert naming.title(stem, layout, listed) == title


def test_a_made_title_that_repeats_is_told_apart_by_number_stem_or_id_and_never_changes_an_earlier_one(
    tmp_path: Path,
) -> None:
    names = ("000_ab.txt", "001_ab.txt", "001_cd.txt", "x.md", "x.txt")
    titles = ["", " (001)", " (001_cd)", " (x)", " (x-2)"]
    for count, name in enumerate(names, 1):
        (tmp_path / name).write_text(DUMP, "utf-8")
        found = [dump.title for dump in read_folder(tmp_path).dumps]
        assert found == [f"Daily Papers, 14 March{title}" for title in titles[:count]]


def test_a_title_that_people_gave_is_left_alone(folder: Path) -> None:
    found = told(folder, "dumps:\n  - file: a.txt\n    title: Bricks\n  - file: b.txt\n    title: Bricks\n")
    assert [dump.title for dump in found.dumps] == ["Bricks", "Bricks"]


def test_the_registry_has_the_last_word_on_title_and_day(folder: Path) -> None:
    [first, second] = told(folder, "dumps:\n  - file: a.txt\n    title: Bricks\n    listed: 2025-03-14\n").dumps
    assert (first.title, first.listed) == ("Bricks", "2025-03-14")
    assert (second.title, second.listed) == ("Daily Papers, 14 March", "Mar 14")


# --- dumps.yml ------------------------------------------------------------------------------------------------------

GOOD = """\
dumps:
  - file: a.txt
    added: 2026-11-21
    source: https://huggingface.co/papers
    title:
acknowledge:
  - paper: "Sorting: Toy Bricks!"
    field: abstract
    because: it is right
    dumps: [a.txt]
"""


def test_the_registry_says_what_a_file_cannot(folder: Path) -> None:
    found = told(folder, GOOD)
    assert found.findings == ()
    assert (found.dumps[0].added, found.dumps[0].source) == ("2026-11-21", "https://huggingface.co/papers")
    assert found.dumps[1].added is None
    [known] = found.acknowledged
    place = Place("dumps.yml", 7)
    assert known == Acknowledgement(
        paper="sorting toy bricks", field="abstract", because="it is right", dumps=("a.txt",), place=place
    )


def test_the_registry_tells_the_names_of_fields(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("no,headline,body,notes\n1,Bricks,,We sort.\n", "utf-8")
    found = told(
        tmp_path, "dumps:\n  - file: a.csv\n    fields:\n      title: headline\n      abstract: [body, notes]\n"
    )
    assert [(record.title, record.abstract) for record in found.records] == [("Bricks", "We sort.")]
    assert found.findings == ()


def test_a_recorded_checksum_is_checked(folder: Path) -> None:
    right = hashlib.sha256(DUMP.encode()).hexdigest()
    wrong = hashlib.sha256(b"").hexdigest()
    found = told(folder, f"dumps:\n  - file: a.txt\n    sha256: {right}\n  - file: b.txt\n    sha256: {wrong}\n")
    assert where(found.findings) == [("PS007", "b.txt")]
    assert right in found.findings[0].what
    assert len(found.records) == 2


@pytest.mark.parametrize(
    ("yaml", "code", "line", "word"),
    [
        ("dumps:\n  - file: a.txt\n  - file: none.txt\n", "PS005", 3, "none.txt"),
        ("dumps:\n  - file: a.txt\n    colour: red\n", "PS006", 3, "colour"),
        ("dumps: []\n\nextra: 1\n", "PS006", 3, "extra"),
        ("dumps:\n  - file: a.txt\n    added: 2026-13-01\n", "PS006", 3, "added"),
        ("dumps:\n  - file: a.txt\n    added: 21.11.2026\n", "PS006", 3, "added"),
        ("dumps:\n  - file: a.txt\n    added: 20261121\n", "PS006", 3, "added"),
        ("dumps:\n  - file: a.txt\n    listed: Mar 14\n", "PS006", 3, "listed"),
        ("dumps:\n  - file: a.txt\n    sha256: abc\n", "PS006", 3, "sha256"),
        ("dumps:\n  - file: a.txt\n    source: javascript:alert(1)\n", "PS006", 3, "source"),
        ("dumps:\n  - file: a.txt\n    title: [a]\n", "PS006", 3, "title"),
        ("dumps:\n  - file: a.txt\n    title: A\n    title: B\n", "PS006", 4, "twice"),
        ("dumps:\n  - file: a.txt\n    fields: Name\n", "PS006", 3, "mapping"),
        ("dumps:\n  - file: a.txt\n    fields:\n      titel: Name\n", "PS006", 4, "titel"),
        ("dumps:\n  - file: a.txt\n    fields:\n      title:\n", "PS006", 4, "names no field"),
        ("dumps:\n  - file: a.txt\n    fields:\n      title: A\n      title: B\n", "PS006", 5, "twice"),
        ("dumps:\n  - file: a.txt\n    fields:\n      title: A\n", "PS014", 2, "daily-papers-spaced"),
        ("dumps:\n  - file: a.txt\n  - added: 2026-11-21\n    file: a.txt\n", "PS006", 3, "line 2"),
        ("dumps:\n  - title: A\n", "PS006", 2, "without a file"),
        ("dumps:\n  - file: ../a.txt\n", "PS006", 2, "path"),
        ("dumps:\n  file: a.txt\n", "PS006", 1, "no list"),
        ("- a.txt\n", "PS006", 1, "no mapping"),
        ("acknowledge:\n  - paper: A\n    field: colour\n    because: b\n", "PS006", 3, "colour"),
        ("acknowledge:\n  - paper: A\n    field: title\n", "PS006", 2, "because"),
    ],
)
def test_a_mistake_in_the_registry_is_a_finding_with_its_line(
    folder: Path, yaml: str, code: str, line: int, word: str
) -> None:
    found = told(folder, yaml)
    assert (code, f"dumps.yml:{line}") in where(found.findings)
    assert any(word in finding.what for finding in found.findings)
    assert len(found.records) == 2


def test_an_entry_of_another_shape_is_one_mistake(folder: Path) -> None:
    found = told(folder, "dumps:\n  - a.txt\nacknowledge:\n  - [a]\n")
    assert where(found.findings) == [("PS006", "dumps.yml:2"), ("PS006", "dumps.yml:4")]


@pytest.mark.parametrize(
    ("yaml", "word"),
    [
        ("dumps:\n  - file: ../x\n", "path"),
        ("acknowledge:\n  - paper: A\n    field: body\n    because: b\n", "neither"),
    ],
)
def test_a_bad_value_is_one_mistake_and_not_a_missing_one_too(folder: Path, yaml: str, word: str) -> None:
    [found] = told(folder, yaml).findings
    assert (found.code, word in found.what) == ("PS006", True)


def test_an_entry_with_one_bad_value_keeps_the_others(folder: Path) -> None:
    found = told(folder, "dumps:\n  - file: a.txt\n    added: soon\n    title: Bricks\n")
    assert found.dumps[0].title == "Bricks"


@pytest.mark.parametrize("yaml", ["", "# nothing yet\n", "dumps:\nacknowledge:\n"])
def test_an_empty_registry_is_fine(folder: Path, yaml: str) -> None:
    assert told(folder, yaml).findings == ()


@pytest.mark.parametrize(
    ("yaml", "line"),
    [
        ("dumps:\n  - file: a: b\n", 2),
        ("dumps: [\n\n", 3),
        ("a: 1\n\tb: 2\n", 2),
        ("a: 1\nb: \x01\n", 2),
        ("a: *b\n", 1),
    ],
)
def test_a_registry_that_is_no_yaml_stops_the_run_with_line_and_remedy(folder: Path, yaml: str, line: int) -> None:
    with pytest.raises(ConfigurationError, match=rf"{folder.name}/dumps\.yml:{line}: .*in quotes"):
        told(folder, yaml)


# --- YAML with lines ------------------------------------------------------------------------------------------------


def test_scalars_are_taken_as_written() -> None:
    root = compose("a: 2026-11-21\nb: yes\nc: 007\nd:\ne: [x, 1]\n", "x.yml")
    values = {entry.key: entry.value for entry in entries(root, "x.yml")}
    assert [text(values[key]) for key in "abcde"] == ["2026-11-21", "yes", "007", None, None]
    assert [text(item) for item in items(values["e"])] == ["x", "1"]


def test_entries_know_their_lines_and_a_repeated_key_is_kept() -> None:
    root = compose("a: 1\n\nb: 2\na: 3\n", "x.yml")
    assert [(entry.key, str(entry.place)) for entry in entries(root, "x.yml")] == [
        ("a", "x.yml:1"),
        ("b", "x.yml:3"),
        ("a", "x.yml:4"),
    ]


def test_a_configuration_that_is_not_utf_8_names_byte_and_line(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_bytes(b"a: 1\nb: \xe9\n")
    with pytest.raises(ConfigurationError, match=r"x\.yml:2: not UTF-8 \(byte 0xe9\)"):
        load(tmp_path / "x.yml")


def test_yaml_nested_without_end_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="nested too deeply"):
        compose("[" * 1500, "x.yml")
