"""The libraries and indexes that benchmarks/search.py compares: ours, the one MkDocs would write, Pagefind's."""

import html
import json
import os
import re
import resource
import shlex
import subprocess
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from benchmarks.corpus import ROOT, lines
from generator import library as library_module
from generator.files import write_all
from generator.model import Paper
from generator.project import Project
from generator.related import nearest
from generator.search import index
from generator.search.documents import Document, named, papers
from generator.search.packs import RELATED
from generator.similarity.vectors import space
from generator.slugs import slug_of


def documents(size: int, corpus: Path) -> tuple[list[Document], list[tuple[str, str]]]:
    """Return the papers of the dumps and of the corpus, and the themes."""
    project = Project(ROOT)
    library = library_module.build(project.dumps, project.themes)
    themes = {theme.slug: theme.name for theme in library.themes}
    every = [replace(one, in_dumps=()) for one in papers(library)[:size]]  # an order a dump is nothing to compare
    numbers = {slug: number for number, slug in enumerate(themes)}
    for line in lines(corpus, size - len(every)) if size > len(every) else ():
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
                listed=len(every),
            )
        )
    if size > len(library.papers):
        # In a process of its own, because `build` measures the memory of this one.
        with ProcessPoolExecutor(1) as aside:
            related = aside.submit(_related, [(one.name, one.title, one.abstract) for one in every]).result()
        every = [replace(one, related=others) for one, others in zip(every, related, strict=True)]
    every.sort(key=lambda document: document.themes[0] if document.themes else len(themes))
    return every, list(themes.items())


def _related(texts: list[tuple[str, str, str]]) -> list[tuple[str, ...]]:
    """Return the names of the nearest papers, for papers given by name, title, abstract."""
    papers = tuple(Paper(title=title, abstract=abstract, slug=name, witnesses=()) for name, title, abstract in texts)
    return [tuple(other.slug for other in others[:RELATED]) for others in nearest(papers, space(papers))]


def build(size: int, corpus: Path, out: Path) -> dict[str, float]:
    """Write our index, Material's, Pagefind's pages; return what ours cost. In a process of its own, for the memory."""
    every, themes = documents(size, corpus)
    started = time.process_time()
    write_all(out, index.files(every, (), themes))
    cost = {"cpu": time.process_time() - started, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6}
    # The corpus has some papers of the dumps again, under a longer name; the judged one is that of the dumps.
    names = {key(one.title): one.name for one in sorted(every, key=lambda one: -len(one.name))}
    (out / "names.json").write_text(json.dumps(names), "utf-8")
    _stock(every, out / "search_index.json")
    _pages(every, out / "pages" / "papers")
    return cost


def pagefind(command: str, pages: Path) -> dict[str, float]:
    """Run Pagefind over the pages and return what it cost."""
    argv = [*shlex.split(command), "--site", str(pages)]
    process = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return {"cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1e6}


def key(title: str) -> str:
    """Return a title without case and punctuation, as judged queries name papers."""
    return re.sub(r"\W+", " ", title.lower()).strip()


def _stock(every: list[Document], out: Path) -> None:
    """Write the index that MkDocs would write for Material."""
    stock = [
        {"location": f"papers/{document.name}/", "title": document.title, "text": document.abstract}
        for document in every
    ]
    boosts = {"title": {"boost": 1e3}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}}
    settings = {"lang": ["en"], "separator": "[\\s\\-]+", "pipeline": ["stopWordFilter"], "fields": boosts}
    out.write_text(json.dumps({"config": settings, "docs": stock}), "utf-8")


def _pages(every: list[Document], folder: Path) -> None:
    """Write a plain page for each paper, from a template, with the texts that our index reads."""
    template = (Path(__file__).parent / "search_page.html").read_text("utf-8")
    for document in every:
        page = folder / document.name / "index.html"
        page.parent.mkdir(parents=True)
        texts = (document.title, document.abstract, document.theme_names)
        page.write_text(template.format(*map(html.escape, texts)), "utf-8")
