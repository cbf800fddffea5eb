"""Whether every link inside a built site leads somewhere: to a file that is there, and to a name in it.

Pages are read one at a time; what is kept is the set of the files, and the fragments that somebody asks for, so that a
large site costs no more memory than its list of files. Links to elsewhere are none of our business: the check needs no
network. A link that climbs out of the site's folder is broken, even where a host without a path would forgive it.
"""

import gzip
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from generator.errors import PapershelfError
from generator.files import names
from generator.publishing import references

API = "api/v1/"
INSIDE = "https://site.invalid/site/"
"""Stands for the folder of the site while links are resolved; nobody's address."""
TEXTS = frozenset({".xml", ".json", ".ndjson", ".txt", ".bib", ".ris", ".css", ".svg", ".webmanifest", ".gz"})
"""Files that are no pages and may hold addresses of the site; what is packed is one of them."""
FREE = frozenset({"", "top"})
"""Fragments that every page has."""


@dataclass(frozen=True, slots=True, order=True)
class Broken:
    """A link that leads nowhere."""

    file: str
    """The first one that has it, relative to the site."""
    link: str
    why: str

    @property
    def told(self) -> str:
        """It as a sentence; the link is whatever stands in the file."""
        return f"{self.file}: {self.link}: {self.why}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a site."""

    pages: int
    files: int
    links: int
    """Links inside the site, each counted once a file."""
    broken: tuple[Broken, ...]


@dataclass(slots=True)
class _Site:
    root: Path
    home: str
    files: frozenset[str]
    links: int = 0
    broken: list[Broken] = field(default_factory=list)
    asked: dict[str, dict[str, tuple[str, str]]] = field(default_factory=lambda: defaultdict(dict))
    """By page and fragment: the file that asks for it first, and its link."""

    def lead(self, file: str, link: str, *, base: str | None = None) -> None:
        """Follow one link of a file."""
        inside = self._inside(base if base is not None else file, link.strip())
        if inside is None:
            return
        self.links += 1
        path, fragment = inside
        target = f"{path}index.html" if not path or path.endswith("/") else path
        if path.startswith("/"):
            self.broken.append(Broken(file, link, "leads out of the site"))
        elif target not in self.files:
            self.broken.append(Broken(file, link, f"there is no {target}"))
        elif fragment not in FREE and not fragment.startswith(":~:") and target.endswith(".html"):
            self.asked[target].setdefault(fragment, (file, link))

    def _inside(self, file: str, link: str) -> tuple[str, str] | None:
        """Return the path in the site and the fragment; a path with a slash before it leads out; None is elsewhere."""
        try:
            parts = urlsplit(link)
        except ValueError:
            return None
        whole = INSIDE + file.removesuffix("index.html")
        if parts.scheme or parts.netloc or link.startswith("/"):
            full = urljoin(self.home or "/", link)
            if (parts.netloc and not self.home) or not full.startswith(self.home or "/"):
                return None if parts.scheme or parts.netloc else ("/", "")
            full = INSIDE + full.removeprefix(self.home or "/")
        else:
            full = urljoin(whole, link)
        found = urlsplit(full)
        below = unquote(found.path).removeprefix(urlsplit(INSIDE).path)
        return (below, unquote(found.fragment)) if full.startswith(INSIDE) else ("/", "")


def check(folder: Path) -> Checked:
    """Return what is wrong with the links of a built site; raise PapershelfError when there is none."""
    if not (folder / "index.html").is_file():
        raise PapershelfError(f"{folder}: there is no index.html in it; build the site first")
    files = frozenset(names(folder))
    home = references.of_page((folder / "index.html").read_bytes()).canonical
    site = _Site(folder, home, files)
    for file in sorted(files):
        _file(site, file)
    for page, fragments in sorted(site.asked.items()):
        there = references.of_page((folder / page).read_bytes()).names
        site.broken += (
            Broken(file, link, f"there is no #{fragment} in {page}")
            for fragment, (file, link) in fragments.items()
            if fragment not in there
        )
    pages = sum(file.endswith(".html") for file in files)
    return Checked(pages, len(files), site.links, tuple(sorted(site.broken)))


def _file(site: _Site, file: str) -> None:
    """Follow the links of a file, whatever it is."""
    kind = Path(file).suffix
    if kind == ".html":
        page = references.of_page((site.root / file).read_bytes())
        for link in (*page.links, *references.in_full(page.text, site.home)):
            site.lead(file, link)
    elif kind in TEXTS:
        content = (site.root / file).read_bytes()
        if kind == ".gz":
            try:
                content, kind = gzip.decompress(content), Path(file).with_suffix("").suffix
            except (OSError, EOFError, zlib.error) as error:
                site.broken.append(Broken(file, "", f"it cannot be unpacked ({error})"))
                return
        text = content.decode("utf-8", "replace")
        for link in sorted({*references.in_full(text, site.home)}):
            site.lead(file, link)
        for link in sorted({*references.of_style(text)}) if kind in (".css", ".svg") else ():
            site.lead(file, link)
        if file.startswith(API) and kind in (".json", ".ndjson") and "/schema/" not in file:
            _api(site, file, content)


def _api(site: _Site, file: str, content: bytes) -> None:
    """Follow the addresses that a file of the API names, which are relative to the site, and the files of its index."""
    try:
        found = list(references.values(content, lines=".ndjson" in Path(file).suffixes))
    except ValueError as error:
        site.broken.append(Broken(file, "", f"it is no JSON ({error})"))
        return
    for value in found:
        for link in references.of_api(value):
            site.lead(file, link, base="")
        if file == f"{API}index.json" and isinstance(value, dict):
            for entry in value.get("files", ()):
                site.lead(file, entry["path"])
