"""Numbering: which different keys there are among millions, and which of them each one is.

What ``numpy.unique`` answers, in an eighth of its time: key and place are sorted as one number, which needs no sort
that keeps the order of equals. (Without a wish for places ``unique`` asks a hash table, which takes longer still:
0.7 s for a million keys.)
"""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

BITS = 63
"""What a key and its place have together, at most."""


def place_bits(count: int) -> int:
    """Return how many bits the place of one among so many takes."""
    return max(count - 1, 0).bit_length()


def distinct(keys: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the different keys in order, where each stands first, and for each key its number among them.

    Keys are not negative. Where key and place don't fit into 63 bits, ``numpy.unique`` answers.
    """
    bits = place_bits(len(keys))
    if int(keys.max(initial=0)).bit_length() + bits > BITS:
        values, first, number = np.unique(keys, return_index=True, return_inverse=True)
        return values, first, number
    pairs = np.sort(keys << bits | np.arange(len(keys)))
    at, ordered = pairs & ((1 << bits) - 1), pairs >> bits
    begins = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=begins[1:])
    number = np.empty(len(keys), dtype=np.int64)
    number[at] = np.cumsum(begins) - 1
    return ordered[begins], at[begins], number


def order(*columns: Ints) -> Ints:
    """Return the order of rows of numbers, the first column counting most; no two rows are equal, nothing is negative.

    What ``numpy.lexsort`` answers, by one sort where a row fits into 63 bits.
    """
    bits = [int(column.max(initial=0)).bit_length() for column in columns]
    if sum(bits) > BITS:
        return np.lexsort(columns[::-1])
    rows = columns[0].astype(np.int64)
    for column, width in zip(columns[1:], bits[1:], strict=True):
        rows = rows << width | column
    return np.argsort(rows)
