"""Match: decide whether two records are the same paper, may be, or are not.

Policy. To show one paper twice is a blemish; to unite two papers loses one of them. So a pair is united only when the
titles *and* something else speak for it, and when in doubt the two are shown apart, each naming the other as possibly
the same.

1. Identifiers speak first (``identify``). Two records with different ones are different papers, unless title and
   abstract are the same text. A shared one unites them if they have anything else in common: dumps err, too.
2. The titles are given a degree of kinship (``kinship``). The nearer they are, the less the abstracts must share.
   Records with the same abstract under unlike titles are one renamed paper only if both titles fit the abstract:
   among 100,000 records 16 pairs of unlike titles have one abstract of more than 60 words, letter by letter, and all
   are slips of the proceedings' web pages, where one of the titles has at most half of its words in the abstract.
3. Titles that differ by a number, a series, a contrast or a word such as "without" or "comment on" are never united
   (``separate``); neither are abstracts of which one calls itself a video, a reply or an erratum, unless the one is a
   cut of the other.
4. Equal titles are not enough. A short one ("Preface") needs as much as a changed one, and a long one needs a trace
   in the abstract: two papers of the same authors can have the same title.
5. A record without abstract has its title alone. An equal one unites it if it is specific (``titles``), and only with
   one paper: where two have that title, ``cluster`` leaves it apart.
6. Authors never unite (a group's papers share them). Where both records name authors and none is common, an equal
   title counts as a short one; where each names one whom the other lacks, half of the abstract has to agree.

Measures. ``overlap`` is the number of common three-word shingles over that of the shorter abstract, so that a cut
abstract is found in the whole one; ``resemblance`` is the same over that of both together (Jaccard), for cases that
must be the same text.

Tried and dropped: ``token_set_ratio`` of abstracts (55-73 between different papers, 71 between two versions of one: no
threshold separates them); one score of weighted features (nobody could say why two papers had been united); believing
a shared identifier at an overlap of .02 (two random papers of one field have that in 1 of 10 cases).
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from generator.dedupe.identify import Claim, claim
from generator.dedupe.kinship import Kinship, acquainted, kinship, regrouped, strangers
from generator.dedupe.profile import Profile, Shingles
from generator.dedupe.separate import separated
from generator.dedupe.titles import NAMED, SPECIFIC

Verdict = Literal["same", "possible", "different"]


@dataclass(frozen=True, slots=True)
class Row:
    """What share a pair of this kinship needs to be the same paper or possibly so; ``alike`` measures resemblance."""

    same: float
    possible: float
    alike: bool = False
    enough: int = 20
    """Words that both abstracts must have to witness anything."""
    fit: float = 0.0
    """Share of each title's words that its abstract must have."""


TABLE: dict[Kinship, Row] = {
    # Equal title of three content words or more. Of 180 such pairs in 100,000 records those united have .113
    # (OpenCity3D) or more; two papers on VAPO by the same authors have .035. Below that lie three rewritten abstracts
    # of one paper each (.01 to .05), which cannot be told from it: possible.
    "equal": Row(0.10, 0.00),
    # Equal title of one or two content words: "Preface" in six proceedings has .19, "Plenary talks" .00-.30.
    "short": Row(0.60, 0.10),
    # A typing error, an inflection, an abbreviation or a filler word: the same paper has .65 or more (BEVCalib),
    # a paper and its video (Autonomous multi-floor indoor navigation, MAV or micro aerial vehicle) .52.
    "slip": Row(0.60, 0.08),
    # A subtitle added or dropped: the same paper has .97 or more, a paper and its video (Autonomous Hot Metal
    # Carrier) .82, a paper and the next one with "Theory & experiments" .35.
    "part": Row(0.85, 0.08),
    # The same name before the colon, other words behind it: IMPersona .97, FLOWER .81, DropMax .78; two papers on
    # "Traffic control for a swarm of robots" .59. A rewritten abstract under a new subtitle (PersonalAI, .083) looks
    # like two papers on one system (SALICON, .084): possible.
    "name": Row(0.70, 0.08),
    # Three quarters of the letters in common: Evaluation/Control of biological clock activity are two papers at
    # resemblance .84, Linearized Control Problems/the Linear Quadratic Regulator one at 1.0.
    "near": Row(0.97, 0.60, alike=True),
    # Anything else: the next papers of one group reach .95 (Slimebot), two titles of one paper .93 (expressivity of
    # deep CNNs). The better fitting half of a slip's titles has .5 at most in the worse of its two; of all titles 85
    # in 100 have .6 or more.
    "other": Row(0.97, 0.90, alike=True, enough=60, fit=0.6),
}
LETTER_BY_LETTER = 20
"""Words that equal abstracts must have to witness anything, whatever the titles are."""
SAME_TEXT = 0.90
"""Resemblance from which differing identifiers are taken for two of one paper."""
IN_COMMON = 0.05
"""Overlap from which a shared identifier is believed when the titles have nothing in common: 2 in 1,000 random pairs of
papers of one field have more."""
REGROUPED = 0.50
"""Overlap that authors of whom each side lacks one ask for: a paper and its video (OctoMag) have .35; of 190 pairs of
one paper none has both."""
_LEAST = min(min(row.same, row.possible) for kin, row in TABLE.items() if kin not in ("equal", "short"))
"""Overlap below which nothing unites records of unequal titles; their resemblance is no larger."""
CUT = 0.95
"""Overlap from which two abstracts are one text, one of them perhaps cut."""


