"""Block: find the pairs of profiles that are worth comparing, without comparing all with all.

Two profiles are a candidate pair when they share a key: an identifier, the title, one side of a title with a
subtitle, two of the title's three rarest words, or one of the smallest hashes of the abstract's shingles (Broder
1997). A key that more than ``BUCKET`` profiles share says little, and is not used; so the number of pairs grows with
the number of records. Of an identifier that so many share only neighbours in the order of their texts are compared:
that still links what a popular paper is called in a hundred dumps.

Measured on 100,000 records (`python -m benchmarks.dedupe`): 490,000 pairs in 4 s; the whole of deduplicating in 41 CPU
seconds and 0.9 GB. Pairs a record: 0.8 of 1,000, 2.3 of 10,000, 4.9 of 100,000; the buckets bound it. Tried and
dropped: six hashes an abstract (twice the pairs, none of them a match); abstracts alone (misses a revised abstract
under an old title); titles alone (misses a paper whose title was rewritten).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from generator.dedupe.profile import Profile

BUCKET = 40
"""Profiles that may share a key. Those that agree in title and abstract are one profile already."""
SKETCH = 3
"""Hashes kept of an abstract: at resemblance .5 seven pairs of eight share one of three, at .9 nearly all."""
RARE_WORDS = 3

Pair = tuple[int, int]
Key = tuple[str | int, ...]
_IDENTIFIER = "identifier"


def candidates(profiles: Sequence[Profile]) -> list[Pair]:
    """Return the candidate pairs as ascending positions, sorted, each once."""
    frequency = Counter(word for one in profiles for word in set(one.words))
    buckets: dict[Key, list[int]] = {}
    for position, one in enumerate(profiles):
        for key in dict.fromkeys(_keys(one, frequency)):
            buckets.setdefault(key, []).append(position)
    pairs: set[Pair] = set()
    for key, members in buckets.items():
        if 1 < len(members) <= BUCKET:
            pairs.update(combinations(members, 2))
        elif len(members) > BUCKET and key[0] == _IDENTIFIER:
            ordered = sorted(members, key=lambda member: (profiles[member].agreement, profiles[member].raw))
            pairs.update((min(pair), max(pair)) for pair in pairwise(ordered))
    return sorted(pairs)


def _keys(one: Profile, frequency: Counter[str]) -> Iterator[Key]:
    for identifier in one.identifiers:
        yield (_IDENTIFIER, *identifier)
    for part in (one.title, one.head, one.tail):
        if part:
            yield ("title", part)
    rare = sorted(set(one.words), key=lambda word: (frequency[word], word))[:RARE_WORDS]
    for first, second in combinations(sorted(rare), 2):
        yield ("words", first, second)
    for shingle in one.shingles[:SKETCH].tolist():
        yield ("shingle", shingle)
