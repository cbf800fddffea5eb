"""JSON Feed, version 1.1."""

from typing import Any
from urllib.parse import urljoin

from generator.outputs import encode
from generator.outputs.feeds.atom import address, paragraph
from generator.outputs.feeds.channel import Channel, Entry

NAME = "feed.json"


def json_feed(channel: Channel, site_name: str, site_url: str = "") -> bytes:
    """Return a feed as a file. Without ``site_url`` its links are relative and it names no address of its own."""
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": address(channel, channel.folder, site_url),
        "authors": [{"name": site_name}],
        "items": [_item(channel, entry, site_url) for entry in channel.entries],
    }
    if site_url:
        feed["feed_url"] = urljoin(site_url, channel.folder + NAME)
    return encode.pretty(feed)


def _item(channel: Channel, entry: Entry, site_url: str) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": address(channel, entry.url, site_url),
        "title": entry.title,
        "content_html": paragraph(entry),
        "date_published": f"{entry.date}T00:00:00Z",
        "authors": [{"name": author} for author in entry.authors],
        "tags": list(entry.themes),
    }
    return {key: value for key, value in item.items() if value or key == "content_html"}
