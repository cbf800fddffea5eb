r"""What stands round an abstract and is not of it: quotation marks of a table's cell, a label, a button of the page."""

import re

_LABEL = re.compile(r"(?:(?:Abstract|ABSTRACT|Summary|SUMMARY)\s?[:.\u2014\u2013-]\s?)+(?=[A-Z\"\u201c])")
_BUTTON = re.compile(r"\s*(?:\.\.\.|\u2026)\s*Show More$|(?<=[.!?\w])\s+Show More$")
_OPENING = re.compile(r"(?<![^\s(\[])\"(?=[\w(])")
_CLOSING = re.compile(r"(?<=[\w.,;:!?)%])\"(?=[\s.,;:!?)]|$)")


def unwrapped(text: str) -> str:
    """Return an abstract without what only stands round it; a quotation at its beginning or its end stays."""
    if text.endswith(("Show More", "Show More\n")):
        text = _BUTTON.sub(lambda found: "\u2026" if found[0].strip()[0] in ".\u2026" else "", text)
    text = _unquoted(text) if '"' in (text[:1], text[-1:]) else text
    found = _LABEL.match(text)
    return text[found.end() :] if found else text


def _unquoted(text: str) -> str:
    """Drop straight quotation marks that enclose all, or that have no partner at the beginning or the end."""
    places = [found.start() for found in re.finditer('"', text)]
    first, last = text[0] == '"', text[-1] == '"'
    if "``" in text or text.count("\u201c") > text.count("\u201d"):
        return text  # it closes a quotation of another kind
    if len(places) == 1:
        return text.strip('"').strip()
    if first and last and (len(places) == 2 or _nested(text, places)):
        return text[1:-1].strip().replace('""', '"')
    if len(places) % 2 and last and not first and text[-2] in " .!?":
        return text[:-1].rstrip()
    return text


def _nested(text: str, places: list[int]) -> bool:
    """Tell whether the marks inside open and close among themselves, so that the outer ones enclose all."""
    second, second_to_last = places[1], places[-2]
    return bool(
        len(places) % 2 == 0
        and (text[second : second + 2] == '""' or _OPENING.match(text, second))
        and (text[second_to_last - 1 : second_to_last + 1] == '""' or _CLOSING.match(text, second_to_last))
        and places[1] != len(text) - 1
    )
