"""Tokens are made portion by portion, and a portion is what it was wherever it stands."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import executors as module
from generator import reuse
from generator.cache import Cache
from generator.executors import SERIAL, portions
from generator.model import Paper, Theme
from generator.similarity import words
from generator.similarity.tokenised import END, Tokens, tokenised, unpacked
from generator.similarity.vectors import Space
from generator.themes.profiles import space_of

THEMES = (Theme(slug="one", name="Trees", scope="Of wood", terms=("oak",)),)
TEXTS = tuple(f"Oaks of the {number}th year, fine-tuned; see https://a.example/{number}" for number in range(40))


def spelled(made: Tokens) -> list[list[str]]:
    found = iter(unpacked(made.numbers).tolist())
    return [[made.distinct[next(found)] for _ in range(length)] for length in unpacked(made.lengths).tolist()]


@given(st.lists(st.text()))
def test_the_tokens_of_each_text_stand_in_its_place_with_an_end(texts: list[str]) -> None:
    assert spelled(tokenised(texts)) == [[*words.tokens(text), END] for text in texts]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_TEXTS", 4)


@given(st.lists(st.sampled_from(["", *TEXTS])))
def test_portions_are_all_texts_in_their_order_and_none_is_long(texts: list[str]) -> None:
    cut = list(portions(texts))
    assert [text for portion in cut for text in portion] == texts
    assert all(0 < len(portion) <= module._MOST * module._TEXTS for portion in cut)


@pytest.mark.usefixtures("small")
def test_equal_texts_are_cut_into_portions_too() -> None:
    assert {len(portion) for portion in portions(("",) * 32)} == {module._MOST * 4}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("at", [0, 13, 40])
def test_a_text_that_joins_changes_one_portion(at: int) -> None:
    before, after = list(portions(TEXTS)), list(portions((*TEXTS[:at], "Beech", *TEXTS[at:])))
    assert len(before) > 4
    assert len(set(after) - set(before)) <= 2
    assert len(set(before) - set(after)) <= 1


def library(texts: tuple[str, ...]) -> tuple[Paper, ...]:
    return tuple(Paper(title=f"Of {text[:9]}", abstract=text, witnesses=()) for text in texts)


def told(vectors: Space) -> tuple[object, ...]:
    return vectors.terms.surfaces, vectors.matrix.toarray().tolist(), vectors.own.toarray().tolist()


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "texts", [TEXTS, TEXTS[1:], (*TEXTS, "A beech"), tuple(text.replace("fine-t", "fine t") for text in TEXTS)]
)
def test_kept_tokens_give_the_vectors_of_these_papers(tmp_path: Path, texts: tuple[str, ...]) -> None:
    first, later = Cache(tmp_path / "cache"), Cache(tmp_path / "cache")
    space_of(library(TEXTS), THEMES, executor=reuse.remembering(first, SERIAL))
    papers = library(texts)
    vectors = space_of(papers, THEMES, executor=reuse.remembering(later, SERIAL))
    assert told(vectors) == told(space_of(papers, THEMES))
    assert first.made["tokens"] > 4
    assert later.reused["tokens"] >= first.made["tokens"] // 2 or "fine t" in texts[0]


def test_without_a_cache_nothing_stands_between() -> None:
    assert reuse.remembering(None, SERIAL) is SERIAL
