"""A Dask cluster as an executor: processes on other machines, which share neither disk nor memory with this one.

What travels is pickled by Python's own pickle, so that only functions of a module do: what they are is then the same
code there, which is checked for every worker before it works. A worker that dies is Dask's business: it gives the
partition to another one, four times at most. That holds for what all partitions share, too, because it is the result
of a task (scattered data is lost with its worker). Results wait for their turn in bounded number.

Refuses to start a cluster, and to work on one that would give other bytes. Whoever can reach a scheduler can run code
on its workers, and its workers can run code here: it belongs into a network of its own, or behind ``tls://``.
"""

import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from pickle import HIGHEST_PROTOCOL, dumps, loads
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from threadpoolctl import threadpool_limits

from generator.errors import ClusterError
from generator.executors import Executor, P, R, Shared
from generator.executors.identity import Identity, difference, identity

if TYPE_CHECKING:
    from distributed import Client, Future

PATIENCE = 30
"""Seconds until a scheduler has to answer and to have a worker, and after which somebody looks whether one is left."""
AHEAD = 2
"""Partitions under way for each thread of a worker: one that it works on, one that waits there."""
_LEAST = 4
_NO_WARNING = 1 << 40
"""Bytes of one task from which Dask may warn: what partitions share is large and travels on purpose."""
_ALONE = Lock()
"""Held by who works in a worker: libraries are told of their threads by process, and Python has no use for more."""


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Connect to the scheduler at an address for as long as the context lasts. Raises ClusterError."""
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, which takes a second to import
    except ModuleNotFoundError as error:
        how = "install the extra papershelf[dask], with `pip install '.[dask]'` in the folder of its pyproject.toml"
        raise ClusterError(f"--scheduler needs Dask ({error}): {how}") from error
    import dask  # noqa: PLC0415 - comes with it

    with dask.config.set({"distributed.admin.large-graph-warning-threshold": _NO_WARNING}):
        try:
            _knock(address)
            client = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            how = "name it as tcp://HOST:PORT; `dask scheduler` starts one, `dask worker ADDRESS` a worker"
            raise ClusterError(f"no scheduler answers at {address} ({error}): {how}") from error
        with client:
            _check(client, address)
            yield _Cluster(client, address)


def _knock(address: str) -> None:
    """Raise OSError or ValueError where nobody listens: a client that finds that out keeps the process for a minute."""
    parts = urlsplit(address)
    if not (parts.hostname and parts.port):
        raise ValueError("that is no address")
    socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE).close()


def _check(client: "Client", address: str) -> None:
    """Raise ClusterError unless there are workers and all of them would give the same bytes as this process."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise ClusterError(
            f"the scheduler at {address} has no worker: start some with `dask worker {address}`"
        ) from error
    for worker, found in sorted(client.run(identity, on_error="return").items()):
        if isinstance(found, Exception):
            raise ClusterError(f"the worker {worker} has no papershelf ({found}): {_REMEDY}")
        _agree(found, identity(), f"the worker {worker}")


_REMEDY = "install the same release and the same requirements.txt there, and start it anew"


def _agree(theirs: Identity, ours: Identity, who: str) -> None:
    if unlike := difference(theirs, ours):
        raise ClusterError(f"{who} would give other results; it has {unlike}: {_REMEDY}")


class _Cluster:
    """The workers of one scheduler."""

    local = False

    def __init__(self, client: "Client", address: str) -> None:
        self._client = client
        self._address = address

    def map(self, function: Callable[[P, *Shared], R], partitions: Iterable[P], *shared: *Shared) -> Iterator[R]:
        kept = [self._client.submit(loads, _packed(value), pure=False) for value in shared]
        room = max(_LEAST, AHEAD * sum(self._client.nthreads().values()))
        waiting: deque[Future[Any]] = deque()
        for partition in partitions:
            task = _packed((function, partition))
            waiting.append(self._client.submit(_run, identity(), task, *kept, pure=False))
            if len(waiting) >= room:
                yield self._result(waiting.popleft())
        while waiting:
            yield self._result(waiting.popleft())

    def _result(self, future: "Future[Any]") -> Any:
        """Wait for a result for as long as there are workers."""
        from distributed import KilledWorker  # noqa: PLC0415 - imported by now

        try:
            while True:
                try:
                    return future.result(timeout=PATIENCE)
                except TimeoutError:
                    if not self._client.nthreads():
                        raise ClusterError(f"the scheduler at {self._address} has no worker left") from None
        except KilledWorker as error:
            memory = "look into the workers' logs, most likely they had too little memory"
            raise ClusterError(f"workers died again and again over the same partition: {memory}") from error
        except (CancelledError, OSError) as error:
            raise ClusterError(
                f"the work at {self._address} broke off ({error}): look whether it is still there"
            ) from error


def _packed(value: object) -> bytes:
    return dumps(value, protocol=HIGHEST_PROTOCOL)


def _run(ours: Identity, task: bytes, *shared: Any) -> Any:
    """Work on a partition, in a worker; it may have joined after all others were looked at."""
    _agree(identity(), ours, "a worker that joined later")
    function, partition = loads(task)  # noqa: S301 - of the scheduler, which is trusted: see above
    with _ALONE, threadpool_limits(limits=1):  # the order of sums must not depend on a machine's cores
        return function(partition, *shared)
