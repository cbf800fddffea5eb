"""Facets: what a paper offers, by its trusted links, and its kind of contribution, by what it says of itself."""

from typing import get_args

import pytest

from generator.facets import Facets, facets
from generator.facets.contribution import Kind, contribution
from generator.model import Link, Paper, Place, Witness


def paper(title: str = "On Trees", abstract: str = "Trees grow.", *links: Link) -> Paper:
    witness = Witness(dump="one", place=Place("one.txt", 1), position=1, title=title)
    return Paper(title=title, abstract=abstract, witnesses=(witness,), links=links)


def test_a_trusted_link_offers_what_it_leads_to() -> None:
    links = (
        Link(url="https://github.com/a/b", kind="code"),
        Link(url="https://huggingface.co/datasets/a", kind="data"),
    )
    assert facets(paper("On Trees", "Trees grow.", *links)) == Facets(code=True, data=True)


def test_an_untrusted_link_offers_nothing() -> None:
    link = Link(url="https://huggingface.host/a", kind="model", trusted=False)
    assert facets(paper("On Trees", "Trees grow.", link)) == Facets()


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
    assert contribution(title, abstract) == kind


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
    assert contribution("RewardAnything", abstract) == "method"


def test_every_kind_can_be_reached() -> None:
    assert {contribution(title, abstract) for _, title, abstract in KINDS} == set(get_args(Kind))
