"""On a cluster of separate worker processes: the same results, whoever dies; and a sentence where that can't be."""

from importlib.metadata import version

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.errors import ClusterError, DumpsError
from generator.executors import cluster as module
from generator.executors import identity as identifying
from generator.executors.cluster import cluster
from generator.library import build
from tests.clusters import Deadly, add, fail, local_cluster
from tests.toys import BENCHMARKS, HEAD, TESTING


@pytest.fixture(scope="module")
def local(tmp_path_factory):
    """Three workers, one of which will die."""
    with local_cluster(tmp_path_factory.mktemp("workers"), workers=3) as running:
        yield running


@pytest.fixture(scope="module")
def executor(local):
    with cluster(local.address) as connected:
        yield connected


def test_a_worker_that_is_killed_half_way_costs_time_only(local, executor, tmp_path):
    deadly = Deadly(executor, {"add": 1}, tmp_path)
    assert list(deadly.map(add, range(40), 100)) == list(range(100, 140))
    assert (tmp_path / "add").exists()
    assert local.died() == [-9]


def test_more_partitions_than_may_wait_come_in_their_order_and_one_at_a_time(executor):
    asked = []
    results = executor.map(add, (asked.append(number) or number for number in range(200)), 1)
    assert next(results) == 1
    assert len(asked) < 20
    assert list(results) == list(range(2, 201))


def test_what_a_function_refuses_is_said_as_it_says_it(executor):
    with pytest.raises(DumpsError, match="there is no such folder"):
        list(executor.map(fail, range(3)))


def test_a_library_is_the_same(executor, tmp_path):
    dumps = tmp_path / "dumps"
    dumps.mkdir()
    (dumps / "one.txt").write_text(HEAD + TESTING + BENCHMARKS)
    (dumps / "two.txt").write_text(HEAD + BENCHMARKS)
    assert build(dumps, executor=executor) == build(dumps)


def test_workers_that_would_give_other_bytes_are_refused(local, monkeypatch):
    monkeypatch.setattr(identifying, "_version", lambda name: "0.1" if name == "numpy" else version(name))
    identifying.identity.cache_clear()
    unlike = r"the worker tcp://\S+ would give other results; it has numpy \S+ \(here 0.1\): install the same release"
    with pytest.raises(ClusterError, match=unlike), cluster(local.address):
        pass
    identifying.identity.cache_clear()


@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1", "tcp://127.0.0.1:1", "tcp://127.0.0.1:port"])
def test_no_scheduler_is_a_sentence_with_a_remedy(address):
    said = rf"no scheduler answers at {address} \(.+\): name it as tcp://HOST:PORT"
    with pytest.raises(ClusterError, match=said), cluster(address):
        pass


def test_the_command_says_so_and_ends_with_2():
    said = CliRunner().invoke(main, ["export", "nowhere", "--scheduler", "nonsense"])
    assert said.exit_code == 2
    assert said.stderr.startswith("Error: no scheduler answers at nonsense")


def test_a_scheduler_without_workers_is_a_sentence_with_a_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 1)
    said = r"has no worker: start some with `dask worker tcp://"
    with local_cluster(tmp_path, workers=0) as alone, pytest.raises(ClusterError, match=said), cluster(alone.address):
        pass
