"""What dumps say of a paper that its page does not show as the paper's text: variants, conflicts, originals.

Pure: from the records of the model to views, with the difference between two texts computed once, here. It decides
nothing about which text is right; ``generator.dedupe`` did.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.changes import TextChange
from generator.model import Conflict, Dump, Paper, Variant
from generator.pages.views import Deviation, Dispute, Original, Seen
from generator.pages.worddiff import difference


@dataclass(frozen=True, slots=True)
class Deviations:
    """Makes views of what dumps say otherwise; it knows the dumps by their ids."""

    dumps: Mapping[str, Dump]

    def of(self, paper: Paper) -> Iterator[Deviation]:
        """Yield the texts that other dumps have."""
        for variant in paper.variants:
            yield self._deviation(variant, paper.title if variant.field == "title" else paper.abstract)

    def dispute(self, paper: Paper, conflict: Conflict) -> Dispute:
        """Return what dumps disagree about."""
        return Dispute(
            title=paper.title,
            url=paper.url,
            field=conflict.field,
            why=conflict.why,
            shown_in=tuple(self.dumps[dump] for dump in conflict.dumps),
            deviations=tuple(self._deviation(variant, conflict.shown) for variant in conflict.variants),
            acknowledged=conflict.acknowledged,
            because=conflict.because,
        )

    def change(self, change: TextChange, dump: Dump) -> Deviation:
        """Return the text that a dump was the first to have."""
        return Deviation(
            field=change.field,
            dumps=(dump,),
            text=change.after,
            pieces=difference(change.before, change.after),
        )

    def originals(self, paper: Paper) -> Iterator[Original]:
        """Yield the raw texts that differ from what is shown, each once with all the places where it stands."""
        titles = (paper.title, *(variant.text for variant in paper.variants if variant.field == "title"))
        shown = {_squeezed(title) for title in titles}
        places: dict[tuple[str, str], list[Seen]] = {}
        for witness in paper.witnesses:
            title = _squeezed(witness.title)
            texts = ("" if title in shown else title, witness.original)
            places.setdefault(texts, []).append(Seen(dump=self.dumps[witness.dump], line=witness.place.line))
        for (title, abstract), seen in places.items():
            if title or abstract:
                yield Original(seen=tuple(seen), title=title, abstract=abstract)

    def _deviation(self, variant: Variant, shown: str) -> Deviation:
        return Deviation(
            field=variant.field,
            dumps=tuple(self.dumps[dump] for dump in variant.dumps),
            text=variant.text,
            pieces=difference(shown, variant.text),
        )


def _squeezed(text: str) -> str:
    """Return a text with its white space made single spaces, which no reader could tell apart."""
    return " ".join(text.split())
