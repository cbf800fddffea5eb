"""The search in a real browser: Material's own box with our worker behind it, and `window.papershelf.search`.

The site here is a minimal one of MkDocs with the project's overrides and scripts, and a library of made-up papers.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from generator.model import Assignment, Library, Link, Paper, Place, Placement, Theme, Witness
from generator.search import Page, files

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
MKDOCS_YML = """
site_name: Test
theme: {name: material, custom_dir: %s, font: false, favicon: assets/images/favicon.svg}
plugins: []
"""
TEXTS = (
    ("Reward Model Ensembles Help Mitigate Overoptimization", "We study reward hacking of learned reward models."),
    ("Streaming Deep Reinforcement Learning", "Group Relative Policy Optimization (GRPO) is not used. Streams are."),
    ("Kimi k1.5: Scaling with LLMs", "We report on Kimi k1.5 and long contexts."),
    ("Qwen2.5-Math Technical Report", "A series of expert models for mathematics, self-improvement included."),
    ("Meta-World: A Benchmark", "Fifty tasks for meta-learning, from multi-task robots. We click through them."),
    ("DeepSeek and its Followers", "How group relative policy optimization changed post-training."),
    ("Optimizing the Naïve Baseline", "A survey of displays. Erdős–Rényi graphs are in it."),
    (
        "<script>document.title='owned'</script> Hostile <img src=x onerror=\"document.title='owned'\"> {{ 7*7 }}",
        "Hostile abstract: <img src=x onerror=\"document.title='owned'\"> & <b>bold</b> [link](javascript:alert(1))",
    ),
)
THEMES = (
    Theme(slug="rewards", name="Reward <b>models</b>", scope="Learning what people prefer."),
    Theme(slug="benchmarks", name="Benchmarks", scope="Tasks and measures for robots."),
)


def make_library():
    papers = tuple(
        Paper(
            title=title,
            abstract=abstract,
            slug=f"paper-{number}",
            witnesses=(Witness(dump=f"00{number % 2}", place=Place("a.txt", 1), position=1, title=title),),
            links=(Link(url="https://example.org/code", kind="code"),) if number % 3 == 0 else (),
            authors=("Ann Author", "Bo Writer") if number == 1 else (),
            year=2020 + number,
        )
        for number, (title, abstract) in enumerate(TEXTS)
    )
    slugs = [("rewards",), ("benchmarks", "rewards")]
    placements = tuple(
        Placement(assignments=tuple(Assignment(slug=slug, score=1.0) for slug in slugs[number % 2]))
        for number in range(len(papers))
    )
    return Library(dumps=(), papers=papers, themes=THEMES, placements=placements, related=tuple(() for _ in papers))


def write(library, folder):
    for name, content in files(library, hand_written=(Page(url="about/", title="About this library"),)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A folder to serve, with the site under the sub-path `sub/path/`."""
    project, served = tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("served")
    shutil.copytree(ROOT / "docs" / "assets", project / "docs" / "assets")
    (project / "docs" / "index.md").write_text("# Home\n", "utf-8")
    (project / "docs" / "other.md").write_text("# Other\n", "utf-8")
    (project / "mkdocs.yml").write_text(MKDOCS_YML % json.dumps(str(ROOT / "overrides")), "utf-8")
    site = served / "sub" / "path"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    subprocess.run(command, cwd=project, env={**os.environ, **quiet}, check=True, capture_output=True)
    write(make_library(), site)
    return served


@pytest.fixture(scope="module")
def base(root, serve):
    """The address of the site."""
    return serve(root) + "sub/path/"


@pytest.fixture(scope="module")
def scripted(base, browser):
    """One page for all questions that scripts ask."""
    page = browser.new_page()
    page.goto(base)
    yield page
    page.close()


@pytest.fixture
def page(base, browser):
    """A fresh home page, with the addresses it asks for in `page.requested` and its errors in `page.errors`."""
    page = browser.new_page()
    page.requested, page.errors, page.base = [], [], base
    page.on("request", lambda request: page.requested.append(request.url))
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.goto(base)
    yield page
    page.close()


def ask(page, query, **options):
    return page.evaluate("([query, options]) => window.papershelf.search(query, options)", [query, options])


def ids(answer):
    return [hit["id"] for hit in answer["hits"]]


def type_in_the_box(page, text):
    page.keyboard.press("/")
    field = page.locator("[data-md-component=search-query]")
    field.press_sequentially(text)
    page.locator(".md-search-result__item").first.wait_for(timeout=10_000)
    return page.locator(".md-search-result__item")


