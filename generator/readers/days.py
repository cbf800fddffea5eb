"""Which lines are nothing but a day, as the header of a page names it: ``Mar 14``, ``Fri, 14 March 2025``, ISO dates.

What no calendar has (``Mar 32``, ``2025-02-30``) is no day, nor is a word that begins like a month (``Marbles 12``).
The year is never guessed, so 29 February is a day where none stands beside it.
"""

import calendar
import re

MONTHS = tuple("January February March April May June July August September October November December".split())
_BEGUN = [name[:3].lower() for name in MONTHS]
_MONTH = "|".join((*MONTHS, "sept", *_BEGUN))
_MENTIONED = re.compile(rf"\b(?:{'|'.join(_BEGUN)})", re.IGNORECASE)
_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+"
_WORDS = re.compile(
    rf"(?:{_WEEKDAY})?(?:(?:{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:{_MONTH})\.?)(?:,?\s+(?P<year>\d{{4}}))?",
    re.IGNORECASE | re.ASCII,
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_ANY_YEAR = 2000
"""A leap year."""


def is_day(text: str) -> bool:
    """Tell whether a text is a day that the calendar has, and nothing else."""
    if iso := _ISO.fullmatch(text):
        return _exists(*map(int, iso.groups()))
    words = _WORDS.fullmatch(text)
    if not words:
        return False
    return _exists(int(words["year"] or _ANY_YEAR), month(text) or 0, int(words["day"] or words["day2"]))


def month(text: str) -> int | None:
    """Return the number of the month that a text names first; None when it names none."""
    found = _MENTIONED.search(text)
    return _BEGUN.index(found[0].lower()) + 1 if found else None


def _exists(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
