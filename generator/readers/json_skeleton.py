"""What an object that is no JSON would have been: its keys and brackets, and where it ends.

    {"title": "B" "authors": [{"name": "C"}], "year": 2020} -> {"title": "", "authors": [{"name": ""}], "year": ""}

What is wrong inside an entry is mostly a comma, a quote or a word, and brackets still tell the entry from what stands
in it and behind it. No value is read, and nothing is repaired. A text ends with its line at the latest, so that a
quote that is missing does not turn the whole dump inside out; where brackets do not fit, no end is told.
"""

import re
from typing import Any, NamedTuple

from generator.readers.json_values import Object

_TOKEN = re.compile(r'"((?:[^"\\\n]|\\.)*+)"?|[][{}:,]')
_BETWEEN = re.compile(r"[]}\s]*[:,]\s*(?:-?\d[\d.]*|true|false|null)?[][{},\s]*")
"""What stands between texts. As a text it means that a quote is missing, and all behind it inside out."""
_BEHIND = re.compile(r'\s*(?:\Z|[]}\x1e]|\{\s*["}]|\[|,\s*(?:\Z|[{\[\]}]|"(?:[^"\\\n]|\\.)*"\s*:))')
"""What may stand behind an entry."""


class Skeleton(NamedTuple):
    """The keys of an object, each with what it holds: a skeleton, a list of them, or an empty text for all else."""

    value: Object
    end: int = 0
    """Where the object ends in the text; 0 where its brackets do not tell."""
    open: bool = False
    """Whether the text ends before the object does."""
    read: int = 0
    """How many characters were looked at."""


class _Scan:
    """The brackets that are open, the innermost last, and the key whose value comes next in that one."""

    def __init__(self) -> None:
        self.root: Object = {}
        self.stack: list[Any] = []
        self.key: str | None = None
        self.colon = False

    def fits(self, mark: str) -> bool:
        """Take a bracket, a colon or a comma; tell whether it may stand here."""
        if mark in "{[":
            return self._opened(mark)
        return self._closed(mark) if mark in "}]" else self._parted(mark)

    def said(self, text: str) -> None:
        """Take a text: a key, or the value of one."""
        if self.colon:
            self.key, self.colon = None, False
        else:
            self.key = text

    def _opened(self, bracket: str) -> bool:
        inner: Any = {} if bracket == "{" else []
        outer = self.stack[-1] if self.stack else None
        if isinstance(outer, dict):
            if self.key is None or not self.colon:
                return False
            outer[self.key] = inner
        elif outer is None:
            self.root = inner
        else:
            outer.append(inner)
        self.stack.append(inner)
        self.key, self.colon = None, False
        return True

    def _closed(self, bracket: str) -> bool:
        self.key, self.colon = None, False
        return isinstance(self.stack.pop(), dict) == (bracket == "}")

    def _parted(self, mark: str) -> bool:
        inner = self.stack[-1]
        self.colon = mark == ":" and self.key is not None
        if self.colon and isinstance(inner, dict):
            inner.setdefault(self.key, "")
        elif not self.colon:
            self.key = None
        return mark == "," or isinstance(inner, dict)


def skeleton(text: str) -> Skeleton:
    """Return the skeleton of the object that a text begins with."""
    scan = _Scan()
    for match in _TOKEN.finditer(text):
        mark = match[0]
        if mark[0] == '"':
            if _BETWEEN.fullmatch(match[1]):
                return Skeleton(scan.root, read=match.end())
            scan.said(match[1])
        elif not scan.fits(mark):
            return Skeleton(scan.root, read=match.end())
        elif not scan.stack:
            return Skeleton(scan.root, match.end() if _BEHIND.match(text, match.end()) else 0, read=match.end())
    return Skeleton(scan.root, open=True, read=len(text))
