"""What a query finds, asked in Python of the files that the browser loads."""

import json
import statistics
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import PapershelfError
from generator.model import Library, title_key
from generator.search import index
from generator.search.documents import Document, named
from generator.search.query import Store, explained, in_folder, search
from generator.search.query.edits import edits
from generator.search.query.syntax import MOST_WORDS, parse
from tests.searching import JUDGED, MADE_UP, VECTORS, answers
from tests.searching import files as vector_files

TEXTS = (
    ("Reward Model Ensembles Help Mitigate Overoptimization", "We study reward hacking of learned reward models."),
    ("Streaming Deep Reinforcement Learning", "Group Relative Policy Optimization (GRPO) is not used. Streams are."),
    ("Kimi k1.5: Scaling with LLMs", "We report on Kimi k1.5 and long contexts."),
    ("Meta-World: A Benchmark", "Fifty tasks for meta-learning, from multi-task robots. We click through them."),
    ("DeepSeek and its Followers", "How group relative policy optimization changed post-training of critic and gpt."),
    ("Optimizing the Naïve Baseline", "A survey of displays. Erdős–Rényi graphs are in it. Hacking a reward is."),
    ("Reward Hacking", "Short."),
    ("On Reward Hacking and Reward Hacking Again", "Reward hacking, reward hacking, reward hacking."),
)


@pytest.fixture(scope="module")
def store():
    documents = [
        Document(
            name=f"paper-{number}",
            title=title,
            abstract=abstract,
            themes=(number % 2,),
            facets=(
                *named("theme", ("rewards", "rl")[number % 2], ("Reward models", "Reinforcement learning")[number % 2]),
                *(named("author", "Ada Lovelace", "Ada Lovelace") if number == 3 else ()),
                *named("year", str(2020 + number)),
                *named("dump", f"00{number % 2}"),
                *(named("has", "code") if number < 2 else ()),
                *(named("kind", "survey") if number in {1, 5} else ()),
            ),
        )
        for number, (title, abstract) in enumerate(TEXTS)
    ]
    pages = (Document(name="about/", title="About this library", abstract=""),)
    made = dict(index.files(documents, pages, (("rewards", "Reward models"), ("rl", "Reinforcement learning"))))
    return Store(made.__getitem__)


@pytest.fixture(scope="module")
def vector_store():
    return Store(vector_files().__getitem__)


def found(query, store, **options):
    return [int(hit.id.removeprefix("paper-")) for hit in search(query, store, **options).hits]


# --- what is found ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("reward model ensambles", 0),  # replaced
        ("ensmebles", 0),  # swapped
        ("ensembbles", 0),  # doubled
        ("ensebles", 0),  # dropped
        ("overoptimzatoin", 0),  # two edits
        ("nsembles", 0),  # the first letter
        ("overoptimizat", 0),  # begun, shorter stem
        ("kimi k1.5", 2),
        ("k15", 2),
        ("metaworld", 3),
        ("meta world", 3),
        ("criticgpt", 4),  # two words in one
        ("naive", 5),
        ("Erdos-Renyi", 5),
        ("optimiz", 5),
        ("optimising baseline", 5),  # British
    ],
)
def test_a_query_finds_what_was_meant(store, query, first):
    assert found(query, store)[0] == first


def test_the_title_itself_comes_first_then_titles_that_have_it(store):
    """However often others say it."""
    assert found("reward hacking", store)[:2] == [6, 7]


def test_an_acronym_finds_its_long_form_and_the_other_way_round(store):
    assert set(found("GRPO", store)) == {1, 4}
    assert search("GRPO", store).also == ("group relative policy optimization",)
    assert set(found("group relative policy optimization", store)) == {1, 4}


def test_a_typing_error_ranks_below_the_word_itself_and_is_said(store):
    assert search("ensambles", store).also == ("ensembles",)
    assert search("ensambles", store).hits[0].score < search("ensembles", store).hits[0].score


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("reward model ensambles", "reward model ensembles"),
        ("Reward-modle  ENSEMBELS", "Reward-model  ensembles"),
        ('"hacking streaming"', "hacking streaming"),
        ("year:1066 reward", "reward"),
        ("reward hacking", None),
        ("rewar", None),  # unfinished, not wrong
        ("qqqqqqqq", None),
        ("GRPO", None),
        ("ensambles " + "word " * 100, None),
    ],
)
def test_who_mistyped_is_offered_what_was_meant(store, query, meant):
    """And who asked for too much, the bare words. What is offered finds something."""
    assert search(query, store).meant == meant
    assert meant is None or search(meant, store).hits


