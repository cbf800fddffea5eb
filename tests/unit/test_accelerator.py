"""Quick pages: the same HTML as MkDocs makes of the Markdown, or none at all."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from pathspec.gitignore import GitIgnoreSpec

from generator.model import Library, Place, Retired
from generator.pages import Page, plan
from generator.site import accelerator
from generator.site.accelerator import Quick, proof
from generator.site.accelerator.quick import taken_apart
from generator.site.accelerator.shell import Shell
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


NAV = Navigation([], [])


def written(quick: list[Page], config: MkDocsConfig, env: Environment | None = None) -> tuple[Files, dict[str, str]]:
    """Write quick pages; return what is left of the files, and the pages that were written, by their paths."""
    files = Files([])
    accelerator.add(quick, files, config)
    set_exclusions(files, config)
    accelerator.write(env or config.theme.get_env(), files, config, NAV)
    site = Path(config.site_dir)
    return files, {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}


def slowly(page: Page, config: MkDocsConfig, env: Environment | None = None) -> tuple[str, str]:
    """Return the path and the HTML of a page as MkDocs makes it of the Markdown."""
    files = Files([File.generated(config, page.path, content="")])
    (file,) = files
    slow = proof.slow(Quick(page, file, config), file, files, config)
    return file.dest_uri, proof.written(slow, Shell(env or config.theme.get_env(), config, NAV))


def test_every_kind_of_page_is_the_same_both_ways(real_library, config):
    quick = pages(real_library)
    assert {"paper", "theme", "dump", "conflicts", "retired", "moved", "author"} <= {page.template for page in quick}
    left, made = written(quick, config)
    assert list(left) == []
    slow = dict(slowly(page, config) for page in quick)
    assert made.keys() == slow.keys()
    for path, page in slow.items():
        assert made[path] == page, path


def test_what_is_left_to_be_made_is_made_as_it_would_be_written(real_library, config):
    chosen = pages(real_library)
    _, wanted = written(chosen, config)
    files = Files([])
    accelerator.add(chosen, files, config)
    set_exclusions(files, config)
    left = accelerator.left(config.theme.get_env(), files, config, NAV)
    assert not list(files)
    assert {path: make().decode() for path, make in left.items()} == wanted


def test_where_both_ways_differ_the_pages_go_the_plain_way(real_library, config, caplog, monkeypatch):
    quick = [page for page in pages(real_library) if page.template == "paper"]
    today = MkDocsPage.render

    def tomorrow(self: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        today(self, config, files)
        self.content = f"{self.content}<!-- other -->"

    monkeypatch.setattr(MkDocsPage, "render", tomorrow)
    left, made = written(quick, config)
    assert "not accelerated" in caplog.text
    assert made == {}
    assert len(left) == len(quick)
    assert all(type(file.page) is MkDocsPage for file in left)
    assert all("<!-- other -->" in str(file.page.content) for file in left if file.page)


def overridden(config: MkDocsConfig, name: str, told: str) -> Environment:
    """Return templates of which one says something of its own, outside of the parts that differ from page to page."""
    env = config.theme.get_env()
    own = (ROOT / "overrides" / name).read_text("utf-8").replace("</footer>", f"{told}</footer>")
    own = own.replace("{% block sheets %}", f"{{% block sheets %}}{told}")
    env.loader = ChoiceLoader([DictLoader({name: own}), env.loader])
    return env


@pytest.mark.parametrize("name", ["partials/footer.html", "list.html"])
@pytest.mark.parametrize(
    "told",
    [
        "{{ page.title | e }}",
        "{{ 'long' if page.title | length > 60 }}",
        "{{ 'by somebody' if page.meta.authors }}",
        "{{ page.meta['arxiv'] }} {{ page.meta.get('year', 'undated') }} {{ 'doi' in page.meta }}",
        "{% for key in page.meta %}{{ key }} {% endfor %}",
        "{{ page.nothing }}{{ page.meta.nothing }}{{ page.meta | length }}",
        "{{ page.canonical_url }}",
    ],
)
def test_a_frame_is_for_those_pages_only_that_it_would_tell_the_same_of(real_library, config, name, told):
    """Whatever a project's own templates say of a page, or decide by it, be it true of the first and the last one."""
    quick = [page for page in pages(real_library) if page.template in {"paper", "theme", "author"}]
    env = overridden(config, name, told)
    left, made = written(quick, config, env)
    assert list(left) == []
    for page in quick:
        path, slow = slowly(page, config, env)
        assert made[path] == slow


def test_a_frame_that_shows_where_it_is_is_noticed(real_library, config, caplog):
    """Each page has another address: it is no question whether a frame fits."""
    quick = [page for page in pages(real_library) if page.template == "paper"]
    left, made = written(quick, config, overridden(config, "partials/footer.html", "{{ page.url }}"))
    assert "not accelerated" in caplog.text
    assert made == {}
    assert all(type(file.page) is MkDocsPage for file in left)


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


def test_what_no_site_has_is_not_written(real_library, config):
    config.exclude_docs = GitIgnoreSpec.from_lines(["/papers/*", "!/papers/index.md"])
    left, made = written(pages(real_library), config)
    assert not any(path.startswith("papers/") and path != "papers/index.html" for path in made)
    assert {file.inclusion for file in left} == {InclusionLevel.EXCLUDED}


def test_it_is_off_when_told_so_or_when_somebody_waits_for_what_it_leaves_out(config):
    assert accelerator.possible(config)
    for event in ("page_markdown", "page_context", "post_page", "env"):
        config.plugins.events[event].append(shutil.copy)
        assert not accelerator.possible(config)
        config.plugins.events[event].pop()
    config.extra_templates = ["all.html"]
    assert not accelerator.possible(config)
    config.extra_templates = []
    config.extra["accelerate"] = False
    assert not accelerator.possible(config)


def test_nothing_is_made_later_where_somebody_waits_for_the_whole_site(config):
    assert accelerator.later(config)
    config.plugins.events["post_build"].append(shutil.copy)
    assert not accelerator.later(config)


def test_pages_in_the_navigation_are_left_to_mkdocs(config):
    assert accelerator.navigated(config.nav) >= {"index.md", "themes/index.md", "papers/index.md"}
    assert accelerator.navigated(None) == frozenset()


def test_front_matter_that_is_no_json_is_refused():
    with pytest.raises(ValueError, match="Expecting value"):
        taken_apart("---\ntitle: no JSON\n---\n<p>")
