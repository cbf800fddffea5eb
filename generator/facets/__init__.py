"""Tell what a paper offers to filter by, and what kind of contribution it is, each with the sentence that proves it.

Read off trusted links and set phrases (``rules.yml``), so that the API, the search engine and the pages say the same.
"""

from functools import lru_cache

from generator.facets.contribution import contribution
from generator.facets.offers import may_prove, offers
from generator.facets.sentences import sentences
from generator.model import Facets, Kind, Link, Offer, Paper

__all__ = ["Facets", "Kind", "Offer", "facets"]


def facets(paper: Paper) -> Facets:
    """Return what a paper offers and of what kind it is, as it was read before if it was."""
    return paper.facets or _read(paper.title, paper.abstract, paper.links)


@lru_cache(maxsize=1 << 17)  # the API, the search index and the pages ask of each paper, one after the other
def _read(title: str, abstract: str, links: tuple[Link, ...]) -> Facets:
    found = dict(offers(sentences(abstract), links)) if may_prove(abstract, links) else {}
    kind = contribution(title, abstract)
    return Facets(
        code="code" in found,
        project="project" in found,
        data="data" in found,
        model="model" in found,
        kind=kind[0] if kind else None,
        evidence=(*found.items(), *([("kind", kind[1])] if kind else [])),
    )
