"""What a part of a dump stands on: lines, or parts of lines, and how many of them count as its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Boilerplate, Rejected
from generator.readers.base import SHOWN, Line, Origin, shorten
from generator.readers.values import whole_characters

SHOWN_LINES = 50
"""Lines of a long stretch that are shown."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines, at least one, and how many that are not blank are accounted for here.

    A line on which two parts stand counts with the first of them, so ``counted`` may be 0.
    """

    lines: Sequence[Line]
    counted: int

    @property
    def first(self) -> int:
        """Return the number of the first line."""
        return self.lines[0].number

    @property
    def text(self) -> str:
        """Return the beginning of the text, to be shown."""
        full = (line.text for line in self.lines[:SHOWN_LINES] if not line.blank)
        return shorten(whole_characters("\n".join(text[: SHOWN + 1].strip() for text in full)))

    def rejected(self, origin: Origin, code: str, reason: str, *, line: int = 0) -> Rejected:
        """Return the rejection of all of it; ``line`` is the one that the reason is about, if it is known."""
        where = f" (line {line})" if line and line != self.first else ""
        return Rejected(
            place=origin.at(self.first), lines=self.counted, text=self.text, code=code, reason=reason + where
        )

    def boilerplate(self, origin: Origin, text: str = "", *, listed: str | None = None) -> Boilerplate:
        """Return it as what stands around the records, under a name in place of its text if there is one."""
        return Boilerplate(place=origin.at(self.first), lines=self.counted, text=text or self.text, listed=listed)


def whole(lines: Sequence[Line]) -> Stretch:
    """Return the stretch of whole lines, each of which counts here."""
    return Stretch(lines, sum(not line.blank for line in lines))
