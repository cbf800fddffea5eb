"""The static API keeps its contract: shapes, references, sums, bytes."""

import hashlib
import json
import re
from dataclasses import replace

import jsonschema
import pytest

from generator.model import Conflict, Dump, Library, Place, Placement, Rejected, Retired, Theme, Variant
from generator.outputs import api
from tests import pages
from tests.hostile import NASTY


@pytest.fixture(scope="module")
def files(real_library: Library) -> dict[str, bytes]:
    return dict(api.files(real_library))


@pytest.fixture(scope="module")
def papers(files) -> list[dict]:
    return [json.loads(line) for line in files["api/v1/papers.ndjson"].splitlines()]


def load(files, name):
    return json.loads(files[f"api/v1/{name}"])


def schema_of(path: str) -> str:
    """The name of the schema of a file."""
    name = path.removeprefix(api.ROOT)
    return "changes" if name.startswith("changes/") else "paper" if name.startswith("papers") else name.split(".")[0]


def validate(files) -> set[str]:
    """Hold every file against its schema; return the names of the schemas that something was held against."""
    used = set()
    for path, body in files.items():
        if path.startswith(f"{api.ROOT}schema/"):
            continue
        schema = load(files, f"schema/{schema_of(path)}.json")
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for instance in map(json.loads, body.splitlines() if path.endswith(".ndjson") else [body]):
            validator.validate(instance)
            used |= {schema_of(path)} if instance else set()
    return used


def test_every_file_is_valid_by_its_schema(files):
    assert validate(files) >= set(api.SCHEMAS) - {"redirects", "retired"}  # there are none in the real library


def torn() -> Library:
    """A library in which something stands in every file."""
    dumps = tuple(Dump(id=name, file=f"{name}.txt", sha256="a" * 64, title=name) for name in ("a", "b"))
    place = Place("b.txt", 9)
    other = Variant(field="abstract", dumps=("b",), text="Another text altogether.")
    one = replace(pages.paper("one", "One", "The text.", ("a", 1), ("b", 9)), variants=(other,))
    conflict = Conflict(paper="one", slug="one", field="abstract", shown="The text.", dumps=("a",), variants=(other,),
                        why="words differ", place=place, acknowledged=True, because="A is right.")  # fmt: skip
    return Library(
        dumps=(dumps[0], replace(dumps[1], rejected=(
            Rejected(place=place, lines=1, text="x", code="PS101", reason="no abstract"),))),
        papers=(one,), themes=(Theme(slug="t", name="T", scope="", aliases=("s",)),),
        placements=(Placement(runner_up="t"),), related=((),), conflicts=(conflict,), redirects=(("old", "one"),),
        theme_redirects=(("s", "t"),),
        retired=(Retired(slug="gone", because="asked", title="Gone", place=place),),
        retired_dumps=(Retired(slug="c", because="twice", whole=True, dump="c.txt", place=place),),
    )  # fmt: skip


def test_every_kind_of_file_is_valid_when_there_is_something_in_it():
    files = dict(api.files(torn()))
    assert validate(files) == set(api.SCHEMAS)
    (conflict,) = load(files, "conflicts.json")
    assert (conflict["because"], conflict["acknowledged"]) == ("A is right.", True)
    assert [row["url"] for row in load(files, "retired.json")] == ["papers/gone/", "dumps/c/"]
    assert load(files, "redirects.json") == [
        {"from": "papers/old/", "to": "papers/one/"}, {"from": "themes/s/", "to": "themes/t/"},
    ]  # fmt: skip
    (change,) = load(files, "changes/b.json")["text_changed"]
    assert (change["id"], change["after"], change["shown"]) == ("one", "Another text altogether.", False)
    (row,) = [json.loads(line) for line in files["api/v1/papers.ndjson"].splitlines()]
    assert row["runner_up"] == "t"


