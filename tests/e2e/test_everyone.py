"""Every page type for everyone: axe-core finds nothing, keys are enough, and no size of screen or text breaks a page.

axe-core stands in tests/assets/axe-core as its package ships it (4.14.1, MPL 2.0): a test must not need the network.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.building import build_library
from tests.e2e.test_pages import DISPUTED, LONG, address, library

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[1] / "assets" / "axe-core" / "axe.min.js"
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
FOUND = """async options => (await axe.run(document, options)).violations.map(
  one => `${one.id}: ${one.help}\\n` + one.nodes.map(node => `  ${node.target} ${node.failureSummary}`).join("\\n"))"""
REAL = {
    "home": "",
    "themes": "themes/",
    "theme": "themes/offline-rl/",
    "paper": "papers/contextual-bandits-with-online-neural-regression/",
    "papers": "papers/",
    "dumps": "dumps/",
    "dump": "dumps/{dump}/",
    "unassigned": "unassigned/",
    "glance": "glance/",
    "programs": "programs/",
    "about": "about/",
    "watches": "watches/",
    "search": "search/",
    "results": "search/?q=reward+hacking",
    "filtered": "themes/offline-rl/?only=has:code&only=kind:method&only=kind:benchmark&not=mark:read&show=abstracts",
    "reading list": "reading-list/",
    "shared list": "reading-list/#papers=adversarial-cheap-talk,contextual-bandits-with-online-neural-regression",
    "missing": "no/such/page/",
}
SCHEMES = {
    "phone, light": (360, "light"),
    "desktop, dark": (1440, "dark"),
    "phone, dark": (360, "dark"),
    "desktop, light": (1440, "light"),
}
FAST = ("phone, light", "desktop, dark")
TARGETS = """() => [...document.querySelectorAll("a, button, summary, input, select, label[for^=__]")].filter(each => {
  const box = each.getBoundingClientRect(), style = getComputedStyle(each)
  // WCAG 2.2, 2.5.8: a link in a sentence may be as small as its text.
  const inline = style.display.startsWith("inline") && each.closest("p, dd, li, small, td")
  const shown = each.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })
  return shown && box.width > 1 && box.bottom > 0 && !inline && Math.min(box.width, box.height) < 24
}).map(each => `${each.outerHTML.slice(0, 120)} ${JSON.stringify(each.getBoundingClientRect())}`)"""


@pytest.fixture(scope="module")
def hosts(project, site, serve, tmp_path_factory) -> dict[str, str]:
    """The addresses of one page of each type: of the real site, and of one whose dumps disagree."""
    made = library()
    real, odd = serve(site), serve(build_library(made, project.root, tmp_path_factory.mktemp("everyone")))
    dump = min(path.name for path in (site / "dumps").iterdir() if path.is_dir())
    return {
        **{name: real + path.format(dump=dump) for name, path in REAL.items()},
        "paper with everything": odd + address(made, DISPUTED),
        "paper of many authors": odd + address(made, "A Paper of Many Authors"),
        "long title": odd + address(made, LONG),
        "dump that disagrees": odd + "dumps/june/",
        "conflicts": odd + "conflicts/",
        "authors": odd + "authors/",
        "retired": odd + "papers/gone/",
    }


def opened(page: Page, url: str) -> Page:
    """Go to a page, wait for what comes late, and open all that is closed."""
    page.goto(url)
    for sign, late in (("?q=", ".ps-found"), ("?only=", ".ps-list[aria-label=Papers]"), ("#papers=", ".ps-list")):
        if sign in url:
            page.locator(f"{late} .ps-marks").first.wait_for(timeout=15_000)
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
    return page


@pytest.fixture(params=[pytest.param(name, marks=() if name in FAST else pytest.mark.audit) for name in SCHEMES])
def page(request, browser) -> Iterator[Page]:
    width, scheme = SCHEMES[request.param]
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_on_any_page(page, hosts):
    wrong = {}
    for name, url in hosts.items():
        opened(page, url).add_script_tag(path=AXE)
        if found := page.evaluate(FOUND, RULES):
            wrong[name] = found
    assert not wrong, json.dumps(wrong, indent=1).replace("\\n", "\n")


def test_axe_sees_what_is_wrong(browser, hosts):
    """The test above can fail."""
    page = browser.new_page(bypass_csp=True)
    page.goto(hosts["home"])
    page.add_script_tag(path=AXE)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><a href=y></a>')")
    found = page.evaluate(FOUND, RULES)
    assert [one.split(":")[0] for one in found] == ["image-alt", "link-name"]
    page.close()


def test_what_can_be_pressed_is_24_pixels_or_stands_in_a_sentence(page, hosts):
    small = {name: found for name, url in hosts.items() if (found := opened(page, url).evaluate(TARGETS))}
    assert not small, json.dumps(small, indent=1)


@pytest.mark.parametrize(
    ("width", "zoom"),
    [
        (320, 1),
        (640, 2),
        pytest.param(2560, 1, marks=pytest.mark.audit),
        pytest.param(1280, 2, marks=pytest.mark.audit),
    ],
)
def test_no_page_scrolls_sideways_at_any_width_or_text_size(browser, hosts, width, zoom):
    page = browser.new_page(viewport={"width": width, "height": 800}, bypass_csp=True)
    wide = {}
    for name, url in hosts.items():
        opened(page, url).add_style_tag(content=f"html {{ font-size: {100 * zoom}% !important }}")
        if (at := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide[name] = at
    page.close()
    assert not wide


@pytest.mark.parametrize(
    "name", ["home", "theme", "filtered", "paper with everything", "glance", "results", "shared list"]
)
def test_each_thing_that_tab_reaches_shows_that_it_has_the_focus(browser, hosts, name):
    page = opened(browser.new_page(viewport={"width": 1440, "height": 800}), hosts[name])
    seen: list[str] = []
    for _ in range(25):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("""() => { const at = document.activeElement
              const drawn = at.matches(".ps-palette input") ? at.nextElementSibling : at.closest(".ps-field")
              const mark = getComputedStyle(drawn ?? at)
              const box = at.getBoundingClientRect()
              const name = at.getAttribute("href") ?? at.className
              return at === document.body ? "body" : `${at.tagName} ${name} ${at.id}: ` +
                (parseFloat(mark.outlineWidth) >= 2 && mark.outlineStyle !== "none" && box.bottom > 0 &&
                 box.top < innerHeight ? "ok" : "NOT SEEN")}""")
        )
    page.close()
    assert seen[0].startswith("A #main "), seen
    assert not [each for each in seen if each.endswith("NOT SEEN")]
    assert len(set(seen)) > 3


def test_the_first_tab_leads_past_the_header(browser, hosts):
    page = browser.new_page(bypass_csp=True)
    page.goto(hosts["theme"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.close()


def test_nothing_moves_for_who_wants_no_motion(browser, hosts):
    page = browser.new_page(reduced_motion="reduce")
    for name in ("home", "paper", "results"):
        opened(page, hosts[name])
        moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter(each =>
          getComputedStyle(each).transitionDuration.split(", ").some(time => parseFloat(time) > .001) ||
          parseFloat(getComputedStyle(each).animationDuration) > .001).map(each => each.className)""")
        assert not moving, name
    page.close()


def test_the_page_of_a_paper_prints_without_what_only_a_screen_needs(browser, hosts):
    page = opened(browser.new_page(), hosts["paper with everything"])
    expect(page.locator(".ps-marks")).to_be_visible()
    page.emulate_media(media="print", color_scheme="dark")
    for part in (".ps-header", "body > footer", ".ps-elsewhere", "[href='#main']", ".ps-marks"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".ps-abstract p")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 33, 29)", "the light scheme's ink"
    page.close()
