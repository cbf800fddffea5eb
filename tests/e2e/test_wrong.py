"""Who finds a mistake on the page of a paper gets a prefilled issue where the site says where its repository is."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.model import Library
from tests.building import build_library
from tests.e2e.test_pages import library
from tests.pages import Elements

REPOSITORIES = {
    "https://codeberg.org/a/b/": ("/a/b/issues/new", "title", "body"),
    "https://gitlab.com/a/b": ("/a/b/-/issues/new", "issue[title]", "issue[description]"),
}


@pytest.fixture(scope="module")
def small() -> Library:
    """Papers of test_pages, hostile titles among them."""
    return library()


def wrong(page: str) -> list[str]:
    """The addresses that the page of a paper sends complaints to."""
    return [attributes["href"] or "" for tag, attributes in Elements(page).tags if "issues/new" in str(attributes)]


@pytest.mark.parametrize("repository", REPOSITORIES)
def test_a_complaint_names_the_paper_and_its_address_whatever_the_title(
    small, project, tmp_path, monkeypatch, repository
):
    monkeypatch.setenv("REPO_URL", repository)
    monkeypatch.setenv("SITE_URL", "https://papers.example/lab/")
    site = build_library(small, project.root, tmp_path / "wrong")
    path, title, body = REPOSITORIES[repository]
    for paper in small.papers:
        (address,) = wrong((site / paper.url / "index.html").read_text("utf-8"))
        query = parse_qs(urlsplit(address).query, strict_parsing=True)
        assert urlsplit(address).path == path
        assert set(query) == {title, body}
        assert query[body] == [f"https://papers.example/lab/{paper.url}"]
        assert len(query[title][0]) <= 120
        assert query[title][0][:20].split() == paper.title[:20].split() or "\\" in paper.title


def test_on_github_a_form_for_each_kind_of_mistake_is_told_which_paper_it_is(small, project, tmp_path, monkeypatch):
    monkeypatch.setenv("REPO_URL", "https://github.com/a/b/")
    monkeypatch.setenv("SITE_URL", "https://papers.example/lab/")
    site = build_library(small, project.root, tmp_path / "forms")
    for paper in small.papers:
        page = (site / paper.url / "index.html").read_text("utf-8")
        assert page.count("https://github.com/a/b/issues/new") == 1
        form = page[page.index('<details class="ps-wrong">') :]
        tags = Elements(form[: form.index("</details>")]).tags
        assert [told["action"] for tag, told in tags if tag == "form"] == ["https://github.com/a/b/issues/new"]
        fields = {told["name"]: told["value"] for tag, told in tags if tag == "input"}
        assert fields["paper"] == f"https://papers.example/lab/{paper.url}"
        assert set(fields) == {"paper"}
        offered = [told["value"] for tag, told in tags if tag == "button"]
        assert offered == [told["value"] for tag, told in tags if told.get("name") == "template"]
        assert all((project.root / ".github/ISSUE_TEMPLATE" / name).is_file() for name in offered)
        policy = re.search(r"form-action ([^;\"]*)", page)
        assert policy is None or "https://github.com" in policy[1], "the policy of the site must let the form go there"


def test_without_a_repository_there_is_nothing_to_press(small, project, tmp_path):
    site = build_library(small, project.root, tmp_path / "quiet")
    assert not any(wrong((site / paper.url / "index.html").read_text("utf-8")) for paper in small.papers)
