"""Say what the fields of an entry are: title, authors, abstract, others, and what cannot be said for certain.

    entry -> Settled(title, abstract, fields, stray, doubt)

Labels say most of it. Without a label stand the abstracts of arXiv's listings (below the subjects), the authors
there (below the title), and the paragraphs of abstracts. Where a line may be a label, or go on with the title as
well, the entry is in doubt: a wrong title would make a wrong address for ever.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.readers import label_names
from generator.readers.base import Line
from generator.readers.evidence import SURE, ends_sentence, weigh
from generator.readers.label_fields import Entry, Field
from generator.readers.labels import ABSTRACTS, AUTHORS, TITLE, is_subjects, label_of, leads
from generator.readers.names import look_like_names
from generator.readers.pairing import TITLE_OPEN

_FULL = 50
"""Characters from which on a line may end because the page does."""
_LISTS = frozenset(("subjects", "subject", "categories", "category", "primarycategory", "primarysubject"))
_INNER = re.compile(r"(?<=\S)[\s|;,]+(?=(?:Authors?|URL|Link|PDF|DOI|arXiv)\s?:)")
_LONG = 1000
_GO_ON = frozenset(("comments", "comment"))
_COMMENTS = len("Comments: ")
_SHORT = frozenset(("arxiv", "doi", "url", "link", "pdf", "date", "published", "year", "submitted", "id"))


@dataclass(slots=True)
class Settled:
    """What an entry says, as lines by field; blank ones are labels that stand alone on their line."""

    title: list[Line] = field(default_factory=list)
    abstract: list[Line] = field(default_factory=list)
    fields: dict[str, list[list[Line]]] = field(default_factory=dict)
    """All others by name, each as often as it stands there."""
    stray: list[Field] = field(default_factory=list)
    """Texts that belong to no field."""
    doubt: str = ""
    """Why it is not sure what belongs to what."""
    unsure: list[Line] = field(default_factory=list)
    """Lines of the abstract that may be fields of their own."""

    def add(self, name: str, lines: list[Line]) -> None:
        """Add a field that is neither title nor abstract."""
        self.fields.setdefault(name, []).append(lines)


def settle(entry: Entry, *, names_below: bool = False, width: int = 0) -> Settled:
    """Return what an entry says; ``names_below``: in this dump authors stand below the title.

    ``width``: characters of the longest line, 0 where lines are not wrapped.
    """
    found = Settled()
    best = next((name for name in ABSTRACTS if any(each.name == name for each in entry)), "")
    labelled = [each for each in entry if each.name]
    last = labelled[-1] if labelled else None
    base = ""
    for each in entry:
        if each.name:
            base = each.name
            _named(found, each, best)
        else:
            _text(found, each, base, best=best, ended=last is not None and each.lines[0].number > last.lines[0].number)
    if last and not found.abstract:
        _take_abstract(found, last, width, listing=entry[0].listing)
    if AUTHORS not in found.fields and (names_below or entry[0].listing):
        _take_names(found, width, sure=entry[0].listing)
    for line in [line for line in found.title[1:] if leads(line.text.strip())]:
        found.title.remove(line)
        found.add("url", [line])
    if torn := next((each.lines[-1].number for each in entry if each.torn), None):
        found.doubt = f"line {torn} may be a title, or part of something else"
    found.doubt = found.doubt or _doubt(found.title)
    found.unsure = [line for before, line in pairwise(found.abstract) if _may_be_field(before, line)]
    return found


def _named(found: Settled, each: Field, best: str) -> None:
    if each.name == TITLE and not found.title:
        found.title = list(each.lines)
    elif each.name == best and not found.abstract:
        found.abstract = list(each.lines)
    else:
        found.add(each.name, list(each.lines))


def _text(found: Settled, each: Field, base: str, *, best: str, ended: bool) -> None:
    """Find the field that a text without a label belongs to; ``base`` is the name of the one above it."""
    if base and base == best:
        found.abstract += each.lines
    elif base == TITLE and AUTHORS not in found.fields and look_like_names(each.text):
        found.add(AUTHORS, each.lines)
    elif base and not best and (ended or weigh(each.text) > 0):
        found.abstract += each.lines
    elif base == TITLE:
        found.doubt = f"nothing says what line {each.lines[0].number} is, between the title and the next label"
        found.stray.append(each)
    else:
        found.stray.append(each)


def _take_abstract(found: Settled, last: Field, width: int, *, listing: bool) -> None:
    """Take the abstract that stands without a label right below the last labelled field; in a listing one does."""
    lines = found.title if last.name == TITLE else found.fields[last.name][-1]
    start = 1 if listing and last.name not in (*_LISTS, *_GO_ON, AUTHORS, TITLE) else _own(last.name, lines, width)
    found.abstract = lines[start:]
    del lines[start:]


def _own(name: str, lines: Sequence[Line], width: int) -> int:
    """Return how many lines a field has for itself, above what looks like an abstract."""
    start = next((at for at, line in enumerate(lines) if not line.blank), 0) + 1
    if name == TITLE:
        whole = range(start, len(lines))
        return next((at for at in whole if not _open(lines[at - 1]) and _weight(lines[at:]) > 0), len(lines))
    if name in _LISTS:
        while start < len(lines) and is_subjects(lines[start].text) and not _closed(lines[start - 1]):
            start += 1
        return start
    if name == AUTHORS:
        while start < len(lines) and look_like_names(lines[start].text):
            start += 1
        return start
    whole = range(start, len(lines))
    if name in _GO_ON:  # a comment may be wrapped
        ends = (at for at in whole if not label_names.is_full(lines[at - 1], lines[at], width, label=_COMMENTS))
        return next((at for at in ends if _weight(lines[at:]) > -2), len(lines))
    return start if name in _SHORT or _weight(lines[start:]) > 0 else len(lines)


def _closed(line: Line) -> bool:
    return line.text.rstrip().endswith(")")


def _weight(lines: Sequence[Line]) -> float:
    return weigh(" ".join(line.text.strip() for line in lines)) if lines else 0.0


def _open(line: Line) -> bool:
    return len(line.text) >= _FULL or bool(TITLE_OPEN.search(line.text.rstrip()[-20:]))


def _take_names(found: Settled, width: int, *, sure: bool) -> None:
    title = [line for line in found.title if not line.blank]
    start = label_names.sure(title, width) if sure else label_names.likely(title, width)
    if start is not None:
        found.add(AUTHORS, title[start:])
        found.title = [line for line in found.title if line not in title[start:]]
    elif sure and len(title) > 1:
        found.doubt = f"nothing says where the authors begin below the title of line {title[0].number}"


def _is_inner(text: str) -> bool:
    """Tell whether a title goes on with a field: ``Authors: Ada Brick``, ``DOI: 10.1234/bricks``."""
    label = label_of(text)
    if label is None or not label.known:
        return False
    if label.name == AUTHORS:
        return look_like_names(label.value)
    return leads(label.value.split(maxsplit=1)[0]) if label.value.strip() else False


def _may_be_field(before: Line, line: Line) -> bool:
    """Tell whether a line of an abstract looks like ``Rating: 4 of 5`` more than like a sentence."""
    if len(line.text) > _FULL or not ends_sentence(before.text) or ends_sentence(line.text):
        return False
    label = label_of(line.text)
    return label is not None and not (label.indented or label.section or label.value.startswith("http"))


def _doubt(title: Sequence[Line]) -> str:
    """Return why a title may hold more than the title; nothing where it is sure."""
    full = [line for line in title if not line.blank]
    for before, line in pairwise(full):
        label = label_of(line.text)
        if label and not label.indented and not _open(before):
            return f"line {line.number} may go on with the title, or be a field of its own"
    for line in full:
        if any(_is_inner(line.text[at.end() :]) for at in _INNER.finditer(line.text[:_LONG])):
            return f"line {line.number} holds a title and another field"
    if len(full) > 1 and _weight(full) >= SURE:
        return f"the title of line {full[0].number} looks like more than a title"
    return ""