def test_a_fallback_counts_every_paper_with_a_word(store):
    answer = search("reward zzzzzz", store, limit=2)
    assert (answer.mode, answer.total, len(answer.hits)) == ("any", 4, 2)


def test_three_letters_are_not_corrected(store):
    assert found("kmi", store) == []


def test_all_words_come_first_and_a_fallback_says_so(store):
    complete, fallback = search("streaming learning", store), search("streaming robots", store)
    assert (complete.mode, complete.hits[0].missing) == ("all", ())
    assert (fallback.mode, fallback.hits[0].missing) == ("any", ("robots",))


def test_a_phrase_is_words_one_after_the_other_as_they_stand(store):
    assert set(found('"reward hacking"', store)) == {0, 6, 7}
    assert found('"ensembles model"', store) == []
    assert found('"a survey of displays"', store) == [5]  # a stop word keeps its place, whichever it is
    assert found('"rewards hacking"', store) == []
    assert set(found('title:"reward hacking"', store)) == {6, 7}


def test_a_minus_excludes(store):
    assert set(found("reward -survey", store)) == {0, 6, 7}
    assert set(found('reward -"reward hacking"', store)) == {5}


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("title:hacking", {6, 7}),
        ("theme:rl", {1, 3, 5, 7}),
        ("theme:reinforcement", {1, 3, 5, 7}),
        ("theme:rew", {0, 2, 4, 6}),
        ("-theme:rl reward", {0, 6}),
        ("author:lovelace", {3}),
        ('author:"Ada Lovelace"', {3}),
        ("author:love", {3}),
        ("author:nobody", set()),
        ("year:2020..2022", {0, 1, 2}),
        ("year:2020-2022 -year:2021", {0, 2}),
        ("-survey", {0, 1, 2, 3, 4, 6, 7}),
        ("dump:001 -author:lovelace", {1, 5, 7}),
        ("has:code", {0, 1}),
        ("kind:survey -has:code", {5}),
        ("HAS:code -Kind:survey", {0}),
    ],
)
def test_fields_narrow(store, query, numbers):
    assert set(found(query, store)) == numbers


def test_a_field_that_does_not_exist_is_searched_as_words_and_said(store):
    answer = search("colour:reward", store)
    assert answer.notes == ("There is no field “colour”: searched as words.",)
    assert answer.hits


def test_filters_join_with_or_inside_a_facet_and_with_and_between(store):
    assert set(found("", store, filters={"theme": ["rl"], "year": ["2021", "2023", "2020"]})) == {1, 3}
    assert set(found("reward", store, filters={"theme": ["-rl"]})) == {0, 6}
    assert set(found("", store, filters={"dump": ["001"], "author": ["-ada lovelace"]})) == {1, 5, 7}
    assert set(found("", store, filters={"author": ["Ada Lovelace"]})) == {3}
    assert set(found("", store, filters={"has": ["code"], "kind": ["-survey"]})) == {0}
    assert set(found("", store, filters={"kind": ["survey"], "year": ["-2021"]})) == {5}
    with pytest.raises(PapershelfError, match="colour"):
        search("x", store, filters={"colour": ["red"]})


def titled(*titles, related=()):
    """An index of papers that have a title only, each with the numbers of its related ones."""
    near = [tuple(f"paper-{other}" for other in others) for others in related] or [()] * len(titles)
    rows = enumerate(zip(titles, near, strict=True))
    documents = [Document(name=f"paper-{at}", title=title, abstract="", related=own) for at, (title, own) in rows]
    return Store(dict(index.files(documents, (), ())).__getitem__)


def test_a_family_counts_only_where_no_paper_has_all_words():
    without = titled("What a judge wears", "Arguments before a judge", "A judge")
    best = search("arguing judge", without).hits[0]
    assert (best.id, best.missing) == ("paper-1", ())
    assert explained("arguing judge", best, without)[0].startswith("arguing: argument (weight ")
    complete = titled("What a judge wears", "Arguments before a judge", "Arguing with a judge")
    assert [hit.id for hit in search("arguing judge", complete).hits if not hit.missing] == ["paper-2"]


