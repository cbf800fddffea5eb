"""What the entries of known services look like in JSON, and what they say of a paper.

Each shape is known by keys that nobody else has together. All others have the shape ``ANY``, whose fields are known
by the table of names alone; the known ones differ from it only where they say more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from generator.readers import drafts, identifiers, values
from generator.readers.drafts import Draft
from generator.readers.fields import Names
from generator.readers.names import people

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Shape:
    """How entries are known, None for any, and drawn."""

    only: Callable[[Fields], bool] | None
    draw: Callable[[Fields, Names], Draft]


def _within(fields: Fields, key: str) -> Fields:
    inner = fields.get(key)
    return inner if isinstance(inner, dict) else {}


def _any(fields: Fields, names: Names) -> Draft:
    draft = drafts.drawn(fields, names)
    if draft.title:
        return draft
    inner = (value for value in fields.values() if isinstance(value, dict) and names.titled(value))
    drawn = (drafts.drawn({**fields, **value}, names) for value in inner)
    return next((found for found in drawn if found.title), draft)


def _is_daily_papers(fields: Fields) -> bool:
    paper = _within(fields, "paper")
    return "title" in paper and bool(paper.keys() & {"summary", "upvotes", "publishedAt"})


def _daily_papers(fields: Fields, names: Names) -> Draft:
    """Draw an entry of the Daily Papers API: the paper in it knows more than what is around it."""
    return drafts.drawn({**fields, **_within(fields, "paper")}, names)


def _is_arxiv_snapshot(fields: Fields) -> bool:
    return {"id", "title"} <= fields.keys() and (
        "authors_parsed" in fields or {"submitter", "versions"} <= fields.keys()
    )


def _arxiv_snapshot(fields: Fields, names: Names) -> Draft:
    """Draw a line of arXiv's metadata: the year is that of the first version; the latest change may be of any year."""
    draft = drafts.drawn(fields, names)
    versions = fields.get("versions")
    first = versions[0] if isinstance(versions, list) and versions else None
    created = first.get("created") if isinstance(first, dict) else None
    parsed = people(fields.get("authors_parsed"))
    return replace(
        draft,
        authors=parsed or draft.authors,
        year=draft.year or values.year((created,)),
        identifiers=identifiers.named(arxivs=[fields.get("id")], dois=[fields.get("doi")]),
    )


def _is_semantic_scholar(fields: Fields) -> bool:
    return "title" in fields and ("externalIds" in fields or {"paperId", "authors"} <= fields.keys())


def _semantic_scholar(fields: Fields, names: Names) -> Draft:
    """Draw an entry of Semantic Scholar's Academic Graph: identifiers have an object of their own."""
    draft = drafts.drawn(fields, names)
    known = _within(fields, "externalIds")
    pairs = identifiers.named(arxivs=[known.get("ArXiv")], dois=[known.get("DOI")])
    return replace(draft, identifiers=tuple(sorted(dict(chain(draft.identifiers, pairs)).items())))


ANY = Shape(None, _any)
DAILY_PAPERS = Shape(_is_daily_papers, _daily_papers)
ARXIV_SNAPSHOT = Shape(_is_arxiv_snapshot, _arxiv_snapshot)
SEMANTIC_SCHOLAR = Shape(_is_semantic_scholar, _semantic_scholar)
