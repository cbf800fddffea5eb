"""What pages and the site say to programs: no text ends the script that holds it, no day and no address is made up."""

import gzip
import json
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from generator.model import Assignment, Dump, Library, Link, Placement, Theme
from generator.outputs import sitemaps
from generator.pages.embedded import data
from generator.pages.metadata import SOURCES, collection, metadata
from generator.registries import address
from tests.hostile import NASTY
from tests.pages import paper

SITE = "https://papers.example/shelf/"
SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
DUMPS = {
    name: Dump(id=name, file=f"{name}.txt", sha256="a" * 64, title=name.title(), added=day)
    for name, day in (("march", "2026-03-14"), ("june", "2026-06-01"), ("lost", None), ("odd", "14 March"))
}


# --- JSON in a page -------------------------------------------------------------------------------------------------


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.text(max_size=9), inner, max_size=3), max_leaves=8))  # fmt: skip
@example("</script><!-- ]]> &amp; \u2028 {{ 7*7 }} {% x %} --8<-- *a* _b_ `c` \\")
def test_data_reads_back_and_holds_nothing_that_means_something_outside_of_it(value):
    text = str(data(value))
    assert json.loads(text) == visible(value)
    assert not set("<>&'*_`\\") & set(text.replace("\\u", ""))
    assert text.isprintable()
    assert not {"{{", "{%", "]]>", "-->"} & {text[at : at + size] for size in (2, 3) for at in range(len(text))}


def visible(value):
    """A value with replacement characters for what neither HTML nor a display can hold."""
    if isinstance(value, str):
        lost = (unicodedata.category(char) in {"Cc", "Cs"} or ord(char) & 0xFFFE == 0xFFFE for char in value)
        return "".join("\ufffd" if gone else char for char, gone in zip(value, lost, strict=True))
    if isinstance(value, dict):
        return {visible(key): visible(item) for key, item in value.items()}
    return [visible(item) for item in value] if isinstance(value, list) else value


def test_data_refuses_what_json_has_no_word_for():
    with pytest.raises(TypeError):
        data({"a": {1, 2}})


# --- what a paper says ----------------------------------------------------------------------------------------------


def of(*places: tuple[str, int], **more: object):
    one = paper("p", "A Title", "Text.", *(places or (("march", 1),)), **more)
    return metadata(one, DUMPS, theme=None, site_url="")


def test_without_the_sites_address_a_paper_names_none_of_its_own():
    said = of()
    assert "url" not in said.article
    assert said.bibtex == ("@misc{p,", "title = {A Title},", "note = {Listed in March},", "}")


@pytest.mark.parametrize(("scheme", "value"), [
    ("arxiv", "2401.00001/../../evil"), ("arxiv", "2401.00001?x"), ("doi", "10.1000/../../x"), ("doi", "10.1/x y"),
    ("isbn", "123"),
])  # fmt: skip
def test_a_number_that_no_registry_gave_out_is_cited_nowhere(scheme, value):
    assert address(scheme, value) == ""
    said = of(identifiers=((scheme, value),), authors=("A. B",))
    assert {"identifier", "sameAs"}.isdisjoint(said.article)
    assert value not in " ".join(said.bibtex)
    assert said.pdf == ""


def test_the_pdf_is_the_one_that_a_dump_names_before_arxivs_and_never_an_untrusted_one():
    arxiv = (("arxiv", "2401.00001v2"),)
    named = Link(url="https://a.example/x.PDF?download", kind="paper")
    assert of(identifiers=arxiv).pdf == "https://arxiv.org/pdf/2401.00001v2"
    assert of(identifiers=arxiv, links=(named,)).pdf == named.url
    assert of(links=(replace(named, trusted=False),)).pdf == ""
    assert of(links=(replace(named, kind="code"),)).pdf == ""
    assert of(links=(replace(named, url="https://a.example/x.html#y.pdf"),)).pdf == ""


@pytest.mark.parametrize("title", NASTY)
def test_the_entry_of_a_page_is_text_line_by_line(title):
    said = metadata(paper("p", title, "", ("march", 1), authors=(title,)), DUMPS, theme=None, site_url=SITE)
    assert said.bibtex[0] == "@misc{p,"
    assert said.bibtex[-1] == "}"
    assert all(line == line.strip() and "\n" not in line for line in said.bibtex)
    assert json.loads(data(said.article))["isBasedOn"]["name"] == "March"


