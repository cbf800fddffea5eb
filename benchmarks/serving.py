"""Measure how soon `papershelf serve` shows an edit, beside a second build of the same project, in one run.

    python -m benchmarks.serving [--corpus FILE] [--sizes 422,10000] [--edits 5]

A project is served as people serve it. One after the other a page's template, the footer of all pages, the name of a
theme and a hand-written page are edited, and put back: a time runs from the writing of the file to the first answer
that shows the edit, which was asked for every hundredth of a second. The build that it is compared with is `papershelf
build` with its cache and nothing new, its process included. Figures hold for one machine; compare the ratios.
"""

import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import CORPUS, OURS
from benchmarks.full import project

PATIENCE = 300
"""Seconds until an edit must show, and the server must answer."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One kind of edit: what is written where, and on which page it shows."""

    name: str
    file: str
    old: str
    new: str
    page: str


def edits(folder: Path, home: str) -> tuple[Edit, ...]:
    """Return the edits for a project whose home page is known; ``#`` stands for what is new each time."""
    paper = re.search(r'href="(papers/(?!page/)[^/"]+/)"', home)
    theme = re.search(r"name: (.+)", (folder / "themes.yml").read_text("utf-8"))
    if not (paper and theme):
        raise SystemExit("the project has no paper or no theme")
    return (
        Edit("a page's template", "generator/pages/templates/paper.md.j2", "<h2>Abstract", "<h2>Edited # ", paper[1]),
        Edit("the footer", "overrides/partials/footer.html", "</footer>", "Edited # </footer>", ""),
        Edit("a theme's name", "themes.yml", f"name: {theme[1]}", "name: Edited # ", ""),
        Edit("a hand-written page", "docs/about.md", "\n\n", "\n\nEdited # ", "about/"),
    )


def started(folder: Path, *words: str) -> "subprocess.Popen[bytes]":
    """Start a command of ours in a project; what it says is nobody's."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": ""}
    command, nobody = [sys.executable, "-m", "generator", *words], subprocess.DEVNULL
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=nobody, stderr=nobody)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a project and yield its address, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    process = started(folder, "serve", "--address", place)
    try:
        address = f"http://{place}/"
        until(address, lambda page: "</html>" in page)
        yield address
    finally:
        process.terminate()
        process.wait()


def until(address: str, ready: Callable[[str], bool]) -> float:
    """Ask for a page until it is as wanted and return the seconds that took; stop where it never is."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                if ready(answer.read().decode()):
                    return time.monotonic() - begun
        except urllib.error.URLError:
            pass  # it does not listen yet
        time.sleep(0.01)
    raise SystemExit(f"{address} did not show it in {PATIENCE} seconds")


def shown(folder: Path, address: str, edit: Edit, times: int) -> list[float]:
    """Return the seconds until each of several edits of one kind was shown."""
    path, took = folder / edit.file, []
    whole = path.read_text("utf-8")
    until(address + edit.page, lambda page: "</html>" in page)
    for number in range(times):
        time.sleep(1)  # nobody edits twice within it
        mark = f"Edited {time.time_ns()}{number}"
        path.write_text(whole.replace(edit.old, edit.new.replace("Edited #", mark), 1), "utf-8")
        took.append(until(address + edit.page, lambda page, mark=mark: mark in page))
        path.write_text(whole, "utf-8")
        until(address + edit.page, lambda page, mark=mark: mark not in page)
    return took


def built(folder: Path) -> float:
    """Return the seconds that a build takes with nothing new."""
    took = 0.0
    for _ in range(2):
        begun = time.monotonic()
        if started(folder, "build").wait():
            raise SystemExit(f"{folder} cannot be built")
        took = time.monotonic() - begun
    return took


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="a JSON Lines file of papers, packed or not")
    parser.add_argument("--sizes", default=str(OURS), help="how many papers, separated by commas")
    parser.add_argument("--edits", type=int, default=5, help="how often each file is edited")
    args = parser.parse_args()
    print("| papers | edited | until it is shown: median | longest | median, times a build with nothing new |")
    print("|---|---|---|---|---|")
    for papers in map(int, args.sizes.split(",")):
        if papers != OURS and not args.corpus.exists():
            print(f"{papers:,} papers left out: {args.corpus} is not on this machine")
            continue
        with tempfile.TemporaryDirectory() as name:
            folder = project(papers, args.corpus, Path(name) / "project")
            build = built(folder)
            with served(folder) as address, urllib.request.urlopen(address) as answer:
                for edit in edits(folder, answer.read().decode()):
                    took = shown(folder, address, edit, args.edits)
                    middle = statistics.median(took)
                    row = f"| {papers:,} | {edit.name} | {middle:.2f} s | {max(took):.2f} s | {middle / build:.2f} |"
                    print(row, flush=True)


if __name__ == "__main__":
    main()
