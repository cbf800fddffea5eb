"""What the front page shows a newcomer besides themes and search: the papers listed most often, one example trail.

Pure look-ups in the catalogue; nothing is chosen by hand, so that any library gets a front page. A part that would
say nothing (no paper is in two dumps, no paper is related to any) is empty, and the template leaves it out.
"""

from dataclasses import dataclass

from generator.pages import glance
from generator.pages.catalogue import Catalogue
from generator.pages.views import Entry, Near, Shelf

OFTEN = 6
"""Papers under "Listed most often"."""
TIRING = 120
"""Characters of a title beyond which an example is no good example."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """Three steps through the library: a theme, its most central paper, a paper beside that one."""

    shelf: Shelf
    central: Entry
    near: Near


def most_listed(catalogue: Catalogue, count: int = OFTEN) -> tuple[Entry, ...]:
    """Return the papers that most dumps list, at least two, most dumps first, then in the order of all papers."""
    papers = catalogue.library.papers
    several = [i for i in catalogue.order if len(papers[i].dumps) > 1]
    often = sorted(several, key=lambda i: -len(papers[i].dumps))  # stable
    return catalogue.entries(often[:count], teaser=False)


def trail(catalogue: Catalogue) -> Trail | None:
    """Return an example of how one gets from paper to paper, from the largest theme that has one; None without any."""
    shelves = {shelf.theme.slug: shelf for shelf in catalogue.shelves()}
    for slug in sorted(shelves, key=lambda slug: (-shelves[slug].papers, slug)):
        for paper in glance.central(catalogue.library, catalogue.primary[slug]):
            near = _beside(catalogue, paper)
            if near:
                central = catalogue.entry(paper, teaser=False, theme=False)
                return Trail(shelf=shelves[slug], central=central, near=near)
    return None


def _beside(catalogue: Catalogue, paper: int) -> Near | None:
    """Return the nearest paper that shares words with this one, if both have titles that read at a glance."""
    if len(catalogue.library.papers[paper].title) > TIRING:
        return None
    nearest = catalogue.near(paper)
    return next((near for near in nearest if near.shared and len(near.entry.title) <= TIRING), None)
