"""Deduplicate: every paper once, with all its witnesses, at its address.

Normalised records go in, in the order of the dumps, and papers come out in the order of their first witnesses:
``profile`` folds a record to what can be compared, ``block`` finds the pairs worth comparing, ``match`` decides on
each (its head states the policy), ``cluster`` unites them without chaining different papers together, ``merge`` makes
one paper of a cluster. Last, ``generator.slugs`` gives the addresses. Nothing is dropped here: what does not merge
stays a paper, and what was merged stays a witness.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from generator import slugs
from generator.dedupe.grouping import Doubt, Grouping, decide, group
from generator.dedupe.history import history
from generator.dedupe.meant import Meant, meant
from generator.dedupe.merge import Merged, merge
from generator.dedupe.profile import Profile, profile
from generator.executors import SERIAL, Executor
from generator.findings import finding
from generator.model import Acknowledgement, Conflict, Decision, Finding, Paper, Place, title_key
from generator.quoting import shortened

__all__ = ["Deduplicated", "deduplicate"]

_TITLE, _FILE = 60, 30
"""Characters of a title and of a file's name where a sentence says more than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduplicated:
    """Every paper once."""

    papers: tuple[Paper, ...] = ()
    """In the order of their first witnesses, with slugs."""
    redirects: tuple[tuple[str, str], ...] = ()
    """Pairs of a slug made of a later title and the slug of the paper."""
    conflicts: tuple[Conflict, ...] = ()
    findings: tuple[Finding, ...] = ()


def deduplicate(
    papers: Sequence[Paper],
    *,
    acknowledged: Sequence[Acknowledgement] = (),
    decisions: Sequence[Decision] = (),
    gone: Collection[str] = (),
    profiles: Iterable[Profile] | None = None,
    executor: Executor = SERIAL,
) -> Deduplicated:
    """Return the papers of normalised records, which stand in the order of the dumps, then of the lines.

    ``gone`` are slugs that no paper may have any more; ``profiles`` those of the papers, from whoever kept them.
    """
    evidence = group(map(profile, papers) if profiles is None else profiles, executor=executor)
    decided, nobody = _meant(papers, evidence, decisions, gone)
    grouping, contradictions = decide(evidence, decided)
    merged, addressed, redirects = _addressed(papers, grouping, evidence, decided=decided, gone=gone)
    named = _name_doubts(addressed, grouping.doubts)
    disputed = [
        (paper, replace(_acknowledge(one, conflict, acknowledged), slug=paper.slug))
        for one, paper in zip(merged, named, strict=True)
        for conflict in one.conflicts
    ]
    return Deduplicated(
        papers=named,
        redirects=redirects,
        conflicts=tuple(conflict for _, conflict in disputed),
        findings=(
            *_twice_in_one_dump(named),
            *(_conflict_finding(paper, conflict) for paper, conflict in disputed),
            *_doubt_findings(named, grouping.doubts),
            *_needless(merged, acknowledged),
            *nobody,
            *contradictions,
        ),
    )


def _meant(
    papers: Sequence[Paper], evidence: Grouping, decisions: Sequence[Decision], gone: Collection[str]
) -> tuple[tuple[Meant, ...], tuple[Finding, ...]]:
    """Return whom the decisions mean; a slug is one that a paper has as long as nobody decides."""
    if not decisions:
        return (), ()
    _, addressed, redirects = _addressed(papers, evidence, evidence, gone=gone)
    addresses = {paper.slug: members for paper, members in zip(addressed, evidence.groups, strict=True)}
    addresses |= {old: addresses[new] for old, new in redirects}
    return meant(decisions, papers, addresses)


