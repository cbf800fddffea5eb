"""Atom (RFC 4287), written by lxml. The abstract is escaped HTML: one paragraph of text."""

from html import escape
from posixpath import relpath
from urllib.parse import urljoin

from lxml import etree
from lxml.builder import ElementMaker

from generator.outputs.feeds.channel import Channel, Entry

NAME = "feed.xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_ATOM = ElementMaker(namespace=_NAMESPACE, nsmap={None: _NAMESPACE})


def atom(channel: Channel, site_name: str, site_url: str = "") -> bytes:
    """Return a feed as a file. Without ``site_url`` its links are relative and it names no address of its own."""
    feed = _ATOM.feed(
        _ATOM.id(channel.id),
        _ATOM.title(channel.title),
        _ATOM.updated(_instant(channel.updated)),
        _ATOM.author(_ATOM.name(site_name)),
        _ATOM.link(rel="alternate", type="text/html", href=address(channel, channel.folder, site_url)),
    )
    if site_url:
        here = urljoin(site_url, channel.folder + NAME)
        feed.append(_ATOM.link(rel="self", type="application/atom+xml", href=here))
    feed.extend(_entry(channel, entry, site_url) for entry in channel.entries)
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))


def address(channel: Channel, url: str, site_url: str) -> str:
    """Return an address of the site as a feed names it: absolute where the site's own is known, else relative."""
    return urljoin(site_url, url) if site_url else relpath(f"/{url}", f"/{channel.folder}") + "/"


def paragraph(entry: Entry) -> str:
    """Return the abstract as HTML."""
    return f"<p>{escape(entry.abstract)}</p>" if entry.abstract else ""


def _entry(channel: Channel, entry: Entry, site_url: str) -> etree._Element:
    element = _ATOM.entry(
        _ATOM.id(entry.id),
        _ATOM.title(entry.title, type="text"),
        _ATOM.link(rel="alternate", type="text/html", href=address(channel, entry.url, site_url)),
        _ATOM.published(_instant(entry.date)),
        _ATOM.updated(_instant(entry.date)),
    )
    element.extend(_ATOM.author(_ATOM.name(author)) for author in entry.authors)
    element.extend(_ATOM.category(term=theme) for theme in entry.themes)
    element.append(_ATOM.content(paragraph(entry), type="html"))
    return element


def _instant(date: str) -> str:
    """Return a day as the instant that Atom asks for."""
    return f"{date}T00:00:00Z"
