"""What a dump is called when ``dumps.yml`` gives it no title: by what it says it is and its day, else by its number."""

import datetime as dt
import re
from collections.abc import Iterable
from itertools import chain
from pathlib import PurePath

from generator import slugs
from generator.readers.daily_papers import FAMILY
from generator.readers.days import MONTHS, month

FAMILIES = {"daily-papers-json": FAMILY, "daily-papers-weekly": FAMILY}
"""Layouts that nothing else has, and what people call what is in them."""
PACKED = (".gz", ".gzip", ".zst", ".zstd")
"""Suffixes that say how a file is packed, and nothing of what it holds."""


def stem(name: str) -> str:
    """Return a file's name without its suffix and without that of its packing: ``x`` of ``x.json.gz``."""
    path = PurePath(name)
    return path.with_suffix("").stem if path.suffix.lower() in PACKED and path.stem else path.stem


def dump_slug(stem: str) -> str:
    """Return the slug of a dump's page, not yet unique."""
    return slugs.slugged(stem, length=60) or "dump"


def title(stem: str, layout: str | None, listed: str | None, *, family: str | None = None) -> str:
    """Return a title: ``Daily Papers, 14 March``, ``Daily Papers 004`` by the file's number, else the file's stem.

    ``family`` is what the dump says of itself; a text that is merely set like a page of Daily Papers is none.
    """
    family = family or FAMILIES.get(layout or "")
    if family is None:
        return stem
    if listed:
        return f"{family}, {day(listed)}"
    number = re.match(r"\d+", stem)
    return f"{family} {number[0]}" if number else f"{family}, {stem}"


def apart(made: str, taken: frozenset[str], marks: Iterable[str]) -> str:
    """Return a made title, with the first mark in brackets that tells it from earlier dumps' titles if need be."""
    titles = chain((made,), (f"{made} ({mark})" for mark in marks if mark))
    return next((title for title in titles if title not in taken), made)


def marks(stem: str, dump: str) -> tuple[str, ...]:
    """Return what tells dumps with the same title apart: the number in the file's name, its stem, the dump's id."""
    number = re.match(r"\d+", stem)
    return (number[0] if number else "", stem, dump)


def day(listed: str) -> str:
    """Return a day as people write it, ``14 March`` or ``14 March 2026``, from an ISO date or a header's words."""
    try:
        date = dt.date.fromisoformat(listed)
    except ValueError:
        return _from_words(listed)
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def _from_words(listed: str) -> str:
    named = month(listed)
    number = re.search(r"\b(\d{1,2})(?!\d)", listed)
    if not named or not number:
        return listed
    year = re.search(r"\b\d{4}\b", listed)
    return f"{int(number[1])} {MONTHS[named - 1]}" + (f" {year[0]}" if year else "")
