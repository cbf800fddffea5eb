"""What ``serve`` shows is the library of the files as they stand, or a part of it that is whole in itself."""

import os
import shutil
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader

from generator.errors import PapershelfError
from generator.executors import SERIAL
from generator.library import build_project
from generator.model import Library
from generator.pages import HTML, MARKDOWN, plan, reload, render
from generator.pages.render import _environment
from generator.project import Project
from generator.site.serving import Gathered, Latest, Sample
from tests.conftest import ROOT


def test_a_sample_is_spread_over_the_library_and_leads_nowhere_else(real_library):
    found = Sample(limit=40).of(real_library)
    assert len(found.papers) == len(found.placements) == len(found.related) == 40
    slugs = {paper.slug for paper in found.papers}
    assert {near.slug for row in found.related for near in row} <= slugs
    assert len({paper.dumps[0] for paper in found.papers}) > 1
    assert all(render(page) for page in plan(found))


def test_a_sample_of_a_theme_has_its_papers_only(real_library):
    theme = real_library.themes[0].slug
    found = Sample(theme=theme).of(real_library)
    assert 0 < len(found.papers) < len(real_library.papers)
    assert {placement.primary for placement in found.placements} == {theme}
    assert len(Sample(limit=2, theme=theme).of(real_library).papers) == 2


def test_a_sample_that_takes_all_is_the_library(real_library):
    assert Sample(limit=10_000).of(real_library) is real_library


def test_a_theme_that_nobody_knows_is_a_sentence(real_library):
    with pytest.raises(PapershelfError, match="no theme has the slug 'nothing': choose one of "):
        Sample(theme="nothing").of(real_library)


@pytest.mark.parametrize("name", ["dumps/dumps.yml", "themes.yml", "watches.yml"])
def test_the_library_is_made_anew_only_when_a_file_changed(project, real_library, tmp_path, name):
    for path in ("themes.yml", "watches.yml", "mkdocs.yml"):
        shutil.copy(project.root / path, tmp_path / path)
    shutil.copytree(project.dumps, tmp_path / "dumps")
    made: list[Project] = []

    def make(asked: Project) -> Library:
        made.append(asked)
        return real_library

    latest = Latest(Sample(), make)
    latest(Project(tmp_path))
    latest(Project(tmp_path))
    assert len(made) == 1
    os.utime(tmp_path / name, ns=(1, 1))
    latest(Project(tmp_path))
    assert len(made) == 2
    (tmp_path / name).write_text((tmp_path / name).read_text("utf-8").swapcase(), "utf-8")
    os.utime(tmp_path / name, ns=(1, 1))  # as who copies a file may do
    latest(Project(tmp_path))
    assert len(made) == 3


def test_dumps_are_gathered_anew_only_when_one_of_them_changed(real_library, tmp_path):
    made: list[Path] = []

    def make(dumps: Path, **_: object) -> Library:
        made.append(dumps)
        return real_library

    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps/a.txt").write_text("a", "utf-8")
    gathered = Gathered(make)
    told = {"progress": print, "cache": None, "executor": SERIAL}
    for _ in range(2):
        assert gathered(tmp_path / "dumps", **told) is real_library
    (tmp_path / "themes.yml").write_text("themes: []", "utf-8")
    gathered(tmp_path / "dumps", **told)
    assert len(made) == 1
    (tmp_path / "dumps/b.txt").write_text("b", "utf-8")
    gathered(tmp_path / "dumps", **told)
    assert len(made) == 2


def test_what_was_gathered_before_makes_the_same_library(project):
    gathered = Gathered()
    assert build_project(project, gathered=gathered) == build_project(project, gathered=gathered)


@pytest.mark.parametrize("dialect", [MARKDOWN, HTML])
@pytest.mark.parametrize(("name", "old"), [("themes", "<h1>"), ("_parts", '<ul class="ps-shelves">')])
def test_an_edited_template_shows_in_the_next_build(dialect, name, old, real_library, tmp_path, monkeypatch):
    """Also where it is shared by others; within a build all pages come from the same."""
    folder = shutil.copytree(ROOT / "generator/pages/templates", tmp_path / "templates")
    environment = _environment(dialect)
    monkeypatch.setattr(environment, "loader", FileSystemLoader(folder))
    (page,) = (page for page in plan(real_library) if page.template == "themes")
    reload()
    before = render(page, dialect)
    path = folder / f"{name}.md.j2"
    path.write_text(path.read_text("utf-8").replace(old, f"{old}edited"), "utf-8")
    os.utime(path, ns=(1, 1))
    assert render(page, dialect) == before
    reload()
    assert "edited" in render(page, dialect)
    monkeypatch.undo()
    reload()
    assert render(page, dialect) == before
