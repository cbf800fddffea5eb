"""What search engines are told: sitemaps with real dates, and ``robots.txt`` that names them.

``sitemap.xml`` is an index; each part, packed, holds at most 45,000 addresses (the protocol allows 50,000). The date of
a page is the day on which the newest dump that touched it joined the library. Pages without such a day, and those that
people wrote, have none: never the clock of a build. Old addresses and those taken back are left out by the caller.
Without the site's address there is no sitemap, because its addresses must be absolute.
"""

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urljoin

from lxml import etree
from lxml.builder import ElementMaker

from generator.model import Dump, Library, paper_url
from generator.outputs.feeds.channel import is_date

PART = 45_000
"""Addresses a part."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MAKE = ElementMaker(namespace=_NAMESPACE, nsmap={None: _NAMESPACE})
_LISTS = ("", "papers/", "themes/", "dumps/", "unassigned/", "conflicts/", "watches/", "authors/")
"""Lists of the whole library: each dump touches them."""
Lists = Mapping[str, Iterable[str]]
"""The papers of pages that the Library does not know: their slugs, by the page's address."""


def files(
    library: Library, urls: Sequence[str], site_url: str = "", *, lists: Lists | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of each file; ``urls`` are the pages to name, relative to the site."""
    yield "robots.txt", _robots(site_url)
    if not site_url:
        return
    days = touched(library, lists or {})
    rows = [(url, _day(url, days)) for url in urls]
    parts = [rows[start : start + PART] for start in range(0, len(rows), PART)]
    names = [f"sitemap-{number}.xml.gz" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, gzip.compress(_xml("urlset", "url", part, site_url), mtime=0)
    newest = [(name, max(day for _, day in part)) for name, part in zip(names, parts, strict=True)]
    yield "sitemap.xml", _xml("sitemapindex", "sitemap", newest, site_url)


def touched(library: Library, lists: Lists) -> dict[str, str]:
    """Return the day of the newest dump that touched a page, by the page's address; empty when no day is known."""
    days = {dump.id: _added(dump) for dump in library.dumps}
    found = {dump.url: days[dump.id] for dump in library.dumps}
    for paper, placement in zip(library.papers, library.placements, strict=True):
        day = max(days[dump] for dump in paper.dumps)
        found[paper.url] = day
        for assignment in placement.assignments:
            theme = f"themes/{assignment.slug}/"
            found[theme] = max(found.get(theme, ""), day)
    for address, slugs in lists.items():
        found[address] = max((found[paper_url(slug)] for slug in slugs), default="")
    return {**found, **dict.fromkeys(_LISTS, max(days.values(), default=""))}


def _added(dump: Dump) -> str:
    return dump.added if dump.added and is_date(dump.added) else ""


def _day(url: str, days: Mapping[str, str]) -> str:
    """Return the day of a page; the later pages of a list have that of the list."""
    return days.get(url, "") or days.get(url.partition("page/")[0], "")


def _xml(root: str, name: str, rows: Iterable[tuple[str, str]], site_url: str) -> bytes:
    made = _MAKE(root, *(_row(name, urljoin(site_url, url), day) for url, day in rows))
    return bytes(etree.tostring(made, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _row(name: str, address: str, day: str) -> etree._Element:
    return _MAKE(name, _MAKE.loc(address), *([_MAKE.lastmod(day)] if day else []))


def _robots(site_url: str) -> bytes:
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        lines += ["", f"Sitemap: {urljoin(site_url, 'sitemap.xml')}"]
    return "\n".join((*lines, "")).encode()