def test_a_word_that_nobody_knows_is_its_family_rather_than_a_typing_error():
    answer = search("cheaply training tokens", titled("Cheap training", "Clearly training better"))
    assert (answer.hits[0].id, answer.also, answer.meant) == ("paper-0", (), None)


def test_papers_related_to_the_best_ones_move_up():
    """Of two alike the one that the best paper is related to comes first, and its explanation says why."""
    texts = ("A tale of a model of reward", "A story of a model of reward", "Reward model")
    assert found("reward model", titled(*texts)) == [2, 0, 1]
    near = titled(*texts, related=((), (), (1,)))
    assert found("reward model", near) == [2, 1, 0]
    best, second, last = (explained("reward model", hit, near)[-2] for hit in search("reward model", near).hits)
    assert second.startswith("related to the best hits: × 1.")
    assert "related" not in best + last


@pytest.mark.parametrize("query", ["reward", "reward mod"])
def test_a_single_word_and_one_that_may_go_on_lift_no_papers(query):
    texts = ("A tale of a model of reward", "A story of a model of reward", "Reward model")
    assert found(query, titled(*texts, related=((), (), (1,)))) == [2, 0, 1]


def test_papers_are_lifted_less_the_more_have_all_words():
    texts = ["Reward model", *(f"A model of a reward of kind {at}" for at in range(39))]

    def lifted(papers: int) -> float:
        near = titled(*texts[:papers], related=((1,), *[()] * (papers - 1)))
        return next(hit.lift for hit in search("reward model", near, limit=40).hits if hit.id == "paper-1")

    assert lifted(5) - 1 > 1.5 * (lifted(40) - 1) > 0


def test_pages_come_apart(store):
    assert search("library", store).pages == (("about/", "About this library"),)


def test_what_was_found_can_be_explained(store):
    lines = explained("reward hakcing", search("reward hacking", store).hits[0], store)
    assert lines[0].startswith("reward: reward (weight ")
    assert "at the beginning of the title" in lines[0]
    assert "near 0.6" in lines[1]


@pytest.mark.parametrize("query", ["基于", "强化学习", "强化", "モデル圧縮", "강화학습", "로봇", "רובוטים", "العميق"])
def test_other_scripts_are_found(vector_store, query):
    """Chinese, Japanese and Korean by pairs of characters, in the middle of a run too."""
    wanted = {f"made-up-{number}" for number, (title, text, *_) in enumerate(MADE_UP) if query in title + text}
    assert wanted & {hit.id for hit in search(query, vector_store).hits[:2]}


@pytest.mark.parametrize(("query", "first"), [("robot learns grasping policies", 1), ("robot learns grasping", 0)])
def test_a_paper_that_says_a_long_query_as_it_was_typed_comes_first(query, first):
    """Of four words on; the first paper has them all too, and would come first by its number."""
    abstracts = ("A robot with many policies learns about grasping.", "Many robots learn grasping policies about it.")
    documents = [Document(name=f"{at}", title="Title", abstract=text) for at, text in enumerate(abstracts)]
    store = Store(dict(index.files(documents, (), ())).__getitem__)
    hits = search(query, store).hits
    assert [hit.id for hit in hits] == [str(first), str(1 - first)]
    assert ("words side by side: × 2.00 among the first 10" in explained(query, hits[0], store)) == (first == 1)


def test_a_phrase_of_rare_words_is_found_where_it_stands():
    """Few papers have these words, so their places are read in the texts; with many papers they are in the index."""
    texts = ("Cheap talk is cheap", "Talk: cheap or not", "A cheap-talk game", "Talks, cheap")
    for more in (0, 20):
        store = titled(*texts, *(f"Talk {at} of cheap things" for at in range(more)))
        assert bool(store.places("talk")) == (more > 0)
        assert sorted(found('"cheap talk"', store)) == [0, 2]
        assert sorted(found('talk -"cheap talk"', store))[:2] == [1, 3]
        assert found('title:"talk is cheap"', store) == [0]


def test_a_phrase_with_a_word_that_nobody_has_is_in_no_paper():
    assert search('"cheap zzyzx"', titled("Cheap talk")).total == 0


