"""The numbers of the index in few bits and in little memory: what is packed or sorted in portions comes back whole."""

from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search import index, numbers
from generator.search.documents import Document
from generator.search.stream import read
from generator.search.weights import LOWEST, STEP, TITLE_CODES, postings


@given(st.lists(st.integers(0, 2**31 - 1)))
def test_numbers_come_back_as_they_were_packed(values):
    assert numbers.read_varints(numbers.varints(np.array(values, dtype=np.int64))).tolist() == values


@given(st.lists(st.integers(0, 2**62) | st.integers(0, 9)))
def test_equal_keys_stay_in_their_order(values):
    assert numbers.order(np.array(values, dtype=np.int64)).tolist() == sorted(
        range(len(values)), key=values.__getitem__
    )


@given(st.lists(st.integers(0, 2000)))
def test_short_numbers_come_back_as_they_were_packed(values):
    assert numbers.read_short_numbers(numbers.short_numbers(np.array(values, dtype=np.int64))).tolist() == values


@given(st.lists(st.sets(st.integers(0, 2000), min_size=1)), st.integers(2001, 10_000))
def test_lists_come_back_as_they_were_packed(lists, documents):
    gaps = [np.diff(sorted(one), prepend=-1) - 1 for one in lists]
    lengths, flat = np.array([len(one) for one in lists], dtype=np.int64), np.array([*chain(*gaps)], dtype=np.int64)
    back = numbers.read_lists(*numbers.lists(lengths, flat, documents), len(lists), documents)
    assert [array.tolist() for array in back] == [lengths.tolist(), flat.tolist()]


@given(st.lists(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 99))), min_size=1))
def test_rows_are_gathered_as_if_they_had_been_sorted_in_one(parts):
    """Rows of one group keep their order, whichever part they are of."""
    arrays = [np.array(sorted(part, key=lambda row: row[0]), dtype=np.int64).reshape(-1, 2).T for part in parts]
    sizes, (column,) = numbers.gathered([tuple(array) for array in arrays], 6)
    rows = sorted(chain(*(array.T.tolist() for array in arrays)), key=lambda row: row[0])
    assert column.tolist() == [value for _, value in rows]
    assert sizes.tolist() == [sum(group == own for own, _ in rows) for group in range(6)]


@pytest.mark.parametrize("size", [1, 7, 40])
def test_the_portions_that_documents_are_sorted_in_change_nothing(size, monkeypatch):
    texts = [f"Reward {at % 3} model-based trees, reward hacking {'again ' * (at % 5)}." for at in range(40)]
    papers = [Document(name=f"p{at}", title=f"Reward {at}", abstract=text) for at, text in enumerate(texts)]
    whole = dict(index.files(papers, (), ()))
    monkeypatch.setattr(numbers, "_BLOCK", size)
    assert dict(index.files(papers, (), ())) == whole


def test_a_weight_is_what_its_own_document_says_and_no_other():
    """Once in the abstract weighs about 1, in the title 2.5 more; a paper that joins changes neither."""
    one, other = (
        {"title": title, "abstract": text, "theme": "", "terms": ""}
        for title, text in (("Tree", "A tree, a leaf, a leaf, a leaf. Bark."), ("Soil", "Wood. " * 300))
    )
    for documents in ([one], [one, other]):
        stream = read([*documents, *({**other, "abstract": "Wood."} for _ in range(9))])
        found = postings(stream)
        firsts = np.cumsum(found.having) - found.having
        weights = {
            term: LOWEST * STEP ** (int(found.code[first]) // TITLE_CODES)
            for term, first, having in zip(stream.terms, firsts, found.having, strict=True)
            if having and found.document[first] == 0
        }
        assert weights == {
            term: pytest.approx(weight, rel=0.15) for term, weight in {"tree": 3.5, "leaf": 1.57, "bark": 1.0}.items()
        }
