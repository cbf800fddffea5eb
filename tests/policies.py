"""What a finished page holds that its Content-Security-Policy decides about, and what elements it is made of at all."""

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from lxml import html

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
DATA = ("application/json", "application/ld+json")
"""Types of script elements that hold data: no browser runs them, no policy asks about them."""


WATCH = """addEventListener("securitypolicyviolation", event => {
  window.violations = [...window.violations ?? [], `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`]
})"""
"""What a page runs first so that ``violations`` can say what it tried."""


class Guarded(HTMLParser):
    """Collects inline scripts, and what stands in attributes that would run or style."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.wrong: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self._inside = tag == "script" and "src" not in told and told.get("type") not in DATA
        if self._inside:
            self.scripts.append("")
        if tag == "style" or "style" in told or any(name.startswith("on") for name in told):
            self.wrong.append(self.get_starttag_text() or tag)

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def hashed(script: str) -> str:
    """Return what a policy calls a script that stands in a page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def vocabulary(site: Path) -> Iterator[tuple[str, str, Path]]:
    """Yield each pair of an element and an attribute of it, or "" for none, that the pages of a site are made of.

    What stands in a formula has a name of its own: a ``style`` in there would be something else.
    """
    for path in sorted(site.rglob("*.html")):
        for element in html.document_fromstring(path.read_bytes()).iter():
            tag = element.tag if isinstance(element.tag, str) else "comment"
            formula = tag == "math" or next(element.iterancestors("math"), None) is not None
            for attribute in ("", *element.attrib):
                yield f"math {tag}" if formula else tag, attribute, path
