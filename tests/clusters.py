"""A Dask cluster of separate processes on loopback, and files compared across it."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.errors import DumpsError
from generator.executors import Executor

ROOT = Path(__file__).resolve().parent.parent
_SAID = re.compile(r"Scheduler at:\s+(tcp://\S+)")


@dataclass
class Local:
    """A scheduler, and workers that can be killed; a worker that died does not come back."""

    folder: Path
    address: str = ""
    processes: list[subprocess.Popen[str]] = field(default_factory=list)
    drain: threading.Thread | None = None

    def start(self, workers: int) -> None:
        scheduler = self._run("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        assert scheduler.stderr
        self.address = next(found[1] for line in scheduler.stderr if (found := _SAID.search(line)))
        self.drain = threading.Thread(target=scheduler.stderr.read)  # or it waits for a reader some day
        self.drain.start()
        alone = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self.folder))
        for _ in range(workers):
            self._run("worker", self.address, *alone, stderr=subprocess.DEVNULL)

    def died(self) -> list[int]:
        """Return how those workers ended that did, waiting for none."""
        return [status for each in self.processes[1:] if (status := each.poll()) is not None]

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()
        if self.drain:
            self.drain.join()
        for process in self.processes:
            if process.stderr:
                process.stderr.close()

    def _run(self, what: str, *arguments: str, stderr: int = subprocess.PIPE) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments]
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            text=True,
        )
        self.processes.append(process)
        return process


@contextmanager
def local_cluster(folder: Path, workers: int = 2) -> Iterator[Local]:
    """Run a scheduler and workers, in a folder that is not this one: nothing there is theirs."""
    local = Local(folder)
    try:
        local.start(workers)
        yield local
    finally:
        local.stop()


@dataclass(frozen=True)
class DiesOnce:
    """A function whose worker is killed by the system, as where memory runs out, when it first comes to a partition."""

    function: Callable[..., Any]
    marker: Path
    at: int

    def __call__(self, numbered: tuple[int, Any], *shared: Any) -> Any:
        number, partition = numbered
        if number == self.at and not self.marker.exists():
            self.marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return self.function(partition, *shared)


@dataclass(frozen=True)
class Deadly:
    """An executor of which a worker dies half way in each of some stages."""

    executor: Executor
    stages: Mapping[str, int]
    """The number of the partition that it dies over, by the name of the stage's function."""
    folder: Path
    local: bool = False

    def map(self, function: Callable[..., Any], partitions: Iterable[Any], *shared: Any) -> Iterator[Any]:
        if function.__name__ not in self.stages:
            return self.executor.map(function, partitions, *shared)
        dies = DiesOnce(function, self.folder / function.__name__, self.stages[function.__name__])
        return self.executor.map(dies, enumerate(partitions), *shared)


def add(number: int, more: int) -> int:
    """Return a sum: a function that a worker can import."""
    return number + more


def fail(number: int) -> int:
    """Refuse one partition."""
    if number == 1:
        raise DumpsError("there is no such folder")
    return number


def papershelf(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


def files(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