# --- window.papershelf.search -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("reward model ensambles", "paper-0"),
        ("overoptimizat", "paper-0"),
        ("kimi k1.5", "paper-2"),
        ("kimi k1", "paper-2"),
        ("KIMI K1.5", "paper-2"),
        ("qwen math", "paper-3"),
        ("qwen2.5", "paper-3"),
        ("metaworld", "paper-4"),
        ("meta world", "paper-4"),
        ("click-through", "paper-4"),
        ("naive", "paper-6"),
        ("Erdos-Renyi", "paper-6"),
        ("survey", "paper-6"),
        ("display", "paper-6"),
        ("optimiz", "paper-6"),
        ("GRPO", "paper-1"),
        ("streaming deep rl", "paper-1"),
        ("steraming", "paper-1"),
    ],
)
def test_a_query_finds_what_was_meant(scripted, query, first):
    assert ids(ask(scripted, query))[0] == first


def test_an_acronym_finds_its_long_form_and_the_other_way_round(scripted):
    assert set(ids(ask(scripted, "GRPO"))) == {"paper-1", "paper-5"}
    assert set(ids(ask(scripted, "group relative policy optimization"))) >= {"paper-1", "paper-5"}


def test_an_answer_has_the_shape_of_the_contract(scripted):
    answer = ask(scripted, "reward hacking")
    assert (answer["total"], answer["mode"], answer["pages"]) == (1, "all", [])
    hit = answer["hits"][0]
    assert {key: hit[key] for key in ("id", "url", "title", "theme", "themes", "themeName", "missing")} == {
        "id": "paper-0",
        "url": "papers/paper-0/",
        "title": TEXTS[0][0],
        "theme": "rewards",
        "themes": ["rewards"],
        "themeName": "Reward <b>models</b>",
        "missing": [],
    }
    assert [hit["snippet"][start:end] for start, end in hit["marks"]] == ["reward", "hacking", "reward"]
    assert [hit["title"][start:end] for start, end in hit["titleMarks"]] == ["Reward"]
    assert hit["score"] > 0


def test_papers_with_all_words_come_first_and_the_others_say_what_they_lack(scripted):
    answer = ask(scripted, "reward ensembles hostile")
    assert answer["mode"] == "any"
    assert answer["hits"][0]["missing"] == ["ensembles"]
    complete = ask(scripted, "reward ensembles")
    assert complete["mode"] == "all"
    assert complete["hits"][0]["missing"] == []


def test_themes_and_hand_written_pages_come_apart(scripted):
    assert ask(scripted, "benchmarks")["pages"] == [{"url": "themes/benchmarks/", "title": "Benchmarks"}]
    assert ask(scripted, "about")["pages"] == []  # a stop word
    assert ask(scripted, "this library")["pages"] == [{"url": "about/", "title": "About this library"}]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"theme": ["benchmarks"]}, {1, 3, 5, 7}),
        ({"theme": ["-benchmarks"]}, {0, 2, 4, 6}),
        ({"dump": ["001"], "has": ["code"]}, {3}),
        ({"has": ["-code"], "dump": ["000"]}, {2, 4}),
        ({"author": ["ann author"]}, {1}),
        ({"year": [2021, "2022"]}, {1, 2}),
        ({"dump": ["-001"]}, {0, 2, 4, 6}),
        ({"author": ["-ann author"], "theme": ["benchmarks"]}, {3, 5, 7}),
        ({"year": ["-2021", "-2023", "-2025"], "theme": ["benchmarks"]}, {7}),
        ({"kind": ["survey"]}, set()),
        ({"kind": ["report", "benchmark"]}, {3, 4}),
        ({"kind": ["-report", "-benchmark"], "has": ["code"]}, {0, 6}),
        ({}, set()),
    ],
)
def test_filters_join_with_or_inside_a_facet_and_with_and_between(scripted, filters, found):
    """An empty query with filters lists what passes; without filters it asks for nothing."""
    assert set(ids(ask(scripted, "", filters=filters))) == {f"paper-{number}" for number in found}


def test_an_unknown_filter_is_refused_by_name(scripted):
    program = "window.papershelf.search('x', {filters: {colour: ['red']}}).catch(error => error.message)"
    assert "colour" in scripted.evaluate(program)


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "the of and",
        "!?",
        "🚀",
        "__proto__",
        "constructor",
        "*",
        '"unbalanced',
        "title:x",
        "a" * 10_000,
        "word " * 2_000,
        "x ﾞ",
    ],
    ids=lambda query: query[:12] or "empty",
)
def test_no_query_breaks_the_search(scripted, query):
    answer = ask(scripted, query)
    assert answer["mode"] in {"all", "any"}
    assert answer["total"] == len(answer["hits"])


