"""A template of the shell is compiled once, until its text changes."""

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from generator.site import compiled


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    plain = Environment.compile

    def compile_(self: Environment, source: str, *args: object, **told: object) -> object:
        found.append(source)
        return plain(self, source, *args, **told)

    monkeypatch.setattr(Environment, "compile", compile_)
    return found


def shown(folder: Path) -> str:
    """Render a template as a build does: with an environment of its own."""
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True)
    compiled.reuse(environment)
    return environment.get_template("a.html").render()


def test_a_template_is_compiled_once_until_it_changes(tmp_path: Path, compilations: list[str]) -> None:
    for text in ("one", "two", "one"):
        (tmp_path / "a.html").write_text(text, "utf-8")
        assert [shown(tmp_path), shown(tmp_path)] == [text, text]
    assert compilations == ["one", "two", "one"]


def test_templates_of_one_name_in_two_folders_are_two(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.html").write_text(name, "utf-8")
    assert [shown(tmp_path / name) for name in ("a", "b", "a")] == ["a", "b", "a"]
