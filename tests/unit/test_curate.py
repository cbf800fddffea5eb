"""`add` and `withdraw`: what they write, what they refuse, and that no address dies of them."""

import hashlib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli import main
from generator.library import gather
from generator.model import Library
from tests.toys import BENCHMARKS as B
from tests.toys import HEAD
from tests.toys import TESTING as A

C = (
    "Preface\n\nThis volume holds the papers of a workshop on kettles, held in a kitchen. We thank all authors, "
    "reviewers and the people who kept the water hot for three long days.\n\n"
)
D = (
    "Preface\n\nThe second meeting of those who fold maps took place in a tent. Folding was discussed, unfolding was "
    "tried, and a committee has been asked to find the way back to the car park.\n\n"
)
DAY = "2026-11-22"


def papershelf(*arguments: object, **options: object) -> Result:
    return CliRunner(env={"PAPERSHELF_TODAY": DAY}).invoke(main, [str(each) for each in arguments], **options)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two dumps."""
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    dumps = tmp_path / "dumps"
    dumps.mkdir()
    (dumps / "one.txt").write_text(HEAD + A + C, "utf-8")
    (dumps / "two.txt").write_text(HEAD + A + B + D, "utf-8")
    (dumps / "dumps.yml").write_text("# ours\ndumps:\n  - file: one.txt\n  - file: two.txt # second\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def addresses(library: Library) -> set[str]:
    papers = {paper.url for paper in library.papers} | {one.url for one in library.retired}
    dumps = {dump.url for dump in library.dumps} | {one.url for one in library.retired_dumps}
    return papers | dumps | {f"papers/{old}/" for old, _ in library.redirects}


def registry(root: Path) -> dict:
    return yaml.load((root / "dumps" / "dumps.yml").read_text("utf-8"), Loader=yaml.BaseLoader)


def new_dump(
    root: Path, text: str = HEAD + B + A.replace("Test Command", "Try Command").replace("study", "know")
) -> Path:
    path = root / "My dump (1).txt"
    path.write_text(text, "utf-8")
    return path


def test_add_copies_registers_and_says_what_changes(root):
    path = new_dump(root)
    done = papershelf(
        "add", path, "--listed", "2026-11-20", "--source", "https://example.org/x", "--title", "Friday: 1"
    )
    assert done.exit_code == 0, done.output
    copy = root / "dumps" / "My-dump-1.txt"
    assert copy.read_bytes() == path.read_bytes()
    assert registry(root)["dumps"][-1] == {
        "file": "My-dump-1.txt",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "added": DAY,
        "listed": "2026-11-20",
        "source": "https://example.org/x",
        "title": "Friday: 1",
    }
    assert (root / "dumps" / "dumps.yml").read_text("utf-8").startswith("# ours\ndumps:\n  - file: one.txt\n")
    assert "dumps added" in done.stdout
    assert "papers seen again (1)" in done.stdout
    assert not [each.name for each in (root / "dumps").iterdir() if each.name.startswith(".")]


def test_add_refuses_what_is_there_already(root):
    path = new_dump(root, HEAD + A + C)
    done = papershelf("add", path)
    assert (done.exit_code, "one.txt is the same" in done.output) == (1, True)
    assert len(registry(root)["dumps"]) == 2


@pytest.mark.parametrize("text", ["", "no dump of any kind\n", HEAD + "A Title that Nobody wrote an Abstract for\n"])
def test_add_refuses_what_nobody_can_read_with_the_findings(root, text):
    done = papershelf("add", new_dump(root, text))
    assert done.exit_code == 1
    assert " PS" in done.output
    assert sorted(path.name for path in (root / "dumps").iterdir()) == ["dumps.yml", "one.txt", "two.txt"]


@pytest.mark.parametrize(("option", "value"), [("--listed", "20 Nov"), ("--source", "javascript:x"), ("--title", " ")])
def test_add_refuses_what_the_registry_would_refuse(root, option, value):
    assert papershelf("add", new_dump(root), option, value).exit_code == 2
    assert len(registry(root)["dumps"]) == 2


def test_add_gives_another_name_where_one_is_taken(root):
    path = root / "ONE.txt"
    path.write_text(HEAD + B, "utf-8")
    assert papershelf("add", path).exit_code == 0
    assert (root / "dumps" / "ONE-2.txt").is_file()


def test_add_registers_older_dumps_first_so_that_the_order_stays(root):
    (root / "dumps" / "dumps.yml").unlink()
    before = gather(root / "dumps")
    assert papershelf("add", new_dump(root)).exit_code == 0
    assert [entry["file"] for entry in registry(root)["dumps"]] == ["one.txt", "two.txt", "My-dump-1.txt"]
    assert addresses(before) <= addresses(gather(root / "dumps"))


def test_add_into_an_empty_project(root):
    for path in (root / "dumps").iterdir():
        path.unlink()
    assert papershelf("add", new_dump(root)).exit_code == 0
    assert len(registry(root)["dumps"]) == 1


def test_add_to_a_registry_that_cannot_be_edited_changes_nothing(root):
    listing = root / "dumps" / "dumps.yml"
    listing.write_text("dumps: [{file: one.txt}]\n", "utf-8")
    done = papershelf("add", new_dump(root))
    assert (done.exit_code, "by hand" in done.output) == (2, True)
    assert not (root / "dumps" / "My-dump-1.txt").exists()
    assert listing.read_text("utf-8") == "dumps: [{file: one.txt}]\n"


@pytest.mark.parametrize(
    "name",
    ["learning-to-test-command-lines", "papers/learning-to-test-command-lines/", "Learning to test command lines!"],
)
def test_withdraw_takes_a_paper_back_and_its_address_stays(root, name):
    before = gather(root / "dumps")
    done = papershelf("withdraw", name, "--reason", "asked by: the author")
    assert done.exit_code == 0, done.output
    after = gather(root / "dumps")
    assert addresses(before) <= addresses(after)
    assert "learning-to-test-command-lines" not in {paper.slug for paper in after.papers}
    [retired] = after.retired
    assert (retired.slug, retired.because, retired.title) == (
        "learning-to-test-command-lines",
        "asked by: the author",
        "Learning to Test Command Lines",
    )
    assert "papers gone (1)" in done.stdout
    assert after.findings == ()


def test_withdraw_to_another_paper_leaves_a_redirect(root):
    done = papershelf("withdraw", "preface-2", "--reason", "twice", "--to", "preface")
    assert done.exit_code == 0, done.output
    after = gather(root / "dumps")
    assert ("preface-2", "preface") in after.redirects
    assert after.retired == ()


def test_withdraw_says_that_a_paper_was_taken_back_already(root):
    assert papershelf("withdraw", "preface-2", "--reason", "asked by its author").exit_code == 0
    again = papershelf("withdraw", "papers/preface-2/", "--reason", "once more")
    assert again.exit_code == 1
    assert "preface-2 was taken back already (dumps/dumps.yml:" in again.output
    assert "asked by its author" in again.output


def test_withdraw_may_forget_the_title(root):
    assert papershelf("withdraw", "preface-2", "--reason", "x", "--no-title").exit_code == 0
    assert "title" not in registry(root)["retired"][0]


def test_withdraw_refuses_who_is_not_there_and_who_is_not_one(root):
    assert papershelf("withdraw", "nobody", "--reason", "x").exit_code == 1
    both = papershelf("withdraw", "Preface", "--reason", "x")
    assert (both.exit_code, "preface, preface-2" in both.output) == (1, True)
    assert papershelf("withdraw", "--reason", "x").exit_code == 2
    assert "retired" not in registry(root)


def test_a_dump_is_withdrawn_and_all_its_addresses_say_so(root):
    before = gather(root / "dumps")
    done = papershelf("withdraw", "--dump", "one.txt", "--reason", "made up", "--yes")
    assert done.exit_code == 0, done.output
    assert not (root / "dumps" / "one.txt").exists()
    after = gather(root / "dumps")
    assert addresses(before) <= addresses(after)
    assert [one.slug for one in after.retired] == ["preface"]
    assert [one.url for one in after.retired_dumps] == ["dumps/one/"]
    assert {paper.slug for paper in after.papers} == {paper.slug for paper in before.papers} - {"preface"}
    assert [entry["file"] for entry in registry(root)["dumps"]] == ["two.txt"]
    assert after.findings == ()


def test_a_dump_goes_only_when_somebody_agrees(root):
    done = papershelf("withdraw", "--dump", "one.txt", "--reason", "x", input="n\n")
    assert done.exit_code == 1
    assert (root / "dumps" / "one.txt").exists()
    assert "papers gone" in done.output, "what goes is said before"


def test_a_paper_whose_first_title_goes_leads_to_its_other_one(root):
    renamed = A.replace("Learning to Test Command Lines", "Learning to Test Command Lines: Runs and Readings")
    (root / "dumps" / "two.txt").write_text(HEAD + renamed + B, "utf-8")
    before = gather(root / "dumps")
    assert len(before.papers) == 3
    assert papershelf("withdraw", "--dump", "one.txt", "--reason", "x", "--yes").exit_code == 0
    after = gather(root / "dumps")
    assert dict(after.redirects)["learning-to-test-command-lines"] == "learning-to-test-command-lines-runs-and-readings"
    assert addresses(before) <= addresses(after)


def test_a_paper_that_was_taken_back_stays_back_when_its_first_dump_goes(root):
    renamed = A.replace("Learning to Test Command Lines", "Learning to Test Command Lines: Runs and Readings")
    (root / "dumps" / "two.txt").write_text(HEAD + renamed + B, "utf-8")
    papershelf("withdraw", "learning-to-test-command-lines", "--reason", "x")
    before = gather(root / "dumps")
    done = papershelf("withdraw", "--dump", "one.txt", "--reason", "x", "--yes")
    assert done.exit_code == 0, done.output
    after = gather(root / "dumps")
    assert not [paper for paper in after.papers if "command" in paper.slug]
    assert addresses(before) <= addresses(after)


def test_a_paper_that_was_taken_back_before_goes_with_its_dump_and_keeps_its_reason(root):
    (root / "dumps" / "one.txt").write_text(HEAD + A + C.replace("Preface", "Foreword"), "utf-8")
    assert papershelf("withdraw", "foreword", "--reason", "asked by its author").exit_code == 0
    before = gather(root / "dumps")
    done = papershelf("withdraw", "--dump", "one.txt", "--reason", "made up", "--yes")
    assert done.exit_code == 0, done.output
    after = gather(root / "dumps")
    assert addresses(before) <= addresses(after)
    assert [(one.slug, one.because, one.dump) for one in after.retired] == [
        ("foreword", "asked by its author", "one.txt")
    ]
    assert after.findings == (), "the entry would mean the next paper of that title"


def test_the_only_dump_stays(root):
    papershelf("withdraw", "--dump", "one.txt", "--reason", "x", "--yes")
    assert papershelf("withdraw", "--dump", "two.txt", "--reason", "x", "--yes").exit_code == 1
