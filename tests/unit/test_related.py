"""Related papers: ``generator.related``."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Library, Paper, Place, Witness
from generator.related import nearest
from generator.similarity import hubs, near
from generator.similarity.vectors import space
from generator.themes.assign import space_of

WORDS = ("bandit", "regret", "optimism", "reward", "preference", "alignment", "diffusion", "image", "the", "of")


def paper(number: int, title: str, abstract: str = "") -> Paper:
    witness = Witness(dump="d", place=Place("d.txt", number + 1), position=number + 1, title=title)
    return Paper(title=title, abstract=abstract, witnesses=(witness,), slug=f"p{number}")


def papers_of(*titles: str) -> tuple[Paper, ...]:
    return tuple(paper(number, title) for number, title in enumerate(titles))


def test_no_paper_and_one_paper_have_no_related_ones() -> None:
    assert nearest(()) == ()
    assert nearest(papers_of("Regret of bandits")) == ((),)


def test_nearest_paper_comes_first_with_the_terms_they_share() -> None:
    papers = papers_of(
        "Direct preference optimization",
        "Image diffusion",
        "A direct preference optimization loss",
        "A diffusion of images",
    )
    related = nearest(papers)
    assert [entries[0].slug for entries in related] == ["p2", "p3", "p0", "p1"]
    assert related[0][0].shared == ("direct preference optimization",)


def test_exactly_as_many_as_asked_for_even_if_papers_share_nothing() -> None:
    papers = papers_of(*(f"subject{number}" for number in range(15)))
    related = nearest(papers)
    assert {len(entries) for entries in related} == {10}
    assert {(entry.score, entry.shared) for entries in related for entry in entries} == {(0.0, ())}
    assert {len(entries) for entries in nearest(papers, count=3)} == {3}


def test_strangers_are_those_that_come_next_behind_whoever_shares_a_word() -> None:
    """So that they are other ones for each paper, and the first paper of the library is no hub."""
    papers = papers_of(*(f"subject{number}" for number in range(12)), "bandit", "bandit")
    related = nearest(papers)
    assert [entry.slug for entry in related[13]] == ["p12", *(f"p{number}" for number in range(9))]
    assert [entry.slug for entry in related[4]] == [f"p{number % 14}" for number in range(5, 15)]


@pytest.mark.parametrize("seed", range(3))
def test_no_paper_is_among_the_first_of_too_many_lists(seed: int) -> None:
    """One paper is the nearest to all others; it stays where it is nearest, and no list loses an entry."""
    chance = np.random.default_rng(seed)
    others = np.array([[0, *chance.permutation(np.arange(1, 60))[:9]] for _ in range(60)])
    scores = -np.sort(-chance.random((60, 10)).round(3), axis=1)
    moved, after = hubs.spread(others, scores)
    assert np.bincount(moved[:, : hubs.FIRST].ravel()).max() == hubs.MOST
    assert (np.sort(moved, axis=1) == np.sort(others, axis=1)).all()
    assert (np.diff(after, axis=1) <= 0).all()
    kept = (moved[:, : hubs.FIRST] == 0).any(axis=1)
    assert scores[kept, 0].min() >= scores[~kept, 0].max()


def test_few_hubs_are_left_as_they_are() -> None:
    others = np.array([[other for other in range(11) if other != number] for number in range(11)])
    scores = np.ones((11, 10))
    moved, after = hubs.spread(others, scores)
    assert (moved == others).all()
    assert (after == scores).all()


def test_short_lists_have_no_room_to_move_anything_back() -> None:
    others = np.ones((40, 3), dtype=np.int64)
    assert (hubs.spread(others, np.ones((40, 3)))[0] == others).all()


def test_function_words_of_unspaced_scripts_are_no_reasons() -> None:
    papers = papers_of(
        "强化学习的控制和机器人在",
        "强化学习的方法和语言在",
        "強化学習によるロボットの制御",
        "強化学習によるモデルの訓練",
    )
    shared = [entries[0].shared for entries in nearest(papers)]
    assert shared == [("强化学习",)] * 2 + [("強化学習",)] * 2


def test_what_is_said_of_themes_changes_no_nearness(real_library: Library) -> None:
    vectors = space_of(real_library.papers, real_library.themes)
    assert nearest(real_library.papers, vectors) == real_library.related


def test_smaller_library_gives_all_others() -> None:
    assert {len(entries) for entries in nearest(papers_of("bandits", "regret", "bandits and regret"))} == {2}


def test_a_term_that_many_papers_have_brings_nobody_together_in_a_large_library(monkeypatch) -> None:
    papers = papers_of(*(f"bandit {number // 2}th" for number in range(8)))

    def brought() -> list[int]:
        return near.candidates(space(papers)).found.sum(axis=1).tolist()

    assert brought() == [7] * 8
    monkeypatch.setattr(near, "_COMMON", 4)
    assert brought() == [7] * 8
    monkeypatch.setattr(near, "_FREE", 8 * 4)
    assert brought() == [1] * 8


def test_equally_near_papers_come_in_the_order_of_the_library() -> None:
    related = nearest(papers_of("bandit regret", *["bandit regret"] * 4, "diffusion"))
    assert [entry.slug for entry in related[0]] == ["p1", "p2", "p3", "p4", "p5"]


texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@given(st.lists(texts, min_size=2, max_size=30))
def test_lists_are_full_sorted_and_never_name_their_own_paper(titles: list[str]) -> None:
    papers = papers_of(*titles)
    for own, entries in zip(papers, nearest(papers), strict=True):
        slugs = [entry.slug for entry in entries]
        assert len(slugs) == len(set(slugs)) == min(10, len(papers) - 1)
        assert own.slug not in slugs
        assert all(first.score >= second.score for first, second in pairwise(entries))
        assert all(0.0 <= entry.score <= 1.0 and len(entry.shared) <= 5 for entry in entries)


def test_no_paper_of_the_real_dumps_is_in_more_than_15_first_fives(real_library: Library) -> None:
    named = Counter(entry.slug for entries in real_library.related for entry in entries[:5])
    assert named.most_common(1)[0][1] <= 15


def test_shared_terms_of_the_real_dumps_are_phrases_without_their_single_words(real_library: Library) -> None:
    """ "Preference" or "optimization" never stands beside "preference optimization"."""
    for entries in real_library.related:
        for entry in entries:
            words = [set(term.lower().replace("-", " ").split()) for term in entry.shared]
            assert not any(one < other for one in words for other in words), entry.shared
