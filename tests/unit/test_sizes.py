"""How large a site is, by kind, and what it is too large for."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.sizes import HOSTS, Host, Size, Sizes, kind_of, warnings, weigh


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("papers/a-title/index.html", "pages of papers"),
        ("papers/page/2/index.html", "lists and other pages"),
        ("papers/index.html", "lists and other pages"),
        ("index.html", "lists and other pages"),
        ("search/index.html", "lists and other pages"),
        ("search/terms-1.bin", "search"),
        ("api/v1/papers.ndjson", "API"),
        ("themes/a/feed.json", "feeds"),
        ("dumps/a/papers.csl.json", "citations"),
        ("papers.bib", "citations"),
        ("themes/a/papers.bib.gz", "citations"),
        ("api/v1/papers-1.ndjson.gz", "API"),
        ("sitemap.xml", "assets and the rest"),
        ("assets/javascripts/search.js", "assets and the rest"),
    ],
)
def test_a_file_is_of_one_kind(path, kind):
    assert kind_of(path) == kind


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of three files and 600 bytes."""
    for name, size in (("papers/a/index.html", 100), ("api/v1/index.json", 200), ("assets/a.css", 300)):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(b"x" * size)
    return tmp_path


def test_nothing_is_left_out_or_counted_twice(site):
    found = weigh(site)
    assert found.all == Size("all", 3, 600)
    assert weigh(site / "nowhere").all == Size("all")
    assert found.largest == ("assets/a.css", 300)
    assert [size.bytes for size in found.kinds if size.bytes] == [100, 200, 300]


@pytest.mark.parametrize(
    ("files", "told"), [(899, ""), (901, "nearly fills a host: 901 of 1,000 files"), (1001, "too large for a host")]
)
def test_a_limit_is_named_before_it_is_crossed(files, told):
    site = Sizes((Size("pages of papers", files, 5),), ("a", 5))
    said = list(warnings(site, [Host("a host", "its page", files=1000)]))
    assert len(said) == bool(told)
    assert all(told in sentence and "its page" in sentence for sentence in said)


def test_the_size_of_the_whole_and_of_the_largest_file_are_limits_too():
    large = Sizes((Size("pages of papers", 3, 2_000_000_000),), ("api/papers.ndjson", 30_000_000))
    said = " ".join(warnings(large, HOSTS))
    assert "GitHub Pages: 2,000 of 1,000 MB in all" in said
    assert "Cloudflare Pages: 30 of 26 MB in one file (api/papers.ndjson)" in said


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_command_says_the_same_in_every_format(site, form):
    done = CliRunner().invoke(main, ["sizes", str(site), "--format", form])
    assert done.exit_code == 0
    if form == "json":
        assert json.loads(done.output)["kinds"][-1] == {"kind": "all", "files": 3, "bytes": 600}
    else:
        assert "API" in done.output
