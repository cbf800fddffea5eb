"""Match: decide whether two records are the same paper, may be, or are not.

Policy. To show one paper twice is a blemish; to unite two papers loses one of them. So a pair is united only when the
titles *and* something else speak for it, and when in doubt the two are shown apart, each naming the other as possibly
the same.

1. Identifiers speak first. Two records with different identifiers of one scheme are different papers, unless title
   and abstract are the same text (a preprint may have two DOIs). A shared identifier unites them if they have
   anything else in common: dumps err, too.
2. The titles are given a degree of kinship (``kinship``). The nearer they are, the less the abstracts must share;
   records with the same abstract under unlike titles are never united, only named: proceedings carry "Abstract
   missing" a hundred times, and a group's next paper begins with the sentences of its last one. Among 100,000 records
   16 pairs of unlike titles have one abstract of more than 60 words, letter by letter: no pair is one paper under two
   titles, nearly all are slips of the proceedings' web pages.
3. Titles that differ by a number, a series, a contrast or a word such as "comment on" are never united
   (``separate``).
4. Equal titles are not enough. A short one ("Preface") needs as much as a changed one, and a long one needs a trace
   in the abstract: two papers of the same authors can have the same title.
5. Authors never unite (a group's papers share them), but where both records name authors and none is common, an equal
   title does not count as one any more.

Measures. ``overlap`` is the number of common three-word shingles over that of the shorter abstract, so that a cut
abstract is found in the whole one; ``resemblance`` is the same over that of both together (Jaccard), for cases that
must be the same text.

Tried and dropped: edit distance of whole titles (97 between Nemotron 3 Super and Ultra, 46 between two versions of
one paper); ``token_set_ratio`` of abstracts (55-73 between different papers, 71 between two versions of one: no
threshold separates them); one score of weighted features (nobody could say why two papers had been united).
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from rapidfuzz import fuzz

from generator.dedupe.profile import Profile, Shingles
from generator.dedupe.separate import FILLERS, leftovers, separated, whole_and_part

Kinship = Literal["equal", "short", "slip", "part", "name", "near", "other"]
Verdict = Literal["same", "possible", "different"]


@dataclass(frozen=True, slots=True)
class Row:
    """What share a pair of this kinship needs to be the same paper or possibly so; ``alike`` measures resemblance."""

    same: float
    possible: float
    alike: bool = False
    enough: int = 20
    """Words that both abstracts must have to witness anything."""


TABLE: dict[Kinship, Row] = {
    # Equal title of three content words or more. Of 180 such pairs in 100,000 records those united have .113
    # (OpenCity3D) or more; two papers on VAPO by the same authors have .035. Below that lie three rewritten abstracts
    # of one paper each (.01 to .05), which cannot be told from it: possible.
    "equal": Row(0.10, 0.00),
    # Equal title of one or two content words: "Preface" in six proceedings has .19, "Plenary talks" .00-.30.
    "short": Row(0.60, 0.10),
    # A typing error, an inflection or a filler word: the same paper has .65 or more (BEVCalib); the nearest pair of two
    # papers whose titles differ by a letter (MVEB, MAEB: too short for a slip) .24.
    "slip": Row(0.50, 0.08),
    # A subtitle added or dropped: the same paper has .97 or more, a paper and its video (Autonomous Hot Metal
    # Carrier) .82, a paper and the next one with "Theory & experiments" .35.
    "part": Row(0.85, 0.08),
    # The same name before the colon, other words behind it: IMPersona .97, FLOWER .81, DropMax .78; two papers on
    # "Traffic control for a swarm of robots" .59. A rewritten abstract under a new subtitle (PersonalAI, .083) looks
    # like two papers on one system: possible.
    "name": Row(0.70, 0.08),
    # Three quarters of the letters in common: Evaluation/Control of biological clock activity are two papers at
    # resemblance .84, Linearized Control Problems/the Linear Quadratic Regulator one at 1.0.
    "near": Row(0.97, 0.60, alike=True),
    # Anything else: the next papers of one group reach .95 (Slimebot), two titles of one paper .93 (expressivity of
    # deep CNNs).
    "other": Row(1.01, 0.90, alike=True, enough=60),
}
LETTER_BY_LETTER = 20
"""Words that equal abstracts must have to witness anything, whatever the titles are."""
SAME_TEXT = 0.90
"""Resemblance from which differing identifiers are taken for two of one paper."""
IN_COMMON = 0.05
"""Overlap from which a shared identifier is believed when the titles have nothing in common."""
NEAR = 75.0


@dataclass(frozen=True, slots=True)
class Match:
    """A verdict on a pair, and how strong the evidence is: kinship first, then the share in common."""

    verdict: Verdict
    kinship: Kinship
    strength: float = 0.0


def match(a: Profile, b: Profile) -> Match:
    """Return the verdict on two records; the order of the two does not matter."""
    a, b = _ordered(a, b)
    kin = kinship(a, b)
    overlap, resemblance = _common(a.shingles, b.shingles)
    claim = _identified(a, b)
    if claim == "different":
        twins = kin in ("equal", "short") and resemblance >= SAME_TEXT
        return Match("same" if twins else "different", kin, resemblance)
    if claim == "same" and _believable(a, b, kin, overlap):
        return Match("same", kin, 1.0)
    return _by_text(a, b, kin, (overlap, resemblance), claim == "same")


def cannot_merge(a: Profile, b: Profile) -> bool:
    """Tell whether nothing may unite two records, not even a third one that resembles both."""
    a, b = _ordered(a, b)
    if _identified(a, b) == "same":
        return False
    return separated(a, b) or (_identified(a, b) == "different" and match(a, b).verdict == "different")


def _ordered(a: Profile, b: Profile) -> tuple[Profile, Profile]:
    """Return two records in one order, whoever asks: which word is a slip of which other may depend on it."""
    return (a, b) if (a.agreement, a.raw) <= (b.agreement, b.raw) else (b, a)


def kinship(a: Profile, b: Profile) -> Kinship:
    """Return how near two titles are, the nearest degree that applies."""
    if a.title == b.title:
        content = [word for word in a.words if word not in FILLERS]
        strangers = a.surnames and b.surnames and not set(a.surnames) & set(b.surnames)
        return "short" if len(content) < 3 or strangers else "equal"
    if whole_and_part(a, b):
        return "part"
    left, right = " ".join(a.words), " ".join(b.words)
    if fuzz.token_sort_ratio(left, right) >= NEAR and not any(leftovers(a, b)):
        return "slip"
    if a.head and a.head == b.head and (_coined(a.name) or len(a.name.split()) > 2):
        return "name"
    return "near" if fuzz.ratio(left, right) >= NEAR else "other"


def _believable(a: Profile, b: Profile, kin: Kinship, overlap: float) -> bool:
    """Tell whether a shared identifier is no slip of a dump: the records need something else in common."""
    if separated(a, b):
        return overlap >= TABLE["slip"].same
    return kin != "other" or overlap >= IN_COMMON


def _by_text(a: Profile, b: Profile, kin: Kinship, shares: tuple[float, float], same_identifier: bool) -> Match:
    row = TABLE[kin]
    share = shares[1] if row.alike else shares[0]
    enough = min(a.length, b.length) >= (LETTER_BY_LETTER if a.digest == b.digest else row.enough)
    if kin == "equal" and not enough:
        return Match("same" if share >= row.same or not (a.length and b.length) else "possible", kin, share)
    if share < min(row.same, row.possible) and not same_identifier:
        return Match("different", kin, share)
    if separated(a, b):
        return Match("possible" if enough and shares[1] >= TABLE["other"].possible else "different", kin, share)
    if share >= row.same and (enough or kin == "short"):
        return Match("same", kin, share)
    return Match("possible" if same_identifier or (share >= row.possible and enough) else "different", kin, share)


def _identified(a: Profile, b: Profile) -> Literal["same", "different", "open"]:
    """Return what the identifiers say: one in common unites; a scheme that both use without one in common parts."""
    if set(a.identifiers) & set(b.identifiers):
        return "same"
    schemes = {scheme for scheme, _ in a.identifiers} & {scheme for scheme, _ in b.identifiers}
    return "different" if schemes else "open"


def _coined(name: str) -> bool:
    """Tell whether a name is a made-up word: one word with a capital or a digit behind its first letter."""
    return len(name.split()) == 1 and any(sign.isupper() or sign.isdigit() for sign in name[1:])


def _common(a: Shingles, b: Shingles) -> tuple[float, float]:
    """Return overlap and resemblance of two abstracts."""
    if not len(a) or not len(b):
        return 0.0, 0.0
    common = len(np.intersect1d(a, b, assume_unique=True))
    return common / min(len(a), len(b)), common / (len(a) + len(b) - common)
