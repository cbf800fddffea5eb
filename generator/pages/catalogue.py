"""The library, arranged for looking things up: the one place where the pages' orders and counts are decided.

Lists of papers stand in the order *as listed, newest dump first*: the dump that listed a paper first decides, the
newest one on top, and within a dump its own order. It is total, and it is what a reader who comes back wants
to see first.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b

from generator.cache import encoded
from generator.changes import Changes, TextChange, changes
from generator.facets import facets
from generator.holdings import Holding, holdings
from generator.model import Conflict, Dump, Library, Placement, Theme
from generator.pages.authors import Authors, authors
from generator.pages.deviations import Deviations
from generator.pages.papers import Sources
from generator.pages.views import Because, Dispute, DumpLine, Entry, Near, Shelf, Torn
from generator.teasers import first_lines, short_title
from generator.themes.borderline import Borderline, borderline

RELATED = 5
"""Related papers on a page; the API has ten."""
COMPACT_RELATED = 4
"""The same in a compact library, without the terms that they share: the API has both."""
EVIDENCE = 4
"""Terms a theme on the page of a paper, and as many a related paper."""
EXAMPLES = 6
"""Queries to try that the search page offers, each from another theme."""


@dataclass(frozen=True)  # no slots: cached properties need a place to be kept
class Catalogue:
    """A library with its indices."""

    library: Library
    found: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The slugs of the papers that each watch found, by the watch's slug."""
    feeds: Set[str] = frozenset()
    """The folders that have feeds."""
    site_url: str = ""
    """Where the site will be, if known."""
    compact: bool = False
    """Whether pages repeat less (``generator.compact``)."""

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The positions of all papers, as listed, newest dump first."""
        rank = {dump.id: i for i, dump in enumerate(self.library.dumps)}
        papers = self.library.papers
        return tuple(sorted(range(len(papers)), key=lambda i: (-rank[papers[i].witnesses[0].dump], i)))

    @cached_property
    def at(self) -> dict[str, int]:
        """Where the paper of a slug stands."""
        return {paper.slug: i for i, paper in enumerate(self.library.papers)}

    @cached_property
    def dumps(self) -> dict[str, Dump]:
        """The dump of an id."""
        return {dump.id: dump for dump in self.library.dumps}

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """The theme of a slug."""
        return {theme.slug: theme for theme in self.library.themes}

    @cached_property
    def in_theme(self) -> dict[str, tuple[int, ...]]:
        """The papers of each theme, those of which it is the primary one first."""
        of: dict[str, list[list[int]]] = {slug: [[], []] for slug in self.themes}
        for i in self.order:
            for rank, assignment in enumerate(self.library.placements[i].assignments):
                of[assignment.slug][min(rank, 1)].append(i)
        return {slug: (*first, *others) for slug, (first, others) in of.items()}

    @cached_property
    def primary(self) -> dict[str | None, tuple[int, ...]]:
        """The papers of each primary theme; under None those without one."""
        of: dict[str | None, list[int]] = {None: [], **{slug: [] for slug in self.themes}}
        for i in self.order:
            of[self.library.placements[i].primary].append(i)
        return {slug: tuple(papers) for slug, papers in of.items()}

    @cached_property
    def in_dump(self) -> dict[str, Holding]:
        """The papers that each dump lists, in its own order."""
        return holdings(self.library)

    @cached_property
    def changes(self) -> dict[str, Changes]:
        """What each dump changed."""
        return changes(self.library)

    @cached_property
    def disputed(self) -> dict[str, tuple[Conflict, ...]]:
        """The conflicts about a paper, by its slug."""
        of: dict[str, list[Conflict]] = {}
        for conflict in self.library.conflicts:
            of.setdefault(conflict.slug, []).append(conflict)
        return {slug: tuple(conflicts) for slug, conflicts in of.items()}

    @cached_property
    def deviations(self) -> Deviations:
        """What dumps say otherwise."""
        return Deviations(self.dumps)

    @cached_property
    def neighbours(self) -> dict[int, tuple[int | None, int | None]]:
        """The papers before and after each one in its primary theme."""
        return {
            here: (papers[i - 1] if i else None, papers[i + 1] if i + 1 < len(papers) else None)
            for theme, papers in self.primary.items()
            if theme
            for i, here in enumerate(papers)
        }

    @cached_property
    def borderline(self) -> dict[str, tuple[Borderline, ...]]:
        """The papers of each theme that nearly went to another one."""
        return borderline(self.library.placements)

    @cached_property
    def authors(self) -> Authors:
        """The authors, each with the papers in the order of all papers."""
        return authors(((i, self.library.papers[i]) for i in self.order), compact=self.compact)

    def in_order(self, slugs: Iterable[str]) -> tuple[int, ...]:
        """Return the positions of the papers of some slugs, in the order of all papers."""
        wanted = {self.at[slug] for slug in slugs}
        return tuple(i for i in self.order if i in wanted)

    def examples(self) -> tuple[str, ...]:
        """Return queries that find something: what speaks often for one of the largest themes, seldom for others."""
        of: dict[str, Counter[str]] = {slug: Counter() for slug in self.themes}
        for placement in self.library.placements:
            for assignment in placement.assignments:
                of[assignment.slug].update(assignment.evidence)
        everywhere = sum(of.values(), Counter[str]())
        found: list[str] = []
        for slug in sorted(of, key=lambda slug: (-len(self.primary[slug]), slug)):
            # No two with a word in common, and no acronym that a newcomer would have to know: two or three words.
            used = {word for term in found for word in term.split()}
            terms = [term for term in of[slug] if len(term.split()) in {2, 3} and used.isdisjoint(term.split())]
            found += sorted(terms, key=lambda term: (-(of[slug][term] ** 2) / everywhere[term], term))[:1]
        return tuple(found[:EXAMPLES])

    def link(self, i: int) -> Entry:
        """Return a paper as no more than a link to it; what else there is to say of it is not even looked up."""
        return self._links[i]

    @cached_property
    def _links(self) -> tuple[Entry, ...]:
        """A link to each paper, of which several lead to most of them."""
        return tuple(Entry(slug=paper.slug, title=short_title(paper.title)) for paper in self.library.papers)

    def entry(self, i: int, *, teaser: bool = True, theme: bool = True, first: bool = False) -> Entry:
        """Return a paper as a list shows it."""
        paper, primary = self.library.papers[i], self.library.placements[i].primary
        return Entry(
            slug=paper.slug,
            title=short_title(paper.title),
            teaser=first_lines(paper.abstract) if teaser and not self.compact else "",
            theme=self.themes[primary] if theme and primary else None,
            dumps=len(paper.dumps),
            first=self.dumps[paper.witnesses[0].dump] if first else None,
            has=facets(paper).has,
        )

    def entries(self, papers: Iterable[int], **options: bool) -> tuple[Entry, ...]:
        """Return papers as a list shows them; the options are those of ``entry``."""
        return tuple(self.entry(i, **options) for i in papers)

    def changed_by(self, dump: Dump) -> Callable[[Iterable[int]], tuple[Entry, ...]]:
        """Return how papers are shown whose text a dump changed: with the changes in place of the first lines."""
        of: dict[int, list[TextChange]] = {}
        for change in self.changes[dump.id].texts:
            of.setdefault(change.paper, []).append(change)

        def entry(i: int) -> Entry:
            told = tuple(self.deviations.change(change, dump) for change in of.get(i, ()))
            return replace(self.entry(i, teaser=False, theme=False, first=True), changes=told)

        return lambda papers: tuple(map(entry, papers))

    def shelves(self) -> tuple[Shelf, ...]:
        """Return the themes for an overview, in the order of the taxonomy."""
        return tuple(Shelf(theme=theme, papers=len(self.in_theme[theme.slug])) for theme in self.library.themes)

    def torn(self, theme: Theme) -> tuple[Torn, ...]:
        """Return the papers of a theme that nearly went to another one, the closest calls first."""
        return tuple(
            Torn(entry=self.entry(near.paper, teaser=False, theme=False), other=self.themes[near.other])
            for near in self.borderline.get(theme.slug, ())
        )

    def dump_line(self, dump: Dump) -> DumpLine:
        """Return a dump for an overview."""
        holding = self.in_dump[dump.id]
        return DumpLine(dump=dump, papers=len(holding.papers), new=len(holding.new))

    def dispute(self, conflict: Conflict) -> Dispute:
        """Return what dumps disagree about."""
        return self.deviations.dispute(self.library.papers[self.at[conflict.slug]], conflict)

    def paper(self, i: int) -> Sources:
        """Return everything that the page of a paper is made of, but for ``near``."""
        paper, placement = self.library.papers[i], self.library.placements[i]
        before, after = (None, None) if self.compact else self.neighbours.get(i, (None, None))
        said = (*(witness.dump for witness in paper.witnesses), *(dump for v in paper.variants for dump in v.dumps))
        return Sources(
            paper=paper,
            dumps={dump: self.dumps[dump] for dump in said},
            authors=tuple((name, self.authors.url(name)) for name in paper.authors),
            themes=tuple(self._because(placement)),
            because=tuple(c.because for c in self.disputed.get(paper.slug, ()) if c.because),
            possibly_same=self.entries((self.at[slug] for slug in paper.possibly_same), teaser=False),
            previous=None if before is None else self.link(before),
            next=None if after is None else self.link(after),
            site_url=self.site_url,
            compact=self.compact,
        )

    def sign(self, what: Dump | Theme) -> bytes:
        """Return a few bytes that stand for a dump or a theme of this library."""
        return self._signs[what.url]

    @cached_property
    def _signs(self) -> dict[str, bytes]:
        every: tuple[Dump | Theme, ...] = (*self.library.dumps, *self.library.themes)
        return {one.url: blake2b(encoded(one), digest_size=16).digest() for one in every}

    def _because(self, placement: Placement) -> Iterator[Because]:
        """Yield the themes of a paper; what people told is true of the primary one."""
        for rank, assignment in enumerate(placement.assignments):
            told = placement.told and rank == 0
            yield Because(theme=self.themes[assignment.slug], evidence=assignment.evidence[:EVIDENCE], told=told)

    def near(self, i: int) -> Iterator[Near]:
        """Yield the nearest papers. The API has ten at any price; a page shows none that shares nothing."""
        most, terms = (COMPACT_RELATED, 0) if self.compact else (RELATED, EVIDENCE)
        for related in self.library.related[i][:most]:
            if related.score <= 0:
                return
            yield Near(entry=self.link(self.at[related.slug]), shared=related.shared[:terms])
