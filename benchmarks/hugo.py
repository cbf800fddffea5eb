"""The papers of a built site as two sites of Hugo, the fastest generator that people would pick.

``ready_made`` hands Hugo the HTML of each page, to be copied into one shell: the least that a generator can do, and no
site is made so. ``filled_in`` is what somebody would write: the fields of a paper as front matter, its abstract as
Markdown, and a template that fills them in, which is what our pages take, too. Both give as many pages of about the
same size, in the shell of our own pages, and nothing besides.
"""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

_TEMPLATE = Path(__file__).with_name("hugo_page.html")
_MARKED = re.compile("<!--[A-Z]+-->")
"""Where the template of a page has the parts of our own shell."""
_CONFIG = {
    "baseURL": "https://papers.example.org/",
    "title": "Papers",
    "disableKinds": ["taxonomy", "term", "RSS", "sitemap", "home", "section", "404"],
    "markup": {"goldmark": {"renderer": {"unsafe": True}}},
}
_ARTICLE = "<article", "</article>"
_OWN_HEAD = "<title>", '<link rel="icon"'
"""What in the shell belongs to a paper lies between these."""
_NEAR = 5
"""Related papers on a page."""
_DESCRIPTION = 155
"""Characters of an abstract that search engines are told."""


def ready_made(site: Path, folder: Path) -> Path:
    """Write a site of Hugo whose pages are ours as they stand; return its folder."""
    shell = ""
    content, layout = _begun(folder)
    for name, text in papers_pages(site):
        start, end = text.index(_ARTICLE[0]), text.rindex(_ARTICLE[1]) + len(_ARTICLE[1])
        shell = shell or f"{text[:start]}{{{{ .Title }}}}{{{{ .Content }}}}{text[end:]}"
        (content / f"{name}.md").write_text(f"{json.dumps({'title': name})}\n\n{text[start:end]}\n", "utf-8")
    layout.write_text(shell, "utf-8")
    return folder


def filled_in(site: Path, folder: Path) -> Path:
    """Write a site of Hugo whose template fills in what the static API says of each paper; return its folder."""
    content, layout = _begun(folder)
    records = [json.loads(line) for part in _parts(site) for line in part.read_text("utf-8").splitlines()]
    themes = json.loads((site / "api/v1/themes.json").read_text("utf-8"))["themes"]
    names = {one["id"]: one["title"] for one in records} | {one["slug"]: one["name"] for one in themes}
    following = {one["id"]: other["id"] for one, other in pairwise(records)}
    for record in records:
        front = json.dumps(_front(record, names, following.get(record["id"])), ensure_ascii=False)
        (content / f"{record['id']}.md").write_text(f"{front}\n\n{_as_markdown(record['abstract'])}\n", "utf-8")
    _, text = next(papers_pages(site))
    layout.write_text(_shelled(text), "utf-8")
    return folder


def _begun(folder: Path) -> tuple[Path, Path]:
    """Make the folders of a site; return that of its pages, and the file of their template."""
    content, layouts = folder / "content/papers", folder / "layouts/_default"
    content.mkdir(parents=True)
    layouts.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps(_CONFIG), "utf-8")
    return content, layouts / "single.html"


def papers_pages(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the HTML of each paper's page."""
    for page in sorted(site.glob("papers/*/index.html")):
        text = page.read_text("utf-8")
        if _ARTICLE[0] in text:  # else an old address, or a list
            yield page.parent.name, text


def _parts(site: Path) -> list[Path]:
    return sorted((site / "api/v1").glob("papers*.ndjson"))


def _front(record: dict[str, Any], names: dict[str, str], following: str | None) -> dict[str, Any]:
    """Return the front matter of a paper, given what papers and themes are called."""
    return {
        "id": record["id"],
        "title": record["title"],
        "description": record["abstract"][:_DESCRIPTION],
        "authors": record["authors"],
        "year": str(record["year"] or ""),
        "themes": [{**theme, "name": names[theme["slug"]]} for theme in record["themes"]],
        "links": [link for link in record["links"] if link["trusted"]],
        "kind": record["facets"]["kind"],
        "proofs": record["facets"]["evidence"],
        "dumps": [witness["dump"] for witness in record["witnesses"]],
        "near": [{**other, "title": names[other["id"]]} for other in record["related"][:_NEAR]],
        "turn": [{"id": following, "title": names[following]}] if following else [],
    }


def _as_markdown(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#$|])", r"\\\1", text)


def _shelled(page: str) -> str:
    """Return the template of a page with the shell of one of ours around it."""
    head, rest = page[: page.index(_OWN_HEAD[0])], page[page.index(_OWN_HEAD[1]) :]
    between, after = rest[: rest.index(_ARTICLE[0])], rest[rest.rindex(_ARTICLE[1]) + len(_ARTICLE[1]) :]
    shell = iter((head, between, after))
    return _MARKED.sub(lambda _: next(shell), _TEMPLATE.read_text("utf-8"))
