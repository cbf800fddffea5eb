"""What lies in a folder of dumps: which entries are dumps, and what is to be told of the others.

Hidden files, ``dumps.yml`` and ``README.md`` are nobody's surprise. Everything else that is not read is named in a
finding, since a dump that is passed over in silence is missed by nobody. A file that ``dumps.yml`` names is a dump,
whatever it is called.
"""

import re
from collections.abc import Collection
from pathlib import Path

from generator.findings import finding
from generator.model import Finding, Place

REGISTRY = "dumps.yml"
NOT_DUMPS = frozenset({REGISTRY, "README.md"})
_LEFTOVER = re.compile(r".*(?:~|\.(?:bak|old|orig|rej|sw[a-p]|tmp|temp|part|crdownload))|#.*#", re.IGNORECASE)
"""Backups and swap files of editors, and what a merge or a download that was broken off leaves."""


def contents(folder: Path, named: Collection[str]) -> tuple[dict[str, Path], tuple[Finding, ...]]:
    """Return the dumps of a folder by their names, in the order of the names, and findings about what else is there."""
    dumps: dict[str, Path] = {}
    findings: list[Finding] = []
    for path in sorted(folder.iterdir()):
        name = path.name
        if name in NOT_DUMPS or (name.startswith(".") and name not in named):
            continue
        place = Place(f"{folder.name}/{name}" if folder.name else name)
        if not path.is_file():
            findings.append(finding("PS010", place, _what(path)))
        elif _LEFTOVER.fullmatch(name) and name not in named:
            findings.append(finding("PS011", place, f"{name} is not read"))
        else:
            dumps[name] = path
    return dumps, tuple(findings)


def is_leftover(name: str) -> bool:
    """Tell whether a name is one that editors, merges and downloads give to what they leave behind."""
    return _LEFTOVER.fullmatch(name) is not None


def _what(path: Path) -> str:
    if path.is_dir():
        return "a folder in the folder of the dumps; what it holds is not read"
    return "a link that leads nowhere" if path.is_symlink() else "neither a file nor a link to one"
