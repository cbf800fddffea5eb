"""Measure the search at several sizes of library, in Chromium, beside Material's own, and print tables.

    python benchmarks/search.py [--sizes 422,10000] [--corpus papers.jsonl.gz] [--queries queries.jsonl]

The library is the five dumps, filled up with the corpus (JSON Lines: title, abstract, authors, categories; the first
category stands in for a theme). Papers of the corpus are not judged, so compare engines at a size, not sizes.
Material's engine is its own worker with the index that MkDocs would write; it is left out above --stock papers.
Pagefind (`pip install 'pagefind[bin]'`, not a dependency) has to be run by hand over a site of as many pages:
`pagefind --site site`; its Python API takes 0.1 s a record.
"""

import argparse
import functools
import gzip
import http.server
import itertools
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import ClassVar

import material
from playwright.sync_api import Page, sync_playwright

from generator import library as library_module
from generator.files import write_all
from generator.project import Project
from generator.search import index
from generator.search.documents import Document, named, papers
from generator.slugs import slug_of

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "docs" / "assets"
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
FIRST = "reward hacking"
PATIENCE = 30
"""Seconds for which an engine is typed to, letter by letter, before the letters are typed again and measured."""
HOST_COMPRESSES = {".html", ".js", ".json", ".css"}


class Host(http.server.SimpleHTTPRequestHandler):
    """A static host that compresses text and counts what it sends."""

    sent: ClassVar[Counter[str]] = Counter()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send a file."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        packed = path.suffix in HOST_COMPRESSES
        body = gzip.compress(body, 6) if packed else body
        Host.sent[self.path] += len(body)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def documents(size: int, corpus: Path | None) -> tuple[list[Document], list[tuple[str, str]]]:
    """Return the papers of the dumps and of the corpus, and the themes."""
    project = Project(ROOT)
    library = library_module.build(project.dumps, project.themes)
    themes = {theme.slug: theme.name for theme in library.themes}
    every = list(papers(library))[:size]
    numbers = {slug: number for number, slug in enumerate(themes)}
    with gzip.open(corpus, "rt") if corpus else open("/dev/null") as lines:  # noqa: PTH123
        for line in itertools.islice(lines, size - len(every)):
            paper = json.loads(line)
            theme = (paper.get("categories") or ["none"])[0]
            number = numbers.setdefault(theme, len(numbers))
            themes.setdefault(theme, theme)
            facets = [facet for author in paper["authors"] or () for facet in named("author", author, author)]
            every.append(
                Document(
                    name=f"{slug_of(paper['title'])}-{len(every)}",
                    title=" ".join(paper["title"].split()),
                    abstract=" ".join((paper["abstract"] or "").split()),
                    themes=(number,),
                    theme_names=theme if theme != "none" else "",
                    facets=tuple(dict.fromkeys([*facets, *named("theme", theme)])),
                )
            )
    every.sort(key=lambda document: document.themes[0] if document.themes else len(themes))
    return every, list(themes.items())


def build(size: int, corpus: Path | None, out: Path) -> dict[str, float]:
    """Write an index, return what it cost; runs in a process of its own because of the memory."""
    every, themes = documents(size, corpus)
    started = time.process_time()
    write_all(out, index.files(every, (), themes))
    stock = [
        {"location": f"papers/{document.name}/", "title": document.title, "text": document.abstract}
        for document in every
    ]
    cost = {
        "cpu": time.process_time() - started,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
    }
    boosts = {"title": {"boost": 1e3}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}}
    settings = {"lang": ["en"], "separator": "[\\s\\-]+", "pipeline": ["stopWordFilter"], "fields": boosts}
    (out / "search_index.json").write_text(json.dumps({"config": settings, "docs": stock}), "utf-8")
    return cost


def sizes(folder: Path, papers: int) -> dict[str, str]:
    """Return files and bytes a paper by kind."""
    kinds: dict[str, list[int]] = {}
    for path in (folder / "search").iterdir():
        body = path.read_bytes() if path.suffix == ".bin" else gzip.compress(path.read_bytes(), 6)
        kinds.setdefault(path.name.split("-")[0].split(".")[0], []).append(len(body))
    return {
        kind: f"{len(own)} files, {sum(own):,} bytes, {sum(own) / papers:.1f} a paper"
        for kind, own in sorted(kinds.items())
    }


