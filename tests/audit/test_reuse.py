"""A second build with its cache gives, byte for byte, what a build without one gives, whatever was changed between."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.building import copy_project, run

pytestmark = pytest.mark.audit

PAPERS = 12


WORDS = (
    "oak pine maple willow birch cedar elm ash beech larch spruce fir yew alder hazel holly lime plum rowan fig".split()
)


def dump(first: int, count: int = PAPERS) -> str:
    return "".join(
        f"Title: How {word} trees learn from {other} forests\n"
        f"Abstract: We study how the {word} grows where {other} grew in year {number}, and learn about its wood.\n\n"
        for number, (word, other) in enumerate(zip(WORDS, (*WORDS[7:], *WORDS[:7]), strict=True))
        if first <= number < first + count
    )


@pytest.fixture(scope="module")
def built(project, tmp_path_factory) -> Path:
    """A small project that was built once."""
    folder = copy_project(project.root, tmp_path_factory.mktemp("reuse") / "project")
    shutil.rmtree(folder / "dumps")
    (folder / "dumps").mkdir()
    (folder / "dumps" / "one.txt").write_text(dump(0), "utf-8")
    (folder / "dumps" / "two.txt").write_text(dump(8), "utf-8")
    assert "pages 0 of" in build(folder)
    return folder


def build(folder: Path, *options: str, **environment: str) -> str:
    done = run("generator", "build", *options, cwd=folder, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def site(folder: Path) -> dict[str, bytes]:
    files = (path for path in (folder / "site").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def edited(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), "utf-8")

    return edit


def added(folder: Path) -> None:
    (folder / "dumps" / "three.txt").write_text(dump(18), "utf-8")


def broken(folder: Path) -> None:
    for pack in (folder / ".cache").rglob("*.pack"):
        pack.write_bytes(pack.read_bytes()[:-3])


CHANGES: dict[str, Callable[[Path], None]] = {
    "nothing": lambda _: None,
    "a word": edited("dumps/one.txt", "in year 3,", "in the year 3,"),
    "another dump": added,
    "dumps.yml": lambda folder: (folder / "dumps/dumps.yml").write_text(
        "dumps:\n  - file: one.txt\n    title: First\n"
    ),
    "themes.yml": edited("themes.yml", "name: ", "name: New "),
    "a template": edited("generator/pages/templates/paper.md.j2", "<h2>Abstract</h2>", "<h2>In short</h2>"),
    "code": edited("generator/pages/catalogue.py", "RELATED = 5", "RELATED = 2"),
    "an override": edited("overrides/partials/footer.html", "Abstracts belong", "All abstracts belong"),
    "a setting": edited("mkdocs.yml", "site_name: Papershelf", "site_name: Shelf of papers"),
    "a style sheet": edited("docs/assets/stylesheets/papershelf.css", "{", "{color:red;"),
    "a broken cache": broken,
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_reused_is_what_would_be_made(built: Path, tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "project"))
    CHANGES[name](folder)
    said = build(folder)
    shown = site(folder)
    if name in {"nothing", "a word", "another dump"}:
        assert "pages 0 of" not in said
    assert ("is cut or was changed" in said) == (name == "a broken cache")
    assert "reused from" not in build(folder, "--no-cache")
    plain = site(folder)
    assert shown.keys() == plain.keys()
    assert [path for path in plain if shown[path] != plain[path]] == []


def test_an_address_and_a_deleted_cache_change_nothing_else(built: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "project"))
    build(folder, SITE_URL="https://a.example/b/")
    with_address = site(folder)
    shutil.rmtree(folder / ".cache")
    build(folder, SITE_URL="https://a.example/b/")
    assert site(folder) == with_address
    page = with_address["site/papers/how-willow-trees-learn-from-spruce-forests/index.html"]
    assert b"https://a.example/b/papers/how-willow-trees-learn-from-spruce-forests/" in page
