"""Take back: a retired paper is nowhere in the library, and its address says what happened or leads elsewhere.

What it refuses: to let an address die. Redirects that led to a retired paper go on leading to its address; an entry
that names nobody keeps its page, too, and a finding says so, because the dump may have been removed by hand. Doubts,
conflicts and their findings that concern a retired paper go with it.
"""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.dedupe import Deduplicated
from generator.findings import finding
from generator.model import Dump, Finding, Paper, Retired


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left of the papers, and the addresses that say what is not."""

    merged: Deduplicated
    retired: tuple[Retired, ...] = ()
    """Addresses of papers with a page of their own."""
    dumps: tuple[Retired, ...] = ()
    """Addresses of dumps."""


def gone(retired: Iterable[Retired], dumps: Iterable[Dump]) -> tuple[str, ...]:
    """Return the slugs of papers that went with a dump that was removed: no paper may have them any more.

    An entry that names no dump, or one that is there, means the paper that has the slug now.
    """
    present = {dump.file for dump in dumps}
    return tuple(one.slug for one in retired if one.dump and not one.whole and one.dump not in present)


def take_back(merged: Deduplicated, retired: Sequence[Retired], dumps: Sequence[Dump]) -> Remaining:
    """Return the papers without those that were taken back; any address of a paper names it."""
    if not retired:
        return Remaining(merged)
    leads = dict(merged.redirects)
    entries = {leads.get(one.slug, one.slug): one for one in retired if not one.whole}
    titles = {paper.slug: paper.title for paper in merged.papers if paper.slug in entries}
    papers = tuple(_without(paper, entries) for paper in merged.papers if paper.slug not in entries)
    redirects, lost = _redirects(leads, entries, frozenset(paper.slug for paper in papers))
    whole, wrong = _dumps(retired, dumps)
    findings = (
        *_kept(merged, entries),
        *(finding("PS308", one.place, f"{one.slug} is to lead to {one.to}, which is no paper") for one in lost),
        *(_nobody(one) for slug, one in entries.items() if not one.dump and slug not in titles),
        *wrong,
    )
    conflicts = tuple(conflict for conflict in merged.conflicts if conflict.slug not in entries)
    pages = tuple(
        replace(one, slug=slug, title=one.title or titles.get(slug, ""), to="")
        for slug, one in entries.items()
        if slug not in redirects
    )
    rest = replace(merged, papers=papers, conflicts=conflicts, redirects=tuple(redirects.items()), findings=findings)
    return Remaining(rest, pages, whole)


def _without(paper: Paper, entries: Container[str]) -> Paper:
    return replace(paper, possibly_same=tuple(slug for slug in paper.possibly_same if slug not in entries))


def _redirects(
    leads: Mapping[str, str], entries: Mapping[str, Retired], alive: Collection[str]
) -> tuple[dict[str, str], list[Retired]]:
    """Return where each old address leads in the end, and the entries whose ``to`` leads nowhere: they keep a page."""
    onward = {**leads, **{slug: one.to for slug, one in entries.items() if one.to}}
    said = {slug for slug, one in entries.items() if not one.to}
    ends = {slug: _end(slug, onward) for slug in onward}
    lost = [one for slug, one in entries.items() if one.to and ends[slug] not in alive and ends[slug] not in said]
    for slug in (slug for slug, one in entries.items() if one in lost):
        del onward[slug]
    return {slug: _end(slug, onward) for slug in onward}, lost


def _end(slug: str, onward: Mapping[str, str]) -> str:
    """Return where an address leads in the end; itself when that is a circle."""
    seen = [slug]
    while (slug := onward.get(slug, "")) and slug not in seen:
        seen.append(slug)
    return seen[0] if slug else seen[-1]


def _kept(merged: Deduplicated, entries: Container[str]) -> Iterable[Finding]:
    """Yield the findings but those on conflicts of papers that are not shown."""
    silent = {conflict.place for conflict in merged.conflicts if conflict.slug in entries}
    return (found for found in merged.findings if not (found.code in ("PS301", "PS302") and found.place in silent))


def _nobody(one: Retired) -> Finding:
    stays = f"it leads to {one.to} none the less" if one.to else "it keeps a page that says why"
    return finding("PS307", one.place, f"no paper has the address {one.url}; {stays}")


def _dumps(retired: Iterable[Retired], dumps: Iterable[Dump]) -> tuple[tuple[Retired, ...], list[Finding]]:
    present = {dump.file for dump in dumps}
    whole = [one for one in retired if one.whole]
    wrong = [
        finding("PS307", one.place, f"{one.dump} is in the folder: remove the file, or the entry")
        for one in whole
        if one.dump in present
    ]
    return tuple(one for one in whole if one.dump not in present), wrong