# --- bad input --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["x" * 10_000, "word " * 2_000, "the of and", "!?", "🚀", "__proto__", "*", '"open'])
def test_no_query_is_too_odd(store, query):
    answer = search(query, store)
    assert len(answer.hits) == min(10, answer.total)


@given(st.text(st.sampled_from('ab "-:*🚀学習\u0301titleyear.')))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_is_answered(store, query):
    assert search(query, store).mode in {"all", "any"}


def test_a_query_is_cut_to_a_number_of_words():
    assert len(parse("word " * 1000).words) == MOST_WORDS


def test_a_damaged_file_is_named(tmp_path):
    for name, content in index.files([Document(name="a", title="Reward", abstract="")], (), ()):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content[:-3] if "terms" in name else content)
    with pytest.raises(PapershelfError, match=r"search/terms-0-\w+\.bin is damaged"):
        search("reward", in_folder(tmp_path))
    with pytest.raises(PapershelfError, match="build the site first"):
        search("reward", in_folder(tmp_path / "nowhere"))


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_edits_are_symmetric_and_none_between_equals(one, other):
    assert edits(one, other, 3) == edits(other, one, 3)
    assert (edits(one, other, 3) == 0) == (one == other)


# --- the browser's twin, the quality gate -----------------------------------------------------------------------------


def test_python_answers_as_it_did_when_the_vectors_were_written(vector_store):
    """If this is meant to change: `python -m tests.searching`, and look at the difference."""
    expected = json.loads(VECTORS.read_text("utf-8"))
    assert len(expected) == 300
    assert [(own, old) for own, old in zip(answers(vector_store), expected, strict=True) if own != old] == []


FLOORS = {
    "known-item": (0.97, 0.97),
    "topical": (0.92, 0.87),
    "method/acronym": (0.97, 0.95),
    "typo": (0.97, 0.90),
    "prefix": (0.97, 0.97),
    "paraphrase": (0.35, 0.51),
}
"""MRR@10 and recall@10 that a change may not sink under, by type: a little below what was measured. Of the 40
paraphrases 30 (with a split) were written later, about papers drawn at random, and are harder than the others."""


def test_judged_queries_are_answered_well(real_index: dict[str, bytes]):
    """Written by reading the five dumps, before the ranking was tuned; computed from the files the browser loads."""
    store = Store(real_index.__getitem__)
    ranks, recalls = defaultdict(list), defaultdict(list)
    for query in map(json.loads, JUDGED.read_text("utf-8").splitlines()):
        hits, gold = [hit.id for hit in search(query["query"], store).hits], set(query["relevant"])
        ranks[query["type"]].append(next((1 / rank for rank, hit in enumerate(hits, 1) if hit in gold), 0))
        recalls[query["type"]].append(len(gold & set(hits)) / min(10, len(gold)))
    measured = {kind: (statistics.mean(ranks[kind]), statistics.mean(recalls[kind])) for kind in ranks}
    assert measured.keys() == FLOORS.keys()
    assert {kind: got for kind, got in measured.items() if got[0] < FLOORS[kind][0] or got[1] < FLOORS[kind][1]} == {}
    weights = {kind: min(10, len(some)) if kind == "paraphrase" else len(some) for kind, some in ranks.items()}
    for means, floor in ((0, 0.89), (1, 0.90)):
        assert sum(weights[kind] * measured[kind][means] for kind in ranks) / sum(weights.values()) >= floor


def test_queries_judged_elsewhere_are_answered_well(shared: Path, real_library: Library, real_index: dict[str, bytes]):
    """Floors a little below what was measured; the measure is the one of the scorer beside the cases."""
    store = Store(real_index.__getitem__)
    keys = {paper.slug: paper.key for paper in real_library.papers}
    ranks, recalls = [], []
    for query in map(json.loads, (shared / "eval" / "queries.jsonl").read_text("utf-8").splitlines()):
        hits = [keys[hit.id] for hit in search(query["query"], store, limit=10).hits]
        gold = {title_key(title) for title in query["relevant"]}
        ranks.append(next((1 / rank for rank, hit in enumerate(hits, 1) if hit in gold), 0))
        recalls.append(len(gold & set(hits)) / min(10, len(gold)))
    assert statistics.mean(ranks) >= 0.935
    assert statistics.mean(recalls) >= 0.90
