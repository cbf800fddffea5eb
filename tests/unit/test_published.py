"""`papershelf addresses`: what was published keeps a page, and a site that cannot be asked is not overwritten."""

import http.server
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.files import write_all
from generator.model import Place, Retired, Theme
from generator.outputs import api
from generator.publishing import published
from tests.conftest import Host
from tests.unit.test_delta import library, paper

SITE = library(
    paper("a"),
    paper("b"),
    redirects=(("old", "a"),),
    themes=(Theme(slug="t", name="T", scope=""),),
    theme_redirects=(("s", "t"),),
    retired=(Retired(slug="gone", because="asked", place=Place("dumps.yml", 1)),),
)
PAGES = (
    "papers/a/",
    "papers/b/",
    "papers/old/",
    "papers/gone/",
    "themes/t/",
    "themes/s/",
    "dumps/one/",
    "dumps/two/",
)


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, Path]:
    """A published site and one that has all of its pages."""
    write_all(tmp_path / "base", api.files(SITE))
    write_all(tmp_path / "head", ((f"{page}index.html", b"x") for page in PAGES))
    return tmp_path / "base", tmp_path / "head"


def addresses(base: object, head: object) -> Result:
    return CliRunner().invoke(main, ["addresses", str(base), str(head)])


def test_a_site_with_a_page_at_each_address_loses_none(sites):
    done = addresses(*sites)
    assert (done.exit_code, done.output) == (0, "all addresses are there\n")


@pytest.mark.parametrize("page", PAGES)
def test_an_address_that_was_published_and_has_no_page_any_more_fails(sites, page):
    base, head = sites
    (head / page / "index.html").unlink()
    done = addresses(base, head)
    assert done.exit_code == 1
    assert done.output.splitlines()[0].startswith(f"{page} (")
    assert done.output.splitlines()[1:] == ["addresses lost: 1 (docs/dumps.md says how they are kept)"]


def test_papers_in_several_files_are_all_asked_for(sites):
    base, head = sites
    lines = (base / "api/v1/papers.ndjson").read_bytes().splitlines(keepends=True)
    for number, line in enumerate(lines, start=1):
        (base / f"api/v1/papers-{number}.ndjson").write_bytes(line)
    index = json.loads((base / "api/v1/index.json").read_bytes())
    index["papers"] = ["papers-1.ndjson", "papers-2.ndjson"]
    (base / "api/v1/index.json").write_text(json.dumps(index), "utf-8")
    (head / "papers/b/index.html").unlink()
    assert "papers/b/" in addresses(base, head).output


def test_a_published_site_is_asked_over_http(sites, serve):
    base, head = sites
    assert addresses(serve(base), head).output == "all addresses are there\n"
    (head / "themes/s/index.html").unlink()
    assert addresses(serve(base), head).exit_code == 1


def test_the_packed_papers_of_a_compact_site_are_asked_for(sites, serve):
    base, head = sites
    (base / "api/v1/papers.ndjson").unlink()
    write_all(base, api.files(SITE, compact=True))
    assert addresses(serve(base), head).output == "all addresses are there\n"
    (head / "papers/b/index.html").unlink()
    assert "papers/b/" in addresses(serve(base), head).output


def test_where_nothing_is_published_yet_nothing_can_be_lost(sites, serve, tmp_path):
    (tmp_path / "empty").mkdir()
    done = addresses(serve(tmp_path / "empty"), sites[1])
    assert (done.exit_code, "nothing is published there yet" in done.output) == (0, True)


@pytest.mark.parametrize("file", ["papers.ndjson", "themes.json", "redirects.json", "dumps.json"])
def test_a_published_site_that_lacks_a_part_is_not_taken_for_an_empty_one(sites, serve, file):
    base, head = sites
    (base / "api/v1" / file).unlink()
    done = addresses(serve(base), head)
    assert (done.exit_code, file in done.output) == (2, True)


def test_an_older_site_without_retired_papers_will_do(sites, serve):
    base, head = sites
    (base / "api/v1/retired.json").unlink()
    assert addresses(serve(base), head).exit_code == 0


@pytest.mark.parametrize("index", ["", "[]", "{}", '{"papers": ["../../../x"]}', '{"papers": 3}'])
def test_an_index_that_is_none_or_leads_out_of_the_api_is_refused(sites, serve, index):
    base, head = sites
    (base / "x").write_text("{}", "utf-8")
    (base / "api/v1/index.json").write_text(index, "utf-8")
    assert addresses(serve(base), head).exit_code == 2


def test_a_host_that_fails_stops_the_publication(sites, serve, monkeypatch):
    monkeypatch.setattr(http.server.SimpleHTTPRequestHandler, "guess_type", lambda *_: 1 / 0)
    done = addresses(serve(sites[0]), sites[1])
    assert (done.exit_code, "cannot be asked" in done.output) == (2, True)


def test_a_file_without_an_end_is_not_read_to_it(sites, serve, monkeypatch):
    monkeypatch.setattr(published, "LARGEST", 10)
    done = addresses(serve(sites[0]), sites[1])
    assert (done.exit_code, "larger than 10 bytes" in done.output) == (2, True)


def test_nothing_but_https_is_asked_beyond_this_machine(sites):
    assert "https only" in addresses("http://papers.example/", sites[1]).output
    assert addresses("nowhere", sites[1]).exit_code == 2


def test_nor_where_a_redirect_leads(sites, serve, monkeypatch):
    def elsewhere(handler: http.server.SimpleHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", "http://papers.example/api/v1/index.json")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    monkeypatch.setattr(Host, "do_GET", elsewhere)
    done = addresses(serve(sites[0]), sites[1])
    assert (
        done.exit_code,
        "http://papers.example/api/v1/index.json: the published site is asked over https only" in done.output,
    ) == (2, True)


@pytest.mark.parametrize("url", ["https://[no", "https://a.example:99999999/", "https://a\0b.example/", "https://"])
def test_what_is_no_address_is_told(sites, url):
    done = addresses(url, sites[1])
    assert (done.exit_code, "cannot be asked" in done.output) == (2, True)
