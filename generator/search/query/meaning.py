"""What the words of a query may mean: for each the index terms that count as it, and how much.

- The last word may be unfinished, so terms that it begins count too; so does a stem that some longer word with this
  beginning would have (``optimiz`` may become optimization, whose term is ``optim``).
- A word that no document has is taken for the beginning of one, and if it is none for a typing error.
- A compound counts in its closed form (clickthrough) or in its pieces (click, through); two words in a row are also
  found written as one (meta world, metaworld).
- A word counts in its British and in its American spelling (optimisation, behaviour).
- An acronym counts as its long form and the other way round, as the abstracts define it.

Words that keep the same company (learnt from the library, for paraphrases) are not among the meanings: 422 abstracts
are too few to learn that "verbose" is about length. MRR@10 of 33 judged paraphrases is 0.397 without; with latent
semantics of 30 to 200 dimensions 0.30 to 0.39, with each word's nearest neighbours 0.33 to 0.36. Nor do words weighed
by burstiness help (0.40), papers weighed by their related ones (0.39), acronyms by the tail of their long form.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from generator.search import analysis
from generator.search.lunr_js import STOP_WORDS, stem
from generator.search.query.edits import edits
from generator.search.query.store import Store
from generator.search.query.syntax import Query, Word
from generator.search.texts import SHORTEST_HALF

WEIGHT: Final = {
    "exact": 1.0,
    "compound": 1.0,
    "near": 0.6,
    "acronym": 0.6,
    "prefix": 0.5,
    "together": 0.5,
    "far": 0.4,
    "family": 0.4,
}
ONE_EDIT_FROM: Final = 4
TWO_EDITS_FROM: Final = 8
_PREFIX_OF_ANY: Final = 4
_CANDIDATES: Final = 12
_SAID: Final = 3
TAILS: Final = (
    "able al alism ality ally ance ant ate ated ation ational e ed ely ement ence ent er ers es eness ful fully "
    "fulness ic ical icate icity ied ies iful ility ing ings ion ional ions ism ist ity ive ively iveness ivity "
    "ization izations ize ized izer izes izing less ly ment ments ness or ors ous ously ousness s y"
).split(" ")
ENDINGS: Final = tuple(sorted({tail[at:] for tail in TAILS for at in range(len(tail))}))
_SPELLINGS: Final = tuple(
    (re.compile(pattern), other)
    for pattern, other in (
        (r"(?<=[a-z]{3}i)s(?=(?:e|ed|es|er|ers|ing|ation|ations)$)", "z"),
        (r"(?<=[a-z]{3}i)z(?=(?:e|ed|es|er|ers|ing|ation|ations)$)", "s"),
        (r"(?<=[a-z]{2}y)s(?=(?:e|ed|es|er|ers|ing)$)", "z"),
        (r"(?<=[a-z]{2}y)z(?=(?:e|ed|es|er|ers|ing)$)", "s"),
        (r"(?<=[a-z]{3})our(?=(?:s|al|ally|ed|ing|able|ite|ites)?$)", "or"),
        (r"(?<=[a-z]{3})or(?=(?:s|al|ally|ed|ing|able|ite|ites)?$)", "our"),
    )
)
_SHORTEST_STEM: Final = 3


@dataclass(slots=True)
class Unit:
    """One thing asked for, and the terms that count as it: kind and terms, best kind first."""

    form: str
    label: str
    title: bool = False
    stop: bool = False
    variants: list[tuple[str, list[str]]] = field(default_factory=list)
    together: list[str] = field(default_factory=list)
    """Terms that count as it only where they all are."""
    corrected: list[str] = field(default_factory=list)
    """The words that it was taken for as a typing error."""


@dataclass(slots=True)
class Join:
    """A term that stands for several units; ``instead`` when it adds nothing to a document that has them all."""

    term: str
    units: list[Unit]
    kind: str
    instead: bool = False


@dataclass(slots=True)
class Meaning:
    """What a query stands for."""

    units: list[Unit]
    joins: list[Join]
    also: list[str]
    """What was searched besides, in words for people."""


def meaning(query: Query, store: Store) -> Meaning:
    """Look up the words of a query."""
    units, joins = _units(query, store)
    last = None if query.finished or not units else units[-1]
    asked = [unit for unit in units if not unit.stop] or units
    also: list[str] = []
    for unit in asked:
        unit.variants = _variants(unit, store, unfinished=unit is last)
        also += unit.corrected[:_SAID]
    joins += _acronyms(asked, store, also)
    return Meaning(asked, joins, also)


def _units(query: Query, store: Store) -> tuple[list[Unit], list[Join]]:
    """Cut words into units, and find what they are when written together."""
    units: list[Unit] = []
    joins: list[Join] = []
    for word in query.words:
        own = [Unit(form, word.text, word.title, form in STOP_WORDS) for form in _forms(word, store)]
        if len(own) > 1:
            joins += _joined(own, analysis.fold(word.text), store)
        if units and own:
            joins += _joined([units[-1], own[0]], units[-1].form + own[0].form, store)
        units += own
    return units, joins


def _forms(word: Word, store: Store) -> list[str]:
    """Return the pieces of a word, or the names hidden in it when nobody knows it otherwise."""
    cut = list(dict.fromkeys(analysis.pieces(word.text)))
    if len(cut) > 1 or store.entries(stem(analysis.fold(word.text))):
        return cut
    names = list(dict.fromkeys(analysis.hidden_names(word.text)))
    return names if len(names) > 1 else cut


def _joined(units: list[Unit], form: str, store: Store) -> list[Join]:
    """Return units as one term, if there is such a term."""
    term = stem(form)
    return [Join(term, units, "compound")] if store.entries(term) else []


def _variants(unit: Unit, store: Store, *, unfinished: bool) -> list[tuple[str, list[str]]]:
    """Return the terms that may be meant by a unit."""
    term = stem(unit.form)
    exact = [key for key in dict.fromkeys([term, *_spellings(unit.form)]) if store.entries(key)]
    begun = unfinished or (not exact and len(unit.form) >= _PREFIX_OF_ANY)
    prefix = [key for key in _begun(unit.form, store) if key not in {term, *exact}] if begun else []
    kinds = [(kind, terms) for kind, terms in (("exact", exact), ("prefix", prefix)) if terms]
    return kinds or _misspelt(unit, store)


def _spellings(form: str) -> list[str]:
    """Return the terms of a word's other spellings: optimization of optimisation, behavior of behaviour."""
    return [stem(pattern.sub(other, form)) for pattern, other in _SPELLINGS if pattern.search(form)]


