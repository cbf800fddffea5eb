"""RIS, the format that EndNote, Zotero and Mendeley all read; written by rispy, plain text, one line a value."""

from collections.abc import Iterable

import rispy

from generator.outputs.citations.item import Citation
from generator.outputs.wording import one_line


def ris(citations: Iterable[Citation]) -> str:
    """Return citations as a RIS file; empty for none."""
    records = [_record(citation) for citation in citations]
    return str(rispy.dumps(records, implementation=_Writer)) if records else ""


class _Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
    """Writes records without the number that rispy sets before each, which is no part of the format."""

    def set_header(self, count: int) -> str:  # noqa: ARG002 - rispy calls it so
        return ""


def _record(citation: Citation) -> dict[str, object]:
    values: dict[str, object] = {
        "type_of_reference": "GEN",
        "title": one_line(citation.title),
        "authors": [name.inverted for name in citation.authors],
        "year": str(citation.year or ""),
        "secondary_title": one_line(citation.venue),
        "doi": citation.doi,
        "accession_number": f"arXiv:{citation.arxiv}" if citation.arxiv else "",
        "urls": [citation.url] if citation.url else [],
        "notes": [citation.note],
        "id": citation.key,
    }
    return {key: value for key, value in values.items() if value}
