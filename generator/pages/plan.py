"""Which pages there are, at which path, and what each one is told.

The plan is the only place that decides paths (the addresses that records have, ``Paper.url`` and so on, are where they
end up). It writes and renders nothing: ``render`` turns a page into Markdown, ``generator.site`` hands that to MkDocs.
What the many pages are told is made when they are rendered, one after the other.
Each path is unique; a page's values hold plain text, escaped when rendered.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import chain

from generator.model import Conflict, Library, Theme, Watch
from generator.pages import front, glance
from generator.pages.authors import COMPACT_LEAST, COMPACT_LISTED, LEAST
from generator.pages.catalogue import Catalogue
from generator.pages.listing import Page, Part, listing, paged
from generator.pages.metadata import collection
from generator.pages.old import old_addresses
from generator.pages.views import DumpLine
from generator.watches import asked

FRESH = 6
"""Papers of the newest dump that the home page shows."""
DISPUTES = 10
"""Conflicts on the page of a dump; the page of the conflicts has them all."""
NAMES = 500
"""Authors on a page of their list."""
REJECTED = 100
"""Rejected passages on the page of a dump; the API and ``papershelf check`` have them all."""


def plan(
    library: Library,
    *,
    found: Mapping[str, Sequence[str]] | None = None,
    feeds: Set[str] = frozenset(),
    site_url: str = "",
    compact: bool = False,
) -> tuple[Page, ...]:
    """Return every generated page of the site: home, search, reading list, themes and so on, then old addresses.

    ``found`` are the slugs of the papers that each watch found, by its slug; ``feeds`` the folders that have feeds;
    ``site_url`` is where the site will be, if known: citations name the address of their page then. The pages of a
    ``compact`` library repeat less: lists have no first lines of abstracts, fewer authors have a page.
    """
    catalogue = Catalogue(library, found=found or {}, feeds=feeds, site_url=site_url, compact=compact)
    return tuple(
        chain(
            [_home(catalogue), _search(catalogue), Page("reading-list/index.md", "reading-list")],
            [_glance(catalogue)],
            _themes(catalogue),
            _papers(catalogue),
            _dumps(catalogue),
            _conflicts(catalogue),
            _watches(catalogue),
            _authors(catalogue),
            old_addresses(library),
        )
    )


def _home(catalogue: Catalogue) -> Page:
    """Return the front page."""
    library = catalogue.library
    newest = catalogue.dump_line(library.dumps[-1]) if library.dumps else None
    fresh = catalogue.in_dump[newest.dump.id].new[:FRESH] if newest else ()
    values = {
        "shelves": catalogue.shelves(),
        "papers": len(library.papers),
        "dumps": len(library.dumps),
        "unassigned": len(catalogue.primary[None]),
        "newest": newest,
        "fresh": catalogue.entries(fresh, teaser=False),
        "often": front.most_listed(catalogue),
        "trail": front.trail(catalogue),
        "watches": len(library.watches),
        "authors": len(catalogue.authors.everybody),
        "feed": "" in catalogue.feeds,
    }
    return Page("index.md", "home", values)


def _search(catalogue: Catalogue) -> Page:
    """Return the page of the search; the results come in the browser."""
    return Page("search.md", "search", {"papers": len(catalogue.order), "examples": catalogue.examples()})


def _glance(catalogue: Catalogue) -> Page:
    """Return the page of the figures."""
    library = catalogue.library
    over = glance.periods(library.dumps, catalogue.in_dump)
    values = {
        "papers": len(library.papers),
        "dumps": len(library.dumps),
        "themes": library.themes,
        "sizes": glance.sizes(library),
        "periods": over,
        "trends": glance.trends(library, catalogue.in_dump, over),
        "overlaps": glance.overlaps(library),
        "terms": glance.characteristic(library),
    }
    return Page("glance.md", "glance", values)


def _themes(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the overview of the themes, each theme's pages, and those of the papers without one."""
    without = catalogue.primary[None]
    yield Page("themes/index.md", "themes", {"shelves": catalogue.shelves(), "unassigned": len(without)})
    pairs, terms = glance.overlaps(catalogue.library), glance.characteristic(catalogue.library, 12)
    for theme in catalogue.library.themes:
        near = glance.neighbours(theme, len(catalogue.in_theme[theme.slug]), pairs)
        yield from _theme(catalogue, theme, near=near, terms=terms[theme.slug])
    yield from listing("unassigned/index.md", "unassigned", (Part("", without, catalogue.entries),))


def _theme(catalogue: Catalogue, theme: Theme, **values: object) -> Iterator[Page]:
    """Yield the pages of one theme: first the papers it is the primary theme of, then those that touch it."""
    own = catalogue.primary[theme.slug]
    others = catalogue.in_theme[theme.slug][len(own) :]
    parts = (
        Part("primary", own, partial(catalogue.entries, theme=False)),
        Part("also", others, catalogue.entries),
    )
    central = catalogue.entries(glance.central(catalogue.library, own), teaser=False, theme=False)
    values |= {"theme": theme, "torn": catalogue.torn(theme), "central": central, "data": _data(catalogue, theme)}
    yield from listing(f"themes/{theme.slug}/index.md", "theme", parts, **values, **_followed(catalogue, theme.url))


