"""Each page allows itself nothing but this site, and gets by with that in normal use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_everyone import REAL
from tests.policies import POLICY, WATCH, Guarded, hashed

PAPER = "papers/contextual-bandits-with-online-neural-regression/"


def test_every_page_has_the_policy_and_nothing_that_it_forbids(site):
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 400
    for path in pages:
        text = path.read_text("utf-8")
        [policy] = POLICY.findall(text)
        guarded = Guarded(text)
        assert not guarded.wrong, (path, guarded.wrong)
        assert len(guarded.scripts) == 1, path
        assert all(hashed(script) in policy for script in guarded.scripts), path
        assert text.index("Content-Security-Policy") < text.index("<script")


@pytest.fixture
def page(browser, site: Path, serve) -> Iterator[Page]:
    context = browser.new_context(base_url=serve(site), color_scheme="light")
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    return page.evaluate("window.violations ?? []")


@pytest.mark.browser
def test_no_page_type_does_what_its_policy_forbids(page, site):
    dump = min(path.name for path in (site / "dumps").iterdir() if path.is_dir())
    for path in REAL.values():
        page.goto(path.format(dump=dump), wait_until="load")
        if "?q=" in path:
            page.locator(".ps-found li").first.wait_for(timeout=15_000)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert violations(page) == [], path


@pytest.mark.browser
def test_what_readers_do_works_under_the_policy(page):
    page.goto(PAPER)
    page.locator("label[for=__palette_1]").click()
    page.locator("label[for=__palette_2]").click()
    page.reload()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"  # kept, and there before the first paint
    page.locator(".ps-cite summary").click()
    with page.expect_download() as saved:
        page.locator(".ps-cite button", has_text="RIS").click()
    assert Path(saved.value.path()).read_text("utf-8").startswith("TY  - ")
    page.goto("")
    page.locator("[data-ps-ask]").click()
    page.keyboard.type("reward hacking")
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=15_000)
    assert violations(page) == []


@pytest.mark.browser
def test_a_page_lets_nothing_else_run_load_or_leave(page):
    """The test of the tests above: the browser does hold what the policy says."""
    page.goto(PAPER)
    page.evaluate("""() => {
      document.body.insertAdjacentHTML("beforeend", `
        <img src=x onerror="window.owned = 1"><a id=link href="javascript:window.owned = 2">x</a>
        <iframe srcdoc="<script>parent.owned = 3</" + "script>"></iframe><base href="https://example.org/">
        <form action="https://example.org/" id=form><button>x</button></form><object data="data:text/html,x"></object>`)
      document.body.append(Object.assign(document.createElement("script"), { textContent: "window.owned = 4" }))
      document.getElementById("link").click()
      document.getElementById("form").requestSubmit()
      fetch("https://example.org/").catch(() => {})
    }""")
    page.evaluate("""async () => {  // wait_for_function would want eval, which the policy forbids
      for (let tries = 0; tries < 500 && (window.violations ?? []).length < 7; tries++)
        await new Promise(done => setTimeout(done, 20))
    }""")
    assert page.evaluate("window.owned") is None
    assert page.evaluate("document.baseURI") == page.url
    broken = {one.split()[0] for one in violations(page)}
    assert broken >= {"script-src-elem", "script-src-attr", "base-uri", "form-action", "object-src", "connect-src"}
