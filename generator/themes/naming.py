"""Naming a group of papers: its characteristic terms, and a label made of one or two of them.

A label is what a librarian would write on the shelf: a phrase of several words that many of the papers have and few
others, whole ("large language models", never "large language"), written out where there is an acronym, in the plural
where the papers use it. A second phrase joins it only when it speaks for papers that the first one does not. No list of
subjects is needed; the only words that are known are the nouns that end a phrase without saying anything.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

import numpy as np

from generator.model import Paper
from generator.similarity.lexicon import Floats, Ints
from generator.similarity.terms import Terms
from generator.similarity.vectors import Space
from generator.similarity.words import fold
from generator.slugs import slugged
from generator.themes.phrasing import heading

LONGEST_SLUG = 60

_LIFT = 2.5
"""A label's phrase is at least so many times as frequent here as everywhere."""
_CANDIDATES = 40
_READ = 200
"""So many papers of a group are read for how its phrases are used."""
_BY_LENGTH = np.array([0.0, 0.3, 1.1, 1.2, 0.9])
"""What a phrase of so many words weighs as a label."""
_COVERED = 0.6
"""A first phrase that this share of the papers has needs no second one."""
_ADDS = 0.12
"""A second phrase speaks for at least this share of the papers, of those that the first one does not speak for."""
_EMPTY = re.compile(
    r"(?:abilit(?:y|ies)|algorithms?|analys[ei]s|approach(?:es)?|benchmarks?|capabilit(?:y|ies)|challenges?|"
    r"data(?:sets?)?|evaluations?|experiments?|frameworks?|mechanisms?|methods?|outputs?|papers?|parameters?|"
    r"performance|problems?|process(?:es)?|results?|scores?|settings?|tasks?|techniques?|training)",
    re.IGNORECASE,
)
"""What a phrase may end in without saying anything."""


@dataclass(frozen=True, slots=True)
class _Group:
    """The papers of a group and how its terms stand in it."""

    text: str
    terms: Terms
    mentions: Any
    """Its papers by terms, 1 where a paper has the term."""


def characteristic(vectors: Space, group: Ints) -> tuple[Ints, Floats]:
    """Return the terms of a group, and how much each tells it from all papers (its part of the divergence)."""
    everywhere, here = _shares(vectors, group)
    columns = np.flatnonzero(here > everywhere)
    shares = here[columns] * np.log(here[columns] / everywhere[columns])
    return columns, shares * (vectors.terms.stems[columns] >= 0).sum(axis=1) ** 0.5  # phrases tell more


def label(
    papers: Sequence[Paper], vectors: Space, group: Ints, terms: Sequence[str], *, used: Sequence[str] = ()
) -> str:
    """Return the name of a group of papers that takes no phrase of the names ``used``.

    ``terms`` are the strongest ones of the group, for want of anything better.
    """
    own = _Group(
        "\n".join(f"{papers[number].title}\n{papers[number].abstract}" for number in group[:: -(-len(group) // _READ)]),
        vectors.terms,
        (vectors.own[group] > 0).tocsc(),
    )
    names = [*_chosen(own, _candidates(vectors, group), [name.lower() for name in used])]
    name = " and ".join(names or terms[:1])
    return name[0].upper() + name[1:]


def distinct(name: str, terms: Sequence[str], taken: Container[str]) -> tuple[str, str]:
    """Return a name and its slug; where the slug is taken, with one more of the terms, at last with a number."""
    longer = (f"{name}: {term}" for term in terms if term.lower() not in name.lower())
    for each in chain([name], longer):
        slug = slugged(each, length=LONGEST_SLUG) or "theme"
        if slug not in taken:
            return each, slug
    stem = slugged(name, length=LONGEST_SLUG) or "theme"
    number = next(n for n in count(2) if f"{stem}-{n}" not in taken)
    return f"{name} ({number})", f"{stem}-{number}"


def _shares(vectors: Space, group: Ints) -> tuple[Floats, Floats]:
    """Return the shares of all papers and of a group's papers that have each term."""
    terms = vectors.own.shape[1]
    everywhere: Floats = np.bincount(vectors.own.indices, minlength=terms) / vectors.papers
    here: Floats = np.bincount(vectors.own[group].indices, minlength=terms) / len(group)
    return everywhere, here


def _candidates(vectors: Space, group: Ints) -> list[int]:
    """Return the terms that may name a group, the best first."""
    everywhere, here = _shares(vectors, group)
    lift = np.divide(here, everywhere, out=np.ones_like(here), where=everywhere > 0)
    fit = (lift >= min(_LIFT, 0.7 * vectors.papers / len(group))) & (here * len(group) >= 2) & vectors.terms.telling
    columns = np.flatnonzero(fit)
    sizes = (vectors.terms.stems[columns] >= 0).sum(axis=1)
    worth = here[columns] * np.log(lift[columns]) * _BY_LENGTH[sizes]
    order = columns[np.lexsort((columns, -worth.round(9)))][:_CANDIDATES]
    return [int(column) for column in order]


def _chosen(group: _Group, columns: Sequence[int], used: Sequence[str]) -> Iterator[str]:
    """Yield the phrase that names a group, and the one that speaks for the rest of it, if there is such a one."""
    fit = ((column, phrase) for column in columns if (phrase := _phrase(group, column, used)))
    first, name = next(fit, (None, ""))
    if first is None:
        return
    yield name
    left = ~_having(group, first)
    if left.mean() <= 1.0 - _COVERED:
        return
    known = _words(name)
    several = ((column, phrase) for column, phrase in fit if " " in phrase and known.isdisjoint(_words(phrase)))
    adding = [(float((left & _having(group, column)).mean()), -column, phrase) for column, phrase in several]
    if adding and max(adding)[0] >= _ADDS:
        yield max(adding)[2]


def _words(phrase: str) -> set[str]:
    return {fold(word) for word in re.findall(r"\w+", phrase)}


def _having(group: _Group, column: int) -> Any:
    """Tell which papers of a group have a term."""
    return np.asarray(group.mentions[:, [column]].todense()).ravel() > 0


def _phrase(group: _Group, column: int, used: Sequence[str]) -> str:
    """Return a term as a heading has it, whole, written out and in the plural where the papers use it; or nothing."""
    phrase = heading(group.terms.surfaces[column], group.text)
    if not phrase or _EMPTY.fullmatch(phrase.split()[-1]) or any(phrase.lower() in name for name in used):
        return ""
    return phrase
