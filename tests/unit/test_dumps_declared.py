"""The encoding that an XML declaration names is honoured where the bytes bear it out, and nowhere else."""

import gzip
from pathlib import Path

import pytest

from generator.dumps import ReadDumps, read_files
from generator.fixing import propose

FEED = (
    '<?xml version="1.0" encoding="{}"?>\n<rss version="2.0"><channel>\n'
    "<item><title>{}</title><description>We sort them.</description></item>\n</channel></rss>\n"
)


def read(tmp_path: Path, content: bytes) -> ReadDumps:
    path = tmp_path / "toy.xml"
    path.write_bytes(content)
    return read_files([path])


def codes(found: ReadDumps) -> list[str]:
    return [each.code for each in found.findings]


@pytest.mark.parametrize(
    ("name", "codec", "title"),
    [
        ("ISO-8859-1", "latin-1", "Cafés für Bären"),
        ("iso-8859-1", "cp1252", "Cafés – “Bären”"),
        ("windows-1251", "cp1251", "Сортировка кубиков"),
        ("KOI8-R", "koi8-r", "Сортировка кубиков"),
        ("GB2312", "gb18030", "玩具积木的分类方法"),
        ("Shift_JIS", "cp932", "おもちゃの積み木"),
        ("iso-8859-2", "iso8859-2", "Žluťoučký kůň"),
    ],
)
def test_a_declared_encoding_is_read_without_a_finding(tmp_path: Path, name: str, codec: str, title: str) -> None:
    found = read(tmp_path, FEED.format(name, title).encode(codec))
    assert [record.title for record in found.records] == [title]
    assert codes(found) == []
    assert all(dump.ledger.balanced for dump in found.dumps)


def test_a_packed_feed_declares_its_encoding_too(tmp_path: Path) -> None:
    found = read(tmp_path, gzip.compress(FEED.format("ISO-8859-1", "Cafés").encode("latin-1")))
    assert ([record.title for record in found.records], codes(found)) == (["Cafés"], [])


@pytest.mark.parametrize("name", ["ISO-8859-1", "gb2312", "no-such-encoding", "UTF-8"])
def test_utf_8_is_utf_8_whatever_it_declares(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, FEED.format(name, "Cafés – für Bären").encode())
    assert ([record.title for record in found.records], codes(found)) == (["Cafés – für Bären"], [])


@pytest.mark.parametrize("name", ["UTF-8", "gb2312", "Shift_JIS", "no-such-encoding", "us-ascii", "utf-16"])
def test_bytes_that_the_declared_encoding_does_not_have_are_told(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, FEED.format(name, "Cafés für Bären. Caf\xe9").encode("latin-1"))
    assert codes(found) == ["PS003"]
    assert found.records[0].title.startswith("Cafés für")


def test_a_stray_byte_in_utf_8_is_told_although_another_encoding_is_declared(tmp_path: Path) -> None:
    found = read(tmp_path, FEED.format("ISO-8859-1", "Cafés für Bären, caf@").encode().replace(b"@", b"\xe9"))
    assert codes(found) == ["PS003"]
    assert found.records[0].title == "Cafés für Bären, café"


def test_only_the_declaration_of_the_file_itself_counts(tmp_path: Path) -> None:
    found = read(tmp_path, b"<!-- x -->\n" + FEED.format("windows-1251", "Cafés").encode("latin-1"))
    assert (codes(found), found.records[0].title) == (["PS003"], "Cafés")


def test_what_is_declared_needs_no_mending(tmp_path: Path) -> None:
    path = tmp_path / "toy.xml"
    path.write_bytes(FEED.format("ISO-8859-1", "Cafés").encode("latin-1"))
    assert propose(path).changes == ()
