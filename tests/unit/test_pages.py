"""The pages: which ones there are, that no text becomes markup, that links lead somewhere, and how they look.

The golden pages in tests/golden are compared exactly. After a wanted change of a template write them anew with
``PAPERSHELF_GOLDEN=write pytest tests/unit/test_pages.py`` and look at the difference.
"""

import html
import os
import posixpath
import re
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from generator.model import (
    Assignment,
    Conflict,
    Dump,
    Ledger,
    Library,
    Link,
    Place,
    Placement,
    Rejected,
    Related,
    Retired,
    Theme,
    Variant,
)
from generator.outputs import citations
from generator.pages import plan, render
from generator.pages.catalogue import Catalogue
from generator.pages.embedded import quoted
from generator.pages.listing import PER_PAGE
from generator.pages.markup import encode, pieces, rich
from generator.scripts import NONCHARACTERS
from generator.teasers import LONG_TITLE, first_lines
from tests.pages import Elements, html_of, one, paper

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1)) ![x](y) <javascript:alert(1)> https://evil.example www.evil.example",
    "{{ 7*7 }} {% raw %} {# x #} {: onclick=alert(1) } [^1] *[HTML]: x",
    '--8<-- "mkdocs.yml" ;--8<-- :smile: :material-skull: ++ctrl+c++ ==x== ~~x~~ ^^x^^ `#!python x` $x$',
    "1. one - two + three * four # five > six | seven --- === ``` ~~~ !!! note ??? tip",
    "--- title: x ... # [ \" ' ` & &amp; &#60;b&#62; %3Cb%3E",
    "\x02wzxhzdk:0\x03 \x00 \x1b[31m \x85 \u2028 \u2029 \ufeff \u202e \ufffe \U0001f600 \udc80",
    "   leading, trailing and\n\n\tbroken\r\nlines   ",
    "C++ a_b_c *x* **x** __init__ O'Neill 3.5% state-of-the-art (2024) $5 “quoted” – 日本語 العربية Ünïcödé",
]
EVERYTHING = [  # what somebody may switch on some day: none of it may find anything to act on
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "smarty", "tables", "toc", "wikilinks",
    "pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret", "pymdownx.critic", "pymdownx.details",
    "pymdownx.emoji", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark",
    "pymdownx.smartsymbols", "pymdownx.snippets", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tilde",
]  # fmt: skip


@pytest.fixture
def library() -> Library:
    """Two dumps, two themes, three papers: one with everything, one hostile, one without a theme."""
    dumps = (
        Dump(id="march", file="march.txt", sha256="a" * 64, title="March", layout="blank lines", listed="Mar 14",
             records=2, ledger=Ledger(lines=5, record=4, boilerplate=1)),
        Dump(id="april", file="april.txt", sha256="b" * 64, title="April", layout="compact", added="2024-05-01",
             source="a newsletter", records=2, ledger=Ledger(lines=6, record=4, boilerplate=1, rejected=1),
             rejected=(Rejected(place=Place("april.txt", 9), lines=1, text="<b>half a", code="PS101",
                                reason="title without abstract"),)),
    )  # fmt: skip
    themes = (
        Theme(slug="bandits", name="Bandits", scope="Choosing under uncertainty.", terms=("regret", "arm")),
        Theme(slug="language", name="Language & models", scope="Models that write."),
    )
    papers = (
        paper("regret", r"Regret \(O(\sqrt{T})\) at last", r"We prove \(O(\sqrt{T})\), for \(K < 10\) arms & more: "
              "https://github.com/a/b_c?x=1&y=2, not https://github.host/a/b.",
              ("march", 3), ("april", 4), authors=("A. Author", "B. O'Author"), year=2024,
              identifiers=(("arxiv", "2401.00001"), ("doi", "10.1000/x")), flags=("cut-abstract",),
              links=(Link(url="https://github.com/a/b_c?x=1&y=2", kind="code"),
                     Link(url="https://github.host/a/b", kind="code", trusted=False, note="looks like github.com")),
              variants=(Variant(field="abstract", dumps=("april",), text="We prove nothing."),),
              possibly_same=("hostile",)),
        paper("hostile", HOSTILE[0] + HOSTILE[3], " ".join(HOSTILE[:7]), ("march", 5)),
        paper("alone", "Alone", "A paper like no other.", ("april", 6)),
    )  # fmt: skip
    conflict = Conflict(
        paper="regret",
        slug="regret",
        field="abstract",
        shown=papers[0].abstract,
        dumps=("march",),
        variants=papers[0].variants,
        why="6 of 8 words differ",
        place=Place("april.txt", 4),
        acknowledged=True,
        because="The older one has <more>.",
    )
    placements = (
        Placement(
            assignments=(
                Assignment(slug="bandits", score=0.9, evidence=("regret", "<arm>")),
                Assignment(slug="language", score=0.2, evidence=()),
            )
        ),
        Placement(assignments=(Assignment(slug="bandits", score=0.5, evidence=("arm",)),)),
        Placement(),
    )
    related = (
        (Related(slug="hostile", score=0.5, shared=("arm", "bound")),),
        (Related(slug="regret", score=0.5, shared=("arm",)),),
        (),
    )
    return Library(
        dumps=dumps,
        papers=papers,
        themes=themes,
        placements=placements,
        related=related,
        conflicts=(conflict,),
        redirects=(("old", "regret"),),
        retired=(
            Retired(slug="gone", because="Its <authors> asked.", title="Gone & Lost", place=Place("dumps.yml", 4)),
        ),
    )


