"""The index as it is written: words, terms, acronyms, files. tests/e2e/test_search_twin.py has the browser's side."""

import json
import os
import re
import subprocess
import sys
import unicodedata
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cache import Cache
from generator.model import Library, Paper, Place, Placement, Witness
from generator.search import Page, codec, files, index, shards
from generator.search.acronyms import acronyms, definitions
from generator.search.analysis import fold, terms
from generator.search.lunr_js import stem, utf16_order
from generator.search.query import Store, search

ROOT = Path(__file__).resolve().parents[2]
ODD = (
    "ﬁne-tuning of 𝒜lgebra",
    "𝑂(𝑛) and 𝔼[𝑋]",
    "🚀🔥 rockets",
    "𠮷野家 beside 﨎",
    "naïve Erdős–Rényi",
    "Ｆｕｌｌｗｉｄｔｈ ½ ②",
    "İstanbul ΣΊΣΥΦΟΣ straße",
    "한국어 が ガ ｶﾞ हिन्दी עברית العربية",
    "k1.5 Qwen2.5-Math D3PO best-of-n CriticGPT don't model’s snake_case a-b-c",
    "x" * 100 + " " + "𝒳" * 100,
    "ies eed eeds sses y yes by say display survey 𝜌s",
    "constructor __proto__ toString hasOwnProperty",
)


def paper(title, abstract="An abstract.", *, slug=None, **more):
    witness = Witness(dump="000", place=Place("000.txt", 1), position=1, title=title)
    return Paper(title=title, abstract=abstract, witnesses=(witness,), slug=slug or "a-paper", **more)


def library(*papers, themes=(), placements=None):
    placed = placements or tuple(Placement() for _ in papers)
    return Library(dumps=(), papers=papers, themes=themes, placements=placed, related=tuple(() for _ in papers))


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("click-through", {"clickthrough", "click", "through"}),
        ("Best-of-N", {"bestofn", "best", "n"}),
        ("k1.5", {"k15", "k1", "5"}),
        ("Qwen2.5", {"qwen25", "qwen2", "5", "qwen"}),
        ("CriticGPT", {"criticgpt", "critic", "gpt"}),
        ("ALP-GMM", {"alpgmm", "alp", "gmm"}),
        ("D3PO", {"d3po"}),
        ("LLMs", {"llm"}),
        ("Naïve", {"naiv"}),
        ("ﬁne", {"fine"}),
        ("𝒜", set()),  # "a" is a stop word, whatever it is written with
        ("actor–critic", {"actorcrit", "actor", "critic"}),
    ],
)
def test_a_word_is_indexed_in_every_form_people_may_type(text, found):
    assert set(terms(text)) == found


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_terms_do_not_depend_on_how_accents_are_composed(text):
    assert terms(unicodedata.normalize("NFC", text)) == terms(unicodedata.normalize("NFD", text))


def test_a_final_y_stays_after_a_vowel_and_after_the_first_letter():
    assert [stem(word) for word in ("survey", "play", "replay", "by", "policy", "try")] == [
        "survey",
        "play",
        "replay",
        "by",
        "polici",
        "tri",
    ]


# --- acronyms ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Group Relative Policy Optimization (GRPO) is", [("grpo", "group relative policy optimization")]),
        ("with Proximal Policy Optimization (PPO)", [("ppo", "proximal policy optimization")]),
        ("Reinforcement Learning from Human Feedback (RLHF)", [("rlhf", "reinforcement learning from human feedback")]),
        ("large language models (LLMs) are", [("llm", "large language models")]),
        ("the click-through rate (CTR) is", [("ctr", "click through rate")]),
        ("we reach 90% (SOTA) on it", []),
        ("a model (i.e., a network) and (2023)", []),
        ("(GRPO) without words before it", []),
    ],
)
def test_acronyms_are_learnt_where_they_are_defined(text, found):
    assert acronyms(definitions([text])) == found


def test_the_usual_meaning_of_an_acronym_wins():
    texts = ["Mean Squared Error (MSE)", "Model Selection Engine (MSE)", "the mean square error (MSE)"]
    assert acronyms(definitions(texts)) == [("mse", "mean squared error")]


def test_a_long_line_without_spaces_is_no_trouble():
    assert acronyms(definitions(["a" * 1_000_000 + " (AB) " + "a-" * 100_000])) == []


