"""What every reader is and gets: the Protocol, the lines of a dump, and the parts that they become.

A reader turns lines into parts and nothing else: opening files, decoding, checksums and reports are
``generator.dumps``' business, so that a reader sees clean Unicode lines with their numbers, from a text file or a
compressed one alike.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from generator.findings import finding
from generator.model import Boilerplate, Finding, Place, Record, Rejected
from generator.quoting import printable
from generator.readers.evidence import ends_sentence

Part = Record | Boilerplate | Rejected | Finding
"""What a reader yields. A finding accounts for no lines: it says something of the dump as a whole (it was cut, …)."""

SHOWN = 2000
"""Characters of a rejected text that are kept to be shown: an abstract of arXiv (at most 1,920) stays whole."""


class Line(NamedTuple):
    """One line of a dump, counted from 1, without its line end."""

    number: int
    text: str
    more: bool = False
    """Whether the line goes on in the next item, under the same number; only ``Structured`` readers get such pieces."""

    @property
    def blank(self) -> bool:
        """Whether nothing but white space stands on it; only the other lines are accounted for."""
        return not self.text or self.text.isspace()


class Origin(NamedTuple):
    """The dump that is being read: the slug of its page and its file's name as shown to people."""

    dump: str
    file: str

    def at(self, line: int) -> Place:
        """Return the place of one of its lines."""
        return Place(self.file, line)


class Reader(Protocol):
    """One layout of dumps. To add a format: a module with such a class, and an entry in ``READERS``."""

    @property
    def name(self) -> str:
        """The layout's name, as shown on the dump's page."""

    def detect(self, head: Sequence[Line]) -> bool:
        """Tell by their content, never by a file's name, whether the first lines of a dump are in this layout."""

    def read(self, lines: Iterable[Line], origin: Origin) -> Iterator[Part]:
        """Yield the parts, records in the order of the lines, each non-blank line in exactly one part (``part.lines``).

        Never raises because of what the dump says. A format that puts several records on one line counts it with the
        first of them, and 0 with the others.
        """


@runtime_checkable
class Structured(Reader, Protocol):
    """A reader of fields with names, which takes very long lines in pieces and may be told the names of the fields."""

    def told(self, fields: Sequence[tuple[str, tuple[str, ...]]]) -> Reader:
        """Return a reader of the same layout for a dump with these names of fields, by role (see ``fields``)."""


def reject(lines: Sequence[Line], origin: Origin, code: str, *, reason: str, extra: int = 0) -> Rejected:
    """Return the rejection of some non-blank lines, at least one, with a finding's code and the reason."""
    text = shorten("\n".join(line.text.strip() for line in lines))
    return Rejected(place=origin.at(lines[0].number), lines=len(lines) + extra, text=text, code=code, reason=reason)


def shorten(text: str) -> str:
    """Return a text that is short enough to be shown, with an ellipsis where it was cut."""
    return text if len(text) <= SHOWN else text[:SHOWN].rstrip() + "…"


def paper(
    title: Sequence[Line],
    abstract: Sequence[Line],
    origin: Origin,
    *,
    position: Iterator[int],
    identifiers: tuple[tuple[str, str], ...] = (),
    extra: int = 0,
) -> Record | Rejected:
    """Return the record of a title and an abstract, or the rejection of what lacks one of them.

    A title without abstract is no record: its page would say nothing, and more often than not it is a sign that the
    dump was torn there. It is kept, whole, among the rejected lines that the dump's page shows. ``position`` counts the
    records; ``extra`` is the number of further lines that the record stands on.
    """
    if not abstract:
        return reject(title, origin, "PS101", reason="a title without an abstract below it", extra=extra)
    if not title:
        return reject(abstract, origin, "PS102", reason="an abstract without a title above it", extra=extra)
    return Record(
        dump=origin.dump,
        place=origin.at(title[0].number),
        position=next(position),
        lines=len(title) + len(abstract) + extra,
        title=_joined(title),
        abstract=_joined(abstract),
        abstract_lines=tuple(line.number for line in abstract),
        identifiers=identifiers,
    )


def _joined(lines: Sequence[Line]) -> str:
    return "\n".join(line.text.strip() for line in lines).strip("\ufeff")


def cut(title: Sequence[Line], abstract: Sequence[Line], origin: Origin) -> Iterator[Finding]:
    """Yield the finding that a dump was cut off behind its last paper, when it looks so."""
    if not abstract:
        yield finding("PS103", origin.at(title[-1].number), "the dump ends with a title")
    elif not ends_sentence(abstract[-1].text):
        end = printable(abstract[-1].text.rstrip()[-40:])
        yield finding("PS103", origin.at(abstract[-1].number), f"the dump ends in the middle of a sentence: “…{end}”")
