"""Cut a text of labelled fields into entries, a paper each.

    lines -> (Field | text)* -> entry, entry, …

An entry ends at a rule, at a line that numbers the next one, and where a label comes again that an entry has once: its
title, its abstract, the label that the first entry begins with. Where titles have labels, order does not matter: what
stands with the second title between two blank lines belongs to it. Where they have none, a title is the line above the
labels. What an entry's texts mean is decided in ``label_settling``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from generator.readers.base import Line
from generator.readers.evidence import SURE, ends_sentence, weigh
from generator.readers.label_fields import Entry, Field, Furniture, Habit
from generator.readers.labels import (
    ABSTRACTS,
    AUTHORS,
    BETWEEN,
    RULE,
    TITLE,
    WITHIN,
    Label,
    fits,
    label_of,
    listing_of,
)
from generator.readers.names import look_like_names
from generator.readers.setting import WRAPPED

_LESS = " △ Less"
TITLE_LINES = 4
"""Lines of a title that has no label."""
MOST = 200
"""Fields and paragraphs that an entry may have; what has more is none."""
LOOKED_AT = 100
"""Lines of an abstract that tell whether it has headings."""


def _is_heading(text: str) -> bool:
    label = label_of(text)
    return label is not None and label.section


@dataclass(slots=True)
class Cutter:
    """Cuts the lines of a dump whose habit is known."""

    habit: Habit
    current: Entry = field(default_factory=list)
    _gap: bool = True

    def cut(self, lines: Iterable[Line]) -> Iterator[Entry | Furniture]:
        """Yield the entries, and what stands between them, in order but for buttons within an entry."""
        for line in lines:
            if line.blank:
                self._gap = True
                continue
            if RULE.fullmatch(line.text) or (self._gap and BETWEEN.fullmatch(line.text[:200])):
                yield from self.flush()
                yield Furniture(line)
                self._gap = True
            elif len(line.text) < 120 and WITHIN.fullmatch(line.text):
                yield Furniture(line)
            else:
                yield from self._take(line._replace(text=line.text.removesuffix(_LESS)))
                self._gap = False

    def flush(self) -> Iterator[Entry]:
        """Yield the entry that has no end yet."""
        if self.current:
            yield self.current
        self.current = []

    def _take(self, line: Line) -> Iterator[Entry]:
        if listing := listing_of(line.text):
            yield from self.flush()
            self.current.append(Field("arxiv", [Line(line.number, listing)], self._gap, listing=True))
        elif (label := label_of(line.text)) and self._begins(label):
            yield from self._begin(Field(label.name, [Line(line.number, label.value)], self._gap))
        elif self.current and not self._gap:
            self.current[-1].lines.append(line)
        else:
            if len(self.current) > MOST:
                yield from self.flush()
            self.current.append(Field("", [line], gap=True))

    def _begins(self, label: Label) -> bool:
        """Tell whether a label begins a field here, and is no word with a colon."""
        inside = next((each for each in reversed(self.current) if each.name), None)
        if label.name in self.habit.own:
            return not label.indented
        if inside is None:
            return label.known
        if inside.name != TITLE and inside.name not in ABSTRACTS:
            if self.habit.titled and self.habit.abstracts:
                return label.known or not (label.indented or self._gap or label.section)
            # A title or an abstract without a label may stand here.
            fitting = label.known and self._fits(label, inside, as_abstract=True)
            return fitting or label.name in (*ABSTRACTS, AUTHORS)
        return label.known and self._fits(label, inside)

    def _fits(self, label: Label, inside: Field, *, as_abstract: bool = False) -> bool:
        usual = label.name in self.habit.usual
        if as_abstract:
            return fits(label, inside=ABSTRACTS[0], free=len(inside.lines) == 1 or self._free(), usual=usual)
        texts = (line.text for each in self.current if each is inside or not each.name for line in each.lines)
        structured = inside.name in ABSTRACTS and any(map(_is_heading, islice(texts, LOOKED_AT)))
        return fits(label, inside=inside.name, free=self._free(), structured=structured, usual=usual)

    def _free(self) -> bool:
        before = self.current[-1].lines[-1].text
        return self._gap or ends_sentence(before) or len(before) > WRAPPED

    def _begin(self, new: Field) -> Iterator[Entry]:
        if len(self.current) > MOST:
            yield from self.flush()
        start = self._titled_start(new) if self.habit.titled else self._bare_start(new)
        if start is not None:
            ended, self.current = self.current[:start], self.current[start:]
            yield ended
        self.current.append(new)

    def _titled_start(self, new: Field) -> int | None:
        """Return from which field on the current ones belong to a new entry, which has a labelled title."""
        names = [each.name for each in self.current]
        here = len(names)
        if new.name == TITLE in self.habit.usual and new.gap and names and self.habit.usual.isdisjoint(names):
            return here  # labels of the dump as a whole stand above those of its first paper
        again = new.name == AUTHORS and AUTHORS in names
        if again and not names[-1] and (title := self._title_above(names=False)):
            self.current.append(title)  # one title without a label among others
            return here - 1
        if new.name == self.habit.opener and new.name in names[:-1] and TITLE in names and names[-1] != new.name:
            return here
        if new.name not in names or new.name not in (TITLE, *ABSTRACTS):
            return None
        earlier = here - 1 - names[::-1].index(new.name)
        if new.gap:
            return here
        starts = [at for at in range(earlier + 1, here) if self.current[at].gap and names[at]]
        start = starts[-1] if starts else here
        complete = TITLE in names[:start] and any(name in ABSTRACTS for name in names[:start])
        return start if complete or set(names[start:]) & set(names[:start]) else here

    def _bare_start(self, new: Field) -> int | None:
        """Return the same where titles have no label, with the title above ``new`` made a field of its own."""
        names = [each.name for each in self.current]
        first = not any(names)
        again = new.name in names and (names[-1] != new.name or new.name in ABSTRACTS)
        if not self.current or any(each.listing for each in self.current):
            return None
        if not (first or again or (new.name == self.habit.opener and names[-1] != new.name)):
            return None
        title = self._title_above(names=new.name != AUTHORS)
        if title is None:
            if not (again and new.name in (self.habit.opener, AUTHORS, *ABSTRACTS)):
                return None
            self.current[-1].torn = not new.gap
            return len(names)
        self.current.append(title)
        return len(self.current) - 1 or None

    def _title_above(self, *, names: bool) -> Field | None:
        """Take the lines of a title off the end of the current fields, if they look like one.

        ``names``: authors may stand below it.
        """
        last = self.current[-1]
        if not last.name and len(last.lines) <= TITLE_LINES and weigh(last.text) < SURE:
            self.current.pop()
            above = self.current[-1] if self.current else last
            between = not above.name and above is not last and weigh(above.text) < 0 and not ends_sentence(above.text)
            return Field(TITLE, last.lines, gap=True, torn=between and label_of(last.text) is not None)
        if len(last.lines) < 2:
            return None
        below = names and len(last.lines) > 2 and look_like_names(last.lines[-1].text)
        start = -2 if below and not ends_sentence(last.lines[-2].text) else -1
        before, lines = last.lines[start - 1], last.lines[start:]
        ended = ends_sentence(before.text) or len(before.text) > WRAPPED
        if weigh(lines[0].text) >= 0 or (last.name in (*ABSTRACTS, "") and not ended):
            return None
        del last.lines[start:]
        return Field(TITLE, lines)
