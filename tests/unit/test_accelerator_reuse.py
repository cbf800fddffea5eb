"""A page of an earlier build is taken only where it would come out the same: each input is changed, and shows."""

import shutil
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from mkdocs import theme
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.nav import Link, Navigation

from generator import cache as module
from generator.cache import Cache
from generator.model import Assignment, Conflict, Dump, Library, Place, Placement, Related, Theme, Variant
from generator.pages import plan
from generator.pages.catalogue import Catalogue
from generator.rendered import NAME
from generator.site import accelerator
from generator.site.accelerator.depends import PAGES
from tests.conftest import ROOT
from tests.pages import paper

TREES = Theme(slug="trees", name="Trees", scope="What grows.")
MAY = Dump(id="may", file="may.txt", title="May", sha256="0" * 64, records=4)
JUNE = replace(MAY, id="june", file="june.txt", title="June")
FOREST = Variant(field="title", dumps=("june",), text="On forests")
LIBRARY = Library(
    dumps=(MAY, JUNE),
    papers=(
        paper("one", "On trees", "They grow.", ("may", 1), ("june", 9), authors=("A B",), variants=(FOREST,)),
        paper("two", "On leaves", "They fall.", ("may", 4), authors=("A B",)),
        paper("three", "On roots", "They hold.", ("may", 7), authors=("A B",), possibly_same=("two",)),
        paper("four", "On bark", "It peels.", ("may", 9), authors=("C D",)),
    ),
    themes=(TREES,),
    placements=tuple(Placement(assignments=(Assignment(slug="trees", score=1.0, evidence=("tree",)),)) for _ in "1234"),
    related=((Related(slug="two", score=0.5, shared=("grow",)),), (), (), ()),
    conflicts=(
        Conflict(
            paper="on trees", slug="one", field="title", shown="On trees", dumps=("may",), variants=(FOREST,), why="x",
            place=Place("june.txt", 9), acknowledged=True, because="It is a misprint.",
        ),
    ),
)  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with what the shell is made of."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    (tmp_path / "generator").symlink_to(ROOT / "generator")
    (tmp_path / "docs").mkdir()
    return tmp_path


Site = dict[str, bytes]


def write(
    project: Path,
    library: Library = LIBRARY,
    cache: Cache | None = None,
    *,
    nav: tuple[str, ...] = ("Papers",),
    assets: str = "assets-1",
    **settings: Any,
) -> Site:
    """Write all pages of a library; return their bytes by their paths."""
    site = project / "site"
    shutil.rmtree(site, ignore_errors=True)
    extra = {"accelerate": True, "feed": False, **settings.pop("extra", {})}
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(site), extra=extra, **settings)
    config.plugins._current_plugin = "tests"
    style = File.generated(config, "assets/one.css", content="")
    style.dest_uri = f"{assets}/one.css"
    files = Files([style])
    accelerator.add(plan(library, site_url=config.site_url or ""), files, config)
    set_exclusions(files, config)
    items = [Link(title, f"{title.lower()}/") for title in nav]
    accelerator.write(config.theme.get_env(), files, config, Navigation(items, []), cache)
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.html")}


@pytest.fixture
def before(project: Path) -> Site:
    """The pages of a first build, which are kept."""
    cache = Cache(project / "cache")
    pages = write(project, cache=cache)
    assert (cache.reused["pages"], cache.made["pages"]) == (0, len(pages))
    return pages


def again(project: Path, library: Library = LIBRARY, **told: Any) -> tuple[Site, Cache]:
    """Build a second time, and be sure that it gives what a build without a cache gives."""
    cache = Cache(project / "cache")
    after = write(project, library, cache, **told)
    assert after == write(project, library, **told)
    return after, cache


def test_the_same_again_renders_nothing_and_writes_everything(project: Path, before: Site) -> None:
    after, cache = again(project)
    assert after == before
    assert (cache.reused["pages"], cache.made["pages"]) == (len(before), 0)


def test_a_proof_is_remembered_until_something_changes_that_it_depends_on(project: Path, before: Site) -> None:
    assert again(project)[1].reused["proof"] == 1
    assert again(project, replace(LIBRARY, papers=LIBRARY.papers[::-1]))[1].reused["proof"] == 1
    assert again(project, nav=("Papers", "Themes"))[1].made["proof"] == 1
    own = project / "overrides/paper.html"
    own.write_text(own.read_text("utf-8") + "{% block scripts %}{{ page.url | e }}{% endblock %}", "utf-8")
    for _ in range(2):  # a proof that failed is none
        after, cache = again(project)
        assert after == {}
        assert (cache.reused["proof"], cache.made["proof"]) == (0, 1)


