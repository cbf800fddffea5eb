"""Every link inside the site leads somewhere, on every page."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from generator.publishing.links import check

BASE = "http://site.test/"


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.ids |= {values[name] for name in ("id", "name") if values.get(name)}
        self.found += [values[name] for name in ("href", "src") if values.get(name)]


def parse(path: Path) -> Links:
    links = Links()
    links.feed(path.read_text("utf-8"))
    return links


def test_every_internal_link_leads_to_a_file_and_an_anchor(site):
    parsed = {path: parse(path) for path in sorted(site.rglob("*.html")) if path.name != "404.html"}
    broken = []
    for path, links in parsed.items():
        here = urljoin(BASE, path.relative_to(site).as_posix().removesuffix("index.html"))
        for link in links.found:
            target = urlsplit(urljoin(here, link))
            if f"{target.scheme}://{target.netloc}/" != BASE:
                continue
            file = site / unquote(target.path).lstrip("/")
            file = file / "index.html" if target.path.endswith("/") else file
            if not file.is_file() or (target.fragment and target.fragment not in parsed[file].ids):
                broken.append((path.relative_to(site).as_posix(), link))
    assert not broken
    assert len(parsed) > 450


def test_the_command_finds_every_link_that_this_test_finds_and_none_broken(site):
    checked = check(site)
    assert not checked.broken
    assert checked.pages == len(list(site.rglob("*.html")))
    assert checked.links > sum(len(set(parse(path).found)) for path in (site / "papers").glob("*/index.html")) / 2
