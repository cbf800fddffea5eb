"""What the search shows and filters by: a list beside the index, in the same order, so that a number joins them.

Papers come first, then the pages that are no papers (themes, hand-written ones).
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.model import Library, Paper, Placement
from generator.normalise import plain

_HAS: Final = ("code", "data", "demo", "model", "project")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that is no paper: where it stands (relative to the site), what it is called, what it is about."""

    url: str
    title: str
    text: str = ""


def papers(library: Library) -> list[dict[str, Any]]:
    """Return what the search knows of each paper; keys without a value are left out, the file is fetched by readers."""
    return [_paper(paper, placement) for paper, placement in zip(library.papers, library.placements, strict=True)]


def pages(library: Library, hand_written: Sequence[Page]) -> list[dict[str, str]]:
    """Return the pages of the themes and the hand-written ones."""
    themes = (Page(url=f"themes/{theme.slug}/", title=theme.name, text=theme.scope) for theme in library.themes)
    return [{"url": page.url, "title": page.title, "text": page.text} for page in (*themes, *hand_written)]


def theme_names(library: Library) -> dict[str, str]:
    """Return the name of each theme by its slug."""
    return {theme.slug: theme.name for theme in library.themes}


def indexed(
    papers: Iterable[Mapping[str, Any]], pages: Iterable[Mapping[str, str]], names: Mapping[str, str]
) -> list[dict[str, str]]:
    """Return the texts to be indexed, a document each, in the order of the lists."""
    return [
        *(
            {
                "title": paper["title"],
                "abstract": paper["abstract"],
                "theme": " ".join(names[slug] for slug in paper.get("themes", ())),
            }
            for paper in papers
        ),
        *({"title": page["title"], "abstract": page["text"], "theme": ""} for page in pages),
    ]


def _paper(paper: Paper, placement: Placement) -> dict[str, Any]:
    """Return one paper's entry."""
    entry = {
        "id": paper.slug,
        "title": _shown(paper.title),
        "abstract": _shown(paper.abstract),
        "themes": [assignment.slug for assignment in placement.assignments],
        "dumps": list(paper.dumps),
        "has": [kind for kind in _HAS if any(link.kind == kind and link.trusted for link in paper.links)],
        "authors": list(paper.authors),
        "year": paper.year,
    }
    return {key: value for key, value in entry.items() if value or key in {"title", "abstract"}}


def _shown(text: str) -> str:
    """Return clean text as plain text, composed as the browser's analysis expects it."""
    return unicodedata.normalize("NFC", plain(text))
