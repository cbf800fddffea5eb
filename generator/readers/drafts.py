"""From the fields of a structured entry to a record, or to the reason why it is none.

Here an entry without an abstract is a record (``generator.dumps`` tells of it, PS108): its fields have names, so that
nothing was torn. An entry without a title is rejected, for it would have no page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from generator.model import Record, Rejected
from generator.readers import identifiers, values
from generator.readers.base import Origin, shorten
from generator.readers.fields import Names

UNTITLED = "PS110"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an entry says of a paper."""

    title: str = ""
    abstract: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an entry stands: its first line, and the number of non-blank lines that count as its own."""

    line: int
    lines: int


def drawn(fields: Mapping[str, object], names: Names) -> Draft:
    """Return what named fields say of a paper, by the table of names."""
    say = names.of(fields)
    people = (named for value in say("authors") if (named := values.authors(value)))
    return Draft(
        title=_first(say("title")),
        abstract=next((found for value in say("abstract") if (found := values.paragraphs(value))), ""),
        authors=next(people, ()),
        year=values.year(say("year")),
        identifiers=identifiers.pairs(say("arxiv"), say("doi"), say("page")),
        addresses=values.addresses(chain(say("code"), say("project"))),
    )


def _first(candidates: Iterable[object]) -> str:
    return next((found for value in candidates if (found := values.text(value))), "")


def part(draft: Draft, origin: Origin, position: int, stands: Standing, *, shown: str) -> Record | Rejected:
    """Return the record of a draft; without a title, the rejection of the text ``shown``."""
    place = origin.at(stands.line)
    if not draft.title:
        reason = "an entry without a title"
        return Rejected(
            place=place, lines=stands.lines, text=shorten(values.whole(shown)), code=UNTITLED, reason=reason
        )
    return Record(
        dump=origin.dump,
        place=place,
        position=position,
        lines=stands.lines,
        title=draft.title,
        abstract=draft.abstract,
        authors=draft.authors,
        year=draft.year,
        identifiers=draft.identifiers,
        addresses=draft.addresses,
    )
