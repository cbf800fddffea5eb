"""All files that the generator adds to the pages people write: pages, static API, citations, feeds, search.

One pure function from a Library; MkDocs gets the files through ``generator.site``, any other engine from
``papershelf markdown``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import search, watches
from generator.cache import Cache
from generator.compact import Setting, chosen
from generator.errors import ConfigurationError, not_utf8
from generator.executors import SERIAL, Executor
from generator.model import Library
from generator.outputs import api, citations, feeds, sitemaps
from generator.pages import Page, plan, rendered
from generator.pages.authors import authors

FOR_MAINTAINERS = frozenset(
    {
        "commands.md",
        "design.md",
        "design-system.md",
        "dumps.md",
        "findings.md",
        "maintaining.md",
        "performance.md",
        "texts.md",
        "themes-file.md",
        "threat-model.md",
        "watches.md",
    }
)
"""Read in the repository; ``exclude_docs`` in mkdocs.yml keeps them out of the site."""
SCREENSHOTS = "assets/screenshots/"
"""For the README and for who looks at the site before a release; ``exclude_docs`` keeps them out too."""
GONE = frozenset({"moved", "retired"})
"""Templates of addresses that no sitemap names."""


@dataclass(frozen=True, slots=True)
class Site:
    """What only the site's configuration knows: its name, and the address that it will have, empty when not yet."""

    name: str
    url: str = ""
    compact: Setting = "auto"


Files = Iterator[tuple[str, bytes]]


class Kept:
    """What was made of one library, apart from pages: for who shows the same one again with other templates."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._library: Library | None = None
        self._made: dict[object, dict[str, bytes]] = {}

    def __call__(
        self, library: Library, key: object, files: Iterator[tuple[str, bytes]]
    ) -> Iterable[tuple[str, bytes]]:
        """Return files as they were made before for the same library, or make them now."""
        if library is not self._library:
            self._library, self._made = library, {}
        if key not in self._made:
            self._made[key] = dict(files)
        return self._made[key].items()


def _unkept(_library: Library, _key: object, files: Files) -> Iterable[tuple[str, bytes]]:
    return files


def files(
    library: Library,
    docs: Path,
    site: Site,
    *,
    aside: Callable[[Page], bool] = lambda _page: False,
    kept: Kept | None = None,
    cache: Cache | None = None,
    executor: Executor = SERIAL,
) -> Iterator[tuple[str, bytes]]:
    """Yield each generated file: its path relative to the docs folder and its bytes.

    A page is left out of which ``aside`` says that the caller renders it. Without ``kept`` only the search's files and
    the feeds are in memory, as long as pages ask for them. ``cache`` has what earlier builds made of the same,
    ``executor`` maps what is done in partitions.
    """
    keep, headings = kept or _unkept, tuple(_headings(docs))
    small = chosen(site.compact, len(library.papers))
    searched = search.files(library, hand_written=headings, cache=cache, executor=executor)
    index = dict(keep(library, ("search", headings), searched))
    found = watches.answered(library.watches, index)
    watched = feeds.watched(library.watches, found)
    fed = dict(keep(library, ("feeds", site), feeds.files(library, site.name, site.url, watches=watched)))
    folders = {path.removesuffix(feeds.NAME) for path in fed if path.endswith(feeds.NAME)}
    pages = plan(library, found=found, feeds=folders, site_url=site.url, compact=small)
    yield from rendered((page for page in pages if not aside(page)), executor=executor)
    yield from keep(library, ("api", small), api.files(library, compact=small))
    yield from keep(library, ("citations", site), citations.files(library, site.url, compact=small, cache=cache))
    yield from fed.items()
    yield from index.items()
    written = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    lasting = (page.url for page in pages if page.template not in GONE)
    urls = (*lasting, *(Page(name, "").url for name in written if name not in FOR_MAINTAINERS))
    yield from sitemaps.files(library, urls, site.url, lists=_lists(library, found, compact=small) if site.url else {})
    if site.url:  # who shows a card wants its address in full
        from generator.outputs import cards  # noqa: PLC0415 - Pillow is needed here only

        yield from cards.files(library, docs / "assets" / "fonts", site.name)


def _lists(library: Library, found: Mapping[str, Sequence[str]], *, compact: bool) -> dict[str, Sequence[str]]:
    """Return the slugs of the papers on the page of each watch and each author, by its address."""
    watched = {watch.url: found[watch.slug] for watch in library.watches}
    people = authors(enumerate(library.papers), compact=compact).everybody
    return watched | {one.url: [library.papers[at].slug for at in one.papers] for one in people if one.url}


def in_folders(name: str) -> str:
    """Return the path of a page as an engine wants it that takes links for relative to the file, not to the address.

    MkDocs leaves the links in HTML alone, Zensical turns them as if they started from the file; in ``name/index.md``
    both mean the same.
    """
    return name if not name.endswith(".md") or name.endswith("index.md") else f"{name.removesuffix('.md')}/index.md"


def hand_written_files(docs: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file that people wrote or drew for the site."""
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs).as_posix()
        if path.is_file() and name not in FOR_MAINTAINERS and not name.startswith(SCREENSHOTS):
            yield name, path.read_bytes()


def _headings(docs: Path) -> Iterator[search.Page]:
    """Yield the title and the address of each hand-written page that is published; raises ConfigurationError."""
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        try:
            text = path.read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ConfigurationError(not_utf8(path.relative_to(docs.parent).as_posix(), error)) from error
        heading = next((line for line in text.splitlines() if line.startswith("# ")), "")
        if heading and name not in FOR_MAINTAINERS:
            yield search.Page(url=name.removesuffix(".md") + "/", title=heading.removeprefix("# ").strip())
