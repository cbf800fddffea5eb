"""``papershelf enrich``: what it asks, what it keeps, that it goes on where it stopped, and what builds make of it."""

import functools
import gzip
import json

import pytest
from click.testing import CliRunner

from generator.cli import enriching, main
from generator.enrichment.arxiv import Arxiv
from generator.enrichment.kept import Kept
from generator.enrichment.looking import Looked
from generator.library import build
from generator.project import Project
from tests.enriching import atom, entry, serving, status

PAPERS = {
    "Learning to Test Command Lines": (
        "We study how command lines are tested by people and programs. Our method runs them and reads what they say, "
        "which is what people do. Experiments on several programs show that it finds what is wrong."
    ),
    "A Benchmark of Benchmarks for Reading Dumps": (
        "We present a benchmark of benchmarks. It holds dumps of many layouts and asks programs to read them. Results "
        "show that few programs can, and that most of them lose papers on the way."
    ),
    "Kites and How They Fly": (
        "Kites rise when wind meets a tilted surface. This paper measures forty kites on a beach, explains their lines "
        "with a simple model of lift, and asks what children know of it."
    ),
}
FIRST, SECOND, THIRD = PAPERS
UNRELATED = atom(entry("Soil Bacteria in Alpine Meadows", "We count bacteria in soils of the Alps at three heights."))


def found(title: str, number: int = 1):
    return atom(entry(title, PAPERS[title], f"2401.0000{number}"))


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A project of three papers; the day and the pauses are not the machine's."""
    (tmp_path / "dumps").mkdir()
    text = "".join(f"{title}\n\n{abstract}\n\n" for title, abstract in PAPERS.items())
    (tmp_path / "dumps" / "one.txt").write_text("Subscribe\n\n" + text, "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAPERSHELF_TODAY", "2026-01-02")
    monkeypatch.setattr(enriching, "Arxiv", functools.partial(Arxiv, sleep=lambda _: None, timeout=20.0))
    return tmp_path


def enrich(*arguments: object):
    return CliRunner().invoke(main, ["enrich", *map(str, arguments)], prog_name="papershelf")


def at(server, *arguments: object):
    return enrich("--contact", "me@example.org", "--server", server.url, *arguments)


