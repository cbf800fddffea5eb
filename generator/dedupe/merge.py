"""Merge: make one paper of the records of a cluster, keep every witness, and say where they disagree.

The text of the majority of the dumps is shown (a dump that has a paper twice counts once). Where two texts have as
many dumps, the one whose links are all trusted wins, because the other one may have been tampered with; then the one
with more words, because dumps cut texts and don't invent them; then the one met first. A vote comes before trust: a
look-alike link that the majority has is no look-alike of anything.

Links and flags are those of the abstract shown: what only a variant says is printed with the variant and never
becomes a link. The flag ``conflict`` says that there is a variant of substance.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from generator.dedupe.disagree import Text, disagreement
from generator.dedupe.fold import words
from generator.model import Conflict, Paper, Variant

Field = Literal["title", "abstract"]
FIELDS: tuple[Field, ...] = ("title", "abstract")
FLAG = "conflict"


@dataclass(frozen=True, slots=True)
class Merged:
    """A paper and what its witnesses disagree about."""

    paper: Paper
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """One text of a field and the records that have it, in order."""

    text: Text
    papers: tuple[Paper, ...]
    rank: int
    """Its place among the readings, by first witness."""

    @property
    def dumps(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(dump for paper in self.papers for dump in paper.dumps))

    @property
    def preference(self) -> tuple[int, bool, int, int]:
        return (-len(self.dumps), not self.text.trusted, -len(words(self.text.text)), self.rank)


def merge(papers: Sequence[Paper]) -> Merged:
    """Return the records of one paper as one paper, without slug; ``papers`` stand in the order of the dumps."""
    readings = {field: _readings(papers, field) for field in FIELDS}
    conflicts = tuple(filter(None, (_conflict(papers[0].key, field, readings[field]) for field in FIELDS)))
    shown = readings["abstract"][0].papers[0]
    flags = {flag for paper in readings["abstract"][0].papers for flag in paper.flags}
    merged = replace(
        shown,
        title=readings["title"][0].text.text,
        witnesses=tuple(witness for paper in papers for witness in paper.witnesses),
        variants=tuple(_variant(field, reading) for field in FIELDS for reading in readings[field][1:]),
        flags=tuple(sorted(flags | {FLAG} if conflicts else flags)),
        identifiers=tuple(sorted({pair for paper in papers for pair in paper.identifiers})),
        authors=max((paper.authors for paper in papers), key=len),
        year=next((paper.year for paper in papers if paper.year is not None), None),
    )
    return Merged(merged, conflicts)


def _readings(papers: Sequence[Paper], field: Field) -> list[_Reading]:
    """Return the readings of a field, the one to show first, the others in the order in which they were met."""
    groups: dict[tuple[object, ...], list[Paper]] = {}
    for paper in papers:
        groups.setdefault(_text(paper, field).signature, []).append(paper)
    readings = [_Reading(_text(group[0], field), tuple(group), rank) for rank, group in enumerate(groups.values())]
    shown = min(readings, key=lambda reading: reading.preference)
    return [shown, *(reading for reading in readings if reading is not shown)]


def _text(paper: Paper, field: Field) -> Text:
    return Text(paper.abstract, paper.links) if field == "abstract" else Text(paper.title)


def _variant(field: Field, reading: _Reading) -> Variant:
    return Variant(field=field, dumps=reading.dumps, text=reading.text.text)


def _conflict(key: str, field: Field, readings: Sequence[_Reading]) -> Conflict | None:
    shown, *others = readings
    reasons = [(reading, why) for reading in others if (why := disagreement(shown.text, reading.text))]
    if not reasons:
        return None
    first, why = reasons[0]
    return Conflict(
        paper=key,
        field=field,
        shown=shown.text.text,
        dumps=shown.dumps,
        variants=tuple(_variant(field, reading) for reading, _ in reasons),
        why=why,
        place=first.papers[0].witnesses[0].place,
    )
