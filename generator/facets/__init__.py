"""Tell what a paper offers to filter by: code, a project page, data, a model, and what kind of contribution it is.

What it offers is read off the links that may be trusted; the kind is ``generator.facets.contribution``'s word.
"""

from dataclasses import dataclass

from generator.facets.contribution import Kind, contribution
from generator.model import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What to filter papers by."""

    code: bool = False
    project: bool = False
    data: bool = False
    model: bool = False
    kind: Kind | None = None


def facets(paper: Paper) -> Facets:
    """Return what a paper offers and of what kind it is."""
    return Facets(
        code="code" in paper.offers,
        project="project" in paper.offers,
        data="data" in paper.offers,
        model="model" in paper.offers,
        kind=contribution(paper.title, paper.abstract),
    )
