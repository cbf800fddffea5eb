"""Pages that say more than title and abstract, as readers meet them: small and large, light and dark, no script."""

import re
import statistics
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from generator.dedupe import deduplicate
from generator.model import (
    Acknowledgement,
    Dump,
    Ledger,
    Library,
    Place,
    Placement,
    Record,
    Rejected,
    Retired,
    title_key,
)
from generator.normalise import normalise_all
from tests.building import build_library
from tests.hostile import BODY, HOSTILE

pytestmark = pytest.mark.browser

SIZES = {"phone": (320, "light"), "desktop": (1440, "dark")}
COLOUR = "element => getComputedStyle(element).color"
LONG = "Averyveryverylongword" * 8 + " and a Title that Goes on about Reward Models" * 6
BASE = (
    "Language models are aligned by reinforcement learning from human feedback. We reach 95.4% with \\(O(\\sqrt{T})\\) "
    "steps, and the choice of the data matters more than the algorithm. Models are at https://huggingface.co/a/b for "
    "everybody. In further experiments we vary the size of the policy and of the reward model, and nothing changes."
)
DISPUTED = "Unpacking the Preferences of Models"


def record(dump: str, position: int, title: str, abstract: str, **more: object) -> Record:
    place = Place(f"{dump}.txt", 4 * position)
    return Record(dump=dump, place=place, position=position, lines=3, title=title, abstract=abstract, **more)


def records() -> Iterator[Record]:
    yield record("march", 1, DISPUTED, BASE)
    yield record("march", 2, LONG, BASE.replace("Language", "Large language"))
    yield record("march", 3, "A Paper of Many Authors", "", authors=tuple(f"Author Number {n}" for n in range(40)),
                 year=2023, identifiers=(("arxiv", "2301.12345"), ("doi", "10.1145/3580305.3599790")))  # fmt: skip
    yield record("march", 4, "مقدمة في التعلم المعزز", "هذه ورقة عن التعلم المعزز من ردود الفعل البشرية.")
    for number, (title, kind) in enumerate(HOSTILE, start=5):
        yield record("march", number, title, BODY.format(kind=kind, title=title))
    other = BASE.replace("huggingface.co", "huggingface.host").replace("95.4%", "96.4% of <b>it</b>")
    yield record("june", 1, DISPUTED, other)
    for number, (title, kind) in enumerate(HOSTILE[:3], start=2):
        yield record("june", number, title, BODY.format(kind=kind, title=title).replace("trick", "trick of 2024"))
    yield record("july", 1, DISPUTED, BASE)


def library() -> Library:
    """Three dumps that disagree, with what people decided about them."""
    found = tuple(records())
    papers, _ = normalise_all(found)
    papers = tuple(
        replace(one, witnesses=(replace(one.witnesses[0], original=raw.abstract),))
        for one, raw in zip(papers, found, strict=True)
    )
    seen = Acknowledgement(paper=title_key(DISPUTED), field="abstract", because="March is right.", place=Place("x", 1))
    merged = deduplicate(papers, acknowledged=(seen,))
    count = len(merged.papers)
    rejected = Rejected(place=Place("june.txt", 99), lines=1, text=BODY, code="PS101", reason="title without abstract")
    return Library(
        dumps=tuple(
            Dump(id=name, file=f"{name}.txt", sha256="0" * 64, title=f"The Dump of {name.capitalize()}",
                 records=sum(one.dump == name for one in found), rejected=(rejected,),
                 ledger=Ledger(lines=12, record=9, boilerplate=2, rejected=1))
            for name in ("march", "june", "july")
        ),
        papers=merged.papers, themes=(), placements=(Placement(),) * count, related=((),) * count,
        conflicts=merged.conflicts, redirects=merged.redirects,
        retired=(Retired(slug="gone", because="its authors asked", title="A Paper", place=Place("dumps.yml", 1)),),
    )  # fmt: skip


@pytest.fixture(scope="module")
def made() -> Library:
    return library()


@pytest.fixture(scope="module")
def base(project, made, serve, tmp_path_factory) -> str:
    return serve(build_library(made, project.root, tmp_path_factory.mktemp("disagreeing")))


