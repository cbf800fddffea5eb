"""Long lists of papers, cut into pages: at which path each page is, and which papers it shows.

It knows neither themes nor dumps: ``plan`` says what a list is about. Each page names all others, and where each part
of the list begins.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from generator.cache import encoded
from generator.pages.views import Entry, Group, Jump, Pager

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site, not yet rendered."""

    path: str
    """Of the Markdown file, relative to the folder of all pages."""
    template: str
    given: Mapping[str, object] | Callable[[], Mapping[str, object]] = field(default_factory=dict)
    """What the template is told, or how that is made: a large library has no room for what all its pages say."""
    sources: Callable[[], bytes] | None = None
    """What that is made of, where it is less work to say than the whole."""
    late: Callable[[], Mapping[str, object]] | None = None
    """What the part is told that is rendered apart from the rest, where there is one."""

    @property
    def values(self) -> Mapping[str, object]:
        """What the template is told, made anew each time where there is much of it."""
        return self.given() if callable(self.given) else self.given

    def settled(self) -> "Page":
        """Return the page with what the template is told made once, if that is what says what it depends on."""
        return self if self.sources else replace(self, given=self.values)

    def told(self) -> bytes:
        """Return all that the page depends on, besides templates, code and its late part, as bytes to be hashed."""
        return encoded(self.path, self.template, self.sources() if self.sources else self.values)

    @property
    def url(self) -> str:
        """Where MkDocs puts it, relative to the site's root (with ``use_directory_urls``)."""
        stem = self.path.removesuffix(".md")
        return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list: the papers in it, and how the list shows them."""

    name: str
    papers: Sequence[int]
    view: Callable[[Sequence[int]], tuple[Entry, ...]]


def listing(path: str, template: str, parts: Sequence[Part], **values: object) -> Iterator[Page]:
    """Yield the pages of a long list of papers."""
    for each, pager in paged(path, sum(len(part.papers) for part in parts)):
        yield Page(each, template, partial(_shown, parts, pager, values))


def _shown(parts: Sequence[Part], pager: Pager, values: Mapping[str, object]) -> Mapping[str, object]:
    """Return what one page of a list is told."""
    return {**values, "pager": pager, "groups": tuple(_groups(parts, pager)), "jumps": tuple(_jumps(parts, pager))}


def paged(path: str, total: int, size: int = PER_PAGE) -> Iterator[tuple[str, Pager]]:
    """Yield the paths of a long list: the first one as given, the others ``page/2/index.md`` beside it."""
    folder = path.removesuffix(".md").removesuffix("index").rstrip("/")
    paths = [path, *(f"{folder}/page/{n}/index.md" for n in range(2, -(-total // size) + 1))]
    addresses = tuple(Page(each, "").url for each in paths)
    for number, each in enumerate(paths, start=1):
        start = (number - 1) * size
        last = min(start + size, total)
        yield each, Pager(number=number, addresses=addresses, first=start + 1, last=last, total=total)


def _groups(parts: Sequence[Part], pager: Pager) -> Iterator[Group]:
    """Yield the parts that stand on one page of a list, each with its own papers of that page."""
    start = pager.first - 1
    for part in parts:
        shown = part.papers[max(start, 0) : max(start + PER_PAGE, 0)]
        if shown:
            yield Group(name=part.name, total=len(part.papers), entries=part.view(shown), begins=start <= 0)
        start -= len(part.papers)


def _jumps(parts: Sequence[Part], pager: Pager) -> Iterator[Jump]:
    """Yield where each part of a list begins that is not empty."""
    before = 0
    for part in parts:
        if part.papers:
            yield Jump(name=part.name, total=len(part.papers), page=pager.addresses[before // PER_PAGE])
        before += len(part.papers)
