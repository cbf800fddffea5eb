"""The feeds of a Library and their files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.holdings import holdings
from generator.model import Library, Paper, Watch
from generator.outputs.feeds import atom, json_feed
from generator.outputs.feeds.channel import Channel, day, entries, identity
from generator.outputs.wording import one_line


@dataclass(frozen=True, slots=True)
class Watched:
    """A watch and the slugs of the papers that it found."""

    slug: str
    name: str
    papers: frozenset[str]


def watched(watches: Iterable[Watch], found: Mapping[str, Iterable[str]]) -> tuple[Watched, ...]:
    """Return watches with the slugs of the papers that were found for each, by the watch's slug."""
    return tuple(Watched(watch.slug, watch.name, frozenset(found[watch.slug])) for watch in watches)


def files(
    library: Library, site_name: str, site_url: str = "", *, watches: Sequence[Watched] = ()
) -> Iterator[tuple[str, bytes]]:
    """Yield the path, relative to the site, and the bytes of each feed; a feed without entries is left out."""
    for channel in feeds_of(library, site_name, watches=watches):
        yield channel.folder + atom.NAME, atom.atom(channel, site_name, site_url)
        yield channel.folder + json_feed.NAME, json_feed.json_feed(channel, site_name, site_url)


def feeds_of(library: Library, site_name: str, *, watches: Sequence[Watched] = ()) -> Iterator[Channel]:
    """Yield every feed that has an entry: of the site, the themes, the dumps, the watches."""
    for kind, slug, title, folder, papers in _lists(library, site_name, watches):
        dumps = {dump.id: dump for dump in library.dumps}
        found = entries(papers, dumps, {theme.slug: theme for theme in library.themes})
        if found:
            yield Channel(id=identity(kind, slug), title=one_line(title), folder=folder, entries=found)


def folders(library: Library, *, watches: Sequence[Watched] = ()) -> Iterator[str]:
    """Yield the folder of every feed that has an entry, without making any."""
    dated = {dump.id for dump in library.dumps if day(dump)}
    for _, _, _, folder, papers in _lists(library, "", watches):
        if any(paper.dumps[0] in dated for paper, _ in papers):
            yield folder


Rows = list[tuple[Paper, tuple[str, ...]]]


def _lists(library: Library, site_name: str, watches: Sequence[Watched]) -> Iterator[tuple[str, str, str, str, Rows]]:
    """Yield kind, slug, title, folder and papers (with the slugs of their themes) of each feed."""
    rows: Rows = [
        (paper, tuple(assignment.slug for assignment in placement.assignments))
        for paper, placement in zip(library.papers, library.placements, strict=True)
    ]
    yield "site", "", site_name, "", rows
    of: dict[str, Rows] = {theme.slug: [] for theme in library.themes}
    for paper, slugs in rows:
        for slug in slugs:
            of[slug].append((paper, slugs))
    for theme in library.themes:
        yield "themes", theme.slug, f"{theme.name} · {site_name}", theme.url, of[theme.slug]
    held = holdings(library)
    for dump in library.dumps:
        new = [rows[number] for number in held[dump.id].new]
        yield "dumps", dump.id, f"{dump.title} · {site_name}", dump.url, new
    for watch in watches:
        found = [row for row in rows if row[0].slug in watch.papers]
        yield "watches", watch.slug, f"{watch.name} · {site_name}", f"watches/{watch.slug}/", found
