"""Measure whole builds at several sizes, side by side with what else could build the same pages, in one run.

    python -m benchmarks.full [--corpus FILE] [--sizes 422,1000,10000]

At 422 papers it takes ``dumps/``; any other size is that many lines of the shared corpus, which is not published, or of
any JSON Lines file named by ``--corpus``. Of each size it builds: Papershelf; the papers' pages with Hugo, where that
is installed, and alone, from the library to files; Papershelf with the cache of the first build when a dump of sixty
papers more has joined (not at 422), and again, with nothing new; Papershelf without its accelerator, which is a lean
Material site (up to 10,000); Zensical, where it is installed; plain Material with all papers in the navigation (up to
1,688, its cost grows with the square). Hugo makes as many pages of the same size in one shell twice: filled in from
the papers' fields, as ours are, and copied from HTML that is ready (``benchmarks.hugo``); not where a library is
compact, since its template says what the other pages say. Zensical gets the Markdown of ``papershelf markdown`` (up to
10,000). CPU is user and system time, memory the process's peak.
Figures hold for one machine at one time; the ratios to Hugo, in the same run, are what to compare. Some file systems
make new files with more work for a minute after thousands went (ext4 without a journal: up to twice the time of a
build), so that large builds wait as long where a former one has deleted its site.
"""

import argparse
import json
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import hugo
from benchmarks.build import measure, plain
from benchmarks.corpus import CORPUS, OURS, ROOT, lines
from generator.compact import FROM
from generator.sizes import weigh
from tests.building import copy_project

NAVIGATED = 1_688
"""Papers up to which plain Material is measured."""
MORE = 60
"""Papers of the dump that joins later."""
PATIENCE = 10_000
"""Papers up to which the others are measured that take long."""
MANY, MINUTE = 10_000, 61
"""Papers from which on a build waits until the files are forgotten that a former one deleted, and for how long."""
FILLED_IN, READY_MADE = "Hugo, the papers' pages from their fields", "Hugo, the same pages copied ready-made"
"""The rows that others are compared with."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one build took and gave; 0 for what it has not."""

    name: str
    papers: int
    wall: float
    cpu: float
    memory: int
    files: int
    bytes: int

    def told(self, references: Sequence[float]) -> str:
        """Return the row of a table, given the CPU seconds of what it is compared with."""
        wall, cpu = (f"{spent:.1f}" if spent >= 1 else f"{spent:.2f}" for spent in (self.wall, self.cpu))
        times = " / ".join(f"{self.cpu / reference:.1f}" for reference in references) or "-"
        size = (
            f"{self.bytes / 1e6:,.1f} MB, {self.bytes / max(self.papers, 1) / 1e3:.1f} kB a paper"
            if self.files
            else "-"
        )
        return (
            f"| {self.name} | {self.papers:,} | {wall} s | {cpu} s | {times} "
            f"| {self.memory / 1e6:,.0f} MB | {self.files:,} | {size} |"
        )


def timed(name: str, papers: int, folder: Path, command: list[str], site: Path) -> Row:
    """Run a command in a folder and weigh the site that it made."""
    begun = time.monotonic()
    cpu, memory = measure(command, folder)
    wall, made = time.monotonic() - begun, weigh(site).all
    return Row(name, papers, wall, cpu, memory, made.files, made.bytes)


def staged(name: str, papers: int, folder: Path) -> Iterator[Row]:
    """Build a project as ``papershelf build`` does; yield a row of all of it, and one of each stage."""
    figures = folder.with_suffix(".json")
    command = [sys.executable, "-m", "benchmarks.stages", str(figures)]
    yield timed(name, papers, folder, command, folder / "site")
    for stage, (wall, cpu, memory, files, size) in json.loads(figures.read_text("utf-8")).items():
        yield Row(f"- {stage}", papers, wall, cpu, memory, files, size)


def project(papers: int, corpus: Path, folder: Path) -> Path:
    """Make a project with as many papers."""
    copy_project(ROOT, folder)
    if papers != OURS:
        shutil.rmtree(folder / "dumps")
        (folder / "dumps").mkdir()
        dump(folder, corpus, 0, papers)
    return folder


def dump(folder: Path, corpus: Path, start: int, count: int) -> bool:
    """Add lines of the corpus, if any are left, as a dump that stands behind those that are there; tell whether."""
    name, told = f"corpus-{start}.jsonl", folder / "dumps" / "dumps.yml"
    content = "".join(lines(corpus, count, start))
    if not content:
        return False
    (folder / "dumps" / name).write_text(content, "utf-8")
    entries = told.read_text("utf-8") if told.exists() else "dumps:\n"
    told.write_text(f'{entries}  - file: {name}\n    added: "2026-01-01"\n', "utf-8")
    return True


