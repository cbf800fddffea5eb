"""`papershelf links`: a link inside a built site that leads nowhere is found, wherever it stands."""

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.errors import PapershelfError
from generator.publishing import links

HOME = "https://papers.example/lab/"
GOOD = f"""<!doctype html><link rel="canonical" href="{HOME}"><link rel="stylesheet" href="a.css">
<h1 id="top">x</h1><a name="old"></a><a href="sub/">1</a><a href="sub/#part">2</a><a href="#old">3</a><a href="">4</a>
<a href="?q=1">5</a><a href="#">6</a><a href="/lab/sub/">7</a><a href="{HOME}sub/index.html#part">8</a>
<a href="https://elsewhere.example/nothing">9</a><a href="mailto:a@b.example">10</a><a href="//other.example/x">11</a>
<a href="javascript:void(0)">12</a><img src="data:," srcset="i.svg 1x, i.svg 2x"><a href="caf%C3%A9.txt">13</a>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {
        "index.html": GOOD,
        "sub/index.html": '<h2 id="part">x</h2><a href="..">up</a><a href="../index.html#old">up</a>',
        "a.css": "@font-face{src:url( 'i.svg' )} b{background:url(data:,)}",
        "i.svg": "<svg/>",
        "café.txt": f"see {HOME}sub/.",
        "sitemap.xml": f"<urlset><url><loc>{HOME}sub/</loc></url></urlset>",
        "feed.xml": f'<feed><link href="{HOME}sub/?a=1&amp;b=2"/></feed>',
        "api/v1/index.json": '{"files": [{"path": "papers.ndjson"}]}',
        "api/v1/papers.ndjson": '{"url": "sub/", "links": [{"url": "https://elsewhere.example"}]}\n',
        "404.html": '<a href="/lab/">home</a>',
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def broken(site: Path) -> list[tuple[str, str]]:
    return [(each.file, each.link) for each in links.check(site).broken]


def test_links_that_lead_somewhere_and_links_to_elsewhere_are_fine(site):
    checked = links.check(site)
    assert not checked.broken
    assert (checked.pages, checked.files) == (3, 10)
    assert checked.links > 15


@pytest.mark.parametrize(
    ("file", "text", "link"),
    [
        ("x/index.html", '<a href="../nowhere/">', "../nowhere/"),
        ("x/index.html", '<a href="../sub">', "../sub"),
        ("x/index.html", '<a href="../sub/#nobody">', "../sub/#nobody"),
        ("x/index.html", '<a href="#nobody">', "#nobody"),
        ("x/index.html", '<img src="../no.png">', "../no.png"),
        ("x/index.html", '<img srcset="../i.svg 1x, ../no.png 2x">', "../no.png"),
        ("x/index.html", '<svg><use xlink:href="../no.svg#a"/></svg>', "../no.svg#a"),
        ("x/index.html", '<form action="../no/">', "../no/"),
        ("x/index.html", '<meta http-equiv="refresh" content="0; url=../no/">', "../no/"),
        ("x/index.html", '<a href="../../sub/">', "../../sub/"),
        ("x/index.html", '<a href="/sub/">', "/sub/"),
        ("x/index.html", f'<link rel="canonical" href="{HOME}no/">', f"{HOME}no/"),
        ("x/index.html", f'<script type="application/ld+json">{{"url":"{HOME}no/"}}</script>', f"{HOME}no/"),
        ("x/index.html", '<a href="../SUB/">', "../SUB/"),
        ("404.html", '<a href="/lab/no/">', "/lab/no/"),
        ("a.css", "b{background:url(no.png)}", "no.png"),
        ("feed.xml", f'<link href="{HOME}no/"/>', f"{HOME}no/"),
        ("feed.json", f'{{"url": "{HOME}no/"}}', f"{HOME}no/"),
        ("sitemap-1.xml", f"<loc>{HOME}no/</loc>", f"{HOME}no/"),
        ("robots.txt", f"Sitemap: {HOME}no.xml", f"{HOME}no.xml"),
        ("papers.bib", f"url = {{{HOME}no/}}", f"{HOME}no/"),
        ("api/v1/papers.ndjson", '{"url": "sub/"}\n{"url": "no/"}', "no/"),
        ("api/v1/redirects.json", '[{"from": "no/", "to": "sub/"}]', "no/"),
        ("api/v1/themes.json", '{"themes": [{"url": "no/"}]}', "no/"),
        ("api/v1/index.json", '{"files": [{"path": "no.json"}]}', "no.json"),
        ("api/v1/index.json", "{", ""),
    ],
)
def test_a_link_that_leads_nowhere_is_named_with_its_file(site, file, text, link):
    (site / file).parent.mkdir(exist_ok=True)
    (site / file).write_text(text, "utf-8")
    assert broken(site) == [(file, link)]


def test_a_compressed_sitemap_is_read(site):
    (site / "sitemap-1.xml.gz").write_bytes(gzip.compress(f"<loc>{HOME}no/</loc>".encode()))
    assert broken(site) == [("sitemap-1.xml.gz", f"{HOME}no/")]


def test_a_site_without_an_address_is_checked_all_the_same(site):
    (site / "404.html").unlink()
    text = '<a id="old" href="sub/"></a><a href="https://papers.example/lab/no/">elsewhere</a><a href="//x.example/">'
    (site / "index.html").write_text(text, "utf-8")
    assert not broken(site)
    (site / "index.html").write_text('<a id="old" href="no/">', "utf-8")
    assert broken(site) == [("index.html", "no/")]


@pytest.mark.parametrize("content", [b"", b"<", b"\xff\xfe\x00", b"<a href=http://[x>", b"<p>" * 5_000])
def test_no_page_stops_the_check(site, content):
    (site / "odd.html").write_bytes(content)
    assert not broken(site)


def test_the_command_says_what_is_broken_and_exits_with_1(site, tmp_path):
    done = CliRunner().invoke(main, ["links", str(site)])
    assert (done.exit_code, done.output) == (0, f"3 pages, {links.check(site).links} links inside the site, 0 broken\n")
    (site / "x.html").write_text('<a href="no\x1b[0m/">', "utf-8")
    done = CliRunner().invoke(main, ["links", str(site)])
    assert (done.exit_code, "\x1b" in done.output, "1 broken" in done.output) == (1, False, True)


def test_a_folder_without_a_site_is_no_clean_site(tmp_path):
    with pytest.raises(PapershelfError, match="build the site first"):
        links.check(tmp_path)


@pytest.mark.parametrize(
    ("file", "text", "link"),
    [
        ("papers.bib.gz", f"url = {{{HOME}no/}}", f"{HOME}no/"),
        ("api/v1/papers-1.ndjson.gz", '{"url": "sub/"}\n{"url": "no/"}', "no/"),
    ],
)
def test_links_in_packed_files_are_followed(site, file, text, link):
    (site / file).write_bytes(gzip.compress(text.encode()))
    assert broken(site) == [(file, link)]


def test_a_packed_file_that_is_damaged_is_told(site):
    (site / "papers.bib.gz").write_bytes(gzip.compress(b"text")[:-3])
    (found,) = links.check(site).broken
    assert (found.file, "cannot be unpacked" in found.why) == ("papers.bib.gz", True)
