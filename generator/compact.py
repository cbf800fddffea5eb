"""Whether a library is published in the compact way: with less a paper, so that a large one fits its host.

The setting is ``extra: {compact: …}`` in ``mkdocs.yml``: ``auto``, ``true`` or ``false``. What compact means is decided
where things are made (``generator.outputs``, ``generator.pages``); here is decided when. A compact site has every paper
on a page of its own, at the same address, with all that is known of it; it repeats less.
"""

from collections.abc import Mapping
from typing import Final, Literal, TypeGuard

from generator.errors import ConfigurationError

Setting = bool | Literal["auto"]
FROM: Final = 45_000
"""Papers from which on ``auto`` is compact. Written in full, a paper takes 18.4 kB of a site, and 19.9 kB where the
site has an address and a repository: 1,000 MB, what GitHub Pages takes, are full with 50,000; abstracts may be long."""
KEY: Final = "compact"


def setting(extra: object) -> Setting:
    """Return what the ``extra`` of ``mkdocs.yml`` says; raise ConfigurationError for what is no such setting."""
    value = extra.get(KEY, "auto") if isinstance(extra, Mapping) else "auto"
    if not _known(value):
        raise ConfigurationError(f"mkdocs.yml: extra: {KEY}: {value!r} is no such setting; write auto, true or false")
    return value


def _known(value: object) -> TypeGuard[Setting]:
    return isinstance(value, bool) or value == "auto"


def chosen(said: Setting, papers: int) -> bool:
    """Tell whether a library of so many papers is published in the compact way."""
    return papers >= FROM if said == "auto" else said
