"""Measure a build of ours against a plain Material site of the same papers, in one run.

    python -m benchmarks.build [--large] [--outputs PAPERS]

The plain site is what people do today: one Markdown page a paper, all of them in the navigation, Material's own search.
At 422 papers both are built from `dumps/`; `--large` adds 1,688 real papers of the shared corpus, which is not
published: without it that size is left out, with a word. Prints CPU seconds (user and system), peak memory of the
process, and bytes of the site and of a median paper page. The figures hold for one machine; compare the ratios.

`--outputs` builds as many papers of the corpus instead, with an address, and prints what everything that programs read
takes of it (API, citations, feeds, metadata): CPU seconds, their share of the build, bytes a paper on the disk and as a
host sends them.
"""

import argparse
import gzip
import json
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import CORPUS, ROOT, lines
from generator.cache import Cache
from generator.library import build as build_library
from generator.model import Library
from generator.outputs import api, cards, citations, feeds, sitemaps
from generator.pages.catalogue import Catalogue
from generator.pages.embedded import data
from generator.pages.markup import encode
from generator.pages.metadata import metadata
from generator.project import Project
from tests.building import copy_project

LARGE = 1_688
ADDRESS = "https://papers.example.org/shelf/"
IN_PAGES = re.compile(
    r'<details class="ps-cite">.*?</details>|<script type="application/ld.json">.*?</script>'
    r'|<meta (?:property="og:|name="(?:twitter|citation_))[^>]*>|<script [^>]*cite\.js[^>]*></script>',
    re.DOTALL,
)
"""What a paper's page holds for programs alone."""


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
    quiet = {
        "PYTHONDONTWRITEBYTECODE": "",  # modules are compiled once, as where people build, whatever is usual here
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT), os.environ.get("PYTHONPATH", ""))),
    }
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
    for line in lines(CORPUS, count):
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


def outputs(count: int) -> Iterator[str]:
    """Yield the rows of a table: what each output for programs takes of the build of a library of real papers."""
    os.environ["SITE_URL"] = ADDRESS
    with tempfile.TemporaryDirectory() as name:
        folder = copy_project(ROOT, Path(name, "site"))
        shutil.rmtree(folder / "dumps")
        (folder / "dumps").mkdir()
        (folder / "dumps" / "corpus.txt").write_text("Subscribe\n\n" + "".join(corpus(count)), "utf-8")
        (folder / "dumps" / "dumps.yml").write_text('dumps:\n  - file: corpus.txt\n    added: "2026-01-01"\n', "utf-8")
        whole = ours(folder)
        # as the build kept it: facets and placements are the library's own cost, whoever asks for them first
        library = build_library(folder / "dumps", folder / "themes.yml", cache=Cache(Project.around(folder).cache))
        pages = [path.read_text("utf-8") for path in sorted((folder / "site").glob("papers/*/index.html"))]
    makers: dict[str, Callable[[], Iterable[bytes]]] = {
        "API": lambda: (body for _, body in api.files(library)),
        "citations": lambda: (body for _, body in citations.files(library, ADDRESS)),
        "feeds": lambda: (body for _, body in feeds.files(library, "Papershelf", ADDRESS)),
        "sitemaps": lambda: (
            body for _, body in sitemaps.files(library, [paper.url for paper in library.papers], ADDRESS)
        ),
        "cards": lambda: (body for _, body in cards.files(library, ROOT / "docs/assets/fonts", "Papershelf")),
        "in the pages": lambda: _made_for_pages(library),
    }
    total, papers = Counter[str](), len(library.papers)
    for output, make in makers.items():
        start = time.process_time()
        made = list(make())
        cost = time.process_time() - start
        if output == "in the pages":  # their bytes, with the tags around them, are those of the site
            made = ["".join(IN_PAGES.findall(page)).encode() for page in pages]
        spent = {"cpu": cost, "raw": sum(map(len, made)), "sent": sum(len(gzip.compress(body)) for body in made)}
        total.update(spent)
        yield _output_row(output, spent, whole.cpu, papers)
    yield _output_row("all", total, whole.cpu, papers)
    yield f"\n{papers:,} papers; the build took {whole.cpu:.1f} CPU s; a median paper page has {whole.page:,} bytes"


def _made_for_pages(library: Library) -> Iterator[bytes]:
    catalogue = Catalogue(library, site_url=ADDRESS)
    for paper, placement in zip(library.papers, library.placements, strict=True):
        theme = catalogue.themes.get(placement.primary or "")
        said = metadata(paper, catalogue.dumps, theme=theme, site_url=ADDRESS)
        yield (data(said.article) + "".join(map(encode, said.bibtex))).encode()


def _output_row(name: str, spent: Mapping[str, float], cpu: float, papers: int) -> str:
    sizes = f"{spent['raw'] / papers:,.0f} | {spent['sent'] / papers:,.0f}"
    return f"| {name} | {spent['cpu']:.2f} s | {spent['cpu'] / cpu:.1%} | {sizes} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--large", action="store_true", help=f"measure {LARGE:,} papers of the shared corpus too")
    parser.add_argument("--outputs", type=int, metavar="PAPERS", help="measure the outputs for programs instead")
    args = parser.parse_args()
    if args.outputs:
        print("| output | CPU | of the build | bytes a paper | compressed |\n|---|---|---|---|---|")
        for line in outputs(args.outputs):
            print(line, flush=True)
        return
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
