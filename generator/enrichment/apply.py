"""Give papers what the lock file knows of them.

A dump's own word comes first: its authors, its year and its identifiers stay. An identifier of the lock that a dump
contradicts says that the match was wrong, so then nothing of that entry is taken.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.enrichment.lock import Entry, Lock
from generator.findings import finding
from generator.model import Finding, Paper, Place, title_key
from generator.quoting import shortened


def enriched(papers: Iterable[Paper], lock: Lock) -> tuple[tuple[Paper, ...], tuple[Finding, ...]]:
    """Return the papers with what the lock adds, and the findings about its entries."""
    if not lock.entries:  # as in most libraries: nobody asks for ten thousand keys
        return tuple(papers), lock.findings
    known = {entry.key: (entry, place) for entry, place in zip(lock.entries, lock.places, strict=True)}
    result: list[Paper] = []
    findings = list(lock.findings)
    used: set[str] = set()
    for paper in papers:
        entry, place = next((known[key] for key in keys_of(paper) if key in known), (None, None))
        if entry is None or place is None or entry.key in used:
            result.append(paper)
            continue
        used.add(entry.key)
        if why := _contradiction(paper, entry):
            findings.append(finding("PS603", place, f"“{shortened(paper.title)}”: {why}"))
            result.append(paper)
        else:
            result.append(_with(paper, entry))
    findings += _unused(known, used)
    return tuple(result), tuple(findings)


def keys_of(paper: Paper) -> Iterator[str]:
    """Yield the keys by which an entry may mean a paper; the first one is its own."""
    return (title_key(witness.title) for witness in paper.witnesses)


def _identifiers(entry: Entry) -> dict[str, str]:
    return {scheme: value for scheme, value in (("arxiv", entry.arxiv), ("doi", entry.doi)) if value}


def _contradiction(paper: Paper, entry: Entry) -> str:
    """Return which identifier a dump has otherwise, if any."""
    said = dict(paper.identifiers)
    for scheme, value in _identifiers(entry).items():
        if scheme in said and said[scheme].lower() != value.lower():
            return f"the dumps say {scheme} {said[scheme]}, the lock says {value}"
    return ""


def _with(paper: Paper, entry: Entry) -> Paper:
    return replace(
        paper,
        identifiers=tuple(sorted({**_identifiers(entry), **dict(paper.identifiers)}.items())),
        authors=paper.authors or entry.authors,
        year=paper.year if paper.year is not None else entry.year,
        venue=paper.venue or entry.venue,
    )


def _unused(known: dict[str, tuple[Entry, Place]], used: set[str]) -> Iterator[Finding]:
    for key, (entry, place) in known.items():
        if key not in used:
            yield finding("PS604", place, f"no dump has “{shortened(entry.title)}” any more")
