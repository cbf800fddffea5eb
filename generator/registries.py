"""The registries that have pages of papers, and the addresses that may be made of a number which a dump names.

A dump's word for an identifier is text like any other: an address is made only of a value that has the form which its
registry gives out, so that nothing else than that registry's page of a paper can stand behind it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z]{2,8}(?:-[a-z]{2,8})?(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,2})?", re.ASCII)
"""Since April 2007, and before; see https://info.arxiv.org/help/arxiv_identifier.html."""
_DOI = re.compile(r"10\.\d{4,9}/[!-~]{1,200}", re.ASCII)
"""What Crossref recommends to match, see https://www.crossref.org/blog/dois-and-matching-regular-expressions/."""


@dataclass(frozen=True, slots=True)
class Registry:
    """Who gives out a kind of number: its name as people write it, the form of a number, where its pages begin."""

    name: str
    form: re.Pattern[str]
    base: str

    def address(self, value: str) -> str:
        """Return the address of a paper's page, empty when the value has not the registry's form."""
        # A browser would resolve the dots of a path like 10.1000/../../x before it asks.
        sound = self.form.fullmatch(value) and ".." not in value
        return self.base + quote(value, safe="/:;().-_~") if sound else ""


REGISTRIES = {
    "arxiv": Registry("arXiv", _ARXIV, "https://arxiv.org/abs/"),
    "doi": Registry("DOI", _DOI, "https://doi.org/"),
}
"""By the scheme of an identifier."""


@lru_cache(maxsize=1024)  # the page of a paper asks four times in a row
def address(scheme: str, value: str) -> str:
    """Return the address of a paper's page at the registry of a scheme; empty when no address can safely be made."""
    return REGISTRIES[scheme].address(value) if scheme in REGISTRIES else ""
