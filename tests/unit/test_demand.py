"""While serving, what MkDocs does not find is made when it is asked for, and what is wrong with it is told."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from wsgiref.util import FileWrapper, setup_testing_defaults

import pytest
from jinja2 import Environment
from mkdocs.livereload import LiveReloadServer

from generator.site.demand import Demand, on_demand

OTHERS = (("search/manifest.json", b"{}"), ("feed.xml", b"<feed/>"))


def others(made: list[str]) -> Iterator[tuple[str, bytes]]:
    """Files that are no pages, remembered when they are made."""
    for name, content in OTHERS:
        made.append(name)
        yield name, content


@pytest.fixture
def demand(tmp_path: Path) -> Demand:
    found = Demand()
    found.begin(tmp_path, OTHERS)
    found.leave({"papers/a/index.html": lambda: b"<html>a</html>", "index.html": lambda: b"<html>home</html>"})
    return found


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("papers/a/index.html", "papers/a/index.html"),
        ("papers/a", "papers/a/index.html"),
        ("index.html", "index.html"),
    ],
)
def test_a_page_is_written_when_it_is_asked_for_and_no_other(
    tmp_path: Path, demand: Demand, asked: str, path: str
) -> None:
    assert demand.meet(asked)
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == [tmp_path / path]


def test_what_is_no_page_comes_in_its_order_up_to_what_was_asked_for(tmp_path: Path) -> None:
    demand, made = Demand(), []
    demand.begin(tmp_path, others(made))
    for number, (name, content) in enumerate(OTHERS):
        assert len(made) == number
        assert demand.meet(name)
        assert (tmp_path / name).read_bytes() == content
    assert not demand.meet("nothing")
    assert made == [name for name, _ in OTHERS]


def test_what_nobody_knows_is_looked_for_in_all(tmp_path: Path) -> None:
    demand, made = Demand(), []
    demand.begin(tmp_path, others(made))
    assert demand.meet("nothing")
    assert [(tmp_path / name).read_bytes() for name, _ in OTHERS] == [content for _, content in OTHERS]
    assert not demand.meet("nothing")


def test_what_is_there_already_stays(tmp_path: Path, demand: Demand) -> None:
    (tmp_path / "feed.xml").write_bytes(b"written by hand")
    assert demand.meet("search/manifest.json")
    assert (tmp_path / "feed.xml").read_bytes() == b"written by hand"


def test_the_next_build_leaves_its_own(demand: Demand) -> None:
    with demand.building():
        pass
    assert not demand.meet("papers/a/index.html")
    assert not demand.meet("feed.xml")


def test_nothing_is_made_while_a_build_runs(tmp_path: Path, demand: Demand) -> None:
    asking = Thread(target=demand.meet, args=("papers/a",))
    with demand.building():
        asking.start()
        demand.begin(tmp_path, ())
        demand.leave({"papers/a/index.html": lambda: b"<html>new</html>"})
    asking.join(30)
    assert (tmp_path / "papers/a/index.html").read_bytes() == b"<html>new</html>"


def ask(tmp_path: Path, demand: Demand, path: str) -> tuple[str, dict[str, str], bytes]:
    """Return the status, the headers and the body of an answer of MkDocs' server, which shows the site below /b/."""
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path), mount_path="/b/")
    environ: dict[str, object] = {"PATH_INFO": path.encode().decode("latin-1")}
    setup_testing_defaults(environ)
    begun: list[tuple[str, dict[str, str]]] = []

    def begin(status: str, headers: list[tuple[str, str]]) -> None:
        begun.append((status, dict(headers)))

    try:
        answer = on_demand(server, demand, tmp_path)(environ, begin)
        body = b"".join(answer)
        if isinstance(answer, FileWrapper):  # who asks closes it
            answer.close()
    finally:
        server.server_close()
    ((status, headers),) = begun
    return status, headers, body


def test_the_server_answers_with_what_was_left(tmp_path: Path, demand: Demand) -> None:
    assert ask(tmp_path, demand, "/b/papers/a")[:2] == ("302 Found", {"Location": "/b/papers/a/"})
    status, headers, body = ask(tmp_path, demand, "/b/papers/a/")
    assert (status, headers["Content-Type"], body) == ("200 OK", "text/html", b"<html>a</html>")
    assert ask(tmp_path, demand, "/b/")[2] == b"<html>home</html>"
    assert ask(tmp_path, demand, "/b/search/manifest.json")[2] == b"{}"
    assert ask(tmp_path, demand, "/b/papers/ü/")[0] == "404 Not Found"
    assert ask(tmp_path, demand, "/elsewhere")[0] == "404 Not Found"


@pytest.mark.parametrize("path", ["/b/../papers/a/", "/b/%2e%2e/papers/a/", "/b//etc/passwd", "/b/papers/../../out"])
def test_no_address_leads_out_of_the_site(tmp_path: Path, path: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "out").write_bytes(b"secret")
    demand = Demand()
    demand.begin(site, ())
    demand.leave({"papers/a/index.html": lambda: b"a"})
    assert b"secret" not in ask(site, demand, path)[2]
    assert {found.name for found in tmp_path.iterdir()} == {"site", "out"}


def test_a_mistake_in_a_template_is_told_until_it_is_mended(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    templates = ["{% if %}"]
    demand = Demand()
    demand.begin(tmp_path, ())
    demand.leave({"a/index.html": lambda: Environment(autoescape=True).from_string(templates[-1]).render().encode()})
    status, headers, body = ask(tmp_path, demand, "/b/a/")
    assert (status, headers) == (
        "500 Internal Server Error",
        {"Content-Type": "text/plain; charset=utf-8", "Refresh": "1"},
    )
    assert b"Expected an expression" in body
    assert "Expected an expression" in caplog.text
    templates.append("mended")
    assert ask(tmp_path, demand, "/b/a/")[2] == b"mended"


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    def full() -> bytes:
        raise OSError(28, "No space left on device")

    demand = Demand()
    demand.begin(tmp_path, ())
    demand.leave({"a/index.html": full})
    status, _, body = ask(tmp_path, demand, "/b/a/")
    assert status.startswith("500")
    assert b"No space left on device" in body
