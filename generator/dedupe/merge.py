"""Merge: make one paper of the records of a cluster, keep every witness, and say where they disagree.

The text of the majority of the dumps is shown; a dump that has a paper twice counts once, and a text that was visibly
cut counts for the whole one (a finished text doesn't: anybody can append a sentence, and a link in it). Where two texts
have as many dumps, the one whose links are all trusted wins, because the other one may have been tampered with; then
the one with more words, because dumps cut texts and don't invent them; then the one met first. A vote comes before
trust: a look-alike link that most dumps have is rather an address that we don't know, and it is not clickable either
way.

A record without abstract has no vote on it: that a bibliography leaves abstracts out says nothing against those that
others have. Authors, year and identifiers are chosen in the same way, of the dumps that have some (``facts``).

Links and flags are those of the abstract shown: what only a variant says is printed with the variant and never
becomes a link. Addresses that a dump gives in a field of its own are no text, and all of them are kept. The flag
``conflict`` says that there is a variant of substance.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from generator.dedupe import facts
from generator.dedupe.disagree import Text, disagreement, is_cut
from generator.dedupe.fold import words
from generator.dedupe.titles import told
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
    """One text of a field, but for typography, and the records that have it, in order."""

    field: Field
    papers: tuple[Paper, ...]

    @property
    def chosen(self) -> Paper:
        """The record whose spelling most have, of those the first."""
        spellings = Counter(_text(paper, self.field).text for paper in self.papers)
        return max(self.papers, key=lambda paper: spellings[_text(paper, self.field).text])

    @property
    def text(self) -> Text:
        return _text(self.chosen, self.field)

    @property
    def dumps(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(dump for paper in self.papers for dump in paper.dumps))

    @property
    def variant(self) -> Variant:
        return Variant(field=self.field, dumps=self.dumps, text=self.text.text)


def merge(papers: Sequence[Paper]) -> Merged:
    """Return the records of one paper as one paper, without slug; ``papers`` stand in the order of the dumps."""
    if len(papers) == 1:
        only = papers[0]
        return Merged(replace(only, identifiers=facts.identifiers(papers)) if only.identifiers else only)
    titles, abstracts = (_readings(papers, field) for field in FIELDS)
    conflicts = tuple(filter(None, (_conflict(papers[0].key, readings) for readings in (titles, abstracts))))
    flags = {flag for paper in abstracts[0].papers for flag in paper.flags}
    merged = replace(
        abstracts[0].chosen,
        title=titles[0].text.text,
        witnesses=tuple(witness for paper in papers for witness in paper.witnesses),
        variants=tuple(reading.variant for readings in (titles, abstracts) for reading in readings[1:]),
        flags=tuple(sorted((flags | {FLAG}) if conflicts else flags)),
        links=facts.links(abstracts[0].chosen, papers),
        identifiers=facts.identifiers(papers),
        authors=facts.authors(papers),
        year=facts.year(papers),
        venue=facts.venue(papers),
    )
    return Merged(merged, conflicts)


def _readings(papers: Sequence[Paper], field: Field) -> list[_Reading]:
    """Return the readings of a field, the one to show first, the others in the order in which they were met."""
    groups: dict[tuple[object, ...], list[Paper]] = {}
    for paper in [paper for paper in papers if told(_text(paper, field).text)] or papers:
        groups.setdefault(_text(paper, field).signature, []).append(paper)
    readings = [_Reading(field, tuple(group)) for group in groups.values()]
    shown = min(readings, key=lambda reading: _preference(reading, readings))  # min takes the first of equals
    return [shown, *(reading for reading in readings if reading is not shown)]


def _preference(reading: _Reading, readings: Sequence[_Reading]) -> tuple[int, bool, int]:
    text = reading.text
    for_it = [one for one in readings if one is reading or is_cut(one.text, text)]
    votes = len({dump for one in for_it for dump in one.dumps})
    return (-votes, not text.trusted, -len(words(text.text)))


def _text(paper: Paper, field: Field) -> Text:
    if field == "title":
        return Text(paper.title)
    return Text(paper.abstract, tuple(link for link in paper.links if facts.in_text(link, paper)))


def _conflict(key: str, readings: Sequence[_Reading]) -> Conflict | None:
    shown, *others = readings
    reasons = [(reading, why) for reading in others if (why := disagreement(shown.text, reading.text))]
    if not reasons:
        return None
    first, why = reasons[0]
    return Conflict(
        paper=key,
        field=shown.field,
        shown=shown.text.text,
        dumps=shown.dumps,
        variants=tuple(reading.variant for reading, _ in reasons),
        why=why,
        place=first.papers[0].witnesses[0].place,
    )
