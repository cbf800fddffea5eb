"""The shapes of the static API, version 1. The JSON Schemas are made from these classes, so they can't drift apart.

A promise: fields may be added, none changes its name, type or meaning within v1 (``tests/data/api_v1.json`` holds it).
Everything is plain text (no field holds markup), mathematics as TeX between ``\\(`` and ``\\)``. What a field means
stands beside it and nowhere else: the schemas and the tables of ``docs/programs.md`` take it from here.
"""

from generator.outputs.models.history import Changes, Conflict, Redirect, Retired, SeenAgain, TextChange
from generator.outputs.models.library import Counts, Dump, DumpSummary, File, Index, Ledger, Rejected, Theme, Themes
from generator.outputs.models.papers import (
    Paper,
    PaperFacets,
    PaperLink,
    PaperRelated,
    PaperTheme,
    PaperVariant,
    PaperWitness,
)

__all__ = [
    "Changes",
    "Conflict",
    "Counts",
    "Dump",
    "DumpSummary",
    "File",
    "Index",
    "Ledger",
    "Paper",
    "PaperFacets",
    "PaperLink",
    "PaperRelated",
    "PaperTheme",
    "PaperVariant",
    "PaperWitness",
    "Redirect",
    "Rejected",
    "Retired",
    "SeenAgain",
    "TextChange",
    "Theme",
    "Themes",
]