def test_the_median_paper_page_is_small_whatever_some_pages_have_to_say(site):
    sizes = [path.stat().st_size for path in (site / "papers").glob("*/index.html")]
    assert statistics.median(sizes) <= 12_000


def address(made: Library, title: str) -> str:
    return next(paper.url for paper in made.papers if paper.title == title)


@pytest.fixture(params=SIZES)
def page(request, browser, base) -> Iterator[Page]:
    width, scheme = SIZES[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=False, base_url=base
    )
    yield context.new_page()
    context.close()


def test_a_reader_sees_in_what_words_a_dump_differs_and_opens_all_of_it(page, made):
    page.goto(address(made, DISPUTED))
    gone, new = page.locator(".ps-diff del"), page.locator(".ps-diff ins")
    expect(gone).to_have_text(["only above: 95.4%", "only above: https://huggingface.co/a/b"])
    expect(new).to_have_text(["only there: 96.4% of it", "only there: https://huggingface.host/a/b"])
    assert "line-through" in gone.first.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert "underline" in new.first.evaluate("e => getComputedStyle(e).textDecorationLine")
    whole = page.locator(".ps-variant p")
    expect(whole).to_be_hidden()
    page.locator(".ps-variant summary").click()
    expect(whole).to_be_visible()
    assert page.locator("a[href*='huggingface.host']").count() == 0
    expect(page.locator("main")).to_contain_text("A maintainer looked at this: March is right.")


def test_the_original_is_one_click_away_as_text(page, made):
    page.goto(address(made, DISPUTED))
    raw = page.locator(".ps-original p").filter(has_text="<b>it</b>")
    expect(raw).to_be_hidden()
    page.locator(".ps-original > summary").click()
    expect(raw).to_be_visible()
    expect(page.locator(".ps-original")).to_contain_text("The Dump of June, line 4")
    assert raw.evaluate(COLOUR) == page.locator(".ps-diff").first.evaluate(COLOUR), (
        "Material's own would be black on black"
    )


def test_no_page_is_wider_than_the_screen_and_none_has_a_script_of_a_dump(page, made):
    paths = [paper.url for paper in made.papers] + ["conflicts/", "dumps/", "dumps/june/", "papers/gone/", "papers/"]
    width = page.viewport_size["width"]
    for path in paths:
        page.goto(path)
        for summary in page.locator("main summary").all():
            summary.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate("[...document.querySelectorAll('main :is(p, h2, li, section, aside)')]"
                             ".filter(e => !e.textContent.trim()).length") == 0, path  # fmt: skip
        assert page.locator("main :is(script, img, iframe, [onclick], a[href^=javascript])").count() == 0, path


def test_the_conflicts_page_leads_to_the_paper_and_to_the_dumps(page, made):
    page.goto("dumps/")
    page.locator("main").get_by_role("link", name=re.compile("conflicts between dumps")).click()
    page.wait_for_url("**/conflicts/")
    expect(page.locator(".ps-conflicts > li")).to_have_count(len(made.conflicts))
    expect(page.locator(".ps-conflicts > li").last).to_contain_text("Looked at: March is right.")
    page.locator(".ps-conflicts").get_by_role("link", name="The Dump of June").first.click()
    page.wait_for_url("**/dumps/june/")
    page.locator(".ps-jumps").get_by_role("link", name="with another text").click()
    assert page.url.endswith("#changed")
    expect(page.locator("#changed")).to_be_in_viewport()
    expect(page.locator("main")).to_contain_text("title without abstract")


def test_a_paper_that_was_taken_back_answers_and_search_engines_are_told(page):
    assert page.goto("papers/gone/").status == 200
    expect(page.locator("h1")).to_have_text("Taken back")
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex")


def test_a_paper_without_abstract_has_its_authors_and_where_to_find_it(page, made):
    page.goto(address(made, "A Paper of Many Authors"))
    expect(page.locator(".ps-abstract")).to_contain_text("No dump has an abstract of this paper.")
    page.locator("details.ps-by summary").click()
    expect(page.get_by_text("Author Number 39")).to_be_visible()
    expect(page.get_by_role("link", name="2301.12345")).to_have_attribute("href", "https://arxiv.org/abs/2301.12345")
    expect(page.locator("meta[name=citation_doi]")).to_have_attribute("content", "10.1145/3580305.3599790")
