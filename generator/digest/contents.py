"""Which papers a digest tells of: those that are new in the dumps behind a given one, by their primary theme."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from generator.errors import PapershelfError
from generator.model import Library, Paper
from generator.outputs.feeds.channel import day
from generator.outputs.wording import one_line
from generator.teasers import first_lines

MOST = 100
"""Papers a message; who wants more goes to the site."""
TEASER = 220
"""Characters of an abstract."""
ELSEWHERE = "Without a theme"


@dataclass(frozen=True, slots=True)
class Item:
    """A paper in a digest; plain text."""

    title: str
    teaser: str
    url: str
    """Absolute; empty when the site has no address."""


@dataclass(frozen=True, slots=True)
class Section:
    """The new papers of one theme."""

    name: str
    items: tuple[Item, ...]
    more: int = 0
    """New papers of it that the message leaves to the site."""
    url: str = ""
    """Where they are; empty when the site has no address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """All that a message says."""

    subject: str
    site_name: str
    site_url: str
    dumps: tuple[str, ...]
    """Titles of the dumps that brought what it tells of."""
    total: int
    sections: tuple[Section, ...]
    date: str = ""
    """The day of the newest of these dumps, ISO; empty when unknown."""
    identity: str = ""
    """What tells this digest from others: the ids of the dumps and what it was narrowed to."""


def digest(
    library: Library,
    site_name: str,
    site_url: str = "",
    *,
    since: str,
    theme: str | None = None,
    watched: Container[str] | None = None,
    watch_name: str = "",
) -> Digest:
    """Return what is new since the dump with the id ``since``, in one theme or among the slugs that a watch found.

    An empty ``since`` is the time before the first dump. Raises PapershelfError when there is no such dump or theme.
    """
    ids = [dump.id for dump in library.dumps]
    if since and since not in ids:
        raise PapershelfError(f"there is no dump {since}; the dumps are {', '.join(ids)}")
    names = {each.slug: each.name for each in library.themes}
    if theme is not None and theme not in names:
        raise PapershelfError(f"there is no theme {theme}; the themes are {', '.join(names)}")
    later = library.dumps[ids.index(since) + 1 if since else 0 :]
    fresh = {dump.id for dump in later}
    found: dict[str | None, list[Paper]] = {slug: [] for slug in (*names, None)}
    for paper, placement in zip(library.papers, library.placements, strict=True):
        mine = theme is None or theme in {assignment.slug for assignment in placement.assignments}
        if paper.dumps[0] in fresh and mine and (watched is None or paper.slug in watched):
            found[placement.primary].append(paper)
    total = sum(map(len, found.values()))
    bringing = {paper.dumps[0] for papers in found.values() for paper in papers}
    about = watch_name or (names[theme] if theme else site_name)
    return Digest(
        subject=one_line(f"{about}: {total:,} new {'paper' if total == 1 else 'papers'}"),
        site_name=one_line(site_name),
        site_url=site_url,
        dumps=tuple(one_line(dump.title) for dump in later if dump.id in bringing),
        total=total,
        sections=tuple(_sections(found, names, site_url)),
        date=max((day(dump) for dump in later), default=""),
        identity="/".join((*sorted(fresh), theme or "", watch_name)),
    )


def _sections(found: dict[str | None, list[Paper]], names: dict[str, str], site_url: str) -> Iterator[Section]:
    """Yield the themes with something new; each gets its share of the room, so that none crowds out the others."""
    share = _share([len(papers) for papers in found.values()])
    for slug, papers in found.items():
        if papers:
            url = urljoin(site_url, f"themes/{slug}/" if slug else "unassigned/") if site_url else ""
            items = tuple(_item(paper, site_url) for paper in papers[:share])
            yield Section(one_line(names[slug]) if slug else ELSEWHERE, items, len(papers) - len(items), url)


def _share(sizes: Sequence[int]) -> int:
    """Return how many papers of each theme there is room for, at least one."""
    fitting = (
        share for share in range(max(sizes, default=0), 1, -1) if sum(min(size, share) for size in sizes) <= MOST
    )
    return next(fitting, 1)


def _item(paper: Paper, site_url: str) -> Item:
    teaser = first_lines(one_line(paper.abstract), TEASER)
    return Item(one_line(paper.title), teaser, urljoin(site_url, paper.url) if site_url else "")
