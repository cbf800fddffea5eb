"""What the witnesses of a paper say beside its texts: authors, year, venue, identifiers, addresses in own fields.

The policy is that of the texts (``generator.dedupe.merge``): the majority of the dumps that say anything, then the
more complete, then the first. Most dumps say nothing of authors, and their silence is no vote. A list of authors that
is part of a longer one ("et al.") counts for that one; initials and full names are one list, shown in its longest
spelling. Of each scheme one identifier is kept, without version, so that everybody links to the same page. Differences
in these are no conflicts: a preprint and its article rightly have two years, and databases shorten lists of authors.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

from generator.dedupe.fold import compact
from generator.dedupe.identify import canonical
from generator.dedupe.profile import surnames
from generator.model import Link, Paper

T = TypeVar("T", bound=Hashable)


def authors(papers: Sequence[Paper]) -> tuple[str, ...]:
    """Return the list of authors to show."""
    lists = tuple(dict.fromkeys(surnames(paper.authors) for paper in papers if paper.authors))
    if not lists:
        return ()
    votes = {
        names: len({dump for paper in papers if _counts_for(surnames(paper.authors), names) for dump in paper.dumps})
        for names in lists
    }
    shown = max(lists, key=lambda names: (votes[names], len(names)))  # max takes the first of equals
    spellings = [paper.authors for paper in papers if surnames(paper.authors) == shown]
    return max(spellings, key=lambda spelling: len(compact("".join(spelling))))


def _counts_for(names: Sequence[str], shown: Sequence[str]) -> bool:
    return bool(names) and not Counter(names) - Counter(shown)


def year(papers: Sequence[Paper]) -> int | None:
    """Return the year to show."""
    said = [(paper.year, dump) for paper in papers if paper.year is not None for dump in paper.dumps]
    return _majority(said)


def venue(papers: Sequence[Paper]) -> str:
    """Return the venue to show, empty when nobody says one."""
    return _majority((paper.venue, dump) for paper in papers if paper.venue for dump in paper.dumps) or ""


def identifiers(papers: Sequence[Paper]) -> tuple[tuple[str, str], ...]:
    """Return one identifier of each scheme, sorted; an arXiv identifier without version."""
    said: dict[str, list[tuple[tuple[str, str], str]]] = {}
    spelling: dict[tuple[str, str, str], str] = {}
    for paper in papers:
        for scheme, value in paper.identifiers:
            known, plain = canonical(scheme, value)
            said.setdefault(scheme, []).extend(((known, plain), dump) for dump in paper.dumps)
            spelling.setdefault((scheme, known, plain), plain if known == scheme else value)
    chosen = {scheme: _majority(votes) for scheme, votes in said.items()}
    return tuple(sorted((scheme, spelling[scheme, *pair]) for scheme, pair in chosen.items() if pair))


def _majority(said: Iterable[tuple[T, str]]) -> T | None:
    """Return the value that most dumps say, of those the first; None when none says any."""
    dumps: dict[T, set[str]] = {}
    for value, dump in said:
        dumps.setdefault(value, set()).add(dump)
    return max(dumps, key=lambda value: len(dumps[value]), default=None)


def links(shown: Paper, papers: Sequence[Paper]) -> tuple[Link, ...]:
    """Return the links of the record that is shown, then the trusted ones that any record has in a field of its own."""
    found = {link.url: link for link in shown.links}
    for paper in papers:
        for link in paper.links:
            if link.trusted and not in_text(link, paper):
                found.setdefault(link.url, link)
    return tuple(found.values())


def in_text(link: Link, paper: Paper) -> bool:
    """Tell whether a link comes from a paper's title or abstract, not from a field of addresses."""
    host = (urlsplit(link.url).hostname or link.url).removeprefix("www.")
    return host in f"{paper.title}\n{paper.abstract}".lower()