def lines(path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def locked(root) -> dict[str, dict]:
    return {line["key"]: line for line in lines(root / "enrichment.lock.jsonl")}


def doubted(root) -> dict[str, dict]:
    return {line["key"]: line for line in lines(root / "enrichment.review.jsonl")}


def asked(server) -> list[str]:
    return [parameters["search_query"][0] for parameters, _ in server.requests]


def test_each_paper_is_asked_for_once_and_what_is_sure_is_kept(root):
    with serving(found(FIRST), UNRELATED, found(THIRD, 3)) as server:
        done = at(server)
        assert done.exit_code == 0, done.output
        assert [query.count("ti:") for query in asked(server)] == [5, 6, 5]
        again = at(server)
        assert again.exit_code == 0
        assert len(server.requests) == 3
    assert {key: value["authors"] for key, value in locked(root).items()} == {
        "learning to test command lines": ["Ada Lovelace", "Grace Hopper"],
        "kites and how they fly": ["Ada Lovelace", "Grace Hopper"],
    }
    entry_of_first = locked(root)["learning to test command lines"]
    assert (entry_of_first["arxiv"], entry_of_first["year"], entry_of_first["source"], entry_of_first["fetched"]) == (
        "2401.00001", 2024, "arxiv", "2026-01-02",
    )  # fmt: skip
    assert list(doubted(root)) == ["a benchmark of benchmarks for reading dumps"]
    assert "looked for 3 papers: 2 found, 0 doubtful" in done.output


def test_a_find_with_another_abstract_goes_to_the_review_list_and_not_to_the_lock(root):
    with serving(atom(entry(FIRST, PAPERS[THIRD]))) as server:
        assert at(server, "--limit", 1).exit_code == 0
    assert not locked(root)
    assert list(doubted(root)) == ["learning to test command lines"]


def test_limit_is_the_number_of_papers_asked_for(root):
    with serving(found(FIRST)) as server:
        at(server, "--limit", 1)
        assert len(server.requests) == 1


def test_again_asks_for_those_that_were_asked_for_and_never_replaces_an_entry_by_a_doubt(root):
    with serving(found(FIRST), UNRELATED) as server:
        at(server)
        before = locked(root)
        assert at(server, "--again").exit_code == 0
        assert len(server.requests) == 6
    assert locked(root) == before
    with serving(UNRELATED, found(SECOND, 2), UNRELATED) as server:
        at(server, "--again")
    assert set(locked(root)) == {"learning to test command lines", "a benchmark of benchmarks for reading dumps"}
    assert list(doubted(root)) == ["kites and how they fly"]


def test_a_kill_in_the_middle_loses_nothing(root, monkeypatch):
    class Killed(BaseException):
        pass

    pauses: list[str] = []

    def sleep(_seconds: float) -> None:
        if len(pauses) == 1:
            raise Killed
        pauses.append("slept")

    monkeypatch.setattr(enriching, "Arxiv", functools.partial(Arxiv, sleep=sleep))
    with serving(found(FIRST)) as server, pytest.raises(Killed):
        CliRunner().invoke(
            main, ["enrich", "--contact", "me@example.org", "--server", server.url], catch_exceptions=False
        )
    assert list(locked(root)) == ["learning to test command lines"]
    monkeypatch.setattr(enriching, "Arxiv", functools.partial(Arxiv, sleep=lambda _: None))
    with serving(found(SECOND), found(THIRD)) as server:
        assert at(server).exit_code == 0
        assert len(server.requests) == 2
    assert len(locked(root)) == 3


def test_a_service_that_fails_is_a_sentence_and_what_was_found_is_kept(root):
    with serving(found(FIRST), status(503)) as server:
        done = at(server)
        assert len(server.requests) == 1 + 2 * 4
    assert done.exit_code == 1
    assert "status 503" in done.output
    assert "Traceback" not in done.output
    assert list(locked(root)) == ["learning to test command lines"]
    assert not doubted(root)


def test_one_title_that_the_service_chokes_on_does_not_keep_the_others_from_being_asked_for(root):
    with serving(status(400), found(SECOND), found(THIRD)) as server:
        done = at(server)
    assert done.exit_code == 1
    assert "status 400" in done.output
    assert len(locked(root)) == 2


@pytest.mark.parametrize("arguments", [
    (), ("--contact", "nobody"), ("--contact", "a@example.org\nX: y"), ("--contact", "a@example.org)(x"),
    ("--contact", "a@example.org", "--server", "file:///etc/passwd"), ("--contact", "a@example.org", "--limit", "0"),
])  # fmt: skip
def test_wrong_usage(root, arguments):
    done = enrich(*arguments)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


# --- files ---


def corpus(path, titles=PAPERS, filler: int = 50):
    rows = [
        {"title": title, "abstract": PAPERS[title], "authors": ["Ada Lovelace", "van Dyke, Dick"], "date": "2023-05-01"}
        for title in titles
    ]
    rows += [{"title": f"Filler {n} of Gravel", "abstract": f"About gravel, the {n}th time."} for n in range(filler)]
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return path


def test_a_file_at_hand_is_looked_through_without_asking_anybody(root, tmp_path):
    done = enrich("--from", corpus(tmp_path / "all.jsonl.gz", [FIRST, THIRD]))
    assert done.exit_code == 0, done.output
    assert set(locked(root)) == {"learning to test command lines", "kites and how they fly"}
    one = locked(root)["kites and how they fly"]
    assert (one["authors"], one["year"]) == (["Ada Lovelace", "Dick van Dyke"], 2023)
    assert (one["source"], one["fetched"], one["score"]) == ("file:all.jsonl.gz", "2026-01-02", 1.0)
    assert not doubted(root)


def test_bibtex_is_a_file_at_hand_too_and_the_next_file_is_asked_for_the_rest(root, tmp_path):
    bib = tmp_path / "mine.bib"
    bib.write_text(
        f"@article{{x, title={{{FIRST}}}, author={{Hopper, Grace}}, year=2020, doi={{10.1000/1}},\n"
        f" abstract={{{PAPERS[FIRST]}}}}}\n",
        "utf-8",
    )
    done = enrich("--from", bib, "--from", corpus(tmp_path / "all.jsonl.gz"))
    assert done.exit_code == 0, done.output
    assert locked(root)["learning to test command lines"]["authors"] == ["Grace Hopper"]
    assert locked(root)["learning to test command lines"]["doi"] == "10.1000/1"
    assert len(locked(root)) == 3


def test_a_file_that_nobody_can_read_costs_no_other(root, tmp_path):
    (tmp_path / "words.txt").write_text("some words\nwithout any form\n", "utf-8")
    done = enrich("--from", tmp_path / "words.txt", "--from", corpus(tmp_path / "all.jsonl.gz"))
    assert done.exit_code == 1
    assert "words.txt: no reader knows this layout" in done.output
    assert len(locked(root)) == 3


# --- the files that are kept ---


@pytest.mark.parametrize("name", ["enrichment.lock.jsonl", "enrichment.review.jsonl"])
def test_a_broken_line_is_named_and_never_dropped(root, name):
    (root / name).write_text('\n{"key": \n', "utf-8")
    with serving(found(FIRST)) as server:
        done = at(server)
        assert not server.requests
    assert done.exit_code == 2
    assert f"{name}:2: " in done.output
    assert (root / name).read_text("utf-8") == '\n{"key": \n'


def test_a_find_that_a_person_moved_to_the_lock_leaves_the_review_list(root):
    with serving(atom(entry(FIRST, PAPERS[THIRD])), UNRELATED, UNRELATED) as server:
        at(server)
    doubt = doubted(root)["learning to test command lines"]["found"]
    doubt["venue"] = "The Beach"
    (root / "enrichment.lock.jsonl").write_text(json.dumps(doubt) + "\n", "utf-8")
    kept = Kept(root / "enrichment.lock.jsonl")
    assert "learning to test command lines" not in kept.doubts
    kept.keep(Looked(entry=kept.entries["learning to test command lines"]))
    kept.write()
    assert locked(root)["learning to test command lines"]["venue"] == "The Beach"
    assert len(doubted(root)) == 2


def test_builds_read_the_lock_and_say_what_is_wrong_with_it(root):
    with serving(found(FIRST), found(SECOND), found(THIRD)) as server:
        at(server)
    path = root / "enrichment.lock.jsonl"
    path.write_text(path.read_text("utf-8") + "broken\n", "utf-8")
    project = Project(root)
    library = build(project.dumps, lock=project.lock)
    assert {paper.authors for paper in library.papers} == {("Ada Lovelace", "Grace Hopper")}
    assert [(one.code, one.place.line) for one in library.findings if one.code.startswith("PS6")] == [("PS601", 4)]
    assert build(project.dumps).papers[0].authors == ()
