"""In what words one text differs from another: the changed passages with a little of what stands around them.

Readers shall see at a glance what another dump says, so this is no minimal edit script: changes that only a word or two
keep apart are one change, long stretches that both have are left out, and of a long change its ends are shown. A
formula, an address and a number are one word each, never torn apart. What it gives is plain text; whether that becomes
``<del>`` and ``<ins>`` is for a template to say. It refuses to compare what has little in common or would take long:
the difference has no pieces then, and the whole texts have to speak.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from generator.normalise import segments

CONTEXT = 7
"""Words shown on either side of a change."""
TOGETHER = 2
"""So few words between two changes belong to the change: read alone they would be noise."""
LONG = 40
"""A change of more words is shown by its ends."""
HEAD, TAIL = 14, 8
"""Words of the ends of a long change."""
ALIKE = 0.4
"""Share of the words in common below which a difference says less than the two texts do."""
WHOLE, FEW_RUNS = 0.8, 8
"""Share of the shorter text in the longer one, and changes with what stands between them, of a text cut or enlarged."""
SHORT = 24
"""Words up to which a text, such as a title, is compared whatever it has in common with the other one."""
MOST_WORK = 100_000_000
"""Pairs of words that are worth comparing: two texts of 10,000 words, 13 MB for a moment."""

Kind = Literal["same", "gone", "new", "cut"]

_LETTER = (
    r"[^\s\x00-/:-@\[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7"  # the marks of ASCII and Latin-1
    r"\u2000-\u200b\u200e-\u206f\u3000-\uabff\uac00-\ud7ff]"  # other marks; scripts without spaces
)
"""Of a word in a script that has spaces between words; with the accents, joiners and signs that hang on letters."""
_WORD = re.compile(rf"https?://\S*[^\s.,;:!?)\]}}'\"]|{_LETTER}+(?:[-'’.,_/@+]{_LETTER}+)*|\S")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of both texts (``same``), of the first (``gone``) or the other one (``new``), or left out (``cut``)."""

    kind: Kind
    text: str = ""
    space: bool = False
    """Whether white space stands before it."""
    skipped: int = 0
    """Words left out after ``text`` because the change is long; ``tail`` is what follows them."""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    space: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that both texts have in common, or those of each that stand in the place of the other's."""

    same: bool
    first: Sequence[_Word]
    other: Sequence[_Word]


def difference(first: str, other: str) -> tuple[Piece, ...]:
    """Return the changed passages from one clean text to another; empty when they are equal or too far apart."""
    a, b = list(_words(first)), list(_words(other))
    if len(a) * len(b) > MOST_WORK:
        return ()
    runs = _join(_runs(a, b))
    if all(run.same for run in runs) or not _telling(runs, shortest=min(len(a), len(b)), longest=max(len(a), len(b))):
        return ()
    return tuple(_pieces(runs))


def _telling(runs: Sequence[_Run], *, shortest: int, longest: int) -> bool:
    """Tell whether the changes say more than the whole texts do."""
    common = sum(len(run.first) for run in runs if run.same)
    return longest <= SHORT or common >= ALIKE * longest or (common >= WHOLE * shortest and len(runs) <= FEW_RUNS)


def _words(text: str) -> Iterator[_Word]:
    """Yield the words of a text: a formula is one, so is each sign of a script without spaces and each mark."""
    space = True  # or the first words of two texts would run into each other
    for part in segments(text):
        if part.math:
            yield _Word(f"\\({part.text}\\)", space)
            space = False
            continue
        end = 0
        for found in _WORD.finditer(part.text):
            yield _Word(found[0], space or found.start() > end)
            space, end = False, found.end()
        space = space or end < len(part.text)


def _runs(a: Sequence[_Word], b: Sequence[_Word]) -> list[_Run]:
    numbers: dict[str, int] = {}
    first, other = ([numbers.setdefault(word.text, len(numbers)) for word in words] for words in (a, b))
    return [
        _Run(step.tag == "equal", a[step.src_start : step.src_end], b[step.dest_start : step.dest_end])
        for step in Indel.opcodes(first, other)
    ]


def _join(runs: Iterable[_Run]) -> list[_Run]:
    """Unite neighbouring changes and what little stands between two of them."""
    joined: list[_Run] = []
    for run in runs:
        if not run.same and joined and not joined[-1].same:
            joined[-1] = _unite(joined[-1], run)
        elif not run.same and len(joined) > 1 and len(joined[-1].first) <= TOGETHER:
            between = joined.pop()
            joined[-1] = _unite(_unite(joined[-1], between), run)
        else:
            joined.append(run)
    return joined


def _unite(left: _Run, right: _Run) -> _Run:
    return _Run(same=False, first=[*left.first, *right.first], other=[*left.other, *right.other])


def _pieces(runs: Sequence[_Run]) -> Iterator[Piece]:
    for number, run in enumerate(runs):
        if not run.same:
            yield from _change("gone", run.first)
            yield from _change("new", run.other)
            continue
        before = CONTEXT if number else 0
        after = CONTEXT if number < len(runs) - 1 else 0
        yield from _around(run.first, before=before, after=after)


def _around(words: Sequence[_Word], *, before: int, after: int) -> Iterator[Piece]:
    """Yield of what both texts have the words next to a change: ``before`` at its beginning, ``after`` at its end."""
    if len(words) <= before + after + TOGETHER:
        yield _stretch("same", words)
        return
    if before:
        yield _stretch("same", words[:before])
    yield Piece("cut", space=bool(before))
    if after:
        yield _stretch("same", words[-after:])


def _change(kind: Kind, words: Sequence[_Word]) -> Iterator[Piece]:
    if len(words) > LONG:
        head, tail = _stretch(kind, words[:HEAD]), _text(words[-TAIL:])
        yield Piece(kind, head.text, head.space, skipped=len(words) - HEAD - TAIL, tail=tail)
    elif words:
        yield _stretch(kind, words)


def _stretch(kind: Kind, words: Sequence[_Word]) -> Piece:
    return Piece(kind, _text(words), words[0].space)


def _text(words: Sequence[_Word]) -> str:
    return "".join(f" {word.text}" if word.space and number else word.text for number, word in enumerate(words))
