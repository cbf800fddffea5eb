"""Where reading goes on behind something broken whose end its brackets do not tell: at the next entry like the others.

An entry is known by its keys: mostly those of the entries before, so that a journal inside a broken entry does not
become one. A list of what an entry cites is passed over as a whole. Nothing is yielded here, and no line is counted.
"""

import re

from generator.readers.json_source import BrokenError, CutError, Source
from generator.readers.json_values import Knows, Object, entries, is_of_one, uncited

EFFORT = 1 << 24
"""Characters that are decoded in vain behind broken entries, in all, before the rest is given up."""
ALIKE = 0.5
"""Share of the keys of two entries that is common to both."""

_START = re.compile(r'\{\s*"|(\w{1,40})"*\s*:?\s*\[')
"""What an entry begins with, and a list in a field, which may be of what an entry cites."""


class Search:
    """Looks for entries in what a source has in its window; made for one document."""

    def __init__(self, source: Source, knows: Knows, longest: int) -> None:
        """Look for entries of ``longest`` characters at most, known by ``knows`` while none was met."""
        self._source = source
        self._knows = knows
        self._longest = longest
        self._effort = EFFORT
        self.keys: frozenset[str] = frozenset()
        """The keys of the first entry that was met."""

    def meet(self, entry: Object) -> None:
        """Learn from an entry what the others look like."""
        self.keys = self.keys or frozenset(entry)

    def met(self, value: Object) -> bool:
        """Tell whether an object has mostly the keys of the entries that were met."""
        return len(self.keys & value.keys()) >= ALIKE * len(self.keys | value.keys()) if self.keys else False

    def swallowed(self, value: Object) -> bool:
        """Tell whether an entry seems to hold others that it does not cite, as one does that lost its closing brace."""
        inner = (each for item in uncited(value) for each in entries(item, self._knows))
        return self._knows(value) and any(not self.keys or self.met(each) for each in inner)

    def at_entry(self, indent: int | None = None) -> bool:
        """Go to the next entry in the window, if there is one; else anywhere behind it.

        What begins a line further in than ``indent``, if that is known, is none.
        """
        window = self._source.window
        while self._effort >= 0 and (found := _START.search(window.text, window.at)):
            window.at = found.end()
            if found[1] and not is_of_one(found[1]):
                continue
            window.at = found.end() - 1 if found[1] else found.start()
            try:
                value, end = self._source.value(self._longest)
            except (BrokenError, CutError):
                self._effort -= self._source.spent
                window.at = found.end()
                continue
            within = indent is not None and (window.indent() or 0) > indent
            if not found[1] and not within and self._is_one(value):
                return True
            window.at = end
        return False

    def _is_one(self, value: object) -> bool:
        """Tell whether an object is an entry, or is around entries."""
        if not isinstance(value, dict):
            return False
        if not self.keys:
            return any(entries(value, self._knows))
        return self.met(value) or any(map(self.met, entries(value, self._knows)))
