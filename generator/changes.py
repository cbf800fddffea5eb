"""What each dump changed: papers that were new, seen again, told in other words; and what it takes part in disputing.

A dump changes a text when it says something that no earlier dump said of the paper, whether or not that is what is
shown now. Typography is no other text: what counts as one is decided when papers are merged (``Paper.variants``). The
first dump that has a paper changes nothing, it brings the paper.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.holdings import holdings
from generator.model import Conflict, Library, Paper

Field = Literal["title", "abstract"]
FIELDS: tuple[Field, ...] = ("title", "abstract")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """A dump says another text of a paper than all dumps before it."""

    paper: int
    """The paper's position in the Library."""
    field: Field
    before: str
    """What the dump nearest before it said, normalised."""
    after: str
    """What this dump says, normalised."""
    shown: bool
    """Whether that is the text shown now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What one dump brought; papers are positions in the Library, in the order in which the dump lists them."""

    new: tuple[int, ...]
    seen_again: tuple[int, ...]
    texts: tuple[TextChange, ...]
    conflicts: tuple[Conflict, ...]
    """Those in which this dump's text is one of the sides."""


def changes(library: Library) -> dict[str, Changes]:
    """Return what each dump changed, by the dump's id, in the order of the dumps."""
    rank = {dump.id: number for number, dump in enumerate(library.dumps)}
    texts: dict[str, dict[int, list[TextChange]]] = {dump: {} for dump in rank}
    for number, paper in enumerate(library.papers):
        for dump, change in _text_changes(number, paper, rank) if paper.variants else ():
            texts[dump].setdefault(number, []).append(change)
    return {
        dump: Changes(
            new=holding.new,
            seen_again=holding.seen_again,
            texts=tuple(change for number in holding.papers for change in texts[dump].get(number, ())),
            conflicts=tuple(conflict for conflict in library.conflicts if dump in _sides(conflict)),
        )
        for dump, holding in holdings(library).items()
    }


def _sides(conflict: Conflict) -> frozenset[str]:
    return frozenset((*conflict.dumps, *(dump for variant in conflict.variants for dump in variant.dumps)))


def _text_changes(number: int, paper: Paper, rank: dict[str, int]) -> Iterator[tuple[str, TextChange]]:
    dumps = sorted(paper.dumps, key=rank.__getitem__)
    for field in FIELDS:
        shown = paper.title if field == "title" else paper.abstract
        said: list[str] = []
        for dump in dumps:
            texts = _said_by(dump, paper, field, shown)
            for text in texts if said else ():
                if text not in said:
                    change = TextChange(paper=number, field=field, before=said[-1], after=text, shown=text == shown)
                    yield dump, change
            said += texts


def _said_by(dump: str, paper: Paper, field: Field, shown: str) -> list[str]:
    """Return the texts that one dump has of a field; more than one where it has the paper twice, the shown one last."""
    others = [variant.text for variant in paper.variants if variant.field == field and dump in variant.dumps]
    times = sum(witness.dump == dump for witness in paper.witnesses)
    return others if len(others) >= times else [*others, shown]
