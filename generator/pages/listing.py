"""Long lists of papers, cut into pages: at which path each page is, and which papers it shows.

It knows neither themes nor dumps: ``plan`` says what a list is about. Each page names those next to it, the first
and the last one, some on the way there, and where each part of the list begins.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise

from generator.cache import encoded
from generator.pages.views import Entry, Group, Jump, Pager

PER_PAGE = 100
NEAR = 2
"""Pages on either side that a page leads to."""
FEW = 8
"""From so many pages on, some are left out."""
STEP = 10
"""How far away a page is that a page leads to besides, on either side."""
WIDE = 50
"""In a gap of so many pages one leads to its middle."""


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
        yield Page(each, template, partial(_shown, path, parts, pager, values))


def _shown(path: str, parts: Sequence[Part], pager: Pager, values: Mapping[str, object]) -> Mapping[str, object]:
    """Return what one page of a list is told."""
    return {**values, "pager": pager, "groups": tuple(_groups(parts, pager)), "jumps": tuple(_jumps(path, parts))}


def paged(path: str, total: int, size: int = PER_PAGE) -> Iterator[tuple[str, Pager]]:
    """Yield the paths of a long list: the first one as given, the others ``page/2/index.md`` beside it."""
    pages = max(1, -(-total // size))
    for number in range(1, pages + 1):
        start = (number - 1) * size
        yield (
            _path(path, number),
            Pager(
                number=number,
                pages=pages,
                shown=tuple(_near(path, number, pages)),
                back=_address(path, number - 1) if number > 1 else None,
                on=_address(path, number + 1) if number < pages else None,
                first=start + 1,
                last=min(start + size, total),
                total=total,
            ),
        )


def _near(path: str, number: int, pages: int) -> Iterator[tuple[int, str]]:
    """Yield the numbers and addresses of the pages that a page leads to, and a number without address for a gap."""
    before = 0
    for other in range(1, pages + 1) if pages < FEW else _shown_beside(number, pages):
        if other > before + 1:
            yield before + 1, ""
        yield other, _address(path, other)
        before = other


def _shown_beside(number: int, pages: int) -> list[int]:
    """Return the pages that a page of many shows: neighbours, both ends, and where that saves clicks some between."""
    near = {1, pages, *range(max(1, number - NEAR), min(pages, number + NEAR) + 1)}
    shown = sorted(near | {other for other in (number - STEP, number + STEP) if 2 < other < pages - 1})
    middles = [(one + other) // 2 for one, other in pairwise(shown) if other - one > WIDE]
    return sorted([*shown, *middles])


def _path(path: str, number: int) -> str:
    """Return the path of a page of a list."""
    folder = path.removesuffix(".md").removesuffix("index").rstrip("/")
    return path if number == 1 else f"{folder}/page/{number}/index.md"


def _address(path: str, number: int) -> str:
    return Page(_path(path, number), "").url


def _groups(parts: Sequence[Part], pager: Pager) -> Iterator[Group]:
    """Yield the parts that stand on one page of a list, each with its own papers of that page."""
    start = pager.first - 1
    for part in parts:
        shown = part.papers[max(start, 0) : max(start + PER_PAGE, 0)]
        if shown:
            yield Group(name=part.name, total=len(part.papers), entries=part.view(shown), begins=start <= 0)
        start -= len(part.papers)


def _jumps(path: str, parts: Sequence[Part]) -> Iterator[Jump]:
    """Yield where each part of a list begins that is not empty."""
    before = 0
    for part in parts:
        if part.papers:
            yield Jump(name=part.name, total=len(part.papers), page=_address(path, before // PER_PAGE + 1))
        before += len(part.papers)
