"""Build the site of a project as ``papershelf build`` does, and write down what each stage of it took.

    python -m benchmarks.stages FILE [OPTIONS OF papershelf build]

Runs in the project's folder. FILE gets JSON: by stage, in their order, seconds on the clock, CPU seconds (user and
system), the process's highest memory until the stage ended, in bytes, and how many files and bytes of the site are its
own. The stages are the calls that ``generator.library``, ``generator.content`` and ``generator.site.hooks`` make; each
is looked up where it is called and timed there, and what it yields while it is being asked counts as well. What is
between them (MkDocs, moving files, ending) is the last row.
"""

import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from types import GeneratorType
from typing import Any, TypeVar

from generator.sizes import weigh

T = TypeVar("T")
CALLS = (
    ("read", "generator.library", "read_folder"),
    ("normalise", "generator.reuse", "normalised"),
    ("deduplicate: profiles", "generator.reuse", "profiled"),
    ("deduplicate: match and merge", "generator.library", "deduplicate"),
    ("facets", "generator.reuse", "described"),
    ("vectors and themes", "generator.reuse", "placed"),
    ("related papers", "generator.reuse", "related"),
    ("search index", "generator.search", "files"),
    ("feeds", "generator.outputs.feeds", "files"),
    ("API", "generator.outputs.api", "files"),
    ("citations", "generator.outputs.citations", "files"),
    ("pages", "generator.site.accelerator", "write"),
)
"""What is called in each stage: names that their callers look up in a module."""
START, REST = "start and imports", "MkDocs and the rest"
KINDS = {
    "search index": ("search",),
    "feeds": ("feeds",),
    "API": ("API",),
    "citations": ("citations",),
    "pages": ("pages of papers", "lists and other pages"),
    REST: ("assets and the rest",),
}
"""The kinds of files that a stage makes, as ``generator.sizes`` calls them."""


class Stages:
    """What each stage took so far: seconds on the clock, CPU seconds, the highest memory until its end in bytes."""

    def __init__(self) -> None:
        """Begin with nothing; the CPU of the process counts from its start."""
        self.took: dict[str, list[float]] = {}
        self._begun = time.monotonic()
        self._within = (0.0, 0.0)
        """What stages took that were asked for by the one at hand."""

    def watch(self, name: str, module: str, function: str) -> None:
        """Time a function from now on, wherever it is looked up in this module."""
        place = importlib.import_module(module)
        setattr(place, function, self._timed(name, getattr(place, function)))

    def _timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def timed(*args: Any, **options: Any) -> Any:
            made = self.run(name, lambda: function(*args, **options))
            return self._each(name, made) if isinstance(made, GeneratorType) else made

        return timed

    def _each(self, name: str, made: Iterator[Any]) -> Iterator[Any]:
        over = object()
        while (one := self.run(name, lambda: next(made, over))) is not over:
            yield one

    def run(self, name: str, work: Callable[[], T]) -> T:
        """Do a part of a stage; what stages take that it asks for is not its own."""
        before, self._within = self._within, (0.0, 0.0)
        wall, cpu = time.monotonic(), time.process_time()
        result = work()
        wall, cpu = time.monotonic() - wall, time.process_time() - cpu
        self.add(name, wall - self._within[0], cpu - self._within[1])
        self._within = (before[0] + wall, before[1] + cpu)
        return result

    def add(self, name: str, wall: float, cpu: float) -> None:
        """Add to what a stage took."""
        before = self.took.get(name, [0.0, 0.0, 0.0])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        self.took[name] = [before[0] + wall, before[1] + cpu, float(peak)]

    def rest(self) -> None:
        """Add what no stage has taken."""
        wall, cpu = (sum(took[what] for took in self.took.values()) for what in (0, 1))
        self.add(REST, time.monotonic() - self._begun - wall, time.process_time() - cpu)


def main() -> None:
    """Build, write down, and end as the command does: without freeing the library."""
    stages, begun = Stages(), time.monotonic()
    from generator.cli import main as papershelf  # noqa: PLC0415 - a stage of its own

    importlib.import_module("generator.cli.building")
    for call in CALLS:
        stages.watch(*call)
    stages.add(START, time.monotonic() - begun, time.process_time())
    papershelf(["build", *sys.argv[2:]], prog_name="papershelf", standalone_mode=False)
    if missing := [name for name, *_ in CALLS if name not in stages.took]:
        sys.exit(f"stages that nobody called where CALLS in {__file__} says: {', '.join(missing)}")
    stages.rest()
    Path(sys.argv[1]).write_text(json.dumps(_with_sizes(stages.took)), "utf-8")
    sys.stdout.flush()
    os._exit(0)


def _with_sizes(took: dict[str, list[float]]) -> dict[str, list[float]]:
    sizes = {size.kind: size for size in weigh(Path("site")).kinds}
    own = {stage: [sizes[kind] for kind in KINDS.get(stage, ())] for stage in took}
    return {
        stage: [*figures, sum(size.files for size in own[stage]), sum(size.bytes for size in own[stage])]
        for stage, figures in took.items()
    }


if __name__ == "__main__":
    main()