@dataclass(frozen=True, slots=True)
class Match:
    """A verdict on a pair, and how strong the evidence is: kinship first, then the share in common."""

    verdict: Verdict
    kinship: Kinship
    strength: float = 0.0
    title_only: bool = False
    """Whether an abstract is lacking, so that nothing but the equal titles unites the two."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    kinship: Kinship
    overlap: float
    resemblance: float

    @property
    def row(self) -> Row:
        return TABLE[self.kinship]

    @property
    def share(self) -> float:
        return self.resemblance if self.row.alike else self.overlap


def match(a: Profile, b: Profile) -> Match:
    """Return the verdict on two records; the order of the two does not matter."""
    a, b = _ordered(a, b)
    found = _Evidence(kinship(a, b), *_common(a.shingles, b.shingles))
    said = claim(a.identifiers, b.identifiers)
    if said == "different":
        twins = found.kinship in ("equal", "short") and found.resemblance >= SAME_TEXT
        return Match("same" if twins else "different", found.kinship, found.resemblance)
    if said == "same" and _believable(a, b, found):
        return Match("same", found.kinship, 1.0)
    verdict = _by_text(a, b, found) if a.length and b.length else _by_title(a, b, found.kinship)
    title_only = verdict == "same" and not (a.length and b.length)
    if verdict == "different" and said == "same":
        verdict = "possible"
    return Match(verdict, found.kinship, float(acquainted(a, b)) if title_only else found.share, title_only)


def plainly_different(a: Profile, b: Profile) -> bool:
    """Tell whether the verdict is "different" whatever else is looked at, as it is of most candidate pairs.

    Titles that are not equal ask for some share of the abstract at any kinship; only an identifier can do without.
    """
    if a.title == b.title or not (a.length and b.length) or claim(a.identifiers, b.identifiers) == "same":
        return False
    return _common(a.shingles, b.shingles)[0] < _LEAST


def cannot_merge(a: Profile, b: Profile) -> bool:
    """Tell whether nothing may unite two records, not even a third one that resembles both."""
    a, b = _ordered(a, b)
    said: Claim = claim(a.identifiers, b.identifiers)
    if said == "open" and not separated(a, b):
        return _other_kind(a, b)
    return match(a, b).verdict != "same"


def _ordered(a: Profile, b: Profile) -> tuple[Profile, Profile]:
    """Return two records in one order, whoever asks: which word is a slip of which other may depend on it."""
    return (a, b) if (a.agreement, a.raw) <= (b.agreement, b.raw) else (b, a)


def _believable(a: Profile, b: Profile, found: _Evidence) -> bool:
    """Tell whether a shared identifier is no slip of a dump: the records need something else in common."""
    if separated(a, b):
        return found.overlap >= TABLE["slip"].same
    return found.kinship != "other" or found.overlap >= IN_COMMON or acquainted(a, b)


def _by_text(a: Profile, b: Profile, found: _Evidence) -> Verdict:
    row, share = found.row, found.share
    if share < min(row.same, row.possible):
        return "different"
    enough = min(a.length, b.length) >= (LETTER_BY_LETTER if a.digest == b.digest else row.enough)
    if separated(a, b):
        return "possible" if enough and found.resemblance >= TABLE["other"].possible else "different"
    if share >= row.same and (enough or found.kinship in ("equal", "short")) and not _doubtful(a, b, found):
        return "same"
    return "possible" if share >= row.possible and (enough or found.kinship == "equal") else "different"


def _doubtful(a: Profile, b: Profile, found: _Evidence) -> bool:
    """Tell whether something else than the texts' share speaks against one paper."""
    if found.row.fit and (min(a.fit, b.fit) < found.row.fit or strangers(a, b)):
        return True
    return (regrouped(a, b) and found.overlap < REGROUPED) or (_other_kind(a, b) and found.overlap < CUT)


def _by_title(a: Profile, b: Profile, kin: Kinship) -> Verdict:
    """Return the verdict on two records of which one has no abstract."""
    if kin == "equal" and (min(a.substance, b.substance) >= (NAMED if acquainted(a, b) else SPECIFIC)):
        return "same"
    near = kin in ("equal", "slip", "part") or (kin == "short" and acquainted(a, b))
    return "possible" if near and min(a.substance, b.substance) > 0 and not separated(a, b) else "different"


def _other_kind(a: Profile, b: Profile) -> bool:
    """Tell whether one abstract is that of a paper and the other one that of a video, a reply, an erratum."""
    return bool(a.length and b.length) and a.kind != b.kind and a.kind.isdisjoint(b.kind)


def _common(a: Shingles, b: Shingles) -> tuple[float, float]:
    """Return overlap and resemblance of two abstracts."""
    if not len(a) or not len(b):
        return 0.0, 0.0
    short, long = sorted((a, b), key=len)
    # both are sorted and have each hash once, so that one search in the longer one does: np.intersect1d sorts again
    common = int(np.count_nonzero(long.take(long.searchsorted(short), mode="clip") == short))
    return common / min(len(a), len(b)), common / (len(a) + len(b) - common)
