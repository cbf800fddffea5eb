"""What the fields of a structured record identify: an arXiv identifier without its version, a DOI, or an address.

Identifiers unite records without looking at their texts, so only a field that names the record itself is asked, and
only a value that is nothing but an identifier or its address counts: an abstract that mentions another paper says
nothing here. A DOI is written in small letters, because its case means nothing; the DOI that arXiv registers for a
preprint is that preprint's arXiv identifier.
"""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from generator.readers.values import texts

_NUMBER = r"(?:\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})"
"""Of a month that there is."""
_HOSTS = r"(?:[a-z]+\.)?ar[x5]iv\.org/(?:abs|pdf|html|format|ps|e-print)/|huggingface\.co/papers/|alphaxiv\.org/abs/"
_ARXIV = re.compile(
    rf"(?:(?:https?://)?(?:www\.)?(?:{_HOSTS})|(?:oai:)?arxiv(?:\.org)?:\s*|(?:https?://)?(?:dx\.)?(?:doi\.org/)?"
    rf"(?:doi:\s*)?10\.48550/arxiv\.)({_NUMBER})(?:v\d+)?(?:\.pdf)?/?(?:[?#]\S*)?(?:\s*\[[\w.-]+\])?",
    re.IGNORECASE,
)
_BARE = re.compile(rf"({_NUMBER})(?:v\d+)?(?:\s*\[[\w.-]+\])?", re.IGNORECASE)
_IN_VENUE = re.compile(
    rf"(?:arxiv\b[\w\s]*:?\s*(?:abs/|arxiv:)?\s*|abs/)({_NUMBER})(?:v\d+)?(?:\s*\[[\w.-]+\])?", re.IGNORECASE
)
_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|(?:info:)?doi[:/]?\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"https?://[\w.-]+/doi/(?:(?:abs|full|pdf|epdf|book)/)?(10\.\d{4,9}/[^\s?#]+)(?:[?#]\S*)?", re.IGNORECASE
)
"""How publishers' own addresses name the DOI."""
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
LONGEST = 500
"""Characters of a value that can be an identifier."""


def arxiv(text: str, *, bare: bool = False) -> str | None:
    """Return the arXiv identifier that a value is or leads to; ``bare``: the field says that it is one of arXiv."""
    text = text.strip()[:LONGEST]
    match = _ARXIV.fullmatch(text) or (_BARE.fullmatch(text) if bare else None)
    return _written(match[1]) if match else None


def arxiv_of_venue(text: str) -> str | None:
    """Return the arXiv identifier of a journal ``arXiv preprint arXiv:2401.01234`` or of CoRR's volume ``abs/…``."""
    match = _IN_VENUE.fullmatch(" ".join(text[:LONGEST].split()))
    return _written(match[1]) if match else None


def _written(number: str) -> str:
    """Return an identifier as arXiv writes it: in small letters, without the subject (``math.AG/0601001``)."""
    return re.sub(r"\.[a-z]{2}/", "/", number.lower())


def doi(text: str) -> str | None:
    """Return the DOI that a value is or leads to, in small letters."""
    text = unquote(text.strip()[:LONGEST])
    match = _DOI.fullmatch(text) or _PUBLISHED.fullmatch(text)
    return match[1].lower().rstrip(".,;") if match else None


def identified(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of scheme and value that the values of a record's own fields name, sorted."""
    found: set[tuple[str, str]] = set()
    for value in values:
        if number := arxiv(value):
            found.add(("arxiv", number))
        elif name := doi(value):
            found.add(("doi", name))
    return tuple(sorted(found))


def others(values: Iterable[str]) -> tuple[str, ...]:
    r"""Return the addresses in values that are no identifiers, raw, each once, in their order; ``\url{}`` is cut."""
    rest = (value for value in values if not (arxiv(value) or doi(value)))
    found = (match[0].rstrip("}.,;") for value in rest for match in _ADDRESS.finditer(value))
    return tuple(dict.fromkeys(found))


def pairs(
    arxivs: Iterable[object], dois: Iterable[object], pages: Iterable[object] = ()
) -> tuple[tuple[str, str], ...]:
    """Return the first identifier of each scheme in fields of any shape: for arXiv's, for DOIs, and for addresses."""
    doi_texts, page_texts = ([text for value in values for text in texts(value)] for values in (dois, pages))
    every = (*(text for value in arxivs for text in texts(value)), *page_texts, *doi_texts)
    number = next((found for text in every if (found := arxiv(text, bare=True))), None)
    names = (doi(text) for text in (*doi_texts, *page_texts) if not arxiv(text))
    name = next((found for found in names if found), None)
    return tuple((scheme, value) for scheme, value in (("arxiv", number), ("doi", name)) if value)
