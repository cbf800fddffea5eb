"""Six pages look as they did when somebody last looked at them: pictures with a tolerance.

Letters are drawn a little otherwise on every machine, so what is compared is a picture of a sixth of the size, in which
text is a tint: what moves, vanishes, changes its colour or its size is seen, how a letter is drawn is not. Renew the
pictures with ``PAPERSHELF_GOLDEN=write pytest tests/audit/test_looks.py`` and look at them.
"""

import io
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops

pytestmark = [pytest.mark.browser, pytest.mark.audit]

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "looks"
WRITE = os.environ.get("PAPERSHELF_GOLDEN") == "write"
SMALLER = 6
FAR, SHARE = 24, 0.01
"""A spot differs when a colour is further away than this (of 255); a picture when more than this share of it does."""
PAPER = "papers/contextual-bandits-with-online-neural-regression/"
DESK, PHONE = (1440, 900, "dark"), (360, 900, "light")
LOOKS = {
    "home": ("", DESK),
    "theme": ("themes/offline-rl/", DESK),
    "paper": (PAPER, DESK),
    "search": ("search/?q=reward+hacking", PHONE),
    "dumps": ("dumps/", PHONE),
    "reading-list": ("reading-list/#papers=adversarial-cheap-talk", PHONE),
}


@pytest.fixture(scope="module")
def base(site, serve) -> str:
    return serve(site)


def picture(browser, url: str, kind: tuple[int, int, str], sheet: str = "") -> Image.Image:
    """Return a page as it looks when all has come, small."""
    width, height, scheme = kind
    size = {"width": width, "height": height}
    page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce", bypass_csp=bool(sheet))
    page.goto(url, wait_until="networkidle")
    page.evaluate("document.activeElement.blur(); document.fonts.ready")
    if sheet:
        # The pages' policy lets no style stand in the markup; one that a script makes is none.
        page.evaluate(
            """text => { const sheet = new CSSStyleSheet()
          sheet.replaceSync(text); document.adoptedStyleSheets.push(sheet) }""",
            sheet,
        )
    page.wait_for_timeout(500)
    shot = Image.open(io.BytesIO(page.screenshot(caret="hide"))).convert("RGB")
    page.close()
    return shot.reduce(SMALLER)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of two pictures that differs, 1 where they have not the same size."""
    if one.size != other.size:
        return 1.0
    return float((np.asarray(ImageChops.difference(one, other)).max(axis=2) > FAR).mean())


@pytest.mark.parametrize("name", LOOKS)
def test_a_page_looks_as_it_did(browser, base, name):
    path, kind = LOOKS[name]
    shot, golden = picture(browser, base + path, kind), GOLDEN / f"{name}.png"
    if WRITE:
        golden.parent.mkdir(exist_ok=True)
        shot.save(golden, optimize=True)
    with Image.open(golden) as before:
        assert difference(shot, before.convert("RGB")) <= SHARE, f"look at it, then renew {golden}"


@pytest.mark.parametrize(
    "sheet",
    [
        ".ps-header { display: none }",
        ".ps-content { padding-top: 8rem }",
        "h1 { color: red !important; font-size: 6rem }",
    ],
    ids=["gone", "moved", "another colour"],
)
def test_what_looks_otherwise_is_seen(browser, base, sheet):
    """The tests above can fail."""
    path, kind = LOOKS["paper"]
    with Image.open(GOLDEN / "paper.png") as before:
        assert difference(picture(browser, base + path, kind, sheet), before.convert("RGB")) > SHARE
