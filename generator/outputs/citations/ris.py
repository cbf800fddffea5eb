"""RIS, the format that EndNote, Zotero and Mendeley all read: plain text, one line a value.

Written as rispy writes it, which takes five times as long, once a paper for all files that it stands in.
"""

from collections.abc import Iterable, Iterator

from generator.outputs.citations.item import Citation
from generator.outputs.wording import one_line


def ris(citations: Iterable[Citation]) -> str:
    """Return citations as a RIS file; empty for none."""
    return "\n".join(map(record, citations))


def record(citation: Citation) -> str:
    """Return the record of one paper, its last line ended."""
    return "".join(f"{tag}  - {value}\n" for tag, value in _lines(citation))


def _lines(citation: Citation) -> Iterator[tuple[str, str]]:
    """Yield the tags and the values of a record."""
    yield "TY", "GEN"
    values = {
        "TI": one_line(citation.title),
        "AU": [name.inverted for name in citation.authors],
        "PY": str(citation.year or ""),
        "T2": one_line(citation.venue),
        "DO": citation.doi,
        "AN": f"arXiv:{citation.arxiv}" if citation.arxiv else "",
        "UR": citation.url,
        "N1": citation.note,
        "ID": citation.key,
    }
    for tag, value in values.items():
        yield from ((tag, each) for each in ([value] if isinstance(value, str) else value) if each)
    yield "ER", ""
