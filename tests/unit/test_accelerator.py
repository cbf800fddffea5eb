"""Quick pages: the same HTML as MkDocs makes of the Markdown, or none at all."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from generator.model import Library, Place, Retired
from generator.pages import Page, plan
from generator.site import accelerator
from tests.conftest import ROOT


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    """The site's configuration with a folder of its own."""
    made = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site"), site_url="https://a.example/b/")
    made.plugins._current_plugin = "tests"  # MkDocs sets it while a plugin runs
    return made


HOSTILE = (
    "About <b>, &amp; & \\(x < y_1\\) {{ no macro }} {% no tag %}",
    "# \"Quoted\" 'text': - a\u2028b --- \u00fc\u0085 \U0001f600 \ud800",
    "1. One\n\n2) two *three* [four](http://a.example/b_c) `five` \0 \x1b",
    "---\ntitle: x\n---\n<!-- <script>alert(1)</script> ]]>",
)


def pages(library: Library) -> list[Page]:
    """The first pages of every kind, some papers of which say what no paper should."""
    papers = list(library.papers)
    for number, text in enumerate(HOSTILE):
        papers[number] = replace(papers[number], title=text, abstract=text, authors=(text, "A B"), year=2020)
        papers[-1 - number] = replace(papers[-1 - number], authors=("A B",), identifiers=(("arxiv", "2401.01234"),))
    library = replace(
        library,
        papers=tuple(papers),
        redirects=(("old", papers[0].slug),),
        retired=(Retired(slug="gone", because=HOSTILE[0], title=HOSTILE[1], place=Place("dumps.yml", 1)),),
    )
    kept: dict[str, list[Page]] = {}
    for page in plan(library, site_url="https://a.example/b/"):
        if len(kept.setdefault(page.template, [])) < 12:
            kept[page.template].append(page)
    return [page for some in kept.values() for page in some]


def begun(quick: list[Page], config: MkDocsConfig) -> tuple[Files, Environment]:
    """Files with quick pages that have begun."""
    files, env = Files([]), config.theme.get_env()
    accelerator.add(quick, files, config)
    accelerator.begin(env, files, config)
    return files, env


def test_every_kind_of_page_is_the_same_both_ways(real_library, config):
    quick = pages(real_library)
    assert {"paper", "theme", "dump", "conflicts", "retired", "moved", "author"} <= {page.template for page in quick}
    files, env = begun(quick, config)
    plain = config.theme.get_env()
    for file in list(files):
        page = file.page
        assert isinstance(page, accelerator.Quick)
        slow = accelerator._slow(page, accelerator.File.generated(config, file.src_uri, content=""), files, config)
        assert accelerator._written(page, env, config) == accelerator._written(slow, plain, config), file.src_uri
        assert page.title == slow.title
        assert page.meta == slow.meta


def test_where_both_ways_differ_the_pages_go_the_plain_way(real_library, config, caplog, monkeypatch):
    quick = [page for page in pages(real_library) if page.template == "paper"]
    today = MkDocsPage.render

    def tomorrow(self: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        today(self, config, files)
        self.content = f"{self.content}<!-- other -->"

    monkeypatch.setattr(MkDocsPage, "render", tomorrow)
    files, env = begun(quick, config)
    assert "not accelerated" in caplog.text
    assert all(type(file.page) is MkDocsPage for file in files)
    assert all("<!-- other -->" in accelerator._written(file.page, env, config) for file in files)


def test_a_frame_that_tells_of_its_own_page_is_noticed(real_library, config, caplog):
    """Another override of a paper's page may print a title outside of the parts that differ."""
    own = '{% extends "main.html" %}{% block scripts %}{{ page.title | e }}{% endblock %}'
    quick = [page for page in pages(real_library) if page.template == "paper"]
    files, env = Files([]), config.theme.get_env()
    env.loader = ChoiceLoader([DictLoader({"paper.html": own}), env.loader])
    accelerator.add(quick, files, config)
    accelerator.begin(env, files, config)
    assert "not accelerated" in caplog.text
    assert all(type(file.page) is MkDocsPage for file in files)


def test_a_page_says_nothing_before_it_may_and_is_forgotten_afterwards(real_library, config):
    files = Files([])
    accelerator.add(pages(real_library)[-1:], files, config)
    (page,) = (file.page for file in files)
    assert isinstance(page, accelerator.Quick)
    page.read_source(config)
    page.render(config, files)
    assert (page.content, page.meta) == ("", {})
    page.begin()
    assert page.content
    page.forget()
    assert page._made is None


def test_it_is_off_when_told_so_or_when_a_plugin_waits_for_markdown(config):
    assert accelerator.possible(config)
    for event in ("page_markdown", "page_context"):
        config.plugins.events[event].append(shutil.copy)
        assert not accelerator.possible(config)
        config.plugins.events[event].pop()
    config.extra["accelerate"] = False
    assert not accelerator.possible(config)


def test_pages_in_the_navigation_are_left_to_mkdocs(config):
    assert accelerator.navigated(config.nav) >= {"index.md", "themes/index.md", "papers/index.md"}
    assert accelerator.navigated(None) == frozenset()


def test_front_matter_that_is_no_json_is_refused():
    with pytest.raises(ValueError, match="Expecting value"):
        accelerator.taken_apart("---\ntitle: no JSON\n---\n<p>")
