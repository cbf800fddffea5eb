"""Decide which lines of a dump are titles and which abstracts. The rule, in prose:

A dump is a row of papers, a paper is a title and the abstract below it. What a line looks like by itself (its length,
its end, its sentences, its capitals: ``generator.readers.evidence``) is only evidence, because a title may be long or
end in a full stop, and an abstract may be one short sentence or stop in the middle. So no line is judged alone: among
all ways to give each line a role (a title begins, goes on; an abstract begins, goes on) the one with the least total
cost is taken (the Viterbi algorithm). It costs to take a line for what it does not look like, and it costs to break
the order "title, abstract, title, abstract": a title without abstract and an abstract without title are believed only
where the evidence is stronger than that. Blank lines speak too: a line below a blank one begins something, a line
without one goes on, where the layout uses blank lines at all; in a text with hard-wrapped lines what goes on is told
by the unfinished line before.

Two abstracts in a row are one abstract of two paragraphs only where something says so (the first stops in the middle,
the second begins with a small letter or "Moreover", "Our code", …) and both together have a plausible size. Otherwise
the second has lost its title: to print it under another paper's title would be worse than to reject it with a
warning.

Between a sure abstract and a sure title the row is cut: a dump of any size is decided a few lines at a time.

The costs are in the unit of ``evidence``. They were set on dumps made of 400 real papers each, in six settings (blank
lines or none, wrapped at 80 characters or not), with abstracts cut to one or two sentences or torn in the middle, and
with one title or abstract in ten taken out. In the settings of the real dumps all 400 come out right, even when every
abstract is a single sentence; with one title in ten taken out at most 2 of the other 362 papers are lost and 5 wrong
ones appear. Wrapped and without any blank line 381 of 400 are right. With a ``MISSING`` of 4 twice as many lone titles
were taken for abstracts; at 3 the first abstracts of a few words are taken for titles.
"""

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import pairwise
from math import inf
from typing import NamedTuple

from generator.readers.base import Line
from generator.readers.evidence import SURE, weigh
from generator.readers.setting import WRAPPED, Habit, Unit, wrapped_between

MISSING = 3.0
"""A title without abstract, an abstract without title."""
LAST_MISSING = 3.0
"""The last title of a dump has no abstract: dumps are cut somewhere."""
INSIDE_BLOCK = 3.0
"""Something new begins without a blank line, in a layout with blank lines."""
UNFINISHED = 6.0
"""Something new begins although the line before stops in the middle, or in the middle of a sentence itself."""
PARAGRAPH = 5.5
"""An abstract goes on below a blank line or below a line that was not wrapped, without any sign that it does."""
FITTED = 2.0
"""Something new begins below a line that is as full as a wrapped one: a coincidence, but not a rare one."""
NEW_PAGE = 6.0
"""A paper goes on behind the header of another page."""

AHEAD = 6
"""Wrapped lines that are weighed together to see whether an abstract begins."""
WHOLE = 2000
"""Characters that an abstract of several paragraphs rarely exceeds (arXiv allows 1,920); what each further costs:"""
EXCESS = 1 / 150

_GOES_ON = re.compile(
    r"(?:additionally|consequently|finally|furthermore|hence|in addition|in particular|in summary|moreover|notably|our|"
    r"specifically|these|therefore|thus|(?:the |our )?(?:code|data|dataset|model|project|demo|video)s?\b[^.]{0,60}"
    r"(?::|https?:|available|released)|project page|github|https?:|\(?[ivx1-9]{1,3}[).]|[-*•])",
    re.IGNORECASE,
)
TITLE_OPEN = re.compile(
    r"(?:[:,\-–—&]|\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|the|to|using|via|with))$", re.IGNORECASE
)


class Role(IntEnum):
    """What a line is."""

    TITLE = 0
    TITLE_ON = 1
    ABSTRACT = 2
    ABSTRACT_ON = 3


class Pair(NamedTuple):
    """The lines of a title and of its abstract; one of them may be missing."""

    title: tuple[Line, ...]
    abstract: tuple[Line, ...]


def pairs(units: Iterable[Unit], habit: Habit) -> Iterator[Pair]:
    """Yield the papers of a row of lines, in order."""
    for passage in _passages(units):
        yield from _grouped(passage, _roles(passage, habit))