def test_a_kind_of_page_that_was_never_proven_is_proven(project: Path) -> None:
    few = replace(LIBRARY, papers=LIBRARY.papers[:1], placements=LIBRARY.placements[:1], related=((),), conflicts=())
    few = first(few, authors=(), possibly_same=(), variants=())
    write(project, few, Cache(project / "cache"))
    assert again(project, few)[1].reused["proof"] == 1
    assert again(project)[1].made["proof"] == 1


def test_no_proof_is_remembered_where_extensions_of_markdown_are_unknown(project: Path) -> None:
    for _ in range(2):
        _, cache = again(project, markdown_extensions=["attr_list"])
        assert cache.reused["proof"] == cache.made["proof"] == 0


def first(library: Library, **changes: object) -> Library:
    return replace(library, papers=(replace(library.papers[0], **changes), *library.papers[1:]))


def second(library: Library, **changes: object) -> Library:
    return replace(library, papers=(library.papers[0], replace(library.papers[1], **changes), *library.papers[2:]))


def renamed(library: Library, slug: str) -> Library:
    papers = tuple(replace(each, possibly_same=()) for each in second(library, slug=slug).papers)
    return replace(library, papers=papers, related=((Related(slug=slug, score=0.5, shared=("grow",)),), (), (), ()))


def placed(library: Library, placement: Placement) -> Library:
    return replace(library, placements=(placement, *library.placements[1:]))


@pytest.mark.parametrize(
    "change",
    [
        lambda it: first(it, abstract="They grow slowly."),
        lambda it: first(it, year=2020),
        lambda it: second(it, title="On needles"),
        lambda it: renamed(it, "needles"),
        lambda it: replace(it, papers=(*it.papers[:2], replace(it.papers[2], authors=("C D",)), it.papers[3])),
        lambda it: replace(it, themes=(replace(TREES, name="Woods"),)),
        lambda it: replace(it, dumps=(replace(MAY, title="Maytime"), JUNE)),
        lambda it: replace(it, dumps=(MAY, replace(JUNE, title="Juno"))),
        lambda it: replace(it, related=((Related(slug="two", score=0.5, shared=("fall",)),), *it.related[1:])),
        lambda it: replace(it, related=((Related(slug="four", score=0.5, shared=("grow",)),), *it.related[1:])),
        lambda it: replace(it, conflicts=(replace(it.conflicts[0], because="It is not."),)),
        lambda it: placed(it, replace(it.placements[0], told=True)),
        lambda it: placed(it, Placement(assignments=(Assignment(slug="trees", score=1.0, evidence=("wood",)),))),
        lambda it: placed(it, Placement()),
    ],
    ids=[
        *("its abstract", "its year", "a neighbour's title", "a neighbour's address", "an author's other papers"),
        *("the theme's name", "its dump", "another dump", "why one is related", "which is related", "what people said"),
        *("what editors named", "its evidence", "its theme"),
    ],
)
def test_each_change_of_the_library_shows_in_the_pages(
    project: Path, before: Site, change: Callable[[Library], Library]
) -> None:
    after, cache = again(project, change(LIBRARY))
    page = "papers/one/index.html"
    assert after[page] != before[page]
    assert cache.reused["pages"] > 0


@pytest.mark.parametrize(
    "told",
    [
        {"site_name": "Another name"},
        {"repo_url": "https://github.com/a/b"},
        {"site_url": "https://a.example/b/"},
        {"extra": {"serving": True}},
        {"nav": ("Papers", "Themes")},
        {"assets": "assets-2"},
        {"extra_css": ["other.css"]},
    ],
    ids=lambda told: next(iter(told)),
)
def test_each_setting_shows_in_every_page(project: Path, before: Site, told: dict[str, Any]) -> None:
    after, cache = again(project, **told)
    assert cache.reused["pages"] == 0
    if "assets" not in told:  # whose new place is known to hooks only
        assert all(after[path] != page for path, page in before.items() if path in after)


@pytest.mark.parametrize("name", ["main.html", "paper.html", "partials/about.html", "partials/footer.html"])
def test_each_override_shows(project: Path, before: Site, name: str) -> None:
    path = project / "overrides" / name
    path.write_text(path.read_text().replace("<meta ", "<meta data-new ").replace("<p>", "<p class=new>") + " ")
    _, cache = again(project)
    assert cache.reused["pages"] == 0


