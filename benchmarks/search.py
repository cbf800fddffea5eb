"""Measure the search at several sizes of library, in Chromium, beside Material's own and Pagefind, and print tables.

    python -m benchmarks.search [--sizes 422,10000] [--corpus papers.jsonl.gz] [--queries FILE …] [--pagefind COMMAND]

The library is the five dumps, filled up with the corpus (JSON Lines: title, abstract, authors, categories; the first
category stands in for a theme). Papers of the corpus are not judged, so compare engines at a size, not sizes.
Material's engine is its own worker with the index that MkDocs would write, whose building is not measured.
Pagefind is no dependency: `pip install 'pagefind[bin]'` in a virtual environment elsewhere, and name that environment's
`python -m pagefind` as the command. It reads plain pages with the same texts (its Python API takes 0.1 s a record).
"""

import argparse
import functools
import gzip
import http.server
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any, ClassVar

import material
from playwright.sync_api import Page, sync_playwright

from benchmarks import search_indexes
from benchmarks.corpus import CORPUS, OURS, ROOT
from generator.site.lean import make_lean

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
FIRST = "reward hacking"
PATIENCE = 8
"""Seconds for which an engine is typed to, letter by letter, before the letters are typed again and measured."""
TIMES = 3
"""How often a letter is typed; the best time counts, because other programs run on the machine too."""
COMPRESSED_BY_HOSTS = {".html", ".js", ".json", ".css"}


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
        body = _sent(path)
        Host.sent[self.path] += len(body)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in COMPRESSED_BY_HOSTS:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _sent(path: Path) -> bytes:
    """Return a file as a host sends it."""
    body = path.read_bytes()
    return gzip.compress(body, 6) if path.suffix in COMPRESSED_BY_HOSTS else body


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="422,10000", help="how many papers")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="further papers, as JSON Lines")
    parser.add_argument("--queries", type=Path, nargs="+", default=[ROOT / "tests" / "data" / "queries.jsonl"])
    parser.add_argument("--rivals", type=int, default=10_000, help="Material's own search and Pagefind up to this size")
    parser.add_argument("--pagefind", help="Pagefind's command; without it Pagefind is left out")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.build:
        print(json.dumps(search_indexes.build(int(args.sizes), args.corpus, args.build)))
        return
    queries = {path: [json.loads(line) for line in path.read_text("utf-8").splitlines()] for path in args.queries}
    for size in map(int, args.sizes.split(",")):
        if size > OURS and not args.corpus.exists():
            print(f"{size:,} papers left out: {args.corpus} is not on this machine")
            continue
        with tempfile.TemporaryDirectory() as folder:
            compare(size, Path(folder), args, queries)


def compare(size: int, site: Path, args: argparse.Namespace, queries: dict[Path, list[dict[str, Any]]]) -> None:
    """Build and measure one size."""
    (site / "index.html").write_text("<!doctype html><title>Search</title>", "utf-8")
    shutil.copytree(ROOT / "docs/assets/javascripts", site / "assets/javascripts")
    make_lean(ROOT / "docs", site)
    (site / "stock").symlink_to(_stock())
    command = [sys.executable, "-m", "benchmarks.search", "--sizes", str(size), "--build", str(site)]
    command += ["--corpus", str(args.corpus)]
    cost = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout)
    engines = {"papershelf": _size([*(site / "search").iterdir()], cost)}
    if size <= args.rivals:
        engines["material"] = _size([site / "search_index.json"], None)
    if size <= args.rivals and args.pagefind and shutil.which(args.pagefind.split()[0]):
        cost = search_indexes.pagefind(args.pagefind, site / "pages")
        engines["pagefind"] = _size([path for path in (site / "pages/pagefind").rglob("*") if path.is_file()], cost)
    elif size <= args.rivals:
        print("Pagefind is left out: --pagefind COMMAND is not given or not there")
    print(f"\n{size:,} papers; bytes a paper by kind of file:")
    for kind, said in _kinds(site, size).items():
        print(f"  {kind:9} {said}")
    names = json.loads((site / "names.json").read_text("utf-8"))
    asked = [
        (path.parent.name, {**query, "relevant": {names.get(one, one) for one in query["relevant"]}})
        for path, some in queries.items()
        for query in some
    ]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as play:
        for name, row in engines.items():
            browser = play.chromium.launch(executable_path=args.chromium, args=FLAGS)
            page = browser.new_page()
            page.set_default_timeout(60_000)
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            measured = measure(page, name, asked)
            browser.close()
            print(f"  {name}")
            for what, said in {**row, **measured}.items():
                print(f"    {what:18} {said}", flush=True)
    server.shutdown()


