"""Which lines are nothing but a day, as the header of a page names it: ``Mar 14``, ``Fri, 14 March 2025``, ISO dates.

What no calendar has (``Mar 32``, ``2025-02-30``) is no day, nor is a word that begins like a month (``Marbles 12``).
The year is never guessed, so 29 February is a day where none stands beside it.
"""

import calendar
import re

MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
"""How the names of the months begin, in their order."""
_NAMES = tuple(
    name.lower()
    for name in "January February March April May June July August September October November December".split()
)
_MONTH = "|".join((*_NAMES, "sept", MONTHS))
_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+"
_WORDS = re.compile(
    rf"(?:{_WEEKDAY})?(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH})\.?)(?:,?\s+(?P<year>\d{{4}}))?",
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
    month = MONTHS.split("|").index((words["month"] or words["month2"])[:3].lower()) + 1
    return _exists(int(words["year"] or _ANY_YEAR), month, int(words["day"] or words["day2"]))


def _exists(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
