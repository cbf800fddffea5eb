"""The records of a delta. Their fields are the JSON of ``papershelf diff --format json``: only ever added to."""

from typing import Literal

from msgspec import Struct


class Named(Struct, frozen=True, order=True):
    """A paper by its id and its title."""

    id: str
    title: str


class Seen(Struct, frozen=True):
    """A paper that further dumps have now."""

    id: str
    title: str
    dumps: list[str]


class Changed(Struct, frozen=True):
    """A text that is another one now, as pieces: ``=`` in both, ``-`` before only, ``+`` now only."""

    id: str
    title: str
    field: Literal["title", "abstract"]
    words: list[tuple[str, str]]


class Links(Struct, frozen=True):
    """Links of a paper that came and went."""

    id: str
    title: str
    added: list[str]
    removed: list[str]


class Moved(Struct, frozen=True, rename={"before": "from", "after": "to"}):
    """A paper with another primary theme, and the terms that decided it before and now."""

    id: str
    title: str
    before: str | None
    after: str | None
    evidence_before: list[str]
    evidence_after: list[str]
    told: bool
    """Whether people said so."""


class Regrouped(Struct, frozen=True):
    """Papers that are one now, or one that is several: ``before`` and ``after`` are ids."""

    before: list[Named]
    after: list[Named]


class Dispute(Struct, frozen=True, order=True):
    """A conflict between dumps over a field of a paper."""

    id: str
    field: str
    why: str
    acknowledged: bool


class Gone(Struct, frozen=True, order=True):
    """An address that was there and is not any more, nor does it lead elsewhere."""

    url: str
    what: str


class Led(Struct, frozen=True, order=True):
    """An address of a page that leads elsewhere now."""

    url: str
    to: str
    what: str


class Misled(Struct, frozen=True, order=True):
    """An address that means another paper now: titles before and now."""

    url: str
    before: str
    after: str


class Told(Struct, frozen=True):
    """A text that a dump has now and that no dump before it had, as pieces like those of ``Changed``."""

    id: str
    title: str
    dump: str
    field: Literal["title", "abstract"]
    words: list[tuple[str, str]]
    shown: bool
    """Whether it is the text that is shown."""


class Count(Struct, frozen=True):
    """A number of the library before and now."""

    name: str
    before: int
    after: int


class Delta(Struct, frozen=True, kw_only=True):
    """All that changed. Lists are complete and in the order of the papers, those of addresses sorted."""

    counts: list[Count]
    dumps_added: list[str]
    dumps_removed: list[str]
    new: list[Named]
    gone: list[Named]
    seen_again: list[Seen]
    changed: list[Changed]
    links: list[Links]
    merged: list[Regrouped]
    split: list[Regrouped]
    conflicts_appeared: list[Dispute]
    conflicts_resolved: list[Dispute]
    moved: list[Moved]
    told: list[Told]
    """What dumps say in other words; without the texts that ``changed`` tells already."""
    retired: list[Gone]
    """Addresses that say now that their paper was taken back."""
    dead: list[Gone]
    misled: list[Misled]
    led: list[Led]

    @property
    def empty(self) -> bool:
        """Whether nothing changed that is told here."""
        return not any(getattr(self, name) for name in self.__struct_fields__ if name != "counts")

    @property
    def harmful(self) -> bool:
        """Whether an address dies or means something else: what must not be published."""
        return bool(self.dead or self.misled)
