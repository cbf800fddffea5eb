"""Take the README's two screenshots of the built site: `.venv/bin/python tools/screenshots.py` after `make site`."""

import functools
import http.server
import shutil
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / ".github" / "screenshots"
SHOTS = (
    ("home.png", "", "light"),
    ("paper.png", "papers/contextual-bandits-with-online-neural-regression/", "dark"),
)


def main() -> None:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(ROOT / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, path, scheme in SHOTS:
            page = browser.new_page(viewport={"width": 1200, "height": 750}, color_scheme=scheme)
            page.goto(f"http://127.0.0.1:{server.server_port}/{path}", wait_until="networkidle")
            page.screenshot(path=OUT / name)
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
