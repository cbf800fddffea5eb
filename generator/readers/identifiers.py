"""Identifiers in the fields of a record: arXiv's without version, DOIs in small letters.

A number alone is one of arXiv's only where it has its form and a month that there is; a DOI that arXiv gave to a
preprint is that preprint's identifier.
"""

import re
from collections.abc import Iterable

from generator.readers.values import texts

_NUMBER = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
_OLD = r"[a-z][a-z-]{1,15}(?:\.[A-Z]{2})?/\d{7}"
_ARXIV_PLACE = re.compile(
    rf"(?:arxiv\.org/(?:abs|pdf|html|format)/|ar[5x]iv\.org/(?:abs|html)/|alphaxiv\.org/abs/|arxiv[:. ]\s*"
    rf"|huggingface\.co/papers/)({_NUMBER}|{_OLD})(?!\d)",
    re.IGNORECASE,
)
_ARXIV_ALONE = re.compile(rf"\s*({_NUMBER}|{_OLD})(?:v\d+)?\s*")
_DOI = re.compile(r"(?<![\w.])10\.\d{4,9}/[^\s\"<>{}|\\^`]+")
_DOI_PLACE = re.compile(r"(?:doi\.org/|doi:\s*)(10\.\d{4,9}/[^\s\"<>{}|\\^`?#]+)", re.IGNORECASE)
LOOKED_AT = 500
"""Characters of a field in which an identifier is looked for."""


def arxiv(text: str) -> str:
    """Return the arXiv identifier that a text is or names as such, without version; else nothing."""
    found = _ARXIV_ALONE.fullmatch(text[:LOOKED_AT]) or _ARXIV_PLACE.search(text[:LOOKED_AT])
    return found[1] if found else ""


def doi(text: str) -> str:
    """Return the DOI in a text, in small letters, without what a sentence puts behind it; else nothing."""
    found = _DOI.search(text[:LOOKED_AT])
    return _trimmed(found[0]) if found else ""


def _trimmed(found: str) -> str:
    found = found.rstrip(".,;:'’”")
    while found.endswith((")", "]")) and found.count(found[-1]) > found.count({")": "(", "]": "["}[found[-1]]):
        found = found[:-1].rstrip(".,;:")
    return found.lower()


def pairs(
    arxivs: Iterable[object], dois: Iterable[object], pages: Iterable[object] = ()
) -> tuple[tuple[str, str], ...]:
    """Return the identifiers in fields for arXiv's, for DOIs, and in addresses and keys of the paper, sorted."""
    page_texts = [text for value in pages for text in texts(value)]
    doi_texts = [text for value in dois for text in texts(value)]
    all_arxiv = [*(text for value in arxivs for text in texts(value)), *page_texts, *doi_texts]
    number = next((found for text in all_arxiv if (found := arxiv(text))), "")
    named = (doi(text) for text in doi_texts)
    placed = (_trimmed(match[1]) for text in page_texts if (match := _DOI_PLACE.search(text[:LOOKED_AT])))
    given = next((found for found in (*named, *placed) if found and not found.startswith("10.48550/arxiv")), "")
    return tuple((scheme, value) for scheme, value in (("arxiv", number), ("doi", given)) if value)
