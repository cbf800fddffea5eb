"""Themes, nearness, and the Library that everything shown is made from."""

from dataclasses import dataclass

from generator.model.papers import Conflict, Paper, Retired
from generator.model.places import Finding
from generator.model.reading import Dump


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One theme of the taxonomy."""

    slug: str
    name: str
    scope: str
    terms: tuple[str, ...] = ()
    exemplars: tuple[str, ...] = ()
    """Keys (``title_key``) of the papers that people named as typical; its profile learns from them."""
    pins: tuple[str, ...] = ()
    """Keys of the papers that people put here, whatever their words; its profile learns nothing from them."""
    misleading: tuple[str, ...] = ()
    """Terms that mean something else when a paper of this theme's words has them (``not`` in ``themes.yml``)."""
    aliases: tuple[str, ...] = ()
    """Slugs that the theme had before; their addresses lead here."""
    automatic: bool = False
    """Whether the generator found it itself, because there is no ``themes.yml``."""

    @property
    def url(self) -> str:
        """The address of its page, relative to the site."""
        return theme_url(self.slug)


def theme_url(slug: str) -> str:
    """Return the address of a theme's page, relative to the site; also of one that has moved."""
    return f"themes/{slug}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One theme of one paper, with the terms that decided it, the strongest first."""

    slug: str
    score: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A paper's themes, best first; the first one is primary. Empty: the paper is unassigned."""

    assignments: tuple[Assignment, ...] = ()
    margin: float = 0.0
    """Score of the best theme less that of the second best, whether or not that one was assigned."""
    told: bool = False
    """Whether people said so (an exemplar or a pin), not the similarity."""
    runner_up: str | None = None
    """The slug of the second best theme, whether or not it was assigned: what ``margin`` is the distance to."""

    @property
    def primary(self) -> str | None:
        """The slug of the primary theme, None when unassigned."""
        return self.assignments[0].slug if self.assignments else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A near paper and the terms it shares with the one at hand, the weightiest first."""

    slug: str
    score: float
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A question asked anew of each library; from ``watches.yml``. Its answer is a page and a feed."""

    slug: str
    name: str
    query: str = ""
    """In the syntax of the search box."""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Pairs of a field (``theme``, ``has``, …) and its values."""

    @property
    def url(self) -> str:
        """The address of its page, relative to the site."""
        return f"watches/{self.slug}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All there is to say: what the pages, the search index and the static API are made from.

    ``placements`` and ``related`` run parallel to ``papers``, which stand in the order of their first witnesses.
    """

    dumps: tuple[Dump, ...]
    papers: tuple[Paper, ...]
    themes: tuple[Theme, ...]
    placements: tuple[Placement, ...]
    related: tuple[tuple[Related, ...], ...]
    conflicts: tuple[Conflict, ...] = ()
    redirects: tuple[tuple[str, str], ...] = ()
    """Pairs of an old paper slug and the slug of the paper it leads to now."""
    theme_redirects: tuple[tuple[str, str], ...] = ()
    """Pairs of a slug that a theme had before and the slug it has now."""
    watches: tuple[Watch, ...] = ()
    retired: tuple[Retired, ...] = ()
    """Addresses of papers that were taken back, each with a page that says so; those that lead elsewhere instead are
    among ``redirects``. None of them is among ``papers``."""
    retired_dumps: tuple[Retired, ...] = ()
    """Dumps that were taken back; none of them is among ``dumps``."""
    findings: tuple[Finding, ...] = ()