def _data(catalogue: Catalogue, theme: Theme) -> Mapping[str, object]:
    """Return what the page of a theme is to programs: based on the dumps that list its papers."""
    papers = catalogue.in_theme[theme.slug]
    inside = {dump for i in papers for dump in catalogue.library.papers[i].dumps}
    dumps = [dump for dump in catalogue.library.dumps if dump.id in inside]
    return collection(theme.name, theme.scope, papers=len(papers), dumps=dumps)


def _papers(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the list of all papers, then each paper's page."""
    yield from listing(
        "papers/index.md", "papers", (Part("", catalogue.order, catalogue.entries),), **_followed(catalogue, "")
    )
    for i, paper in enumerate(catalogue.library.papers):
        path, sources, late = (
            f"papers/{paper.slug}.md",
            partial(_sources, catalogue, i),
            partial(_related, catalogue, i),
        )
        yield Page(path, "paper", partial(_paper, catalogue, i), sources=sources, late=late)


def _paper(catalogue: Catalogue, i: int) -> Mapping[str, object]:
    """Return what the page of a paper is told."""
    return {"paper": catalogue.paper(i).view()}


def _sources(catalogue: Catalogue, i: int) -> bytes:
    """Return what the page of a paper is made of."""
    return catalogue.paper(i).told(catalogue.sign)


def _related(catalogue: Catalogue, i: int) -> Mapping[str, object]:
    """Return what the list of related papers is told."""
    return {"related": tuple(catalogue.near(i))}


def _dumps(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the list of the dumps, the newest first, then each dump's pages."""
    lines = tuple(catalogue.dump_line(dump) for dump in reversed(catalogue.library.dumps))
    values = {"conflicts": len(catalogue.library.conflicts)}
    for path, pager in paged("dumps/index.md", len(lines)):
        yield Page(path, "dumps", {**values, "pager": pager, "lines": lines[pager.first - 1 : pager.last]})
    for line in lines:
        yield from _dump(catalogue, line)


def _dump(catalogue: Catalogue, line: DumpLine) -> Iterator[Page]:
    """Yield the pages of one dump: what was new in it, what it told in other words, what it listed once more."""
    changes = catalogue.changes[line.dump.id]
    changed = {change.paper for change in changes.texts}
    again = tuple(i for i in changes.seen_again if i not in changed)
    parts = (
        Part("new", changes.new, catalogue.entries),
        Part("changed", tuple(i for i in changes.seen_again if i in changed), catalogue.changed_by(line.dump)),
        Part("seen", again, partial(catalogue.entries, first=True)),
    )
    disputes = tuple(catalogue.dispute(conflict) for conflict in _open_first(changes.conflicts)[:DISPUTES])
    values = {
        "line": line,
        "rejected": line.dump.rejected[:REJECTED],
        "disputes": disputes,
        "conflicts": len(changes.conflicts),
        **_followed(catalogue, line.dump.url),
        "data": collection(line.dump.title, "", papers=line.papers, dumps=[line.dump]),
    }
    yield from listing(f"dumps/{line.dump.id}.md", "dump", parts, **values)


def _conflicts(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the pages of what dumps disagree about, the unacknowledged conflicts first."""
    conflicts = _open_first(catalogue.library.conflicts)
    values = {
        "acknowledged": sum(conflict.acknowledged for conflict in conflicts),
        "several": sum(len(paper.dumps) > 1 for paper in catalogue.library.papers),
    }
    for path, pager in paged("conflicts/index.md", len(conflicts)):
        disputes = tuple(catalogue.dispute(each) for each in conflicts[pager.first - 1 : pager.last])
        yield Page(path, "conflicts", {**values, "pager": pager, "disputes": disputes})


def _watches(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the list of the watches and each one's pages; nothing where nobody watches."""
    watches = catalogue.library.watches
    if watches:
        lines = tuple((watch, asked(watch), len(catalogue.found.get(watch.slug, ()))) for watch in watches)
        yield Page("watches/index.md", "watches", {"lines": lines})
    for watch in watches:
        yield from _watch(catalogue, watch)


def _watch(catalogue: Catalogue, watch: Watch) -> Iterator[Page]:
    """Yield the pages of what one watch found."""
    parts = (Part("", catalogue.in_order(catalogue.found.get(watch.slug, ())), catalogue.entries),)
    values = {"watch": watch, "asked": asked(watch), **_followed(catalogue, watch.url)}
    yield from listing(f"{watch.url}index.md", "watch", parts, **values)


def _authors(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the list of the authors and the pages of those with several papers; nothing where none is known."""
    everybody = catalogue.authors.everybody
    least, listed = (COMPACT_LEAST, COMPACT_LISTED) if catalogue.compact else (LEAST, 1)
    names = [author for author in everybody if len(author.papers) >= listed]
    for path, pager in paged("authors/index.md", len(names), NAMES) if everybody else ():
        shown = tuple(names[pager.first - 1 : pager.last])
        yield Page(path, "authors", {"pager": pager, "authors": shown, "least": least, "listed": listed})
    for author in everybody:
        if author.url:
            parts = (Part("", author.papers, partial(catalogue.entries, teaser=False)),)
            yield from listing(f"{author.url}index.md", "author", parts, author=author)


def _followed(catalogue: Catalogue, folder: str) -> dict[str, object]:
    """Return what a page is told of the files that lie beside it: its folder, and whether there are feeds."""
    return {"folder": folder, "feed": folder in catalogue.feeds, "compact": catalogue.compact}


def _open_first(conflicts: Sequence[Conflict]) -> list[Conflict]:
    return sorted(conflicts, key=lambda conflict: conflict.acknowledged)  # stable: else in the order of the papers
