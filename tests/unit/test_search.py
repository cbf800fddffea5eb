"""The index that Python writes is the one that the real lunr.js reads, and both sides see the same words."""

import json
import os
import random
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr.index import Index

from generator.model import Assignment, Library, Link, Paper, Place, Placement, Theme, Witness
from generator.search import Page, files
from generator.search.acronyms import acronyms
from generator.search.analysis import fold, terms
from generator.search.index import TENTHS, packed_index
from generator.search.lunr_js import STOP_WORDS, stem, utf16_order

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "docs" / "assets"
SCRIPTS = (
    ASSETS / "vendor" / "lunr" / "lunr.min.js",
    *(ASSETS / "javascripts" / f"search-{name}.js" for name in ("analysis", "query", "engine")),
)
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


def documents(*texts):
    return [{"title": text, "abstract": text, "theme": ""} for text in texts]


def unpacked(packed):
    """What `unpack` in search-engine.js does, for lunr.py."""
    postings = [
        {"_index": number, **{field: {} for field in packed["fields"]}} for number in range(len(packed["terms"]))
    ]
    vectors = []
    for field in packed["fields"]:
        for ref, (gaps, weights) in enumerate(packed["vectors"][field]):
            number, elements = 0, []
            for gap, weight in zip(gaps, weights, strict=True):
                number += gap
                elements += [number, weight / TENTHS]
                postings[number][field][str(ref)] = {}
            vectors.append([f"{field}/{ref}", elements])
    inverted = [list(pair) for pair in zip(packed["terms"], postings, strict=True)]
    return {
        "version": packed["version"],
        "fields": packed["fields"],
        "fieldVectors": vectors,
        "invertedIndex": inverted,
        "pipeline": [],
    }


@pytest.fixture(scope="module")
def corpus():
    """The text of the five dumps, a line a document."""
    lines = (line for path in sorted((ROOT / "dumps").glob("*.txt")) for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line.strip()]


@pytest.fixture(scope="module")
def lunr_js(browser):
    """A page with the real lunr.js and our scripts."""
    page = browser.new_page()
    for script in SCRIPTS:
        page.add_script_tag(path=script)
    yield page
    page.close()


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


@pytest.mark.browser
def test_the_browser_stems_every_word_of_the_dumps_as_python_does(corpus, lunr_js):
    """Words of the dumps, and made-up ones that end in every suffix the stemmer knows."""
    suffixes = "ational enci izer bli alli eli ousli ation alism biliti logi icate ful ness ance ement ion ed ing eed"
    made = {
        f"{head}{tail}{y}"
        for head in ("", "t", "to", "pla", "yes", "cr")
        for tail in suffixes.split()
        for y in ("", "y", "s")
    }
    words = sorted({word for line in corpus for word in re.findall(r"[^\W_]+", line.lower())} | made - {""})
    assert len(words) > 6000
    theirs = lunr_js.evaluate("words => words.map(analysis.stem)", words)
    assert [(word, other) for word, other in zip(words, theirs, strict=True) if stem(word) != other] == []


@pytest.mark.browser
def test_the_browser_has_the_same_stop_words(corpus, lunr_js):
    words = sorted({word for line in corpus for word in re.findall(r"[a-z]+", line.lower())} | STOP_WORDS)
    theirs = lunr_js.evaluate("words => words.filter(analysis.isStop)", words)
    assert theirs == [word for word in words if word in STOP_WORDS]


@pytest.mark.browser
def test_the_browser_finds_the_same_terms_in_a_text(corpus, lunr_js):
    """The dumps, odd texts, and random ones from many scripts."""
    choose = random.Random(7)
    ranges = (
        (0x20, 0x17F),
        (0x300, 0x36F),
        (0x370, 0x5FF),
        (0x900, 0x97F),
        (0x3040, 0x30FF),
        (0x4E00, 0x4EFF),
        (0xAC00, 0xAD00),
    )
    ranges += (
        (0x1D400, 0x1D7FF),
        (0xFB00, 0xFB06),
        (0xFF00, 0xFFEF),
        (0x1F600, 0x1F640),
        (0x20B00, 0x20C00),
        (0x2150, 0x218B),
    )
    mixed = ["".join(chr(choose.randint(*choose.choice(ranges))) for _ in range(40)) for _ in range(400)]
    texts = [*corpus[::4], *ODD, *mixed]
    program = (
        "texts => texts.map(text => analysis.words(text.normalize('NFC')).flatMap(({word}) => analysis.terms(word)))"
    )
    theirs = lunr_js.evaluate(program, texts)
    assert [
        (text, ours, other) for text, other in zip(texts, theirs, strict=True) if (ours := terms(text)) != other
    ] == []


# --- the index --------------------------------------------------------------------------------------------------------


def test_terms_are_sorted_as_javascript_sorts_strings():
    assert sorted(["﨎", "𠮷", "z"], key=utf16_order) == ["z", "𠮷", "﨎"]
    assert json.loads(packed_index(documents("﨎 z 𠮷")))["terms"] == ["z", "𠮷", "﨎"]


