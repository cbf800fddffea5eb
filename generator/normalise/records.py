"""A record to a paper with one witness, and what is worth telling of its text."""

import re
from collections.abc import Iterable

from generator.findings import finding
from generator.model import Finding, Link, Paper, Record, Witness
from generator.normalise import characters, intrusion, latex, links
from generator.normalise.mathematics import mathml, segments
from generator.normalise.text import clean_abstract, clean_title

LOOK_ALIKE = "look-alike-link"
UNREADABLE = "unreadable-mathematics"


def normalise_all(records: Iterable[Record]) -> tuple[tuple[Paper, ...], tuple[Finding, ...]]:
    """Normalise records in their order; return the papers, one a record, and all findings."""
    results = [normalise(record) for record in records]
    return tuple(paper for paper, _ in results), tuple(found for _, findings in results for found in findings)


def normalise(record: Record) -> tuple[Paper, tuple[Finding, ...]]:
    """Make a paper of a record, with clean text and the links in it, and the findings about its text."""
    title = clean_title(record.title)
    abstract = clean_abstract(record.abstract, latex.subject(title))
    named = _joined(links.links_in(f"{title}\n{abstract}"), record.addresses)
    unreadable = _unreadable(title, abstract)
    flags = {LOOK_ALIKE: any(not link.trusted for link in named), UNREADABLE: bool(unreadable)}
    paper = Paper(
        title=title,
        abstract=abstract,
        witnesses=(Witness(dump=record.dump, place=record.place, position=record.position, title=record.title),),
        links=named,
        flags=tuple(sorted(flag for flag, raised in flags.items() if raised)),
        identifiers=record.identifiers,
        authors=tuple(name for name in map(clean_title, record.authors) if name),
        year=record.year,
    )
    return paper, tuple(_findings(record, named, unreadable))


def _joined(named: tuple[Link, ...], addresses: Iterable[str]) -> tuple[Link, ...]:
    """Return the links of a text and those of fields of their own, but for those that are the paper itself."""
    given = (link for address in addresses for link in links.links_in(characters.tidy(address)))
    by_url: dict[str, Link] = {}
    for link in (*named, *(link for link in given if link.kind != "paper")):
        by_url.setdefault(link.url.lower().rstrip("/"), link)
    return tuple(by_url.values())


def _findings(record: Record, named: tuple[Link, ...], unreadable: tuple[str, ...]) -> Iterable[Finding]:
    place = record.place
    fields = (record.title, record.abstract, *record.addresses)
    raw = "\n".join(fields)
    if characters.has_controls(raw):
        yield finding("PS107", place, "control characters in the title or the abstract")
    if not any(char.isalnum() for char in record.title):
        yield finding("PS106", place, f"the title “{record.title[:80]}” has no letter and no digit")
    for link in named:
        if not link.trusted:
            yield finding("PS202", place, f"{link.url}: {link.note}")
        elif not _stands_in(link.url, raw):
            yield finding("PS201", place, f"{link.url} was damaged in the dump")
    for address, why in links.refused_in("\n".join(map(characters.tidy, fields))):
        yield finding("PS203", place, f"{address[:80]}: {why}")
    for tex in unreadable:
        yield finding("PS204", place, f"cannot set {tex[:80]}")
    for field, text in (("title", record.title), ("abstract", record.abstract)):
        if found := intrusion.markup(characters.decode(characters.tidy(text))):
            yield finding("PS205", place, f"the {field} holds " + ", ".join(f"“{each}”" for each in found))


def _stands_in(url: str, raw: str) -> bool:
    """Tell whether a dump has an address as it is, not followed by what only damage leaves there."""
    return bool(re.search(re.escape(url) + r"(?![{\\\w])", raw)) or re.sub(r"^https://", "", url) in raw.split()


def _unreadable(*texts: str) -> tuple[str, ...]:
    formulas = (part.text for text in texts if "\\(" in text for part in segments(text) if part.math)
    return tuple(dict.fromkeys(tex for tex in formulas if mathml(tex) is None))
