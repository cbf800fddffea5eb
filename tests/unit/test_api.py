"""The static API keeps its contract: shapes, references, sums, bytes."""

import hashlib
import json
import re

import jsonschema
import pytest

from generator.model import Library
from generator.outputs import api


@pytest.fixture(scope="module")
def files(real_library: Library) -> dict[str, bytes]:
    return dict(api.files(real_library))


@pytest.fixture(scope="module")
def papers(files) -> list[dict]:
    return [json.loads(line) for line in files["api/v1/papers.ndjson"].splitlines()]


def load(files, name):
    return json.loads(files[f"api/v1/{name}"])


def test_every_file_is_valid_by_its_schema(files, papers):
    for name in api.SCHEMAS:
        schema = load(files, f"schema/{name}.json")
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        instances = {
            "paper": papers,
            "changes": [json.loads(body) for path, body in files.items() if path.startswith("api/v1/changes/")],
        }.get(name) or [load(files, f"{name}.json")]
        for instance in instances:
            validator.validate(instance)


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
