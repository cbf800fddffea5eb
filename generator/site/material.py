"""What the overrides load of Material, for an engine that doesn't bring it: its script and style sheet, as they are.

The shell (``overrides/main.html``) names them with the hashes of the pinned version. Zensical, Material's successor,
has other ones under other names.
"""

import re
from collections.abc import Iterator
from pathlib import Path

_NAMED = re.compile(r"assets/[\w/]+\.[0-9a-f]{8}\.min\.(?:css|js)")


def files(overrides: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each of Material's files that the shell names: its path relative to the docs folder, and its bytes."""
    import material  # noqa: PLC0415 - only for another engine

    folder = Path(material.__file__).parent / "templates"
    for name in dict.fromkeys(_NAMED.findall((overrides / "main.html").read_text("utf-8"))):
        yield name, (folder / name).read_bytes()
