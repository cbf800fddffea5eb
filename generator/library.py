"""The journey of the dumps, each step one call: read, normalise, deduplicate, group, relate.

This is the place to see what happens in which order. It decides nothing itself, and it writes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.dedupe import Deduplicated, deduplicate
from generator.dumps import ReadDumps, read_files, read_folder
from generator.model import Finding, Library, Placement
from generator.normalise import normalise_all
from generator.related import nearest
from generator.themes import assign, automatic, checks, taxonomy

Progress = Callable[[str], None]


def silent(_stage: str) -> None:
    """Report progress to nobody."""


def build(dumps: Path, themes: Path | None = None, *, progress: Progress = silent) -> Library:
    """Return the Library of the dumps in a folder, grouped by a taxonomy file or, without one, by automatic themes.

    ``progress`` is told what is being done. Raises DumpsError when there is nothing to read and ConfigurationError when
    ``dumps.yml`` or the taxonomy is not YAML; all else that is wrong comes as ``Library.findings``.
    """
    progress("reading the dumps")
    collection = _collect(read_folder(dumps), progress)
    papers = collection.merged.papers
    progress(f"grouping {len(papers)} papers by theme")
    groups = taxonomy.load(themes) if themes else taxonomy.Taxonomy(themes=())
    grouped = groups.themes or automatic.find(papers)
    vectors = assign.space_of(papers, grouped)
    placements = assign.assign(papers, grouped, vectors)
    progress("relating papers")
    return Library(
        dumps=collection.read.dumps,
        papers=papers,
        themes=grouped,
        placements=placements,
        related=nearest(papers, vectors),
        conflicts=collection.merged.conflicts,
        redirects=collection.merged.redirects,
        theme_redirects=groups.redirects,
        findings=(
            *collection.findings,
            *groups.findings,
            *checks.check(groups, papers, placements, vectors),
        ),
    )


def inspect(files: Sequence[Path], *, progress: Progress = silent) -> Library:
    """Return the Library of single dump files, neither grouped nor related: for ``check FILE…``."""
    progress("reading the dumps")
    collection = _collect(read_files(files), progress)
    papers = collection.merged.papers
    # The dumps.yml beside the files may acknowledge conflicts with dumps that were not named here.
    findings = tuple(finding for finding in collection.findings if finding.code != "PS304")
    return Library(
        dumps=collection.read.dumps,
        papers=papers,
        themes=(),
        placements=(Placement(),) * len(papers),
        related=((),) * len(papers),
        conflicts=collection.merged.conflicts,
        redirects=collection.merged.redirects,
        findings=findings,
    )


@dataclass(frozen=True, slots=True)
class _Collection:
    """The dumps and the papers that they hold, each once."""

    read: ReadDumps
    merged: Deduplicated
    findings: tuple[Finding, ...]


def _collect(read: ReadDumps, progress: Progress) -> _Collection:
    progress("normalising the records")
    normalised, text_findings = normalise_all(read.records)
    progress("deduplicating")
    merged = deduplicate(normalised, acknowledged=read.acknowledged)
    return _Collection(read, merged, (*read.findings, *text_findings, *merged.findings))
