"""Text of the library for files that know no markup: one line, no formulas as TeX, nothing that steers what shows it.

Feeds, RIS and CSL-JSON are read by programs that differ in what they take badly: a line break ends a field, a control
character makes XML invalid, an override of the writing direction turns the rest of a list around. None of these
characters says anything to a reader, so they go. It refuses to shorten or to correct.
"""

import re

from generator.normalise import plain
from generator.scripts import is_nothing

_TURNING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
"""Marks that set the writing direction by hand; the direction of letters needs none of them."""


def one_line(text: str) -> str:
    """Return a clean text on one line, its formulas spelled with Unicode's characters (``O(√T)``)."""
    return harmless(plain(text))


def harmless(text: str) -> str:
    """Return a text on one line without control characters, surrogates, noncharacters and direction marks."""
    if text.isprintable():
        return " ".join(text.split())
    folded = " ".join(_TURNING.sub("", text).split())
    return "".join(char for char in folded if not is_nothing(char))
