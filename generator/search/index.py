"""The whole index as files, from the documents alone.

``search/manifest.json`` has a fixed name and leads to all others, whose names carry a hash of what is in them: a
host and a browser may keep those for ever. What the first answer does not need (the vocabulary for typing errors, the
places of words for phrases) has its directories in a file of their own.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np

from generator.executors import SERIAL, Executor
from generator.search import codec, shards
from generator.search.acronyms import acronyms
from generator.search.analysis import terms
from generator.search.codec import Ints
from generator.search.documents import Document
from generator.search.lists import Lists, merged, of_beginnings, of_facets, of_terms
from generator.search.lunr_js import utf16_order
from generator.search.orders import orders
from generator.search.packs import TEXTS, TITLES, packs
from generator.search.positions import FEW, positions
from generator.search.stream import Stream, read
from generator.search.weights import LOWEST, STEP, TITLE_CODES, postings

FORMAT: Final = 4
MANIFEST: Final = "search/manifest.json"
_VOCABULARY: Final = 40_000
"""Bytes of words in one file of the vocabulary, before they are compressed."""


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
    stream = read([document.fields for document in documents], executor=executor)
    lists, often = _lists(stream, documents, executor)
    facets, words = _facets(documents, executor), _words(stream)
    places = shards.of_positions(positions(stream, often), executor=executor)
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
        "terms": lists.directory,
        "titles": {"hashes": shown.titles.directory["hashes"], "size": TITLES, "texts": TEXTS},
        "sample": {"hash": shown.sample.directory["hashes"], "size": shown.sampled},
        "more": more.hash,
        "weights": {"lowest": LOWEST, "step": STEP, "titles": TITLE_CODES},
    }
    yield MANIFEST, _json(manifest)


def _lists(stream: Stream, documents: Sequence[Document], executor: Executor) -> tuple[shards.Files, Ints]:
    """Write the lists of terms and of beginnings; also tell which terms more than a few documents have."""
    found = postings(stream)
    often = np.bincount(found.term, minlength=len(stream.terms)) > FEW
    every = of_terms(stream.terms, found)
    del found  # 100 MB at 100,000 papers
    most = shards.size(int(every.sizes.sum()))
    notes = _notes(documents, every)
    lists = merged(every, of_beginnings(every, most=2 * most))
    made = shards.of_lists("terms", lists, notes, documents=len(documents), most=most, executor=executor)
    return made, often


def _facets(documents: Sequence[Document], executor: Executor) -> shards.Files:
    """Write the lists of what can be filtered by."""
    values: defaultdict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        for key in document.facets:
            values[key].append(number)
    lists = of_facets(values)
    most = shards.size(int(lists.sizes.sum()))
    return shards.of_lists("facets", lists, {}, documents=len(documents), most=most, executor=executor)


def _notes(documents: Sequence[Document], lists: Lists) -> dict[str, list[str]]:
    """Return the acronyms: by the acronym itself, and by the term that its long form begins with.

    Where a single document has the acronym, the second way leads nowhere new: that document says the long form too; and
    so does the first way, unless another document has all words of the long form.
    """
    numbers = {key: number for number, key in enumerate(lists.keys)}
    notes: defaultdict[str, list[str]] = defaultdict(list)
    for acronym, long in acronyms(document.abstract for document in documents):
        words = list(dict.fromkeys(terms(long)))
        alone = acronym in numbers and len(lists.of(numbers[acronym])) == 1
        if alone and _together([lists.of(numbers[word]) for word in words if word in numbers]) < 2:
            continue
        notes[acronym].append(f"{acronym} {long}")
        if not alone:
            notes[words[0]].append(f"{acronym} {long}")
    return notes


def _together(several: Sequence[Ints]) -> int:
    """Count the documents that are in all of several sorted lists."""
    left, *others = sorted(several, key=len)
    for other in others:
        left = left[other[np.minimum(np.searchsorted(other, left), len(other) - 1)] == left]
    return len(left)


def _words(stream: Stream) -> shards.Files:
    """Write the vocabulary: the forms in two documents or more, or in a title; a word seen once elsewhere is noise."""
    forms, width = len(stream.forms), max(1, stream.documents)
    seen = np.zeros(forms, dtype=np.int64)
    for mentioned, lengths in zip(stream.mentions[:2], stream.lengths[:2], strict=True):
        document = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
        pairs, _ = codec.distinct(mentioned.astype(np.int64) * width + document)
        seen += np.bincount(pairs // width, minlength=forms)
    titled = np.zeros(forms, dtype=bool)
    titled[stream.mentions[0]] = True
    kept = sorted((stream.forms[number] for number in np.flatnonzero((seen > 1) | titled)), key=utf16_order)
    counts: dict[str, int] = dict(zip(stream.forms, seen.tolist(), strict=True))
    return shards.of_words([(form, counts[form]) for form in kept], most=_VOCABULARY)


def _json(value: Any) -> bytes:
    """Return compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
