"""The whole site of the first dumps, compact: nothing leads nowhere, and it is the smaller one by far."""

import gzip
import json
from pathlib import Path

import pytest

from generator.publishing import links
from generator.sizes import weigh
from tests.building import copy_project, run
from tests.conftest import ROOT

pytestmark = pytest.mark.audit
ADDRESS = "https://papers.example.org/shelf/"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The project's site in full and compact, with an address and a repository."""
    sites = []
    for said in ("false", "true"):
        copy = copy_project(ROOT, tmp_path_factory.mktemp("compact") / said)
        settings = (copy / "mkdocs.yml").read_text("utf-8")
        assert "compact: auto" in settings
        (copy / "mkdocs.yml").write_text(settings.replace("compact: auto", f"compact: {said}"), "utf-8")
        done = run("generator", "build", cwd=copy, SITE_URL=ADDRESS, REPO_URL="https://github.com/a/b")
        assert done.returncode == 0, done.stderr
        assert "not accelerated" not in done.stderr
        sites.append(copy / "site")
    return sites[0], sites[1]


def test_no_link_of_a_compact_site_leads_nowhere(built):
    checked = links.check(built[1])
    assert checked.broken == ()
    assert checked.pages > 400


def test_every_paper_theme_and_dump_keeps_its_address(built):
    pages = [{path.relative_to(site).as_posix() for path in site.rglob("*.html")} for site in built]
    assert {page for page in pages[0] - pages[1] if not page.startswith("authors/")} == set()


def test_the_api_says_the_same(built):
    full, small = ({path.name: path for path in (site / "api/v1").iterdir()} for site in built)
    assert json.loads(small["index.json"].read_bytes())["papers"] == ["papers.ndjson.gz"]
    assert gzip.decompress(small["papers.ndjson.gz"].read_bytes()) == full["papers.ndjson"].read_bytes()


def test_each_kind_is_counted_and_what_grows_with_the_papers_is_smaller(built):
    full, small = ({size.kind: size.bytes for size in weigh(site).kinds} for site in built)
    shares = {kind: small[kind] / full[kind] for kind in ("pages of papers", "API", "citations")}
    assert shares["pages of papers"] < 0.75
    assert shares["API"] < 0.5
    assert shares["citations"] < 0.2
    assert small["assets and the rest"] < 1.01 * full["assets and the rest"]
