"""What every reader is and gets: the Protocol, the lines of a dump, and the parts that they become.

A reader turns lines into parts and nothing else: opening files, decoding, checksums and reports are ``generator.dumps``'
business, so that a reader sees clean Unicode lines with their numbers, from a text file or a compressed one alike.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from generator.model import Boilerplate, Finding, Place, Record, Rejected

Part = Record | Boilerplate | Rejected | Finding
"""What a reader yields. A finding accounts for no lines: it says something of the dump as a whole (it was cut, …)."""

SHOWN = 2000
"""Characters of a rejected text that are kept to be shown: an abstract of arXiv (at most 1,920) stays whole."""


class Line(NamedTuple):
    """One line of a dump, counted from 1, without its line end."""

    number: int
    text: str

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
        """Yield the parts in the order of the lines, each non-blank line in exactly one part (``part.lines``).

        Never raises because of what the dump says. A format that puts several records on one line counts the line with the
        first of them, and 0 with the others.
        """


def reject(lines: Sequence[Line], origin: Origin, code: str, *, reason: str) -> Rejected:
    """Return the rejection of some non-blank lines, at least one, with a finding's code and the reason."""
    text = "\n".join(line.text.strip() for line in lines)
    return Rejected(place=origin.at(lines[0].number), lines=len(lines), text=shorten(text), code=code, reason=reason)


def shorten(text: str) -> str:
    """Return a text that is short enough to be shown, with an ellipsis where it was cut."""
    return text if len(text) <= SHOWN else text[:SHOWN].rstrip() + "…"
