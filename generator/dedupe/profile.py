"""What is known of a record for the question whether it is the same paper as another one.

Records that agree in everything after folding share one profile: most papers that stand in several dumps are united
here already, at the price of a dictionary look-up. A profile holds no reference to where the record stood, so nothing
that is decided on profiles can depend on the order of the dumps.
"""

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from generator.dedupe.fold import compact, numbers, words
from generator.dedupe.identify import Identifiers, identifiers
from generator.dedupe.titles import NAMED, SPECIFIC, fit, substance, told
from generator.model import Paper

Shingles = NDArray[np.uint64]
Agreement = tuple[str, str, Identifiers, tuple[str, ...]]

_SUBTITLE = re.compile(r"\s*:\s+|(?<=[^\W\d_]{3}):(?=\w)|\s+[-\u2013\u2014]{1,3}\s+|\s*\u2014\s*")
_KIND = re.compile(
    r"\b(?:this|the) (video) (?:shows|presents|demonstrates|illustrates|introduces|describes|summari[sz]es|submission)"
    r"|\bin this (video),? (?:we|clip|presentation|paper|submission)"
    r"|\bthis (comment|reply|rejoinder|erratum|corrigendum|addendum|extended abstract)\b",
    re.IGNORECASE,
)
"""What an abstract says it is the abstract of, if it isn't a paper."""
_KINDS = ("video", "comment", "reply", "rejoinder", "erratum", "corrigendum", "addendum", "extended abstract")
_OTHER_CASE = ("i\u0307", "ı", "ſ")
"""What lower case makes of letters that a pattern without regard to case takes for i and s."""
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))
_SHIFT = np.uint64(29)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profile:
    """The folded title in its parts, the abstract's shingles, the identifiers and the authors' surnames."""

    raw: str
    title: str
    """Compact."""
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    head: str
    """The compact title before the colon or dash; empty when there is none."""
    tail: str
    name: str
    """What stands before the colon or dash, as written."""
    identifiers: Identifiers
    """Canonical."""
    surnames: tuple[str, ...]
    digest: str
    """Of the compact abstract: the texts themselves would take a gigabyte at 100,000 records."""
    length: int
    """Words of the abstract."""
    hashes: bytes
    """Those of the abstract's shingles, three words each; a plain value, so that a profile can be kept."""
    kind: frozenset[str]
    """What the abstract says it is the abstract of; empty for a paper."""
    substance: float
    """Words of the title that tell one paper from another, see ``titles``."""
    fit: float
    """Share of the title's words that the abstract has."""

    @property
    def shingles(self) -> Shingles:
        """The hashes of the abstract's shingles, sorted."""
        return np.frombuffer(self.hashes, dtype="<u8")

    @property
    def agreement(self) -> Agreement:
        """What records must agree in to share a profile, and an order that does not depend on where they stood."""
        return (self.title, self.digest, self.identifiers, self.surnames)

    @property
    def anonymous(self) -> bool:
        """Whether a record says so little that even one with the very same words may be another paper ("Preface")."""
        return not self.identifiers and not self.length and not self.specific

    @property
    def specific(self) -> bool:
        """Whether an equal title is enough where a record has no abstract."""
        return self.substance >= (NAMED if self.surnames else SPECIFIC)


def profile(paper: Paper) -> Profile:
    """Return the profile of a paper."""
    parts = _SUBTITLE.split(paper.title.strip(), maxsplit=1)
    name, rest = (parts[0], parts[1]) if len(parts) == 2 and parts[0] and parts[1] else ("", "")
    title, abstract = words(paper.title), told(paper.abstract)
    return Profile(
        raw=paper.title,
        title=compact(paper.title),
        words=title,
        numbers=numbers(paper.title),
        head=compact(name),
        tail=compact(rest),
        name=name,
        identifiers=identifiers(paper.identifiers),
        surnames=surnames(paper.authors),
        digest=blake2b("".join(abstract).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
        length=len(abstract),
        hashes=shingles(abstract).astype("<u8", copy=False).tobytes(),
        kind=_kind(paper.abstract),
        substance=substance(title),
        fit=fit(title, abstract),
    )


def _kind(abstract: str) -> frozenset[str]:
    """Return what an abstract says it is the abstract of."""
    lowered = abstract.lower()
    if not any(map(lowered.__contains__, (*_KINDS, *_OTHER_CASE))):
        return frozenset()
    return frozenset(kind.lower() for found in _KIND.findall(abstract) for kind in found if kind)


def shingles(text: Sequence[str]) -> Shingles:
    """Return sorted hashes of the runs of three words, each once; the same in every process."""
    count = len(text) - len(_MIX) + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    encoded = " ".join(text).encode("utf-8", "surrogatepass").split(b" ")  # at once: folded words have no spaces
    codes = np.fromiter(map(zlib.crc32, encoded), dtype=np.uint64, count=len(text))
    mixed = codes[:count] * _MIX[0]
    mixed ^= mixed >> _SHIFT
    for offset, factor in enumerate(_MIX[1:], 1):
        mixed ^= codes[offset : offset + count]
        mixed *= factor
        mixed ^= mixed >> _SHIFT
    mixed.sort()
    first = np.ones(count, dtype=np.bool_)
    np.not_equal(mixed[1:], mixed[:-1], out=first[1:])
    return mixed[first]  # as np.unique gives it, in half the time for so few


def surnames(authors: Iterable[str]) -> tuple[str, ...]:
    """Return the folded surnames, of ``Ada Lovelace`` and of ``Lovelace, Ada`` alike."""
    names = (
        author.split(",", 1)[0] if "," in author else author.rsplit(None, 1)[-1] for author in authors if author.strip()
    )
    return tuple(sorted({compact(name) for name in names}))
