"""Compressed dumps: known by their bytes, read as if they were not compressed, kept as far as they are sound."""

import gzip
import hashlib
import json
import random
from pathlib import Path

import pytest
import zstandard

from generator.dumps import ReadDumps, packed, read_files, read_folder
from generator.dumps.naming import stem

CHOSEN = random.Random(5)
ENTRIES = [
    {"title": f"Paper {number}", "abstract": f"We draw {CHOSEN.random()} and {CHOSEN.random()}."}
    for number in range(300)
]
LINES = "".join(json.dumps(entry) + "\n" for entry in ENTRIES).encode()
PACKERS = pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress], ids=["gzip", "zstd"])


def read(tmp_path: Path, content: bytes, name: str = "toy.txt") -> ReadDumps:
    (tmp_path / name).write_bytes(content)
    found = read_files([tmp_path / name])
    assert all(dump.ledger.balanced for dump in found.dumps)
    return found


def codes(found: ReadDumps) -> list[str]:
    return [each.code for each in found.findings]


@PACKERS
def test_a_compressed_dump_is_read_like_its_text_and_keeps_its_own_checksum(tmp_path: Path, pack) -> None:
    content = pack(LINES)
    found = read(tmp_path, content)
    assert found.records == read(tmp_path, LINES).records
    assert found.dumps[0].sha256 == hashlib.sha256(content).hexdigest()
    assert found.findings == ()


@PACKERS
def test_several_members_are_one_text(tmp_path: Path, pack) -> None:
    half = LINES.index(b"\n", len(LINES) // 2) - 7
    found = read(tmp_path, pack(LINES[:half]) + pack(b"") + pack(LINES[half:]))
    assert [record.title for record in found.records] == [entry["title"] for entry in ENTRIES]
    assert found.findings == ()


@PACKERS
@pytest.mark.parametrize("lost", [1, 9, 700])
def test_of_an_archive_that_was_cut_what_is_there_is_kept(tmp_path: Path, pack, lost: int) -> None:
    many = b"".join(bytes(CHOSEN.choices(b"abcdefghij ", k=400)) + b"\n" for _ in range(1500))
    content = pack(b'{"title": "A", "abstract": "B."}\n{"title": "B", "abstract": "C."}\n' + many)
    found = read(tmp_path, content[:-lost])
    assert [record.title for record in found.records] == ["A", "B"]
    assert codes(found)[0] == "PS012"


def test_of_an_archive_that_is_damaged_what_stands_before_is_kept(tmp_path: Path) -> None:
    content = bytearray(gzip.compress(LINES))
    content[len(content) // 2 :] = b"\xff" * (len(content) // 2)
    found = read(tmp_path, bytes(content))
    assert [record.title for record in found.records[:90]] == [entry["title"] for entry in ENTRIES[:90]]
    assert codes(found)[0] == "PS012"


@pytest.mark.parametrize(("behind", "told"), [(b"\0" * 5000, []), (b"hello, world", ["PS012"])])
def test_zeros_behind_an_archive_are_padding_and_all_else_is_told(tmp_path: Path, behind: bytes, told: list) -> None:
    found = read(tmp_path, gzip.compress(LINES) + behind)
    assert (len(found.records), codes(found)) == (300, told)


def test_frames_without_text_are_skipped(tmp_path: Path) -> None:
    skipped = b"\x50\x2a\x4d\x18\x04\x00\x00\x00abcd"
    assert len(read(tmp_path, skipped + zstandard.ZstdCompressor().compress(LINES)).records) == 300


@PACKERS
def test_a_bomb_is_refused_and_the_next_dump_is_read(tmp_path: Path, pack) -> None:
    (tmp_path / "a.json.gz").write_bytes(pack(b"a" * 40_000_000))
    (tmp_path / "b.jsonl").write_bytes(LINES)
    found = read_folder(tmp_path)
    assert [dump.records for dump in found.dumps] == [0, 300]
    assert [(each.code, each.place.file) for each in found.findings] == [("PS013", "a.json.gz")]


def test_what_unpacks_to_more_than_a_bound_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "LARGEST", 1000)
    assert codes(read(tmp_path, gzip.compress(LINES))) == ["PS013"]


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        (b"PK\x03\x04....", "unzip"),
        (b"%PDF-1.7", "text file"),
        (b"BZh91AY", "bunzip2"),
        (b"\xfd7zXZ\x00", "unxz"),
        (gzip.compress(gzip.compress(LINES, mtime=0), mtime=0), "gunzip"),
        (gzip.compress(b"papers/".ljust(257, b"\0") + b"ustar\x0000" + b"\0" * 300, mtime=0), "tar xf"),
    ],
)
def test_what_is_not_unpacked_has_a_remedy_that_says_how(tmp_path: Path, content: bytes, remedy: str) -> None:
    [found] = read(tmp_path, content).findings
    assert found.code == "PS002"
    assert remedy in found.remedy


@pytest.mark.parametrize(
    "content", [b"\x1f\x8b", gzip.compress(b"", mtime=0), b"\x28\xb5\x2f\xfd", b"\x28\xb5\x2f\xfd????"]
)
def test_an_archive_without_text_is_an_error_and_not_the_end(tmp_path: Path, content: bytes) -> None:
    assert "PS001" in codes(read(tmp_path, content))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("x.json.gz", "x"),
        ("x.json", "x"),
        ("x.gz", "x"),
        ("2025.03.18.jsonl.zst", "2025.03.18"),
        (".gz", ".gz"),
        ("x", "x"),
    ],
)
def test_the_suffix_of_the_packing_is_no_part_of_a_dumps_name(name: str, shown: str) -> None:
    assert stem(name) == shown


def test_a_packed_dump_and_its_text_have_good_addresses(tmp_path: Path) -> None:
    (tmp_path / "papers.json").write_bytes(LINES)
    (tmp_path / "papers.json.gz").write_bytes(gzip.compress(LINES))
    assert [dump.id for dump in read_folder(tmp_path).dumps] == ["papers", "papers-2"]
