"""Cut clean text into sentences, so that a facet can show the one that proves it.

A full stop ends a sentence where white space and a capital, a digit, a bracket or a formula follow it, unless an
abbreviation stands before it. It refuses to be clever: a sentence too many or too few shows a reader more or less of
the text, never another text.
"""

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?][\"'”’)\]]?\s+(?=[\"'“‘(\[]?[A-Z0-9\\])")
_SHORT = re.compile(r"(?:\b(?:e\.g|i\.e|et al|etc|cf|vs|resp|Fig|Eq|Sec|Dr|No|approx|w\.r\.t)|\b[A-Z])\.\s$")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a clean text begins and ends, the space behind it included."""
    start = 0
    for end in _END.finditer(text):
        if not _SHORT.search(text, max(start, end.start() - 12), end.start() + 2):
            yield start, end.end()
            start = end.end()
    if start < len(text):
        yield start, len(text)


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a clean text, in order, without the space between them."""
    return tuple(text[start:end].rstrip() for start, end in spans(text))
