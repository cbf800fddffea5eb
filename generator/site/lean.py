"""What a reader's browser is sent of our own scripts and style sheets: no comments, and no layout of the source.

Comments are for who reads the repository, and they are a third of what would be sent. Only what cannot be anything else
is taken away: comments that have their lines for themselves, indentation, and in a style sheet the spaces around its
signs. Nothing is renamed or rewritten, so that a line in a browser's console is a line of the source; a minifier would
save a tenth more and be a second language in the build.
"""

import re
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Final

_LICENCE: Final = r"(?!/\*!)"
_COMMENT: Final = re.compile(rf"^[ \t]*(?://[^\n]*|{_LICENCE}/\*(?:(?!\*/).)*\*/[ \t]*)$", re.MULTILINE | re.DOTALL)
_MARGIN: Final = re.compile(r"^[ \t]+|[ \t]+$|\n(?=\s*\n)", re.MULTILINE)
_SHEET: Final = re.compile(
    rf"(?P<kept>\"[^\"\n]*\"|'[^'\n]*')|{_LICENCE}/\*(?:(?!\*/).)*\*/|\s*(?P<sign>[{{}};])\s*|(?P<before>[:,])\s+|\s+",
    re.DOTALL,
)


def lean_script(text: str) -> str:
    """Return a script without its comments and indentation; text between backticks must stand on one line."""
    return _MARGIN.sub("", _COMMENT.sub("", text)).lstrip("\n")


def lean_sheet(text: str) -> str:
    """Return a style sheet without its comments and layout."""

    def shorter(found: re.Match[str]) -> str:
        return found["kept"] or found["sign"] or found["before"] or (" " if found[0].isspace() else "")

    return _SHEET.sub(shorter, text).replace(";}", "}").strip()


LEAN: Final[dict[str, Callable[[str], str]]] = {".js": lean_script, ".css": lean_sheet}


def sent(name: str, content: bytes) -> bytes:
    """Return what a browser is sent of one of our files; of one that is not UTF-8, the same bytes."""
    lean = LEAN.get(PurePath(name).suffix)
    try:
        return lean(content.decode("utf-8").replace("\r\n", "\n")).encode("utf-8") if lean else content
    except UnicodeDecodeError:
        return content


def make_lean(docs: Path, site: Path) -> None:
    """Take out of a built site what nobody runs: of the scripts and style sheets in ``assets`` that ``docs`` has.

    They are looked for in ``assets`` and in each folder that is called so with a hash behind it.
    """
    for source in sorted(path for path in (docs / "assets").rglob("*") if path.suffix in LEAN):
        content = sent(source.name, source.read_bytes())
        for folder in site.glob("assets*"):
            built = folder / source.relative_to(docs / "assets")
            if built.is_file():
                built.write_bytes(content)
