"""A record to a paper with one witness: clean text, links, flags, and the original where cleaning changed much."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from generator.model import Finding, Link, Paper, Record, Witness
from generator.normalise import addresses, characters, flags, identity, latex, links, quality, reports
from generator.normalise.mathematics import mathml, segments
from generator.normalise.text import clean_abstract, clean_name, clean_title

# White space apart: hyphens (a line's end adds and takes them), the shape of quotation marks and dashes and the
# delimiters of formulas are no change worth showing.
_TRIFLES = re.compile(r"[\u00ad\u2013\u2014\u2018\u2019\u201c\u201d\"'`$-]+")
_DELIMITERS = re.compile(r"\\[()]")

_ITSELF = "the paper itself"


def normalise_all(records: Iterable[Record]) -> tuple[tuple[Paper, ...], tuple[Finding, ...]]:
    """Normalise records in their order; return the papers, one a record, and all findings."""
    results = [normalise(record) for record in records]
    return tuple(paper for paper, _ in results), tuple(found for _, findings in results for found in findings)


def normalise(record: Record) -> tuple[Paper, tuple[Finding, ...]]:
    """Make a paper of a record, with clean text and the links in it, and the findings about its text."""
    title = clean_title(record.title)
    abstract = clean_abstract(record.abstract, latex.subject(title))
    named = _own(_joined(links.links_in(f"{title}\n{abstract}"), record), record.identifiers)
    unreadable = _unreadable(title, abstract)
    traces = _traces(record, title, abstract)
    paper = Paper(
        title=title,
        abstract=abstract,
        witnesses=(
            Witness(
                dump=record.dump,
                place=record.place,
                position=record.position,
                title=record.title,
                original=_original(record.abstract, abstract),
            ),
        ),
        links=named,
        flags=_flags(record, named, unreadable, traces),
        identifiers=record.identifiers,
        authors=_authors(record.authors),
        year=record.year,
        venue=clean_title(record.venue),
    )
    return paper, reports.findings(record, named, unreadable=unreadable, traces=traces)


def _authors(said: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the authors; a whole list that stands twice, as exports write it, once.

    A single name that stands twice may be two people.
    """
    names = tuple(name for name in map(clean_name, said) if name)
    half = len(names) // 2
    return names[:half] if half > 1 and names[:half] == names[half:] else names


def _own(named: tuple[Link, ...], identifiers: tuple[tuple[str, str], ...]) -> tuple[Link, ...]:
    """Return the links, those that lead to the paper itself called so."""
    if not identifiers:
        return named
    return tuple(
        replace(link, kind="paper", note=_ITSELF) if link.trusted and identity.leads_to(link.url, identifiers) else link
        for link in named
    )


def _joined(named: tuple[Link, ...], record: Record) -> tuple[Link, ...]:
    """Return the links of a text and those of fields of their own, but for those that an identifier stands for."""
    own = partial(identity.leads_to, own=record.identifiers)
    fields = map(characters.tidy, record.addresses)
    # most fields hold the paper's own address: there is no need to judge that
    others = (field for field in fields if not all(own(address) for _, address in addresses.find(field)))
    given = (_field(link) for field in others for link in links.links_in(field) if not own(link.url))
    by_url: dict[str, Link] = {}
    for link in (*named, *given):
        by_url.setdefault(link.url.lower().rstrip("/"), link)
    return tuple(by_url.values())


def _field(link: Link) -> Link:
    """Return the link of a field: where it leads to a paper, that is the record's own."""
    return replace(link, note=_ITSELF) if link.kind == "paper" and link.trusted else link


def _traces(record: Record, title: str, abstract: str) -> tuple[quality.Trace, ...]:
    found = [*quality.traces(title, abstract=False), *quality.traces(abstract)]
    lost = quality.lost_formula(record.abstract)
    return (*found, lost) if lost else tuple(found)


def _flags(
    record: Record, named: tuple[Link, ...], unreadable: tuple[str, ...], traces: tuple[quality.Trace, ...]
) -> tuple[str, ...]:
    raised = {
        flags.LOOK_ALIKE: any(not link.trusted for link in named),
        flags.UNREADABLE: bool(unreadable),
        flags.CONTROLS: characters.has_controls(record.title) or characters.has_controls(record.abstract),
        **{trace.flag: True for trace in traces},
    }
    return tuple(sorted(flag for flag, is_raised in raised.items() if is_raised))


def _original(raw: str, clean: str) -> str:
    """Return the raw text where cleaning changed more than trifles, else the empty string."""
    words = raw.split()
    if " ".join(words) == clean or words == clean.split():
        return ""
    return raw if _telling(raw) != _telling(clean) else ""


def _telling(text: str) -> str:
    return _TRIFLES.sub("", "".join(_DELIMITERS.sub("", text).split()))


def _unreadable(*texts: str) -> tuple[str, ...]:
    formulas = (part.text for text in texts if "\\(" in text for part in segments(text) if part.math)
    return tuple(dict.fromkeys(tex for tex in formulas if mathml(tex) is None))