def test_the_locale_shows(project: Path) -> None:
    including(project, "{{ config.theme.locale }}")
    for said in ("de", "fr"):
        after, _ = again(project, theme={"name": "material", "custom_dir": "overrides", "locale": said})
        assert f"{said}\n".encode() in after["papers/one/index.html"]


def including(project: Path, template: str) -> None:
    with (project / "overrides/partials/footer.html").open("a") as file:
        file.write(template)


@pytest.mark.parametrize("name", [".icons/own/leaf.svg", "notes/words"])
def test_what_a_template_includes_shows_whatever_it_is_called(project: Path, name: str) -> None:
    including(project, f'{{% include "{name}" %}}')
    included = project / "overrides" / name
    included.parent.mkdir(parents=True)
    for said in ("one", "two"):
        included.write_text(f"<svg id={said}></svg>", "utf-8")
        after, _ = again(project)
        assert f"<svg id={said}>".encode() in after["papers/one/index.html"]


def test_what_lies_behind_a_link_to_a_folder_shows(project: Path) -> None:
    (project / "elsewhere").mkdir()
    (project / "overrides/ours").symlink_to(project / "elsewhere")
    including(project, '{% include "ours/words.html" %}')
    for said in ("one", "two"):
        (project / "elsewhere/words.html").write_text(said, "utf-8")
        after, _ = again(project)
        assert said.encode() in after["papers/one/index.html"]


def test_the_templates_of_a_parent_theme_show(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = project / "theirs"
    theirs.mkdir()
    including(project, '{% include "theirs.html" %}')
    load = theme.Theme._load_theme_config
    monkeypatch.setattr(
        theme.Theme, "_load_theme_config", lambda self, name: (self.dirs.append(str(theirs)), load(self, name))
    )
    for said in ("one", "two"):
        (theirs / "theirs.html").write_text(said, "utf-8")
        after, cache = again(project)
        assert cache.reused["pages"] == 0
        assert said.encode() in after["papers/one/index.html"]


@pytest.mark.parametrize("content", [b"{% if pages %}{{", b"\xff pages"])
def test_a_file_beside_the_templates_may_be_no_template(project: Path, before: Site, content: bytes) -> None:
    (project / "overrides/draft.html").write_bytes(content)
    after, _ = again(project)
    assert after == before


@pytest.mark.parametrize(
    "asked", ["{{ build_date_utc.year }}", "{{ pages | length }}", "{{ page.update_date }}", "{{ config.docs_dir }}"]
)
def test_nothing_is_reused_where_a_template_asks_for_what_changes_by_itself(
    project: Path, asked: str, caplog: pytest.LogCaptureFixture
) -> None:
    including(project, asked)
    for _ in range(2):
        cache = Cache(project / "cache")
        with caplog.at_level("INFO"):
            assert write(project, cache=cache)
        assert "no page is reused" in caplog.text
        assert cache.told().endswith("nothing")


def test_another_version_of_a_library_renders_all_anew(
    project: Path, before: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    module._fingerprint.cache_clear()
    monkeypatch.setattr(module, "version", lambda name: "99" if name == "mkdocs-material" else "1")
    _, cache = again(project)
    module._fingerprint.cache_clear()
    assert cache.reused["pages"] == 0


def test_all_code_and_all_templates_of_the_generator_count() -> None:
    every = {path for path in (ROOT / "generator").rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert set(module._files(PAGES.sources)) == every
    assert any(path.name == "paper.md.j2" for path in every)


@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda data: data[:3000] + b"?" + data[3001:]])
def test_a_broken_cache_is_told_of_and_gives_the_same_site(
    project: Path, before: Site, damage: Callable[[bytes], bytes]
) -> None:
    pack = project / "cache" / PAGES.stage / NAME
    pack.write_bytes(damage(pack.read_bytes()))
    after, cache = again(project)
    assert after == before
    assert len(cache.troubles) == 1
    assert cache.made["pages"] > 0


def test_all_that_a_paper_is_made_of_is_told() -> None:
    catalogue = Catalogue(LIBRARY)
    sources = catalogue.paper(0)
    assert {field.name for field in fields(sources)} == set(OTHERS)
    for name, value in OTHERS.items():
        other = replace(sources, **{name: value})
        assert other.told(catalogue.sign) != sources.told(catalogue.sign), name


OTHERS: dict[str, object] = {
    "paper": LIBRARY.papers[1],
    "dumps": {"june": JUNE},
    "authors": (("A B", ""),),
    "themes": (),
    "because": (),
    "possibly_same": (Catalogue(LIBRARY).entry(3),),
    "previous": Catalogue(LIBRARY).entry(3),
    "next": None,
    "site_url": "https://a.example/",
    "compact": True,
}
