"""What the built pages say to programs, read the way programs read it: extruct, Zotero's selectors, other parsers."""

import gzip
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import extruct
import pytest
import rispy
from lxml import etree, html
from PIL import Image
from playwright.sync_api import Page, expect
from pybtex.database import parse_string

from generator.model import Library
from generator.outputs.citations import bibtex, cited, csl, ris
from generator.publishing import links
from tests.building import build_library
from tests.described import FORGED, KNOWN, UNKNOWN, library

SITE = "https://papers.example.org/shelf/"
CARD = (1200, 630)
# Of schema.org: the properties that each type has, itself or by inheritance, and what a value may be.
TERMS: dict[str, dict[str, tuple[str, ...]]] = {
    "ScholarlyArticle": {
        "name": ("str",), "author": ("Person", "str"), "datePublished": ("str",), "identifier": ("str",),
        "sameAs": ("url",), "url": ("url",), "isPartOf": ("CollectionPage",), "isBasedOn": ("Dataset",),
        "publication": ("PublicationEvent",),
    },
    "PublicationEvent": {"name": ("str",)},
    "CollectionPage": {
        "name": ("str",), "description": ("str",), "url": ("url",), "mainEntity": ("ItemList",),
        "isBasedOn": ("Dataset",),
    },
    "Person": {"name": ("str",), "familyName": ("str",), "honorificSuffix": ("str",)},
    "Dataset": {"name": ("str",), "url": ("url",)},
    "ItemList": {"numberOfItems": ("int",)},
}  # fmt: skip


@pytest.fixture(scope="module")
def made() -> Library:
    return library()


