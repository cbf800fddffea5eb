"""What `check --fix` mends changes nothing but the bytes; what it cannot mend so, it leaves alone."""

import gzip
import hashlib
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import fixing
from generator.cli import main
from generator.dumps import read_files
from generator.library import inspect

DUMP = (
    "Subscribe\n\nLearning to Mend Files at the Café\n\nWe study how files are mended. Our method mends them and reads "
    "them again, which is what people do. Experiments show that it — mostly — works.\n\nA Benchmark of Mended Files\n\n"
    "We present a benchmark of mended files. It holds files of many kinds and asks programs to mend them. Results show "
    "that few programs can, and that most of them lose papers.\n"
)
GONE = {"PS003", "PS107"}


def run(*arguments: object):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def library(path, content: bytes):
    """Return what a dump comes to, but for its bytes and the findings that mending takes away."""
    path.write_bytes(content)
    found = inspect([path])
    dumps = tuple(replace(dump, sha256="") for dump in found.dumps)
    papers = tuple(
        replace(
            paper,
            witnesses=tuple(replace(each, original="") for each in paper.witnesses),
            flags=tuple(flag for flag in paper.flags if flag != "control-characters"),
        )
        for paper in found.papers
    )
    findings = tuple(each for each in found.findings if each.code not in GONE)
    return replace(found, dumps=dumps, papers=papers, findings=findings)


@pytest.mark.parametrize(
    ("content", "change"),
    [
        (DUMP.replace("\n", "\r\n").encode(), "line ends to LF"),
        (DUMP.replace("\n", "\r").encode(), "line ends to LF"),
        (DUMP.replace("\n\n", "\r\n\n").encode(), "line ends to LF"),
        (DUMP.encode("utf-8-sig"), "byte order mark"),
        (DUMP.encode("cp1252"), "encoding to UTF-8"),
        (DUMP.encode("utf-16"), "encoding to UTF-8"),
        (DUMP.replace("mended", "men\x01ded", 1).encode(), ""),
        (DUMP.replace("which is", "which\x02 is").encode(), "control characters"),
    ],
    ids=["crlf", "cr", "mixed", "mark", "cp1252", "utf-16", "control", "control"],
)
def test_what_is_safe_is_mended_to_plain_utf_8(content, change):
    fixed = fixing.mend(content)
    assert change in (*fixed.changes, "")
    assert fixed.after.decode() == DUMP
    assert fixing.mend(fixed.after).changes == (), "mended once, nothing is left to mend"


def test_a_good_dump_stays_as_it_is():
    assert fixing.mend(DUMP.encode()).after == DUMP.encode()


def test_a_title_keeps_its_control_character_because_its_address_would_move():
    content = DUMP.replace("Benchmark", "Bench\x01mark").replace("which is", "which\x02 is").encode()
    fixed = fixing.mend(content)
    assert b"Bench\x01mark" in fixed.after
    assert b"which is" in fixed.after
    assert "control characters" in fixed.notes[0]


def test_what_is_left_of_a_tex_command_stays():
    content = DUMP.replace("which is", "which $\rho$ and \x08eta is").encode()
    assert b"$\rho$ and \x08eta" in fixing.mend(content).after


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(DUMP.encode(), mtime=0),
        b"\x89PNG\r\n\x1a\n",
        b"no dump\r\nof any kind\r\n",
        b"",
        "Привет мир\r\n".encode("cp1251") * 9,
    ],
    ids=["gzip", "image", "unknown", "empty", "cyrillic"],
)
def test_what_nobody_can_read_is_left_alone(tmp_path, content):
    path = tmp_path / "dump"
    path.write_bytes(content)
    assert fixing.propose(path).after == content


pieces = st.sampled_from(
    ["", " ", "\r", "\r\n", "\x00", "\x1b[0m", "\x7f", "\x08eta", "\ufeff", "\u202e", "\u2028", "\t"]
)


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.integers(0, len(DUMP)), pieces), max_size=6),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_the_library_of_a_mended_dump_is_the_same_but_for_the_findings(tmp_path_factory, damage, encoding, end):
    text = DUMP.replace("\n", end)
    for at, piece in sorted(damage, reverse=True):
        text = text[:at] + piece + text[at:]
    content = text.encode(encoding, "ignore")
    path = tmp_path_factory.mktemp("fix") / "dump.txt"
    before, after = library(path, content), library(path, fixing.mend(content).after)
    assert before == after


def test_fix_shows_the_difference_writes_and_records_the_checksum(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(DUMP.encode("cp1252"))
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    listing = tmp_path / "dumps.yml"
    listing.write_text(f"# mine\ndumps:\n  - file: a.txt\n    sha256: {old} # of the file\n", "utf-8")
    shown = run("check", "--fix", "--dry-run", path)
    assert "-Learning to Mend Files at the Caf\\xe9" in shown.output
    assert "+Learning to Mend Files at the Café" in shown.output
    assert hashlib.sha256(path.read_bytes()).hexdigest() == old, "a dry run writes nothing"
    done = run("check", "--fix", path)
    assert done.exit_code == 0, done.output
    assert path.read_text("utf-8") == DUMP
    new = hashlib.sha256(path.read_bytes()).hexdigest()
    assert listing.read_text("utf-8") == f"# mine\ndumps:\n  - file: a.txt\n    sha256: {new} # of the file\n"
    assert "PS003" not in done.stdout
    assert "PS007" not in done.stdout


def test_a_dump_that_differs_from_its_checksum_is_not_mended(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(DUMP.encode("cp1252"))
    (tmp_path / "dumps.yml").write_text(f"dumps:\n  - file: a.txt\n    sha256: {'0' * 64}\n", "utf-8")
    done = run("check", "--fix", path)
    assert "PS007" in done.output
    assert path.read_bytes() == DUMP.encode("cp1252")


def test_dry_run_without_fix_is_wrong_usage(tmp_path):
    assert run("check", "--dry-run").exit_code == 2


def test_the_read_dump_has_the_same_records(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(DUMP.replace("\n", "\r\n").encode("utf-8-sig"))
    before = read_files([path]).records
    path.write_bytes(fixing.mend(path.read_bytes()).after)
    assert read_files([path]).records == before
