"""Which documents pass: filters, exclusions, phrases."""

from collections.abc import Mapping, Sequence

import numpy as np

from generator.errors import PapershelfError
from generator.search import analysis
from generator.search.lists import FACET
from generator.search.lunr_js import stem
from generator.search.numbers import Ints
from generator.search.positions import FEW
from generator.search.query.nearness import said
from generator.search.query.store import Store
from generator.search.query.syntax import FIELDS, Phrase, Query, Word
from generator.search.stream import ABSTRACT_STARTS


def allowed(query: Query, filters: Mapping[str, Sequence[str]], store: Store) -> Ints:
    """Return for each document whether it may be shown."""
    documents = store.manifest["documents"]
    passing = np.ones(documents, dtype=bool)
    for field, texts in query.filters.items():
        passing &= _facet(field, texts, store, exactly=False)
    for field, values in filters.items():
        if field not in FIELDS:
            raise PapershelfError(f'no filter "{field}": {", ".join(FIELDS)}')
        passing &= _facet(field, [str(value) for value in values], store, exactly=True)
    for phrase in query.phrases:
        passing &= _phrase(phrase, store)
    for phrase in query.excluded_phrases:
        passing &= ~_phrase(phrase, store)
    for word in query.excluded_words:
        passing &= ~_word(word, store)
    if query.filters or filters:
        passing[store.manifest["papers"] :] = False
    return passing


def _facet(field: str, values: Sequence[str], store: Store, *, exactly: bool) -> Ints:
    """Tell which documents have one of the values wished for and none of those with a minus before them."""
    documents = store.manifest["documents"]
    wished = [value for value in values if not value.startswith("-")]
    passing = np.full(documents, not wished)
    for value in wished:
        passing |= _value(field, value, store, exactly=exactly)
    for value in values:
        if value.startswith("-"):
            passing &= ~_value(field, value[1:], store, exactly=exactly)
    return passing


def _value(field: str, value: str, store: Store, *, exactly: bool) -> Ints:
    """Tell which documents have a value; in a query also by words of it, or by the beginning of one."""
    key = f"{FACET}{field}:{analysis.fold(value)}"
    if exactly or store.entries(key):
        return _having([key], store)
    words = [piece for word in analysis.words(value) for piece in analysis.pieces(word)]
    passing = np.ones(store.manifest["documents"], dtype=bool)
    for word in words:
        part = f"{FACET}{field}~{word}"
        passing &= _having([part] if store.entries(part) else store.beginning(part), store)
    return passing if passing.any() else _having(store.beginning(key), store)


def _word(word: Word, store: Store) -> Ints:
    """Tell which documents have a word, written in whatever way."""
    return _having([stem(analysis.fold(word.text))], store)


def _having(keys: Sequence[str], store: Store) -> Ints:
    """Tell which documents are in one of the lists."""
    having = np.zeros(store.manifest["documents"], dtype=bool)
    for key in keys:
        found = store.entries(key)
        if found:
            having[found[0]] = True
    return having


def _phrase(phrase: Phrase, store: Store) -> Ints:
    """Tell which documents have words one after the other."""
    having = np.zeros(store.manifest["documents"], dtype=bool)
    asked = [(at, form) for at, form in enumerate(phrase.forms) if form is not None]
    lists = [found[0] for _, form in asked if (found := store.entries(stem(form)))]
    if len(lists) < len(asked):
        return having
    rare = min(map(len, lists)) <= FEW
    indexed = {} if rare else {form: store.places(form) for _, form in asked}
    first = asked[0][0]
    for number in sorted(set.intersection(*map(set, (own.tolist() for own in lists)))):
        read = _places(number, store) if rare else {form: places.get(number, []) for form, places in indexed.items()}
        starts = set.intersection(*({place - at for place in read.get(form, [])} for at, form in asked))
        having[number] = any(not phrase.title or start + first < ABSTRACT_STARTS for start in starts)
    return having


def _places(number: int, store: Store) -> dict[str, list[int]]:
    """Read in a document's own words where each form stands, as the index would say it."""
    places: dict[str, list[int]] = {}
    title, abstract = said(number, store)
    for start, forms in ((0, title[:ABSTRACT_STARTS]), (ABSTRACT_STARTS, abstract)):
        for place, form in enumerate(forms, start):
            places.setdefault(form, []).append(place)
    return places
