"""The difference between two texts, word by word: complete, short, and never through a formula or an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.normalise import segments
from generator.pages.worddiff import CONTEXT, HEAD, LONG, TAIL, Piece, difference

MARKS = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]", "cut": "…{}"}


def drawn(first: str, other: str) -> str:
    """A difference as one line."""
    return "".join(map(one, difference(first, other))).strip()


def one(piece: Piece) -> str:
    left_out = f" ({piece.skipped}) {piece.tail}" if piece.skipped else ""
    return " " * piece.space + MARKS[piece.kind].format(piece.text + left_out)


@pytest.mark.parametrize(
    ("first", "other", "expected"),
    [
        ("we reach 95.4% of it", "we reach 96.4% of it", "we reach [-95.4-] [+96.4+]% of it"),
        ("one two", "one two three", "one two [+three+]"),
        ("one two three", "one two", "one two [-three-]"),
        ("a word, and", "a word and", "a word[-,-] and"),
        ("日本語の論文です", "日本語の記事です", "日本語の[-論文-][+記事+]です"),
        ("cafe\u0301 au lait", "cafe au lait", "[-cafe\u0301-] [+cafe+] au lait"),
        ("", "all of it is new", "[+all of it is new+]"),
    ],
)
def test_words_numbers_and_marks_are_compared_whole(first, other, expected):
    assert drawn(first, other) == expected


def test_an_address_is_one_word_without_the_full_stop_behind_it():
    found = drawn("Code at https://huggingface.co/a/b.", "Code at https://huggingface.host/a/b.")
    assert found == "Code at [-https://huggingface.co/a/b-] [+https://huggingface.host/a/b+]."


def test_a_formula_is_never_torn_apart():
    found = difference(r"a bound of \(O(\sqrt{T} + 1)\), always", r"a bound of \(O(T + 1)\), always")
    assert [(piece.kind, piece.text) for piece in found] == [
        ("same", "a bound of"), ("gone", r"\(O(\sqrt{T} + 1)\)"), ("new", r"\(O(T + 1)\)"), ("same", ", always")
    ]  # fmt: skip


def test_changes_that_a_word_or_two_keep_apart_are_one_change():
    assert drawn("one A of B two and more", "one X of Y two and more") == "one [-A of B-] [+X of Y+] two and more"


def test_what_both_have_is_left_out_but_for_some_words_around_each_change():
    many = [f"w{number}" for number in range(100)]
    found = difference(" ".join(many), " ".join([*many[:50], "here", *many[50:]]))
    assert [piece.kind for piece in found] == ["cut", "same", "new", "same", "cut"]
    assert found[1].text == " ".join(many[50 - CONTEXT : 50])
    assert found[3].text == " ".join(many[50 : 50 + CONTEXT])


def test_a_long_change_is_shown_by_its_ends_with_the_number_of_words_between():
    rest = [f"w{number}" for number in range(LONG + 20)]
    (*_, gone) = difference("how it begins " + " ".join(rest), "how it begins")
    assert (gone.kind, gone.text, gone.tail) == ("gone", " ".join(rest[:HEAD]), " ".join(rest[-TAIL:]))
    assert gone.skipped == len(rest) - HEAD - TAIL


def test_equal_texts_and_texts_with_little_in_common_have_no_difference_to_show():
    assert difference("one two three", "one two  three") == ()
    assert difference("a " * 30 + "b", "c " * 30 + "d") == ()
    assert difference("Deep learning", "Shallow water"), "a title is short enough to read both"


def test_texts_beyond_any_abstract_are_not_compared_at_any_price():
    assert difference("one " * 20_000, "two " * 20_000) == ()


texts = st.lists(
    st.sampled_from(["a", "bc", "model", "3.5", ",", ".", r"\(x_1\)", r"\(", "<b>", "日", "e\u0301", "🙂", "\n"]),
    max_size=40,
).map(" ".join) | st.text(max_size=60)


@given(texts, texts)
def test_nothing_that_differs_is_left_out_and_nothing_is_invented(first, other):
    """Where nothing was left out, both texts can be read from the pieces; each piece stands in its text anyhow."""
    squeezed = {"gone": "".join(first.split()), "new": "".join(other.split()), "same": "".join(first.split())}
    found = difference(first, other)
    for piece in found:
        for text in filter(None, (piece.text, piece.tail)):
            assert "".join(text.split()) in squeezed[piece.kind]
    if found and not any(piece.kind == "cut" or piece.skipped for piece in found):
        for kind in ("gone", "new"):
            assert "".join("".join(p.text.split()) for p in found if p.kind in {"same", kind}) == squeezed[kind]


@given(texts, texts)
def test_every_formula_stands_whole_in_one_piece(first, other):
    formulas = {part.text for text in (first, other) for part in segments(text) if part.math}
    for piece in difference(first, other):
        for part in (part for text in (piece.text, piece.tail) for part in segments(text) if part.math):
            assert part.text in formulas
