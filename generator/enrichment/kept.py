"""The two files that a look-up leaves behind: the lock file, and ``enrichment.review.jsonl`` beside it, for people.

The review list has the papers without a sure answer, one a line, with the best find where there was one; whoever finds
that it is the paper moves the value of ``found`` to the lock file. Builds never read it. Both files are replaced as a
whole, so that a look-up that was stopped leaves its last state. A line that cannot be read is never dropped: then
nothing is written at all.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from generator.enrichment import lock
from generator.enrichment.apply import keys_of
from generator.enrichment.lock import Entry
from generator.enrichment.looking import Doubt, Looked
from generator.errors import ConfigurationError
from generator.files import replace_file
from generator.model import Paper
from generator.outputs import encode

REVIEW = "enrichment.review.jsonl"


class Kept:
    """What is known so far."""

    def __init__(self, path: Path) -> None:
        """Read the lock file and the review list beside it; raise ConfigurationError when a line can't be read."""
        self._path = path
        known = lock.load(path)
        if known.findings:
            first = known.findings[0]
            raise ConfigurationError(f"{first.place}: {first.what}; {first.remedy}; nothing was looked up")
        self.entries = {entry.key: entry for entry in known.entries}
        self.doubts = {doubt.key: doubt for doubt in _doubts(self._review) if doubt.key not in self.entries}

    @property
    def _review(self) -> Path:
        return self._path.with_name(REVIEW)

    def lacking(self, papers: Iterable[Paper], *, again: bool = False) -> tuple[Paper, ...]:
        """Return the papers without authors or identifiers that were not looked up, or all of them with ``again``.

        Of papers with one key only the first is looked up: it is the one that the entry of this key is for.
        """
        first: dict[str, Paper] = {}
        for paper in papers:
            first.setdefault(paper.key, paper)
        known = {} if again else {**self.entries, **self.doubts}
        return tuple(
            paper
            for paper in first.values()
            if not (paper.authors and paper.identifiers) and not any(key in known for key in keys_of(paper))
        )

    def keep(self, looked: Looked) -> None:
        """Remember what became of a paper. What the lock has is never replaced by a doubt."""
        if looked.entry:
            self.entries[looked.entry.key] = _with_venue(looked.entry, self.entries.get(looked.entry.key))
            self.doubts.pop(looked.entry.key, None)
        elif looked.doubt and looked.doubt.key not in self.entries:
            self.doubts[looked.doubt.key] = looked.doubt

    def write(self) -> None:
        """Replace both files; raise PapershelfError when that is not possible."""
        if self.entries or self._path.exists():
            replace_file(self._path, lock.dumped(self.entries.values()))
        if self.doubts or self._review.exists():
            replace_file(self._review, encode.lines(sorted(self.doubts.values(), key=lambda doubt: doubt.key)))


def _with_venue(entry: Entry, before: Entry | None) -> Entry:
    """Return an entry with the venue that people wrote into the one before it, if both are about one paper."""
    if before and not entry.venue and (entry.arxiv, entry.doi) == (before.arxiv, before.doi):
        return msgspec.structs.replace(entry, venue=before.venue)
    return entry


def _doubts(path: Path) -> Iterable[Doubt]:
    if not path.exists():
        return
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    for number, line in enumerate(lines, start=1):
        try:
            if line.strip():
                yield msgspec.json.decode(line, type=Doubt)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise ConfigurationError(f"{path.name}:{number}: {error}; mend the line or delete it") from error