def _passages(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    passage: list[Unit] = []
    for current in units:
        if passage and _surely_between(passage[-1], current):
            yield passage
            passage = []
        passage.append(current)
    if passage:
        yield passage


def _surely_between(before: Unit, after: Unit) -> bool:
    abstract = before.weight >= SURE and before.ends and len(before.text) > WRAPPED
    return abstract and after.weight <= -SURE + 1 and not after.inside


def _grouped(passage: list[Unit], roles: list[Role]) -> Iterator[Pair]:
    title: list[Line] = []
    abstract: list[Line] = []
    for current, role in zip(passage, roles, strict=True):
        if (role is Role.TITLE and (title or abstract)) or (role is Role.ABSTRACT and abstract):
            yield Pair(tuple(title), tuple(abstract))
            title, abstract = [], []
        (title if role <= Role.TITLE_ON else abstract).append(current.line)
    yield Pair(tuple(title), tuple(abstract))


def _roles(passage: list[Unit], habit: Habit) -> list[Role]:
    """Return the roles of least total cost; of equal ones the first in the order of ``Role``."""
    costs = [0.0, inf, MISSING, inf]
    costs = [cost + own for cost, own in zip(costs, _looks(passage, 0, habit), strict=True)]
    back: list[list[Role]] = []
    for index, (before, current) in enumerate(pairwise(passage), 1):
        steps = _steps(before, current, habit)
        ways = [[cost + step[to] for cost, step in zip(costs, steps, strict=True)] for to in Role]
        costs = [min(way) + own for way, own in zip(ways, _looks(passage, index, habit), strict=True)]
        back.append([Role(way.index(min(way))) for way in ways])
    final = [cost + (LAST_MISSING if role <= Role.TITLE_ON else 0.0) for role, cost in zip(Role, costs, strict=True)]
    roles = [Role(final.index(min(final)))]
    for best in reversed(back):
        roles.append(best[roles[-1]])
    return roles[::-1]


def _looks(passage: list[Unit], index: int, habit: Habit) -> list[float]:
    """Return what each role costs for what the line looks like."""
    current = passage[index]
    like_abstract = max(current.weight, _ahead(passage, index)) if habit.width else current.weight
    goes_on = max(0.0, -current.weight) / 2 if current.gap else 0.0
    return [max(0.0, current.weight), max(0.0, current.weight), max(0.0, -like_abstract), goes_on]


def _ahead(passage: list[Unit], index: int) -> float:
    """Return the weight of a wrapped line together with the lines that follow it without a gap."""
    texts = [passage[index].text]
    for following in passage[index + 1 : index + AHEAD]:
        if following.gap or len(texts[-1]) > WRAPPED or len(following.text) > WRAPPED:
            break
        texts.append(following.text)
    return weigh(" ".join(texts)) if len(texts) > 1 else -inf


def _steps(before: Unit, current: Unit, habit: Habit) -> list[list[float]]:
    """Return what it costs to go from each role (rows) to each role (columns)."""
    fresh = _begins(before, current, habit)
    page = NEW_PAGE if current.new_page else 0.0
    inside = UNFINISHED if current.inside and not current.gap else 2.0 if current.inside else 0.0
    title_on = _title_goes_on(before, current, habit) + page
    abstract_on = _abstract_goes_on(before, current, habit) + page
    after_title = [fresh + MISSING, title_on, fresh + inside + page, inf]
    after_abstract = [
        fresh + _cut_short(before, current, habit),
        inf,
        fresh + inside + MISSING + _cut_short(before, current, habit),
        abstract_on,
    ]
    return [after_title, after_title, after_abstract, after_abstract]


def _begins(before: Unit, current: Unit, habit: Habit) -> float:
    """Return what it costs that a line begins something, for the blank line or the line end before it."""
    if wrapped_between(before, current, habit):
        return FITTED + (INSIDE_BLOCK if habit.spaced else 0.0)
    return INSIDE_BLOCK if habit.spaced and not habit.width and not current.gap else 0.0


def _cut_short(before: Unit, current: Unit, habit: Habit) -> float:
    """Return what it costs that an abstract ends with this line."""
    if before.ends:
        return 0.0
    return UNFINISHED if wrapped_between(before, current, habit) else 0.5


def _title_goes_on(before: Unit, current: Unit, habit: Habit) -> float:
    if current.gap or len(before.text) > WRAPPED:
        return 3 * MISSING
    if wrapped_between(before, current, habit):
        return 1.0
    if current.inside or TITLE_OPEN.search(before.text[-20:]):
        return 1.0 if habit.spaced else INSIDE_BLOCK
    return INSIDE_BLOCK if habit.spaced else 3 * MISSING


def _abstract_goes_on(before: Unit, current: Unit, habit: Habit) -> float:
    if wrapped_between(before, current, habit):
        return max(0.0, -current.weight - SURE + 1) if before.ends and not habit.spaced else 0.0
    ended_at_will = habit.width and not current.gap
    signs = (
        (not before.ends and not ended_at_will and (habit.width > 0 or before.weight > 0), 4.0),
        (current.inside, 4.0),
        (bool(_GOES_ON.match(current.text[:200])), 4.0),
        (habit.spaced and not current.gap, 4.0),
    )
    told = sum(weight for holds, weight in signs if holds)
    return max(0.0, PARAGRAPH - told) + max(0, len(before.text) + len(current.text) - WHOLE) * EXCESS