def as_seen(text: str) -> str:
    """What a reader sees of a text: white space is one space, what has no glyph in HTML is a replacement character."""
    text = re.sub(r"[ \t\n\r\f\v]+", " ", text)
    return re.sub(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{NONCHARACTERS}]", "\ufffd", text)


# --- what there is --------------------------------------------------------------------------------------------------


def test_each_page_has_a_path_of_its_own(library):
    paths = [page.path for page in plan(library)]
    assert len(paths) == len(set(paths))
    assert {"index.md", "themes/index.md", "themes/bandits/index.md", "papers/index.md", "papers/regret.md",
            "dumps/index.md", "dumps/april.md", "unassigned/index.md", "papers/old.md", "papers/gone.md",
            "conflicts/index.md"} <= set(paths)  # fmt: skip


def test_an_empty_library_still_has_its_front_page_and_lists():
    empty = Library(dumps=(), papers=(), themes=(), placements=(), related=())
    assert all(render(page) for page in plan(empty))


@pytest.mark.parametrize("path", ["index.md", "themes/index.md", "glance.md"])
def test_a_library_without_themes_has_no_heading_and_no_list_for_them(path):
    """As one of a few papers without a word in common has; no count says "1 papers" either."""
    alone = Library(
        dumps=(Dump(id="d", file="d", sha256="", title="D"),), papers=(paper("p", "T", "A", ("d", 1)),),
        themes=(), placements=(Placement(),), related=((),),
    )  # fmt: skip
    html = html_of(render(one(alone, path)))
    assert "ps-shelves" not in html
    assert 'id="themes"' not in html
    assert "0 themes" not in html
    assert "each in its place" not in html
    assert "of them for the first time" not in html


def test_every_internal_link_leads_to_a_page_or_a_hand_written_one(library):
    pages = plan(library)
    known = {page.url for page in pages} | {"about/"}
    files = {path for path, _ in citations.files(library)}
    for page in pages:
        for tag, attributes in Elements(html_of(render(page))).tags:
            href = attributes.get("href")
            if tag == "a" and not href.startswith("https://"):
                path = href.partition("?")[0].partition("#")[0]
                target = posixpath.normpath(posixpath.join(f"/{page.url}", path)).lstrip("/")
                assert (f"{target}/" if target else "") in known or target in files, (page.path, href)


def test_a_long_list_is_cut_into_pages_that_hold_every_paper_once(library):
    count = 2 * PER_PAGE + 50
    papers = tuple(paper(f"p{i}", f"Paper {i}", "Text.", ("march", i + 1)) for i in range(count))
    primary = Placement(assignments=(Assignment(slug="bandits", score=1.0),))
    other = Placement(assignments=(Assignment(slug="language", score=1.0), Assignment(slug="bandits", score=0.5)))
    long = replace(
        library,
        conflicts=(),
        papers=papers,
        placements=(primary,) * 150 + (other,) * (count - 150),
        related=((),) * count,
    )
    for first in ("papers/index.md", "themes/bandits/index.md"):
        folder = posixpath.dirname(first)
        pages = [one(long, first), one(long, f"{folder}/page/2/index.md"), one(long, f"{folder}/page/3/index.md")]
        lists = [re.sub(r"<details.*?</details>", "", render(page), flags=re.DOTALL) for page in pages]
        found = [re.findall(r'<li><a href="[./]*papers/(p\d+)/"|<li><a href="[./]*(p\d+)/"', each) for each in lists]
        assert [len(each) for each in found] == [PER_PAGE, PER_PAGE, 50]
        assert {"".join(slug) for each in found for slug in each} == {each.slug for each in papers}
        assert f"{folder}/page/4/index.md" not in {page.path for page in plan(long)}


