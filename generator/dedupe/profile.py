"""What is known of a record for the question whether it is the same paper as another one.

Records that agree in everything after folding share one profile: most papers that stand in several dumps are united
here already, at the price of a dictionary look-up. A profile holds no reference to where the record stood, so nothing
that is decided on profiles can depend on the order of the dumps.
"""

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from generator.dedupe.fold import compact, numbers, words
from generator.model import Paper

Shingles = NDArray[np.uint64]
Agreement = tuple[str, str, tuple[tuple[str, str], ...], tuple[str, ...]]

_SUBTITLE = re.compile(r"\s*:\s+|(?<=[^\W\d_]{3}):(?=\w)|\s+[-\u2013\u2014]{1,3}\s+|\s*\u2014\s*")
_ARXIV_VERSION = re.compile(r"v\d+$")
_ARXIV_DOI = "10.48550/arxiv."
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))


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
    identifiers: tuple[tuple[str, str], ...]
    surnames: tuple[str, ...]
    digest: str
    """Of the compact abstract: the texts themselves would take a gigabyte at 100,000 records."""
    length: int
    """Words of the abstract."""
    shingles: Shingles
    """Of the abstract, three words each."""

    @property
    def agreement(self) -> Agreement:
        """What records must agree in to share a profile, and an order that does not depend on where they stood."""
        return (self.title, self.digest, self.identifiers, self.surnames)


def profile(paper: Paper) -> Profile:
    """Return the profile of a paper."""
    parts = _SUBTITLE.split(paper.title.strip(), maxsplit=1)
    name, rest = (parts[0], parts[1]) if len(parts) == 2 and parts[0] and parts[1] else ("", "")
    abstract = words(paper.abstract)
    return Profile(
        raw=paper.title,
        title=compact(paper.title),
        words=words(paper.title),
        numbers=numbers(paper.title),
        head=compact(name),
        tail=compact(rest),
        name=name,
        identifiers=_identifiers(paper.identifiers),
        surnames=_surnames(paper.authors),
        digest=blake2b("".join(abstract).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
        length=len(abstract),
        shingles=shingles(abstract),
    )


@lru_cache(maxsize=1 << 18)
def _hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def shingles(text: Sequence[str]) -> Shingles:
    """Return sorted hashes of the runs of three words, each once; the same in every process."""
    count = len(text) - len(_MIX) + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    codes = np.fromiter(map(_hash, text), dtype=np.uint64, count=len(text))
    mixed = np.zeros(count, dtype=np.uint64)
    for offset, factor in enumerate(_MIX):
        mixed = (mixed ^ codes[offset : offset + count]) * factor
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


def _identifiers(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return identifiers in lower case, arXiv ones without version, an arXiv DOI as the arXiv identifier it is."""
    result = set()
    for scheme, value in pairs:
        known, text = scheme.lower(), value.strip().lower()
        if known == "doi" and text.startswith(_ARXIV_DOI):
            known, text = "arxiv", text.removeprefix(_ARXIV_DOI)
        result.add((known, _ARXIV_VERSION.sub("", text) if known == "arxiv" else text))
    return tuple(sorted(result))


def _surnames(authors: Iterable[str]) -> tuple[str, ...]:
    """Return the folded surnames, of ``Ada Lovelace`` and of ``Lovelace, Ada`` alike."""
    names = (
        author.split(",", 1)[0] if "," in author else author.rsplit(None, 1)[-1] for author in authors if author.strip()
    )
    return tuple(sorted({compact(name) for name in names}))
