"""Words, terms, reasons and vectors: ``generator.similarity``."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Paper, Place, Witness
from generator.similarity import vectors, words
from generator.similarity.lexicon import Field
from generator.similarity.reasons import strongest
from generator.similarity.stopwords import adverb
from generator.similarity.terms import Terms, collect
from generator.similarity.vectors import latent, space


def terms_of(*texts: str, titles: tuple[str, ...] = ()) -> Terms:
    """The terms of texts that each count as one paper."""
    blank = titles or ("",) * len(texts)
    return collect((Field(blank, 3.0, running=False), Field(texts, 1.0)), papers=len(texts))


def paper(title: str, abstract: str = "") -> Paper:
    witness = Witness(dump="d", place=Place("d.txt", 1), position=1, title=title)
    return Paper(title=title, abstract=abstract, witnesses=(witness,), slug=title.lower().replace(" ", "-"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("policy", "policies"),
        ("Policy", "policy"),
        ("optimisation", "optimization"),
        ("optimise", "optimize"),
        ("generalised", "generalized"),
        ("analysing", "analyzing"),
        ("behaviour", "behavior"),
        ("behavioural", "behavioral"),
        ("neighbours", "neighbor"),
        ("modelling", "modeling"),
        ("labelled", "labeled"),
        ("losses", "loss"),
        ("boxes", "box"),
        ("naïve", "naive"),
        ("model's", "model"),
        ("LLMs", "LLM"),
    ],
)
def test_forms_of_a_word_are_one_word(one: str, other: str) -> None:
    assert words.fold(one) == words.fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("general", "generative"),
        ("bias", "base"),
        ("hour", "hor"),
        ("source", "sorce"),
        ("class", "clas"),
        ("policy", "police"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert words.fold(one) != words.fold(other)


def test_mathematics_addresses_and_numbers_are_no_terms() -> None:
    text = r"The regret of \(O(\sqrt{regretful})\), see https://example.org/optimism and 2024 in bandits."
    assert set(terms_of(text, text).surfaces) == {"regret", "bandits"}


@pytest.mark.parametrize("piece", [r"\(", r"\[x", "a", "a-", "a'", "@", "a.b+", "https://", "\\", "模"])
def test_megabyte_of_anything_is_read_in_a_moment(piece: str) -> None:
    """Work that grows with the square of the length would take days here, not milliseconds: no clock is needed."""
    assert len(words.tokens(piece * (1_000_000 // len(piece)))) >= 1


def test_phrase_ends_at_a_stop_word_and_at_punctuation() -> None:
    text = "On offline data, sampling and pessimism"
    surfaces = terms_of(text, text).surfaces
    assert "offline data" in surfaces
    assert not {"data sampling", "sampling pessimism"} & set(surfaces)


def test_hyphen_makes_a_phrase_even_of_stop_words_and_is_kept() -> None:
    text = "An on-policy learner with an LLM-as-a-judge"
    surfaces = terms_of(text, text).surfaces
    assert {"on-policy", "LLM-as-a-judge"} <= set(surfaces)
    assert not {"as-a-judge", "LLM-as"} & set(surfaces), "a compound is never cut in two"


def test_term_of_a_single_paper_is_left_out() -> None:
    assert terms_of("bandits regret", "bandits optimism").surfaces == ("bandits",)


def test_most_frequent_form_in_running_text_is_shown() -> None:
    found = terms_of(
        "Preference optimization. The preference optimization",
        "a preference optimisation",
        titles=("Preference Optimization",) * 2,
    )
    assert "preference optimization" in found.surfaces
    assert "Preference Optimization" not in found.surfaces


def test_names_and_acronyms_keep_their_capitals() -> None:
    surfaces = terms_of("We train LLMs towards Nash equilibria", "LLMs and Nash equilibria").surfaces
    assert {"LLMs", "Nash", "Nash equilibria"} <= set(surfaces)


def test_closed_and_hyphenated_compound_share_a_term() -> None:
    found = terms_of("finetuning", "fine-tuning")
    mentions = found.counts.toarray()[:, found.surfaces.index("finetuning")]
    assert mentions.tolist() == [1.0, 1.0]


def test_title_counts_more_than_abstract() -> None:
    found = terms_of("bandits", "bandits", titles=("bandits", ""))
    assert found.counts.toarray()[:, 0].tolist() == [4.0, 1.0]


def test_text_without_spaces_between_words_gives_pairs_of_signs() -> None:
    text = "強化學習 と 報酬"
    assert {"強化", "化學", "學習"} <= set(terms_of(text, text).surfaces)


def test_every_array_of_the_terms_is_as_long_as_the_others() -> None:
    """A word met only inside a hyphenated compound has no form of its own, and must not shift the others' forms."""
    found = terms_of("The a-b test over-the-top theover", "a-b over-the-top, the-over bandits", "ab overthe bandits")
    assert found.counts.shape[1] == len(found.surfaces) == len(found.stems) == len(found.telling)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_any_text_gives_aligned_terms_and_finite_vectors(texts: list[str]) -> None:
    vectors = space([paper(f"p{number}", text) for number, text in enumerate(texts)])
    assert vectors.matrix.shape == (len(texts), len(vectors.terms.surfaces))
    assert np.isfinite(vectors.matrix.data).all()
    assert all(surface.strip() for surface in vectors.terms.surfaces)


