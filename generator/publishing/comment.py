"""The report of a pull request told as Markdown, to be posted by a bot.

Its texts come from dumps and from whoever opened the pull request. Each of them is one line, every character in it that
could mean something is a numeric reference, and what GitHub acts on all the same (mentions, issues, addresses) is cut
in two by a character that nobody sees. What is long is folded away; the whole stays below what a comment may hold.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.delta import telling
from generator.publishing.review import NUMBERS, SEVERITIES, Number, Part, Review
from generator.sizes import KINDS

MARK = "<!-- papershelf: report -->"
"""The first line: by it the bot finds the comment that it wrote before."""
LONGEST = 60_000
"""Characters of the whole; GitHub refuses more than 65,536."""
OPEN = 5
"""Sections of no more items than that are not folded away."""
_LABELS = {
    "rejected": "rejected passages",
    "error": "findings: errors",
    "warning": "findings: warnings",
    "info": "findings: information",
    "bytes": "size of the site",
    "seconds": "time of the build",
    **{kind: f"of it {kind}" for kind in KINDS},
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Section:
    """A list of the comment."""

    title: str
    total: int
    items: tuple[str, ...]
    bad: bool

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.items)

    @property
    def folded(self) -> bool:
        """Whether it is shown only to who asks."""
        return not self.bad and self.total > OPEN


def comment(review: Review, *, run: str = "") -> str:
    """Return a report as Markdown; ``run`` is the address of the run that made it, if there is one to link to."""
    values = {
        "mark": MARK,
        "good": not any(part.title in telling.BAD for part in review.parts),
        "empty": not review.parts,
        "rows": tuple(_rows(review)),
        "run": run,
    }
    frame = _rendered(sections=(), **values)
    sections = tuple(_sections(review.parts, LONGEST - len(frame)))
    return _rendered(sections=sections, **values)


def _rendered(**values: object) -> str:
    return _environment().get_template("comment.md.j2").render(**values).strip() + "\n"


def _rows(review: Review) -> Iterator[Row]:
    """Yield the numbers that changed, and those that a reader compares in any case."""
    numbers = {number.name: number for number in review.numbers}
    always = {"papers", "bytes", "seconds", *SEVERITIES[:2]}
    for name in ("papers", *(name for name in NUMBERS if name not in ("papers", *KINDS))):
        number = numbers.get(name)
        if number and (name in always or number.before != number.after):
            yield _row(number)
        if number and name == "bytes" and number.before != number.after:
            yield from (_row(numbers[k]) for k in KINDS if k in numbers and numbers[k].before != numbers[k].after)


def _row(number: Number) -> Row:
    before, after = (_told(number.name, value) for value in (number.before, number.after))
    return Row(_LABELS.get(number.name, number.name), before, after)


def _told(name: str, value: int) -> str:
    if name in (*KINDS, "bytes"):
        return f"{value / 1000:,.1f} kB"
    return f"{value:,} s" if name == "seconds" else f"{value:,}"


def _sections(parts: list[Part], room: int) -> Iterator[Section]:
    """Yield the sections with as many items as there is room for, each its share of what the others left."""
    for number, part in enumerate(parts):
        bad = part.title in telling.BAD
        share = room // (len(parts) - number)
        empty = Section(part.title, part.total, (), bad)
        used = len(_section(empty))
        items: list[str] = []
        for item in part.items:
            used += len(telling.quiet(item)) + len("- \n")
            if used > share:
                break
            items.append(item)
        room -= min(used, share)
        yield Section(part.title, max(part.total, len(items)), tuple(items), bad)


def _section(section: Section) -> str:
    return _rendered(sections=(section,), mark="", good=True, empty=False, rows=(), run="")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("generator.publishing"),
        autoescape=True,
        finalize=telling.quiet,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
