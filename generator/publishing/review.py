"""What a pull request changes, as data that may be handed to a workflow with more rights.

The report is made where nothing is trusted, beside the pull request's own code; it is told (``comment``) where a token
may write. So whatever the JSON holds is checked again there: its shape, its size, the name of each section and number.
Sections and numbers have names that stand here, so a report can neither invent headings nor leave the lists. Texts stay
texts; how they are kept from acting on anything is the matter of ``comment``.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from generator.delta import Delta, telling
from generator.errors import PapershelfError
from generator.outputs import encode
from generator.sizes import KINDS, Sizes

T = TypeVar("T")
Key = tuple[str, str, str]

MOST = 100
"""Items of a section in a report."""
LARGEST = 4_000_000
"""Bytes of a report; the lists cannot make one as large."""
FINDINGS = "findings that are new"
BROKEN = "links that lead nowhere"
TITLES = (*telling.TITLES[:2], BROKEN, FINDINGS, *telling.TITLES[2:])
"""The sections of a report, in their order."""
SEVERITIES = ("error", "warning", "info")
NUMBERS = ("dumps", "records", "papers", "themes", "rejected", "conflicts", *SEVERITIES, *KINDS, "bytes", "seconds")
"""What is counted before and after."""
Amount = Annotated[int, Meta(ge=0, le=10**15)]


class Number(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the ``NUMBERS`` before and after."""

    name: Annotated[str, Meta(max_length=40)]
    before: Amount
    after: Amount


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the sections: its first items as plain text, and how many there are."""

    title: Annotated[str, Meta(max_length=60)]
    items: Annotated[list[Annotated[str, Meta(max_length=telling.LONGEST)]], Meta(max_length=MOST)]
    total: Amount


class Review(Struct, frozen=True, forbid_unknown_fields=True):
    """The report."""

    version: Literal["1"]
    numbers: Annotated[list[Number], Meta(max_length=len(NUMBERS))]
    parts: Annotated[list[Part], Meta(max_length=len(TITLES))]


class Finding(Struct, frozen=True):
    """What is read of a finding in the JSON of ``papershelf check``."""

    code: str
    severity: str
    file: str
    what: str
    remedy: str = ""
    line: int | None = None

    @property
    def key(self) -> Key:
        """What makes it the same one, on whatever line it stands."""
        return self.code, self.file, self.what


class Checked(Struct, frozen=True):
    """What is read of the JSON of ``papershelf check``."""

    findings: list[Finding]


def review(
    delta: Delta,
    *,
    sizes: tuple[Sizes, Sizes],
    findings: tuple[Sequence[Finding], Sequence[Finding]] = ((), ()),
    broken: Sequence[str] = (),
    seconds: tuple[int, int] | None = None,
) -> Review:
    """Return the report of a change; each pair is what was before and what is now."""
    sections = {section.title: section.items for section in telling.sections(delta)}
    sections[FINDINGS] = tuple(_told(each) for each in _fresh(*findings))
    sections[BROKEN] = tuple(broken)
    parts = (
        Part(title, [telling.one_line(item) for item in sections[title][:MOST]], len(sections[title]))
        for title in TITLES
        if sections.get(title)
    )
    return Review("1", list(_numbers(delta, sizes, findings, seconds)), list(parts))


def fresh(known: Iterable[Key], found: Iterable[T], *, key: Callable[[T], Key]) -> Iterator[T]:
    """Yield what was not known; what is met once more often than before is new."""
    left = Counter(known)
    for each in found:
        left[key(each)] -= 1
        if left[key(each)] < 0:
            yield each


def _fresh(known: Sequence[Finding], found: Sequence[Finding]) -> Iterator[Finding]:
    return fresh((each.key for each in known), found, key=lambda each: each.key)


def _told(one: Finding) -> str:
    place = f"{one.file}:{one.line}" if one.line else one.file
    return f"{one.severity} {one.code}, {place}: {one.what} ({one.remedy})"


def _numbers(
    delta: Delta,
    sizes: tuple[Sizes, Sizes],
    findings: tuple[Sequence[Finding], Sequence[Finding]],
    seconds: tuple[int, int] | None,
) -> Iterator[Number]:
    counted = {count.name: (count.before, count.after) for count in delta.counts}
    for severity in SEVERITIES:
        before, after = (sum(each.severity == severity for each in side) for side in findings)
        counted[severity] = before, after
    for before, after in zip(*(each.kinds for each in sizes), strict=True):
        counted[before.kind] = before.bytes, after.bytes
    counted["bytes"] = sizes[0].all.bytes, sizes[1].all.bytes
    if seconds:
        counted["seconds"] = seconds
    yield from (Number(name, *counted[name]) for name in NUMBERS if name in counted)


def write(told: Review) -> bytes:
    """Return a report as JSON."""
    return encode.pretty(told)


def read(path: Path) -> Review:
    """Return a report that somebody may have tampered with; raise PapershelfError unless it is one of ours."""
    found = _decoded(path, Review)
    for kind, given, known in (
        ("sections", [part.title for part in found.parts], TITLES),
        ("numbers", [number.name for number in found.numbers], NUMBERS),
    ):
        if given != [name for name in known if name in set(given)]:
            raise PapershelfError(f"{path}: this is no report of `papershelf report`: its {kind} are others")
    return found


def read_findings(path: Path) -> list[Finding]:
    """Return the findings in the JSON of ``papershelf check``; raise PapershelfError when it is something else."""
    return _decoded(path, Checked, largest=100 * LARGEST).findings


def _decoded(path: Path, shape: type[T], *, largest: int = LARGEST) -> T:
    try:
        if path.stat().st_size > largest:
            raise PapershelfError(f"{path}: larger than {largest:,} bytes, so it is not read")
        return msgspec.json.decode(path.read_bytes(), type=shape)
    except (OSError, ValueError, RecursionError) as error:
        raise PapershelfError(f"{path}: not what `papershelf` writes ({error}); make it again") from error
