"""The two text layouts of pages of Daily Papers that were selected and copied in a browser.

Both begin with what stands on top of the page (an invitation to a newsletter, the page's name, a day) and go on with titles
and abstracts in turns. *Spaced* has a blank line between any two of them; *compact* has none, and the button "Subscribe" of
the header is fused to the first title. Any line of the header may be missing, stand twice or stand in the middle, where two
pages were pasted into one file. Which line is a title is decided in ``generator.readers.pairing``.

Neither reader repairs anything: text and line breaks inside a field stay as they are, that is ``normalise``'s business.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from generator.findings import finding
from generator.model import Boilerplate, Record
from generator.readers import pairing
from generator.readers.base import Line, Origin, Part, Reader, reject
from generator.readers.evidence import ends_sentence

MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH = rf"(?:{MONTHS})[a-z]*\.?"
_DAY = re.compile(
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH})(?:,?\s+\d{{4}})?|\d{{4}}-\d\d-\d\d",
    re.IGNORECASE,
)
_INVITATION = re.compile(r"get trending papers in your email inbox\b.{0,30}", re.IGNORECASE)
_HEADER = re.compile(r"new|subscribe|(?:daily papers)?\s*(?:by\s*ak and the research community)?", re.IGNORECASE)
_FUSED = re.compile(r"subscribe(?!(?:rs?|d|s)\b)(?=\S)", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]*")

HEADER_LONGEST = 80
BRACKETED = re.compile(r"""\s*(?:[{}<@%|]|\[[{"]|"[\w ]+"\s*[:,]|#{1,6} |[-*+] |```|---|\d+[.)] )""")
"""How lines begin that are data, markup or lists."""
APART = 5.0
"""How much more a page's abstracts must look like abstracts than its titles do, where no header says what it is."""


def boilerplate(text: str) -> bool:
    """Tell whether a line belongs to the header of the page, or shows nothing at all."""
    text = text.strip().strip("\ufeff\u200b").strip()
    if len(text) > HEADER_LONGEST:
        return False
    return bool(_INVITATION.fullmatch(text) or _HEADER.fullmatch(text) or _DAY.fullmatch(text)) or _is_invisible(text)


def _is_invisible(text: str) -> bool:
    return bool(_INVISIBLE.fullmatch(text))


def _says_page(text: str) -> bool:
    """Tell whether a line can stand nowhere but in such a header."""
    text = text.strip().strip("\ufeff").lower()[:HEADER_LONGEST]
    return bool(_INVITATION.match(text)) or text.endswith("and the research community") or text == "daily papers"


@dataclass(slots=True)
class _Page:
    """The lines of a dump, its header taken out. ``header`` fills while ``units`` is consumed."""

    lines: Iterable[Line]
    origin: Origin
    header: list[Boilerplate] = field(default_factory=list)

    def units(self) -> Iterator[pairing.Unit]:
        gap, header_lines, invited = True, 0, False
        for line in self.lines:
            if line.blank:
                gap = True
                continue
            text = line.text
            if invited and (fused := _FUSED.match(text.lstrip("\ufeff \t"))):
                text = text.lstrip("\ufeff \t")[fused.end() :]
                gap, header_lines = True, header_lines + 1
            if boilerplate(text):
                self._note(line)
                gap, header_lines = True, header_lines + 1
                invited = bool(_INVITATION.fullmatch(text.strip()))
                continue
            yield pairing.unit(Line(line.number, text), gap=gap, new_page=header_lines > 1)
            gap, header_lines, invited = False, 0, False

    def _note(self, line: Line) -> None:
        text = line.text.strip()
        listed = text if _DAY.fullmatch(text) else None
        self.header.append(Boilerplate(place=self.origin.at(line.number), lines=1, text=text, listed=listed))

    def taken(self) -> Iterator[Boilerplate]:
        """Yield the header lines met since the last call."""
        yield from self.header
        self.header.clear()


@dataclass(frozen=True, slots=True)
class DailyPapers:
    """Reads the layout with blank lines or, where ``spaced`` is false, the one without."""

    name: str
    spaced: bool

    def detect(self, head: Sequence[Line]) -> bool:
        """Tell whether the head has the layout's blank lines, and the page's header or titles and abstracts in turns."""
        page = _Page(head, Origin("", ""))
        units = list(page.units())
        if _is_spaced(units) is not self.spaced:
            return False
        return any(_says_page(line.text) for line in head) or _in_turns(units)

    def read(self, lines: Iterable[Line], origin: Origin) -> Iterator[Part]:
        """Yield records, the header's lines, and what has no title or no abstract; last, whether the dump was cut."""
        page = _Page(lines, origin)
        positions = count(1)
        last: pairing.Pair | None = None
        for last in pairing.pairs(page.units(), spaced=self.spaced):
            yield from page.taken()
            yield _part(last, origin, positions)
        yield from page.taken()
        if last and (why := _cut(last)):
            yield finding("PS103", origin.at((last.abstract or last.title)[-1].number), why)


def _is_spaced(units: Sequence[pairing.Unit]) -> bool:
    """Tell whether blank lines part the papers. Among hard-wrapped lines few follow a blank one, but some do."""
    gaps = sum(unit.gap and not unit.new_page for unit in units[1:])
    return gaps >= max(1, 0.04 * len(units))


def _in_turns(units: Sequence[pairing.Unit]) -> bool:
    """Tell whether the lines are titles and abstracts in turns, clearly enough to do without a header."""
    if not units or sum(bool(BRACKETED.match(unit.text)) for unit in units) > 0.2 * len(units):
        return False
    weights = {unit.line.number: unit.weight for unit in units}
    found = list(pairing.pairs(units, spaced=_is_spaced(units)))
    apart = 0
    for pair in found:
        if pair.title and pair.abstract:
            longest = max(pair.abstract, key=lambda line: weights[line.number])
            together = len(pair.abstract) > 1
            apart += weights[longest.number] + 3 * together - weights[pair.title[0].number] >= APART
    return apart > 0.6 * len(found)


def _part(pair: pairing.Pair, origin: Origin, positions: Iterator[int]) -> Part:
    if not pair.abstract:
        return reject(pair.title, origin, "PS101", reason="a title without an abstract below it")
    if not pair.title:
        return reject(pair.abstract, origin, "PS102", reason="an abstract without a title above it")
    return Record(
        dump=origin.dump,
        place=origin.at(pair.title[0].number),
        position=next(positions),
        lines=len(pair.title) + len(pair.abstract),
        title=_joined(pair.title),
        abstract=_joined(pair.abstract),
    )


def _joined(lines: Sequence[Line]) -> str:
    return "\n".join(line.text.strip() for line in lines).strip("\ufeff")


def _cut(last: pairing.Pair) -> str:
    """Return why a dump seems cut off behind its last paper, empty when it does not."""
    if not last.abstract:
        return "the dump ends with a title"
    text = last.abstract[-1].text.rstrip()
    return "" if ends_sentence(text) else f"the dump ends in the middle of a sentence: “…{text[-40:]}”"


SPACED: Reader = DailyPapers("daily-papers-spaced", spaced=True)
COMPACT: Reader = DailyPapers("daily-papers-compact", spaced=False)
