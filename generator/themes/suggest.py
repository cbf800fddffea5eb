"""Suggesting themes for the papers that have none: groups among them, with a label, terms and members.

The groups are found as automatic themes are, among the unassigned papers alone, and described by
what tells them from all papers. A group of fewer than three papers is
no theme. Nothing is changed: people read, name and paste what they want into ``themes.yml``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.model import Paper, Placement, Theme
from generator.themes import automatic
from generator.themes.naming import distinct

SMALLEST = 3
"""Papers of a theme that is worth suggesting."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme that could be added, and the unassigned papers that it was made of, the most central first."""

    theme: Theme
    members: tuple[Paper, ...]


def suggest(
    papers: Sequence[Paper], themes: Sequence[Theme], placements: Sequence[Placement]
) -> tuple[Suggestion, ...]:
    """Return themes for the papers without one, the largest first; with slugs that no theme has or had."""
    without = [number for number, placement in enumerate(placements) if placement.primary is None]
    taken = {slug for theme in themes for slug in (theme.slug, *theme.aliases)}
    found: list[Suggestion] = []
    for group in automatic.groups(papers, without, size=2 * SMALLEST):
        if len(group.members) >= SMALLEST and group.theme.terms:
            name, slug = distinct(group.theme.name, group.theme.terms, taken)
            taken.add(slug)
            members = tuple(papers[number] for number in group.members)
            found.append(Suggestion(replace(group.theme, name=name, slug=slug, automatic=False), members))
    return tuple(found)
