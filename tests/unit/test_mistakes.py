"""A mistake in a template, a page or a setting is a sentence with its file and line; one of ours is not."""

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from mkdocs.exceptions import Abort, ConfigurationError

from generator.content import Site, files
from generator.errors import PapershelfError
from generator.model import Library
from generator.site.mistakes import told

TEMPLATES = "overrides"
EMPTY = Library(dumps=(), papers=(), themes=(), placements=(), related=())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("docs", TEMPLATES):
        (tmp_path / folder).mkdir()
    return tmp_path


def rendered(project: Path, content: bytes) -> str:
    """Render a template that is included by another one, and return what is said."""
    (project / TEMPLATES / "page.html").write_text('\n{% include "part.html" %}', "utf-8")
    (project / TEMPLATES / "part.html").write_bytes(content)
    environment = Environment(loader=FileSystemLoader(project / TEMPLATES), undefined=StrictUndefined)
    with pytest.raises(PapershelfError) as caught, told(project):
        environment.get_template("page.html").render()
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\n\n{{ nope( }}", "overrides/part.html:3: unexpected '}', expected ')'; mend the template"),
        (b"\n{{ nothing }}", "overrides/part.html:2: 'nothing' is undefined; mend the template"),
        (b"{% include 'no.html' %}", "overrides/part.html:1: there is no template 'no.html'; mend the template"),
        (b"\n\ncaf\xe9", "overrides/part.html:3: not UTF-8 (byte 0xe9); save the file as UTF-8"),
    ],
)
def test_a_mistake_in_a_template_names_its_line(project: Path, content: bytes, said: str) -> None:
    assert rendered(project, content) == said


@pytest.mark.parametrize("error", [ConfigurationError("no such key"), Abort("no such key")])
def test_what_mkdocs_refuses_is_said_as_it_says_it(project: Path, error: Exception) -> None:
    with pytest.raises(PapershelfError, match="MkDocs could not build the site: no such key"), told(project):
        raise error


def test_what_is_not_utf8_and_nowhere_in_the_project_is_told_all_the_same(project: Path) -> None:
    with pytest.raises(PapershelfError, match="a page or a template:1: not UTF-8"), told(project):
        b"\xe9".decode()


def test_a_mistake_of_ours_is_told_in_full(project: Path) -> None:
    with pytest.raises(KeyError), told(project):
        raise KeyError("a mistake of ours")


@pytest.mark.parametrize("url", ["", "https://a.example/"])
def test_a_page_that_is_not_utf8_is_named_with_its_line(project: Path, url: str) -> None:
    (project / "docs/odd.md").write_bytes(b"# Caf\xc3\xa9\n\nCaf\xe9\n")
    with pytest.raises(PapershelfError, match=r"^docs/odd.md:3: not UTF-8 \(byte 0xe9\); save the file as UTF-8$"):
        list(files(EMPTY, project / "docs", Site("A site", url)))
