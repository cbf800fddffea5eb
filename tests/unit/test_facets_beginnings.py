"""Phrases are looked for where the letters stand that they begin with, in texts that have what they need: found is what
the patterns find everywhere."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.dumps import read_folder
from generator.facets.beginnings import beginnings
from generator.facets.needs import needs
from generator.facets.rules import Phrases, rules

ROOT = Path(__file__).resolve().parent.parent.parent
EVERY = tuple(
    phrases
    for phrases in (
        rules().promise,
        rules().asks,
        *(of for _, of in rules().offers),
        *(each for rule in rules().kinds for each in (rule.title, rule.abstract, rule.also, rule.unless)),
    )
    if phrases.patterns
)
NEEDED = tuple(piece for phrases in EVERY for pieces in phrases.needed for piece in pieces)
WORDS = (
    "we this paper our work the proposed propose proposes a an novel new method then and first introduce present "
    "release released code data dataset model models is are available will be made upon acceptance open-source "
    "benchmark prove proofs theorem lower bounds regret sub-linear sublinear no O(n) O (T) theoretical "
    "sample complexity finite-sample outperforms improves achieving state-of-the-art results significantly "
    "suboptimality called NaMe (DWM) dubbed DiffIT, survey of review a, the: . , ; \\tilde \\mathcal{O} We Our weſ  "
    "ıs İs K can being soon"
).split(" ")
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(NEEDED), st.text(max_size=4)), max_size=24).map(
    " ".join
)


def everywhere(phrases: Phrases, text: str) -> list[tuple[int, int]]:
    """Return where the patterns match, without regard to how they begin."""
    return [match.span() for pattern in phrases.patterns for match in pattern.finditer(text)]


def first(phrases: Phrases, text: str) -> list[tuple[int, int]]:
    """Return where the first pattern that matches does so first."""
    return [match.span() for pattern in phrases.patterns if (match := pattern.search(text))][:1]


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_every_phrase_is_found_where_its_pattern_finds_it(text: str) -> None:
    for phrases in EVERY:
        assert [match.span() for match in phrases.all_in(text)] == everywhere(phrases, text)
        assert [match.span() for match in phrases.first_in(text)] == first(phrases, text)


def test_every_phrase_of_the_dumps_is_found_where_its_pattern_finds_it() -> None:
    texts = [text for record in read_folder(ROOT / "dumps").records[::9] for text in (record.title, record.abstract)]
    for text in texts:
        for phrases in EVERY:
            assert [match.span() for match in phrases.all_in(text)] == everywhere(phrases, text)


@pytest.mark.parametrize(
    ("pattern", "begun"),
    [
        (r"\btheorems?\b", {"theore"}),
        (r"\b(?:we|to) prove\b", {"we pro", "to pro"}),
        (r"\ban? (?:novel|new) ", {"an novel ", "an new ", "a novel ", "a new "}),
        (r"\b(?:sub)?optimality\b", {"suboptima", "optima"}),
        (r"(?:we|our) (?:also )?(?=x)", {"we ", "our "}),
        (r"O ?\(|\\Omega", {"o (", "o(", r"\omega"}),
        (r"ab*c|abx", {"ab", "ac"}),
        (r"\b\w{1,9} (?:arena|gym)\b", set()),
        (r"[ab]ound", set()),
        (r"x?[ab]?cd", set()),
        (r"(?:|a)b?", set()),
    ],
)
def test_what_a_pattern_begins_with_is_read_off_it(pattern: str, begun: set[str]) -> None:
    assert set(beginnings(pattern)) == begun


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\b(?:an?|the) (?:[\w -]{0,40} )?(?:survey|review)s?\b", {"survey", "review"}),
        (r"\b(?:lower|upper) bounds?\b", {" bound"}),
        (r"\b\w{1,20} (?:arena|test suite)\b", {"arena", "test suite"}),
        (r"codes?|code-?bases?|software", {"code", "software"}),
        (r"abc(?=defgh)|(?<!abcdef)ghij", {"abc", "ghij"}),
        (r"(?:abcd){2}ef", {"abcd"}),
        (r"(?:abcd)?ef", {"ef"}),
        (r"abcd|[xy]z?", set()),
        (r"O ?\(", set()),
    ],
)
def test_what_a_pattern_needs_is_read_off_it(pattern: str, needed: set[str]) -> None:
    assert set(needs(pattern)) == needed


def test_nearly_all_phrases_are_looked_for_by_what_they_begin_with_or_need() -> None:
    told = [(begin, needed) for phrases in EVERY for begin, needed in zip(phrases.begin, phrases.needed, strict=True)]
    assert sum(bool(begin or needed) for begin, needed in told) >= 0.95 * len(told)


LETTERS = st.sampled_from("abc")
ATOMS = st.one_of(LETTERS, st.just("[ab]"), st.just(r"\b"), st.just("."), st.just("(?=a)"), st.just("ab"))
TIMES = st.sampled_from(["", "", "?", "*", "+", "{0,2}", "{2}", "{1,2}?"])


def patterns() -> st.SearchStrategy[str]:
    """Return regular expressions of all that phrases may be made of."""

    def longer(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        group = st.tuples(inner, TIMES).map(lambda told: f"(?:{told[0]}){told[1]}")
        return st.one_of(
            group,
            st.lists(inner, min_size=1, max_size=3).map("".join),
            st.lists(inner, min_size=2, max_size=3).map("|".join).map(lambda told: f"(?:{told})"),
        )

    single = st.tuples(ATOMS, TIMES).map(lambda told: f"(?:{told[0]}){told[1]}" if len(told[0]) > 1 else "".join(told))
    return st.recursive(single, longer, max_leaves=8)


@given(patterns(), st.text("abc ", max_size=12))
@settings(max_examples=300, deadline=None)
def test_each_match_of_any_pattern_begins_with_one_of_its_pieces(pattern: str, text: str) -> None:
    pieces = beginnings(pattern)
    for match in re.finditer(pattern, text):
        assert not pieces or text.startswith(pieces, match.start())


@given(patterns(), st.text("abc ", max_size=12))
@settings(max_examples=300, deadline=None)
def test_each_match_of_any_pattern_has_one_of_the_pieces_that_it_needs(pattern: str, text: str) -> None:
    pieces = needs(pattern)
    for match in re.finditer(pattern, text):
        assert not pieces or any(piece in match[0] for piece in pieces)