def _halves(form: str, store: Store) -> list[str]:
    """Return the terms of two words that an unknown one is made of (criticgpt: critic, gpt), the longest first one."""
    for at in range(len(form) - SHORTEST_HALF, SHORTEST_HALF - 1, -1):
        halves = [stem(form[:at]), stem(form[at:])]
        if all(half not in STOP_WORDS and store.entries(half) for half in halves):
            return halves
    return []


def _begun(form: str, store: Store) -> list[str]:
    """Return the terms of the words that a form may be the beginning of."""
    if store.entries(form + "*"):
        return [form + "*"]
    shorter = {stem(form + ending) for ending in ENDINGS} if form.isascii() else set()
    known = [term for term in sorted(shorter) if _SHORTEST_STEM <= len(term) < len(form) and store.entries(term)]
    return [*known, *store.beginning(form)]


def _misspelt(unit: Unit, store: Store) -> list[tuple[str, list[str]]]:
    """Return the terms of words one edit away; where there are none, two words in one; where not, those two away."""
    most = 2 if len(unit.form) >= TWO_EDITS_FROM else 1
    if len(unit.form) < ONE_EDIT_FROM:
        return []
    own = [(edits(unit.form, word, most), -count, word) for word, count in store.words(unit.form[:2])]
    near = _corrected(unit, own, 1, "near")
    if not near:
        unit.together = _halves(unit.form, store)
    if near or unit.together:
        return near
    far = _corrected(unit, own, 2, "far") if most > 1 else []
    # Few people get the first letter wrong: the words with other letters are read last.
    return far or _corrected(unit, [(edits(unit.form, word, 1), -n, word) for word, n in store.words(None)], 1, "near")


def _corrected(unit: Unit, words: list[tuple[int, int, str]], distance: int, kind: str) -> list[tuple[str, list[str]]]:
    """Take the words at a distance for the one typed, the most frequent ones if there are many."""
    unit.corrected = [word for edited, _, word in sorted(words) if edited == distance][:_CANDIDATES]
    return [(kind, list(dict.fromkeys(map(stem, unit.corrected))))] if unit.corrected else []


def _acronyms(units: list[Unit], store: Store, also: list[str]) -> list[Join]:
    """Give acronyms their long forms, and return the acronyms of long forms that are asked for."""
    joins: list[Join] = []
    stems = [stem(unit.form) for unit in units]
    for at, unit in enumerate(units):
        for acronym, words in sorted(set(store.notes(stems[at]))):
            terms = list(dict.fromkeys(stem(word) for word in words if word not in STOP_WORDS))
            if acronym == stems[at]:
                unit.together = terms
                also.append(" ".join(words))
            elif stems[at : at + len(terms)] == terms:
                joins.append(Join(acronym, units[at : at + len(terms)], "acronym", instead=True))
                also.append(acronym)
    return joins
