"""What the controls of lists mean, without any page: addresses, filters, marks; and the engine on 5,000 papers.

The modules run as they are, each test in one empty page of the browser.
"""

import json
import shutil

import pytest

from generator.search import index
from generator.search.documents import Document, named
from tests.searching import ROOT

pytestmark = pytest.mark.browser

SCRIPTS = ROOT / "docs" / "assets" / "javascripts"
PARTS = ("stemmer", "analysis", "syntax", "store", "meaning", "match", "lists", "engine")
MANY = 5_000
STORE = """const store = () => ({ kept: new Map(), getItem(key) { return this.kept.get(key) ?? null },
  setItem(key, value) { this.kept.set(key, value) } })"""


def paper(number: int) -> Document:
    """One of many papers of theme 0, a third of them there only beside theme 1; dumps, years and code in turns."""
    facets = [*named("theme", "big"), *named("dump", f"d{number % 3}"), *named("year", str(2020 + number % 4))]
    facets += named("theme", "other") if number % 3 == 0 else ()
    facets += named("has", "code") if number % 5 == 0 else ()
    return Document(
        name=f"paper-{number:04}",
        title=f"Paper {(number * 7919) % MANY:04} of many",
        abstract="A short abstract about reward models. " * 3,
        themes=(1, 0) if number % 3 == 0 else (0,),
        facets=tuple(facets),
        listed=MANY - 1 - number,
        central=number / MANY,
        in_dumps=((number % 3, MANY - number),),
    )


@pytest.fixture(scope="module")
def page(browser, serve, tmp_path_factory):
    """A page with the modules as `state` and `kept`, and the engine of a library of 5,000 papers in one theme."""
    folder = tmp_path_factory.mktemp("logic")
    shutil.copytree(SCRIPTS, folder / "js")
    (folder / "search").mkdir()
    papers = sorted(map(paper, range(MANY)), key=lambda document: document.themes[0])
    dumps = [(f"d{number}", f"Dump {number}") for number in range(3)]
    for name, content in index.files(papers, (), [("big", "Big"), ("other", "Other")], dumps):
        (folder / name).write_bytes(content)
    (folder / "index.html").write_text("<!doctype html><title>x</title>", "utf-8")
    page = browser.new_page()
    page.goto(serve(folder))
    for part in PARTS:
        page.add_script_tag(url=f"js/search-{part}.js")
    page.add_script_tag(
        content="var engine = searchEngine(location.href), state, kept;"
        "var ready = Promise.all(['state', 'marks'].map(part => import(`./js/list-${part}.js`)))"
        ".then(parts => { [state, kept] = parts })"
    )
    page.evaluate("ready")
    yield page
    page.close()


# --- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("search", "written"),
    [
        ("", ""),
        ("?show=titles&sort=title", "show=titles&sort=title"),
        ("?show=lines&sort=listed", ""),  # what is usual is not said
        ("?only=year:2024&only=year:2025&not=has:code", "only=year:2024&only=year:2025&not=has:code"),
        ("?only=has:code&not=has:code", "not=has:code"),  # the last word counts
        ("?only=author:Erdős, Paul&q=x", "only=author:Erdős, Paul"),
        ("?show=all&sort=__proto__&only=&only=has&only=colour:red&only=mark:other&only=has:-code", ""),
        ("?only=has:%00&only=toString:x&not=z", ""),
        (f"?only=theme:{'x' * 121}", ""),
    ],
)
def test_an_address_says_what_it_can_and_nothing_else(page, search, written):
    found = page.evaluate(
        "search => new URLSearchParams(state.written(state.read(search, ['listed', 'title']), ['listed'])).toString()",
        search,
    )
    assert page.evaluate("text => new URLSearchParams(text).toString()", written) == found


def test_an_address_of_a_thousand_filters_is_cut(page):
    search = "?" + "&".join(f"only=theme:t{number}" for number in range(1000))
    assert page.evaluate("search => state.read(search, ['listed']).filters.length", search) == 20


def test_several_values_of_a_field_mean_any_of_them_and_each_question_of_yes_and_no_stands_alone(page):
    only = ["year:2024", "has:code", "year:2025", "has:data"]
    search = "?" + "&".join(f"only={one}" for one in only) + "&not=theme:a&only=mark:saved&not=mark:read"
    narrow = page.evaluate(
        "search => state.asked(state.read(search, ['listed']), mark => [mark]).narrow",
        search,
    )
    assert narrow == [
        ["year", ["2024", "2025"]],
        ["has", ["code"]],
        ["has", ["data"]],
        ["theme", ["-a"]],
        ["slug", ["saved"]],
        ["-slug", ["read"]],
    ]


@pytest.mark.parametrize(
    ("found", "total", "words"),
    [(1, 1, "1 paper"), (5000, 5000, "5,000 papers"), (12, 5000, "12 of 5,000 papers"), (0, 7, "None of 7 papers")],
)
def test_the_count_is_a_sentence(page, found, total, words):
    assert page.evaluate("([found, total]) => state.counted(found, total)", [found, total]) == words


# --- marks ------------------------------------------------------------------------------------------------------------


