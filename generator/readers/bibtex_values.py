r"""What a field of BibTeX says: quotes, braces, ``#`` and ``@string`` resolved, protective braces and names undone.

Braces that only protect capitals (``{DNA}``, ``{{A Title}}``) and the ones that Web of Science puts round brackets and
asterisks (``{[}``) are BibTeX's convention and go; those of a command's argument, of a special character
(``{\"o}``) and of mathematics are TeX and stay for ``normalise``. Names come out with the given name first.
"""

import re
from collections.abc import Mapping

from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

_PIECE = re.compile(r'\s*(?:(?P<open>[{"])|(?P<word>[^\s#{}",]+))\s*')
_DELIMITER = re.compile(r'(?<!\\)[{}"]')
_MARK = re.compile(r"\\(?:[A-Za-z]+\s*\*?|.)|\$\$?|[{}]", re.DOTALL)
_COMPLETE = frozenset("&%$#_{}\\ ,;")
"""What a backslash makes a character of, that takes no argument."""
LONGEST_STRING = 10_000
"""Characters of a ``@string``: each may name the one before it twice, and forty of them would fill any memory."""
_MATHS = {"\\(": "\\)", "\\[": "\\]", "$": "$", "$$": "$$"}


def resolved(value: str, strings: Mapping[str, str]) -> str | None:
    """Return the text of a raw value; None when it is none, as behind a forgotten comma.

    ``strings`` are the values of ``@string`` by their names in small letters. An unknown name stands for itself.
    """
    texts: list[str] = []
    at = 0
    while at < len(value):
        match = _PIECE.match(value, at)
        if not match:
            return None
        if match["open"]:
            end = _end(value, match.end("open"), match["open"])
            if end < 0:
                return None
            texts.append(value[match.end("open") : end])
            at = end + 1
        else:
            texts.append(strings.get(match["word"].lower(), match["word"])[:LONGEST_STRING])
            at = match.end("word")
        rest = value[at:].lstrip()
        if not rest:
            break
        if not rest.startswith("#"):
            return None
        at = len(value) - len(rest) + 1
    return "".join(texts)


def _end(value: str, start: int, opened: str) -> int:
    """Return where a piece ends that opened with a brace or a quote; -1 when it does not."""
    depth = 0
    for match in _DELIMITER.finditer(value, start):
        mark = match[0]
        if depth == 0 and mark == ("}" if opened == "{" else '"'):
            return match.start()
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
    return -1


def unprotected(text: str) -> str:
    """Return a text without the braces that only protect it; unbalanced braces and TeX's own stay."""
    if "{" not in text:
        return text
    drop: set[int] = set()
    stack: list[tuple[int, bool]] = []
    maths = ""
    argument = ""
    end = 0
    for match in _MARK.finditer(text):
        mark = match[0]
        # Blanks may stand between a command and its argument, but not between two arguments: \frac{a}{b}.
        between = text[end : match.start()]
        follows = (argument == "first" and not between.strip()) or (argument == "next" and not between)
        argument, end = "", match.end()
        if maths:
            maths = "" if mark == maths else maths
        elif mark in _MATHS:
            maths = _MATHS[mark]
        elif mark == "{":
            tex = (
                follows
                or text[match.end() : match.end() + 1] == "\\"
                or text[max(match.start() - 1, 0) : match.start()] in ("_", "^")
            )
            stack.append((match.start(), tex))
        elif mark == "}":
            if stack:
                start, tex = stack.pop()
                drop.update(() if tex else (start, match.start()))
                argument = "next" if tex else ""
        else:
            argument = "first" if mark.startswith("\\") and mark[1:2] not in _COMPLETE else ""
    pieces: list[str] = []
    last = 0
    for at in sorted(drop):
        pieces.append(text[last:at])
        last = at + 1
    return "".join((*pieces, text[last:]))


def people(text: str) -> tuple[str, ...]:
    """Return the names of an author field, the given name first; ``and others`` is nobody."""
    names = (_name(each) for each in split_multiple_persons_names(" ".join(text.split())) if each.lower() != "others")
    return tuple(name for name in names if name)


def _name(name: str) -> str:
    try:
        parts = parse_single_name_into_parts(name, strict=False)
    except InvalidNameError:
        return unprotected(name).strip()
    return unprotected(parts.merge_first_name_first).strip()