@pytest.mark.browser
def test_lunr_js_loads_an_index_of_odd_characters(lunr_js):
    """Without the order of UTF-16 `lunr.Index.load` throws "Out of order word insertion"."""
    packed = json.loads(packed_index(documents(*ODD)))
    program = (
        "packed => { const index = lunr.Index.load(unpack(packed)); return index.search('rocket').map(({ref}) => ref) }"
    )
    assert lunr_js.evaluate(program, packed) == ["2"]


@pytest.mark.browser
def test_python_and_the_browser_rank_alike(corpus, lunr_js):
    packed = json.loads(packed_index(documents(*corpus[:200])))
    queries = [
        "reward model",
        "survei",
        "polici gradient",
        "languag",
        "human feedback prefer",
        "display",
        "optim -reward",
        "larg*",
    ]
    program = """([packed, queries]) => {
        const index = lunr.Index.load(unpack(packed))
        return queries.map(query => index.search(query))
    }"""
    python = Index.load(unpacked(packed))
    for query, theirs in zip(queries, lunr_js.evaluate(program, [packed, queries]), strict=True):
        ours = {hit["ref"]: hit["score"] for hit in python.search(query)}
        assert {hit["ref"]: hit["score"] for hit in theirs} == pytest.approx(ours), query


def test_the_packed_index_is_a_third_of_lunrs_own_schema(corpus):
    packed = packed_index(documents(*corpus[:100]))
    assert len(packed) * 2.5 < len(json.dumps(unpacked(json.loads(packed)), separators=(",", ":")))


@pytest.mark.parametrize("texts", [(), ("",), ("🚀",), ("the and of",)])
def test_an_index_of_nothing_can_be_written(texts):
    assert json.loads(packed_index(documents(*texts)))["terms"] == []


# --- acronyms ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Group Relative Policy Optimization (GRPO) is", [("grpo", ["group", "rel", "polici", "optim"])]),
        ("with Proximal Policy Optimization (PPO)", [("ppo", ["proxim", "polici", "optim"])]),
        ("Reinforcement Learning from Human Feedback (RLHF)", [("rlhf", ["reinforc", "learn", "human", "feedback"])]),
        ("large language models (LLMs) are", [("llm", ["larg", "languag", "model"])]),
        ("the click-through rate (CTR) is", [("ctr", ["click", "through", "rate"])]),
        ("we reach 90% (SOTA) on it", []),
        ("a model (i.e., a network) and (2023)", []),
        ("(GRPO) without words before it", []),
    ],
)
def test_acronyms_are_learnt_where_they_are_defined(text, found):
    assert acronyms([text]) == found


def test_the_usual_meaning_of_an_acronym_wins():
    texts = ["Mean Squared Error (MSE)", "Model Selection Engine (MSE)", "the mean square error (MSE)"]
    assert acronyms(texts) == [("mse", ["mean", "squar", "error"])]


def test_a_long_line_without_spaces_is_no_trouble():
    assert acronyms(["a" * 1_000_000 + " (AB) " + "a-" * 100_000]) == []


# --- the files --------------------------------------------------------------------------------------------------------


def test_documents_say_what_the_search_shows_and_filters_by():
    links = (
        Link(url="https://example.org/code", kind="code"),
        Link(url="https://evil.example/data", kind="data", trusted=False),
    )
    one = paper("One", "A text.", slug="one", links=links, authors=("Ann Author",), year=2024)
    themes = (Theme(slug="rewards", name="Reward models", scope="About rewards."),)
    placed = Placement(assignments=(Assignment(slug="rewards", score=1.0),))
    hand_written = (Page(url="about/", title="About", text="Who makes this"),)
    made = dict(files(library(one, themes=themes, placements=(placed,)), hand_written=hand_written))
    assert json.loads(made["search/documents.json"]) == {
        "papers": [
            {
                "id": "one",
                "title": "One",
                "abstract": "A text.",
                "themes": ["rewards"],
                "dumps": ["000"],
                "has": ["code"],
                "authors": ["Ann Author"],
                "year": 2024,
            }
        ],
        "pages": [
            {"url": "themes/rewards/", "title": "Reward models", "text": "About rewards."},
            {"url": "about/", "title": "About", "text": "Who makes this"},
        ],
        "themes": {"rewards": "Reward models"},
    }
    assert len(json.loads(made["search/index.json"])["vectors"]["title"]) == 3


def test_mathematics_is_indexed_as_readers_see_it():
    made = dict(files(library(paper("Bounds", r"We show \(\mathcal{O}(\sqrt{T})\) regret.", slug="bounds"))))
    abstract = json.loads(made["search/documents.json"])["papers"][0]["abstract"]
    assert "mathcal" not in abstract
    assert "regret" in json.loads(made["search/index.json"])["terms"]


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
