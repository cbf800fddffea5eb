"""The browser's half of the search does what Python's does: stems, words, answers; and what it says when files fail."""

import json
import random
import re
import zlib

import pytest

from generator.search.analysis import terms
from generator.search.lunr_js import STOP_WORDS, stem
from tests.searching import DATA, ROOT, VECTORS
from tests.searching import files as vector_files
from tests.unit.test_search import ODD

pytestmark = pytest.mark.browser

PARTS = ("stemmer", "analysis", "syntax", "store", "meaning", "match", "lists", "engine")
SCRIPTS = [ROOT / "docs" / "assets" / "javascripts" / f"search-{part}.js" for part in PARTS]
ASK = "async query => { const a = await engine.search(query); return {...a, hits: a.hits.map(hit => hit.id)} }"


@pytest.fixture(scope="module")
def corpus():
    """The text of the five dumps, a line a document."""
    lines = (line for path in sorted((ROOT / "dumps").glob("*.txt")) for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line.strip()]


@pytest.fixture(scope="module")
def served(tmp_path_factory, serve):
    """A folder with the index of the vectors, and its address."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "index.html").write_text("<!doctype html><title>x</title>", "utf-8")
    (folder / "404.html").write_text("<!doctype html><title>Not here</title>", "utf-8")
    (folder / "search").mkdir()
    for name, content in vector_files().items():
        (folder / name).write_bytes(content)
    return folder, serve(folder)


@pytest.fixture
def page(browser, served):
    """A page with our scripts and an engine."""
    page = browser.new_page()
    page.goto(served[1])
    for script in SCRIPTS:
        page.add_script_tag(path=script)
    page.add_script_tag(content="var engine = searchEngine(location.href)")
    yield page
    page.close()


# --- words ------------------------------------------------------------------------------------------------------------


def test_the_stemmer_is_lunrs_on_every_word_of_the_dumps(corpus, page):
    """Python's, the browser's and the real lunr.js: on real words, and on made-up ones with every suffix they know."""
    page.add_script_tag(path=DATA / "lunr" / "lunr.min.js")
    suffixes = "ational enci izer bli alli eli ousli ation alism biliti logi icate ful ness ance ement ion ed ing eed"
    heads = ("", "t", "to", "pla", "yes", "cr", "hopp", "fil", "siz")
    made = {f"{head}{tail}{end}" for head in heads for tail in suffixes.split() for end in ("", "y", "s", "e")}
    words = sorted({word for line in corpus for word in re.findall(r"[a-z0-9]+", line.lower())} | made)
    assert len(words) > 6000
    program = "words => words.map(word => [stemmer(word), lunr.stemmer(new lunr.Token(word, {})).toString()])"
    ours, theirs = zip(*page.evaluate(program, words), strict=True)
    assert [(word, one, other) for word, one, other in zip(words, ours, theirs, strict=True) if one != other] == []
    assert [(word, one) for word, one in zip(words, ours, strict=True) if stem(word) != one] == []


def test_the_stop_words_are_lunrs(page):
    page.add_script_tag(path=DATA / "lunr" / "lunr.min.js")
    words = sorted(STOP_WORDS)
    assert page.evaluate("[...STOP_WORDS].sort()") == words
    assert page.evaluate("words => words.filter(word => lunr.stopWordFilter(word) === undefined)", words) == words


def test_the_browser_finds_the_same_terms_in_a_text(corpus, page):
    """The dumps, odd texts, and random ones from many scripts."""
    choose = random.Random(7)
    ranges = ((0x20, 0x17F), (0x300, 0x36F), (0x370, 0x5FF), (0x900, 0x97F), (0x3000, 0x30FF), (0x4E00, 0x4EFF))
    ranges += ((0xAC00, 0xAD00), (0x1D400, 0x1D7FF), (0xFB00, 0xFB06), (0xFF00, 0xFFEF), (0x1F600, 0x1F640))
    ranges += ((0x20B00, 0x20C00), (0x2150, 0x218B))
    mixed = ["".join(chr(choose.randint(*choose.choice(ranges))) for _ in range(40)) for _ in range(400)]
    texts = [*corpus[::4], *ODD, *mixed]
    program = (
        "texts => texts.map(text => analysis.words(text.normalize('NFC')).flatMap(({word}) => analysis.terms(word)))"
    )
    theirs = page.evaluate(program, texts)
    assert [
        (text, own, other) for text, other in zip(texts, theirs, strict=True) if (own := terms(text)) != other
    ] == []


# --- answers ----------------------------------------------------------------------------------------------------------


def test_the_browser_answers_the_shared_vectors_as_python_does(page):
    """300 queries: same hits, same order, same words besides."""
    expected = json.loads(VECTORS.read_text("utf-8"))
    program = (
        f"async queries => {{ const all = []; for (const one of queries) all.push(await ({ASK})(one)); return all }}"
    )
    for answer, old in zip(page.evaluate(program, [one["query"] for one in expected]), expected, strict=True):
        assert {key: answer[key] for key in ("hits", "total", "mode", "also", "meant")} == {
            key: old[key] for key in ("hits", "total", "mode", "also", "meant")
        }, old["query"]


def test_marks_and_snippets_show_what_was_found(page):
    hit = page.evaluate("async () => (await engine.search('reward hacking')).hits[0]")
    assert [hit["title"][start:end] for start, end in hit["titleMarks"]] == ["Reward", "Reward", "Hacking"]
    assert "hack" in " ".join(hit["snippet"][start:end] for start, end in hit["marks"])
    chinese = page.evaluate("async () => (await engine.search('强化学习')).hits[0]")
    assert [chinese["title"][start:end] for start, end in chinese["titleMarks"]] == ["强化学习"]


def test_an_answer_comes_early_without_snippets_and_not_at_all_when_nobody_waits(page):
    early = "async () => { let early; await engine.search('grokking', {early: a => early = a}); return early.hits[0] }"
    assert page.evaluate(early)["snippet"] == ""
    assert page.evaluate("engine.search('continual', {stale: () => true})") is None


def test_the_texts_of_all_hits_are_asked_for_at_once(page):
    """Else each costs the way to the host and back."""
    program = """async () => {
        let under = 0, most = 0
        const plain = window.fetch
        window.fetch = async (address, ...rest) => {
            const own = String(address).includes("/texts-")
            if (own) most = Math.max(most, ++under)
            try { return await plain(address, ...rest) } finally { if (own) under-- }
        }
        const { hits } = await engine.search("model")
        return [hits.length, most]
    }"""
    hits, most = page.evaluate(program)
    assert hits == 10
    assert most > 5


# --- what fails -------------------------------------------------------------------------------------------------------


def test_a_file_that_fails_once_is_fetched_again(page):
    failures = []

    def fail_once(route):
        failures.append(route.request.url)
        if len(failures) == 1:
            route.abort()
        else:
            route.continue_()

    page.route("**/search/terms-*", fail_once)
    assert page.evaluate(ASK, "grokking")["total"] > 0
    assert len(failures) > 1


@pytest.mark.parametrize("body", ["<!doctype html><title>404</title>", zlib.compress(b"x" * 5000)[:20]])
def test_a_page_in_a_files_stead_or_a_truncated_file_is_said_and_tried_again_later(page, body):
    page.route("**/search/terms-*", lambda route: route.fulfill(status=200, body=body))
    message = page.evaluate("engine.search('grokking').catch(error => error.message)")
    assert message.startswith("A part of the search index could not be loaded (search/terms-")
    assert message.endswith("The lists of themes and papers still work.")
    page.unroute("**/search/terms-*")
    assert page.evaluate(ASK, "grokking")["total"] > 0


def test_an_index_published_anew_is_noticed(page, served):
    """The manifest is old, its files are gone: it is loaded again, once."""
    old = json.loads((served[0] / "search" / "manifest.json").read_text("utf-8"))
    old["terms"]["hashes"] = "a" * len(old["terms"]["hashes"])
    calls = []

    def stale_first(route):
        calls.append(route.request.url)
        if len(calls) == 1:
            route.fulfill(json=old)
        else:
            route.continue_()

    page.route("**/search/manifest.json", stale_first)
    assert page.evaluate(ASK, "grokking")["total"] > 0
    assert len(calls) == 2


@pytest.mark.parametrize("fresh", [False, True], ids=["the same again", "another one"])
def test_an_index_whose_files_are_gone_is_loaded_again_once_and_then_said(page, served, fresh):
    """A cache between keeps the old manifest, or the new one came before its files: no endless loop, no silence."""
    old = json.loads((served[0] / "search" / "manifest.json").read_text("utf-8"))
    count = len(old["terms"]["hashes"])
    calls = []

    def gone(route):
        calls.append(route.request.url)
        hashes = ("b" if fresh and len(calls) > 1 else "a") * count
        route.fulfill(json={**old, "terms": {**old["terms"], "hashes": hashes}})

    page.route("**/search/manifest.json", gone)
    message = page.evaluate("engine.search('grokking').catch(error => error.message)")
    assert re.fullmatch(
        r"A part of the search index could not be loaded \(search/terms-\d+-(a{6}|b{6})\.bin: 404\)\. "
        r"The lists of themes and papers still work\.",
        message,
    )
    assert len(calls) == 2
    page.unroute("**/search/manifest.json")
    page.evaluate("engine = searchEngine(location.href)")  # as after a reload of the page
    assert page.evaluate(ASK, "grokking")["total"] > 0
