"""Which pages there are, at which path, and what each one is told.

The plan is the only place that decides paths (the addresses that records have, ``Paper.url`` and so on, are where they
end up). It writes and renders nothing: ``render`` turns a page into Markdown, ``generator.site`` hands that to MkDocs.
Each path is unique; a page's values hold plain text, escaped when rendered.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from generator.model import Conflict, Library, Retired, Theme, paper_url, theme_url
from generator.pages import glance
from generator.pages.catalogue import Catalogue
from generator.pages.views import DumpLine, Entry, Group, Jump, Pager

PER_PAGE = 100
FRESH = 12
"""Papers of the newest dump that the home page shows."""
DISPUTES = 10
"""Conflicts on the page of a dump; the page of the conflicts has them all."""
REJECTED = 100
"""Rejected passages on the page of a dump; the API and ``papershelf check`` have them all."""


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


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a list: the papers in it, and how the list shows them."""

    name: str
    papers: Sequence[int]
    view: Callable[[Sequence[int]], tuple[Entry, ...]]


def plan(library: Library) -> tuple[Page, ...]:
    """Return every generated page: home, search, figures, themes, papers, dumps, conflicts, then old addresses."""
    catalogue = Catalogue(library)
    return tuple(
        chain(
            [_home(catalogue), _search(catalogue)],
            [_glance(catalogue)],
            _themes(catalogue),
            _papers(catalogue),
            _dumps(catalogue),
            _conflicts(catalogue),
            (Page(f"papers/{old}.md", "moved", {"target": paper_url(new)}) for old, new in library.redirects),
            map(_retired, (*library.retired, *library.retired_dumps)),
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
    yield from _listing("unassigned.md", "unassigned", (_Part("", without, catalogue.entries),))


def _theme(catalogue: Catalogue, theme: Theme, **values: object) -> Iterator[Page]:
    """Yield the pages of one theme: first the papers it is the primary theme of, then those that touch it."""
    own = catalogue.primary[theme.slug]
    others = catalogue.in_theme[theme.slug][len(own) :]
    parts = (
        _Part("primary", own, partial(catalogue.entries, theme=False)),
        _Part("also", others, catalogue.entries),
    )
    central = catalogue.entries(glance.central(catalogue.library, own), teaser=False, theme=False)
    values |= {"theme": theme, "torn": catalogue.torn(theme), "central": central}
    yield from _listing(f"themes/{theme.slug}/index.md", "theme", parts, **values)


def _papers(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the list of all papers, then each paper's page."""
    yield from _listing("papers/index.md", "papers", (_Part("", catalogue.order, catalogue.entries),))
    for i, paper in enumerate(catalogue.library.papers):
        yield Page(f"papers/{paper.slug}.md", "paper", {"paper": catalogue.paper(i)})


def _dumps(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the list of the dumps, the newest first, then each dump's pages."""
    lines = tuple(catalogue.dump_line(dump) for dump in reversed(catalogue.library.dumps))
    yield Page("dumps/index.md", "dumps", {"lines": lines, "conflicts": len(catalogue.library.conflicts)})
    for line in lines:
        yield from _dump(catalogue, line)


def _dump(catalogue: Catalogue, line: DumpLine) -> Iterator[Page]:
    """Yield the pages of one dump: what was new in it, what it told in other words, what it listed once more."""
    changes = catalogue.changes[line.dump.id]
    changed = {change.paper for change in changes.texts}
    again = tuple(i for i in changes.seen_again if i not in changed)
    parts = (
        _Part("new", changes.new, catalogue.entries),
        _Part("changed", tuple(i for i in changes.seen_again if i in changed), catalogue.changed_by(line.dump)),
        _Part("seen", again, partial(catalogue.entries, first=True)),
    )
    disputes = tuple(catalogue.dispute(conflict) for conflict in _open_first(changes.conflicts)[:DISPUTES])
    values = {
        "line": line,
        "rejected": line.dump.rejected[:REJECTED],
        "disputes": disputes,
        "conflicts": len(changes.conflicts),
    }
    yield from _listing(f"dumps/{line.dump.id}.md", "dump", parts, **values)


def _conflicts(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the pages of what dumps disagree about, the unacknowledged conflicts first."""
    conflicts = _open_first(catalogue.library.conflicts)
    values = {
        "acknowledged": sum(conflict.acknowledged for conflict in conflicts),
        "several": sum(len(paper.dumps) > 1 for paper in catalogue.library.papers),
    }
    for path, pager in _paged("conflicts/index.md", len(conflicts)):
        disputes = tuple(catalogue.dispute(each) for each in conflicts[pager.first - 1 : pager.last])
        yield Page(path, "conflicts", {**values, "pager": pager, "disputes": disputes})


def _open_first(conflicts: Sequence[Conflict]) -> list[Conflict]:
    return sorted(conflicts, key=lambda conflict: conflict.acknowledged)  # stable: else in the order of the papers


def _retired(retired: Retired) -> Page:
    """Return the page that stands where a paper was, or a dump, that people took back."""
    path = f"{retired.url.rstrip('/')}.md"
    if retired.to:
        return Page(path, "moved", {"target": paper_url(retired.to)})
    return Page(path, "retired", {"retired": retired})


def _listing(path: str, template: str, parts: Sequence[_Part], **values: object) -> Iterator[Page]:
    """Yield the pages of a long list of papers."""
    for each, pager in _paged(path, sum(len(part.papers) for part in parts)):
        groups, jumps = tuple(_groups(parts, pager)), tuple(_jumps(parts, pager))
        yield Page(each, template, {**values, "pager": pager, "groups": groups, "jumps": jumps})


def _paged(path: str, total: int) -> Iterator[tuple[str, Pager]]:
    """Yield the paths of a long list: the first one as given, the others ``page/2/index.md`` beside it."""
    folder = path.removesuffix(".md").removesuffix("index").rstrip("/")
    paths = [path, *(f"{folder}/page/{n}/index.md" for n in range(2, -(-total // PER_PAGE) + 1))]
    addresses = tuple(Page(each, "").url for each in paths)
    for number, each in enumerate(paths, start=1):
        start = (number - 1) * PER_PAGE
        last = min(start + PER_PAGE, total)
        yield each, Pager(number=number, addresses=addresses, first=start + 1, last=last, total=total)


def _groups(parts: Sequence[_Part], pager: Pager) -> Iterator[Group]:
    """Yield the parts that stand on one page of a list, each with its own papers of that page."""
    start = pager.first - 1
    for part in parts:
        shown = part.papers[max(start, 0) : max(start + PER_PAGE, 0)]
        if shown:
            yield Group(name=part.name, total=len(part.papers), entries=part.view(shown), begins=start <= 0)
        start -= len(part.papers)


def _jumps(parts: Sequence[_Part], pager: Pager) -> Iterator[Jump]:
    """Yield where each part of a list begins that is not empty."""
    before = 0
    for part in parts:
        if part.papers:
            yield Jump(name=part.name, total=len(part.papers), page=pager.addresses[before // PER_PAGE])
        before += len(part.papers)
