"""Watches say what is wrong with them by line, and find what the search box finds."""

import pytest

from generator import yaml_lines
from generator.facets import facets
from generator.model import Library
from generator.search.query import Store
from generator.search.query import search as ask
from generator.watches import answered, check, load
from generator.watches.registry import Registry, interpret


def read(text: str) -> Registry:
    return interpret(yaml_lines.compose(text, "watches.yml"), "watches.yml")


def told(registry: Registry) -> list[tuple[str, int]]:
    return [(one.code, one.place.line) for one in registry.findings]


def test_no_file_and_an_empty_file_are_no_watches(tmp_path):
    assert load(tmp_path / "watches.yml") == Registry()
    (tmp_path / "watches.yml").write_text("watches:\n", "utf-8")
    assert load(tmp_path / "watches.yml") == Registry()


def test_a_watch_is_read_with_its_filters_and_exclusions():
    (one,) = read("""
watches:
  - name: Hacking & Co
    query: '"reward hacking"'
    themes: [a]
    facets: {has: [code], kind: [survey, -study]}
    exclude: [robot, large language, "kind:benchmark", -gone]
""").watches
    assert (one.slug, one.name, one.url) == ("hacking-co", "Hacking & Co", "watches/hacking-co/")
    assert one.query == '"reward hacking" -robot -"large language" -kind:benchmark -gone'
    assert one.filters == (("theme", ("a",)), ("has", ("code",)), ("kind", ("survey", "-study")))


@pytest.mark.parametrize(("text", "findings"), [
    ("- a\n", [("PS501", 1)]),
    ("watch: []\n", [("PS501", 1)]),
    ("watches: text\n", [("PS501", 1)]),
    ("watches:\n  - text\n", [("PS501", 2)]),
    ("watches:\n  - query: x\n", [("PS501", 2)]),
    ("watches:\n  - name: x\n", [("PS502", 2)]),
    ("watches:\n  - name: x\n    exclude: [y]\n", [("PS502", 2)]),
    ("watches:\n  - name: x\n    query: y\n    colour: red\n", [("PS501", 4)]),
    ("watches:\n  - name: x\n    query: y\n    slug: ../x\n", [("PS501", 4)]),
    ("watches:\n  - name: x\n    query: y\n    themes: z\n", [("PS501", 4)]),
    ("watches:\n  - name: x\n    query: y\n    facets: [z]\n", [("PS501", 4)]),
    ("watches:\n  - name: x\n    query: y\n    facets: {colour: [red]}\n", [("PS501", 4)]),
    ("watches:\n  - {name: x, query: y}\n  - {name: X, query: z}\n", [("PS501", 3)]),
])  # fmt: skip
def test_each_mistake_is_named_by_its_line(text, findings):
    assert told(read(text)) == findings


def test_a_mistake_costs_no_other_watch():
    registry = read("watches:\n  - name: bad\n  - {name: good, query: x}\n")
    assert [one.slug for one in registry.watches] == ["good"]


def test_what_does_not_exist_is_said_with_what_does(real_library: Library):
    registry = read("watches:\n  - {name: x, query: 'colour:red a', themes: [nope], facets: {has: [cod], dump: [d]}}\n")
    found = check(registry, real_library.themes, [dump.id for dump in real_library.dumps])
    assert [(one.code, one.place.line) for one in found] == [("PS503", 2)] * 4
    assert "there is no theme nope" in found[1].what
    assert real_library.themes[0].slug in found[1].remedy
    assert not check(read("watches:\n  - {name: x, facets: {has: [-code]}}\n"), (), ())


def test_a_watch_finds_what_the_search_finds_and_nothing_that_lacks_a_word(
    real_library: Library, real_index: dict[str, bytes]
):
    registry = read("""
watches:
  - {name: words, query: reward hacking}
  - {name: phrase, query: '"reward hacking"'}
  - {name: without, query: reward hacking, exclude: [robot]}
  - {name: nothing, query: xylophone zebra}
  - {name: theme, themes: [reward-models], facets: {has: [code]}}
""")
    found = answered(registry.watches, real_index)
    store = Store(real_index.__getitem__)
    complete = [hit.id for hit in ask("reward hacking", store, limit=999).hits if not hit.missing]
    assert found["words"] == tuple(complete)
    assert complete
    assert set(found["phrase"]) < set(found["words"])
    assert set(found["without"]) <= set(found["words"])
    assert found["nothing"] == ()
    papers = {paper.slug: (paper, at) for paper, at in zip(real_library.papers, real_library.placements, strict=True)}
    for slug in found["theme"]:
        paper, at = papers[slug]
        assert facets(paper).code
        assert "reward-models" in {assignment.slug for assignment in at.assignments}
    assert found["theme"]
