"""What a text of labelled fields is cut into: fields, entries, what stands between them; and how entries are written.

The habit is read off the first lines: whether titles and abstracts have labels, which labels are usual, and which ones
only this text has. Without it a single line says too little.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.readers.base import Line
from generator.readers.labels import ABSTRACTS, TITLE, label_of

_OFTEN = 2
"""Entries in which a label must stand that nobody knows."""


class Furniture(NamedTuple):
    """A line that says nothing of a paper."""

    line: Line


@dataclass(slots=True)
class Field:
    """A field with its label's name, or a text without one below a blank line; lines without the label."""

    name: str
    lines: list[Line]
    gap: bool = False
    """Whether a blank line or a rule stands above it."""
    listing: bool = False
    """Whether it is the line with which arXiv's listings begin an entry."""
    torn: bool = False
    """Whether its last line may be a title, and nobody can tell."""

    @property
    def text(self) -> str:
        """Its lines as one."""
        return " ".join(line.text.strip() for line in self.lines).strip()


Entry = list[Field]


class Habit(NamedTuple):
    """How entries are written."""

    titled: bool
    """Titles have a label."""
    opener: str
    """The name of the label that is the first one."""
    abstracts: bool
    """Abstracts have one."""
    own: frozenset[str]
    """Names of labels that only this text has, again and again."""
    names: frozenset[str]
    """Names of the labels in it that are known."""
    usual: frozenset[str]
    """Names of those that stand in most entries."""


def habit(head: Sequence[Line]) -> Habit:
    """Return how the entries are written that begin with these lines."""
    labels = [label_of(line.text) for line in head if not line.blank]
    known = Counter(label.name for label in labels if label and label.known)
    opener = next((label.name for label in labels if label and label.known), "")
    others = Counter(
        label.name
        for label, below in zip(labels, [*labels, None][1:], strict=True)
        if label and not (label.known or label.indented or label.section)
        # Where titles have no label, one with a colon stands above the first one.
        if TITLE in known or not (below and below.name == opener)
    )
    entries = known[TITLE] or max(known.values(), default=0)
    usual = frozenset(name for name, times in known.items() if times >= max(_OFTEN, entries / 2))
    own = frozenset(name for name, times in others.items() if times >= max(_OFTEN, entries / 2))
    abstracts = not known.keys().isdisjoint(ABSTRACTS)
    return Habit(TITLE in known, opener=opener, abstracts=abstracts, own=own, names=frozenset(known), usual=usual)
