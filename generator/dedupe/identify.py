"""What identifiers say: of two records with one of the same scheme, whether they name one paper.

An arXiv identifier counts without version and in lower case, with or without its address or subject class; a DOI in
lower case; an arXiv DOI is the arXiv identifier in it. arXiv speaks before DOI, because a preprint and its journal
article have two DOIs, and a book's DOI stands at all of its chapters. Refuses to say whether the identifiers are right:
``generator.dedupe.match`` believes them only as far as the texts allow.
"""

import re
from collections.abc import Iterable
from typing import Literal

Identifiers = tuple[tuple[str, str], ...]
Claim = Literal["same", "different", "open"]

SCHEMES = ("arxiv", "doi")
"""Which speak first; other schemes follow, in alphabetical order."""

_ARXIV_DOI = "10.48550/arxiv."
_ARXIV_ADDRESS = re.compile(r"^(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|^arxiv:\s*")
_ARXIV_VERSION = re.compile(r"v\d+$")
_SUBJECT_CLASS = re.compile(r"^([a-z-]+)\.[a-z-]+/(?=\d{7}$)")
_DOI_ADDRESS = re.compile(r"^(?:https?://)?(?:dx\.)?doi\.org/|^doi:\s*")


def canonical(scheme: str, value: str) -> tuple[str, str]:
    """Return an identifier in the one form in which two of one paper are equal."""
    known, text = scheme.strip().lower(), value.strip().lower()
    if known == "doi":
        text = _DOI_ADDRESS.sub("", text).rstrip(".,;")
        if text.startswith(_ARXIV_DOI):
            known, text = "arxiv", text.removeprefix(_ARXIV_DOI)
    if known == "arxiv":
        text = _ARXIV_VERSION.sub("", _ARXIV_ADDRESS.sub("", text).removesuffix(".pdf"))
        text = _SUBJECT_CLASS.sub(r"\1/", text)
    return known, text


def identifiers(pairs: Iterable[tuple[str, str]]) -> Identifiers:
    """Return the canonical identifiers of a record, sorted, each once, none of them empty."""
    return tuple(sorted({pair for pair in (canonical(*each) for each in pairs) if pair[1]}))


def claim(a: Identifiers, b: Identifiers) -> Claim:
    """Return what two records' identifiers say: the first scheme that both have decides."""
    if not a or not b:
        return "open"
    here, there = {scheme for scheme, _ in a}, {scheme for scheme, _ in b}
    shared = sorted(here & there, key=lambda scheme: (scheme not in SCHEMES, scheme))
    if not shared:
        return "open"
    return "same" if _of(a, shared[0]) & _of(b, shared[0]) else "different"


def _of(pairs: Identifiers, scheme: str) -> set[str]:
    return {value for known, value in pairs if known == scheme}
