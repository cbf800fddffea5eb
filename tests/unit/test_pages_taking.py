"""Pages of watches and authors, and the links to what can be taken away: there where there is something to take."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import content, search, slugs, watches, yaml_lines
from generator.model import Assignment, Dump, Library, Placement, Theme, Watch
from generator.outputs import api
from generator.pages import plan, render
from generator.pages.authors import LEAST, authors, folded
from generator.pages.listing import PER_PAGE
from generator.pages.plan import NAMES
from generator.search import query
from generator.search.query.syntax import parse
from generator.watches import asked
from generator.watches.registry import interpret
from tests.hostile import HOSTILE
from tests.pages import Elements, html_of, paper

ROOT = Path(__file__).resolve().parents[2]
SITE = content.Site("Shelf", "https://x.example/shelf/")


def library(*authors: tuple[str, ...], added: str | None = "2024-05-01", **more: object) -> Library:
    """Papers with these authors, all of one dump and one theme."""
    papers = tuple(
        paper(f"p{n}", f"Paper {n} of kites", "They fly.", ("d", n + 1), authors=names)
        for n, names in enumerate(authors)
    )
    return Library(
        dumps=(Dump(id="d", file="d.txt", sha256="a" * 64, title="D", added=added),),
        papers=papers,
        themes=(Theme(slug="t", name="T", scope="All."),),
        placements=(Placement(assignments=(Assignment(slug="t", score=1.0),)),) * len(papers),
        related=((),) * len(papers),
        **more,
    )


def pages(made: Library) -> dict[str, str]:
    """All pages as a build makes them."""
    return {path: text.decode() for path, text in content.files(made, ROOT / "docs", SITE) if path.endswith(".md")}


def links(source: str) -> list[str]:
    return [attributes["href"] for tag, attributes in Elements(html_of(source)).tags if tag == "a"]


WATCHES = (
    Watch(slug="kites", name="Kites & strings", query="kites"),
    Watch(slug="nothing", name="Nothing", query="xylophone"),
    Watch(slug="in-theme", name="In a theme", filters=(("theme", ("t",)), ("has", ("-code",)))),
)


@pytest.fixture(scope="module")
def watched() -> dict[str, str]:
    return pages(library(*[()] * (PER_PAGE + 1), watches=WATCHES))


def test_each_watch_has_a_page_and_the_list_names_them_all(watched):
    listed = links(watched["watches/index.md"])
    assert listed == ["kites/", "nothing/", "in-theme/"]
    assert all(f"watches/{slug}index.md" in watched for slug in listed)
    assert "101 papers" in watched["watches/index.md"]
    assert "watches/" in links(watched["index.md"])


def test_a_watch_shows_its_question_as_a_link_to_the_search_and_its_papers_page_by_page(watched):
    first, second = watched["watches/kites/index.md"], watched["watches/kites/page/2/index.md"]
    assert "../../search/?q=kites" in links(first)
    found = [re.findall(r"papers/(p\d+)/", text) for text in (first, second)]
    assert [len(each) for each in found] == [PER_PAGE, 1]
    assert "Kites &#38; strings" in first


def test_a_watch_without_papers_says_so_and_offers_no_feed(watched):
    empty = watched["watches/nothing/index.md"]
    assert "No paper of the library answers this yet" in empty
    assert "feed" not in empty


def test_without_watches_there_is_no_page_and_no_link():
    made = pages(library(()))
    assert not [path for path in made if path.startswith("watches/")]
    assert "watches/" not in made["index.md"]


def test_watch_pages_are_among_the_pages_that_the_search_finds():
    index = dict(search.files(library((), watches=WATCHES)))
    store = query.Store(index.__getitem__)
    assert ("watches/kites/", "Kites & strings") in query.search("strings", store).pages


@pytest.mark.parametrize("filters", [
    (("theme", ("reward-models",)),), (("has", ("code", "data")), ("kind", ("-survey",))),
    (("author", ("Ada Lovelace",)),), (("dump", ("-a b",)),),
])  # fmt: skip
@pytest.mark.parametrize("words", ["", "reward hack", '"reward hacking" -robot'])
def test_the_question_shown_asks_for_what_the_watch_asks_for(words, filters):
    parsed = parse(asked(Watch(slug="w", name="W", query=words, filters=filters)))
    alone = parse(words)
    assert {field: tuple(values) for field, values in parsed.filters.items()} == dict(filters)
    assert (parsed.words, parsed.phrases, parsed.excluded_words) == (alone.words, alone.phrases, alone.excluded_words)


def test_every_example_of_the_documentation_and_the_file_of_the_repository_are_right(real_library, real_index):
    text = (ROOT / "docs" / "watches.md").read_text("utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert examples
    for example in (*examples, (ROOT / "watches.yml").read_text("utf-8")):
        registry = interpret(yaml_lines.compose(example, "watches.yml"))
        assert len(registry.watches) == 3
        assert not registry.findings
        assert not watches.check(registry, real_library.themes, [dump.id for dump in real_library.dumps])
        found = watches.answered(registry.watches, real_index)
        assert all(found.values()), found


# --- feeds and citations ---


def test_every_file_that_a_page_offers_is_there_and_feeds_only_where_there_are_any():
    for added in ("2024-05-01", None):
        made = library((), (), added=added, watches=WATCHES)
        files = dict(content.files(made, ROOT / "docs", SITE))
        offered = {
            (path, href)
            for path, text in files.items()
            if path.endswith("index.md") or path.startswith("dumps/d.md")
            for href in (links(text.decode()) if path.endswith(".md") else ())
            if re.search(r"\.(xml|json|bib|ris)$", href)
        }
        assert {href.rsplit("/")[-1] for _, href in offered} >= {"papers.bib", "papers.ris", "papers.csl.json"}
        assert any(href.endswith("feed.xml") for _, href in offered) == bool(added)
        for path, href in offered:
            folder = "dumps/d/" if path == "dumps/d.md" else path.removesuffix("index.md")
            assert re.sub(r"[^/]+/\.\./", "", f"{folder}{href.removeprefix('./')}") in files, (path, href)


def test_pages_with_a_feed_name_its_folder_for_their_head():
    made = library((), watches=WATCHES)
    for path, folder in (
        ("themes/t/index.md", "themes/t/"),
        ("dumps/d.md", "dumps/d/"),
        ("watches/kites/index.md", "watches/kites/"),
    ):
        assert f'\nfeed: "{folder}"\n' in pages(made)[path]
    assert "\nfeed:" not in pages(replace(made, dumps=(replace(made.dumps[0], added=None),)))["themes/t/index.md"]


def test_an_empty_theme_offers_nothing():
    made = library((), added="2024-05-01")
    empty = replace(made, themes=(*made.themes, Theme(slug="e", name="E", scope="Empty.")))
    assert "ps-beside" not in pages(empty)["themes/e/index.md"]


# --- authors ---


def test_without_authors_there_is_no_list():
    made = pages(library((), ()))
    assert not [path for path in made if path.startswith("authors/")]
    assert "authors/" not in made["index.md"]


def test_an_author_of_three_papers_has_a_page_that_papers_link_to():
    made = pages(library(*[("Ada Lovelace", "Twice Only")] * 2, ("Lovelace, Ada", "Once")))
    page = made["authors/ada-lovelace/index.md"]
    assert "<h1>Ada Lovelace</h1>" in page
    assert len(re.findall(r"papers/p\d/", page)) == LEAST
    assert "names, not people" in page
    assert "../../authors/ada-lovelace/" in links(made["papers/p0.md"])
    assert "../../authors/ada-lovelace/" in links(made["papers/p2.md"])
    assert [path for path in made if path.startswith("authors/")] == [
        "authors/index.md",
        "authors/ada-lovelace/index.md",
    ]
    assert links(made["authors/index.md"])[:2] == ["ada-lovelace/", "../search/?q=author%3A%22Twice+Only%22"]


@pytest.mark.parametrize("names", [
    ("José García", "JOSE GARCIA", "García, José"), ("J. R. Smith", "J R Smith", "Smith, J. R."),
    ("Søren Åberg", "Soren Aberg"), ("Łukasz Kaiser", "Lukasz Kaiser"), ("Jean-Luc Godard", "Jean Luc Godard"),
    ("Ada Lovelace", " ADA  Lovelace ", "Ada Lovelace.", "Ada\tLovelace", "Lovelace, Ada"),
])  # fmt: skip
def test_names_that_differ_in_case_accents_or_order_are_one(names):
    assert len({folded(name) for name in names}) == 1


@pytest.mark.parametrize("names", [
    ("J. Smith", "John Smith"), ("王伟", "王维"), ("李雷", "Li Lei"), ("Ada Lovelace", "Ada King"), ("Иван", "Iván"),
])  # fmt: skip
def test_names_that_differ_in_more_are_not_one_and_have_addresses_of_their_own(names):
    found = authors(enumerate(paper("p", "T", "A", ("d", 1), authors=(name,)) for name in names)).everybody
    assert len({one.slug for one in found}) == len(names)


@given(st.lists(st.text(max_size=30), max_size=20))
def test_addresses_are_sound_unique_and_the_same_whoever_else_is_there(names):
    def slugs_of(given: list[str]) -> dict[str, str]:
        made = authors((0, paper("p", "T", "A", ("d", 1), authors=(name,))) for name in given)
        return {folded(one.name): one.slug for one in made.everybody}

    found = slugs_of(names)
    assert len(set(found.values())) == len(found)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) and slug not in slugs.RESERVED for slug in found.values())
    for name in names:
        assert slugs_of([name]).items() <= found.items()


@pytest.mark.parametrize("text", [title for title, _ in HOSTILE] + ['"><script>alert(1)</script>', "../../etc/passwd"])
def test_hostile_names_stay_text(text):
    made = plan(library(*[(text, "A <b> & Co")] * LEAST))
    for page in made:
        if page.path.startswith("authors/"):
            assert not {"script", "img", "b", "svg", "iframe"} & {
                tag for tag, _ in Elements(html_of(render(page))).tags
            }
            assert ".." not in page.path


def test_many_names_are_cut_into_pages():
    made = plan(library(tuple(f"Name N{n}" for n in range(NAMES + 1))))
    assert [page.path for page in made if page.path.startswith("authors/")] == [
        "authors/index.md",
        "authors/page/2/index.md",
    ]


def test_the_venue_is_in_the_api(real_library):
    one = replace(real_library.papers[0], venue="A Journal of Kites")
    made = dict(api.files(replace(real_library, papers=(one, *real_library.papers[1:]))))
    assert b'"venue":"A Journal of Kites"' in made["api/v1/papers.ndjson"]
