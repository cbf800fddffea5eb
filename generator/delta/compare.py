"""Compare two exports.

Papers are matched by their records, not by their addresses: a record is a dump and a raw title (and its number among
equal ones), so a paper whose address changed, or a dump with a line more, is no new paper. Only where a paper shares no
record with any other does its id decide. So merged and split papers are told from new ones.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from generator.delta import addresses, shapes, words
from generator.delta.exports import Export
from generator.delta.records import (
    Changed,
    Count,
    Delta,
    Dispute,
    Gone,
    Links,
    Moved,
    Named,
    Regrouped,
    Seen,
    Told,
)
from generator.model import title_key

Row = shapes.Paper
Key = bytes


@dataclass(frozen=True, slots=True)
class _Known:
    """What is kept of each paper."""

    id: str
    title: str
    dumps: frozenset[str]
    texts: bytes
    """A checksum of all that is compared word by word: texts, links, theme."""


class _Side:
    """The papers of one export, and which paper has which record."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self.papers: dict[str, _Known] = {}
        self.owner: dict[Key, str] = {}
        self.records: dict[str, tuple[Key, ...]] = {}
        times: Counter[Key] = Counter()
        for row in export.papers():
            keys = tuple(_keys(row, times))
            self.records[row.id] = keys
            self.owner.update(dict.fromkeys(keys, row.id))
            dumps = frozenset(witness.dump for witness in row.witnesses)
            self.papers[row.id] = _Known(row.id, row.title, dumps, _checksum(_compared(row)))

    @property
    def titles(self) -> dict[str, str]:
        """The title of each paper by its id."""
        return {known.id: known.title for known in self.papers.values()}

    def named(self, ids: Iterable[str]) -> list[Named]:
        return [Named(each, self.papers[each].title) for each in ids]


def _keys(row: Row, times: Counter[Key]) -> Iterator[Key]:
    for witness in row.witnesses:
        key = _checksum((witness.dump, title_key(witness.title)))
        times[key] += 1
        yield key if times[key] == 1 else _checksum((key, times[key]))


def _checksum(value: object) -> bytes:
    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _compared(row: Row) -> tuple[object, ...]:
    return (row.title, row.abstract, row.theme, sorted(link.url for link in row.links))


def compare(base: Export, head: Export) -> Delta:
    """Return what changed from one export to another; raise PapershelfError when one of them is broken."""
    old, new = _Side(base), _Side(head)
    before, after = _matches(old, new), _matches(new, old)
    pairs = {one: others[0] for one, others in after.items() if len(others) == 1 and len(before[others[0]]) == 1}
    told = _Texts(old, new, pairs)
    dumps = [[dump.id for dump in side.export.read("index.json", shapes.Index).dumps] for side in (old, new)]
    places, now = (addresses.addresses(side.export, side.titles) for side in (old, new))
    retired = [Gone(row.url, row.because) for row in head.retired()]
    disputes = [{(each.id, each.field): each for each in _disputes(side.export)} for side in (old, new)]
    known = {row.url for row in base.retired()}
    return Delta(
        counts=_counts(base, head),
        dumps_added=[each for each in dumps[1] if each not in dumps[0]],
        dumps_removed=[each for each in dumps[0] if each not in dumps[1]],
        new=new.named(one for one in new.papers if not after[one]),
        gone=old.named(one for one in old.papers if not before[one]),
        seen_again=list(_seen_again(old, new, pairs)),
        changed=told.changed,
        links=told.links,
        merged=[Regrouped(old.named(ids), new.named([one])) for one, ids in after.items() if len(ids) > 1],
        split=[Regrouped(old.named([one]), new.named(ids)) for one, ids in before.items() if len(ids) > 1],
        conflicts_appeared=[each for key, each in disputes[1].items() if key not in disputes[0]],
        conflicts_resolved=[each for key, each in disputes[0].items() if key not in disputes[1]],
        moved=told.moved,
        retired=sorted(each for each in retired if each.url not in known),
        dead=addresses.dead(places, now),
        misled=addresses.misled(places, now, before),
        led=addresses.led(places, now),
        told=list(_told(base, head, dumps[1], new, told.changed)),
    )


def _matches(these: _Side, those: _Side) -> dict[str, list[str]]:
    """Return the papers of the other side that share a record with each, else that of the same id, if it is free."""
    found: dict[str, list[str]] = {}
    for one, keys in these.records.items():
        owners = dict.fromkeys(those.owner[key] for key in keys if key in those.owner)
        if not owners and one in those.papers and not any(key in these.owner for key in those.records[one]):
            owners = {one: None}
        found[one] = list(owners)
    return found


def _seen_again(old: _Side, new: _Side, pairs: Mapping[str, str]) -> Iterator[Seen]:
    for one, other in pairs.items():
        if more := sorted(new.papers[one].dumps - old.papers[other].dumps):
            yield Seen(one, new.papers[one].title, more)


class _Texts:
    """What changed in the papers that are on both sides; their rows are read again, only those that differ are kept."""

    def __init__(self, old: _Side, new: _Side, pairs: Mapping[str, str]) -> None:
        differing = {one: other for one, other in pairs.items() if old.papers[other].texts != new.papers[one].texts}
        wanted = frozenset(differing.values())
        rows = {row.id: row for row in old.export.papers() if row.id in wanted} if wanted else {}
        self.changed: list[Changed] = []
        self.links: list[Links] = []
        self.moved: list[Moved] = []
        for row in new.export.papers() if wanted else ():
            if row.id in differing:
                self._compare(rows[differing[row.id]], row)

    def _compare(self, before: Row, after: Row) -> None:
        name, title = after.id, after.title
        if before.title != after.title:
            self.changed.append(Changed(name, title, "title", words.difference(before.title, after.title)))
        if before.abstract != after.abstract:
            told = words.difference(before.abstract, after.abstract)
            self.changed.append(Changed(name, title, "abstract", told))
        old, new = ({link.url for link in row.links} for row in (before, after))
        if old != new:
            self.links.append(Links(name, title, sorted(new - old), sorted(old - new)))
        if before.theme != after.theme:
            terms = _evidence(before), _evidence(after)
            self.moved.append(Moved(name, title, before.theme, after.theme, *terms, after.told))


def _evidence(row: Row) -> list[str]:
    return list(row.themes[0].evidence) if row.themes else []


def _disputes(export: Export) -> Iterator[Dispute]:
    for row in export.read("conflicts.json", list[shapes.Conflict]):
        yield Dispute(row.paper, row.field, row.why, row.acknowledged)


def _told(
    base: Export, head: Export, dumps: Iterable[str], papers: _Side, changed: Iterable[Changed]
) -> Iterator[Told]:
    """Yield what the dumps of the head say in other words and did not say in the base."""
    shown = {(each.id, each.field) for each in changed}
    for dump in dumps:
        known = {(each.id, each.field, each.after) for each in base.texts(dump)}
        for each in head.texts(dump):
            fresh = (each.id, each.field, each.after) not in known
            if fresh and each.id in papers.papers and not (each.shown and (each.id, each.field) in shown):
                title, differing = papers.papers[each.id].title, words.difference(each.before, each.after)
                yield Told(each.id, title, dump, each.field, differing, each.shown)


def _counts(base: Export, head: Export) -> list[Count]:
    before, after = (export.read("index.json", shapes.Index).counts for export in (base, head))
    return [Count(name, before.get(name, 0), after[name]) for name in sorted(after)]