# --- words in few bytes -----------------------------------------------------------------------------------------------


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)))
def test_words_come_back_as_they_were_coded(words):
    assert codec.read_front_coded(codec.front_coded(sorted(words))) == sorted(words)


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=3), st.lists(st.binary(max_size=300), max_size=3))
def test_sections_come_back_as_they_were_joined(some, letters):
    stored = codec.stored_sections(some, letters)
    assert codec.read_sections(zlib.decompress(stored.content), len(some + letters)) == [*some, *letters]


def test_a_word_and_what_it_is_with_an_ending_are_written_once():
    words = [
        ("model", 9),
        ("modeling", 1),
        ("models", 70),
        ("modes", 2),
        ("reduce", 1),
        ("reduced", 1),
        ("reducing", 1),
    ]
    content = zlib.decompress(shards.of_words(words, most=1000).files[0][1])
    assert codec.read_front_coded(codec.read_sections(content, 2)[1]) == ["model", "modes", "reduce"]
    _, store = index_of(*(paper(word, slug=f"p{at}") for at, (word, _) in enumerate(words)))
    assert {word for word, _ in store.words("mr")} == {"abstract", *(word for word, _ in words)}


@given(st.lists(st.from_regex("[a-g]{1,4}(e|s|ed|ing|ings)?", fullmatch=True), unique=True))
def test_no_word_of_the_vocabulary_is_lost_or_made_up(words):
    made = shards.of_words([(word, at) for at, word in enumerate(sorted(words), 1)], most=20)
    directory = {"words": made.directory} if words else {"words": {"firsts": "", "hashes": ""}}
    more = codec.stored(json.dumps(directory).encode())
    files = {**dict(made.files), codec.path("more", 0, more.hash): more.content}
    store = Store({**files, index.MANIFEST: json.dumps({"more": more.hash}).encode()}.__getitem__)
    assert sorted(word for word, _ in store.words(None)) == sorted(words)


@given(st.binary(max_size=300), st.lists(st.binary(max_size=300), max_size=4))
def test_files_that_go_on_from_a_text_come_back(before, files):
    press = codec.Continuing(before, 6)
    for content in files:
        assert zlib.decompress(press.begun + press.stored(content).content) == before + content


def test_a_file_that_goes_on_from_another_text_is_noticed():
    one, other = codec.Continuing(b"We propose.", 6), codec.Continuing(b"We compare.", 6)
    with pytest.raises(zlib.error):
        zlib.decompress(one.begun + other.stored(b"We propose.").content)


def test_terms_are_sorted_as_javascript_sorts_strings():
    """The browser finds a term's file by comparing strings by UTF-16 unit."""
    assert sorted(["﨎", "𠮷", "z"], key=utf16_order) == ["z", "𠮷", "﨎"]


def test_an_acronym_is_noted_only_where_it_leads_somewhere():
    """One paper that defines it and says both forms finds itself; a second one that says the long form is news."""
    said = {("vat", ("value", "augmented", "tuning"))}
    elsewhere = {
        "Other words.": set(),
        "Tuning of augmented value.": set(),
        "Tuning, and value-augmented models.": set(),
        "Value augmented by tuning, which is augmented tuning.": said,
        "We use value-augmented tuning.": said,
        "We use VAT.": said,
    }
    for text, noted in elsewhere.items():
        papers = paper("One", "Value Augmented Tuning (VAT) helps.", slug="one"), paper("Two", text, slug="two")
        assert set(index_of(*papers)[1].notes("vat")) == noted, text


def test_an_acronym_of_several_papers_leads_to_its_long_form_and_back():
    papers = (paper(f"P{at}", "Value Augmented Tuning (VAT) helps.", slug=f"p{at}") for at in range(2))
    _, store = index_of(*papers)
    assert search("vat", store).also == ("value augmented tuning",)
    assert search("value augmented tuning", store).also == ("vat",)


def test_a_word_that_one_paper_in_many_takes_for_an_acronym_stays_a_word():
    """One method is called DEEP; who asks for deep learning means the word, and the method's long form is no answer."""
    papers = [paper(f"Deep {at}", "A deep network.", slug=f"p{at}") for at in range(120)]
    first = paper("A method", "Decoupled Estimate Error Parametrization (DEEP) helps.", slug="first")
    asked = search("deep", index_of(*papers[:40], first)[1])
    assert asked.also == ("decoupled estimate error parametrization",)
    assert search("deep", index_of(*papers, first)[1]).also == ()
    assert search("decoupled estimate error parametrization", index_of(*papers, first)[1]).also == ()


