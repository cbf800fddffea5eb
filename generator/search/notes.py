"""Which acronyms stand with which lists, so that a query finds either form by the other.

The long form stands with the term that it begins with. With the acronym stands which term that is: who asks for the
acronym fetches the lists of all words of its long form anyway.

Where a single document has the acronym, the long form leads nowhere new: that document says it too. And the acronym
leads somewhere only if another document says the long form, whole or in pieces of two words (reinforcement learning
here, verifiable rewards there, for RLVR). To have all of its words is not enough: three times as many of these acronyms
would be kept, and who says adversarial, cheap and talk here and there is no answer to "ACT".

Where an acronym is also a word (a method called DEEP, or TIME), nearly all who write it mean the word, and the method
would come first for "deep learning". So some of the documents that have it must define it. Of 25,000 papers on machine
learning and robots, 155 acronyms fail that, mostly words (code, step, gap, fast); GPT, BERT and RGB are hardly ever
spelled out, so that little is lost with them, and CLIP, lidar and AI pass.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import Final

import numpy as np

from generator.search.acronyms import Definition, acronyms
from generator.search.analysis import terms
from generator.search.lists import Lists
from generator.search.numbers import Ints
from generator.search.stream import Stream

_LOOKED_AT: Final = 16
"""Documents with all words of a long form that are read for it."""
_A_DEFINITION: Final = 50
"""How many documents may have an acronym for each one that defines it: 25 would lose CLIP, GPU and lidar, 100 keep act,
car, map and trace."""


def notes(definitions: Iterable[Definition], stream: Stream, lists: Lists) -> dict[str, list[str]]:
    """Return the lines that stand with a key: an acronym and the words of its long form, or its first word's term.

    ``definitions`` are those of all documents, in their order.
    """
    numbers = {key: number for number, key in enumerate(lists.keys)}
    known = {term: number for number, term in enumerate(stream.terms)}
    lines: defaultdict[str, list[str]] = defaultdict(list)
    found = list(definitions)
    defining = Counter(acronym for _, acronym in {(document, acronym) for document, acronym, _, _ in found})
    for acronym, long in acronyms(found):
        words = terms(long)
        saying = len(lists.of(numbers[acronym])) if acronym in numbers else 0
        if saying > _A_DEFINITION * defining[acronym]:
            continue
        if saying != 1:
            lines[words[0]].append(f"{acronym} {long}")
            lines[acronym].append(f"{acronym} {words[0]}")
            continue
        having = _together([lists.of(numbers[word]) for word in words if word in numbers])
        if len(having) > 1 and _is_said_by_two([known[word] for word in words], having, stream):
            lines[acronym].append(f"{acronym} {long}")
    return lines


def _is_said_by_two(terms: Sequence[int], having: Ints, stream: Stream) -> bool:
    """Whether two documents or more have each of several terms beside one of its neighbours."""
    found, beside = 0, set(pairwise(terms))
    for document in having[:_LOOKED_AT].tolist():
        said = {pair for field in (0, 1) for pair in pairwise(_terms(stream, field, document))} & beside
        found += len(set(chain.from_iterable(said))) == len(set(terms))
        if found > 1:
            return True
    return False


def _terms(stream: Stream, field: int, document: int) -> list[int]:
    """Return the numbers of the terms that a document has in a field, in their order."""
    terms: list[int] = stream.term_of[stream.mentioned(field, range(document, document + 1))].tolist()
    return terms


def _together(several: Sequence[Ints]) -> Ints:
    """Return the documents that are in all of several sorted lists."""
    left, *others = sorted(several, key=len)
    for other in others:
        left = left[other[np.minimum(np.searchsorted(other, left), len(other) - 1)] == left]
    return left
