"""The whole index as files, from the documents alone.

``search/manifest.json`` has a fixed name and leads to all others, whose names carry a hash of what is in them: a
host and a browser may keep those for ever. What the first answer does not need (the vocabulary for typing errors, the
places of words for phrases) has its directories in a file of their own.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import accumulate, product
from operator import itemgetter
from typing import Any, Final

import numpy as np

from generator.executors import SERIAL, Executor, portions
from generator.search import codec, numbers, shards
from generator.search.acronyms import Definition, definitions
from generator.search.documents import Document
from generator.search.lists import FACET, merged, of_beginnings, of_facets, of_terms
from generator.search.lunr_js import utf16_sorted
from generator.search.notes import notes
from generator.search.numbers import Ints
from generator.search.orders import orders
from generator.search.packs import TEXTS, TITLES, packs
from generator.search.positions import FEW, positions
from generator.search.stream import Stream, read
from generator.search.weights import LOWEST, STEP, TITLE_CODES, postings

FORMAT: Final = 5
MANIFEST: Final = "search/manifest.json"
_AUTHOR: Final = f"{FACET}author:"
_VOCABULARY: Final = 40_000
"""Bytes of words in one file of the vocabulary, before they are compressed."""
_SHORTEST: Final = 3
"""Letters of a word in the vocabulary: one less than typing errors are looked for in."""


def files(
    papers: Sequence[Document],
    pages: Sequence[Document],
    themes: Sequence[tuple[str, str]],
    dumps: Sequence[tuple[str, str]] = (),
    *,
    executor: Executor = SERIAL,
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of each file; ``themes`` are slugs and names, ``dumps`` ids and titles."""
    documents = (*papers, *pages)
    order = _oldest_first(papers, pages)
    stream = read([document.fields for document in documents], order=order, executor=executor)
    lists, having = _lists(stream, _definitions(documents, order, executor), executor)
    facets, words = _facets(documents, executor), _words(stream, having > 0)
    places = shards.of_positions(positions(stream, having > FEW), executor=executor)
    shown = packs(documents, executor=executor)
    sorts = orders(papers, len(dumps))
    rest = {"facets": facets.directory, "places": places.directory, "words": words.directory}
    more = codec.stored(_json({**rest, "lists": {**sorts.directory, "dumps": list(dumps)}}))
    for made in (lists, facets, places, words, shown.titles, shown.texts, shown.sample, sorts):
        yield from made.files
    yield codec.path("more", 0, more.hash), more.content
    manifest = {
        "format": FORMAT,
        "papers": len(papers),
        "documents": len(documents),
        "themes": list(themes),
        "authors": any(facet.startswith(_AUTHOR) for document in papers for facet in document.facets),
        "terms": lists.directory,
        "titles": {"hashes": shown.titles.directory["hashes"], "size": TITLES, "texts": TEXTS},
        "sample": {"hash": shown.sample.directory["hashes"], "size": shown.sampled},
        "more": more.hash,
        "weights": {"lowest": LOWEST, "step": STEP, "titles": TITLE_CODES},
    }
    yield MANIFEST, _json(manifest)


def _oldest_first(papers: Sequence[Document], pages: Sequence[Document]) -> Ints:
    """Return the numbers of all documents, papers as they joined the library: lists have the newest on top."""
    listed = np.array([-paper.listed for paper in papers], dtype=np.int64)
    return np.concatenate([np.argsort(listed, kind="stable"), np.arange(len(papers), len(papers) + len(pages))])


def _definitions(documents: Sequence[Document], order: Ints, executor: Executor) -> list[Definition]:
    """Return what all abstracts define, in the order of the documents; read oldest first, so that it may be kept."""
    parts = list(portions([documents[number].abstract for number in order.tolist()]))
    starts = accumulate(map(len, parts), initial=0)
    found = (
        (int(order[start + number]), acronym, words, long)
        for start, part in zip(starts, executor.map(definitions, parts), strict=False)
        for number, acronym, words, long in part
    )
    return sorted(found, key=itemgetter(0))


def _lists(stream: Stream, defined: Sequence[Definition], executor: Executor) -> tuple[shards.Files, Ints]:
    """Write the lists of terms and of beginnings; also tell how many documents have each term."""
    found = postings(stream)
    every = of_terms(stream.terms, found)
    having = found.having
    del found  # 50 MB at 100,000 papers
    most = shards.size(int(every.sizes.sum()))
    lines = notes(defined, stream, every)
    lists = merged(every, of_beginnings(every, most=2 * most))
    made = shards.of_lists("terms", lists, lines, documents=stream.documents, most=most, executor=executor)
    return made, having


def _facets(documents: Sequence[Document], executor: Executor) -> shards.Files:
    """Write the lists of what can be filtered by."""
    lists = of_facets([document.facets for document in documents])
    most = shards.size(int(lists.sizes.sum()))
    return shards.of_lists("facets", lists, {}, documents=len(documents), most=most, executor=executor)


def _words(stream: Stream, indexed: Ints) -> shards.Files:
    """Write the vocabulary: the forms in two documents or more, or in a title; a word seen once elsewhere is noise.

    Nobody is offered a number for another one, nor a word that is too short to be one edit from what is put right.
    """
    forms = len(stream.forms)
    seen = np.zeros(forms, dtype=np.int64)
    for field, documents in product((0, 1), numbers.blocks(stream.documents)):
        lengths = stream.lengths[field][documents.start : documents.stop]
        mentioned, width = stream.mentioned(field, documents).astype(np.int64), max(1, len(documents))
        pairs, _ = numbers.distinct(mentioned * width + np.repeat(np.arange(len(lengths)), lengths))
        seen += np.bincount(pairs // width, minlength=forms)
    titled = np.zeros(forms, dtype=bool)
    titled[stream.mentions[0]] = True
    known = np.flatnonzero(((seen > 1) | titled) & indexed[stream.term_of])
    words = zip((stream.forms[number] for number in known.tolist()), seen[known].tolist(), strict=True)
    kept = [(form, count) for form, count in words if len(form) >= _SHORTEST and not form.isdigit()]
    return shards.of_words([kept[place] for place in utf16_sorted([form for form, _ in kept])], most=_VOCABULARY)


def _json(value: Any) -> bytes:
    """Return compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
