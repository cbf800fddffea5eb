"""A shield: parts of a text that no later rule may touch stand in it as one opaque character each.

The characters are of a private plane, which ``characters.tidy`` removes from what comes in; so a dump cannot forge one.
"""

import re
from dataclasses import dataclass, field

FIRST = 0xF0000
LIMIT = 0xFFFD  # as many as the plane has
MATHS = 0x100000
"""From here on the characters stand for mathematics, so that rules may tell it from addresses."""

MATH = "[\U00100000-\U0010fffd]"
SHIELDED = "[\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
_ANY = re.compile(SHIELDED)


@dataclass(slots=True)
class Shield:
    """Holds the shielded parts of one text while it is being cleaned."""

    parts: list[str] = field(default_factory=list)
    maths: list[str] = field(default_factory=list)

    def literal(self, text: str) -> str:
        """Take a part out of the text and return the character that stands for it."""
        return self._put(self.parts, text, FIRST)

    def math(self, tex: str) -> str:
        """Take TeX out of the text, without delimiters, and return the character that stands for it."""
        return self._put(self.maths, _ANY.sub(lambda found: self._part(found)[:1000].strip("\\()"), tex), MATHS)

    def restore(self, text: str) -> str:
        """Put everything back; mathematics between its delimiters."""
        return _ANY.sub(self._part, text) if self.parts or self.maths else text

    def _part(self, match: re.Match[str]) -> str:
        code = ord(match[0])
        return rf"\({self.maths[code - MATHS]}\)" if code >= MATHS else self.parts[code - FIRST]

    @staticmethod
    def _put(where: list[str], text: str, first: int) -> str:
        if len(where) >= LIMIT:
            return ""
        where.append(text)
        return chr(first + len(where) - 1)
