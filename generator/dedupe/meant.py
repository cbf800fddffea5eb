"""Whom a decision means: names in ``dumps.yml`` to records.

A name is a slug, a title's key or a place (``file.txt:12``, the line on which a record begins). A slug is looked up
among the addresses that the papers had without any decision, so that deciding changes no meaning of a decision. The
place is for records that the evidence made one paper under one title, which nothing else can tell apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.findings import finding
from generator.model import Decision, Finding, Paper, title_key
from generator.quoting import shortened


@dataclass(frozen=True, slots=True)
class Meant:
    """A decision, and of each paper that it names all records, by position."""

    decision: Decision
    records: tuple[tuple[int, ...], ...]


def meant(
    decisions: Iterable[Decision], records: Sequence[Paper], addresses: Mapping[str, Sequence[int]]
) -> tuple[tuple[Meant, ...], tuple[Finding, ...]]:
    """Return whom the decisions mean, and a finding for each name that is nobody's.

    ``records`` have one witness each; ``addresses`` are the slugs that papers have without decisions, redirects
    included, with the positions of their records. A decision that is left with fewer than two papers is dropped.
    """
    by_title: dict[str, list[int]] = {}
    by_place: dict[str, list[int]] = {}
    for position, record in enumerate(records):
        witness = record.witnesses[0]
        by_title.setdefault(title_key(witness.title), []).append(position)
        by_place.setdefault(str(witness.place), []).append(position)
    found: list[Meant] = []
    findings: list[Finding] = []
    for decision in decisions:
        named = {name: by_place.get(name) or by_title.get(name) or addresses.get(name, ()) for name in decision.papers}
        findings += [
            finding("PS305", decision.place, f"no dump has a paper “{shortened(name)}”")
            for name, positions in named.items()
            if not positions
        ]
        sides = tuple(tuple(positions) for positions in named.values() if positions)
        if len(sides) > 1:
            found.append(Meant(decision, sides))
    return tuple(found), tuple(findings)
