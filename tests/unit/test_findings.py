"""The catalogue of findings and its page say the same, and nothing reports a code that isn't in it."""

import os
import re

import pytest

from generator.findings import CATALOGUE, FIXABLE, finding
from generator.model import Place, Severity

WRITE = os.environ.get("PAPERSHELF_GOLDEN") == "write"


def page(head: str) -> str:
    rows = [
        f"| {code} | {kind.severity} | {kind.name} | {kind.remedy} | {'yes' if code in FIXABLE else ''} |"
        for code, kind in sorted(CATALOGUE.items())
    ]
    return head + "\n".join(["| code | severity | what | remedy | `--fix` |", "|---|---|---|---|---|", *rows]) + "\n"


def test_the_page_lists_the_catalogue(project):
    """Renewed with PAPERSHELF_GOLDEN=write."""
    path = project.root / "docs" / "findings.md"
    text = path.read_text("utf-8")
    expected = page(text.split("| code |")[0])
    if WRITE:
        path.write_text(expected, "utf-8")
    assert path.read_text("utf-8") == expected


def test_every_code_in_the_source_is_in_the_catalogue_and_the_other_way_round(project):
    used = set()
    for path in (project.root / "generator").rglob("*.py"):
        if path.name != "findings.py":
            used |= set(re.findall(r"\"(PS\d{3})\"", path.read_text("utf-8")))
    assert used == set(CATALOGUE)


def test_a_finding_takes_severity_and_remedy_from_the_catalogue():
    found = finding("PS101", Place("a.txt", 3), "a title without an abstract")
    assert (found.severity, found.remedy) == (Severity.WARNING, CATALOGUE["PS101"].remedy)
    assert str(found.place) == "a.txt:3"


def test_an_unknown_code_is_a_mistake_of_the_programmer():
    with pytest.raises(KeyError):
        finding("PS999", Place("a.txt"), "nothing")
