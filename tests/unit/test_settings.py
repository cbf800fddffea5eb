"""docs/maintaining.md names every variable that the site, its commands and its workflows are told something by."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "maintaining.md").read_text("utf-8")


def variables() -> set[str]:
    """The names that the generator, the configuration and the workflows read."""
    source = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "generator").rglob("*.py")))
    workflows = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / ".github").rglob("*.yml")))
    return {
        *re.findall(r'"(PAPERSHELF_[A-Z]+(?:_[A-Z]+)*)"', source),
        *re.findall(r"!ENV \[?([A-Z_]+)", (ROOT / "mkdocs.yml").read_text("utf-8")),
        *re.findall(r"\bsecrets\.([A-Z_]+)", workflows),
    } - {"GITHUB_TOKEN"}


@pytest.mark.parametrize("name", sorted(variables()))
def test_every_variable_is_told_in_the_guide(name: str) -> None:
    assert f"`{name}`" in GUIDE


def test_the_guide_names_no_variable_that_nothing_reads() -> None:
    assert set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)`", GUIDE)) <= variables()
