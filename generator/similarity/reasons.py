"""Reasons: the few terms that a reader is shown for why two texts are alike."""

from dataclasses import dataclass

import numpy as np

from generator.similarity.lexicon import Floats, Ints
from generator.similarity.terms import Terms

_LOOKED_AT = 4
"""How many times the wanted number of terms are looked at: the phrases among them replace the words they hold."""
_WEAK = 0.1
"""A term that contributes less than this share of what the strongest does is no reason."""
_NO_WORD = frozenset({-1})
"""What fills up the words of a short term."""
_REPLACES = 0.5
"""A longer phrase replaces a shorter one if it contributes at least this share of what that one does."""


@dataclass(frozen=True, slots=True)
class _Reason:
    """A term with the words that it is made of, and what it contributes."""

    term: int
    words: frozenset[int]
    share: float


def strongest(terms: Terms, columns: Ints, shares: Floats, *, count: int) -> tuple[str, ...]:
    """Return up to ``count`` terms, weightiest first, of those at ``columns`` which contribute ``shares``.

    A phrase stands for the words in it, and a term that adds no word to what is shown already is left out.
    """
    shown = np.flatnonzero(terms.telling[columns] & (shares > _WEAK * shares.max(initial=0.0)))
    order = shown[np.lexsort((columns[shown], -shares[shown].round(9)))[: count * _LOOKED_AT]]
    chosen: list[_Reason] = []
    known: set[int] = set()
    for column, words, share in zip(
        columns[order].tolist(), terms.stems[columns[order]].tolist(), shares[order].tolist(), strict=True
    ):
        _add(chosen, _Reason(column, frozenset(words) - _NO_WORD, share), known)
    return _distinct(tuple(terms.surfaces[reason.term] for reason in chosen))[:count]


def _add(chosen: list[_Reason], new: _Reason, known: set[int]) -> None:
    """Add a term that adds words to the ``known`` ones; or put it in the place of the shorter ones that it holds."""
    held = [place for place, reason in enumerate(chosen) if reason.words < new.words]
    if held and new.share >= _REPLACES * chosen[held[0]].share:
        chosen[held[0]] = new
        for place in held[:0:-1]:
            del chosen[place]
    elif not held and not new.words <= known:
        chosen.append(new)
    else:
        return
    known |= new.words


def _distinct(surfaces: tuple[str, ...]) -> tuple[str, ...]:
    """Of what differs only in case, spaces and hyphens keep the longest: "fine-tuning", not "finetuning"."""
    longest: dict[str, str] = {}
    for surface in surfaces:
        squeezed = surface.lower().replace("-", "").replace(" ", "")
        longest[squeezed] = max(longest.get(squeezed, ""), surface, key=len)
    return tuple(longest.values())