def test_papers_stand_in_lists_with_the_newest_dump_on_top(library):
    catalogue = Catalogue(library)
    assert [library.papers[i].slug for i in catalogue.order] == ["alone", "regret", "hostile"]


def test_a_dump_page_tells_new_papers_from_those_seen_before_and_names_what_was_rejected(library):
    text = Elements(html_of(render(one(library, "dumps/april.md")))).text
    new, seen = text.index("that no earlier dump listed"), text.index("seen before", text.index("that no earlier dump"))
    assert new < text.index("Alone") < seen < text.index("Regret", seen) < text.index("first in March")
    assert "line 9" in text
    assert "title without abstract" in text
    assert "<b>half a" in text


def test_a_theme_lists_its_own_papers_before_those_that_touch_it(library):
    groups = one(library, "themes/language/index.md").values["groups"]
    assert [(group.name, [entry.slug for entry in group.entries]) for group in groups] == [("also", ["regret"])]


def test_previous_and_next_walk_through_the_primary_theme(library):
    values = {page.path: page.values for page in plan(library)}
    assert values["papers/regret.md"]["paper"].next.slug == "hostile"
    assert values["papers/hostile.md"]["paper"].previous.slug == "regret"
    assert values["papers/alone.md"]["paper"].previous is None


def test_only_trusted_web_addresses_become_links(library):
    bad = ("javascript:alert(1)", "data:text/html,x", "//evil.example", "https://user:pw@evil.example/", "https://")
    links = tuple(Link(url=url, kind="other") for url in bad)
    library = replace(
        library, papers=(replace(library.papers[0], links=library.papers[0].links + links), *library.papers[1:])
    )
    page = Elements(html_of(render(one(library, "papers/regret.md"))))
    outside = [attributes for tag, attributes in page.tags if tag == "a" and ":" in attributes["href"]]
    assert all(attributes["rel"] == "nofollow" for attributes in outside)
    own = [
        attributes["href"]
        for attributes in outside
        if "search" not in attributes["href"] and "?q=" not in attributes["href"]
    ]
    code = "https://github.com/a/b_c?x=1&y=2"  # in the abstract and below "Find it"
    assert own == [code, code, "https://arxiv.org/abs/2401.00001", "https://doi.org/10.1000/x"]
    assert "looks like github.com" in page.text
    for url in bad:
        assert url in page.text


def test_the_search_page_offers_what_speaks_for_each_theme_and_for_few_others(library):
    evidence = {
        "bandits": ("language model", "regret bound", "arm", "a term of far too many words"),
        "language": ("language model", "to <please>"),
    }
    placements = [(slug, terms) for slug, terms in evidence.items() for _ in range(2)]
    placements = tuple(
        Placement(assignments=(Assignment(slug=slug, score=1.0, evidence=terms),)) for slug, terms in placements
    )
    papers = tuple(paper(f"p{i}", f"Paper {i}", "Text.", ("march", i + 1)) for i in range(len(placements)))
    library = replace(library, papers=papers, placements=placements, related=((),) * len(papers), conflicts=())
    assert one(library, "search.md").values["examples"] == ("regret bound", "to <please>")
    page = Elements(html_of(render(one(library, "search.md"))))
    assert "to <please>" in page.text
    assert "?q=to+%3Cplease%3E" in [attributes.get("href") for _, attributes in page.tags]


# --- escaping -------------------------------------------------------------------------------------------------------


def test_the_extensions_tested_are_those_of_the_site():
    assert "markdown_extensions: []" in (ROOT / "mkdocs.yml").read_text("utf-8")


anything = st.text(max_size=80) | st.lists(st.sampled_from([*HOSTILE, *"<>[](){}*_`#:!|~^=$&\\\"'.-+1 \n"])).map(
    "".join
)


