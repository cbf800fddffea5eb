"""Feeds are valid, dated by the dumps, stable, and hold text only."""

import json
import re
from dataclasses import replace
from html import unescape

import feedparser
import pytest
from lxml import etree

from generator.model import Dump, Library, Paper, Place, Placement, Theme, Witness
from generator.model.library import Assignment
from generator.outputs.feeds import Watched, feeds_of, files, folders
from generator.outputs.feeds.channel import NEWEST, identity

SITE = "https://papers.example/shelf/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def made(real_library: Library) -> dict[str, bytes]:
    return dict(files(real_library, "Papershelf", SITE))


def library(*papers: tuple[str, str, str], dumps: tuple[Dump, ...]) -> Library:
    """A library of papers given by slug, title and dump, all in one theme."""
    theme = Theme(slug="t", name="T & Co", scope="")
    return Library(
        dumps=dumps,
        papers=tuple(
            Paper(slug=slug, title=title, abstract=f"Of {title}", witnesses=(
                Witness(dump=dump, place=Place("x", 1), position=1, title=title),))
            for slug, title, dump in papers
        ),
        themes=(theme,),
        placements=(Placement(assignments=(Assignment(slug="t", score=1.0),)),) * len(papers),
        related=((),) * len(papers),
    )  # fmt: skip


def dump(slug: str, added: str | None, listed: str | None = None) -> Dump:
    return Dump(id=slug, file=f"{slug}.txt", sha256="a" * 64, title=slug.title(), added=added, listed=listed)


def test_the_site_each_theme_and_each_dump_has_both_feeds(made, real_library):
    folders = ["", *(theme.url for theme in real_library.themes), *(one.url for one in real_library.dumps)]
    assert set(made) == {folder + name for folder in folders for name in ("feed.xml", "feed.json")}


def test_a_real_reader_takes_every_feed_and_both_formats_say_the_same(made):
    for path, content in made.items():
        if not path.endswith(".xml"):
            continue
        read = feedparser.parse(content)
        assert not read.bozo, (path, read.get("bozo_exception"))
        twin = json.loads(made[path.replace(".xml", ".json")])
        assert 0 < len(read.entries) <= NEWEST
        assert [one.id for one in read.entries] == [item["id"] for item in twin["items"]]
        assert [one.link for one in read.entries] == [item["url"] for item in twin["items"]]
        assert read.feed.title == twin["title"]
        assert twin["feed_url"] == SITE + path.replace(".xml", ".json")
        for one, item in zip(read.entries, twin["items"], strict=True):
            assert one.link.startswith(f"{SITE}papers/")
            assert one.content[0].value == item["content_html"]
            assert one.published_parsed[:3] == (2026, 11, 21)


def test_abstracts_are_whole_and_free_of_tex_delimiters(made, real_library):
    abstracts = {f"{SITE}{one.url}": one.abstract for one in real_library.papers}
    for item in json.loads(made["feed.json"])["items"]:
        text = unescape(re.fullmatch(r"<p>(.*)</p>", item["content_html"])[1])
        assert "\\(" not in text
        if "\\(" not in abstracts[item["url"]]:
            assert text == " ".join(abstracts[item["url"]].split())


def test_the_newest_day_comes_first_then_the_later_dump_then_its_own_order():
    dumps = (dump("a", "2024-01-02"), dump("b", "2024-01-02"), dump("c", None, "2024-01-01"), dump("d", None, "Mar 14"))
    papers = [("a1", "A1", "a"), ("a2", "A2", "a"), ("b1", "B1", "b"), ("c1", "C1", "c"), ("d1", "D1", "d")]
    (site, *_) = feeds_of(library(*papers, dumps=dumps), "S")
    assert [(one.title, one.date) for one in site.entries] == [
        ("B1", "2024-01-02"), ("A1", "2024-01-02"), ("A2", "2024-01-02"), ("C1", "2024-01-01"),
    ]  # fmt: skip


def test_folders_are_those_that_feeds_are_in(made, real_library):
    assert {f"{folder}feed.xml" for folder in folders(real_library)} == {name for name in made if name.endswith(".xml")}
    some = library(("a1", "A1", "a"), ("b1", "B1", "b"), dumps=(dump("a", "2024-01-02"), dump("b", None, "Mar 14")))
    watches = (Watched("w", "W", frozenset({"a1"})), Watched("none", "None", frozenset({"b1"})))
    assert set(folders(some, watches=watches)) == {one.folder for one in feeds_of(some, "S", watches=watches)}
    assert "watches/w/" in set(folders(some, watches=watches))


def test_a_paper_seen_again_is_new_only_once():
    papers = library(("p", "P", "a"), dumps=(dump("a", "2024-01-01"), dump("b", "2024-02-01")))
    again = replace(papers.papers[0], witnesses=(*papers.papers[0].witnesses, replace(
        papers.papers[0].witnesses[0], dump="b")))  # fmt: skip
    found = {one.folder: one for one in feeds_of(replace(papers, papers=(again,)), "S")}
    assert set(found) == {"", "themes/t/", "dumps/a/"}
    assert all(one.updated == "2024-01-01" for one in found.values())


def test_ids_are_of_the_slug_and_never_of_the_host_or_the_title(made, real_library):
    elsewhere = dict(files(real_library, "Another name", "https://elsewhere.example/"))
    ids = [item["id"] for item in json.loads(made["feed.json"])["items"]]
    assert ids == [item["id"] for item in json.loads(elsewhere["feed.json"])["items"]]
    assert identity("papers", "a") == "urn:uuid:07f83cc0-c6a4-5169-afe3-e07719d95515"


def test_without_an_address_links_are_relative_and_the_feed_names_none_of_its_own(real_library):
    made = dict(files(real_library, "S"))
    theme = real_library.themes[0]
    for one in json.loads(made[f"{theme.url}feed.json"])["items"]:
        assert one["url"].startswith("../../papers/")
    assert "feed_url" not in json.loads(made["feed.json"])
    root = etree.fromstring(made["feed.xml"])
    assert root.find(f"{ATOM}link[@rel='self']") is None
    assert root.find(f"{ATOM}link[@rel='alternate']").get("href") == "./"


@pytest.mark.parametrize("title", [
    "A & B < C ]]> D", "<script>alert(1)</script>", "NUL \x00 \x1b \ufffe \udc80", "\u202eturned\u202c", "{{ 7*7 }}",
])  # fmt: skip
def test_hostile_text_is_text(title):
    hostile = library(("p", title, "a"), dumps=(dump("a", "2024-01-01"),))
    made = dict(files(hostile, "S", SITE, watches=(Watched("w", title, frozenset({"p"})),)))
    read = feedparser.parse(made["watches/w/feed.xml"])
    assert not read.bozo
    assert len(read.entries) == 1
    html = json.loads(made["feed.json"])["items"][0]["content_html"]
    assert "<" not in html.removeprefix("<p>").removesuffix("</p>")
    assert not set("\x00\x1b\ufffe\u202e") & set(made["feed.xml"].decode())
