"""The index that lunr.js loads: lunr.py's builder weighs the terms, this module feeds it and packs what it made.

The builder gets ready terms (see ``generator.search.analysis``), so its own tokenizer, trimmer and stemmer never run;
the index therefore names no pipeline. Documents are numbered in the order in which they come.

Packed, because lunr's own schema says everything twice (once by document, once by term): the terms, and for each field
and document the gaps between its term numbers and the weights in tenths. That is 125 kB compressed for 422 papers
instead of 294; ``unpack`` in search-engine.js makes lunr's schema of it again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from lunr.builder import Builder

from generator.search.acronyms import acronyms
from generator.search.analysis import terms
from generator.search.lunr_js import VERSION, utf16_order

BOOSTS: Final[Mapping[str, float]] = {"title": 4, "abstract": 1, "theme": 0.3}
"""What a term weighs in each field. From 3 to 5 for the title the judged queries notice nothing.

The theme only finds papers that never say their theme's name; from 1 on it pushes known items down."""

TENTHS: Final = 10


def packed_index(documents: Sequence[Mapping[str, str]]) -> bytes:
    """Return the packed index of documents, each a text a field of ``BOOSTS``."""
    builder = _built(documents)
    vocabulary = sorted(builder.inverted_index, key=utf16_order)
    ranks = {builder.inverted_index[term]["_index"]: rank for rank, term in enumerate(vocabulary)}
    packed = {
        "version": VERSION,
        "fields": list(BOOSTS),
        "terms": vocabulary,
        "acronyms": acronyms(document["abstract"] for document in documents),
        "vectors": {name: [_packed(builder, f"{name}/{at}", ranks) for at in range(len(documents))] for name in BOOSTS},
    }
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode()


def _built(documents: Iterable[Mapping[str, str]]) -> Builder:
    """Return a builder that has weighed the terms of documents."""
    builder = Builder()
    for name, boost in BOOSTS.items():
        builder.field(name, boost)
    for number, document in enumerate(documents):
        builder.add({"id": str(number), **{name: terms(document[name]) for name in BOOSTS}})
    if builder.document_count:  # an average of nothing is a division by zero
        builder.build()
    return builder


def _packed(builder: Builder, ref: str, ranks: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """Return a field's vector (term number, weight, term number, …) as gaps between ranks, and weights in tenths."""
    elements: Sequence[float] = builder.field_vectors[ref].elements
    pairs = sorted((ranks[int(elements[at])], elements[at + 1]) for at in range(0, len(elements), 2))
    numbers = [rank for rank, _ in pairs]
    gaps = [number - before for before, number in zip([0, *numbers], numbers, strict=False)]
    return gaps, [max(1, round(weight * TENTHS)) for _, weight in pairs]