def measure(page: Page, name: str, queries: list[tuple[str, dict[str, Any]]]) -> dict[str, str]:
    """Ask one engine: cold once, then every query, then letter by letter."""
    page.evaluate("name => { window.stockWorker = name }", next(_stock().glob("search.*.js")).name)
    page.add_script_tag(path=Path(__file__).parent / "search_engines.js")

    def ask(query: str) -> tuple[float, list[str]]:
        spent, hits = page.evaluate("([name, query]) => timed(name, query)", [name, query])
        return spent, hits

    Host.sent.clear()
    first = ask(FIRST)[0]
    cold = sum(Host.sent.values())
    scores: dict[str, list[tuple[float, float]]] = {}
    fetched = []
    for judged_by, query in queries:
        before = sum(Host.sent.values())
        hits, gold = ask(query["query"])[1], query["relevant"]
        fetched.append(sum(Host.sent.values()) - before)
        rank = next((1 / place for place, hit in enumerate(hits, 1) if hit in gold), 0.0)
        scores.setdefault(judged_by, []).append((rank, len(gold & set(hits)) / min(10, len(gold))))
    spent = _typed(ask, [query["query"] for _, query in queries])
    said = {
        f"MRR@10 / recall@10, {judged_by} ({len(some)})": " / ".join(
            f"{statistics.mean(x):.3f}" for x in zip(*some, strict=True)
        )
        for judged_by, some in scores.items()
    }
    return {
        "first answer": f"{cold:,} bytes, {first:.0f} ms",
        "a query": f"{statistics.mean(fetched):,.0f} bytes",
        "a keystroke": f"median {spent[len(spent) // 2]:.1f} ms, 95th pct. {spent[len(spent) * 95 // 100]:.1f} ms",
        "memory of the tab": f"{_memory():.0f} MB",
        **said,
    }


def _typed(ask: Any, queries: list[str]) -> list[float]:
    """Type queries letter by letter, and again, and return what each letter took at best, sorted."""
    keys = [query[:end] for query in queries[::4] for end in range(2, len(query) + 1)]
    enough = time.monotonic() + PATIENCE
    warm = [key for key in keys if time.monotonic() < enough and ask(key)]
    return [*sorted(map(min, zip(*([ask(key)[0] for key in warm] for _ in range(TIMES)), strict=True)))]


def _size(paths: list[Path], cost: dict[str, float] | None) -> dict[str, str]:
    """Return what an index weighs and what its build took."""
    built = f"{cost['cpu']:.1f} s of CPU, {cost['memory']:.2f} GB at most" if cost else "not measured"
    return {"build": built, "files": f"{len(paths):,}, {sum(len(_sent(path)) for path in paths) / 1e6:.2f} MB as sent"}


def _kinds(folder: Path, papers: int) -> dict[str, str]:
    """Return files and bytes a paper of our index by kind."""
    kinds: dict[str, list[int]] = {}
    for path in (folder / "search").iterdir():
        kinds.setdefault(path.name.split("-")[0].split(".")[0], []).append(len(_sent(path)))
    return {kind: f"{len(own)} files, {sum(own) / papers:.1f}" for kind, own in sorted(kinds.items())}


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


if __name__ == "__main__":
    main()