def rows(papers: int, corpus: Path, work: Path) -> Iterator[Row]:
    """Yield what each way of building takes."""
    mine = project(papers, corpus, work / "ours")
    build = [sys.executable, "-m", "generator", "build"]
    yield from staged("Papershelf, everything", papers, mine)
    if papers < FROM:
        yield from hugos(papers, mine / "site", work)
    alone = [sys.executable, "-m", "benchmarks.papers", str(mine), str(work / "alone")]
    yield timed("Papershelf, library and papers' pages", papers, ROOT, alone, work / "alone")
    said = json.loads((work / "alone.json").read_text("utf-8"))
    yield Row(
        "of these: papers' pages, render and write", papers, said["wall"], said["cpu"], 0, *_weight(work / "alone")
    )
    kept = (mine / "dumps/dumps.yml").read_text("utf-8")
    joined = papers != OURS and dump(mine, corpus, papers, MORE)
    if joined:
        papers += MORE
        yield from staged(f"Papershelf, {MORE} papers more", papers, mine)
        _wait(papers)
    yield timed("Papershelf, again, nothing new", papers, mine, build, mine / "site")
    if joined:
        papers -= MORE
        (mine / "dumps/dumps.yml").write_text(kept, "utf-8")
        (mine / f"dumps/corpus-{papers}.jsonl").unlink()
    if papers <= PATIENCE:
        _wait(papers)
        yield timed("lean Material (--plain)", papers, mine, [*build, "--plain"], mine / "site")
        _wait(papers)
        yield from zensical(papers, mine, work / "zensical")
    if papers <= NAVIGATED:
        api = sorted((mine / "site/api/v1").glob("papers*.ndjson"))
        known = [json.loads(line) for path in api for line in path.read_text("utf-8").splitlines()]
        begun = time.monotonic()
        told = plain(work / "plain", known)
        yield Row(
            "plain Material, navigation",
            papers,
            time.monotonic() - begun,
            told.cpu,
            told.memory,
            *_weight(work / "plain/site"),
        )


def _wait(papers: int) -> None:
    if papers >= MANY:
        time.sleep(MINUTE)


def _weight(site: Path) -> tuple[int, int]:
    return weigh(site).all.files, weigh(site).all.bytes


def hugos(papers: int, site: Path, work: Path) -> Iterator[Row]:
    """Yield what Hugo takes for the papers' pages, if it is installed."""
    if program := shutil.which("hugo"):
        for name, write in ((FILLED_IN, hugo.filled_in), (READY_MADE, hugo.ready_made)):
            folder = write(site, work / write.__name__)
            yield timed(name, papers, folder, [program, "--quiet"], folder / "public")


def zensical(papers: int, mine: Path, folder: Path) -> Iterator[Row]:
    """Yield the build of the same Markdown by Zensical, if it is installed and builds it."""
    program = Path(sys.executable).with_name("zensical")
    if not program.exists():
        return
    for template in (ROOT / "overrides").glob("*.html"):  # its own shell: ours asks for more than its templates have
        (folder / "overrides").mkdir(parents=True, exist_ok=True)
        (folder / "overrides" / template.name).write_text('{% extends "base.html" %}', "utf-8")
    write = [sys.executable, "-m", "generator", "markdown", str(folder / "written")]
    subprocess.run(write, cwd=mine, check=True, capture_output=True)
    told = {
        "site_name": "Papers",
        "site_description": "Papers",
        "docs_dir": "written",
        "theme": {"name": "material", "custom_dir": "overrides", "font": False},
        "nav": [{"Home": "index.md"}],
    }
    (folder / "mkdocs.yml").write_text(json.dumps(told), "utf-8")
    try:
        yield timed(
            "Zensical, the same Markdown", papers, folder, [str(program), "build", "-f", "mkdocs.yml"], folder / "site"
        )
    except SystemExit as error:
        print(f"left out: {error}", file=sys.stderr)


def main() -> None:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="a JSON Lines file of papers, packed or not")
    parser.add_argument("--sizes", default="422,1000,10000,100000", help="how many papers, separated by commas")
    args = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}\n")
    print(
        "| build | papers | wall | CPU | times Hugo | peak memory | files | site |\n|---|---|---|---|---|---|---|---|"
    )
    for papers in map(int, args.sizes.split(",")):
        if papers != OURS and not args.corpus.exists():
            print(f"{papers:,} papers left out: {args.corpus} is not on this machine")
            continue
        _wait(papers)
        with tempfile.TemporaryDirectory() as name:
            _tell(list(rows(papers, args.corpus, Path(name))))


def _tell(found: list[Row]) -> None:
    references = [row.cpu for row in found if row.name in (FILLED_IN, READY_MADE)]
    for row in found:
        print(row.told(references), flush=True)


if __name__ == "__main__":
    main()
