"""How a page is set: what stands between its lines, whether blank lines part its papers, whether its lines are wrapped.

Nothing here knows what a title is; ``generator.readers.pairing`` draws the conclusions.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.readers.base import Line
from generator.readers.evidence import ends_sentence, starts_inside, weigh

WRAPPED = 200
"""Characters that a hard-wrapped line has at most."""


class Unit(NamedTuple):
    """A line that may be a title or an abstract, and what stands before it."""

    line: Line
    text: str
    gap: bool
    """Whether a blank line or boilerplate stands before it."""
    new_page: bool
    """Whether a page's header stands before it."""
    weight: float
    ends: bool
    """Whether it ends as a finished sentence does."""
    inside: bool
    """Whether it begins in the middle of a sentence."""


def unit(line: Line, *, gap: bool, new_page: bool) -> Unit:
    """Return a line with all that is to be known of it."""
    text = line.text.strip()
    return Unit(line, text, gap, new_page, weigh(text), ends_sentence(text), starts_inside(text))


class Habit(NamedTuple):
    """How a page is set."""

    spaced: bool
    """Blank lines part titles and abstracts."""
    width: int
    """Characters of its longest hard-wrapped lines, 0 when abstracts stand on one line."""


def habit(units: Sequence[Unit]) -> Habit:
    """Return how the page is set that begins with these lines.

    Among hard-wrapped lines few follow a blank one, but some do; and many that don't begin in the middle of a sentence.
    """
    gaps = sum(unit.gap and not unit.new_page for unit in units[1:])
    joined = sum(not unit.gap for unit in units[1:])
    broken = [len(before.text) for before, after in pairwise(units) if after.inside and not after.gap]
    narrow = [size for size in broken if size <= WRAPPED]
    spaced = gaps >= max(1, 0.04 * len(units))
    return Habit(spaced, max(narrow, default=0) if len(narrow) > 0.15 * joined else 0)


def wrapped_between(before: Unit, current: Unit, habit: Habit) -> bool:
    """Tell whether a line ends only because the next word did not fit into the page's width any more."""
    if current.gap or not habit.width or len(before.text) > WRAPPED:
        return False
    word = current.text.split(maxsplit=1)[0] if len(current.text) <= WRAPPED else current.text[:1]
    return before.text.endswith("-") or len(before.text) + 1 + len(word) > habit.width
