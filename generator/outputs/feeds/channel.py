"""What a feed holds, before any format."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from generator.model import Dump, Paper, Theme
from generator.outputs.wording import one_line

NEWEST = 100
"""Entries a feed."""
_SPACE = UUID("b5f1f9a2-6a0e-5d0f-9d0c-6f2f0f6c7a11")
"""The name space of this project's identifiers; it must never change, or all readers see everything anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One paper in a feed; plain text throughout, one line each."""

    id: str
    title: str
    url: str
    """Relative to the site."""
    abstract: str
    date: str
    """The day on which it was new here, ISO."""
    authors: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    """Names of its themes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One feed: the page that it follows, and its newest entries first."""

    id: str
    title: str
    folder: str
    """Where it lies and what page it belongs to, relative to the site: ``""`` or ``themes/<slug>/``."""
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> str:
        """The day of the newest entry."""
        return self.entries[0].date


def identity(kind: str, slug: str) -> str:
    """Return the URN of a thing: of its slug, never of the host, so that a site may move."""
    return uuid5(_SPACE, f"{kind}/{slug}").urn


def day(dump: Dump) -> str:
    """Return the day on which a dump joined the library, else the one it lists, as ISO date; empty when unknown."""
    return next((date for date in (dump.added, dump.listed) if date and is_date(date)), "")


def is_date(text: str) -> bool:
    """Tell whether a text is an ISO date."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def entries(
    papers: Iterable[tuple[Paper, Sequence[str]]], dumps: Mapping[str, Dump], themes: Mapping[str, Theme]
) -> tuple[Entry, ...]:
    """Return the newest of papers, each with the slugs of its themes, as entries.

    ``papers`` come in the order of the library. The newest day stands first, then the dump that joined last; within a
    dump its own order.
    """
    rank = {dump: number for number, dump in enumerate(dumps)}
    dated = [
        (date, rank[paper.dumps[0]], -number, paper, slugs)
        for number, (paper, slugs) in enumerate(papers)
        if (date := day(dumps[paper.dumps[0]]))
    ]
    newest = sorted(dated, key=lambda row: row[:3], reverse=True)[:NEWEST]
    return tuple(_entry(paper, date, [themes[slug].name for slug in slugs]) for date, _, _, paper, slugs in newest)


def _entry(paper: Paper, date: str, themes: Sequence[str]) -> Entry:
    return Entry(
        id=identity("papers", paper.slug),
        title=one_line(paper.title),
        url=paper.url,
        abstract=one_line(paper.abstract),
        date=date,
        authors=tuple(filter(None, map(one_line, paper.authors))),
        themes=tuple(map(one_line, themes)),
    )
