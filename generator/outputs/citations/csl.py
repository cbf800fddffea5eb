"""CSL-JSON, what Pandoc, Zotero and citation processors read; plain Unicode text."""

from collections.abc import Iterable
from typing import Any

from generator.outputs import encode
from generator.outputs.citations.item import Citation, Name
from generator.outputs.wording import one_line


def csl(citations: Iterable[Citation]) -> bytes:
    """Return citations as a JSON array of CSL items."""
    return encode.array(map(item, citations))


def item(citation: Citation) -> bytes:
    """Return the item of one paper, as it stands in a file."""
    return encode.element(_item(citation))


def _item(citation: Citation) -> dict[str, Any]:
    values = {
        "id": citation.key,
        "type": "article",
        "title": one_line(citation.title),
        "author": [_name(name) for name in citation.authors],
        "issued": {"date-parts": [[citation.year]]} if citation.year else None,
        "container-title": one_line(citation.venue),
        "DOI": citation.doi,
        "number": f"arXiv:{citation.arxiv}" if citation.arxiv else "",
        "URL": citation.url,
        "note": citation.note,
    }
    return {key: value for key, value in values.items() if value}


def _name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.inverted}
    values = {"family": name.family, "given": name.given, "non-dropping-particle": name.particle, "suffix": name.suffix}
    return {key: value for key, value in values.items() if value}
