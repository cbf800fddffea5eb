"""A window that moves over the lines of a dump: the text of a few of them at a time, and whose turn their lines are.

A format that ignores line ends is read from here, in memory that does not grow with the dump. Each non-blank line is
taken once, by the first thing that stands on it.
"""

import re
from bisect import bisect
from collections import deque
from collections.abc import Iterable

from generator.readers.base import Line

_INDENT = re.compile(r'([ \t]*)(?:"[^"\n]*"\s*:\s*)?')
CHUNK = 1 << 16
"""Characters that are read at once."""


class Window:
    """The text that is being looked at, from ``at`` on."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Begin before the first of the lines."""
        self._lines = iter(lines)
        self._starts: list[int] = []
        self._numbers: list[int] = []
        self._untaken: deque[int] = deque()
        self._latest = 0
        self.text = ""
        self.at = 0
        self.ended = False
        """Whether no line is left to come."""

    def more(self) -> bool:
        """Append as much as there is already, so that reading a long thing again and again costs little; else False."""
        wanted = max(CHUNK, len(self.text) - self.at)
        parts: list[str] = []
        size = len(self.text)
        for number, text, goes_on in self._lines:
            if text and number != self._latest and not text.isspace():
                self._untaken.append(number)
                self._latest = number
            if not self._numbers or self._numbers[-1] != number:
                self._starts.append(size)
                self._numbers.append(number)
            parts.append(text if goes_on else text + "\n")
            size += len(parts[-1])
            if size - len(self.text) >= wanted:
                break
        else:
            self.ended = True
        self.text += "".join(parts)
        return bool(parts)

    def forget(self) -> None:
        """Drop the text before ``at``, when it is worth it."""
        if self.at < CHUNK or self.at < len(self.text) // 2:
            return
        first = max(bisect(self._starts, self.at) - 1, 0)
        self._starts = [max(start - self.at, 0) for start in self._starts[first:]]
        self._numbers = self._numbers[first:]
        self.text = self.text[self.at :]
        self.at = 0

    def line(self, at: int) -> int:
        """Return the number of the line that a character of the window stands on."""
        return self._numbers[max(bisect(self._starts, at) - 1, 0)] if self._numbers else 1

    def indent(self) -> int | None:
        """Return how far in its line the text at hand begins, after a name at most; None where more is before it."""
        start = self.text.rfind("\n", 0, self.at) + 1
        before = _INDENT.fullmatch(self.text, start, self.at)
        return len(before[1]) if before and start else None

    def taken(self, through: int) -> tuple[int, int]:
        """Take the lines up to a number that nobody took: return the first one and how many are not blank."""
        first = self._untaken[0] if self._untaken else through
        count = 0
        while self._untaken and self._untaken[0] <= through:
            self._untaken.popleft()
            count += 1
        return first, count
