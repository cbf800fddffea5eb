"""What each dump holds: its papers, the new ones and those that an earlier dump had, found in one walk for all dumps.

Asking the Library dump by dump would cost papers times dumps. A paper is new in the dump of its first witness and seen
again in every other one.
"""

from dataclasses import dataclass

from generator.model import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """The papers of one dump, as positions in the Library, in the order in which the dump lists them."""

    papers: tuple[int, ...]
    new: tuple[int, ...]
    seen_again: tuple[int, ...]


def holdings(library: Library) -> dict[str, Holding]:
    """Return what each dump holds, by the dump's id, in the order of the dumps."""
    listed: dict[str, dict[int, int]] = {dump.id: {} for dump in library.dumps}
    for number, paper in enumerate(library.papers):
        for witness in paper.witnesses:
            listed[witness.dump].setdefault(number, witness.position)
    return {
        dump: _holding(library, dump, sorted(positions, key=positions.__getitem__))  # stable: else by the number
        for dump, positions in listed.items()
    }


def _holding(library: Library, dump: str, papers: list[int]) -> Holding:
    new: list[int] = []
    seen_again: list[int] = []
    for number in papers:
        (new if library.papers[number].witnesses[0].dump == dump else seen_again).append(number)
    return Holding(papers=tuple(papers), new=tuple(new), seen_again=tuple(seen_again))
