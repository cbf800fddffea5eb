"""The numbers that papers go by, and the addresses that may be made of them.

A dump's word for an identifier is text like any other: an address is made only of a value that has the form which its
registry gives out, so that nothing else than that registry's page of a paper can stand behind it. Anything else is
shown as it stands and leads nowhere.
"""

import re
from collections.abc import Iterable
from urllib.parse import quote

from generator.pages.views import Identifier

_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z]{2,8}(?:-[a-z]{2,8})?(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,2})?", re.ASCII)
"""Since April 2007, and before; see https://info.arxiv.org/help/arxiv_identifier.html."""
_DOI = re.compile(r"10\.\d{4,9}/[!-~]{1,200}", re.ASCII)
"""What Crossref recommends to match, see https://www.crossref.org/blog/dois-and-matching-regular-expressions/."""

_REGISTRIES = {"arxiv": ("arXiv", _ARXIV, "https://arxiv.org/abs/"), "doi": ("DOI", _DOI, "https://doi.org/")}
"""Name, form and address of those that have pages of papers."""


def identified(pairs: Iterable[tuple[str, str]]) -> tuple[Identifier, ...]:
    """Return identifiers, pairs of a scheme and a value, as a page shows them, in their order."""
    return tuple(_identifier(scheme, value) for scheme, value in pairs)


def _identifier(scheme: str, value: str) -> Identifier:
    if scheme not in _REGISTRIES:
        return Identifier(scheme=scheme, value=value)
    name, form, base = _REGISTRIES[scheme]
    # A browser would resolve the dots of a path like 10.1000/../../x before it asks.
    sound = form.fullmatch(value) and ".." not in value
    return Identifier(scheme=name, value=value, url=base + quote(value, safe="/:;().-_~") if sound else "")