@pytest.mark.parametrize("title", NASTY)
def test_any_text_makes_valid_json_and_comes_back(title):
    library = replace(torn(), papers=(replace(torn().papers[0], title=title, abstract=title, authors=(title,)),))
    files = dict(api.files(library))
    assert validate(files)
    (row,) = [json.loads(line) for line in files["api/v1/papers.ndjson"].split(b"\n") if line]
    shown = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in title)
    assert (row["title"], row["abstract"], row["authors"]) == (shown, shown, [shown])


def test_the_schemas_refuse_what_is_wrong(files, papers):
    validator = jsonschema.Draft202012Validator(load(files, "schema/paper.json"))
    assert not validator.is_valid({**papers[0], "witnesses": []})
    assert not validator.is_valid({**papers[0], "id": "Not A Slug"})


def test_index_lists_each_other_file_with_its_hash(files):
    listed = {row["path"]: row for row in load(files, "index.json")["files"]}
    assert set(listed) == {path.removeprefix(api.ROOT) for path in files} - {"index.json"}
    for path, row in listed.items():
        body = files[api.ROOT + path]
        assert (row["bytes"], row["sha256"]) == (len(body), hashlib.sha256(body).hexdigest())


def test_the_five_dumps_give_422_papers_from_509_records(files, papers):
    index = load(files, "index.json")
    assert index["counts"]["records"] == 509
    assert index["counts"]["papers"] == len(papers) == 422
    assert sum(dump["records"] for dump in index["dumps"]) == 509
    assert sum(dump["new"] for dump in index["dumps"]) == 422
    assert sum(len(paper["witnesses"]) for paper in papers) == 509
    assert sum(len({w["dump"] for w in paper["witnesses"]}) > 1 for paper in papers) == 58


def test_a_line_of_papers_keeps_the_contract(papers):
    ids = {paper["id"] for paper in papers}
    assert len(ids) == len(papers)
    for paper in papers:
        assert paper["url"] == f"papers/{paper['id']}/"
        assert paper["key"] == re.sub(r"\W+", " ", paper["witnesses"][0]["title"].lower()).strip()
        assert paper["theme"] == (paper["themes"][0]["slug"] if paper["themes"] else None)
        scores = [theme["score"] for theme in paper["themes"]]
        assert paper["told"] or scores == sorted(scores, reverse=True)
        assert len(paper["related"]) == 10
        assert paper["id"] not in {row["id"] for row in paper["related"]} <= ids
        assert [row["score"] for row in paper["related"]] == sorted(
            (r["score"] for r in paper["related"]), reverse=True
        )


def test_the_look_alike_link_is_no_trusted_link_and_its_conflict_is_acknowledged(files, papers):
    (conflict,) = load(files, "conflicts.json")
    assert conflict["acknowledged"]
    paper = next(paper for paper in papers if paper["id"] == conflict["paper"])
    assert all("huggingface.host" not in link["url"] for link in paper["links"] if link["trusted"])
    assert "huggingface.host" not in paper["abstract"]
    assert any("huggingface.host" in variant["text"] for variant in paper["variants"])


def test_ledgers_add_up_in_the_api(files):
    for dump in load(files, "dumps.json"):
        ledger = dump["ledger"]
        assert ledger["lines"] == ledger["record"] + ledger["boilerplate"] + ledger["rejected"] > 0


def test_changes_tell_what_a_dump_brought(files, papers):
    for dump in load(files, "dumps.json"):
        changes = load(files, f"changes/{dump['id']}.json")
        inside = {paper["id"] for paper in papers if any(w["dump"] == dump["id"] for w in paper["witnesses"])}
        again = {row["id"] for row in changes["seen_again"]}
        assert set(changes["new"]) | again == inside
        assert not set(changes["new"]) & again


def test_papers_come_in_chunks_when_there_are_many(real_library, monkeypatch):
    monkeypatch.setattr(api, "CHUNK", 100)
    files = dict(api.files(real_library))
    index = json.loads(files["api/v1/index.json"])
    assert index["papers"] == [f"papers-{number}.ndjson" for number in range(1, 6)]
    assert sum(len(files[api.ROOT + path].splitlines()) for path in index["papers"]) == 422
