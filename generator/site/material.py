"""What the overrides load of Material, for an engine that doesn't bring it: its script and style sheet, as they are.

The shell (``overrides/main.html``) names them with the hashes of the pinned version. Zensical, Material's successor,
has other ones under other names.
"""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from generator.errors import ConfigurationError

_NAMED = re.compile(r"assets/[\w/]+\.[0-9a-f]{8}\.min\.(?:css|js)")


def files(overrides: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each of Material's files that the shell names, none without a shell: path in the docs folder, bytes.

    Raises ConfigurationError where Material is not installed.
    """
    shell = overrides / "main.html"
    if not shell.is_file():
        return
    spec = find_spec("material")
    if spec is None or spec.origin is None:
        raise ConfigurationError("Material for MkDocs is not installed, and the pages need two of its files")
    folder = Path(spec.origin).parent / "templates"
    for name in dict.fromkeys(_NAMED.findall(shell.read_text("utf-8"))):
        yield name, (folder / name).read_bytes()
