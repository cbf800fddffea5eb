"""From the settled fields of an entry to values by name, as other formats with named fields have them.

Texts keep their line breaks, that is ``normalise``'s business; lists come out as lists, a running number goes.
"""

import re
from collections.abc import Mapping, Sequence

from generator.readers import fields
from generator.readers.base import Line
from generator.readers.label_settling import Settled
from generator.readers.labels import AUTHORS, PARTED, label_of

_LEADING = frozenset(("page", "doi", "arxiv", "code", "project"))
"""What has one value a line."""
_BULLET = re.compile(r"^[-*•+]\s+")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_BOLD = re.compile(r"\s*(\*\*|__)(.+)\1\s*")
_NUMBER = re.compile(r"\s*(?:\[(\d{1,5})\]|(?:(?:paper|entry|article)\s*\#?)?(\d{1,5})[.):])\s+", re.IGNORECASE)


def values_of(found: Settled) -> Mapping[str, object]:
    """Return what an entry says by name of field, as the other formats with named fields have it."""
    values: dict[str, object] = {"title": text_of(full(found.title)), "abstract": text_of(full(found.abstract))}
    for name, every in found.fields.items():
        texts = [text for lines in every if (text := text_of(full(lines)))]
        if name == AUTHORS:
            values[name] = "; ".join(map(_people, texts))
        elif fields.USUAL.role(name) in _LEADING:
            values[name] = [line for text in texts for line in text.split("\n")]
        elif name not in values:
            values[name] = texts[0] if len(texts) == 1 else texts
    return values


def _people(text: str) -> str:
    """Return authors as one text: those of several lines without any comma stand on a line each."""
    first, *more = text.split("\n")
    lines = [_BULLET.sub("", line) for line in (first, *(line for line in more if not label_of(line)))]
    return ("\n" if PARTED.search(text) else "; ").join(lines)


def text_of(lines: Sequence[Line]) -> str:
    """Return lines as one text."""
    return "\n".join(line.text.strip() for line in lines).strip("\ufeff")


def full(lines: Sequence[Line]) -> list[Line]:
    """Return lines without labels that stand alone."""
    return [line for line in lines if not line.blank]


def unnumbered(title: list[Line], number: int) -> list[Line]:
    """Return a title without its running number, when it is that, and without the marks of headings."""
    if not title:
        return title
    first = _HEADING.sub("", title[0].text, count=1) if len(title) == 1 else title[0].text
    if len(title) == 1 and (bold := _BOLD.fullmatch(first)):
        first = bold[2]
    match = _NUMBER.match(first)
    if match and int(match[1] or match[2]) == number:
        first = first[match.end() :]
    return [title[0]._replace(text=first or title[0].text), *title[1:]]
