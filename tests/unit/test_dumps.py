"""From files to dumps: which files are read, in which order, and what they are called."""

import hashlib
from pathlib import Path

import pytest

from generator.dumps import dump_slug, naming, read_files, read_folder
from generator.errors import DumpsError
from tests.building import first_dumps
from tests.dumping import DUMP, PAPER, read, told, two_dumps, where

REAL = Path(__file__).parents[2] / "dumps"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return two_dumps(tmp_path)


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


# --- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stem", "listed", "title"),
    [
        ("000_ab", "Mar 14", "Daily Papers, 14 March"),
        ("000_ab", "2025-03-14", "Daily Papers, 14 March 2025"),
        ("000_ab", "Fri, March 14th, 2025", "Daily Papers, 14 March 2025"),
        ("004_ab", None, "Daily Papers 004"),
        ("toy", None, "Daily Papers, toy"),
    ],
)
def test_a_dump_is_called_by_its_day_else_by_its_number(stem: str, listed: str, title: str) -> None:
    assert naming.title(stem, "daily-papers-spaced", listed, family="Daily Papers") == title


@pytest.mark.parametrize("layout", ["daily-papers-spaced", "daily-papers-compact", "labelled", "table", None])
def test_a_dump_that_does_not_say_what_it_is_is_called_like_its_file(layout: str | None) -> None:
    assert naming.title("000_ab", layout, "Mar 14") == "000_ab"


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("Daily Papers\n\n", "Daily Papers, toy"),
        ("byAK and the research community\n\nMar 14\n\n", "Daily Papers, 14 March"),
        ("Get trending papers in your email inbox!\n\nMar 14\n\n", "Daily Papers, 14 March"),
        ("Mar 14\n\n", "toy"),
        ("new\n\nSubscribe\n\n", "toy"),
        ("", "toy"),
    ],
)
def test_only_a_header_says_that_a_text_is_a_page_of_daily_papers(tmp_path: Path, header: str, title: str) -> None:
    [dump] = read(tmp_path, header + PAPER).dumps
    assert (dump.title, dump.records) == (title, 1)


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
