"""A Dask cluster of separate processes on loopback, and files compared across it."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_SAID = re.compile(r"Scheduler at:\s+(tcp://\S+)")


@dataclass
class Local:
    """A scheduler, and workers that can be killed; a worker that died does not come back."""

    folder: Path
    address: str = ""
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, workers: int, **env: str) -> None:
        scheduler = self._run("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        assert scheduler.stderr
        self.address = next(found[1] for line in scheduler.stderr if (found := _SAID.search(line)))
        threading.Thread(target=scheduler.stderr.read, daemon=True).start()  # or it waits for a reader some day
        for _ in range(workers):
            self.add_worker(**env)

    def add_worker(self, **env: str) -> None:
        alone = ("--nthreads", "1", "--no-nanny", "--no-dashboard")
        worker = self._run("worker", self.address, *alone, "--local-directory", str(self.folder), **env)
        threading.Thread(target=worker.stderr.read, daemon=True).start()

    def kill_worker(self, pid: int | None = None) -> None:
        """End the first worker, or one of a process number, as the system does when memory runs out."""
        one = next(each for each in self.processes[1:] if pid in (None, each.pid))
        one.send_signal(signal.SIGKILL)
        one.wait()

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()

    def _run(self, what: str, *arguments: str, **env: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments]
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **env},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
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


def papershelf(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


def files(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
