"""The command ``papershelf``: a module for each group of commands, all documented in ``docs/commands.md``.

Exit status: 0 all is well; 1 what was looked at must be mended, or was refused for what it is (``check`` found errors
or rejected lines, ``diff`` an address that dies, ``add`` a file that is no dump or is there already, ``links`` and
``addresses`` one that leads nowhere or is lost); 2 wrong usage or nothing to go on with; 130 stopped from outside.
"""

import atexit
import gc
import os
import signal
import sys
from pathlib import Path

import click

from generator import __version__
from generator.cli.lazily import Lazily

# numpy and scipy start as many threads as there are cores, which look for work before they sleep (0.1 CPU seconds of a
# start on two cores). Here there is none: our matrices are small or sparse, and who multiplies them wants one thread.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

SELDOM = (2_000_000, 20, 100)
"""When the garbage collector looks at new things, at older ones, and at everything. A library is millions of records
that stay: looking through all of them again and again finds nothing (with Python's own figures it took 3.3 of 35 CPU
seconds at 10,000 papers, with 200,000 for two millions 0.5 of 32; memory was 384 MB then, and is 402).
``serve`` has figures of its own."""

_ENDINGS = ("SIGTERM", "SIGHUP")
"""How the system asks a process to end: by default at once, with all that it had set aside left behind."""

_MODULES = {
    "init": "starting",
    "build": "building",
    "serve": "building",
    "check": "checking",
    "add": "curating",
    "withdraw": "curating",
    "diff": "comparing",
    "search": "searching",
    "themes": "theming",
    "enrich": "enriching",
    "digest": "digesting",
    "export": "building",
    "markdown": "building",
    "links": "publishing",
    "addresses": "publishing",
    "report": "publishing",
    "comment": "publishing",
    "sizes": "weighing",
}
"""The module of each command."""


@click.group(
    cls=Lazily,
    modules={command: f"{__name__}.{module}" for command, module in _MODULES.items()},
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="papershelf")
def main() -> None:
    """Turn dumps of paper listings into a searchable static library."""
    try:
        Path.cwd()
    except FileNotFoundError as error:
        raise click.UsageError("the folder that you are in is gone: go to that of a project") from error
    gc.set_threshold(*SELDOM)


def run() -> None:
    """Run the command of the process and end it, without taking a library apart first.

    To free millions of records one by one takes a second at 10,000 papers, and the system takes all memory back at
    once. Whoever wants to be called at the end is; after a mistake of ours all goes the usual way. Who is asked to end
    tidies up, as after Ctrl-C.
    """
    for ending in (getattr(signal, name) for name in _ENDINGS if hasattr(signal, name)):
        if signal.getsignal(ending) == signal.SIG_DFL:  # else somebody wants it to be ignored, as nohup does
            signal.signal(ending, signal.default_int_handler)
    ended: list[int] = []
    atexit.register(_leave, ended)  # first in, last out
    try:
        main(prog_name="papershelf")
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            ended.append(end.code or 0)
        raise


def _leave(ended: list[int]) -> None:
    """End the process with its exit status, if it has one and all that was said is out."""
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):  # nobody listens any more: Python has a status of its own for that
        return
    if ended:
        os._exit(ended[0])
