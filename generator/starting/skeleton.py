"""What a library of one's own is made of: the files that go along as they are, and those that are written for it.

Taken from the clone that this generator runs in. An installed wheel has the generator alone and could carry the rest,
but hatchling would then copy it into every editable installation, too. Refuses to take along what belongs to this
repository's own library or tests nothing but it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jinja2

import generator
from generator.errors import PapershelfError
from generator.starting import colours

PACKAGE = Path(generator.__file__).parent
PARTS = (
    ".editorconfig",
    ".gitattributes",
    ".github",
    ".gitignore",
    "LICENSE",
    "SECURITY.md",
    "docs",
    "mkdocs.yml",
    "overrides",
    "pyproject.toml",
    "requirements.txt",
    "tools/comment.py",
    "tools/setup.py",
)
"""Files and folders beside the generator; what a folder lacks is left out, but for the configuration."""
LEFT_OUT = ("docs/assets/screenshots/", ".github/workflows/test.yml", ".github/workflows/audit.yml")
"""Pictures of the library here; workflows that run the tests, which are about the dumps here."""
_REMAINS = frozenset({"__pycache__", ".DS_Store"})
SHEET = "assets/stylesheets/own.css"
ABOUT = "Papershelf turns dumps of paper listings into a library"


@dataclass(frozen=True, slots=True)
class Look:
    """What a site is called, and its colour: None for the one that Papershelf has."""

    name: str
    accent: str | None = None


def files(look: Look) -> Iterator[tuple[str, bytes]]:
    """Yield each file of a new library but its dumps: path and bytes; raise PapershelfError for no colour."""
    for name, path in _taken():
        yield name, _changed(name, path.read_bytes(), look)
    told = {"name": look.name, "accent": look.accent, "version": generator.__version__}
    yield "README.md", _rendered("README.md", **told)
    yield "Makefile", _rendered("Makefile")
    if look.accent:
        colour = colours.parse(look.accent)
        told = {"asked": "#{:02x}{:02x}{:02x}".format(*colour)}
        sheet = _rendered("own.css", light=colours.light(colour), dark=colours.dark(colour), **told)
        yield f"docs/{SHEET}", sheet


def _taken() -> Iterator[tuple[str, Path]]:
    root = PACKAGE.parent
    if not all((root / part).exists() for part in ("mkdocs.yml", "overrides", "docs")):
        raise PapershelfError("this installation lacks the files of a site: run papershelf init from a clone")
    for part in PARTS:
        for path in _within(root / part):
            name = path.relative_to(root).as_posix()
            if not name.startswith(LEFT_OUT):
                yield name, path
    for path in _within(PACKAGE):
        yield f"generator/{path.relative_to(PACKAGE).as_posix()}", path


def _within(path: Path) -> Iterator[Path]:
    """Yield a file, or the files of a folder in their order, without what tools leave there."""
    if path.is_file():
        yield path
    for each in sorted(path.iterdir()) if path.is_dir() else ():
        if each.name not in _REMAINS and not each.is_symlink():
            yield from _within(each)


def _changed(name: str, content: bytes, look: Look) -> bytes:
    """Return a file as the new library has it: three files name the site or its colours."""
    if name == "mkdocs.yml":
        return _configured(content.decode(), look).encode()
    if name == "docs/about.md":
        told = f"{_plain(look.name)} is made with Papershelf, which turns dumps of paper listings into a library"
        return content.decode().replace(ABOUT, told, 1).encode()
    if name == "docs/assets/images/favicon.svg" and look.accent:
        accent = colours.parse(look.accent)
        pairs = (("#0d6349", colours.light(accent).lamp), ("#7bd0ac", colours.dark(accent).lamp))
        for ours, theirs in pairs:
            content = content.replace(ours.encode(), theirs.encode())
    return content


def _configured(text: str, look: Look) -> str:
    name = json.dumps(look.name, ensure_ascii=False)  # a YAML string in any case
    text = re.sub(r"(?m)^site_name: .*$", lambda _: f"site_name: {name}", text, count=1)
    if look.accent and f"  - {SHEET}\n" not in text:  # a library that was made so itself has it
        text = re.sub(r"(?m)^(extra_css:\n(?:  - .*\n)+)", rf"\g<1>  - {SHEET}\n", text, count=1)
    return text


def _plain(name: str) -> str:
    """Return a name as Markdown shows it letter by letter."""
    return re.sub(r"([^\w\s])", r"\\\1", name)


def _rendered(template: str, /, **values: object) -> bytes:
    templates = jinja2.Environment(
        loader=jinja2.PackageLoader("generator.starting"),
        autoescape=False,  # noqa: S701 - Makefile, Markdown and CSS: no HTML comes of what is typed
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    return templates.get_template(f"{template}.j2").render(values).encode()
