"""Commands that build a library use what builds keep: the same answers, sooner, and nothing is kept on request."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import reuse
from generator.cli import main
from generator.library import build
from tests.toys import BENCHMARKS as B
from tests.toys import HEAD
from tests.toys import TESTING as A

COMMANDS = {
    "check": ("check",),
    "export": ("export", "out"),
    "add": ("add", "new.txt", "--title", "New"),
    "withdraw": ("withdraw", "--dump", "two.txt", "--reason", "twice", "--yes"),
}


def papershelf(*arguments: str) -> Result:
    return CliRunner(env={"PAPERSHELF_TODAY": "2026-11-22"}).invoke(main, arguments)


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """A function that writes a project of two dumps over what is there, and leaves the cache alone."""
    monkeypatch.chdir(tmp_path)

    def write() -> None:
        Path("mkdocs.yml").write_text("site_name: x\n", "utf-8")
        Path("dumps").mkdir(exist_ok=True)
        for path in Path("dumps").iterdir():
            path.unlink()
        Path("dumps/one.txt").write_text(HEAD + A, "utf-8")
        Path("dumps/two.txt").write_text(HEAD + A + B, "utf-8")
        Path("new.txt").write_text(HEAD + B.replace("the", "a"), "utf-8")

    write()
    return write


@pytest.fixture
def normalised(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The dumps whose records were normalised, in the order in which that happened."""
    seen: list[str] = []
    make = reuse.normalise_all

    def noted(records):
        seen.append(records[0].dump)
        return make(records)

    monkeypatch.setattr(reuse, "normalise_all", noted)
    return seen


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_command_says_the_same_with_and_without_what_was_kept(arguments, fresh) -> None:
    without = papershelf(*arguments, "--no-cache")
    assert not Path(".cache").exists()
    for _ in ("an empty cache", "a full one"):
        fresh()
        done = papershelf(*arguments)
        assert (done.exit_code, done.output) == (without.exit_code, without.output)
    assert without.exit_code == 0, without.output


def test_what_one_command_made_no_other_makes_again(fresh, normalised: list[str]) -> None:
    papershelf("check")
    assert normalised == ["one", "two"]
    papershelf("export", "out")
    assert normalised == ["one", "two"]
    papershelf(*COMMANDS["add"])
    assert normalised == ["one", "two", "new"]
    papershelf("check", "--no-cache")
    assert normalised == ["one", "two", "new"] * 2


def test_a_command_tells_of_a_damaged_file_and_makes_it_anew(fresh) -> None:
    whole = papershelf("check")
    for path in sorted(Path(".cache/papershelf").glob("*/*.msgpack")):
        path.write_bytes(path.read_bytes()[:-1])
    damaged = papershelf("check")
    assert damaged.stdout == whole.stdout
    assert "is cut or was changed, and is made anew" in damaged.stderr
    assert "is cut" not in papershelf("check").stderr


def test_a_library_for_checks_lacks_related_papers_and_nothing_else(fresh) -> None:
    whole, bare = build(Path("dumps")), build(Path("dumps"), relate=False)
    assert any(whole.related)
    assert not any(bare.related)
    assert (bare.papers, bare.placements, bare.findings) == (whole.papers, whole.placements, whole.findings)


def test_a_cache_that_cannot_be_used_is_told_of_in_few_lines(fresh) -> None:
    Path(".cache").write_text("a file where the folder should be", "utf-8")
    done = papershelf("check")
    told = [line for line in done.stderr.splitlines() if "cache" in line]
    assert all(line.startswith(".cache/papershelf/") for line in told[:-1])
    assert "cannot be read" in told[0]
    assert told[-1].startswith("… and ")
    assert len(told) == 6
