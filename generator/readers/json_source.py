"""JSON values out of a window over the lines of a dump: the next one, and whether it is broken or only cut.

What comes next is decoded from a slice that grows as needed, since an error of Python's decoder counts the lines of
all the text before it: on a document of one line that would take forever.
"""

import re
from collections.abc import Iterable
from contextlib import suppress

from generator.readers.base import Line
from generator.readers.json_skeleton import Skeleton, skeleton
from generator.readers.json_values import DECODER, Object, is_cut, is_of_one, reason
from generator.readers.window import Window

SLICE = 1 << 14
"""Characters that a value is tried to be read from at first; four times as many each time that they are too few."""
COST = 64
"""What a value that is broken from its start counts as, in characters."""

OUTLINED = 1 << 18
"""Characters of a broken object of which the skeleton is made."""

PATIENCE = 1 << 21
"""Characters of all skeletons together that told no end."""
BEHIND = 200
"""Characters behind a broken object that may say whether it ends there."""

_TEXT = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_NAME = re.compile(r'"((?:[^"\\]|\\.)*+)"\s*:', re.DOTALL)
_BLANK = re.compile(r"[\s\ufeff\x1e]*")


class BrokenError(ValueError):
    """The text at hand is no JSON."""

    def __init__(self, why: str, at: int = 0) -> None:
        """Say why, and how many characters behind its start."""
        super().__init__(why)
        self.at = at


class LongError(BrokenError):
    """The text at hand is longer than what is looked at."""


class CutError(ValueError):
    """The document ends inside a value."""

    at = 0
    """It may lack its end from its first character on."""


class Source:
    """The values that stand in some lines."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Begin before the first of the lines."""
        self.window = Window(lines)
        self.spent = 0
        """Characters that the last value was decoded from in vain."""
        self._patience = PATIENCE

    def peek(self) -> str:
        """Go to the next character that is no blank and return it; nothing at the end."""
        window = self.window
        while True:
            match = _BLANK.match(window.text, window.at)
            window.at = match.end() if match else window.at
            if window.at < len(window.text):
                return window.text[window.at]
            window.forget()
            if not window.more():
                return ""

    def fields(self, longest: int) -> tuple[Object, int]:
        """Return the object that comes next and where it ends; BrokenError when it is another value."""
        value, end = self.value(longest)
        if not isinstance(value, dict):
            raise BrokenError("no object of named fields")
        return value, end

    def value(self, longest: int) -> tuple[object, int]:
        """Return the value that comes next, of ``longest`` characters at most, and where it ends.

        Raises BrokenError for what is no value, CutError where the lines end inside one.
        """
        window, size = self.window, SLICE
        self.spent = 0
        while True:
            text = window.text[window.at : window.at + size]
            last = window.ended and window.at + size >= len(window.text)
            try:
                value, end = DECODER.raw_decode(text)
                if end < len(text) or last:
                    return value, window.at + end
            except RecursionError:
                self.spent += size
                raise BrokenError("nested too deeply") from None
            except ValueError as error:
                self._judge(error, text, last=last)
            if size >= longest:
                raise LongError(f"more than {longest:,} characters")
            size *= 4
            while len(window.text) - window.at < size and window.more():
                pass

    def name(self) -> str:
        """Go behind the name of a field and its colon, and return it; raise as ``value`` does where there is none."""
        window = self.window
        while not (match := _NAME.match(window.text, window.at)) and len(window.text) - window.at < SLICE:
            if not window.more():
                break
        if not match:
            _, end = self.value(SLICE)
            raise (BrokenError if window.text[end:].strip() else CutError)("expecting ':' delimiter")
        window.at = match.end()
        return match[1]

    def passed_name(self, longest: int) -> bool:
        """Go behind the name of a field, if one comes next, and behind the papers that are cited under it."""
        try:
            name = self.name()
        except BrokenError:
            return False
        if is_of_one(name) and self.peek() == "[":
            with suppress(BrokenError):
                _, self.window.at = self.value(longest)
        return True

    def before(self, at: int) -> int:
        """Return where the last text begins that ends before a character of what comes next.

        With a quote too many or too few, what is in it may be what is none.
        """
        start = self.window.at
        last = start + 1
        for match in _TEXT.finditer(self.window.text, start, start + at):
            last = match.start()
        return max(last, start + 1)

    def skeleton(self) -> Skeleton:
        """Return the skeleton of the object that comes next, as far as it is looked at; in the end not at all."""
        window, size = self.window, SLICE
        while self._patience > 0:
            found = skeleton(window.text[window.at : window.at + size])
            settled = not found.open and found.end + BEHIND < size
            if settled or size >= OUTLINED or (window.ended and window.at + size >= len(window.text)):
                self._patience -= 0 if found.end else found.read
                return found
            size *= 4
            while len(window.text) - window.at < size and window.more():
                pass
        return Skeleton({})

    def _judge(self, error: ValueError, text: str, *, last: bool) -> None:
        """Raise what an error means, unless more text may mend it."""
        self.spent += getattr(error, "pos", 0) + COST
        if not is_cut(error, text):
            raise BrokenError(reason(error), getattr(error, "pos", 0)) from None
        if last:
            raise CutError(reason(error)) from None
