"""Feeds: RSS 0.9x to 2.0 and RDF (``item``), and Atom (``entry``), of arXiv, Daily Papers, journals and anybody else.

An entry's lines are its record's, what stands around the entries is boilerplate. A broken entry is rejected with its
line, and the others are read; a feed that was cut keeps what stands before. The feed's own title and description are
no paper's and are left out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from generator.findings import finding
from generator.model import Boilerplate
from generator.readers import feed_entry
from generator.readers.base import Line, Origin, Part, Reader, shorten
from generator.readers.feed_cutting import Cutter, Kind
from generator.readers.structured import Desk, Stretch

_BEFORE_ROOT = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[<>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(rss|feed|RDF)(?=[\s>])([^<>]*)>")
_DAY = re.compile(r"<(?:pubDate|lastBuildDate)>([^<]{1,60})</")
LOOKED_AT = 1 << 16
"""Characters at the beginning of a dump that tell whether it is a feed."""
REASONS = {
    Kind.TORN: ("PS109", "another entry begins inside of this one"),
    Kind.ENDLESS: ("PS109", "the entry does not end"),
    Kind.CUT: ("PS103", "the feed ends inside of this entry"),
    Kind.STRANGE: ("PS113", "text between two entries of the feed"),
}


@dataclass(frozen=True, slots=True)
class Feed:
    """Reads feeds whose entries are elements of a name."""

    name: str
    tag: str
    roots: tuple[str, ...]

    def detect(self, head: Sequence[Line]) -> bool:
        """Tell whether the first element is the root of a feed, and one with such entries."""
        text = _beginning(head)
        root = _ROOT.match(text)
        if not root or root[1] not in self.roots:
            return False
        proof = rf"<(?:[\w.-]+:)?(?:{self.tag}|channel)[\s/>]|http://www\.w3\.org/2005/Atom|http://purl\.org/rss/"
        return bool(re.search(proof, text))

    def read(self, lines: Iterable[Line], origin: Origin) -> Iterator[Part]:
        """Yield a record for each entry with a title, then whether the feed was cut between two of them."""
        desk = Desk.of(origin)
        cutter = Cutter(self.tag)
        last, cut = 1, False
        for kind, stretch in cutter.stretches(lines):
            yield from _parts(kind, stretch, desk)
            last = stretch.lines[-1].number
            cut = kind is Kind.CUT
        if cutter.opened:
            what = "a comment or a CDATA section begins here and does not end: nothing below it was read"
            yield finding("PS109", origin.at(cutter.opened), what)
        elif cutter.begun and not cutter.ended and not cut:
            yield finding("PS103", origin.at(last), "the feed ends behind an entry, without its own end")


def _parts(kind: Kind, stretch: Stretch, desk: Desk) -> Iterator[Part]:
    if kind is Kind.FRAME:
        yield _boilerplate(stretch, desk.origin)
    elif kind is not Kind.ENTRY:
        code, reason = REASONS[kind]
        yield stretch.rejected(desk.origin, code, reason)
    else:
        try:
            entry, repaired = feed_entry.parse(stretch.lines)
        except feed_entry.Broken as broken:
            yield stretch.rejected(desk.origin, "PS109", broken.reason, line=broken.line)
            return
        yield from desk.parts(feed_entry.fields_of(entry), stretch)
        if repaired:
            yield finding("PS115", desk.origin.at(stretch.lines[0].number), "an entry with a bare ampersand")


def _boilerplate(stretch: Stretch, origin: Origin) -> Boilerplate:
    text = "\n".join(line.text.strip() for line in stretch.lines[:20])
    place = origin.at(stretch.lines[0].number)
    return Boilerplate(place=place, lines=stretch.counted, text=shorten(text), listed=_listed(text))


def _listed(text: str) -> str | None:
    """Return the day of the feed, as an ISO date in its own time zone."""
    for day in _DAY.findall(text):
        try:
            return parsedate_to_datetime(day).date().isoformat()
        except ValueError:
            continue
    return None


def _beginning(head: Sequence[Line]) -> str:
    """Return the beginning of a dump from its first element on."""
    text = "\n".join(line.text[:LOOKED_AT] for line in head)[:LOOKED_AT].lstrip("\ufeff \t\n\r")
    while before := _BEFORE_ROOT.match(text):
        text = text[before.end() :].lstrip()
    return text


RSS: Reader = Feed("rss", "item", ("rss", "RDF"))
ATOM: Reader = Feed("atom", "entry", ("feed",))
