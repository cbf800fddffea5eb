"""Tell what a paper offers to filter by: code, a project page, data, a model, and what kind of contribution it is.

What it offers is read off the links that may be trusted; the kind is ``generator.contribution``'s word.
"""

from dataclasses import dataclass

from generator.contribution import Kind, contribution
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
    kinds = {link.kind for link in paper.links if link.trusted}
    return Facets(
        code="code" in kinds,
        project="project" in kinds,
        data="data" in kinds,
        model="model" in kinds,
        kind=contribution(paper.title, paper.abstract),
    )