def test_limit_cuts_the_hits_but_not_the_total(scripted):
    answer = ask(scripted, "", filters={"year": ["-1999"]}, limit=3)
    assert (len(answer["hits"]), answer["total"]) == (3, len(TEXTS))


def test_asking_for_nothing_loads_no_index(page):
    assert page.evaluate("window.papershelf.search()") == {
        "total": 0,
        "mode": "all",
        "hits": [],
        "pages": [],
        "also": [],
        "notes": [],
        "meant": None,
    }
    assert not [url for url in page.requested if url.endswith(".json")]


def test_a_failed_download_is_said_and_tried_again(page):
    page.route("**/search/manifest.json", lambda route: route.fulfill(status=404, body="nothing here"))
    assert "manifest.json: 404" in page.evaluate("window.papershelf.search('kimi').catch(error => error.message)")
    page.unroute("**/search/manifest.json")
    assert ids(ask(page, "kimi")) == ["paper-2"]


# --- Material's box ---------------------------------------------------------------------------------------------------


def test_nothing_of_the_search_is_loaded_before_a_query(page):
    page.wait_for_timeout(300)
    assert not [url for url in page.requested if re.search(r"lunr|search/|search-(engine|store|analysis)", url)]
    ask(page, "reward")
    assert page.base + "search/manifest.json" in page.requested
    assert not [url for url in page.requested if re.search(r"search/(words|places|facets|more)-", url)]
    assert all(url.startswith((page.base, "blob:", "data:")) for url in page.requested)


def test_the_box_answers_while_one_types_and_enter_opens_the_best(page):
    rows = type_in_the_box(page, "reward ens")
    assert rows.first.locator("h1").inner_text() == TEXTS[0][0]
    assert rows.first.locator("mark").all_inner_texts()[:2] == ["Reward", "Ensembles"]
    page.keyboard.press("Enter")
    page.wait_for_url(page.base + "papers/paper-0/**")
    assert page.errors == []


def test_the_box_works_on_a_page_further_down(page):
    page.goto(page.base + "other/")
    rows = type_in_the_box(page, "kimi")
    assert rows.first.locator("a").first.evaluate("link => link.href") == page.base + "papers/paper-2/"


def test_a_link_with_a_query_opens_the_box_with_its_answer(page):
    page.goto(page.base + "?q=kimi")
    page.locator(".md-search-result__item").first.wait_for(timeout=10_000)
    assert page.locator(".md-search-result__item h1").all_inner_texts() == [TEXTS[2][0]]


def test_a_text_pasted_with_the_mouse_is_searched_too(page):
    page.keyboard.press("/")
    page.locator("[data-md-component=search-query]").fill("kimi")  # an input event without a key
    page.locator(".md-search-result__item").first.wait_for(timeout=10_000)


def test_the_box_says_that_it_fell_back_and_what_a_paper_lacks(page):
    rows = type_in_the_box(page, "kimi zzzzzz")
    page.get_by_role("status").filter(has_text="No paper has all of these words").wait_for()
    assert rows.first.locator("del").all_inner_texts() == ["zzzzzz"]


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_the_box_offers_what_was_meant(page, by):
    rows = type_in_the_box(page, "ensambles")
    offer = page.locator(".ps-meant")
    offer.wait_for()
    assert offer.text_content().strip() == "Did you mean ensembles"
    if by == "mouse":
        offer.click()
    else:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    expect(page.locator("[data-md-component=search-query]")).to_have_value("ensembles")
    offer.wait_for(state="detached")
    assert page.url.split("?")[0] == page.base
    assert TEXTS[0][0] in rows.first.locator("h1").inner_text()


def test_enter_opens_the_first_paper_not_the_offer(page):
    type_in_the_box(page, "ensambles")
    page.locator(".ps-meant").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/**")


def test_what_a_dump_or_a_reader_writes_is_text_in_the_box(page):
    rows = type_in_the_box(page, "hostile <img src=x onerror=document.title='owned'>")
    assert TEXTS[7][0] in rows.locator("h1").all_inner_texts()
    assert "<b>bold</b>" in rows.filter(has_text="Hostile abstract").first.inner_text()
    assert rows.locator("img, script, b, article a").count() == 0
    page.wait_for_timeout(200)
    assert page.title() != "owned"
    assert page.errors == []


def test_the_box_says_so_when_the_index_cannot_be_loaded(page):
    page.route(re.compile(r"/search/[^?]+\.\w+$"), lambda route: route.abort())
    assert "Browse all papers" in type_in_the_box(page, "kimi").first.inner_text()
    page.get_by_role("status").filter(has_text="does not work at the moment").wait_for()
