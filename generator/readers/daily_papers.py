"""The two text layouts of pages of Daily Papers that were selected and copied in a browser.

Both begin with what stands on top of the page (an invitation to a newsletter, the page's name, a day) and go on with
titles and abstracts in turns. *Spaced* has a blank line between any two of them; *compact* has none, and the button
"Subscribe" of the header is fused to the first title. Any line of the header may be missing, stand twice or stand in
the middle, where two pages were pasted into one file. Which line is a title is decided in
``generator.readers.pairing``.

Neither reader repairs anything: text and line breaks inside a field stay as they are, that is ``normalise``'s
business.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, count, islice

from generator.model import Boilerplate
from generator.readers import pairing, setting
from generator.readers.base import Line, Origin, Part, Reader, cut, paper
from generator.readers.days import is_day
from generator.readers.evidence import tells_of_work, weigh
from generator.readers.labels import are_many

_INVITATION = re.compile(r"get trending papers in your email inbox\b.{0,30}", re.IGNORECASE)
_HEADER = re.compile(r"new|subscribe|(?:daily papers)?\s*(?:by\s*ak and the research community)?", re.IGNORECASE)
_PUBLISHED = re.compile(r"(?:published|submitted)(?: on)? ", re.IGNORECASE)
_FUSED = re.compile(r"subscribe(?!(?:rs?|d|s|ing)\b)(?=[^\s,.;:!?'’-])", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]*")

HEAD = 400
"""Lines that tell how the page is set."""
HEADER_LONGEST = 80
_MARKED = re.compile(
    r"""(?:PT [A-Z]|VR 1\.0|E[RF])$|[{}<@%|]|\[[{"]|"[\w ]+"\s*[:,]|\#{1,6}\s|[-*+]\s|```|---|\d+[.)]\s"""
    r"""|[\w-]{1,30}\s*=\s*[{"\w]|[A-Z][A-Z0-9]\s\s?-(?:\s|$)"""
)
"""How lines begin that are data, markup or lists: JSON, XML, BibTeX, RIS, CSV, Markdown."""
_INDENTED = re.compile(r"\t|  ")
_KEY = re.compile(r"[\w-]{1,20}:(?=\s|$)")
FAMILY = "Daily Papers"
"""What people call such a page; only its header says that a text is one."""
TELLING = 0.2
"""The part of the abstracts that must speak of the work they are about; nearly all do, but some pages are short."""
APART = 5.0
"""How much more a page's abstracts must look like abstracts than its titles do, where no header says what it is."""


def boilerplate(text: str) -> bool:
    """Tell whether a line belongs to the header of the page, or shows nothing at all."""
    text = text.strip().strip("\ufeff\u200b").strip()
    if len(text) > HEADER_LONGEST:
        return False
    known = _INVITATION.fullmatch(text) or _HEADER.fullmatch(text)
    return bool(known) or is_day(_PUBLISHED.sub("", text, count=1)) or _is_invisible(text)


def _is_invisible(text: str) -> bool:
    return bool(_INVISIBLE.fullmatch(text))


def _says_page(text: str) -> bool:
    """Tell whether a line can stand nowhere but in such a header."""
    text = text.strip().strip("\ufeff").lower()[:HEADER_LONGEST]
    return bool(_INVITATION.match(text)) or text.endswith("and the research community") or text == "daily papers"


def _begins_page(head: Sequence[Line]) -> bool:
    """Tell whether a text begins with a button of the page, which says less than its name or its invitation."""
    first = next((line.text.lstrip("\ufeff \t") for line in head if line.text.strip()), "")
    return bool(_FUSED.match(first)) or (boilerplate(first) and not is_day(first.strip()))


def header(line: Line, origin: Origin) -> Boilerplate:
    """Return a line of the header, with the day and the name that it says."""
    text = line.text.strip()
    return Boilerplate(
        place=origin.at(line.number),
        lines=1,
        text=text,
        listed=text if is_day(text) else None,
        family=FAMILY if _says_page(text) else None,
    )


@dataclass(slots=True)
class _Page:
    """The lines of a dump, its header taken out. ``header`` fills while ``units`` is consumed."""

    lines: Iterable[Line]
    origin: Origin
    header: list[Boilerplate] = field(default_factory=list)

    def units(self) -> Iterator[setting.Unit]:
        gap, header_lines, invited = True, 0, True
        for line in self.lines:
            if line.blank:
                gap = True
                continue
            text = line.text
            if invited and (fused := _FUSED.match(text.lstrip("\ufeff \t"))):
                text = text.lstrip("\ufeff \t")[fused.end() :]
                gap, header_lines = True, header_lines + 1
            if boilerplate(text):
                self.header.append(header(line, self.origin))
                gap, header_lines = True, header_lines + 1
                invited = bool(_INVITATION.fullmatch(text.strip()))
                continue
            yield setting.unit(Line(line.number, text), gap=gap, new_page=header_lines > 1)
            gap, header_lines, invited = False, 0, False

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
        """Tell whether the head is set like the layout, and has the page's header or titles and abstracts in turns."""
        page = _Page(head, Origin("", ""))
        units = list(page.units())
        habit = setting.habit(units)
        if habit.spaced is not self.spaced or are_many([unit.text for unit in units]):
            return False
        return any(_says_page(line.text) for line in head) or _in_turns(units, habit, told=_begins_page(head))

    def read(self, lines: Iterable[Line], origin: Origin) -> Iterator[Part]:
        """Yield records, the header's lines, and what has no title or no abstract; last, whether the dump was cut."""
        page = _Page(lines, origin)
        positions = count(1)
        last: pairing.Pair | None = None
        units = page.units()
        head = tuple(islice(units, HEAD))
        for last in pairing.pairs(chain(head, units), setting.habit(head)):
            yield from page.taken()
            yield paper(last.title, last.abstract, origin, position=positions)
        yield from page.taken()
        if last:
            yield from cut(last.title, last.abstract, origin)


def _in_turns(units: Sequence[setting.Unit], habit: setting.Habit, *, told: bool) -> bool:
    """Tell whether the lines are titles and abstracts in turns, clearly enough to do without a header.

    Headings and paragraphs are set like them, so a part of what would be abstracts must also speak like some, unless
    something has ``told`` that this is a page.
    """
    if not units or _is_data(units):
        return False
    weights = {unit.line.number: unit.weight for unit in units}
    found = list(pairing.pairs(units, habit))
    clear = [pair for pair in found if _apart(pair, weights) >= APART]
    telling = sum(tells_of_work(_abstract(pair)) for pair in clear)
    # On a page without wrapped lines, what stands below titles is something else, which nothing names.
    several = 0 if habit.width else sum(len(pair.title) > 1 for pair in clear)
    if several > 0.5 * len(clear):
        return False
    return len(clear) > 0.6 * len(found) and (told or telling >= TELLING * len(clear))


def _is_data(units: Sequence[setting.Unit]) -> bool:
    """Tell whether many lines begin as data, markup and lists do, or with the same key again and again."""
    marked = sum(bool(_MARKED.match(unit.text) or _INDENTED.match(unit.line.text)) for unit in units)
    keys = Counter(key[0] for unit in units if (key := _KEY.match(unit.text)))
    return marked > 0.2 * len(units) or max(keys.values(), default=0) >= max(3, 0.1 * len(units))


def _apart(pair: pairing.Pair, weights: dict[int, float]) -> float:
    """Return how much more an abstract looks like one than its title does; wrapped lines show it together."""
    if not pair.title or not pair.abstract:
        return 0.0
    return weigh(_abstract(pair)) - weights[pair.title[0].number]


def _abstract(pair: pairing.Pair) -> str:
    return " ".join(line.text.strip() for line in pair.abstract)


SPACED: Reader = DailyPapers("daily-papers-spaced", spaced=True)
COMPACT: Reader = DailyPapers("daily-papers-compact", spaced=False)