OURS = """
() => { const worker = new Worker("assets/javascripts/search-worker.js"); let calls = 0; const waiting = new Map()
  worker.onmessage = ({data}) => { waiting.get(data.call)?.(data); waiting.delete(data.call) }
  window.ask = query => new Promise(done => { waiting.set(++calls, ({answer}) => done(answer.hits.map(hit => hit.id)))
    worker.postMessage({call: calls, query, options: {limit: 10}}) }) }
"""
STOCK = """
() => { let setup, waiting
  window.ask = async query => {
    setup ??= (async () => {
      const index = await (await fetch("search_index.json")).json()
      const worker = new Worker("stock/" + window.stockWorker)
      await new Promise((ready, failed) => { worker.onmessage = ({data}) => data.type === 1 && ready()
        worker.onerror = event => failed(new Error(event.message))
        worker.postMessage({type: 0, data: {...index, options: {suggest: false}}}) })
      worker.onmessage = ({data}) => data.type === 3 && waiting(data.data.items)
      return worker })()
    const worker = await setup
    const items = await new Promise(done => { waiting = done; worker.postMessage({type: 2, data: query}) })
    return items.slice(0, 10).map(item => item[0].location.split("/")[1]) } }
"""
TIMED = """async q => { const start = performance.now(); const hits = await ask(q);
  return [performance.now() - start, hits] }"""


def measure(page: Page, address: str, program: str, queries: list[dict[str, list[str]]]) -> dict[str, str]:
    """Ask one engine: cold once, then every query, then letter by letter."""
    page.goto(address)
    page.evaluate("name => { window.stockWorker = name }", next(_stock().glob("search.*.js")).name)
    page.evaluate(program)
    Host.sent.clear()
    first = page.evaluate(TIMED, FIRST)[0]
    cold = sum(Host.sent.values())
    ranks, recalls, fetched = [], [], []
    for query in queries:
        before = sum(Host.sent.values())
        hits = page.evaluate(TIMED, query["query"])[1]
        fetched.append(sum(Host.sent.values()) - before)
        gold = set(query["relevant"])
        ranks.append(next((1 / place for place, hit in enumerate(hits, 1) if hit in gold), 0.0))
        recalls.append(len(gold & set(hits)) / min(10, len(gold)))
    keys = [query["query"][:end] for query in queries[::4] for end in range(2, len(query["query"]) + 1)]
    enough = time.monotonic() + PATIENCE
    warm = [key for key in keys if time.monotonic() < enough and page.evaluate(TIMED, key)]
    spent = sorted(page.evaluate(TIMED, key)[0] for key in warm)
    return {
        "first answer": f"{cold:,} bytes, {first:.0f} ms",
        "a query": f"{statistics.mean(fetched):,.0f} bytes",
        "a keystroke": f"median {spent[len(spent) // 2]:.1f} ms, 95th pct. {spent[len(spent) * 95 // 100]:.1f} ms",
        "quality": f"MRR@10 {statistics.mean(ranks):.3f}, recall@10 {statistics.mean(recalls):.3f}",
        "memory of the tab": f"{_memory():.0f} MB",
    }


def _stock() -> Path:
    """Return the folder of Material's search worker."""
    return Path(material.__file__).parent / "templates" / "assets" / "javascripts" / "workers"


def _memory() -> float:
    """Return the resident memory of the largest renderer process in MB."""
    most = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if b"--type=renderer" in (status.parent / "cmdline").read_bytes():
                lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
                most = max(most, int(lines["VmRSS"].split()[0]))
        except (OSError, KeyError):
            continue  # it has ended
    return most / 1e3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="422,10000", help="how many papers")
    parser.add_argument("--corpus", type=Path, help="further papers")
    parser.add_argument("--queries", type=Path, default=ROOT / "tests" / "data" / "queries.jsonl")
    parser.add_argument("--stock", type=int, default=10_000, help="Material's own search up to this size")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.build:
        print(json.dumps(build(int(args.sizes), args.corpus, args.build)))
        return
    queries = [json.loads(line) for line in args.queries.read_text("utf-8").splitlines()]
    for size in map(int, args.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            compare(size, Path(folder), args, queries)


def compare(size: int, site: Path, args: argparse.Namespace, queries: list[dict[str, list[str]]]) -> None:
    """Build and measure one size."""
    (site / "index.html").write_text("<!doctype html><title>Search</title>", "utf-8")
    (site / "assets").symlink_to(SCRIPTS)
    (site / "stock").symlink_to(_stock())
    command = [sys.executable, __file__, "--sizes", str(size), "--build", str(site)]
    command += ["--corpus", str(args.corpus)] if args.corpus else []
    cost = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    print(
        f"\n{size:,} papers: built in {cost['cpu']:.1f} s of CPU ({cost['cpu'] / size * 1e3:.2f} ms a paper),", end=" "
    )
    print(f"{cost['memory']:.2f} GB with the papers themselves")
    for kind, said in sizes(site, size).items():
        print(f"  {kind:9} {said}")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as play:
        for name, program in (("Papershelf", OURS), *([("Material", STOCK)] if size <= args.stock else [])):
            browser = play.chromium.launch(executable_path=args.chromium, args=FLAGS)
            page = browser.new_page()
            page.set_default_timeout(60_000)
            print(f"  {name}")
            for what, said in measure(page, address, program, queries).items():
                print(f"    {what:18} {said}", flush=True)
            browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
