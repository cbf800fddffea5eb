"""Tell what a paper offers to filter by, and what kind of contribution it is, each with the sentence that proves it.

Read off trusted links and set phrases (``rules.yml``), so that the API, the search engine and the pages say the same.
"""

from dataclasses import dataclass
from functools import lru_cache

from generator.facets.contribution import contribution
from generator.facets.offers import offers
from generator.facets.rules import Kind, Offer
from generator.facets.sentences import sentences
from generator.model import Link, Paper

__all__ = ["Facets", "Kind", "Offer", "facets"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What to filter papers by."""

    code: bool = False
    project: bool = False
    data: bool = False
    model: bool = False
    kind: Kind | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    """Pairs of a facet and what proves it: a sentence of the abstract, the title, or the link that a dump gives."""

    @property
    def has(self) -> tuple[Offer, ...]:
        """What the paper offers."""
        every: tuple[tuple[Offer, bool], ...] = (
            ("code", self.code), ("data", self.data), ("model", self.model), ("project", self.project),
        )  # fmt: skip
        return tuple(offer for offer, there in every if there)


def facets(paper: Paper) -> Facets:
    """Return what a paper offers and of what kind it is."""
    return _read(paper.title, paper.abstract, paper.links)


@lru_cache(maxsize=1 << 17)  # the API, the search index and the pages ask of each paper, one after the other
def _read(title: str, abstract: str, links: tuple[Link, ...]) -> Facets:
    found = dict(offers(sentences(abstract), links))
    kind = contribution(title, abstract)
    return Facets(
        code="code" in found,
        project="project" in found,
        data="data" in found,
        model="model" in found,
        kind=kind[0] if kind else None,
        evidence=(*found.items(), *([("kind", kind[1])] if kind else [])),
    )
