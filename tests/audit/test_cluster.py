"""The real dumps on a cluster of separate processes, of which one after the other is killed: the same bytes.

What `make test` has of it is in tests/unit/test_cluster.py.
"""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.content import Site
from generator.content import files as content
from generator.errors import ClusterError
from generator.executors import SERIAL, Executor
from generator.executors import cluster as module
from generator.executors.cluster import cluster
from generator.library import build_project
from generator.project import Project
from tests.building import copy_project
from tests.clusters import Deadly, Local, add, files, local_cluster, papershelf

pytestmark = pytest.mark.audit

STAGES = {
    "library": {"read_sent": 1, "normalise_all": 1, "_profiles": 1, "_edges": 0},
    "nearness": {"tokenised": 1, "_candidates": 1, "_evidence": 0, "_terms": 0},
    "files": {"_rendered": 1, "worded": 0, "formed": 0, "definitions": 0, "_stored": 1},
}
"""The partition that a worker dies over in each stage; some stages have a single one of these few papers."""


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Local]:
    folder = tmp_path / "workers"
    folder.mkdir()
    with local_cluster(folder) as running:
        yield running


def everything(project: Project, executor: Executor) -> dict[str, bytes]:
    """Make a library and all files of its site: API, search, Markdown and so on."""
    library = build_project(project, executor=executor)
    site = Site("Papers", "https://papers.example.org/shelf/")
    return dict(content(library, project.root / "docs", site, executor=executor))


@pytest.fixture(scope="module")
def alone(project: Project) -> dict[str, bytes]:
    return everything(project, SERIAL)


@pytest.mark.parametrize("part", STAGES)
def test_whichever_stage_a_worker_dies_in_the_bytes_are_the_same(part, alone, project, tmp_path):
    stages = STAGES[part]
    with local_cluster(tmp_path, workers=len(stages) + 1) as local, cluster(local.address) as executor:
        assert everything(project, Deadly(executor, stages, tmp_path)) == alone
        assert local.died() == [-signal.SIGKILL] * len(stages), "a stage has another name, or one partition"


def test_with_a_single_worker_the_bytes_are_the_same(alone, project, tmp_path):
    with local_cluster(tmp_path, workers=1) as local, cluster(local.address) as executor:
        assert everything(project, executor) == alone


@pytest.mark.parametrize("command", ["export", "markdown"])
def test_the_commands_write_the_same_files(command, local, tmp_path):
    spread = papershelf(command, tmp_path / "spread", "--scheduler", local.address)
    alone = papershelf(command, tmp_path / "alone")
    assert (spread.returncode, alone.returncode) == (0, 0), spread.stderr
    assert files(tmp_path / "spread") == files(tmp_path / "alone")


def test_build_writes_the_same_site_and_keeps_the_same_for_the_next_one(project, local, tmp_path):
    here, there = copy_project(project.root, tmp_path / "here"), copy_project(project.root, tmp_path / "there")
    for folder, options in ((here, ()), (there, ("--scheduler", local.address))):
        said = papershelf("build", *options, cwd=folder)
        assert said.returncode == 0, said.stderr
    assert files(there / "site") == files(here / "site")
    assert files(there / ".cache") == files(here / ".cache")


def test_when_the_last_worker_is_gone_nobody_waits_for_ever(local, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 2)
    with cluster(local.address) as executor:
        results = executor.map(add, range(100), 1)
        next(results)
        for worker in local.processes[1:]:
            worker.kill()
        with pytest.raises(ClusterError, match="has no worker left"):
            list(results)


def test_when_the_scheduler_is_gone_nobody_waits_for_ever(local):
    with cluster(local.address) as executor:
        results = executor.map(add, range(100), 1)
        next(results)
        local.processes[0].kill()
        with pytest.raises(ClusterError, match=r"the work at tcp://\S+ broke off"):
            list(results)
