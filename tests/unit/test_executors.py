"""Whoever works on the partitions, and however they are cut: the same results, in the partitions' order."""

import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import reuse
from generator.content import Site
from generator.content import files as content
from generator.dumps import read_folder
from generator.executors import SERIAL, Executor, partitions
from generator.executors.identity import difference, identity
from generator.library import build
from generator.model import Library
from generator.project import Project
from tests.clusters import ROOT
from tests.toys import BENCHMARKS, HEAD, TESTING

SIZES = (
    *("reuse._BLOCK", "reuse._FEW", "dedupe.grouping._PAIRS", "executors._TEXTS"),
    *("similarity.near.CHUNK", "similarity.vectors.CHUNK", "themes.assign._CHUNK", "related._CHUNK"),
    *(
        "pages.render._PAGES",
        "search.lexicon._TEXTS",
        "search.lexicon._RUN",
        "search.shards._FILES",
        "search.packs._PACKS",
    ),
)
"""How many of a partition, stage by stage."""


class Elsewhere:
    """An executor that shares no disk and no objects, as a cluster does: what travels is pickled there and back."""

    local = False

    def __init__(self) -> None:
        self.asked: list[str] = []

    def map(self, function, partitions, *shared):
        self.asked.append(function.__name__)
        kept = [pickled(value) for value in shared]
        return (pickled(pickled(function)(pickled(partition), *kept)) for partition in partitions)


def pickled(value):
    import pickle

    return pickle.loads(pickle.dumps(value))


def double(number: int, more: int = 0) -> int:
    return 2 * number + more


def test_results_come_in_the_order_of_the_partitions_with_what_they_share():
    assert list(SERIAL.map(double, [3, 1, 2], 10)) == [16, 12, 14]


def test_in_process_nothing_is_done_before_it_is_asked_for():
    done = []
    results = SERIAL.map(done.append, [1, 2, 3])
    assert done == []
    next(results)
    assert done == [1]


@given(things=st.lists(st.integers()), size=st.integers(1, 12))
def test_partitions_are_all_things_in_their_order_and_full_but_for_the_last(things, size):
    cut = list(partitions(things, size))
    assert [thing for part in cut for thing in part] == things
    assert all(len(part) == size for part in cut[:-1])
    assert all(cut)


def test_a_library_made_elsewhere_is_the_same(project):
    elsewhere = Elsewhere()
    assert build(project.dumps, project.themes, executor=elsewhere) == build(project.dumps, project.themes)
    assert elsewhere.asked[:2] == ["read_sent", "normalise_all"]


def everything(project: Project, dumps: Path, executor: Executor) -> tuple[Library, dict[str, bytes]]:
    library = build(dumps, project.themes, executor=executor)
    return library, dict(content(library, project.root / "docs", Site("Papers"), executor=executor))


@pytest.fixture(scope="module")
def one_dump(project, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("one")
    shutil.copy(max(project.dumps.glob("*.txt"), key=lambda path: path.stat().st_size), folder)
    return folder


@pytest.fixture(scope="module")
def at_once(project, one_dump):
    return everything(project, one_dump, SERIAL)


@pytest.mark.parametrize("size", [1, 7, 10**6])
def test_however_the_work_is_cut_the_bytes_are_the_same(size, project, one_dump, at_once, monkeypatch):
    for where in SIZES:
        module, _, name = where.rpartition(".")
        monkeypatch.setattr(import_module(f"generator.{module}"), name, size)
    assert everything(project, one_dump, Elsewhere()) == at_once


def test_a_dump_that_cannot_be_opened_or_is_too_large_is_read_where_it_lies(tmp_path: Path, monkeypatch):
    from generator.dumps import sources

    (tmp_path / "large.txt").write_text(HEAD + TESTING + BENCHMARKS)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    monkeypatch.setattr(sources, "SENT", 20)
    sent = [sources._sent(sources.Source(path, None)) for path in sorted(tmp_path.iterdir())]
    assert [one.content for one in sent] == [None, None]
    found = read_folder(tmp_path, read=lambda several: reuse.read(several, executor=Elsewhere()))
    assert found == read_folder(tmp_path)
    assert len(found.records) == 2


def test_processes_that_would_give_other_bytes_are_told_apart():
    ours = identity()
    theirs = tuple((name, "1.0" if name == "numpy" else version) for name, version in ours)
    assert difference(ours, ours) == ""
    assert difference(theirs, ours) == f"numpy 1.0 (here {dict(ours)['numpy']})"
    assert difference(ours[1:], ours).startswith("Python none (here 3.")


def test_neither_dask_nor_what_asks_the_network_is_imported_by_who_does_not_name_it(tmp_path: Path):
    code = (
        "import sys; from generator.cli import main; main(['export', sys.argv[1]], standalone_mode=False);"
        "print([name for name in sys.modules if name.split('.')[0] in ('dask', 'distributed', 'httpx')])"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "out")]
    said = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True).stdout
    assert said.splitlines()[-1] == "[]"


def test_without_the_extra_the_remedy_is_named(monkeypatch):
    from generator.errors import ClusterError
    from generator.executors.cluster import cluster

    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"install the extra papershelf\[dask\]"), cluster("tcp://127.0.0.1:1"):
        pass
