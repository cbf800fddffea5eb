"""Recognise the address of a paper: which identifier it holds, and whether that is the paper's own.

A DOI is not always a paper's: archives of data and software give them too, and their prefixes say so.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from generator.model import LinkKind

_ADDRESSES = (
    (
        "arxiv",
        re.compile(
            r"(?:arxiv|alphaxiv|ar5iv)\.org/(?:abs|pdf|html|ps|format)/"
            r"([a-z-]+(?:\.[a-z-]+)?/\d{7}|\d{4}\.\d{4,5})"
        ),
    ),
    ("arxiv", re.compile(r"(?:huggingface\.co|hf\.co)/papers/(\d{4}\.\d{4,5})")),
    ("doi", re.compile(r"(?:dx\.)?doi\.org/(10\.\d{4,9}/\S+)")),
    ("openreview", re.compile(r"openreview\.net/(?:forum|pdf)\?id=([\w-]+)")),
)  # fmt: skip
_VERSION = re.compile(r"v\d+$")
_ARXIV_DOI = "10.48550/arxiv."
_SUBJECT = re.compile(r"\.[a-z-]+/", re.IGNORECASE)
_PREFIXES: dict[str, LinkKind] = {
    "10.5281": "data", "10.6084": "data", "10.17632": "data", "10.7910": "data", "10.5061": "data", "10.21227": "data",
    "10.57967": "data", "10.34740": "data", "10.13026": "data", "10.25452": "data", "10.18150": "data",
    "10.24433": "code",
}  # fmt: skip


@lru_cache(maxsize=16)  # whoever makes a link of an address asks several times
def identifier(address: str) -> tuple[str, str] | None:
    """Return the scheme (``arxiv``, ``doi``, ``openreview``) and the value that an address leads to, lower-cased.

    arXiv's come without version and subject (``math.AG/…``), an arXiv DOI as the arXiv identifier that it is.
    OpenReview's keep their case.
    """
    named = re.sub(r"^https?://(?:www\.|export\.|m\.)?", "", address)
    for scheme, pattern in _ADDRESSES:
        found = pattern.match(named if scheme == "openreview" else named.lower())
        if found:
            value = bare(scheme, found[1].rstrip("./"))
            arxiv = scheme == "doi" and value.startswith(_ARXIV_DOI)
            return ("arxiv", value.removeprefix(_ARXIV_DOI)) if arxiv else (scheme, value)
    return None


def deposited(address: str) -> LinkKind | None:
    """Return what an archive's DOI stands for, None for the DOI of a publication and for other addresses."""
    found = identifier(address)
    return _PREFIXES.get(found[1].partition("/")[0]) if found and found[0] == "doi" else None


def leads_to(address: str, own: Iterable[tuple[str, str]]) -> bool:
    """Tell whether an address is the paper's own, by the identifiers that its record has."""
    found = identifier(address)
    if found is None:
        return False
    known = {
        (scheme.lower(), value.strip() if scheme == "openreview" else value.strip().lower()) for scheme, value in own
    }
    known |= {(scheme, bare(scheme, value)) for scheme, value in known}
    known |= {
        ("arxiv", value.removeprefix(_ARXIV_DOI))
        for scheme, value in known
        if scheme == "doi" and value.startswith(_ARXIV_DOI)
    }
    return found in known


def bare(scheme: str, value: str) -> str:
    """Return an identifier for the paper alone: an arXiv id without version and subject, any other as it is."""
    return _SUBJECT.sub("/", _VERSION.sub("", value)) if scheme == "arxiv" else value
