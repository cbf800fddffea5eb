"""How many bytes a built site has, by what they are for: enough to see in a pull request what grew."""

from collections import Counter
from pathlib import Path

from generator.files import names

KINDS = ("pages", "search", "API", "feeds and citations", "assets", "rest")
_TAKEN_AWAY = frozenset({"feed.xml", "feed.json", "papers.bib", "papers.ris", "papers.csl.json"})


def sizes(site: Path) -> dict[str, int]:
    """Return the bytes of each of the ``KINDS`` in a folder; all are 0 where there is none."""
    found = Counter(dict.fromkeys(KINDS, 0))
    for name in names(site):
        found[kind_of(name)] += (site / name).stat().st_size
    return {kind: found[kind] for kind in KINDS}


def kind_of(name: str) -> str:
    """Return what a file, named relative to the site, is for."""
    folder, _, rest = name.partition("/")
    if name.endswith(".html"):
        return "pages"
    if name.rsplit("/", 1)[-1] in _TAKEN_AWAY:
        return "feeds and citations"
    return {"search": "search", "api": "API", "assets": "assets"}.get(folder if rest else "", "rest")
