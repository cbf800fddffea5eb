"""Deduplicate: what is one paper, and what never is."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dedupe import deduplicate
from generator.dedupe.block import BUCKET, candidates
from generator.dedupe.fold import compact, numbers, words
from generator.dedupe.profile import profile, shingles
from generator.model import Paper
from tests.deduping import ABSTRACT, OTHER, REWRITTEN, record, verdict

# --- fold -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("un$^2$CLIP: Inverting unCLIP", r"un\(^2\)CLIP:  inverting unCLIP"),
        (r"via $\mathbf{\texttt{D}}$ual-$\mathbf{\texttt{H}}$ead", "via texttt{D}ual-texttt{H}ead"),
        (r"$O(n\log n)$ Sparse Attention", "O(nlog n) Sparse Attention"),
        ("An Under-actuated Gripper", "An Underactuated Gripper"),
        ("Schrödinger’s “cat” — a naïve view", 'Schrodinger\'s "cat" - A Naive View'),
        (r"Mobi-$\pi$: Mobilizing", "Mobi-π: Mobilizing"),
        ("The ﬁrst ﬂow", "The first flow"),
    ],
)
def test_typography_and_markup_are_folded_away(one: str, other: str) -> None:
    assert compact(one) == compact(other)


@pytest.mark.parametrize(
    ("one", "other"), [("GAMA", "GAMA++"), ("Model 2.0", "Model 3.0"), ("On trees", "On forests"), ("学习", "学生")]
)
def test_what_names_another_thing_is_not_folded_away(one: str, other: str) -> None:
    assert compact(one) != compact(other)


def test_numbers_keep_their_points_and_lose_their_thousands_commas() -> None:
    assert numbers("1,000 papers, v2.0 and $10^3$") == ("1000", "2.0", "103")


def test_a_title_without_words_is_compared_as_it_stands() -> None:
    assert compact("🎲 🎲") == "🎲🎲"
    assert words("🎲 🎲") == ()


def test_shingles_are_the_same_in_every_process_and_ignore_repetition() -> None:
    assert shingles(("a", "b", "c")).tolist() == [13304721288380901489]
    assert shingles(tuple("abcabc")).tolist() == shingles(tuple("abcabcabc")).tolist()
    assert len(shingles(("a", "b"))) == 0


# --- match ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STAR: Spacial Transformation Reasoning", "STAR: Spatial Transformation Reasoning"),
        ("What makes an social robot convincing?", "What makes a social robot convincing?"),
        ("RedOne", "RedOne: Revealing Domain-specific Post-Training in Social Networking"),
        ("The Manifold of Human Emotions", "Beyond Sentiment: The Manifold of Human Emotions"),
        ("DropMax: Adaptive Variational Softmax", "DropMax: Adaptive Stochastic Softmax"),
        ("Policy Gradients for Linearized Control Problems", "Policy Gradients for Linearized Control Tasks"),
        ("Policies from Smoothed Value Functions", "Smoothed Value Functions for Policies"),
    ],
)
def test_near_titles_with_the_same_abstract_are_one_paper(one: str, other: str) -> None:
    assert verdict(record(one), record(other)) == "same"
    assert verdict(record(one), record(other, OTHER)) != "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("On Modulation, Part I: Noise", "On Modulation, Part II: Sampling"),
        ("On Modulation -- Part I", "On Modulation -- Part II"),
        ("Nemotron 3 Super: Open Hybrid Models", "Nemotron 3 Ultra: Open Hybrid Models"),
        ("Risk Management in Practice", "Risk Management in Practice v1.5"),
        ("RedOne: Revealing Post-Training", "RedOne 2.0: Rethinking Post-Training"),
        ("RedOne", "RedOne 2.0"),
        ("RedOne", "RedOne 2.0: Rethinking Post-Training"),
        ("The Illusion of Thinking", "Comment on The Illusion of Thinking"),
        ("The Illusion of Thinking", "The Illusion of Thinking: A Reply to Critics Part B"),
        ("Formalising Software Requirements", "A Short Survey on Formalising Software Requirements"),
        ("Formalising Software Requirements", "Erratum: Formalising Software Requirements"),
        ("LongCat-Image Technical Report", "LongCat-Video Technical Report"),
        ("Mind DeepResearch Technical Report", "Tongyi DeepResearch Technical Report"),
        ("NTIRE 2025 Challenge on Video", "NTIRE 2026 Challenge on Video"),
        ("Manipulators with Four Degrees of Freedom", "Manipulators with Five Degrees of Freedom"),
        ("Encoder Base: A Study in Trees", "Encoder Large: A Study in Trees"),
        ("GAMA: Manifold Alignment", "GAMA++: Manifold Alignment"),
        ("Learning Supervised Features", "Learning Unsupervised Features"),
        ("Implicit Bias of Networks", "Explicit Bias of Networks"),
        ("What Could Have Changed?", "EgoVIS@CVPR: What Could Have Changed?"),
    ],
)
def test_a_series_or_a_text_about_a_paper_is_never_united_with_it(one: str, other: str) -> None:
    """Not even when somebody copied the abstract."""
    assert verdict(record(one), record(other)) != "same"


def test_an_equal_title_needs_a_trace_in_the_abstract() -> None:
    title = "Towards Understanding the Limitations of Value Models"
    assert verdict(record(title), record(title, REWRITTEN)) == "same"
    assert verdict(record(title), record(title, OTHER)) == "possible"


@pytest.mark.parametrize("title", ["Preface", "Editorial", "Plenary Talks"])
def test_an_equal_title_of_few_words_needs_the_same_abstract(title: str) -> None:
    assert verdict(record(title), record(title, REWRITTEN)) != "same"
    assert verdict(record(title), record(title, ABSTRACT + " And more.")) == "same"


def test_the_same_abstract_under_unlike_titles_unites_nothing() -> None:
    assert verdict(record("Boosting Decision Trees"), record("A General Purpose Image Chip")) != "same"


def test_the_same_short_abstract_under_unlike_titles_is_possibly_one_paper() -> None:
    short = " ".join(ABSTRACT.split()[:25])
    one, other = record("Boosting Decision Trees", short), record("A General Purpose Image Chip", short)
    assert verdict(one, other) == "possible"
    assert verdict(one, record("A General Purpose Image Chip", short + " In short.")) == "different"
    first, second = deduplicate([one, other]).papers
    assert (first.possibly_same, second.possibly_same) == ((second.slug,), (first.slug,))


def test_a_cut_abstract_is_found_in_the_whole_one() -> None:
    assert (
        verdict(record("Discount Schedules for Imitation"), record("Discount Schedules for Imitations", ABSTRACT[:160]))
        == "same"
    )


def test_strangers_as_authors_make_an_equal_title_worth_less() -> None:
    title = "Confidence Scoring with Linear Probes"
    one, other = record(title, authors=("Ada Lovelace",)), record(title, REWRITTEN, authors=("Turing, Alan",))
    assert verdict(one, other) != "same"
    assert verdict(one, record(title, REWRITTEN, authors=("Lovelace, Ada",))) == "same"


def test_a_shared_identifier_unites_two_versions_and_ignores_their_number() -> None:
    one = record("Models Optimized to Fool Detectors", arxiv="2505.14608v1")
    other = record("Attacks on Detectors Retain Fingerprints", REWRITTEN, doi="10.48550/arXiv.2505.14608")
    assert verdict(one, other) == "same"


def test_a_shared_identifier_alone_unites_nothing() -> None:
    assert (
        verdict(record("Decision Trees", doi="10.1/book"), record("Image Chips", OTHER, doi="10.1/book")) == "possible"
    )


def test_different_identifiers_part_what_is_not_the_same_text() -> None:
    title = "Discount Schedules for Imitation Learning"
    one = record(title, arxiv="2501.00001")
    assert verdict(one, record(title, REWRITTEN, arxiv="2501.00002")) == "different"
    assert verdict(one, record(title, arxiv="2501.00002")) == "same"


# --- block, cluster -------------------------------------------------------------------------------------------------


def test_a_key_that_many_share_makes_no_pairs() -> None:
    generator = random.Random(1)
    texts = [" ".join(f"w{generator.randrange(10**6)}" for _ in range(40)) for _ in range(BUCKET + 1)]
    profiles = [profile(record("Preface", text)) for text in texts]
    assert candidates(profiles) == []
    assert len(candidates(profiles[:5])) == 10


def test_an_identifier_that_many_share_links_neighbours_only() -> None:
    generator = random.Random(1)
    texts = [" ".join(f"w{generator.randrange(10**6)}" for _ in range(40)) for _ in range(3 * BUCKET)]
    profiles = [profile(record(f"Paper{n}", text, doi="10.1/book")) for n, text in enumerate(texts)]
    assert len(candidates(profiles)) == len(profiles) - 1


def test_a_third_record_does_not_chain_two_papers_together() -> None:
    papers = [
        record(title, dump=str(n))
        for n, title in enumerate(("RedOne", "RedOne 2.0", "RedOne: Revealing Post-Training"))
    ]
    merged = deduplicate(papers).papers
    assert [paper.witnesses[-1].title for paper in merged] == ["RedOne: Revealing Post-Training", "RedOne 2.0"]


TITLES = (
    "RedOne",
    "RedOne 2.0",
    "RedOne: Revealing Post-Training",
    "Red-One",
    "Preface",
    "On Modulation, Part I",
    "On Modulation, Part II",
    "On Modulations: Part I",
    "On Modulation",
)
TEXTS = (ABSTRACT, REWRITTEN, OTHER, ABSTRACT[:150], ABSTRACT + " " + OTHER, "")
IDENTIFIERS = ("", "2501.00001", "2501.00001v2", "2501.00002")
records = st.lists(
    st.tuples(st.sampled_from(TITLES), st.sampled_from(TEXTS), st.sampled_from(IDENTIFIERS)), min_size=1, max_size=12
)


@given(records, st.randoms(use_true_random=False))
def test_clusters_do_not_depend_on_the_order(drawn: list[tuple[str, str, str]], shuffler: random.Random) -> None:
    papers = [record(title, text, arxiv=arxiv, line=line) for line, (title, text, arxiv) in enumerate(drawn, start=1)]
    shuffled = list(papers)
    shuffler.shuffle(shuffled)

    def clusters(order: list[Paper]) -> set[frozenset[int]]:
        return {frozenset(witness.place.line for witness in paper.witnesses) for paper in deduplicate(order).papers}

    assert clusters(papers) == clusters(shuffled)


@given(records)
def test_every_record_is_a_witness_once_and_papers_stand_in_the_order_of_first_witnesses(
    drawn: list[tuple[str, str, str]],
) -> None:
    papers = [record(title, text, arxiv=arxiv, line=line) for line, (title, text, arxiv) in enumerate(drawn, start=1)]
    merged = deduplicate(papers).papers
    lines = [[witness.place.line for witness in paper.witnesses] for paper in merged]
    assert sorted(line for group in lines for line in group) == list(range(1, len(drawn) + 1))
    assert all(group == sorted(group) for group in lines)
    assert [group[0] for group in lines] == sorted(group[0] for group in lines)


# --- real pairs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "least"), [("same", 0.97), ("different", 1.0)])
def test_judged_pairs_are_told_apart(shared: Path, name: str, least: float) -> None:
    lines = (shared / "eval" / f"{name}_paper.jsonl").read_text(encoding="utf-8").splitlines()
    pairs = [[record(each["title"], each["abstract"]) for each in json.loads(line)["records"]] for line in lines]
    right = sum((verdict(*pair) == "same") == (name == "same") for pair in pairs)
    assert right / len(pairs) >= least