@given(title=anything, abstract=anything)
@example(title=HOSTILE[0], abstract=HOSTILE[7])
@example(title="", abstract="\U0001fffe")
def test_no_text_of_a_dump_becomes_markup(title, abstract):
    """Only the template's own elements occur, and the visible text is the text given."""
    title, abstract = title.replace("\\(", ""), abstract.replace("\\(", "")
    library = Library(
        dumps=(Dump(id="d", file="d", sha256="", title="D"),), papers=(paper("p", title, abstract, ("d", 1)),),
        themes=(), placements=(Placement(),), related=((),),
    )  # fmt: skip
    source = render(one(library, "papers/p.md"))
    body, meta = get_data(source)
    assert meta == {
        "title": as_seen(first_lines(title, LONG_TITLE)),
        "description": as_seen(first_lines(abstract or title, 160)),
        "template": "paper.html",
    }
    page = Elements(markdown.markdown(body, extensions=["toc", "tables", "fenced_code"]))
    expected = Elements(markdown.markdown(get_data(render(one(replace(library, papers=(
        paper("p", "x", "x" if abstract else "", ("d", 1)),)), "papers/p.md")))[0]))  # fmt: skip
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in expected.tags]
    assert f"\n{as_seen(title)}\n" in page.text
    assert f"\n{as_seen(abstract or 'No dump has an abstract of this paper.')}\n" in page.text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_extension_of_markdown_finds_anything_to_act_on(text, library):
    """Not in our blocks, and not where the same text stands in a paragraph, a heading or a list of another engine."""
    for frame in ("<p>{}</p>", "{}", "# {}", "- {}", "> a {} b", "| a | b |\n|---|---|\n| {} | x |"):
        bare = Elements(markdown.markdown(frame.format("x"), extensions=["tables"]))
        page = Elements(markdown.markdown(frame.format(encode(text)), extensions=EVERYTHING))
        assert [tag for tag, _ in page.tags] == [tag for tag, _ in bare.tags], frame
        assert as_seen(text).strip() in page.text.replace("\n", " "), frame


@given(anything)
def test_front_matter_gives_back_the_text(text):
    assert yaml.safe_load(f"title: {quoted(text)}\n") == {"title": as_seen(text)}


def test_front_matter_names_authors_and_year_where_a_dump_does(library):
    _, meta = get_data(render(one(library, "papers/regret.md")))
    assert (meta["authors"], meta["year"]) == (["A. Author", "B. O'Author"], 2024)
    assert {"authors", "year"}.isdisjoint(get_data(render(one(library, "papers/alone.md")))[1])


def test_common_prose_stays_readable_in_the_markdown():
    text = "State-of-the-art models, such as GPT-4, gain 3.5 points; is that much?"
    assert encode(text) == text


def test_mathematics_becomes_mathml_and_unreadable_tex_its_source():
    assert next(tag for tag, _ in Elements(rich(r"a \(x_2\) b")).tags) == "math"
    assert Elements(rich(r"\(\href{javascript:alert(1)}{x}\)")).text.strip() == r"\href{javascript:alert(1)}{x}"
    assert "<script" not in rich(r"\(\text{<script>alert(1)</script>}\)")


def test_the_beginning_of_a_longer_address_is_no_link():
    """Or a look-alike (huggingface.co.evil.example) would show a trusted address as its first half."""
    url = "https://huggingface.co"
    assert [piece.url for piece in pieces(f"see {url}.evil.example/x or {url}x/y", [url]) if piece.url] == []
    assert [piece.url for piece in pieces(f"see {url}, or {url}.", [url]) if piece.url] == [url, url]


def test_first_lines_end_after_a_word():
    assert first_lines("one two three", 8) == "one two…"
    assert first_lines("one", 8) == "one"
    assert first_lines("a" * 20, 8) == "a" * 8 + "…"


# --- looks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["index.md", "search.md", "glance.md", "papers/regret.md", "papers/hostile.md", "papers/old.md", "themes/index.md",
     "themes/bandits/index.md", "dumps/index.md", "dumps/april.md", "papers/index.md", "unassigned/index.md",
     "conflicts/index.md", "papers/gone.md"],
)  # fmt: skip
def test_golden_pages(path, library):
    golden, text = GOLDEN / path.replace("/", "--"), render(one(library, path))
    if os.environ.get("PAPERSHELF_GOLDEN") == "write":
        golden.write_text(text, "utf-8", newline="\n")
    assert text == golden.read_text("utf-8")


def test_no_page_has_a_blank_line_in_its_body(library):
    """A blank line would end the block of HTML in CommonMark, and Markdown rules would apply to what follows."""
    for page in plan(library):
        assert "\n\n" not in render(page).split("\n---\n", 1)[1]


def test_an_address_in_an_abstract_is_a_link_where_it_is_trusted_and_text_where_not(library: Library) -> None:
    page = next(page for page in plan(library) if page.path == "papers/regret.md")
    abstract = render(page).split('class="ps-abstract"')[1].split("</div>")[0]
    assert abstract.count("<a ") == 1
    assert "github.com" in html.unescape(abstract.split("<a ")[1].split(">")[0])
    assert "github.host" in html.unescape(abstract)
