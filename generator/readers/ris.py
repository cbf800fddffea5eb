"""RIS, as databases and reference managers export it: two letters, two blanks, a hyphen, a value.

    TY  - JOUR
    TI  - Sorting Toy Bricks
    AB  - We sort them.
    ER  -

rispy reads the entries; they are cut here, at ``TY`` and ``ER``, so that places are right and a broken one is alone.
An entry without ``ER`` that another one follows is read, and the fact told. What providers write between the entries
(``Provider: …``, a running number) is boilerplate; tagged lines outside of an entry lost their ``TY`` and are rejected.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import rispy

from generator.findings import finding
from generator.model import Boilerplate
from generator.readers import identifiers, names
from generator.readers.base import Line, Origin, Part, Reader, shorten
from generator.readers.drafts import Desk, Draft
from generator.readers.stretches import whole
from generator.readers.values import tidy, year

_TAG = re.compile(r"[\s\ufeff]*([A-Z][A-Z0-9]{1,3})  ?-(?:\s+(.*)|$)", re.DOTALL)
_FURNITURE = re.compile(
    r"[\s\ufeff]*(?:(?!title|pdf|url|link|summary|abstract)[A-Za-z][\w /-]{0,40}:(?:\s.*)?"
    r"|\d{1,9}[.)]?\s*|[-=_*#%].{0,200})?",
    re.DOTALL | re.IGNORECASE,
)
_INVISIBLE = re.compile(r"[\s\ufeff\u200b\x00-\x1f\x7f-\x9f]*")
_BEFORE = 30
"""Lines that a provider may write above its first entry."""

_TITLES = ("TI", "T1", "CT", "BT", "ST")
_ABSTRACTS = ("AB", "N2")
_AUTHORS = ("AU", "A1")
_DATES = ("PY", "Y1", "DA")
_OWN = ("DO", "UR", "M3", "L2", "AN", "L1")
_VENUES = ("T2", "JO", "JF", "JA", "J2", "M1", "PB")
_PUBLISHED_IN = ("JF", "JO", "T2", "JA", "BT")
_LINKS = ("UR", "L2", "LK")
_KNOWN = tuple(dict.fromkeys((*_TITLES, *_ABSTRACTS, *_AUTHORS, *_DATES, *_OWN, *_VENUES, *_LINKS)))
_PARSER = rispy.RisParser(
    mapping={tag: tag for tag in ("TY", *_KNOWN)},
    # As lists, because a repeated tag and a line that goes on both add to a list; else the second one would be lost.
    list_tags=list(_KNOWN),
    delimiter_tags_mapping={},
    skip_unknown_tags=True,
)


class Ris:
    """Reads the format."""

    name = "ris"

    def detect(self, head: Sequence[Line]) -> bool:
        """Tell whether, below what a provider may write, an entry begins and goes on with a tag."""
        full = [line.text for line in head if not line.blank]
        first = next((index for index, text in enumerate(full[: _BEFORE + 1]) if _tag(text) == "TY"), None)
        if first is None or not all(map(_is_furniture, full[:first])):
            return False
        follows = full[first + 1 : first + 2]
        return not follows or bool(_tag(follows[0]))

    def read(self, lines: Iterable[Line], origin: Origin) -> Iterator[Part]:
        """Yield a record for each entry with a title, and what stands between them."""
        desk = Desk.of(origin)
        entry: list[Line] = []
        for line in lines:
            if line.blank:
                continue
            tag = _tag(line.text)
            if tag == "TY":
                if entry:
                    yield from _unended(entry, desk, "another one begins below it")
                entry = [line]
            elif entry:
                entry.append(line)
                if tag == "ER":
                    yield _entry(entry, desk)
                    entry = []
            else:
                yield _outside(line, origin, tagged=bool(tag))
        if entry:
            yield _entry(entry, desk)
            yield finding("PS103", origin.at(entry[-1].number), "the dump ends inside of an entry, without ER")


def _tag(text: str) -> str:
    match = _TAG.match(text[:200])
    return match[1] if match else ""


def _is_furniture(text: str) -> bool:
    return bool(_FURNITURE.fullmatch(text) or _INVISIBLE.fullmatch(text)) and not _tag(text)


def _outside(line: Line, origin: Origin, *, tagged: bool) -> Part:
    if not tagged and _is_furniture(line.text):
        return Boilerplate(place=origin.at(line.number), lines=1, text=shorten(line.text.strip()))
    reason = "a field outside of any entry" if tagged else "text outside of any entry"
    return whole([line]).rejected(origin, "PS113", reason)


def _unended(entry: Sequence[Line], desk: Desk, why: str) -> Iterator[Part]:
    yield _entry(entry, desk)
    yield finding("PS114", desk.origin.at(entry[0].number), f"an entry without ER: {why}")


def _entry(entry: Sequence[Line], desk: Desk) -> Part:
    values = _values(entry)
    draft = Draft(
        title=_first(values, _TITLES),
        abstract=_first(values, _ABSTRACTS),
        authors=next((found for tag in _AUTHORS if (found := _names(values.get(tag, ())))), ()),
        year=year(_of(values, _DATES)),
        venue=identifiers.published_in(_of(values, _PUBLISHED_IN)),
        identifiers=identifiers.named(pages=_split(_of(values, _OWN)), venues=_of(values, _VENUES)),
        addresses=identifiers.others(_split(_of(values, _LINKS))),
    )
    return desk.part(draft, whole(entry))


def _values(entry: Sequence[Line]) -> dict[str, list[str]]:
    """Return the values of an entry by tag, as rispy reads them; lines that go on are further values."""
    lines = [_canonical(line.text) for line in entry]
    if _tag(lines[-1]) != "ER":
        lines.append("ER  - ")
    [record] = _PARSER.parse_lines(iter(lines))
    return {tag: [value for value in found if value] for tag, found in record.items() if tag != "TY"}


def _canonical(text: str) -> str:
    """Return a line as rispy wants it: tag, two blanks, hyphen, blank; or a blank, so that it finds no tag there."""
    match = _TAG.match(text)
    # Databases add tags of their own, some of four letters; rispy knows those of two.
    return f"{match[1] if len(match[1]) == 2 else 'XX'}  - {match[2] or ''}" if match else f" {text}"


def _of(values: dict[str, list[str]], tags: Iterable[str]) -> list[str]:
    return [value for tag in tags for value in values.get(tag, ())]


def _first(values: dict[str, list[str]], tags: Iterable[str]) -> str:
    return next((text for tag in tags if (text := tidy("\n".join(values.get(tag, ()))))), "")


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for value in values for part in value.split(";") if (name := names.given_first(part)))


def _split(values: Iterable[str]) -> list[str]:
    """Return the addresses of fields that hold several of them, set apart by semicolons."""
    return [part for value in values for part in re.split(r"\s*;\s*(?=https?:)", value)]


RIS: Reader = Ris()
