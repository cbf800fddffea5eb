"""Measure what a build does before MkDocs gets the pages, stage by stage, at several sizes of library.

    python -m benchmarks.stages [--sizes 422,1000,10000,100000] [--corpus papers.jsonl.gz] [--add 60] [--themes FILE]

422 papers are those of `dumps/`; the other sizes are the first lines of a corpus (JSON Lines, as in
`benchmarks.dedupe`), cut into dumps of 5,000 records. Each size runs twice, in a process of its own each: with an empty
cache, then with the cache that is there and one more dump of `--add` papers. A stage's row says seconds on the clock,
CPU seconds (user and system) and the highest memory of the process so far; the last two columns are of the second run.
Rows of pages and of MkDocs are in `benchmarks.build`.
"""

import argparse
import gzip
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpora" / "papers-100k.jsonl.gz"
SIZES = "422,1000,10000,100000"
OWN = 422
"""The size that stands for the dumps of this repository."""
DUMP = 5_000
"""Records of one dump that is cut from the corpus."""
ADDRESS = "https://papers.example.org/shelf/"
T = TypeVar("T")


class Stages:
    """What each stage took: seconds, CPU seconds, highest memory in GB until its end."""

    def __init__(self) -> None:
        self.figures: dict[str, tuple[float, float, float]] = {
            "start of the process": (0.0, time.process_time(), _peak())
        }
        self._started = time.perf_counter()

    def run(self, name: str, work: Callable[[], T]) -> T:
        wall, cpu = time.perf_counter(), time.process_time()
        result = work()
        self.figures[name] = (time.perf_counter() - wall, time.process_time() - cpu, _peak())
        return result

    def total(self) -> None:
        self.figures["all of it"] = (time.perf_counter() - self._started, time.process_time(), _peak())


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def measure(dumps: Path, themes: Path, kept: Path) -> dict[str, Any]:
    """Run all stages on a folder of dumps with a cache in a folder; return the figures."""
    stages = Stages()
    work = stages.run("imports", lambda: __import__("benchmarks.journey", fromlist=["journey"]))
    cache = work.Cache(kept)
    read = stages.run("read", lambda: work.read_folder(dumps, read=partial(work.reuse.read, cache=cache)))
    papers, told = stages.run("normalise", lambda: work.reuse.normalised(read.records, cache=cache))
    merged = stages.run(
        "deduplicate", lambda: work.deduplicate(papers, profiles=work.reuse.profiled(papers, cache=cache))
    )
    papers, _ = stages.run("judge links", lambda: work.judge(merged.papers))
    papers = stages.run("facets", lambda: work.reuse.described(papers, cache=cache))
    library = work.Library(
        dumps=read.dumps, papers=papers, findings=told, **_compared(work, stages, papers, themes, cache)
    )
    compact = work.chosen("auto", len(papers))
    size = stages.run("search index", lambda: _bytes(work.search.files(library)))
    size += stages.run("API", lambda: _bytes(work.api.files(library, compact=compact)))
    size += stages.run("citations", lambda: _bytes(work.citations.files(library, ADDRESS, compact=compact)))
    size += stages.run("feeds", lambda: _bytes(work.feeds.files(library, "Papers", ADDRESS)))
    stages.total()
    return {"stages": stages.figures, "papers": len(papers), "bytes": size, "cache": cache.told()}


def _compared(work: Any, stages: Stages, papers: Any, themes: Path, cache: Any) -> dict[str, Any]:
    """Run the stages that compare papers with each other; what they share is gone when it is done."""
    groups = work.taxonomy.load(themes)
    vectors = stages.run("vectors", lambda: work.assign.space_of(papers, groups.themes))
    placements = stages.run("themes", lambda: work.assign.assign(papers, groups.themes, vectors))
    related = stages.run(
        "related papers", lambda: work.reuse.related(papers, groups.themes, lambda: vectors, cache=cache)
    )
    stages.run("check themes", lambda: work.checks.check(groups, papers, placements, vectors))
    return {"themes": groups.themes, "placements": placements, "related": related}


def _bytes(files: Iterator[tuple[str, bytes]]) -> int:
    return sum(len(content) for _, content in files)


def cut(corpus: Path, size: int, folder: Path, *, start: int = 0) -> None:
    """Write records of a corpus as dumps."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        records = islice(lines, start, start + size)
        for number, line in enumerate(records, start):
            with (folder / f"{start:07}-{number // DUMP:04}.jsonl").open("a", encoding="utf-8") as file:
                file.write(line)


def both(size: int, args: argparse.Namespace) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the figures of a first build of a size and of a second one with a dump more."""
    with tempfile.TemporaryDirectory() as work:
        dumps = Path(work) / "dumps"
        dumps.mkdir()
        if size == OWN:
            shutil.copytree(ROOT / "dumps", dumps, dirs_exist_ok=True)
        else:
            cut(args.corpus, size, dumps)
        first = _one(dumps, args, work)
        cut(args.corpus, args.add, dumps, start=size) if args.corpus.exists() else None
        return first, _one(dumps, args, work)


def _one(dumps: Path, args: argparse.Namespace, work: str) -> dict[str, Any]:
    own = ["--one", str(dumps), f"{work}/cache", "--themes", str(args.themes)]
    command = [sys.executable, "-m", "benchmarks.stages", *own]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    figures: dict[str, Any] = json.loads(answer.stdout)
    return figures


def table(size: int, first: dict[str, Any], second: dict[str, Any]) -> None:
    """Print a row a stage."""
    print(f"\n{first['papers']:,} papers ({size:,} asked for), {first['bytes'] / 1e6:.1f} MB; then {second['cache']}\n")
    print("| stage | seconds | CPU seconds | memory so far | again: CPU seconds | memory |\n|---|---|---|---|---|---|")
    for stage, (wall, cpu, memory) in first["stages"].items():
        _, again, more = second["stages"][stage]
        print(f"| {stage} | {wall:.1f} | {cpu:.2f} | {memory:.2f} GB | {again:.2f} | {more:.2f} GB |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default=SIZES, help="how many records")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--themes", type=Path, default=ROOT / "themes.yml")
    parser.add_argument("--add", type=int, default=60, help="papers of the dump that the second run has more")
    parser.add_argument("--one", nargs=2, type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.one[0], args.themes, args.one[1])))
        return
    for size in sorted(int(size) for size in args.sizes.split(",")):
        if size != OWN and not args.corpus.exists():
            print(f"\n{args.corpus} is not on this machine: {size:,} is left out; name another corpus with --corpus")
            continue
        table(size, *both(size, args))


if __name__ == "__main__":
    main()
