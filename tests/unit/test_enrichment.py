"""Enrichment adds only what the lock file says, only to the right paper, and never against a dump."""

import json
from dataclasses import replace

import pytest

from generator.enrichment import FILE, Entry, enriched, load
from generator.enrichment.lock import dumped
from generator.enrichment.looking import at_service, in_records
from generator.errors import PapershelfError
from generator.model import Paper, Place, Record, Witness, title_key

ABSTRACT = (
    "We study how agents that learn from rewards come to exploit mistakes of the reward model instead of what was "
    "meant, and we show that a small ensemble of conservative critics removes most of the damage without slowing down "
    "learning on twelve robotic tasks and on two games with sparse signals."
)
OTHER = (
    "A corpus of nine thousand legal questions in four languages is presented together with answers by practising "
    "lawyers, guidelines for annotation, an analysis of disagreement, and baselines that retrieve statutes first."
)


def paper(title: str, abstract: str = ABSTRACT, **more: object) -> Paper:
    witness = Witness(dump="d", place=Place("d.txt", 1), position=1, title=title)
    return Paper(slug="p", title=title, abstract=abstract, witnesses=(witness,), **more)


def record(title: str, abstract: str = ABSTRACT, **more: object) -> Record:
    return Record(dump="s", place=Place("s", 1), position=1, lines=1, title=title, abstract=abstract, **more)


def entry(title: str, **more: object) -> Entry:
    facts = {"source": "arxiv", "title": title, "score": 1.0, "fetched": "2026-01-02", **more}
    return Entry(key=title_key(title), **facts)


def locked(tmp_path, *entries: Entry):
    path = tmp_path / FILE
    path.write_bytes(dumped(entries))
    return load(path)


def test_a_paper_gets_what_the_lock_knows(tmp_path):
    known = entry("On Reward Hacking", arxiv="2401.00001", authors=("Ada Lovelace",), year=2024, venue="ICML")
    (one,), findings = enriched([paper("On reward hacking.")], locked(tmp_path, known))
    assert (one.authors, one.year, one.venue) == (("Ada Lovelace",), 2024, "ICML")
    assert one.identifiers == (("arxiv", "2401.00001"),)
    assert not findings


def test_a_dump_has_the_first_word(tmp_path):
    said = paper("T", authors=("Grace Hopper",), year=1999, identifiers=(("doi", "10.1/a"),))
    (one,), _ = enriched([said], locked(tmp_path, entry("T", authors=("X",), year=2024, arxiv="1")))
    assert (one.authors, one.year) == (("Grace Hopper",), 1999)
    assert one.identifiers == (("arxiv", "1"), ("doi", "10.1/a"))


def test_an_entry_that_a_dump_contradicts_gives_nothing(tmp_path):
    said = paper("T", identifiers=(("arxiv", "2"),))
    (one,), (found,) = enriched([said], locked(tmp_path, entry("T", authors=("X",), arxiv="1")))
    assert one == said
    assert (found.code, str(found.place)) == ("PS603", f"{FILE}:1")


def test_one_entry_serves_one_paper(tmp_path):
    papers, _ = enriched([paper("Preface"), paper("Preface", OTHER)], locked(tmp_path, entry("Preface", year=2024)))
    assert [one.year for one in papers] == [2024, None]


def test_a_later_title_finds_its_entry_too(tmp_path):
    first = paper("Old Title")
    both = replace(first, witnesses=(*first.witnesses, replace(first.witnesses[0], title="New Title")))
    (one,), findings = enriched([both], locked(tmp_path, entry("New Title", year=2024)))
    assert one.year == 2024
    assert not findings


def test_broken_lines_are_named_and_the_rest_holds(tmp_path):
    good = dumped([entry("A")]).decode().strip()
    path = tmp_path / FILE
    lines = [
        "{",
        good,
        "",
        good,
        '{"key": 1}',
        "\udc80",
        json.dumps({**json.loads(good), "key": "b", "evil": 1}),
        "[" * 9999,
    ]
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    lock = load(path)
    assert [one.key for one in lock.entries] == ["a"]
    assert [(one.code, one.place.line) for one in lock.findings] == [
        ("PS601", 1), ("PS602", 4), ("PS601", 5), ("PS601", 6), ("PS601", 7), ("PS601", 8),
    ]  # fmt: skip


