"""The page of a paper: all that it is made of in one record, and the view that is made of nothing else.

The related papers are no part of it: nearness weighs each paper by all others, so that sixty new ones change the lists
of most of ten thousand, and little else on their pages. That list is rendered each time and put into the rest.

A page that was rendered before is found again by this record (``generator.rendered``). So whatever a page shall show
goes through it; the view has no other source, and could show nothing that ``told`` does not tell of.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields

from generator.cache import encoded
from generator.facets import facets
from generator.model import Dump, Link, Paper, Theme
from generator.normalise.flags import FLAGS
from generator.pages.deviations import Deviations
from generator.pages.identifiers import identified, registered
from generator.pages.metadata import metadata
from generator.pages.views import Because, Entry, Fact, PaperView, Seen

_WEB = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?")

Sign = Callable[[Dump | Theme], bytes]
"""Returns a few bytes that stand for a dump or a theme: many pages name the same ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All that the page of a paper is made of, but for the papers related to it."""

    paper: Paper
    dumps: Mapping[str, Dump]
    """By their ids, those that list it."""
    authors: tuple[tuple[str, str], ...]
    """Names as the paper writes them, each with the address of the author's page, if there is one."""
    themes: tuple[Because, ...]
    because: tuple[str, ...]
    """What people said who looked at what the dumps disagree about."""
    possibly_same: tuple[Entry, ...]
    previous: Entry | None
    next: Entry | None
    site_url: str
    compact: bool = False
    """Whether the page leaves out what stands on it twice, or in the API."""

    def told(self, sign: Sign) -> bytes:
        """Return all of it as bytes to be hashed."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        given["dumps"] = [sign(dump) for dump in self.dumps.values()]
        given["themes"] = [(sign(because.theme), because.evidence, because.told) for because in self.themes]
        return encoded(list(given.values()))

    def view(self) -> PaperView:
        """Return what the template sees."""
        paper, deviations = self.paper, Deviations(self.dumps)
        theme = self.themes[0].theme if self.themes else None
        identifiers = identified(paper.identifiers)
        return PaperView(
            title=paper.title,
            abstract=paper.abstract,
            authors=self.authors,
            metadata=metadata(paper, self.dumps, theme=theme, site_url=self.site_url, compact=self.compact),
            year=paper.year,
            identifiers=identifiers,
            registered=registered(identifiers),
            themes=self.themes,
            trusted=tuple(link for link in paper.links if _followed(link)),
            doubted=tuple(link for link in paper.links if not _followed(link)),
            kind=facets(paper).kind,
            has=facets(paper).has,
            facts=() if self.compact else tuple(_facts(paper)),
            seen=tuple(Seen(dump=self.dumps[w.dump], line=w.place.line) for w in paper.witnesses),
            variants=tuple(deviations.of(paper)),
            because=self.because,
            originals=tuple(deviations.originals(paper)),
            notes=tuple(FLAGS[flag].sentence if flag in FLAGS else flag.replace("-", " ") for flag in paper.flags),
            possibly_same=self.possibly_same,
            previous=self.previous,
            next=self.next,
            compact=self.compact,
        )


def _followed(link: Link) -> bool:
    """Return whether a link may be one on a page: an address that can be trusted, and one of the web."""
    return link.trusted and _WEB.fullmatch(link.url) is not None


def _facts(paper: Paper) -> Iterator[Fact]:
    """Yield what proves a paper's facets, each sentence once."""
    of: dict[str, list[str]] = {}
    for facet, proof in facets(paper).evidence:
        of.setdefault(proof, []).append(facet)
    return (Fact(facets=tuple(names), proof=proof) for proof, names in of.items())
