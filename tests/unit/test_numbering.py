"""Numbering many keys says what numpy.unique says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from generator.similarity.numbering import distinct, order


@given(st.lists(st.integers(0, 2**62)) | st.lists(st.integers(0, 9)))
def test_keys_are_numbered_as_unique_does(keys: list[int]) -> None:
    values = np.array(keys, dtype=np.int64)
    for ours, theirs in zip(distinct(values), np.unique(values, return_index=True, return_inverse=True), strict=True):
        assert_array_equal(ours, theirs)


@pytest.mark.parametrize("bits", [57, 58, 62])
def test_keys_without_room_for_their_places_are_numbered_too(bits: int) -> None:
    keys = np.array([(1 << bits) - 1 - number % 20 for number in range(33)], dtype=np.int64)
    values, first, number = distinct(keys)
    assert values.tolist() == sorted(set(keys.tolist()))
    assert_array_equal(values[number], keys)
    assert first.tolist() == [keys.tolist().index(value) for value in values]


@given(st.sets(st.tuples(*[st.integers(0, 9) | st.integers(0, 2**40)] * 3)))
def test_rows_are_ordered_as_lexsort_does(rows: set[tuple[int, int, int]]) -> None:
    columns = np.array(list(rows), dtype=np.int64).reshape(-1, 3).T
    assert_array_equal(order(*columns), np.lexsort(columns[::-1]))
