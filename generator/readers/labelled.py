"""Listings of labelled fields, whatever labels there are, in any order and case; arXiv's listings among them.

    Title: Sorting Toy Bricks               Sorting Toy Bricks             [1] arXiv:2503.06001 [pdf, html, other]
    Authors: Ada Brick, Bob Box             Authors: Ada Brick, Bob Box    Title: Sorting Toy Bricks
    Published: 2024-01-02                   Abstract: We sort them. …      Ada Brick, Bob Box
    URL: https://arxiv.org/abs/2401.01234   Link: https://…                Subjects: Robotics (cs.RO)
    Abstract: We sort them. …                                              We sort them. …
    ---

Values go on over the lines that begin with no label. Labels mean what names of fields mean everywhere (``fields``);
those that pages don't show (subjects, upvotes) end the field before them and are left out, as in other formats. What
is not sure is rejected with the line in question, and no paper is made of it (``PS116``). It refuses the form in which
arXiv sends listings by mail.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count, islice

from generator.findings import finding
from generator.model import Boilerplate
from generator.readers import fields, label_names
from generator.readers.base import Line, Origin, Part, Reader, cut, reject
from generator.readers.daily_papers import HEAD, boilerplate, header
from generator.readers.drafts import Desk, drawn
from generator.readers.evidence import tells_of_work
from generator.readers.label_cutting import Cutter
from generator.readers.label_fields import Entry, Furniture, Habit, habit
from generator.readers.label_settling import Settled, settle
from generator.readers.label_values import full, text_of, unnumbered, values_of
from generator.readers.labels import ABSTRACTS, AUTHORS, TITLE
from generator.readers.setting import WRAPPED
from generator.readers.stretches import Stretch

DOUBTFUL = "PS116"
_MAIL = re.compile(r"\s*\\\\\s*(?:\(.*)?")
"""What stands between the parts of an entry in mails of arXiv."""
COVERED = 0.7
"""Share of the lines that must be of entries."""
NAMED = 0.8
"""Share of the entries that must have authors below their titles, for these to be taken for authors."""
WEEKLY_LABELS = frozenset((TITLE, "pdf", "summary"))
"""What the weekly export of Daily Papers has, and nothing else."""


@dataclass(frozen=True, slots=True)
class Style:
    """How the entries of a dump are written, from its first lines."""

    habit: Habit
    names_below: bool
    width: int
    """Characters of the longest line, 0 where lines are not wrapped."""

    def settle(self, entry: Entry) -> Settled:
        """Return what an entry says."""
        return settle(entry, names_below=self.names_below, width=self.width)


@dataclass(frozen=True, slots=True)
class Labelled:
    """Reads the layout; ``weekly``: only the export of Daily Papers, in which every paper has its summary."""

    name: str
    weekly: bool = False

    def detect(self, head: Sequence[Line]) -> bool:
        """Tell whether nearly all of the head are entries that say more than a title."""
        if any(_MAIL.fullmatch(line.text) for line in head):
            return False
        known = habit(head)
        if not known.names or (self.weekly and known.names != WEEKLY_LABELS):
            return False
        style, entries, around = _survey(head, known)
        names = {each.name for entry in entries for each in entry if each.name}
        if self.weekly and not (names == WEEKLY_LABELS and around):
            return False
        settled = [style.settle(entry) for entry in entries]
        lines = sum(not line.blank for line in head)
        covered = around + sum(len(each.lines) for entry in entries if _is_labelled(entry) for each in entry)
        return (
            any(map(_says_enough, settled)) and covered >= COVERED * lines and _is_listing(names, settled, style.habit)
        )

    def read(self, lines: Iterable[Line], origin: Origin) -> Iterator[Part]:
        """Yield a record for each entry, and each rule as boilerplate; last, whether the dump was cut."""
        coming = iter(lines)
        head = tuple(islice(coming, HEAD))
        style, _, _ = _survey(head, habit(head))
        desk = Desk.of(origin)
        numbers = count(1)
        last: Entry = []
        cutter = Cutter(style.habit)
        for piece in chain(cutter.cut(chain(head, coming)), cutter.flush()):
            if isinstance(piece, Furniture):
                last = []
                yield _around(piece.line, origin)
            else:
                last = piece
                yield from self._parts(piece, style, desk, numbers)
        yield from _torn(last, style, origin)

    def _parts(self, entry: Entry, style: Style, desk: Desk, numbers: Iterator[int]) -> Iterator[Part]:
        if not _is_labelled(entry):
            for each in entry:
                yield from _unlabelled(each.lines, desk.origin)
            return
        found = style.settle(entry)
        number = next(numbers)
        if found.doubt:
            every = sorted(line for each in entry for line in each.lines)
            yield reject(every, desk.origin, DOUBTFUL, reason=found.doubt)
            return
        for line in found.unsure:
            yield finding(DOUBTFUL, desk.origin.at(line.number), "a line of the abstract may be a field of its own")
        for each in found.stray:
            yield from _unlabelled(each.lines, desk.origin)
        if not style.habit.titled:
            found.title = unnumbered(found.title, number)
        yield self._part(found, desk)

    def _part(self, found: Settled, desk: Desk) -> Part:
        title, abstract = full(found.title), full(found.abstract)
        others = [line for each in found.fields.values() for lines in each for line in lines]
        every = sorted((*found.title, *found.abstract, *others))
        draft = drawn(values_of(found), fields.USUAL)
        if title and (abstract or (not self.weekly and (draft.authors or draft.identifiers))):
            written = replace(draft, title=text_of(title), abstract_lines=tuple(line.number for line in abstract))
            return desk.part(written, Stretch((*title, *every), len(every)))
        if title:
            return _rejected(every, desk, "PS101", "a title without an abstract below it")
        if abstract:
            return _rejected(every, desk, "PS102", "an abstract without a title above it")
        return _rejected(every, desk, "PS004", "labels without a title and a summary")


def _survey(head: Sequence[Line], known: Habit) -> tuple[Style, list[Entry], int]:
    """Return how the entries of a head are written, the entries, and the number of lines around them."""
    cutter = Cutter(known)
    pieces = list(chain(cutter.cut(head), cutter.flush()))
    entries = [piece for piece in pieces if not isinstance(piece, Furniture)]
    texts = [line for entry in entries if not _is_labelled(entry) for each in entry for line in each.lines]
    around = len(pieces) - len(entries) + sum(boilerplate(line.text) for line in texts)
    width = _width(head)
    return Style(known, _names_below(entries, width), width), entries, around


def _width(head: Sequence[Line]) -> int:
    """Return the characters of full lines, of which one in twenty may be longer: an address cannot be wrapped."""
    sizes = sorted(len(line.text) for line in head if len(line.text) > WRAPPED / 5)
    width = sizes[len(sizes) * 19 // 20] if sizes else 0
    return width if width <= WRAPPED else 0


def _names_below(entries: Sequence[Entry], width: int) -> bool:
    """Tell whether, in entries without a label for authors, names stand below the titles."""
    titles = [each.lines for entry in entries for each in entry if each.name == TITLE and not _has(entry, AUTHORS)]
    return bool(titles) and sum(label_names.likely(lines, width) is not None for lines in titles) >= NAMED * len(titles)


def _is_labelled(entry: Entry) -> bool:
    return any(each.name for each in entry)


def _has(entry: Entry, name: str) -> bool:
    return any(each.name == name for each in entry)


def _says_enough(found: Settled) -> bool:
    title, abstract = full(found.title), full(found.abstract)
    return bool(title and abstract) or bool(title and drawn(values_of(found), fields.USUAL).identifiers)


def _is_listing(names: set[str], settled: Sequence[Settled], habit: Habit) -> bool:
    """Tell whether labels say enough; else abstracts must sound like some, for much has a title."""
    if len(names) > 1 and (habit.titled or names & set(ABSTRACTS)) and names & set(ABSTRACTS) != {"description"}:
        return True
    texts = [text_of(found.abstract) for found in settled if found.title]
    return sum(map(tells_of_work, texts)) >= len(texts) / 2


def _around(line: Line, origin: Origin) -> Boilerplate:
    text = line.text.strip()
    return Boilerplate(place=origin.at(line.number), lines=1, text="---" if text.startswith("---") else text)


def _unlabelled(lines: Sequence[Line], origin: Origin) -> Iterator[Part]:
    for line in lines:
        if boilerplate(line.text):
            yield header(line, origin)
        else:
            yield reject([line], origin, "PS004", reason="a line without a label")


def _rejected(lines: Sequence[Line], desk: Desk, code: str, reason: str) -> Part:
    shown = full(lines) or lines
    return reject(shown, desk.origin, code, reason=reason, extra=len(lines) - len(shown))


def _torn(last: Entry, style: Style, origin: Origin) -> Iterator[Part]:
    """Yield the finding that the last entry, which no rule ends, stops in the middle."""
    found = style.settle(last) if last else Settled()
    title, abstract = full(found.title), full(found.abstract)
    if found.doubt or not (title or abstract) or (abstract and last[-1].lines[-1] != abstract[-1]):
        return
    if abstract or not found.fields:
        yield from cut(title, abstract, origin)


LABELLED: Reader = Labelled("labelled")
