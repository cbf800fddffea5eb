"""Folding and profiles look at plain ASCII in a quicker way: with the result that all other text has."""

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.dedupe import fold
from generator.dedupe.profile import _KIND, _kind

PIECES = st.sampled_from(
    [
        "un$^2$CLIP",
        "\\emph{x}",
        "mathbf{y}",
        "don't",
        "``q''",
        "C++",
        "GAMA+ ",
        "a+b",
        "A_1",
        "é",
        "ﬁ",
        "ß",
        "α",
        "文字",
        "1,000",
        ".",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=5), st.just(" ")), max_size=12).map("".join)
_WORD = re.compile(r"[^\W_]+")


@given(TEXTS.filter(str.isascii))
def test_the_words_of_ascii_are_those_of_any_text(text: str) -> None:
    told = fold.plain(text)
    assert fold.words(text) == tuple(_WORD.findall(fold._PLUS.sub(" plus", told)))
    assert fold.words(f"{text} 文") == (*fold.words(f"{text} x")[:-1], "文")


@given(TEXTS)
def test_no_mark_of_a_formula_is_left_of_a_text(text: str) -> None:
    assert not set(fold.plain(text)) & set("\\${}^'`’‘´")


KINDS = st.sampled_from(
    ["this ", "The ", "In this ", "video", "VIDEO", " shows", "comment", "reply ", "Extended abstract", "ı", "ſ"]
)


@given(st.lists(KINDS, max_size=6).map("".join))
def test_what_an_abstract_says_it_is_of_is_found_at_once(text: str) -> None:
    said = {kind.lower() for found in _KIND.findall(text) for kind in found if kind}
    assert _kind(text) == said
