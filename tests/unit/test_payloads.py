"""What a hostile dump, or a hostile setting, can do to the library: nothing, quickly, and in its own folder."""

import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from generator.content import Site, files
from generator.dumps import read_files
from generator.errors import PapershelfError
from generator.files import write_all
from generator.library import build
from generator.model import Library
from tests.payload_dumps import together
from tests.payloads import ALL, TEXTS, bombs, unruly_yaml

CHECK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from pathlib import Path
from generator.dumps import read_files
for name in sys.argv[1:]:
    found = read_files([Path(name)])
    assert all(dump.ledger.balanced for dump in found.dumps), name
    print(name, len(found.records), *sorted({each.code for each in found.findings}))
"""
NAME = re.compile(r"(?:[a-z0-9]+(?:[-._][a-z0-9]+)*/)*[a-z0-9]+(?:[-._][A-Za-z0-9_-]+)*")


@pytest.fixture(scope="module")
def library(tmp_path_factory, project) -> Library:
    """The papers that hold all payloads, a paper a kind."""
    folder = tmp_path_factory.mktemp("dumps")
    (folder / "payloads.jsonl").write_bytes(together())
    return build(folder, project.themes)


@pytest.fixture(scope="module")
def written(library, tmp_path_factory) -> dict[str, bytes]:
    """Every generated file of their site."""
    return dict(files(library, tmp_path_factory.mktemp("docs"), Site("Papershelf")))


def test_there_are_more_than_two_hundred_payloads_of_a_dozen_kinds():
    assert len(set(ALL)) == len(ALL) > 200
    assert len(TEXTS) >= 12


def test_every_kind_becomes_a_paper(library):
    assert len(library.papers) == len(TEXTS)


def test_no_file_has_a_name_that_leads_anywhere_else(written, tmp_path):
    assert [name for name in written if not NAME.fullmatch(name)] == []
    assert write_all(tmp_path / "inside", written.items()) == len(written)
    assert [path.name for path in tmp_path.iterdir()] == ["inside"]


@pytest.mark.parametrize("name", ["../owned", "/owned", "a/../../owned"])
def test_what_would_leave_its_folder_is_not_written(tmp_path, name):
    with pytest.raises(PapershelfError, match="refused to write outside"):
        write_all(tmp_path / "inside", [(name, b"x")])
    assert not list(tmp_path.rglob("owned"))


def test_a_citation_file_has_an_entry_a_paper_and_no_more(written, library):
    bibtex = [body.decode() for name, body in written.items() if name.endswith(".bib")]
    ris = [body.decode() for name, body in written.items() if name.endswith(".ris")]
    dump = [text for text in bibtex if text.count("\n@misc{") + text.startswith("@misc{") == len(library.papers)]
    assert dump
    assert all(re.findall(r"(?m)^@(\w+)", text) == ["misc"] * len(re.findall(r"(?m)^@", text)) for text in bibtex)
    assert all(len(re.findall(r"(?m)^TY  - ", text)) == len(re.findall(r"(?m)^ER  - ", text)) for text in ris)
    assert not any(re.search(r"(?m)^(?:TI  - owned|UR  - javascript|@misc\{owned)", text) for text in (*bibtex, *ris))


def test_no_link_leads_to_what_would_run(library, written):
    links = [link.url for paper in library.papers for link in paper.links]
    assert links
    assert all(re.match(r"https?://[^\s\"<>`]+\Z", url) for url in links), links
    for name, body in written.items():
        if name.endswith(".md"):
            shown = body.split(b"\n---\n", 1)[1]  # behind the front matter, which no page prints as markup
            assert not re.search(rb"(?i)(?:href|src|action)=[\"']?\s*(?:javascript|data|vbscript|blob):", shown), name


def test_bombs_are_read_to_their_end_in_one_gigabyte(tmp_path):
    """In a process of its own: it would be killed or time out, where a file were believed."""
    for name, content in bombs().items():
        (tmp_path / name).write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", CHECK, *sorted(bombs())], cwd=tmp_path, capture_output=True, text=True, check=False,
        timeout=120, env={"PYTHONPATH": str(Path(__file__).parents[2]), "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()}
    assert told.keys() == bombs().keys()
    assert all(rest != ["0"] for rest in told.values()), told  # each is read or told of in a finding
    assert (told["bomb.jsonl.gz"][1:], told["bomb.txt.zst"][1:]) == (["PS013"], ["PS013"])
    assert not list(tmp_path.parent.rglob("owned.txt"))


def test_entities_of_a_feed_are_neither_expanded_nor_fetched(tmp_path):
    for name in ("laughs.xml", "outside.xml"):
        (tmp_path / name).write_bytes(bombs()[name])
        text = repr(read_files([tmp_path / name]).records)
        assert "lollol" not in text
        assert "root:" not in text


@pytest.mark.parametrize(
    ("file", "key"), [("dumps/dumps.yml", "dumps"), ("themes.yml", "themes"), ("watches.yml", "watches")]
)
@pytest.mark.parametrize("unruly", sorted(unruly_yaml("x")))
def test_no_yaml_becomes_more_than_it_says(tmp_path, file, key, unruly):
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "a.jsonl").write_text('{"title": "A paper", "abstract": "On bandits."}\n')
    (tmp_path / "themes.yml").write_text("themes:\n  - {name: A, slug: a, scope: Bandits., terms: [bandit]}\n")
    (tmp_path / file).write_text(unruly_yaml(key)[unruly])
    with suppress(PapershelfError):  # no YAML at all
        library = build(tmp_path / "dumps", tmp_path / "themes.yml", watches=tmp_path / "watches.yml")
        assert len(library.papers) == 1
        assert 0 < len(library.findings) < 100
    assert not (Path.cwd() / "owned").exists()