def _addressed(
    papers: Sequence[Paper],
    grouping: Grouping,
    evidence: Grouping,
    *,
    decided: Iterable[Meant] = (),
    gone: Collection[str] = (),
) -> tuple[list[Merged], tuple[Paper, ...], slugs.Redirects]:
    """Return the groups merged, their papers with slugs that no later dump and no decision moves, and what leads there.

    ``evidence`` is how the records were grouped before anybody decided.
    """
    merged = [merge([papers[position] for position in members]) for members in grouping.groups]
    dumps = tuple(dict.fromkeys(dump for paper in papers for dump in paper.dumps))
    apart = {each for one in decided if not one.decision.same for side in one.records for each in side}
    past = history(papers, grouping.groups, evidence.components, evidence.again(), decided=apart)
    addressed, redirects = slugs.assign([one.paper for one in merged], dumps=dumps, history=past, gone=gone)
    return merged, addressed, redirects


def _name_doubts(papers: Sequence[Paper], doubts: Iterable[Doubt]) -> tuple[Paper, ...]:
    others: dict[int, list[str]] = {}
    for a, b in doubts:
        others.setdefault(a, []).append(papers[b].slug)
        others.setdefault(b, []).append(papers[a].slug)
    return tuple(
        replace(paper, possibly_same=tuple(sorted(others[number]))) if number in others else paper
        for number, paper in enumerate(papers)
    )


def _acknowledge(one: Merged, conflict: Conflict, acknowledged: Iterable[Acknowledgement]) -> Conflict:
    entry = next(
        (each for each in acknowledged if _concerns(each, one, conflict) and _covers(each, one.paper, conflict)), None
    )
    return replace(conflict, acknowledged=entry is not None, because=entry.because if entry else "")


def _concerns(entry: Acknowledgement, one: Merged, conflict: Conflict) -> bool:
    """Tell whether an acknowledgement means a conflict; a later title names the paper as well as the first one."""
    keys = {title_key(witness.title) for witness in one.paper.witnesses}
    return entry.field == conflict.field and entry.paper in keys


def _covers(entry: Acknowledgement, paper: Paper, conflict: Conflict) -> bool:
    """Tell whether all dumps that deviate were looked at: a later one that deviates, too, opens the case again."""
    return not entry.dumps or set(_deviating(paper, conflict)) <= set(entry.dumps)


def _deviating(paper: Paper, conflict: Conflict) -> list[str]:
    """Return the names of the files whose text is another one, in their order."""
    dumps = {dump for variant in conflict.variants for dump in variant.dumps}
    places = (witness.place for witness in paper.witnesses if witness.dump in dumps)
    return list(dict.fromkeys(PurePath(place.file).name for place in places))


def _conflict_finding(paper: Paper, conflict: Conflict) -> Finding:
    """Name the paper by its title, the dumps that deviate by their files."""
    files = _deviating(paper, conflict)
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    where = shortened(files[0], _FILE) + more
    what = f"“{shortened(paper.title, _TITLE)}” has another {conflict.field} in {where}: {conflict.why}"
    return finding("PS302" if conflict.acknowledged else "PS301", conflict.place, what)


def _needless(merged: Iterable[Merged], acknowledged: Iterable[Acknowledgement]) -> list[Finding]:
    disputed = [(one, conflict) for one in merged for conflict in one.conflicts]
    return [
        finding("PS304", entry.place, f"no dumps disagree about the {entry.field} of “{shortened(entry.paper)}”")
        for entry in acknowledged
        if not any(_concerns(entry, one, conflict) for one, conflict in disputed)
    ]


def _twice_in_one_dump(papers: Iterable[Paper]) -> list[Finding]:
    findings = []
    for paper in papers:
        first: dict[str, Place] = {}
        for witness in paper.witnesses:
            place = first.setdefault(witness.dump, witness.place)
            if place is not witness.place:
                what = f"“{shortened(paper.title)}” stands on line {place.line} already"
                findings.append(finding("PS104", witness.place, what))
    return findings


def _doubt_findings(papers: Sequence[Paper], doubts: Iterable[Doubt]) -> list[Finding]:
    return [
        finding(
            "PS303",
            papers[b].witnesses[0].place,
            f"“{shortened(papers[b].title)}” may be “{shortened(papers[a].title)}” ({papers[a].witnesses[0].place})",
        )
        for a, b in doubts
    ]
