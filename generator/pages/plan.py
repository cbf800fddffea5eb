"""Which pages there are, at which path, and what each one is told.

The plan is the only place that decides paths (the addresses that records have, ``Paper.url`` and so on, are where they
end up). It writes and renders nothing: ``render`` turns a page into Markdown, ``generator.site`` hands that to MkDocs.
Each path is unique; a page's values hold plain text, escaped when rendered.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from generator.model import Library, Theme, paper_url, theme_url
from generator.pages.catalogue import Catalogue
from generator.pages.views import DumpLine, Group, Pager

PER_PAGE = 100
FRESH = 12
"""Papers of the newest dump that the home page shows."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site, not yet rendered."""

    path: str
    """Of the Markdown file, relative to the folder of all pages."""
    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where MkDocs puts it, relative to the site's root (with ``use_directory_urls``)."""
        stem = self.path.removesuffix(".md")
        return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"


def plan(library: Library) -> tuple[Page, ...]:
    """Return every generated page of the site, in the order home, search, themes, papers, dumps, redirects."""
    catalogue = Catalogue(library)
    return tuple(
        chain(
            [_home(catalogue), _search(catalogue)],
            _themes(catalogue),
            _papers(catalogue),
            _dumps(catalogue),
            (Page(f"papers/{old}.md", "moved", {"target": paper_url(new)}) for old, new in library.redirects),
            (
                Page(f"themes/{old}/index.md", "moved", {"target": theme_url(new), "what": "theme"})
                for old, new in library.theme_redirects
            ),
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
    }
    return Page("index.md", "home", values)


def _search(catalogue: Catalogue) -> Page:
    """Return the page of the search; the results come in the browser."""
    return Page("search.md", "search", {"papers": len(catalogue.order), "examples": catalogue.examples()})


def _themes(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the overview of the themes, each theme's pages, and those of the papers without one."""
    without = catalogue.primary[None]
    yield Page("themes/index.md", "themes", {"shelves": catalogue.shelves(), "unassigned": len(without)})
    for theme in catalogue.library.themes:
        yield from _theme(catalogue, theme)
    groups = (("", without),)
    yield from _listing("unassigned.md", "unassigned", groups, catalogue=catalogue)


def _theme(catalogue: Catalogue, theme: Theme) -> Iterator[Page]:
    """Yield the pages of one theme: first the papers it is the primary theme of, then those that touch it."""
    own = catalogue.primary[theme.slug]
    others = catalogue.in_theme[theme.slug][len(own) :]
    groups = (("primary", own), ("also", others))
    yield from _listing(
        f"themes/{theme.slug}/index.md", "theme", groups, catalogue=catalogue, theme=theme, torn=catalogue.torn(theme)
    )


def _papers(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the list of all papers, then each paper's page."""
    yield from _listing("papers/index.md", "papers", (("", catalogue.order),), catalogue=catalogue)
    for i, paper in enumerate(catalogue.library.papers):
        yield Page(f"papers/{paper.slug}.md", "paper", {"paper": catalogue.paper(i)})


def _dumps(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the list of the dumps, the newest first, then each dump's pages."""
    lines = tuple(catalogue.dump_line(dump) for dump in reversed(catalogue.library.dumps))
    yield Page("dumps/index.md", "dumps", {"lines": lines})
    for line in lines:
        yield from _dump(catalogue, line)


def _dump(catalogue: Catalogue, line: DumpLine) -> Iterator[Page]:
    """Yield the pages of one dump: what was new in it, what an earlier one had listed."""
    holding = catalogue.in_dump[line.dump.id]
    groups = (("new", holding.new), ("seen", holding.seen_again))
    yield from _listing(f"dumps/{line.dump.id}.md", "dump", groups, catalogue=catalogue, line=line)


def _listing(
    path: str, template: str, groups: Sequence[tuple[str, Sequence[int]]], *, catalogue: Catalogue, **values: object
) -> Iterator[Page]:
    """Yield the pages of a long list: the first one at the path, the others at ``page/2/index.md`` beside it."""
    folder = path.removesuffix(".md").removesuffix("index").rstrip("/")
    total = sum(len(papers) for _, papers in groups)
    paths = [path, *(f"{folder}/page/{n}/index.md" for n in range(2, -(-total // PER_PAGE) + 1))]
    addresses = tuple(Page(each, template).url for each in paths)
    for number, each in enumerate(paths, start=1):
        start = (number - 1) * PER_PAGE
        pager = Pager(
            number=number, addresses=addresses, first=start + 1, last=min(start + PER_PAGE, total), total=total
        )
        yield Page(each, template, {**values, "pager": pager, "groups": tuple(_slice(catalogue, groups, start))})


def _slice(catalogue: Catalogue, groups: Sequence[tuple[str, Sequence[int]]], start: int) -> Iterator[Group]:
    """Yield the groups that stand on one page of a list, each with its own part of them."""
    for name, papers in groups:
        shown = papers[max(start, 0) : max(start + PER_PAGE, 0)]
        if shown:
            entries = catalogue.entries(shown, theme=name != "primary", first=name == "seen")
            yield Group(name=name, total=len(papers), entries=entries)
        start -= len(papers)