def reasons(text: str, *, count: int = 5) -> tuple[str, ...]:
    """The reasons for which a text is like itself, in a library where half the papers are about something else."""
    others = [paper(f"q{number}", "unrelated subject matter") for number in range(4)]
    vectors = space([paper("", text), paper("", text), *others])
    return strongest(vectors.terms, *vectors.common(0, 1), count=count)


def test_phrase_replaces_the_words_in_it() -> None:
    assert reasons("direct preference optimization") == ("direct preference optimization",)


def test_reasons_differ_in_more_than_hyphens() -> None:
    assert reasons("fine-tuning, finetuning") == ("fine-tuning",)


def test_as_many_reasons_as_asked_for_at_most() -> None:
    text = "bandits, regret, optimism, pessimism, exploration, imitation"
    assert len(reasons(text)) == 5
    assert len(reasons(text, count=3)) == 3


def test_word_that_is_everywhere_is_no_reason() -> None:
    papers = [paper(f"p{number}", f"models: topic{number // 2}") for number in range(40)]
    vectors = space(papers)
    assert strongest(vectors.terms, *vectors.common(0, 1), count=5) == ("topic0",)


def test_vectors_have_length_one_or_nothing() -> None:
    vectors = space([paper("bandits regret", "optimism"), paper("bandits", "regret"), paper("the")])
    lengths = np.sqrt(vectors.own.multiply(vectors.own).sum(axis=1))
    assert np.asarray(lengths).ravel().round(9).tolist() == [1.0, 1.0, 0.0]


def test_further_text_makes_a_term_of_what_one_paper_has_and_changes_nothing_between_papers() -> None:
    papers = [paper("bandits regret"), paper("bandits optimism")]
    alone, asked = space(papers), space(papers, further=[("BANDITS", "regret"), ("", "regret")])
    assert alone.terms.surfaces == ("bandits",)
    assert asked.terms.surfaces == ("bandits", "regret")
    assert asked.own.toarray().tolist() == [[1.0, 0.0], [1.0, 0.0]]
    assert asked.matrix.shape == (4, 2)
    assert asked.matrix.toarray()[0, 1] > 0.0


def test_words_that_no_other_document_has_make_a_row_shorter() -> None:
    found = space([paper("bandits"), paper("bandits optimism"), paper("bandits optimism zebra yak gnu")])
    lengths = np.sqrt(np.asarray(found.matrix.multiply(found.matrix).sum(axis=1)).ravel())
    assert lengths[0] == lengths[1] == pytest.approx(1.0)
    assert 0.3 < lengths[2] < 0.9


def test_latent_dimensions_need_enough_papers() -> None:
    assert latent(space([paper("bandits"), paper("bandits")]).own) is None


def test_latent_dimensions_bring_together_what_shares_no_word() -> None:
    """Two papers on insects name different ones; other papers name those together, and never together with a metal."""
    insects = ("ant", "bee", "wasp", "moth", "beetle", "cricket")
    metals = ("iron", "zinc", "gold", "lead", "copper", "nickel")
    texts = [". ".join(group) for subject in (insects, metals) for group in combinations(subject, 3)]
    dense = latent(space([paper("", text) for text in [*texts, "ant. bee", "beetle. cricket", "iron. zinc"]]).own)
    assert dense is not None
    one, other, stranger = dense[-3:]
    assert one @ other > one @ stranger + 0.2


@pytest.mark.parametrize("distinct", [1, 30, 300])
def test_latent_dimensions_are_the_same_by_iteration(distinct: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However alike the texts are: of 300 papers of one text, of 30 or of 300, each of six words of twenty."""
    said = [". ".join(six) for six in combinations((f"insect{chr(97 + one)}" for one in range(20)), 6)]
    own = space([paper("", said[number % distinct * 129]) for number in range(300)]).own
    written_out = latent(own)
    monkeypatch.setattr(vectors, "_DENSE", 100)
    found, again = latent(own), latent(own)
    assert written_out is not None
    assert found is not None
    assert again is not None
    assert np.array_equal(found, again)
    assert np.allclose(found @ found.T, written_out @ written_out.T, atol=1e-9)


def test_adverbs_of_manner_are_no_terms_to_show() -> None:
    assert all(adverb(word) for word in ("surprisingly", "Crucially", "iteratively"))
    assert not any(adverb(word) for word in ("supply", "anomaly", "policy", "Nelly", "family"))
