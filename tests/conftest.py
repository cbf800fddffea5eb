"""What the tests share: the real dumps' Library, one built site, a static host on loopback, a browser."""

import functools
import gzip
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from generator import library as library_module
from generator import search
from generator.model import Library
from generator.project import Project
from tests.building import copy_project, first_dumps, mkdocs_build

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("PAPERSHELF_SHARED", ROOT.parent / "shared"))
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The popups of the address bar are two processes a page that nobody sees; the others Playwright itself turns off.
OFF = (
    "WebUIOmniboxPopup WebUIOmniboxAimPopup AimEnabled AvoidCorsURLLoaderRestartOnRedirect LensOverlay MediaRouter "
    "AvoidUnnecessaryBeforeUnloadCheckSync DestroyProfileOnBrowserClose HttpsFirstBalancedModeAutoEnable HttpsUpgrades "
    "NetworkTimeServiceQuerying OptimizationHints PaintHolding PreconnectToSearch ThirdPartyStoragePartitioning"
)
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--in-process-gpu",  # one process less to talk to: a page is there in half the time
    f"--disable-features={','.join(OFF.split())}",
]


# The fast tests try the same examples each time and no test watches the clock; `make audit` looks for new ones.
settings.register_profile("fast", deadline=None, derandomize=True, database=None)
settings.register_profile("audit", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("PAPERSHELF_HYPOTHESIS", "fast"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data that isn't ours to publish; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs the shared data beside the repository (or PAPERSHELF_SHARED), which is not published")
    return SHARED


@pytest.fixture(scope="session")
def project() -> Project:
    """This repository."""
    return Project(ROOT)


@pytest.fixture(scope="session")
def real_library(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The Library of the first dumps in this repository."""
    dumps = first_dumps(project.dumps, tmp_path_factory.mktemp("first") / "dumps")
    return library_module.build(dumps, project.themes)


@pytest.fixture(scope="session")
def real_index(real_library: Library) -> dict[str, bytes]:
    """The files of the search of the first dumps."""
    return dict(search.files(real_library))


@pytest.fixture(scope="session")
def site(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the first dumps in this repository, built once for all tests and all their workers, strictly."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return mkdocs_build(copy_project(project.root, tmp_path_factory.mktemp("project")))
    folder = tmp_path_factory.getbasetemp().parent / "project"  # the run's own folder, which its workers share
    with FileLock(folder.with_suffix(".lock")):
        if not (folder / "built").exists():
            shutil.rmtree(folder, ignore_errors=True)  # of a worker whose build failed
            mkdocs_build(copy_project(project.root, folder))
            (folder / "built").touch()
    return folder / "site"


class Host(http.server.SimpleHTTPRequestHandler):
    """A static host as people use them: compresses text, says nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send a file, or the site's own 404 page."""
        path = Path(self.translate_path(self.path))
        status = 200
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            status, path = 404, Path(self.directory) / "404.html"
        body = path.read_bytes() if path.is_file() else b"not found"
        kind = self.guess_type(str(path))
        packed = kind.startswith(("text/", "application/j", "image/svg")) and "gzip" in self.headers["Accept-Encoding"]
        body = gzip.compress(body, 6) if packed else body
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder on loopback and returns its address, with a slash at the end."""
    servers = []

    def start(folder: Path) -> str:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(folder)))
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()  # looks often for its end
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium; skips where there is none, unless PAPERSHELF_REQUIRE_BROWSER says that there must be one."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        if os.environ.get("PAPERSHELF_REQUIRE_BROWSER") == "1":
            pytest.fail("no Chromium on this machine, and PAPERSHELF_REQUIRE_BROWSER=1 demands one")
        pytest.skip("no Chromium on this machine: install Debian's package `chromium`")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield chromium
        chromium.close()