def test_a_list_names_its_newest_sources_and_only_addresses_of_the_web():
    dumps = [replace(DUMPS["march"], title=f"D{n}", source=f"https://a.example/{n}") for n in range(SOURCES + 3)]
    said = collection("A", "", papers=3, dumps=dumps)
    assert [one["name"] for one in said["isBasedOn"]] == [f"D{n}" for n in range(SOURCES + 2, 2, -1)]
    for source in ("javascript:alert(1)", "//a.example", "a mailing list", 'https://a.example/"x', "ftp://a.example"):
        (one,) = collection("A", "", papers=1, dumps=[replace(DUMPS["march"], source=source)])["isBasedOn"]
        assert "url" not in one


# --- sitemaps -------------------------------------------------------------------------------------------------------


def library() -> Library:
    theme = Theme(slug="t", name="T", scope="")
    papers = (
        paper("both", "Both", "", ("march", 1), ("june", 1)), paper("early", "Early", "", ("march", 4)),
        paper("never", "Never", "", ("lost", 1)), paper("strange", "Strange", "", ("odd", 1)),
    )  # fmt: skip
    in_theme = Placement(assignments=(Assignment(slug="t", score=1.0),))
    return Library(dumps=tuple(DUMPS.values()), papers=papers, themes=(theme,), related=((),) * 4,
                   placements=(in_theme, in_theme, Placement(), Placement()))  # fmt: skip


def days(content: bytes, row: str = "url") -> dict[str, str | None]:
    root = etree.fromstring(gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content)
    return {one.findtext("s:loc", None, SPACE): one.findtext("s:lastmod", None, SPACE)
            for one in root.findall(f"s:{row}", SPACE)}  # fmt: skip


def test_the_day_of_a_page_is_that_of_the_newest_dump_that_touched_it_and_never_made_up():
    urls = ["", "papers/both/", "papers/early/", "papers/never/", "papers/strange/", "themes/t/", "themes/t/page/2/",
            "papers/page/3/", "dumps/march/", "dumps/march/page/2/", "dumps/lost/", "about/", "search/"]  # fmt: skip
    made = dict(sitemaps.files(library(), urls, SITE))
    found = {url.removeprefix(SITE): day for url, day in days(made["sitemap-1.xml.gz"]).items()}
    assert list(found) == urls
    june, march = "2026-06-01", "2026-03-14"
    assert list(found.values()) == [
        june, june, march, None, None, june, june, june, march, march, None, None, None,
    ]  # fmt: skip


def test_no_part_holds_more_than_it_may_and_the_index_names_each_with_its_newest_day(monkeypatch):
    monkeypatch.setattr(sitemaps, "PART", 2)
    made = dict(sitemaps.files(library(), ["papers/early/", "about/", "search/", "papers/both/", "x/"], SITE))
    assert days(made["sitemap.xml"], "sitemap") == {
        f"{SITE}sitemap-1.xml.gz": "2026-03-14", f"{SITE}sitemap-2.xml.gz": "2026-06-01",
        f"{SITE}sitemap-3.xml.gz": None,
    }  # fmt: skip
    assert [len(days(made[f"sitemap-{n}.xml.gz"])) for n in (1, 2, 3)] == [2, 2, 1]
    assert sitemaps.PART < 50_000


def test_the_page_of_a_watch_or_an_author_has_the_day_of_its_newest_paper():
    lists = {"watches/w/": ["early", "both"], "authors/a/": ["early"], "authors/b/": []}
    made = dict(sitemaps.files(library(), [*lists], SITE, lists=lists))
    assert list(days(made["sitemap-1.xml.gz"]).values()) == ["2026-06-01", "2026-03-14", None]


def test_packed_sitemaps_carry_no_time():
    made = dict(sitemaps.files(library(), [""], SITE))["sitemap-1.xml.gz"]
    assert made[4:8] == bytes(4)


def test_without_the_sites_address_robots_may_read_and_no_sitemap_is_named():
    assert dict(sitemaps.files(library(), [""])) == {"robots.txt": b"User-agent: *\nAllow: /\n"}
