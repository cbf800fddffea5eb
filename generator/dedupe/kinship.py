"""Kinship: how near two titles are, as a degree with a name.

No number can say it: edit distance is 97 between Nemotron 3 Super and Ultra, 46 between two versions of one paper. What
the titles of different papers differ in is ``generator.dedupe.separate``'s business.
"""

from typing import Literal

from rapidfuzz import fuzz

from generator.dedupe.profile import Profile
from generator.dedupe.separate import leftovers, whole_and_part
from generator.dedupe.titles import FILLERS

Kinship = Literal["equal", "short", "slip", "part", "name", "near", "other"]
"""The nearest first."""

NEAR = 75.0
"""Edit similarity in per cent."""
ROUGHLY = 60.0
"""The same of the sorted words, below which it isn't worth while to look for slips and abbreviations."""


def kinship(a: Profile, b: Profile) -> Kinship:
    """Return how near two titles are, the nearest degree that applies."""
    if a.title == b.title:
        content = [word for word in a.words if word not in FILLERS]
        return "short" if len(content) < 3 or strangers(a, b) else "equal"
    if whole_and_part(a, b):
        return "part"
    left, right = " ".join(a.words), " ".join(b.words)
    if fuzz.token_sort_ratio(left, right) >= ROUGHLY and not any(leftovers(a, b)):
        return "slip"
    if a.head and a.head == b.head and (_coined(a.name) or len(a.name.split()) > 2):
        return "name"
    return "near" if fuzz.ratio(left, right) >= NEAR else "other"


def strangers(a: Profile, b: Profile) -> bool:
    """Tell whether both records name authors, and none in common."""
    return bool(a.surnames and b.surnames) and set(a.surnames).isdisjoint(b.surnames)


def acquainted(a: Profile, b: Profile) -> bool:
    """Tell whether both records name an author in common."""
    return not set(a.surnames).isdisjoint(b.surnames)


def regrouped(a: Profile, b: Profile) -> bool:
    """Tell whether each record names an author whom the other one lacks, as the next paper of a group does."""
    return bool(set(a.surnames) - set(b.surnames)) and bool(set(b.surnames) - set(a.surnames))


def _coined(name: str) -> bool:
    """Tell whether a name is a made-up word: one word with a capital or a digit behind its first letter."""
    return len(name.split()) == 1 and any(sign.isupper() or sign.isdigit() for sign in name[1:])
