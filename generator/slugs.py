"""Give every paper its address, once and for ever.

A slug is made of the raw title as the first dump has it, by rules that are frozen here: when the normaliser gets
better, no address may move. It depends on nothing but the dumps in their order: all titles are taken in the order in
which the dumps say them, so that a dump added behind the others can only add slugs behind the others. The slug of a
later title of the same paper is kept, too, and redirects; a paper met after it that would have had this slug gets a
number. A slug is never given twice.

An address belongs to the record for which it was given, and goes wherever the record goes. So when a later dump, or
somebody who says that they are the same, makes one paper of two, the address of the second one leads to it; when two
records turn out to be different papers, the one without an address gets one. For that ``assign`` walks through the
dumps as they came and is told how the records were grouped then (``History``). What people decide has no place in that
order, since nobody knows which dumps were there when they did: a record that only a decision parts from the owner of
its address gets one made of where it stands (``on-trees-3fa2b1``), which is the same whenever that was.
"""

import re
from collections.abc import Collection, Container, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from slugify import slugify

from generator.model import Paper, Witness

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What any slug looks like, of whatever it is."""
LENGTH = 80
"""Characters at most, cut at a word; the number that tells equal slugs apart comes on top."""
RESERVED = frozenset(
    ("index", "page", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
"""``/papers/page/2/`` and ``/dumps/`` are listings, and Windows cannot check out a folder called ``con``."""

_FONT = re.compile(
    r"\\?(?:text|math)(?:bf|it|rm|sc|sf|tt|cal|bb|frak|scr)(?=\s*\{)|\\(?:emph|left|right|boldsymbol|text)\b"
)
_ACCENT = re.compile(r"\\[`'^\"~=.](?=\s*\{?\s*\\?[A-Za-z])")
_MARKUP = re.compile(r"\\[()\[\]]|[\\${}^_]")
_TEX = re.compile(r"[\\${}^_]")

Redirects = tuple[tuple[str, str], ...]
Key = tuple[str, int]
"""A record: the id of its dump and its position there."""


@dataclass(frozen=True, slots=True)
class History:
    """How records were grouped to papers before the last dump came, and before anybody decided anything."""

    groups: Mapping[str, tuple[tuple[Key, ...], ...]] = field(default_factory=dict)
    """By the dump that was the last one then: the groups that differ from what is given as papers now.

    A group that is not named again later stayed as it was.
    """
    decided: frozenset[Key] = frozenset()
    """Records that people's decisions have a say in."""


def slug_of(title: str) -> str:
    """Return the slug that a raw title asks for, in the form ``[a-z0-9]+(-[a-z0-9]+)*``; others may have it already."""
    plain = not _TEX.search(title)  # most titles have nothing that the others look for
    text = title if plain else _MARKUP.sub("", _ACCENT.sub("", _FONT.sub("", title)))
    return slugged(text, length=LENGTH) or f"paper-{sha256(title.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def slugged(text: str, *, length: int) -> str:
    """Return the slug of any text, cut at a word; empty when it has neither letter nor digit. Each option is pinned."""
    return slugify(
        text,
        max_length=length,
        word_boundary=True,
        save_order=True,  # without it a short word from behind the cut is moved in front of it
        backend="text-unidecode",  # "auto" gives other slugs where Unidecode happens to be installed
        algorithm="legacy",  # the one that python-slugify promises never to change
    )


def assign(
    papers: Sequence[Paper],
    *,
    dumps: Sequence[str] = (),
    history: History | None = None,
    gone: Collection[str] = (),
) -> tuple[tuple[Paper, ...], Redirects]:
    """Return the papers with their slugs, and pairs of an address that one of its records had and the paper's slug.

    ``dumps`` are the ids of all dumps in their order; without it, in the order in which the papers' witnesses name
    them. ``history`` tells of groups that were others before; ``gone`` are slugs that nobody may have any more.
    """
    order = dumps or tuple(dict.fromkeys(dump for paper in papers for dump in paper.dumps))
    past = history or History()
    ledger = _Ledger(papers, order, gone)
    for dump in order:
        ledger.step(dump, past.groups.get(dump, ()))
    owned = [ledger.addresses(number, past.decided) for number in range(len(papers))]
    addressed = tuple(replace(paper, slug=mine[0]) for paper, mine in zip(papers, owned, strict=True))
    leads = {old: mine[0] for mine in owned for old in mine[1:]}
    return addressed, tuple((old, leads[old]) for old in ledger.taken if old in leads)


