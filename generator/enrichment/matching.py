"""Is what a source found the paper that was looked for? Deduplication decides (``generator.dedupe.match``).

So a paper is never given the authors of one that would not have been merged with it. What the policy calls possible,
and what two different finds both claim, is for people: it goes to a review list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from generator.dedupe.match import match
from generator.dedupe.profile import Profile, profile
from generator.model import Paper

RARE_WORDS = 3
"""Rarest words of a title, two of which a find must have to be looked at."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The best of what was found for a paper. ``sure`` when it is the paper and no other find claims the same."""

    found: Paper
    score: float
    sure: bool


class Wanted:
    """The papers that are looked for, indexed so that of a large file few entries are compared with anything."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        """Index papers by their folded titles and by pairs of their rarest words."""
        self._profiles: list[Profile] = [profile(paper) for paper in papers]
        counts: dict[str, int] = {}
        for one in self._profiles:
            for word in set(one.words):
                counts[word] = counts.get(word, 0) + 1
        self._pairs: dict[tuple[str, str], list[int]] = {}
        self._titles: dict[str, list[int]] = {}
        for number, one in enumerate(self._profiles):
            self._titles.setdefault(one.title, []).append(number)
            rare = sorted(set(one.words), key=lambda word: (counts[word], word))[:RARE_WORDS]
            for pair in combinations(sorted(rare), 2):
                self._pairs.setdefault(pair, []).append(number)
        self._rare = {word for pair in self._pairs for word in pair}

    def near(self, title: str, words: Iterable[str]) -> tuple[int, ...]:
        """Return the positions of the papers that a find may be, by its folded title and its words."""
        rare = sorted(self._rare.intersection(words))
        pairs = (self._pairs.get(pair, ()) for pair in combinations(rare, 2))
        return tuple(sorted({number for numbers in (self._titles.get(title, ()), *pairs) for number in numbers}))

    def judged(self, number: int, finds: Iterable[Paper]) -> Verdict | None:
        """Return the verdict on the finds for one paper; None when none of them can be it."""
        wanted = self._profiles[number]
        same: list[tuple[float, int, Paper]] = []
        possible: list[tuple[float, int, Paper]] = []
        for find in finds:
            found = profile(find)
            said = match(wanted, found)
            score = said.strength if wanted.length and found.length else fuzz.ratio(wanted.raw, found.raw) / 100
            row = (round(score, 4), len(find.authors) + len(find.identifiers), find)
            if said.verdict == "same":
                same.append(row)
            elif said.verdict == "possible":
                possible.append(row)
        if not (chosen := same or possible):
            return None
        best = max(chosen, key=lambda row: row[:2])
        rivals = {identifier for _, _, find in same for identifier in find.identifiers if identifier[0] == "arxiv"}
        return Verdict(best[2], best[0], sure=bool(same) and len(rivals) <= 1)
