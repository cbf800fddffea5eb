"""What benchmarks say is measured where they say, whatever the figures are."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks import stages
from benchmarks.full import Row, dump


def test_each_stage_is_a_function_where_the_benchmark_looks_for_it():
    for _, module, function in stages.CALLS:
        assert callable(getattr(importlib.import_module(module), function))


@pytest.fixture
def place(monkeypatch) -> ModuleType:
    """A module with a stage that asks for another one."""
    module = ModuleType("place")
    module.inner = lambda: list(range(3))
    module.outer = lambda: (n for n in module.inner())
    monkeypatch.setitem(sys.modules, "place", module)
    return module


def test_what_a_stage_yields_is_handed_on_and_counts(place):
    watched = stages.Stages()
    watched.watch("outer", "place", "outer")
    made = place.outer()
    assert isinstance(made, Iterator)
    watched.took["outer"][1] = 100.0
    assert list(made) == [0, 1, 2]
    assert watched.took["outer"][1] > 100
    assert watched.took["outer"][2] > 1_000_000  # bytes


def test_time_of_a_stage_within_another_is_its_own(monkeypatch, place):
    clock = iter(range(0, 1000, 10))
    monkeypatch.setattr(stages.time, "process_time", lambda: next(clock))
    watched = stages.Stages()
    watched.watch("inner", "place", "inner")
    place.outer = watched._timed("outer", place.inner)
    place.outer()  # asks at 0, the inner one at 10 and 20, and again at 30
    assert watched.took["inner"][1] == 10
    assert watched.took["outer"][1] == 20


def test_a_row_without_files_says_nothing_of_them():
    row = Row("- read", 1000, 0.123, 0.1, 5_000_000, 0, 0)
    assert row.told([2.0, 0.5]) == "| - read | 1,000 | 0.12 s | 0.10 s | 0.1 / 0.2 | 5 MB | 0 | - |"
    assert row.told([]) == "| - read | 1,000 | 0.12 s | 0.10 s | - | 5 MB | 0 | - |"


def test_a_dump_of_the_corpus_joins_while_there_are_lines(tmp_path: Path) -> None:
    corpus, told = tmp_path / "corpus.jsonl", tmp_path / "dumps/dumps.yml"
    corpus.write_text("1\n2\n3\n", "utf-8")
    told.parent.mkdir()
    assert dump(tmp_path, corpus, 0, 2)
    assert dump(tmp_path, corpus, 2, 2)
    before = told.read_text("utf-8")
    assert not dump(tmp_path, corpus, 3, 2)
    assert told.read_text("utf-8") == before
    assert {path.name: path.read_text("utf-8") for path in told.parent.glob("*.jsonl")} == {
        "corpus-0.jsonl": "1\n2\n",
        "corpus-2.jsonl": "3\n",
    }
