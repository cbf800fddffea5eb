"""What a page says of itself to programs: how to cite it, and what it is in the terms of schema.org.

Facts only: no author, year or number that no dump (or lock file) named. Names and titles are on one line, without what
steers a display. Addresses of the site's own pages are relative, as JSON-LD resolves them; the paper's own is absolute,
where the site's address is known. Abstracts are left out: they stand on the page, and would double its size.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from generator.model import Dump, Paper, Theme
from generator.outputs.citations import Citation, bibtex, cited
from generator.outputs.citations.item import Name
from generator.outputs.wording import harmless, one_line
from generator.registries import address

_CONTEXT = "https://schema.org"
_UP = "../../"
"""From the page of a paper, a theme or a dump to the site's root."""
SOURCES = 12
"""Dumps that the page of a theme names as its sources, the newest ones; its feed and the API have all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """A paper for reference managers."""

    bibtex: tuple[str, ...]
    """The lines of its entry, without indentation."""
    article: Mapping[str, Any]
    """JSON-LD; empty where a compact page says the same in its head."""
    pdf: str = ""
    """Where its PDF lies, if that is known."""


def metadata(
    paper: Paper, dumps: Mapping[str, Dump], *, theme: Theme | None, site_url: str, compact: bool = False
) -> Metadata:
    """Return what the page of a paper says to reference managers and search engines.

    A compact page has JSON-LD only where it has no authors, for without them its head has no fields of a record.
    """
    citation = cited(paper, dumps, site_url)
    if compact and paper.authors:
        return Metadata(bibtex=_lines(citation), article={}, pdf=_pdf(paper, citation))
    return Metadata(
        bibtex=_lines(citation),
        article=_article(paper, citation, dump=dumps[paper.dumps[0]], theme=theme, site_url=site_url),
        pdf=_pdf(paper, citation),
    )


def _lines(citation: Citation) -> tuple[str, ...]:
    return tuple(line.strip() for line in bibtex([citation]).splitlines())


def _article(paper: Paper, citation: Citation, *, dump: Dump, theme: Theme | None, site_url: str) -> dict[str, Any]:
    scheme = {"arXiv": citation.arxiv, "doi": citation.doi}
    registered = (address(name.lower(), value) for name, value in scheme.items() if value)
    values = {
        "@context": _CONTEXT,
        "@type": "ScholarlyArticle",
        "name": one_line(paper.title),
        "author": [_author(name) for name in citation.authors],
        "datePublished": str(citation.year or ""),
        "publication": _part("PublicationEvent", citation.venue, "") if citation.venue else None,
        "identifier": [f"{name}:{value}" for name, value in scheme.items() if value],
        "sameAs": list(registered),
        "url": urljoin(site_url, paper.url) if site_url else "",
        "isPartOf": _part("CollectionPage", theme.name, _UP + theme.url) if theme else None,
        "isBasedOn": _part("Dataset", dump.title, _UP + dump.url),
    }
    return {key: value for key, value in values.items() if value}


def _author(name: Name) -> Any:
    if not name.given:  # a group or a person: nobody says which
        return name.inverted
    family = f"{name.particle} {name.family}".strip()
    person = {"@type": "Person", "name": name.spoken}
    if family != name.spoken.rpartition(" ")[2]:  # else anybody would take the last word for it
        person["familyName"] = family
    return {**person, "honorificSuffix": name.suffix} if name.suffix else person


def _part(kind: str, name: str, url: str) -> dict[str, str]:
    return {key: value for key, value in (("@type", kind), ("name", harmless(name)), ("url", url)) if value}


def _pdf(paper: Paper, citation: Citation) -> str:
    """Return the address of the paper's PDF: one that a dump names, or arXiv's own."""
    for link in paper.links:
        if link.trusted and link.kind == "paper" and _is_pdf(link.url):
            return link.url
    return address("arxiv", citation.arxiv).replace("/abs/", "/pdf/", 1) if citation.arxiv else ""


def _is_pdf(url: str) -> bool:
    """Tell whether the path of an address ends as that of a PDF does."""
    return ".pdf" in url.lower() and urlsplit(url).path.lower().endswith(".pdf")


def collection(name: str, about: str, *, papers: int, dumps: Iterable[Dump]) -> dict[str, Any]:
    """Return JSON-LD of a page that lists papers, with the listings that they were taken from.

    A dump's source is an address only if it is one of the web; else its name says all that is known.
    """
    sources = [_part("Dataset", dump.title, _web(dump.source)) for dump in dumps]
    values = {
        "@context": _CONTEXT,
        "@type": "CollectionPage",
        "name": harmless(name),
        "description": harmless(about),
        "mainEntity": {"@type": "ItemList", "numberOfItems": papers},
        "isBasedOn": sources[-SOURCES:][::-1],
    }
    return {key: value for key, value in values.items() if value}


def _web(url: str | None) -> str:
    """Return an address of the web as it is, anything else as nothing."""
    return url if url and url.startswith(("https://", "http://")) and not set(url) & set(' \\<>"@') else ""
