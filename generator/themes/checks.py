"""What can be judged of a taxonomy once the papers are there: names of papers that left, themes that do nothing.

Pure; every finding names the line of ``themes.yml`` and what to do. Refuses to judge whether a paper is in the right
theme: ``papershelf themes explain`` shows what people need for that.
"""

from collections.abc import Iterator, Sequence

from generator.findings import finding
from generator.model import Finding, Paper, Placement, title_key
from generator.quoting import shortened
from generator.similarity.vectors import Space
from generator.themes.profiles import profiles
from generator.themes.reading import Named, suggestion
from generator.themes.taxonomy import Taxonomy

MOST_EXEMPLARS = 5
MOST_PINS = 0.03
"""Of the papers; from here on people do by hand what the profiles should do, and the next dump undoes it."""
FEW_PINS = 3
"""So many pins are never too many, however small the library."""

_SAME = 0.95
"""From this cosine on two profiles are the same. Of 22 themes on preferences and reinforcement learning no two come
nearer than 0.5; two that differ in one term of ten have 0.97."""


def check(
    taxonomy: Taxonomy, papers: Sequence[Paper], placements: Sequence[Placement], vectors: Space | None = None
) -> tuple[Finding, ...]:
    """Return all findings; ``vectors`` are those of ``profiles.space_of``."""
    return (
        *check_exemplars(taxonomy, papers),
        *check_pins(taxonomy, papers),
        *check_themes(taxonomy),
        *check_placements(taxonomy, placements),
        *(check_profiles(taxonomy, papers, vectors) if vectors else ()),
    )


def check_exemplars(taxonomy: Taxonomy, papers: Sequence[Paper]) -> tuple[Finding, ...]:
    """Return a finding for each exemplar that no witness of any paper has as its title."""
    else_ = "copy the title from its paper page, or delete it"
    return tuple(_missing("PS403", "exemplar", taxonomy.exemplars, papers, else_))


def check_pins(taxonomy: Taxonomy, papers: Sequence[Paper]) -> tuple[Finding, ...]:
    """Return a finding for each pin of a paper that is not there, and one when too many are pinned."""
    missing = tuple(
        _missing("PS407", "pinned paper", taxonomy.pins, papers, "delete the pin: the paper left the dumps")
    )
    count = len(taxonomy.pins) - len(missing)
    if count <= max(FEW_PINS, MOST_PINS * len(papers)):
        return missing
    what = f"{count} of {len(papers)} papers are pinned, more than {MOST_PINS:.0%}"
    return (*missing, finding("PS415", taxonomy.pins[0].place, what))


def check_themes(taxonomy: Taxonomy) -> tuple[Finding, ...]:
    """Return a finding for each theme without terms, and for each with many exemplars."""
    return tuple(_of_themes(taxonomy))


def _of_themes(taxonomy: Taxonomy) -> Iterator[Finding]:
    places = dict(taxonomy.places)
    for theme in taxonomy.themes:
        if not theme.terms:
            yield finding("PS412", places[theme.slug], f"the theme {theme.slug} has no terms")
        if len(theme.exemplars) > MOST_EXEMPLARS:
            what = f"the theme {theme.slug} has {len(theme.exemplars)} exemplars, more than {MOST_EXEMPLARS}"
            yield finding("PS416", places[theme.slug], what)


def check_placements(taxonomy: Taxonomy, placements: Sequence[Placement]) -> tuple[Finding, ...]:
    """Return a finding for each theme that no paper was placed in, be it as a further theme."""
    used = {assignment.slug for placement in placements for assignment in placement.assignments}
    empty = ((slug, place) for slug, place in taxonomy.places if slug not in used)
    return tuple(finding("PS406", place, f"no paper belongs to the theme {slug}") for slug, place in empty)


def check_profiles(taxonomy: Taxonomy, papers: Sequence[Paper], vectors: Space) -> tuple[Finding, ...]:
    """Return a finding for each theme whose profile is that of a theme before it."""
    themes = taxonomy.themes
    if len(themes) < 2 or not papers:
        return ()
    rows = profiles(papers, themes, vectors)
    products = (rows @ rows.T).toarray()
    return tuple(
        finding(
            "PS411",
            dict(taxonomy.places)[themes[one].slug],
            f"the theme {themes[one].slug} cannot be told from {themes[other].slug}, which gets its papers",
        )
        for one in range(len(themes))
        for other in range(one)
        if products[one, other] >= _SAME
    )


def _missing(code: str, what: str, named: Sequence[Named], papers: Sequence[Paper], else_: str) -> Iterator[Finding]:
    witnesses = (witness for paper in papers for witness in paper.witnesses) if named else ()
    titles = {title_key(witness.title): witness.title for witness in witnesses}
    for paper in named:
        key = title_key(paper.title)
        if key not in titles:
            remedy = suggestion(key, titles, else_=else_)
            yield finding(code, paper.place, f"no dump has the {what} “{shortened(paper.title)}”", remedy=remedy)
