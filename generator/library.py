"""The journey of the dumps, each step one call: read, normalise, deduplicate, enrich, group, relate.

This is the place to see what happens in which order. It decides nothing itself, and it writes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache as once
from functools import partial
from pathlib import Path
from typing import Protocol

from generator import enrichment, retire, reuse
from generator.cache import Cache
from generator.dedupe import deduplicate
from generator.dumps import ReadDumps, read_files, read_folder
from generator.executors import SERIAL, Executor
from generator.model import Library, Placement
from generator.normalise import judge
from generator.project import Project
from generator.report import counted
from generator.themes import automatic, taxonomy
from generator.themes.profiles import space_of
from generator.watches import registry

Progress = Callable[[str], None]


class Gather(Protocol):
    """Makes the Library of a folder of dumps, neither grouped nor related, as ``gather`` does."""

    def __call__(self, dumps: Path, *, progress: Progress, cache: Cache | None, executor: Executor) -> Library:
        """Return the Library."""


def silent(_stage: str) -> None:
    """Report progress to nobody."""


def build(
    dumps: Path,
    themes: Path | None = None,
    *,
    watches: Path | None = None,
    lock: Path | None = None,
    progress: Progress = silent,
    cache: Cache | None = None,
    relate: bool = True,
    executor: Executor = SERIAL,
    gathered: Gather | None = None,
) -> Library:
    """Return the Library of the dumps in a folder, grouped by a taxonomy file or, without one, by automatic themes.

    The files ``watches`` and ``lock`` may be absent. ``progress`` is told what is being done, ``cache`` has what was
    made of the same dumps before, ``executor`` maps what is done in partitions. Who does not let it ``relate`` the
    papers has them a third sooner; ``gathered`` stands in for ``gather``. Raises DumpsError when there is nothing to
    read and ConfigurationError when ``dumps.yml``, the taxonomy or the watches are not YAML; all else that is wrong
    comes as ``Library.findings``.
    """
    library = (gathered or gather)(dumps, progress=progress, cache=cache, executor=executor)
    papers, lock_findings = enrichment.enriched(library.papers, _lock(lock))
    papers = reuse.described(papers, cache=cache, executor=executor)
    asked = registry.load(watches) if watches else registry.Registry()
    progress(f"grouping {counted(len(papers), 'paper')} by theme")
    groups = taxonomy.load(themes) if themes else taxonomy.Taxonomy(themes=())
    remembering = reuse.remembering(cache, executor)
    grouped = groups.themes or automatic.find(papers, executor=remembering)
    vectors = once(partial(space_of, papers, grouped, executor=remembering))  # needed where something changed
    placed = reuse.placed(papers, grouped, groups, vectors, cache=cache, executor=executor)
    if relate:
        progress("relating papers")
        related = reuse.related(papers, grouped, vectors, cache=cache, executor=executor)
        library = replace(library, related=related)
    return replace(
        library,
        papers=papers,
        themes=grouped,
        placements=placed.placements,
        theme_redirects=groups.redirects,
        watches=asked.watches,
        findings=(
            *library.findings,
            *lock_findings,
            *groups.findings,
            *placed.findings,
            *asked.findings,
            *registry.check(asked, grouped, [dump.id for dump in library.dumps]),
        ),
    )


def build_project(
    project: Project,
    *,
    progress: Progress = silent,
    cache: Cache | None = None,
    relate: bool = True,
    executor: Executor = SERIAL,
    gathered: Gather | None = None,
) -> Library:
    """Return the Library of a project, with everything that people decided in its files. Raises as ``build`` does."""
    return build(
        project.dumps,
        project.themes,
        watches=project.watches,
        lock=project.lock,
        progress=progress,
        cache=cache,
        relate=relate,
        executor=executor,
        gathered=gathered,
    )


def _lock(path: Path | None) -> enrichment.Lock:
    return enrichment.load(path) if path else enrichment.Lock()


def inspect(files: Sequence[Path], *, progress: Progress = silent) -> Library:
    """Return the Library of single dump files, neither grouped nor related: for ``check FILE…``."""
    progress("reading the dumps")
    library = _collect(read_files(files), progress)
    # The dumps.yml beside the files may acknowledge conflicts with dumps that were not named here.
    return replace(library, findings=tuple(finding for finding in library.findings if finding.code != "PS304"))


def gather(
    dumps: Path, *, progress: Progress = silent, cache: Cache | None = None, executor: Executor = SERIAL
) -> Library:
    """Return the Library of a folder, neither grouped nor related: who has which address. Raises as ``build`` does."""
    progress("reading the dumps")
    read = read_folder(dumps, read=partial(reuse.read, cache=cache, executor=executor))
    return _collect(read, progress, cache=cache, executor=executor)


def _collect(
    read: ReadDumps, progress: Progress, *, cache: Cache | None = None, executor: Executor = SERIAL
) -> Library:
    """Return the dumps and the papers that they hold, each once, without themes and without related papers."""
    progress("normalising the records")
    normalised, text_findings = reuse.normalised(read.records, cache=cache, executor=executor)
    progress("deduplicating")
    gone = retire.gone(read.retired, read.dumps)
    merged = deduplicate(
        normalised,
        acknowledged=read.acknowledged,
        decisions=read.decisions,
        gone=gone,
        profiles=reuse.profiled(normalised, cache=cache, executor=executor),
        executor=executor,
    )
    judged, link_findings = judge(merged.papers)
    remaining = retire.take_back(replace(merged, papers=judged), read.retired, read.dumps)
    papers = remaining.merged.papers
    return Library(
        dumps=read.dumps,
        papers=papers,
        themes=(),
        placements=(Placement(),) * len(papers),
        related=((),) * len(papers),
        conflicts=remaining.merged.conflicts,
        redirects=remaining.merged.redirects,
        retired=remaining.retired,
        retired_dumps=remaining.dumps,
        findings=(*read.findings, *text_findings, *remaining.merged.findings, *link_findings),
    )
