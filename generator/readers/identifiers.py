"""What the fields of a record identify: an arXiv identifier without its version, a DOI, or neither.

Identifiers unite records without looking at their texts, so precision goes first: only a field that names the record
itself is asked, and only a value that is nothing but an identifier or its address counts. ``see 2401.01234`` is none,
nor is the abstract that mentions another paper. Brackets and a full stop round the whole value change nothing.

Each identifier is written in one way: in small letters, because case means nothing in a DOI; without version and
subject (``math.AG/0601001v2`` is ``math/0601001``); and the DOI that arXiv registers is the arXiv identifier in it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from urllib.parse import unquote

from generator.readers.values import texts

_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga"
    "|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph"
    "|q-alg|q-bio|quant-ph|solv-int|supr-con"
)
"""All that arXiv had until April 2007; otherwise any ``items/0001234`` would be a paper."""
_MONTH = r"\d{2}(?:0[1-9]|1[0-2])"
_NUMBER = rf"({_MONTH}\.\d{{4,5}}|(?:{_ARCHIVES})(?:\.[a-z]{{2,5}}(?:-[a-z]{{2,5}})?)?/{_MONTH}\d{{3}})(?:v\d+)?"
_CLASS = r"(?:\s*\[[\w.-]+\])?"
_HOSTS = r"(?:[a-z]+\.)?ar[x5]iv\.org/(?:abs|pdf|html|format|ps|e-print)/|huggingface\.co/papers/|alphaxiv\.org/abs/"
_DOI_HOST = r"(?:https?://)?(?:(?:dx|www)\.)?doi\.org/"
_ARXIV = re.compile(
    rf"(?:(?:https?://)?(?:www\.)?(?:{_HOSTS})|(?:oai:)?arxiv(?:\.org)?:\s*|(?:{_DOI_HOST})?"
    rf"(?:doi:\s*)?10\.48550/arxiv\.){_NUMBER}(?:\.pdf)?/?(?:[?#]\S*)?{_CLASS}",
    re.IGNORECASE,
)
_BARE = re.compile(rf"{_NUMBER}{_CLASS}", re.IGNORECASE)
_IN_VENUE = re.compile(rf"(?:arxiv\b[\w\s]*:?\s*(?:abs/|arxiv:)?\s*|abs/){_NUMBER}{_CLASS}", re.IGNORECASE)
_SUBJECT = re.compile(r"\.[a-z-]+/")

_DOI = re.compile(r"(?:(?:info:)?doi[:/]?\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_DOI_ADDRESS = re.compile(rf"{_DOI_HOST}([^?#]+)(?:[?#]\S*)?", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"https?://[\w.-]+/doi/(?:(?:abs|full|pdf|epdf|book)/)?(10\.\d{4,9}/[^\s?#]+)(?:[?#]\S*)?", re.IGNORECASE
)
"""How publishers' own addresses name the DOI."""
_SAMPLE = re.compile(r"10\.\d+/(?:[nx.]+|1122445\.1122456)")
"""What templates of proceedings have in place of a DOI; it stands in papers that forgot it."""
_BRACKETS = {"(": ")", "[": "]", "<": ">", '"': '"', "'": "'"}

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
LONGEST = 500
"""Characters of a value that can be an identifier."""


def arxiv(text: str, *, bare: bool = False) -> str | None:
    """Return the arXiv identifier that a value is or leads to; ``bare``: a number alone is one in this field."""
    return _arxiv(_freed(text), bare)


@lru_cache(maxsize=16)  # more than one question about a record leads to the same ones
def _arxiv(text: str, bare: bool) -> str | None:
    match = _ARXIV.fullmatch(text) or (_BARE.fullmatch(text) if bare else None)
    return _written(match[1]) if match else None


def arxiv_of_venue(text: str) -> str | None:
    """Return the arXiv identifier of a journal ``arXiv preprint arXiv:2401.01234`` or of CoRR's volume ``abs/…``."""
    match = _IN_VENUE.fullmatch(" ".join(text[:LONGEST].split()))
    return _written(match[1]) if match else None


def doi(text: str) -> str | None:
    """Return the DOI that a value is or leads to, in small letters."""
    return _doi(_freed(text))


@lru_cache(maxsize=16)
def _doi(text: str) -> str | None:
    address = _DOI_ADDRESS.fullmatch(text)
    text = unquote(address[1] if address else text)
    match = _DOI.fullmatch(text) or _PUBLISHED.fullmatch(text)
    found = match[1].lower().rstrip(".,;") if match else ""
    return None if not found or found.endswith("/") or _SAMPLE.fullmatch(found) else found


def named(
    *,
    arxivs: Iterable[object] = (),
    pages: Iterable[object] = (),
    dois: Iterable[object] = (),
    venues: Iterable[str] = (),
    bare: bool = False,
) -> tuple[tuple[str, str], ...]:
    """Return the first identifier of each scheme in a record's own fields, as sorted pairs of scheme and value.

    The fields are of any shape. ``arxivs`` are arXiv's, where a number alone is one; ``pages`` hold addresses and keys
    of the record (with ``bare``, numbers of arXiv too), ``venues`` journals and volumes.
    """
    page_texts, doi_texts = _texts(pages), _texts(dois)
    numbers = chain(
        (arxiv(text, bare=True) for text in _texts(arxivs)),
        (arxiv(text, bare=bare) for text in page_texts),
        (arxiv(text) for text in doi_texts),
        map(arxiv_of_venue, venues),
    )
    names = (doi(text) for text in (*doi_texts, *page_texts) if not arxiv(text))
    found = (("arxiv", next(filter(None, numbers), None)), ("doi", next(filter(None, names), None)))
    return tuple((scheme, value) for scheme, value in found if value)


def identifies(text: str) -> bool:
    """Tell whether a value is an identifier or leads to one."""
    return bool(arxiv(text) or doi(text))


def others(values: Iterable[str]) -> tuple[str, ...]:
    r"""Return the addresses in values that are no identifiers, raw, each once, in their order; ``\url{}`` is cut."""
    rest = (value for value in values if not identifies(value))
    found = (match[0].rstrip("}.,;") for value in rest for match in _ADDRESS.finditer(value))
    return tuple(dict.fromkeys(found))


def _texts(values: Iterable[object]) -> list[str]:
    return [text for value in values for text in texts(value)]


def _freed(text: str) -> str:
    """Return a value without brackets round all of it, and the full stop behind it."""
    text = text[:LONGEST].strip().rstrip(".,;")
    closing = _BRACKETS.get(text[:1])
    return text[1:-1].strip() if closing and text.endswith(closing) else text


def _written(number: str) -> str:
    return _SUBJECT.sub("/", number.lower())


def published_in(values: Iterable[str]) -> str:
    """Return the first of what fields for a venue say that is one: ``arXiv preprint arXiv:2401.01234`` is none."""
    said = (" ".join(value.split()) for value in values)
    return next((value for value in said if value and not value.lower().startswith(("arxiv", "corr"))), "")
