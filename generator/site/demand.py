"""What ``serve`` makes only when a browser asks for it: the many pages, the search, the API, feeds and cards.

Somebody who edits a template or a theme looks at a page or two of thousands. So a build while serving makes what MkDocs
itself needs, and remembers how to make the rest; the server, where MkDocs has nothing to answer with, makes what was
asked for and asks again. A page comes as MkDocs makes it of its Markdown, which is the source of truth, and nobody
needs to prove that another way agrees. Until the next build it is a file like all others.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from generator.errors import PapershelfError
from generator.files import put, write_all
from generator.site.mistakes import told

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from mkdocs.livereload import LiveReloadServer

logger = logging.getLogger("mkdocs.papershelf.site")
_INDEX = "index.html"


class Demand:
    """What the last build left to be made."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = Lock()
        self._site = Path()
        self._pages: dict[str, Callable[[], bytes]] = {}
        self._others: Iterator[tuple[str, bytes]] = iter(())

    @contextmanager
    def building(self) -> Iterator[None]:
        """Forget what the build before left, and make nothing while another one runs."""
        with self._lock:
            self._pages, self._others = {}, iter(())
            yield

    def begin(self, site: Path, others: Iterable[tuple[str, bytes]]) -> None:
        """Leave what is no page; a file that is there already stays."""
        self._site = site
        self._others = ((name, content) for name, content in others if not (site / name).exists())

    def leave(self, pages: Mapping[str, Callable[[], bytes]]) -> None:
        """Leave pages, each by the path of its file in the site."""
        self._pages.update(pages)

    def meet(self, name: str) -> bool:
        """Write a file of the site, if it was left, and tell whether any was.

        What is no page comes in its order, up to the one that was asked for.
        """
        with self._lock:
            for path in (name, f"{name}/{_INDEX}"):
                if make := self._pages.get(path):
                    put(str(self._site / path), make())
                    del self._pages[path]
                    return True
            return write_all(self._site, self._up_to(name)) > 0

    def _up_to(self, name: str) -> Iterator[tuple[str, bytes]]:
        for path, content in self._others:
            yield path, content
            if path == name:
                return


def on_demand(server: "LiveReloadServer", demand: Demand, root: Path) -> "WSGIApplication":
    """Return what answers for a server: as it does itself, with what it does not find made first.

    A mistake in a template of the project in ``root`` is told as a sentence, in the terminal and in the place of the
    page, which looks again every second whether it was mended.
    """
    answer: WSGIApplication = server.serve_request

    def app(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        begun: list[tuple[str, list[tuple[str, str]]]] = []

        def begin(status: str, headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
            begun.append((status, headers))
            return _nobody

        body = answer(environ, begin)
        try:
            if begun[-1][0].startswith("404"):
                with told(root):
                    if demand.meet(_asked(environ["PATH_INFO"], server.mount_path)):
                        body = answer(environ, begin)
        except (PapershelfError, OSError) as error:
            logger.error("Error: %s", error)  # noqa: TRY400 - people are to mend a file of theirs
            begin("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8"), ("Refresh", "1")])
            body = [f"Error: {error}".encode()]
        start_response(*begun[-1])
        return body

    return app


def _nobody(_: bytes) -> None:
    """Take what nobody writes: MkDocs returns what it answers."""


def _asked(path: str, mount: str) -> str:
    """Return the name that the file of an address has in the site; it is looked up, and leads nowhere."""
    name = path.encode("latin-1").decode("utf-8", "ignore").removeprefix(mount)
    return name + _INDEX if not name or name.endswith("/") else name
