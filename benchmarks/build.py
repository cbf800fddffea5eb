"""Measure a build of ours against a plain Material site of the same papers, in one run.

    python -m benchmarks.build [--large]

The plain site is what people do today: one Markdown page a paper, all of them in the navigation, Material's own search.
At 422 papers both are built from `dumps/`; `--large` adds 1,688 real papers of the shared corpus, which is not
published: without it that size is left out, with a word. Prints CPU seconds (user and system), peak memory of the
process, and bytes of the site and of a median paper page. The figures hold for one machine; compare the ratios.
"""

import argparse
import gzip
import json
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.building import copy_project

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpora" / "papers-100k.jsonl.gz"
LARGE = 1_688


@dataclass(frozen=True)
class Figures:
    """What one build took and gave."""

    name: str
    papers: int
    cpu: float
    memory: int
    page: int
    site: int

    def row(self) -> str:
        return (
            f"| {self.name} | {self.papers:,} | {self.cpu:.1f} s | {self.memory / 1e6:.0f} MB "
            f"| {self.page / 1e3:.1f} kB | {self.site / 1e6:.1f} MB |"
        )


def measure(command: list[str], folder: Path) -> tuple[float, int]:
    """Run a command in a folder; return its CPU seconds and its peak memory in bytes. Stop when it fails."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONPATH": str(folder)}
    pid = os.fork()
    if pid == 0:
        os.chdir(folder)
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 1)
        os.execve(command[0], command, {**os.environ, **quiet})
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(command)} failed in {folder}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def figures(name: str, folder: Path, command: list[str]) -> Figures:
    """Build in a folder and weigh what came out."""
    cpu, memory = measure(command, folder)
    site = folder / "site"
    pages = [path.stat().st_size for path in site.glob("papers/*/index.html") if path.parent.name != "page"]
    total = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    return Figures(name, len(pages), cpu, memory, int(statistics.median(pages)), total)


def ours(folder: Path) -> Figures:
    """Build with Papershelf."""
    return figures("Papershelf", folder, [sys.executable, "-m", "generator", "build"])


def plain(folder: Path, papers: list[dict[str, object]]) -> Figures:
    """Build the same papers as a plain Material site."""
    docs = folder / "docs" / "papers"
    docs.mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Papers\n", "utf-8")
    nav: dict[str, list[dict[str, str]]] = {}
    for paper in papers:
        (docs / f"{paper['id']}.md").write_text(f"# {paper['title']}\n\n{paper['abstract']}\n", "utf-8")
        nav.setdefault(str(paper["theme"] or "other"), []).append({str(paper["title"]): f"papers/{paper['id']}.md"})
    config = {
        "site_name": "Papers",
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "nav": [{"Home": "index.md"}, *({theme: pages} for theme, pages in nav.items())],
    }
    (folder / "mkdocs.yml").write_text(json.dumps(config), "utf-8")  # JSON is YAML
    return figures("plain Material", folder, [sys.executable, "-m", "mkdocs", "build", "--quiet"])


def corpus(count: int) -> Iterator[str]:
    """Yield real papers in the layout of a dump."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in islice(lines, count):
            paper = json.loads(line)
            yield f"{' '.join(paper['title'].split())}\n\n{' '.join(paper['abstract'].split())}\n\n"


def compare(dumps: Path | None) -> list[Figures]:
    """Build both sites of the same papers, side by side."""
    with tempfile.TemporaryDirectory() as name:
        mine, other = Path(name, "ours"), Path(name, "plain")
        copy_project(ROOT, mine)
        if dumps:
            shutil.rmtree(mine / "dumps")
            shutil.copytree(dumps, mine / "dumps")
        first = ours(mine)
        api = sorted((mine / "site" / "api" / "v1").glob("papers*.ndjson"))
        papers = [json.loads(line) for path in api for line in path.read_text("utf-8").splitlines()]
        return [first, plain(other, papers)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--large", action="store_true", help=f"measure {LARGE:,} papers of the shared corpus too")
    args = parser.parse_args()
    rows = compare(None)
    if args.large and CORPUS.exists():
        with tempfile.TemporaryDirectory() as name:
            Path(name, "corpus.txt").write_text("Subscribe\n\n" + "".join(corpus(LARGE)), "utf-8")
            rows += compare(Path(name))
    elif args.large:
        print(f"{LARGE:,} papers left out: the shared corpus is not on this machine")
    print("| site | papers | CPU | peak memory | median paper page | site |\n|---|---|---|---|---|---|")
    for row in rows:
        print(row.row())


if __name__ == "__main__":
    main()