@pytest.fixture(scope="module")
def built(project, made, tmp_path_factory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", SITE)
        return build_library(made, project.root, tmp_path_factory.mktemp("metadata"))


def read(site: Path, url: str) -> str:
    return (site / url / "index.html").read_text("utf-8")


def linked(site: Path, url: str) -> dict:
    found = extruct.extract(read(site, url), base_url=SITE + url, syntaxes=["json-ld"])["json-ld"]
    assert len(found) == 1
    return found[0]


def metas(site: Path, url: str, starting: str) -> list[tuple[str, str]]:
    """As Zotero's translator "Embedded Metadata" asks: every meta with a name or property that begins so."""
    nodes = html.fromstring(read(site, url).encode()).xpath("//meta[@name or @property]")
    pairs = [(node.get(key), node.get("content")) for node in nodes for key in ("name", "property") if node.get(key)]
    return [pair for pair in pairs if pair[0].startswith(starting)]


def check(value: dict, kind: str) -> None:
    """Hold a value against the terms of schema.org."""
    assert value["@type"] == kind
    for name, one in value.items():
        if name.startswith("@"):
            continue
        for each in one if isinstance(one, list) else [one]:
            wanted = TERMS[kind][name]
            if isinstance(each, dict):
                assert each["@type"] in wanted
                check(each, each["@type"])
            elif isinstance(each, int):
                assert "int" in wanted
            else:
                assert {"str", "url"} & set(wanted)
                assert "url" not in wanted or re.match(r"https?://|\.\./\.\./", each), (name, each)
                assert each.strip() == each != ""


def test_json_ld_is_of_schema_org_on_every_page_that_has_it(built, made):
    for one in made.papers:
        data = linked(built, one.url)
        assert data["@context"] == "https://schema.org"
        check(data, "ScholarlyArticle")
        assert data["url"] == SITE + one.url
    for url in [*(theme.url for theme in made.themes), *(dump.url for dump in made.dumps)]:
        check(linked(built, url), "CollectionPage")


def test_a_known_paper_says_all_that_is_known(built):
    data = linked(built, KNOWN.url)
    assert data["name"] == "Regret O(√T) & more of GPT-4"
    assert [one if isinstance(one, str) else one["name"] for one in data["author"]] == [
        "Ludwig van Beethoven", "Ada Lovelace", "The X Team", "Martin King Jr.",
    ]  # fmt: skip
    assert data["datePublished"] == "2024"
    assert data["identifier"] == ["arXiv:2401.00001", "doi:10.1234/x_y"]
    assert data["sameAs"] == ["https://arxiv.org/abs/2401.00001", "https://doi.org/10.1234/x_y"]
    assert data["isPartOf"]["url"] == "../../themes/bandits/"
    assert data["isBasedOn"] == {"@type": "Dataset", "name": "Daily & Papers", "url": "../../dumps/march/"}


def test_nothing_is_invented_where_nobody_says_it(built):
    data = linked(built, UNKNOWN.url)
    assert {"author", "identifier", "sameAs", "isPartOf"}.isdisjoint(data)
    forged = linked(built, FORGED.url)
    assert {"identifier", "sameAs"}.isdisjoint(forged)
    assert "evil" not in read(built, FORGED.url).split("ps-cite")[1].split("</details>")[0]


def test_lists_name_the_sources_they_are_based_on(built):
    theme = linked(built, "themes/bandits/")
    assert [one["name"] for one in theme["isBasedOn"]] == ["</script><b>June ]]>", "Daily & Papers"]
    assert theme["isBasedOn"][1]["url"] == "https://lists.example.org/march?a=1&b=2"
    assert "url" not in theme["isBasedOn"][0]  # javascript: is no source
    assert theme["mainEntity"]["numberOfItems"] == 1
    assert linked(built, "dumps/march/")["mainEntity"]["numberOfItems"] == 2


def test_highwire_fields_stand_only_where_authors_are_known(built):
    assert metas(built, UNKNOWN.url, "citation_") == []
    assert metas(built, KNOWN.url, "citation_") == [
        ("citation_title", "Regret O(√T) & more of GPT-4"),
        *(("citation_author", author) for author in KNOWN.authors),
        ("citation_publication_date", "2024"),
        ("citation_doi", "10.1234/x_y"),
        ("citation_arxiv_id", "2401.00001"),
        ("citation_pdf_url", "https://arxiv.org/pdf/2401.00001"),
    ]
    assert dict(metas(built, FORGED.url, "citation_")) == {
        "citation_title": FORGED.title, "citation_author": "A. Author",
        "citation_pdf_url": "https://papers.example.com/b.PDF",
    }  # fmt: skip


def test_open_graph_has_title_kind_description_address_and_a_card(built, made):
    pages = {KNOWN.url: "themes/bandits/card.png", UNKNOWN.url: "card.png", "": "card.png",
             "themes/bandits/": "themes/bandits/card.png", "dumps/march/": "card.png"}  # fmt: skip
    for url, card in pages.items():
        found = extruct.extract(read(built, url), syntaxes=["opengraph"])["opengraph"][0]["properties"]
        graph = dict(found)
        assert len(found) == len(graph) == 5
        assert graph["og:image"] == SITE + card
        assert graph["og:url"] == SITE + url
        assert graph["og:type"] == ("article" if url.startswith("papers/") else "website")
        assert graph["og:title"]
        assert graph["og:description"]
        assert ("twitter:card", "summary_large_image") in metas(built, url, "twitter:")
    for path in ("card.png", *(f"{theme.url}card.png" for theme in made.themes)):
        with Image.open(built / path) as image:
            assert (image.format, image.size) == ("PNG", CARD)
        assert (built / path).stat().st_size < 20_000


def test_nothing_else_on_a_page_pretends_to_be_metadata(built):
    """Microdata and RDFa of a dump's text would be foreign markup."""
    found = extruct.extract(read(built, made_url(9)), syntaxes=["microdata", "microformat"])
    assert found == {"microdata": [], "microformat": []}


def made_url(number: int) -> str:
    return f"papers/hostile-{number}/"


def test_the_sitemap_names_every_lasting_page_with_the_day_of_its_newest_dump(built):
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    index = etree.parse(built / "sitemap.xml")
    parts = index.xpath("//s:sitemap/s:loc/text()", namespaces=space)
    assert parts == [f"{SITE}sitemap-1.xml.gz"]
    assert index.xpath("//s:lastmod/text()", namespaces=space) == ["2026-06-01"]
    root = etree.fromstring(gzip.decompress((built / "sitemap-1.xml.gz").read_bytes()))
    days = {
        row.findtext("s:loc", None, space).removeprefix(SITE): row.findtext("s:lastmod", None, space) for row in root
    }
    pages = {path.parent.relative_to(built).as_posix() + "/" for path in built.rglob("index.html")}
    assert set(days) == {"" if page == "./" else page for page in pages} - {
        "papers/older/",
        "papers/gone/",
        "themes/arms/",
    }
    assert days["papers/known/"] == days["themes/bandits/"] == days[""] == "2026-06-01"
    assert days["papers/unknown/"] == days["dumps/march/"] == "2026-03-14"
    assert days["dumps/empty/"] is days["about/"] is days["programs/"] is None


def test_robots_may_read_everything_and_learn_of_the_sitemap(built):
    assert (built / "robots.txt").read_text() == f"User-agent: *\nAllow: /\n\nSitemap: {SITE}sitemap.xml\n"
    assert not (built / "sitemap.xml.gz").exists()


def test_a_site_without_an_address_names_none(site):
    """Neither a sitemap nor a card can be told of then; the rest is there."""
    assert not list(site.glob("sitemap*"))
    assert not list(site.rglob("card.png"))
    text = read(site, "papers/kimi-k1-5-scaling-reinforcement-learning-with-llms/")
    assert {"og:image", "og:url", "twitter:card", "canonical"} & set(re.findall(r"[\w:]+", text)) == set()
    assert "url" not in linked(site, "papers/kimi-k1-5-scaling-reinforcement-learning-with-llms/")
    assert (site / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"


# --- text that tries to break a format ------------------------------------------------------------------------------


def parse(path: Path) -> None:
    """Read a file by the rules of its format; raise when it has none of the known ones, or is broken."""
    content = path.read_bytes()
    name = path.name.removesuffix(".gz")
    content = gzip.decompress(content) if path.name.endswith(".gz") else content
    if name.endswith(".xml"):
        etree.fromstring(content)
    elif name.endswith(".json"):
        json.loads(content)
    elif name.endswith(".ndjson"):
        assert [json.loads(line) for line in content.splitlines()]
    elif name.endswith(".bib"):
        parse_string(content.decode(), "bibtex")
    elif name.endswith(".ris"):
        rispy.loads(content.decode())
    elif name.endswith(".txt"):
        assert content.decode().isprintable() or "\n" in content.decode()
    elif name.endswith(".html"):
        foreign(content.decode())
    elif name.endswith(".png"):
        Image.open(io.BytesIO(content)).verify()
    else:
        raise AssertionError(f"nobody knows how to check {path}")


def foreign(text: str) -> None:
    """Fail where an element is none of ours, runs something, or leads to what is no address."""
    for node in html.fromstring(text.encode()).iter(etree.Element):
        assert node.tag not in {"img", "iframe", "object", "embed", "b" if "hostile" in node.attrib else "base"}, (
            node.tag
        )
        if node.tag == "script" and not node.get("src"):
            assert re.search(r"__palette|json", node.text + str(node.attrib)), node.text
        for name, value in node.attrib.items():
            assert not name.startswith("on"), (node.tag, name)
            assert not re.match(r"\s*(javascript|data):", value) or name == "content", value


OURS = ("**/*.html", "api/**/*.*json", "**/feed.*", "**/papers.*", "sitemap*", "robots.txt", "**/card.png")


def test_every_file_made_of_hostile_text_is_sound_in_its_format(built):
    files = sorted({path for pattern in OURS for path in built.glob(pattern) if path.is_file()})
    assert {path.suffix for path in files} >= {".html", ".json", ".ndjson", ".xml", ".bib", ".ris", ".gz", ".png"}
    for path in files:
        parse(path)
        text = path.read_bytes().decode("utf-8", "ignore") if path.suffix not in {".gz", ".png"} else ""
        assert "\x00" not in text, path
        assert not set("\u202e\u2066") & set(re.sub(r"(?s)<.*>", "", text)) or "api" in path.parts, path


def test_the_number_of_records_is_the_same_in_every_format(built, made):
    count = len(made.papers)
    assert len(parse_string((built / "papers.bib").read_text("utf-8"), "bibtex").entries) == count
    assert len((built / "api/v1/papers.ndjson").read_bytes().splitlines()) == count
    inside = sum("june" in one.dumps for one in made.papers)
    assert len(rispy.loads((built / "dumps/june/papers.ris").read_text("utf-8"))) == inside
    assert len(json.loads((built / "dumps/june/papers.csl.json").read_bytes())) == inside
    assert len(etree.parse(built / "dumps/june/feed.xml").getroot().findall("{*}entry")) == inside - 1


# --- the Cite block in a browser ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def base(built, serve) -> str:
    return serve(built)


@pytest.fixture
def page(browser, base) -> Iterator[Page]:
    context = browser.new_context(base_url=base, permissions=["clipboard-read", "clipboard-write"])
    made = context.new_page()
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    yield made
    context.close()
    assert errors == []


def saved(page: Page, name: str) -> tuple[str, str]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_text("utf-8")


@pytest.mark.browser
def test_the_script_saves_what_the_files_of_the_lists_say(page, made):
    """Particles are part of the family name in JSON-LD, which has no word for them."""
    dumps = {dump.id: dump for dump in made.dumps}
    for one in (KNOWN, UNKNOWN, FORGED, *made.papers[3:]):
        page.goto(one.url)
        page.locator(".ps-cite summary").click()
        citation = cited(one, dumps, SITE)
        assert saved(page, "BibTeX") == (f"{one.slug}.bib", bibtex([citation]))
        names = (
            replace(name, particle="", family=f"{name.particle} {name.family}".strip()) for name in citation.authors
        )
        joined = replace(citation, authors=tuple(names))
        assert saved(page, "RIS") == (f"{one.slug}.ris", ris([joined]))
        name, text = saved(page, "CSL-JSON")
        assert (name, json.loads(text)) == (f"{one.slug}.json", json.loads(csl([joined])))


@pytest.mark.browser
def test_copy_puts_bibtex_on_the_clipboard_and_says_so(page, made):
    page.goto(KNOWN.url)
    page.locator(".ps-cite summary").click()
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator(".ps-cite [role=status]")).to_have_text("Copied")
    wanted = bibtex([cited(KNOWN, {dump.id: dump for dump in made.dumps}, SITE)])
    assert page.evaluate("navigator.clipboard.readText()") == wanted


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1440, "dark")], ids=["phone", "desktop"])
def test_without_a_script_the_entry_reads_and_fits(browser, base, made, width, scheme):
    context = browser.new_context(
        base_url=base, viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=False
    )
    page = context.new_page()
    for one in (KNOWN, made.papers[5]):
        page.goto(one.url)
        expect(page.locator(".ps-cite pre")).to_be_hidden()
        page.locator(".ps-cite summary").click()
        expect(page.locator(".ps-cite pre")).to_be_visible()
        lines = page.locator(".ps-cite pre").inner_text().strip().splitlines()
        wanted = bibtex([cited(one, {dump.id: dump for dump in made.dumps}, SITE)]).splitlines()
        assert [line.strip() for line in lines] == [line.strip() for line in wanted]
        assert page.locator(".ps-cite button").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize(("old", "new"), [("papers/older/", "papers/known/"), ("themes/arms/", "themes/bandits/")])
def test_an_old_address_leads_on_and_tells_search_engines_which_one_counts(built, old, new):
    page = html.fromstring(read(built, old).encode())
    [refresh] = page.xpath("//meta[@http-equiv='refresh']/@content")
    assert urljoin(SITE + old, refresh.removeprefix("0; url=")) == SITE + new
    assert page.xpath("//link[@rel='canonical']/@href") == [SITE + new]
    assert page.xpath("//meta[@property='og:url']/@content") == [SITE + new]
    assert not page.xpath("//meta[@name='robots']"), "it would weigh against the canonical address"
    [link] = page.xpath("//main//*[@class='ps-lead']/a/@href")
    assert urljoin(SITE + old, link) == SITE + new
    assert {"from": old, "to": new} in json.loads((built / "api/v1/redirects.json").read_bytes())


def test_no_link_of_a_site_with_an_address_is_broken(built):
    checked = links.check(built)
    assert checked.broken == ()
    assert checked.pages == len(list(built.rglob("*.html")))
