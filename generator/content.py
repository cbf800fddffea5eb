"""All files that the generator adds to the pages people write: pages, static API, citations, feeds, search.

Made of a Library alone, each part when somebody asks for it; MkDocs gets the files through ``generator.site``, any
other engine from ``papershelf markdown``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
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


class Contents:
    """Everything that is generated of one library, each part made when somebody asks for it.

    ``kept`` has what was made of the same library before, ``cache`` what earlier builds made of the same, ``executor``
    maps what is done in partitions. Raises ConfigurationError where a page of the docs folder is no text.
    """

    def __init__(
        self,
        library: Library,
        docs: Path,
        site: Site,
        *,
        kept: Kept | None = None,
        cache: Cache | None = None,
        executor: Executor = SERIAL,
    ) -> None:
        """Make nothing yet."""
        self._library, self._docs, self._site, self._cache, self._executor = library, docs, site, cache, executor
        self._keep = kept or _unkept
        self._headings = tuple(_headings(docs))
        self._compact = chosen(site.compact, len(library.papers))

    @cached_property
    def _index(self) -> Mapping[str, bytes]:
        """The search's files, in memory as long as a watch may ask them."""
        made = search.files(self._library, hand_written=self._headings, cache=self._cache, executor=self._executor)
        return dict(self._keep(self._library, ("search", self._headings), made))

    @cached_property
    def _found(self) -> Mapping[str, Sequence[str]]:
        """The slugs of the papers that each watch found; without watches nobody asks the index."""
        return watches.answered(self._library.watches, self._index) if self._library.watches else {}

    @cached_property
    def _watched(self) -> Sequence[feeds.Watched]:
        return feeds.watched(self._library.watches, self._found)

    @cached_property
    def _folders(self) -> frozenset[str]:
        """Where feeds are."""
        return frozenset(feeds.folders(self._library, watches=self._watched))

    @property
    def followed(self) -> bool:
        """Whether there is a feed of the whole site."""
        return "" in self._folders

    @cached_property
    def _pages(self) -> tuple[Page, ...]:
        return plan(
            self._library, found=self._found, feeds=self._folders, site_url=self._site.url, compact=self._compact
        )

    def pages(self, aside: Callable[[Page], bool] = lambda _page: False) -> Files:
        """Yield the path of each page and its Markdown, but for those of which ``aside`` says that others render them.

        The paths are relative to the docs folder.
        """
        return rendered((page for page in self._pages if not aside(page)), executor=self._executor)

    def others(self) -> Files:
        """Yield everything else."""
        library, site, keep, small = self._library, self._site, self._keep, self._compact
        fed = feeds.files(library, site.name, site.url, watches=self._watched)
        yield from keep(library, ("api", small), api.files(library, compact=small))
        cited = citations.files(library, site.url, compact=small, cache=self._cache)
        yield from keep(library, ("citations", site), cited)
        yield from keep(library, ("feeds", site), fed)
        yield from self._index.items()
        yield from sitemaps.files(library, tuple(self._urls()), site.url, lists=self._lists() if site.url else {})
        if site.url:  # who shows a card wants its address in full
            from generator.outputs import cards  # noqa: PLC0415 - Pillow is needed here only

            yield from cards.files(library, self._docs / "assets" / "fonts", site.name)

    def _urls(self) -> Iterator[str]:
        """Yield the addresses of the pages that a sitemap names."""
        yield from (page.url for page in self._pages if page.template not in GONE)
        written = sorted(path.relative_to(self._docs).as_posix() for path in self._docs.rglob("*.md"))
        yield from (Page(name, "").url for name in written if name not in FOR_MAINTAINERS)

    def _lists(self) -> Mapping[str, Sequence[str]]:
        """Return the slugs of the papers on the page of each watch and each author, by its address."""
        papers = self._library.papers
        watched = {watch.url: self._found[watch.slug] for watch in self._library.watches}
        people = authors(enumerate(papers), compact=self._compact).everybody
        return watched | {one.url: [papers[at].slug for at in one.papers] for one in people if one.url}


def files(library: Library, docs: Path, site: Site, *, executor: Executor = SERIAL) -> Files:
    """Yield each generated file: its path relative to the docs folder and its bytes."""
    contents = Contents(library, docs, site, executor=executor)
    yield from contents.pages()
    yield from contents.others()


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