def test_two_sites_on_one_host_share_nothing(page):
    said = page.evaluate(f"""() => {{ {STORE}; const storage = store()
      const [one, two] = ["/one/", "/one/two/"].map(root => kept.marksOf(root, () => storage))
      one.toggle("saved", "a-paper"); one.toggle("read", "b"); two.toggle("saved", "c")
      return [one.all("saved"), one.all("read"), two.all("saved"), [...storage.kept.keys()]] }}""")
    assert said == [
        ["a-paper"],
        ["b"],
        ["c"],
        ["papershelf:/one/:saved", "papershelf:/one/:read", "papershelf:/one/two/:saved"],
    ]


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("{", []),
        ('{"saved": 1}', []),
        ("null", []),
        ('"x"', []),
        (json.dumps(["<b>x</b>", "a-b", 7, None, "a-b", "../x", "x" * 201, "A"]), ["a-b"]),
    ],
)
def test_a_damaged_storage_is_read_as_far_as_it_goes(page, stored, read):
    program = f"""stored => {{ {STORE}; const storage = store(); storage.setItem("papershelf:/:saved", stored)
      return kept.marksOf("/", () => storage).all("saved") }}"""
    assert page.evaluate(program, stored) == read


@pytest.mark.parametrize(
    "storage",
    [
        "() => { throw new DOMException('no', 'SecurityError') }",
        "() => ({ getItem: () => null, setItem() { throw 1 } })",
    ],
    ids=["forbidden", "full"],
)
def test_marks_last_as_long_as_the_page_where_nothing_can_be_kept_and_that_is_told_once(page, storage):
    said = page.evaluate(f"""() => {{ let told = 0; const marks = kept.marksOf("/", {storage}, () => {{ told += 1 }})
      marks.keep("recent", ["x"], true); const quiet = told
      marks.toggle("saved", "a"); marks.toggle("saved", "b"); marks.toggle("saved", "a")
      return [quiet, told, marks.all("saved"), marks.kept("recent")] }}""")
    assert said == [0, 1, ["b"], ["x"]]


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("/site/papers/a-paper/", "a-paper"),
        ("/site/papers/a-paper", "a-paper"),
        ("/site/papers/page/2/", None),
        ("/site/papers/", None),
        ("/papers/a-paper/", None),
        ("/site/themes/a/", None),
    ],
)
def test_only_the_address_of_a_paper_is_one(page, path, slug):
    assert page.evaluate("path => kept.slugOf(path, '/site/') ?? null", path) == slug


@pytest.mark.parametrize(
    ("fragment", "slugs"),
    [
        ("#papers=a,b-c,a", ["a", "b-c"]),
        ("#papers=", []),
        ("#papers=<img src=x>,../../evil,javascript:x,A B,b", ["b"]),
        ("#other", None),
        ("", None),
    ],
)
def test_a_link_brings_slugs_and_nothing_else(page, fragment, slugs):
    assert page.evaluate("hash => kept.brought(hash) ?? null", fragment) == slugs


# --- a theme of 5,000 papers ------------------------------------------------------------------------------------------


def found(page, options: str) -> dict:
    return page.evaluate(f"""async () => {{
      const all = await engine.search("", {{ limit: 50, snippets: false, within: ["theme", "big"], {options} }})
      return {{ ...all, hits: all.hits.map(hit => hit.id), titles: all.hits.map(hit => hit.title) }} }}""")


def numbers(answer: dict) -> list[int]:
    return [int(name.removeprefix("paper-")) for name in answer["hits"]]


def test_the_listed_order_of_a_theme_has_its_own_papers_first(page):
    answer = found(page, "sort: 'listed'")
    assert answer["total"] == MANY
    assert numbers(answer) == [number for number in range(MANY - 1, 0, -1) if number % 3][:50]


def test_the_listed_order_of_a_dump_is_its_own(page):
    answer = found(page, "sort: 'listed', within: ['dump', 'd1'], narrow: [['has', ['code']]]")
    assert numbers(answer) == [number for number in range(MANY - 1, 0, -1) if number % 15 == 10][:50]


def test_a_theme_is_sorted_as_a_whole(page):
    assert found(page, "sort: 'title'")["titles"] == [f"Paper {place:04} of many" for place in range(50)]
    assert numbers(found(page, "sort: 'central'"))[:3] == [4999, 4997, 4996]
    newest = numbers(found(page, "sort: 'newest'"))
    assert newest == sorted((number for number in newest if number % 3 == 2), reverse=True)
    assert {number % 4 for number in numbers(found(page, "sort: 'year'"))} == {3}


def test_values_of_one_field_add_papers_and_other_fields_take_some_away(page):
    years = "narrow: [['year', ['2020', '2021']]]"
    assert found(page, years)["total"] == MANY // 2
    assert found(page, "narrow: [['year', ['2020', '2021']], ['has', ['code']]]")["total"] == MANY // 10
    assert found(page, "narrow: [['year', ['-2020']], ['has', ['-code']]]")["total"] == MANY * 3 // 4 * 4 // 5
    assert found(page, "narrow: [['slug', ['paper-0001', 'paper-0002', 'nothing']]]")["total"] == 2
    assert found(page, "narrow: [['-slug', ['paper-0001', 'nothing']]]")["total"] == MANY - 1
    assert found(page, "within: ['slug', ['paper-0007']]")["total"] == 1
    assert found(page, "within: ['theme', 'none']")["total"] == 0


def test_a_number_beside_a_value_is_what_it_leaves_or_adds(page):
    counts = found(page, "counts: true, limit: 0, narrow: [['year', ['2020']], ['has', ['code']]]")["counts"]
    assert {value: many for value, _, many in counts["year"]} == dict.fromkeys(("2020", "2021", "2022", "2023"), 250)
    assert [[value, many] for value, _, many in counts["has"]] == [["code", 250]]
    assert sum(many for _, _, many in counts["dump"]) == 250


def test_fifty_papers_of_5000_cost_a_few_files(page):
    """No abstract beside those shown is fetched, however long the list is."""
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.evaluate("async () => { engine = searchEngine(location.href) }")
    answer = page.evaluate("engine.search('', { limit: 50, sort: 'listed', within: ['theme', 'big'] })")
    assert all(hit["snippet"] for hit in answer["hits"])
    assert len(asked) < 40
