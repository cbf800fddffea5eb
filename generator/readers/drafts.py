"""From named fields to a record: what every format whose fields have names shares.

    fields -> Draft -> Record | Rejected

A format that names its fields says which text is the title, so an entry without an abstract is a record
(``generator.dumps`` tells of all such records once, PS108), while in a text layout it would be a sign of a torn dump.
An entry without a title is rejected: nobody could find it, and its address could not be made.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count

from generator.model import Record, Rejected
from generator.readers import identifiers, names, values
from generator.readers.base import Origin
from generator.readers.fields import Fields, Names
from generator.readers.stretches import Stretch

UNTITLED = "PS110"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an entry says of a paper, in raw text."""

    title: str = ""
    abstract: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    addresses: tuple[str, ...] = ()
    other_titles: tuple[str, ...] = ()
    """Titles that stand beside the one in a list: translations, mostly. No record has them."""
    abstract_lines: tuple[int, ...] = ()
    """The number of each line of the abstract, where the format has lines."""


@dataclass(slots=True)
class Desk:
    """Makes the records of one dump, and counts them."""

    origin: Origin
    _position: Iterator[int]

    @classmethod
    def of(cls, origin: Origin) -> "Desk":
        """Return a desk that has made no record yet."""
        return cls(origin, count(1))

    def part(self, draft: Draft, stretch: Stretch) -> Record | Rejected:
        """Return the record of a draft that stands on some lines, or their rejection when it has no title."""
        if not draft.title.strip():
            return stretch.rejected(self.origin, UNTITLED, "an entry without a title")
        return Record(
            dump=self.origin.dump,
            place=self.origin.at(stretch.first),
            position=next(self._position),
            lines=stretch.counted,
            title=draft.title,
            abstract=draft.abstract,
            abstract_lines=draft.abstract_lines,
            authors=draft.authors,
            year=draft.year,
            venue=draft.venue,
            identifiers=draft.identifiers,
            addresses=draft.addresses,
        )


def drawn(fields: Mapping[str, object], known: Names) -> Draft:
    """Return what fields of any names and types say of a paper, by a table of names."""
    say = known.of(fields)
    title, *others = next(filter(None, map(values.alternatives, say("title"))), ("",))
    return Draft(
        title=_with_subtitle(title, _first(say("subtitle"))),
        abstract=next((found for value in say("abstract") if (found := values.paragraphs(value))), ""),
        authors=next((people for value in say("authors") if (people := names.people(value))), ()),
        year=values.year(say("year")),
        venue=identifiers.published_in(values.text(value) for value in say("venue")),
        identifiers=identifiers.named(arxivs=say("arxiv"), pages=say("page"), dois=say("doi"), bare=True),
        addresses=_addresses(say),
        other_titles=tuple(others),
    )


def _addresses(say: Fields) -> tuple[str, ...]:
    """Return the addresses of what belongs to a paper, then its own, then those in what its authors say of it."""
    belonging = values.addresses(chain(say("code"), say("project")))
    own = (each for each in values.addresses(say("page")) if not identifiers.identifies(each))
    said = identifiers.others(text for value in say("comment") for text in values.texts(value))
    return tuple(dict.fromkeys((*belonging, *own, *said)))


def _with_subtitle(title: str, subtitle: str) -> str:
    """Return a title with its subtitle, which Crossref and others keep apart, unless the title says it already."""
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title
    return f"{title} {subtitle}" if title.endswith((":", "?", "!", ".", "—")) else f"{title}: {subtitle}"


def _first(candidates: Iterable[object]) -> str:
    return next((found for value in candidates if (found := values.text(value))), "")