def test_a_rare_compound_is_found_however_it_is_written():
    """It is not indexed where its two words find it: a word that nobody knows is cut in two."""
    texts = ("A click-through rate.", "Click through here.", "Ad-hoc rules.", "Ad-hoc ways.", "Nothing.")
    _, store = index_of(*(paper(f"P{at}", text, slug=f"p{at}") for at, text in enumerate(texts)))
    assert not store.entries("clickthrough")
    assert {query: search(query, store).total for query in ("click-through", "clickthrough", "adhoc", "ad-hoc")} == {
        "click-through": 2,
        "clickthrough": 2,
        "adhoc": 2,
        "ad-hoc": 2,
    }


# --- the files --------------------------------------------------------------------------------------------------------


def index_of(*papers, **more):
    made = dict(files(library(*papers, **more)))
    return made, Store(made.__getitem__)


@pytest.mark.parametrize("titles", [(), ("",), ("🚀",), ("the and of",)])
def test_an_index_of_nothing_can_be_written_and_asked(titles):
    _, store = index_of(*(paper(title, "", slug="x") for title in titles))
    assert search("reward hackin", store).total == 0


def test_a_name_carries_the_hash_of_what_is_in_the_file():
    """A paper that changes renames its files and leaves the others alone."""
    rest = [paper(f"P{n}", "Same.", slug=f"p{n}") for n in range(99)]
    one, other = (dict(files(library(paper("One", text, slug="one"), *rest))) for text in ("First.", "Second."))
    assert {name for name in one if "texts-0" in name}.isdisjoint(other)
    assert {name for name in one if "titles-3" in name} <= set(other)
    assert all(one[name] == other[name] for name in one.keys() & other.keys() - {index.MANIFEST})


def test_the_index_of_the_same_library_is_reused_and_of_another_made_anew(tmp_path):
    one, other = library(paper("One", slug="one")), library(paper("Other", slug="one"))
    for shown, reused in ((one, 0), (one, 1), (other, 0)):
        cache = Cache(tmp_path)
        assert dict(files(shown, cache=cache)) == dict(files(shown))
        assert cache.reused["search"] == reused
    hand_written = (Page(url="about/", title="About"),)
    assert dict(files(one, hand_written=hand_written, cache=cache)) == dict(files(one, hand_written=hand_written))


def test_the_manifest_is_the_only_file_with_a_fixed_name():
    made, _ = index_of(paper("One", slug="one"))
    assert [name for name in made if not re.fullmatch(r"search/[a-z]+-\d+-[a-z2-7]{6}\.bin", name)] == [index.MANIFEST]


def test_mathematics_is_indexed_as_readers_see_it():
    _, store = index_of(paper("Bounds", r"We show \(\mathcal{O}(\sqrt{T})\) regret.", slug="bounds"))
    assert search("regret", store).total == 1
    assert search("mathcal", store).total == 0
    assert "mathcal" not in store.text(0)


def test_the_sample_that_texts_go_on_from_is_a_small_part_of_them():
    texts = [f"Abstract {at}. " + "We propose a method. " * 40 for at in range(64)]
    _, store = index_of(*(paper(f"P{at}", text, slug=f"p{at}") for at, text in enumerate(texts)))
    assert 0 < store.manifest["sample"]["size"] <= sum(map(len, texts)) / 16
    assert sorted(store.text(number) for number in range(64)) == sorted(" ".join(text.split()) for text in texts)


def test_a_piece_is_indexed_where_the_closed_form_is_a_stop_word():
    _, store = index_of(paper("Be-cause and effect", slug="one"), paper("Other", slug="two"))
    assert search("cause", store).total == 1


def test_a_long_list_of_words_that_begin_alike_gets_a_list_of_its_own():
    """One or two letters of a word must not fetch all of the index."""
    words = [f"re{one}{two}" for one in "abcdefghijklmnop" for two in "abcdefghijklmnop"]
    papers = [paper(" ".join(words[at::60]), " ".join(words), slug=f"p{at}") for at in range(60)]
    _, store = index_of(*papers)
    assert store.entries("r*") is not None
    assert search("reaa", store).total == 60


def test_the_files_do_not_depend_on_the_hash_seed():
    program = (
        "import hashlib; from tests.unit.test_search import ODD, library, paper, files;"
        "made = files(library(*(paper(text, text + ' Big Test (BT)', slug=str(n)) for n, text in enumerate(ODD))));"
        "print([hashlib.sha256(content).hexdigest() for _, content in made])"
    )
    seeds = [{**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)} for seed in ("1", "2")]
    runs = [
        subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, check=True).stdout
        for env in seeds
    ]
    assert runs[0] == runs[1]
