"""The weekly text export of Daily Papers: labelled fields, a line of hyphens behind each paper.

    Title: Invertible Consistency Distillation …
    PDF: https://arxiv.org/pdf/2406.14539
    Summary: Diffusion distillation represents …
    ---

A field goes on over the lines that begin with no label. The arXiv identifier is the one that the address names,
without its version. What stands before the first label is rejected, for nobody knows what it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from generator.model import Boilerplate
from generator.readers import identifiers
from generator.readers.base import Line, Origin, Part, Reader, cut, paper, reject

_LABEL = re.compile(r"\s*\ufeff?(title|pdf|url|link|summary|abstract)\s*:\s*", re.IGNORECASE)
_RULE = re.compile(r"\s*-{3,}\s*")
_FIELDS = {"title": "title", "summary": "abstract", "abstract": "abstract"}


@dataclass(slots=True)
class _Draft:
    """The lines of one paper, by field, without their labels."""

    title: list[Line] = field(default_factory=list)
    abstract: list[Line] = field(default_factory=list)
    address: list[Line] = field(default_factory=list)
    current: list[Line] | None = None

    def begin(self, label: str, line: Line) -> None:
        self.current = {"title": self.title, "abstract": self.abstract}.get(_FIELDS.get(label, ""), self.address)
        self.current.append(line)

    @property
    def identifiers(self) -> tuple[tuple[str, str], ...]:
        return identifiers.named(pages=[line.text for line in self.address])


class Weekly:
    """Reads the layout."""

    name = "daily-papers-weekly"

    def detect(self, head: Sequence[Line]) -> bool:
        """Tell whether papers begin with a title's label, and summaries with theirs."""
        labels = [match[1].lower() for line in head if (match := _LABEL.match(line.text))]
        first = next((line for line in head if not line.blank), None)
        return bool(first and _LABEL.match(first.text) and "title" in labels and _FIELDS.keys() & set(labels[1:]))

    def read(self, lines: Iterable[Line], origin: Origin) -> Iterator[Part]:
        """Yield a record for each title with a summary, and each rule as boilerplate."""
        position = count(1)
        draft = _Draft()
        for line in lines:
            if line.blank:
                continue
            label = _LABEL.match(line.text)
            rule = _RULE.fullmatch(line.text)
            if rule or (label and label[1].lower() == "title"):
                yield from _finished(draft, origin, position)
                draft = _Draft()
            if rule:
                yield Boilerplate(place=origin.at(line.number), lines=1, text="---")
            elif label:
                draft.begin(label[1].lower(), Line(line.number, line.text[label.end() :]))
            elif draft.current is not None:
                draft.current.append(line)
            else:
                yield reject([line], origin, "PS004", reason="a line without a label")
        yield from _finished(draft, origin, position)
        if draft.title or draft.abstract:  # no rule below it: the last one may have been torn
            yield from cut(draft.title, draft.abstract, origin)


def _finished(draft: _Draft, origin: Origin, position: Iterator[int]) -> Iterator[Part]:
    title = [line for line in draft.title if not line.blank]
    abstract = [line for line in draft.abstract if not line.blank]
    labels = len(draft.title) + len(draft.abstract) - len(title) - len(abstract)
    extra = len(draft.address) + labels
    if title or abstract:
        yield paper(title, abstract, origin, position=position, identifiers=draft.identifiers, extra=extra)
    elif draft.current:
        every = sorted((*draft.title, *draft.abstract, *draft.address))
        yield reject(every, origin, "PS004", reason="labels without a title and a summary")


WEEKLY: Reader = Weekly()
