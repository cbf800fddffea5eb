"""Our own files have addresses that change when one of them does, and nothing else changes them."""

from pathlib import Path

import jinja2
import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.site import fingerprints, lean


def config(docs: Path) -> MkDocsConfig:
    made = MkDocsConfig()
    made.load_dict({"site_name": "x", "docs_dir": str(docs), "site_dir": str(docs.parent / "site")})
    made.validate()
    return made


def moved(docs: Path, names: list[str]) -> dict[str, str]:
    told = config(docs)
    files = Files([File(name, str(docs), told.site_dir, use_directory_urls=True) for name in names])
    fingerprints.move(files, told)
    return {file.src_uri: file.dest_uri for file in files}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for name, text in (("assets/a.js", "one"), ("assets/css/b.css", "two"), ("page.md", "# P"), ("papers.bib", "x")):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "docs"


NAMES = ["assets/a.js", "assets/css/b.css", "page.md", "papers.bib"]


def test_files_go_together_into_a_folder_at_the_same_depth_and_pages_stay(docs):
    places = moved(docs, NAMES)
    folder = places["assets/a.js"].removesuffix("/a.js")
    assert folder.startswith("assets-")
    assert len(folder) == len("assets-") + fingerprints.LETTERS
    assert places["assets/css/b.css"] == f"{folder}/css/b.css"
    assert (places["page.md"], places["papers.bib"]) == ("page/index.html", "papers.bib")


def test_the_folder_is_named_by_what_is_in_it_alone(docs):
    before = moved(docs, NAMES)
    assert moved(docs, NAMES[::-1]) == before
    (docs / "page.md").write_text("# Another")
    assert moved(docs, NAMES) == before
    (docs / "assets/css/b.css").write_text("three")
    assert moved(docs, NAMES)["assets/a.js"] != before["assets/a.js"]


def test_the_folder_is_named_by_what_is_sent(docs, monkeypatch):
    """A comment is not sent; another way to make files lean sends other bytes, which need another address."""
    before = moved(docs, NAMES)
    (docs / "assets/css/b.css").write_text("two /* a note */")
    assert moved(docs, NAMES) == before
    monkeypatch.setitem(lean.LEAN, ".css", str.upper)
    assert moved(docs, NAMES)["assets/css/b.css"] != before["assets/css/b.css"]


def test_what_a_theme_brings_stays_where_it_is(docs, tmp_path):
    told = config(docs)
    theirs = File("assets/bundle.js", str(tmp_path / "theme"), told.site_dir, use_directory_urls=True)
    fingerprints.move(Files([theirs]), told)
    assert theirs.dest_uri == "assets/bundle.js"


def test_templates_find_files_where_they_went(docs):
    told = config(docs)
    files = Files([File("assets/a.js", str(docs), told.site_dir, use_directory_urls=True)])
    fingerprints.move(files, told)
    env = jinja2.Environment(autoescape=True)
    env.filters["url"] = jinja2.pass_context(lambda _context, value: f"../{value}")
    fingerprints.point(env, files)
    page = env.from_string("{{ 'assets/a.js' | url }} {{ 'papers/' | url }}").render()
    assert page == f"../{files.get_file_from_path('assets/a.js').dest_uri} ../papers/"
