"""``serve`` sees what is edited, made and removed, be it new to it, and survives what is broken."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer
from watchdog.utils.dirsnapshot import DirectorySnapshot, DirectorySnapshotDiff

from generator.errors import PapershelfError
from generator.site import hooks
from generator.site.watching import between, listed

WANTED = ("docs", "mkdocs.yml", "dumps", "themes.yml", "watches.yml", "generator/pages/templates")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("docs/a.md", "mkdocs.yml", "dumps/a/b.txt", "generator/pages/templates/a.j2", "generator/x.py", "log"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("site_name: A", "utf-8")
    return tmp_path


def seen(project: Path, *edits: Callable[[Path], object]) -> set[str]:
    """Return the files that are seen to have changed after each of some edits."""
    look = partial(
        DirectorySnapshot, str(project), listdir=partial(listed, wanted=[str(project / name) for name in WANTED])
    )
    found, before = set(), look()
    for edit in edits:
        edit(project)
        after = look()
        change = DirectorySnapshotDiff(before, after)
        moved = [path for pair in change.files_moved for path in pair]
        found |= {*change.files_created, *change.files_deleted, *change.files_modified, *moved}
        before = after
    return {Path(str(path)).relative_to(project).as_posix() for path in found}


def written(name: str, text: str = "something else") -> Callable[[Path], object]:
    return lambda project: (project / name).write_text(text, "utf-8")


@pytest.mark.parametrize(
    "name",
    [
        *("docs/a.md", "docs/new.md", "mkdocs.yml", "dumps/a/b.txt", "dumps/new.txt", "themes.yml", "watches.yml"),
        *("generator/pages/templates/a.j2", "generator/pages/templates/new.j2"),
    ],
)
def test_what_belongs_to_the_site_is_seen_be_it_there_or_new(project: Path, name: str) -> None:
    assert seen(project, written(name)) == {name}


@pytest.mark.parametrize("name", ["log", "themes.yml~", "generator/x.py", "generator/pages/y.py", "docs2", "a.txt"])
def test_nothing_else_is(project: Path, name: str) -> None:
    assert seen(project, written(name)) == set()


@pytest.mark.parametrize("folder", ["docs", "dumps", "generator/pages/templates", "generator"])
def test_a_folder_that_was_away_is_seen_again(project: Path, folder: str) -> None:
    away = project.with_name("away")
    (name,) = (name for name in ("docs/a.md", "dumps/a/b.txt", "generator/pages/templates/a.j2") if folder in name)
    gone = seen(project, lambda _: shutil.move(project / folder, away))
    assert gone == {name}
    assert seen(project, lambda _: shutil.move(away, project / folder), written(name)) == {name}


def server(
    project: Path, build: Callable[[], None], meanwhile: Callable[[Path], object] = lambda _: None
) -> LiveReloadServer:
    """Return a server as MkDocs hands it over after the first build, after our hook."""
    config = load_config(str(project / "mkdocs.yml"))
    config.watch = [str(project / "themes.yml"), str(project.parent / "elsewhere"), str(project.parent / "nowhere")]
    made = LiveReloadServer(build, "127.0.0.1", 1, str(project))
    made.watch(config.docs_dir)
    made.watch(str(config.config_file_path))
    hooks.on_startup("serve")
    hooks.on_config(config)
    meanwhile(project)
    hooks.on_serve(made, config)
    hooks.on_startup("build")
    assert config.watch == []
    made.server_close()
    return made


def test_the_project_is_watched_and_what_is_told_elsewhere(project: Path) -> None:
    (project.parent / "elsewhere").mkdir()
    found = server(project, lambda: None)
    assert set(found._watched_paths) == {str(project), str(project.parent / "elsewhere")}


@pytest.mark.parametrize(("name", "times"), [("docs/a.md", 1), ("themes.yml", 1), ("log", 0)])
def test_what_was_edited_during_the_first_build_is_built(project: Path, name: str, times: int) -> None:
    built: list[int] = []
    server(project, lambda: built.append(1), written(name))
    assert len(built) == times


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ConfigurationError("no such key"), "Error: MkDocs could not build the site: no such key"),
        (PapershelfError("themes.yml:1: no"), "Error: themes.yml:1: no"),
        (PermissionError(13, "Permission denied", "docs/a.md"), "Error: docs/a.md: Permission denied"),
    ],
)
def test_what_is_broken_is_a_sentence_to_the_server(project: Path, error: Exception, said: str) -> None:
    def build() -> None:
        raise error

    found = server(project, build)
    with pytest.raises(Abort, match=said):
        found.builder()


@pytest.mark.parametrize(("files", "seconds"), [(0, 0.1), (100, 0.1), (5_000, 1)])
def test_many_files_are_looked_at_less_often(files: int, seconds: float) -> None:
    assert between(files) == pytest.approx(seconds)