class _Ledger:
    """Who got which address, in the order in which the dumps came. A record is its rank among all titles said."""

    def __init__(self, papers: Sequence[Paper], order: Sequence[str], gone: Collection[str]) -> None:
        rank = {dump: number for number, dump in enumerate(order)}
        said = sorted(
            (rank[witness.dump], witness.position, number, nth)
            for number, paper in enumerate(papers)
            for nth, witness in enumerate(paper.witnesses)
        )
        self.taken: dict[str, int] = dict.fromkeys(sorted(gone), -1)
        """All slugs in the order in which they were given, each with its record."""
        self._numbers: dict[str, int] = {}
        self._said = [papers[number].witnesses[nth] for _, _, number, nth in said]
        self._group: list[object] = [number for _, _, number, _ in said]
        self._by_key = {key_of(witness): record for record, witness in enumerate(self._said)}
        self._addressed: set[object] = set()
        self._dump: dict[str, list[int]] = {}
        self._paper: dict[int, list[int]] = {}
        self._slugs: dict[int, list[tuple[int, str]]] = {}
        """What each record owns, with the place of the slug in the order in which they were given."""
        for record, (_, _, number, _) in enumerate(said):
            self._dump.setdefault(self._said[record].dump, []).append(record)
            self._paper.setdefault(number, []).append(record)

    def step(self, dump: str, groups: Sequence[Sequence[Key]]) -> None:
        """Give addresses to what a dump brought, the records grouped as they were when it was the last one."""
        new = self._dump.get(dump, [])
        regrouped = self._regroup(dump, groups)
        for record in sorted({*new, *regrouped}):
            wanted = slug_of(self._said[record].title)
            if self._group[record] not in self._addressed:
                self._give(free(wanted, self.taken, self._numbers), record)
            elif self._said[record].dump == dump and wanted not in self.taken and wanted not in RESERVED:
                self._give(wanted, record)

    def _regroup(self, dump: str, groups: Sequence[Sequence[Key]]) -> frozenset[int]:
        regrouped: set[int] = set()
        for nth, group in enumerate(groups):
            members = [self._by_key[key] for key in group]
            regrouped.update(members)
            for record in members:
                self._group[record] = (dump, nth)
            if any(record in self._slugs for record in members):
                self._addressed.add((dump, nth))
        return frozenset(regrouped)

    def _give(self, slug: str, record: int) -> None:
        self.taken[slug] = record
        self._slugs.setdefault(record, []).append((len(self.taken), slug))
        self._addressed.add(self._group[record])

    def addresses(self, paper: int, decided: Container[Key]) -> list[str]:
        """Return all addresses that lead to a paper, its own one first, the others as they were given."""
        records = self._paper[paper]
        owned = [given for record in records for given in self._slugs.get(record, ())]
        lacking = [record for record in records if record not in self._slugs]
        touched = any(key_of(self._said[record]) in decided for record in records)
        apart = [self._apart(record) for record in (lacking if touched else () if owned else records[:1])]
        return [slug for _, slug in sorted(owned)] + apart

    def _apart(self, record: int) -> str:
        """Return an address that depends on nothing but where a record stands."""
        witness = self._said[record]
        mark = sha256(f"{witness.dump} {witness.position}".encode()).hexdigest()[:6]
        slug = free(f"{slug_of(witness.title)}-{mark}", self.taken, self._numbers)
        self._give(slug, record)
        return slug


def key_of(witness: Witness) -> Key:
    """Return what tells a record from all others."""
    return witness.dump, witness.position


def free(wanted: str, taken: Container[str], numbers: MutableMapping[str, int] | None = None) -> str:
    """Return a slug that is neither taken nor reserved, with the first number from 2 behind it if need be.

    ``numbers`` remembers which number came last, where nothing that is taken is ever given up: ten thousand papers of
    one title would count from 2 each, otherwise.
    """
    if wanted not in taken and wanted not in RESERVED:
        return wanted
    number = numbers.get(wanted, 2) if numbers else 2
    while (slug := f"{wanted}-{number}") in taken or slug in RESERVED:
        number += 1
    if numbers is not None:
        numbers[wanted] = number
    return slug
