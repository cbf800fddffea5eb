"""Facets: what a paper offers and its kind of contribution, by links and set phrases, each with what proves it."""

import re
from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import ConfigurationError
from generator.facets import Kind, facets
from generator.facets.contribution import contribution
from generator.facets.offers import may_offer
from generator.facets.rules import FILE, Phrases, Rules, read, rules
from generator.facets.sentences import sentences
from generator.model import Link, Paper, Place, Witness


def paper(title: str = "On Trees", abstract: str = "Trees grow.", *links: Link) -> Paper:
    witness = Witness(dump="one", place=Place("one.txt", 1), position=1, title=title)
    return Paper(title=title, abstract=abstract, witnesses=(witness,), links=links)


def offered(abstract: str, *links: Link) -> dict[str, str]:
    return {facet: proof for facet, proof in facets(paper("On Trees", abstract, *links)).evidence if facet != "kind"}


CODE = Link(url="https://github.com/a/b", kind="code")


def test_a_trusted_link_offers_what_it_leads_to_and_its_sentence_is_the_proof() -> None:
    data = Link(url="https://huggingface.co/datasets/a", kind="data")
    abstract = "Trees grow. See https://github.com/a/b for more. Or not."
    assert offered(abstract, CODE, data) == {
        "code": "See https://github.com/a/b for more.",
        "data": "https://huggingface.co/datasets/a",  # a field of the dump gave it
    }


def test_an_untrusted_link_offers_nothing() -> None:
    link = Link(url="https://huggingface.host/a", kind="model", trusted=False)
    found = facets(paper("On Trees", "Trees grow.", link))
    assert (found.has, found.evidence) == ((), ())


@pytest.mark.parametrize(
    ("sentence", "has"),
    [
        ("All the codes are released to facilitate future research.", "code"),
        ("We have open-sourced the preference dataset, reward model, training and evaluation code.", "code data model"),
        ("We make our code and data publicly available.", "code data"),
        ("Code, data, and models are released at our repository.", "code data model"),
        ("We release all data, collected feedback, and codes.", "code data"),
        ("The code for reproducing our results is publicly available.", "code"),
        ("We also open-source our model weights and training data to facilitate further research.", "data model"),
        ("We present Trees, an open-source Python library for growing.", "code"),
        ("Our dataset is available online.", "data"),
        ("The software is freely available under the MIT licence.", "code"),
        # promises
        ("Code, model and data will be released.", ""),
        ("Our code will soon be publicly available upon acceptance.", ""),
        ("We plan to release our code and models.", ""),
        ("The models and code are to be open-sourced for further research.", ""),
        ("Code is available upon publication.", ""),
        # what others made, and what is meant otherwise
        ("We test it on publicly available datasets and open-source models.", ""),
        ("In many fields data is not publicly available.", ""),
        ("If labelled data are available online, models are better.", ""),
        ("Large amounts of data are publicly available at no cost.", ""),
        ("Attempts distill responses from GPT models to open-source models.", ""),
        ("It is reminiscent of open-source software development.", ""),
        ("The valve releases the model organism's data signal.", ""),
        ("We study the release of private data.", ""),
    ],
)
def test_a_sentence_offers_what_is_there_and_neither_a_promise_nor_what_others_made(sentence: str, has: str) -> None:
    found = offered(f"Trees grow. {sentence}")
    assert sorted(found) == has.split()
    assert set(found.values()) <= {sentence}


def test_a_promise_proves_nothing_even_with_an_address() -> None:
    assert not offered("Code will be released at https://github.com/a/b.", CODE)


KINDS = [
    ("survey", "Machine Learning with a Reject Option: A survey", "We propose a taxonomy."),
    ("survey", "A Comprehensive Survey of Prompting Methods", ""),
    ("survey", "Prompting Methods", "This survey organises what is known."),
    ("report", "Qwen2.5-Math Technical Report", "We propose a new model."),
    ("benchmark", "MJ-Bench: Is Your Reward Model a Good Judge?", "We propose MJ-Bench."),
    ("benchmark", "How Good Are Judges?", "We introduce JudgeIt, a large-scale benchmark for judges."),
    ("dataset", "RS-GPT4V: A Unified Instruction-Following Dataset for Remote Sensing", ""),
    ("dataset", "Value Kaleidoscope", "We introduce ValuePrism, a large-scale dataset of 218k values."),
    ("system", "ProSper - A Python Library for Sparse Coding", ""),
    ("position", "Position: Benchmarks Should Be Retired", "We argue that they mislead."),
    ("theory", "Improved Regret for Online Learning", "We present an algorithm."),
    ("theory", "Dueling", "We prove a lower bound; the sample complexity is provably minimax."),
    ("method", "Tree Growing", "We propose a new algorithm that grows trees, and it outperforms all others."),
    ("method", "Diffusion World Model", "We introduce Diffusion World Model (DWM), which predicts."),
    ("study", "An Empirical Study of Trees", "We propose nothing."),
    ("study", "Trees in Winter", "We study trees. We find that they sleep."),
]


