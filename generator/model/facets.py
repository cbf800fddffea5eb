"""Facets: what a paper offers and what kind of contribution it is; ``generator.facets`` reads them off its text."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["survey", "report", "benchmark", "dataset", "system", "position", "theory", "study", "method"]
Offer = Literal["code", "project", "data", "model"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What to filter papers by."""

    code: bool = False
    project: bool = False
    data: bool = False
    model: bool = False
    kind: Kind | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    """Pairs of a facet and what proves it: a sentence of the abstract, the title, or the link that a dump gives."""

    @property
    def has(self) -> tuple[Offer, ...]:
        """What the paper offers."""
        every: tuple[tuple[Offer, bool], ...] = (
            ("code", self.code), ("data", self.data), ("model", self.model), ("project", self.project),
        )  # fmt: skip
        return tuple(offer for offer, there in every if there)
