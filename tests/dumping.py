"""Small dumps, and short words on what came of reading them: shared by the tests of reading."""

from pathlib import Path

from generator.dumps import ReadDumps, read_folder
from generator.model import Finding

HEADER = "new\n\nSubscribe\n\nDaily Papers\n\nMar 14\n\n"
PAPER = "Sorting Toy Bricks\n\nToy bricks come in many colours. We let two arms sort them.\n"
DUMP = HEADER + PAPER


def two_dumps(folder: Path) -> Path:
    """Write two dumps into a folder and return it."""
    (folder / "b.txt").write_text(DUMP, "utf-8")
    (folder / "a.txt").write_text(DUMP, "utf-8")
    return folder


def read(folder: Path, content: bytes | str) -> ReadDumps:
    """Write a dump into a folder and read that."""
    (folder / "toy.txt").write_bytes(content.encode() if isinstance(content, str) else content)
    return read_folder(folder)


def where(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Return codes and places."""
    return [(found.code, str(found.place)) for found in findings]


def told(folder: Path, yaml: str) -> ReadDumps:
    """Write a registry into a folder of dumps and read that."""
    (folder / "dumps.yml").write_text(yaml, "utf-8")
    return read_folder(folder)