@pytest.mark.parametrize(("kind", "title", "abstract"), KINDS)
def test_a_kind_is_what_the_paper_says_it_is(kind: str, title: str, abstract: str) -> None:
    found = contribution(title, abstract)
    assert found
    assert found[0] == kind
    assert found[1] in {title, *sentences(abstract)}


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("On Trees", "Trees grow."),
        ("Growing Trees", "Experiments on three benchmarks and a dataset show that it works."),
        ("Simultaneous Survey and Inspection with Vehicles", "Underwater vehicles inspect."),
        ("Predicting Review Helpfulness", "Reviews help."),
        ("Position Control of a Bubble", "Sound moves it."),
        ("What Makes a Tree Grow?", "We develop a framework for asking, and our method asks."),
    ],
)
def test_an_unclear_kind_is_left_open(title: str, abstract: str) -> None:
    assert contribution(title, abstract) is None


def test_a_benchmark_made_for_a_method_leaves_the_method_in_front() -> None:
    abstract = "We introduce a reward model that follows principles. We introduce RABench, a new benchmark for it."
    assert contribution("RewardAnything", abstract) == (
        "method",
        "We introduce a reward model that follows principles.",
    )


def test_every_kind_can_be_reached() -> None:
    assert {facets(paper(title, abstract)).kind for _, title, abstract in KINDS} == set(get_args(Kind))


@pytest.mark.parametrize(
    "abstract",
    [
        "Several methods have been developed, and they achieve superior results.",
        "We provide a partial answer. It improves on what was known.",
        "This sets a new standard for slow-thinking models.",
    ],
)
def test_what_others_made_is_no_method_of_this_paper(abstract: str) -> None:
    assert contribution("On Trees", abstract) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        (
            "As Smith et al. Show, e.g. Trees by J. Doe grow. Yes.",
            ["As Smith et al. Show, e.g. Trees by J. Doe grow.", "Yes."],
        ),
        ("See https://a.org/b. C. It has 3.5 legs.", ["See https://a.org/b.", "C. It has 3.5 legs."]),
        ("(So it is.) \\(x\\) is big. \\(y\\) is not.", ["(So it is.)", "\\(x\\) is big.", "\\(y\\) is not."]),
        ("", []),
    ],
)
def test_text_is_cut_into_sentences(text: str, parts: list[str]) -> None:
    assert list(sentences(text)) == parts


@given(st.text(alphabet="aB .!?()\\1\n", max_size=200))
def test_no_letter_is_lost_between_sentences(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


# --- the rules themselves ---


def every(of: Rules) -> Iterator[re.Pattern[str]]:
    lists = [of.promise, of.asks, *(phrases for _, phrases in of.offers)]
    lists += [phrases for kind in of.kinds for phrases in (kind.title, kind.abstract, kind.also, kind.unless)]
    for phrases in lists:
        assert isinstance(phrases, Phrases)
        yield from phrases.patterns


def nested(parsed: object, inside: bool = False) -> bool:
    """Whether a repetition stands inside another one; neither optional parts nor what looks ahead count."""
    for op, argument in parsed:  # type: ignore[attr-defined]
        if str(op) in {"MAX_REPEAT", "MIN_REPEAT"}:
            _, most, body = argument
            if nested(body, inside or most > 1) or (inside and most > 1):
                return True
        elif str(op) == "BRANCH":
            if any(nested(branch, inside) for branch in argument[1]):
                return True
        elif str(op) == "SUBPATTERN" and nested(argument[3], inside):
            return True
    return False


def test_no_repetition_of_the_rules_stands_inside_another_one() -> None:
    for pattern in set(every(rules())):
        assert not nested(re._parser.parse(pattern.pattern, pattern.flags)), pattern.pattern  # type: ignore[attr-defined]


def test_the_check_for_nested_repetitions_finds_one() -> None:
    assert nested(re._parser.parse(r"a(?:\w{1,9} ){0,4}"))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\\w{1,20}ly", r"\w+ly", "without an upper bound"),
        ("{nouns}", "{nuns}", "no fragment {nuns}"),
        ("kind: theory", "kind: poem", "'poem' is none of"),
        ("    times: 4", "    tines: 4", "no 'tines'"),
        ("(?:^|", "(?:(^|", "rules.yml: missing )"),
        ("offers:", "offer:", "missing"),
        ("fragments:", "fragments: [", "missing or in the wrong place"),
    ],
)
def test_a_mistake_in_the_rules_is_named(old: str, new: str, said: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(ConfigurationError, match=re.escape(said)):
        read(text.replace(old, new, 1))


@pytest.mark.parametrize("hint", rules().hint)
def test_a_hint_is_seen_in_any_case(hint: str) -> None:
    for told in (hint, hint.upper(), hint.replace("s", "ſ"), hint.replace("i", "ı"), hint.replace("i", "İ")):
        assert may_offer(f"We {told} it.")
    assert not may_offer("We say nothing of it.")
