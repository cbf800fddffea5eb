"""What takes a shorter way for most texts gives what the long way gives."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from generator import slugs
from generator.dedupe.match import match, plainly_different
from generator.dedupe.profile import profile
from generator.model import Paper
from generator.normalise import plain
from generator.search.codec import front_coded, read_front_coded
from generator.search.documents import _shown

WORDS = "oak pine maple willow birch cedar elm ash beech larch spruce fir yew alder hazel holly lime plum rowan".split()
TITLES = ("Oaks", "Oaks: a survey of trees", "A survey of trees", "Pines and other trees", "Oaks and other trees", "")
PAPERS = st.builds(
    Paper,
    title=st.sampled_from(TITLES),
    abstract=st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    identifiers=st.sampled_from(((), (("arxiv", "2401.00001"),), (("arxiv", "2401.00002"),), (("doi", "10.1/a"),))),
    authors=st.sampled_from(((), ("Ada Oak",), ("Bo Elm", "Cy Fir"))),
    witnesses=st.just(()),
)


@given(PAPERS, PAPERS)
def test_what_is_plainly_different_is_different(one: Paper, other: Paper) -> None:
    if plainly_different(profile(one), profile(other)):
        assert match(profile(one), profile(other)).verdict == "different"


def test_most_papers_are_plainly_different_and_equal_ones_are_not() -> None:
    oaks = Paper(title="On oaks", abstract=" ".join(WORDS[:9]), witnesses=())
    elms = Paper(title="On elms", abstract=" ".join(WORDS[9:]), witnesses=())
    assert plainly_different(profile(oaks), profile(elms))
    assert not plainly_different(profile(oaks), profile(oaks))


@given(st.one_of(st.text(), st.text(st.sampled_from(r"\${}^_ab '\"textbf-()[]&,1"))))
def test_a_title_without_signs_of_tex_has_the_slug_of_all_rules(title: str) -> None:
    bare = slugs._MARKUP.sub("", slugs._ACCENT.sub("", slugs._FONT.sub("", title)))
    assert slugs._TEX.search(title) or bare == title
    if asked := slugs.slugged(bare, length=slugs.LENGTH):
        assert slugs.slug_of(title) == asked


ODD = st.text(st.sampled_from("ab  \t\n\x1f.\u00a0\u0301\u2028"))


@given(st.one_of(st.text(), ODD, st.text(st.characters(codec="ascii"))))
def test_a_plain_text_is_shown_as_it_stands(text: str) -> None:
    assert _shown(text) == unicodedata.normalize("NFC", " ".join(plain(text).split()))


@given(st.lists(st.text(st.sampled_from("abé𝒳字"), max_size=40), unique=True).map(sorted))
def test_words_share_what_they_begin_with_alike_in_ascii(words: list[str]) -> None:
    packed = front_coded(words)
    assert read_front_coded(packed) == words
    before, long = "", []
    for word in words:
        shortest = min(len(before), len(word), 31)
        unlike = (at for at in range(shortest) if before[at] != word[at] or word[at] > "\x7f")
        count = next(unlike, shortest)
        long.append(chr(count) + word[count:])
        before = word
    assert packed == "".join(long).encode()
