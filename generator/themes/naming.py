"""Naming a group of papers: its characteristic terms, and a label made of one or two of them.

A label is what a librarian would write on the shelf: a phrase of several words that many of the papers have and few
others, whole ("large language models", never "large language"), written out where there is an acronym, in the plural
where the papers use it. A second phrase joins it only when it speaks for papers that the first one does not. No list of
subjects is needed; the only words that are known are the nouns that end a phrase without saying anything.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

import numpy as np

from generator.model import Paper
from generator.similarity.lexicon import Floats, Ints
from generator.similarity.stopwords import adverb
from generator.similarity.terms import Terms
from generator.similarity.vectors import Space
from generator.similarity.words import fold, says_nothing
from generator.slugs import slugged

LONGEST_SLUG = 60

_LIFT = 2.5
"""A label's phrase is at least so many times as frequent here as everywhere."""
_CANDIDATES = 40
_READ = 200
"""So many papers of a group are read for how its phrases are used."""
_ATTRIBUTE = 0.5
"""A phrase is an attribute when another noun follows it in more than this share of its mentions."""
_USUAL = 0.3
"""The noun that follows completes it when it is at least this share of them."""
_BEFORE = 0.7
"""The word before a phrase belongs to it when it stands there in this share of its mentions."""
_FOLLOWING = 3
_COVERED = 0.6
"""A first phrase that this share of the papers has (or has the words of) needs no second one."""
_ADDS = 0.12
"""A second phrase speaks for at least this share of the papers that the first one does not speak for."""
_PLURAL = 0.25
_BY_LENGTH = np.array([0.0, 0.3, 1.1, 1.2, 0.9])
"""What a phrase of so many words weighs as a label."""
_EMPTY = re.compile(
    r"(?:abilit(?:y|ies)|algorithms?|analys[ei]s|approach(?:es)?|benchmarks?|capabilit(?:y|ies)|challenges?|"
    r"data(?:sets?)?|evaluations?|experiments?|framework|mechanisms?|methods?|models trained|outputs?|papers?|parameters?|"
    r"performance|problems?|process(?:es)?|results?|scores?|settings?|systems? trained|tasks?|techniques?|training)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Group:
    """The papers of a group and how its terms stand in it."""

    texts: tuple[str, ...]
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
        tuple(f"{papers[number].title}. {papers[number].abstract}" for number in group[:_READ]),
        vectors.terms,
        (vectors.own[group] > 0).tocsc(),
    )
    names = [*_chosen(own, _candidates(vectors, group), [name.lower() for name in used])]
    name = " and ".join(names or list(terms[:1]) or ["All papers"])
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
    surface = group.terms.surfaces[column]
    if surface.isupper() and surface.isalpha():
        surface = next(_written_out(surface, group.texts), surface)
    surface = _begun(_completed(surface, group.texts), group.texts)
    if not surface or _EMPTY.fullmatch(surface.split()[-1]) or any(surface.lower() in name for name in used):
        return ""
    return _plural(surface, group.texts)


def _completed(surface: str, texts: Sequence[str]) -> str:
    """Return a phrase with the word that mostly follows it, "semi-supervised learning"; nothing if the words vary.

    What is mostly followed by some other word is an attribute, or a piece of a longer phrase, and no heading.
    """
    for _ in range(_FOLLOWING):
        said = re.compile(rf"\b{re.escape(surface)}s?\b(?:[ -]([^\W\d]\w+))?", re.IGNORECASE)
        after = Counter(found[1].lower() if found[1] else "" for text in texts for found in said.finditer(text))
        nouns = {word: number for word, number in after.items() if word and not says_nothing(word) and not adverb(word)}
        if sum(nouns.values()) <= _ATTRIBUTE * sum(after.values()):
            return surface
        word = min(nouns, key=lambda word: (-nouns[word], word))
        if nouns[word] < _USUAL * sum(nouns.values()) or nouns[word] < 2:
            return ""
        surface = f"{surface} {word}"
    return surface


def _begun(surface: str, texts: Sequence[str]) -> str:
    """Return a phrase with the word that nearly always stands before it: "group relative policy optimization"."""
    for _ in range(_FOLLOWING if surface else 0):
        said = re.compile(rf"(?:\b([^\W\d][\w-]+) )?\b{re.escape(surface)}s?\b", re.IGNORECASE)
        before = Counter(found[1].lower() if found[1] else "" for text in texts for found in said.finditer(text))
        word = min(before, key=lambda word: (-before[word], word), default="")
        if not word or says_nothing(word) or before[word] < max(2.0, _BEFORE * before.total()):
            break
        surface = f"{word} {surface}"
    return surface


def _plural(surface: str, texts: Sequence[str]) -> str:
    if surface.endswith("s"):
        return surface
    said = re.compile(rf"\b{re.escape(surface)}(s?)\b", re.IGNORECASE)
    forms = Counter(found[1].lower() for text in texts for found in said.finditer(text))
    return f"{surface}s" if forms["s"] and forms["s"] >= _PLURAL * forms.total() else surface


def _written_out(acronym: str, texts: Sequence[str]) -> Iterator[str]:
    """Yield what stands before "(DPO)" in a text and begins with its letters."""
    words = r"[\s-]+".join(rf"{letter}[\w']*" for letter in acronym)
    said = re.compile(rf"\b({words})\s*\({re.escape(acronym)}s?\)", re.IGNORECASE)
    return (" ".join(found[1].lower().split()) for text in texts if (found := said.search(text)))
