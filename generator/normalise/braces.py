r"""Braces that a text kept from TeX: those that only hold words together go, those of a set and of a template stay.

Braces print in TeX only behind a backslash. So in a text that has other TeX a group of words is no more than its words,
and a brace without a partner is what is left of a command. Without such evidence ``{name}`` may be a placeholder.
"""

import re

from generator.normalise.names import LETTERS, SIGNS, alternatives
from generator.normalise.shield import MATH, SHIELDED

_BARE_CITED = re.compile(r"[~\s]*(?<![A-Za-z\\])cite[pt]?\{[A-Za-z][\w:.,\s-]{1,200}\}")
_BRACED = {*LETTERS, "times", "approx", "sim", "cdot", "leq", "geq", "pm", "circ", "neq", "rightarrow"}
_IN_BRACES = re.compile(
    rf"(?<![A-Za-z\\{{])\{{\s?({alternatives(_BRACED)})\s?\}}(?![a-z}}])|\{{([=+<>±×&%-]|[\d.]{{1,8}}%?|[^\x00-\x7f])\}}"
    # braces that keep capitals in BibTeX, or that a command left round a part of a word
    r"|(?<!\{)\{([A-Z]{2,}[\d-]*|[A-Z]+&[A-Z]+)\}(?!\})|(?<=\w)\{([A-Za-z]{2,20})\}|\{([A-Za-z]{1,20})\}(?=[a-z])"
)
# The names of font commands that lost their backslash.
_BARE_FONT = re.compile(
    r"(?<![\\A-Za-z])(?:t?ext(?:bf|it|tt|sc|sf|rm)|emph|underline|[a-z]{0,6}(?:red|blue|green|purple|orange))\{([^{}]*)\}"
)
_SWITCH_LOST = re.compile(r"\{(?:em|it|bf|sc|sf|rm|m)\s+([^{},]{2,80})\}")
_EMPTY_GROUP = re.compile(r"(?<=[^\W\d_])(?<![A-Za-z])\{\}")
# Braces print only behind a backslash: in a text with other TeX they hold words together. A list is rather a set.
_EVIDENCE = re.compile(rf"\\[A-Za-z%$&]|(?<=[A-Za-z])~(?=[A-Za-z(\[])|{MATH}")
_PROSE_WORDS = rf"(?:[A-Za-z]|\d[\d.]*(?=[A-Za-z]|{SHIELDED}|\s)){SHIELDED}?[A-Za-z.-]*"
_PROSE_GROUP = re.compile(
    rf"(?<![^\s(\u201c\U000f0000-\U0010fffd-])(?:\{{({_PROSE_WORDS}(?:\s[A-Za-z][A-Za-z.-]*){{0,40}},?)\}}"
    rf"|\{{\{{([A-Za-z-]+(?:\s[A-Za-z-]+){{1,40}})\}}\}})(?=[\s.,;:)-]|$)"
)


def in_tex(text: str) -> bool:
    """Tell whether a text shows by anything else that it is TeX."""
    return bool(_EVIDENCE.search(text))


def resolve(text: str, *, tex: bool) -> str:
    """Return prose without braces that TeX would not print; ``tex`` tells whether the text has other TeX."""
    text = _BARE_CITED.sub("", text)
    text = _SWITCH_LOST.sub(r"\1", _EMPTY_GROUP.sub("", text))
    text = _unmatched(_PROSE_GROUP.sub(_ungrouped, text)) if tex else text
    return _IN_BRACES.sub(_unbraced, _BARE_FONT.sub(r"\1", text))


def _ungrouped(found: re.Match[str]) -> str:
    """Return the words of a group; a word behind a formula is one of its own."""
    inner = found[1] or found[2]
    behind = re.match(SHIELDED, found.string[max(0, found.start() - 1) :])
    return f" {inner}" if behind and re.match(r"(?!(?:th|st|nd|rd)\b)[A-Za-z]{2}", inner) else inner


def _unmatched(text: str) -> str:
    """Drop the braces that nothing opens or closes; a text that has TeX lost their partners."""
    opened: list[int] = []
    stray: list[int] = []
    for found in re.finditer(r"[{}]", text):
        if found[0] == "{":
            opened.append(found.start())
        elif opened:
            opened.pop()
        else:
            stray.append(found.start())
    stray = sorted([*opened, *stray])
    return (
        "".join(text[at + 1 : to] for at, to in zip([-1, *stray], [*stray, len(text)], strict=True)) if stray else text
    )


def _unbraced(found: re.Match[str]) -> str:
    return SIGNS[found[1]] if found[1] else found[2] or found[3] or found[4] or found[5]