def test_an_entry_of_a_paper_that_left_is_said(tmp_path):
    _, (found,) = enriched([], locked(tmp_path, entry("Gone")))
    assert (found.code, found.place.line) == ("PS604", 1)


def test_a_lock_file_comes_back_as_it_was_sorted(tmp_path):
    entries = [entry("B", authors=("Ä",)), entry("A", year=1)]
    assert locked(tmp_path, *entries).entries == (entries[1], entries[0])


def looked(papers, records):
    return list(in_records(papers, records, source="file:x", day="2026-01-02"))


def test_the_same_paper_in_other_spelling_is_taken_with_its_facts():
    find = record("ON REWARD-HACKING", ABSTRACT + " More.", authors=("A B",), year=2024, identifiers=(("arxiv", "1"),))
    (one,) = looked([paper("On Reward Hacking")], [find])
    assert (one.entry.authors, one.entry.year, one.entry.arxiv) == (("A B",), 2024, "1")
    assert one.entry.key == "on reward hacking"
    assert one.entry.score > 0.9


def test_an_equal_short_title_with_another_abstract_is_not_the_paper():
    assert all(one.entry is None for one in looked([paper("Preface")], [record("Preface", OTHER, authors=("X",))]))


def test_part_two_is_not_part_one():
    found = looked([paper("Secrets of Rewards, Part I")], [record("Secrets of Rewards, Part II", OTHER)])
    assert all(one.entry is None for one in found)


def test_two_finds_with_different_numbers_are_for_people():
    finds = [record("On Reward Hacking", identifiers=(("arxiv", number),)) for number in ("1", "2")]
    (one,) = looked([paper("On Reward Hacking")], finds)
    assert one.entry is None
    assert one.doubt.found.arxiv in {"1", "2"}


def test_records_that_have_nothing_to_do_with_a_paper_are_not_mentioned():
    assert looked([paper("On Reward Hacking")], [record("A Corpus of Legal Questions", OTHER)]) == []


def test_a_service_is_asked_once_a_paper_and_no_answer_is_a_doubt():
    asked = []

    def find(title):
        asked.append(title)
        return [record("On Reward Hacking", year=2024)] if "Hacking" in title else []

    papers = [paper("On Reward Hacking"), paper("Something Else", OTHER)]
    first, second = at_service(papers, find, source="arxiv", day="2026-01-02")
    assert asked == ["On Reward Hacking", "Something Else"]
    assert (first.entry.year, first.entry.source, first.entry.fetched) == (2024, "arxiv", "2026-01-02")
    assert (second.entry, second.doubt.found, second.doubt.shown) == (None, None, "Something Else")


def test_what_was_found_before_a_failure_is_not_lost():
    def find(title):
        if "Else" in title:
            raise PapershelfError("down")
        return [record("On Reward Hacking", year=2024)]

    answers = at_service([paper("On Reward Hacking"), paper("Something Else", OTHER)], find, source="a", day="d")
    assert next(answers).entry.year == 2024
    with pytest.raises(PapershelfError):
        next(answers)


@pytest.mark.audit
def test_the_shared_corpus_knows_some_of_the_papers(shared, real_library):
    """Independent count: papers whose title, folded by a few lines here, stands in the corpus."""
    import gzip

    def fold(title):
        return "".join(char for char in title.lower() if char.isalnum())

    wanted = {fold(one.title) for one in real_library.papers}
    rows = []
    with gzip.open(shared / "corpora/papers-100k.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if fold(row["title"]) in wanted]
    records = [record(row["title"], row["abstract"], authors=tuple(row["authors"])) for row in rows]
    found = [one.entry for one in looked(real_library.papers, records) if one.entry]
    assert len(found) >= 0.9 * len({fold(row["title"]) for row in rows}) > 0
    authors = {fold(row["title"]): tuple(row["authors"]) for row in rows}
    assert all(one.authors for one in found if authors[fold(one.title)])
