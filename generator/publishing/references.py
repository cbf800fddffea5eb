"""What a file of the site refers to: read from its bytes, as a browser or a program would find it.

Pages give the addresses of their attributes and the names that a link may jump to; style sheets what ``url()`` names;
the API its addresses, which are relative to the site; any other text the addresses of the site that stand in it in
full. It refuses to run scripts: what the search fetches is held by its own tests.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml import etree

HREFS = frozenset({"href", "src", "poster", "data", "action", "formaction", "xlink:href"})
"""Attributes that hold an address."""
_CSS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"')]+))\s*\)""")
_REFRESH = re.compile(r"\s*[\d.]*\s*;\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_API = frozenset({"url", "from", "to"})
"""Fields of the API that hold addresses; those relative to the site are ours."""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands in a page."""

    links: tuple[str, ...]
    names: frozenset[str]
    """What a fragment may name."""
    canonical: str = ""
    text: str = ""
    """What stands in scripts that hold data."""


def of_page(content: bytes) -> Page:
    """Return what an HTML page refers to; a page that no parser can read refers to nothing."""
    root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", huge_tree=True)) if content.strip() else None
    if root is None:
        return Page((), frozenset())
    links: list[str] = []
    names: set[str] = set()
    canonical, text = "", []
    for element in root.iter(etree.Element):
        attributes = element.attrib
        links.extend(str(attributes[name]) for name in attributes if name in HREFS and element.tag != "base")
        links.extend(part.split()[0] for part in str(attributes.get("srcset", "")).split(",") if part.strip())
        names.update(str(attributes[name]) for name in ("id", "name") if name in attributes)
        if element.tag == "meta" and (found := _REFRESH.match(str(attributes.get("content", "")))):
            links.append(found[1])
        if element.tag == "link" and attributes.get("rel") == "canonical":
            canonical = str(attributes.get("href", ""))
        if element.tag == "script" and "json" in str(attributes.get("type", "")):
            text.append(element.text or "")
    return Page(tuple(dict.fromkeys(links)), frozenset(names), canonical, "\n".join(text))


def of_style(text: str) -> Iterator[str]:
    """Yield what a style sheet loads."""
    return (next(filter(None, found), "") for found in _CSS.findall(text))


def of_api(value: Any) -> Iterator[str]:
    """Yield the addresses, relative to the site, in a value of the API."""
    if isinstance(value, list):
        for each in value:
            yield from of_api(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key in _API and isinstance(each, str) and "://" not in each:
                yield each
            elif isinstance(each, dict | list):
                yield from of_api(each)


def values(content: bytes, *, lines: bool) -> Iterator[Any]:
    """Yield the JSON values of a file: one, or one a line; raise ValueError where it is none."""
    for part in content.splitlines() if lines else (content,):
        if part.strip():
            yield json.loads(part)


def in_full(text: str, home: str) -> Iterator[str]:
    """Yield the addresses below ``home`` that stand in a text, as far as they can be told from what follows."""
    for found in re.findall(re.escape(home) + r"[^\s\"'<>{}\\|^`]*", text) if home else ():
        yield unescape(found).rstrip(".,;)]")
