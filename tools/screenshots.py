"""Take the pictures in docs/assets/screenshots of the built site: `make screenshots`, or this after `make site`.

One of each page type that people see most, on a desk and on a phone, in light and dark; the README shows two of them.
They are reduced to 256 colours, which nobody sees in pages of text, so that the repository stays small.
"""

import functools
import http.server
import io
import shutil
import sys
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "assets" / "screenshots"
DESK, PHONE = (1200, 750), (390, 750)
COLOURS = 256
MARKS = "adversarial-cheap-talk,contextual-bandits-with-online-neural-regression"
SHOTS = (
    ("home", "", DESK, "light"),
    ("paper", "papers/contextual-bandits-with-online-neural-regression/", DESK, "dark"),
    ("theme", "themes/reward-models/?only=has:code&only=kind:method&only=kind:benchmark", DESK, "light"),
    ("search", "search/?q=reward+hacking", PHONE, "light"),
    ("reading-list", f"reading-list/#papers={MARKS}", PHONE, "dark"),
    ("glance", "glance/", DESK, "dark"),
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Host(http.server.SimpleHTTPRequestHandler):
    """A static host that says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> int:
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not executable or not (ROOT / "site").is_dir():
        print("needs a Chromium on the PATH and a built site: `make site`", file=sys.stderr)
        return 1
    handler = functools.partial(Host, directory=str(ROOT / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--headless=new", "--no-sandbox"])
        for name, path, size, scheme in SHOTS:
            take(browser, f"http://127.0.0.1:{server.server_port}/{path}", size, scheme).save(OUT / f"{name}.png")
        browser.close()
    server.shutdown()
    return 0


def take(browser: Browser, url: str, size: tuple[int, int], scheme: str) -> Image.Image:
    """Return a picture of a page as it is when nothing comes any more, in few colours."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    page.goto(url, wait_until="networkidle")
    page.wait_for_timeout(500)
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    return shot.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


if __name__ == "__main__":
    sys.exit(main())
