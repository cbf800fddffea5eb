"""What is generated is made when it is asked for: the pages first, all else behind them."""

from dataclasses import replace

import pytest

from generator import search
from generator.content import Contents, Site, files
from generator.model import Watch
from generator.outputs import feeds
from tests.conftest import ROOT

SITE = Site("Name", "https://a.example/")


def test_pages_and_all_else_are_all_files(real_library):
    contents = Contents(real_library, ROOT / "docs", SITE)
    pages, others = dict(contents.pages()), dict(contents.others())
    assert pages | others == dict(files(real_library, ROOT / "docs", SITE))
    assert all(path.endswith(".md") for path in pages)
    assert not any(path.endswith(".md") for path in others)


def test_pages_need_the_search_only_where_a_watch_asks_it(real_library, monkeypatch):
    wanted = dict(Contents(real_library, ROOT / "docs", SITE).pages())
    watching = replace(real_library, watches=(Watch(slug="w", name="W", query="reward"),))
    assert dict(Contents(watching, ROOT / "docs", SITE).pages()).keys() > wanted.keys()

    def none(*_: object, **__: object) -> None:
        raise AssertionError("nobody asked")

    monkeypatch.setattr(search, "files", none)
    monkeypatch.setattr(feeds, "files", none)
    assert dict(Contents(real_library, ROOT / "docs", SITE).pages()) == wanted
    with pytest.raises(AssertionError, match="nobody asked"):
        dict(Contents(watching, ROOT / "docs", SITE).pages())


def test_a_page_leads_to_a_feed_where_there_is_one(real_library):
    assert Contents(real_library, ROOT / "docs", SITE).followed
    undated = replace(real_library, dumps=tuple(replace(dump, added="", listed="") for dump in real_library.dumps))
    contents = Contents(undated, ROOT / "docs", SITE)
    assert not contents.followed
    assert not [path for path, _ in contents.others() if path.endswith(feeds.NAME)]
