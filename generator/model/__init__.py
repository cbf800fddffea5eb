"""The records that travel from a dump to the site, in the order in which they come to be.

All are frozen, all collections are tuples, derived facts are properties. Text that comes from a dump is plain text
everywhere in here: it becomes markup in the templates only, escaped there. Mathematics stands in it as TeX between
``\\(`` and ``\\)`` once ``generator.normalise`` has seen it.
"""

from generator.model.facets import Facets, Kind, Offer
from generator.model.library import Assignment, Library, Placement, Related, Theme, Watch, theme_url
from generator.model.papers import (
    Acknowledgement,
    Conflict,
    Decision,
    Link,
    LinkKind,
    Paper,
    Retired,
    Variant,
    Witness,
    paper_url,
    title_key,
)
from generator.model.places import Finding, Place, Severity
from generator.model.reading import Boilerplate, Dump, Ledger, Record, Rejected

__all__ = [
    "Acknowledgement",
    "Assignment",
    "Boilerplate",
    "Conflict",
    "Decision",
    "Dump",
    "Facets",
    "Finding",
    "Kind",
    "Ledger",
    "Library",
    "Link",
    "LinkKind",
    "Offer",
    "Paper",
    "Place",
    "Placement",
    "Record",
    "Rejected",
    "Related",
    "Retired",
    "Severity",
    "Theme",
    "Variant",
    "Watch",
    "Witness",
    "paper_url",
    "theme_url",
    "title_key",
]
