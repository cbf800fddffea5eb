"""Take back a paper or a dump: who is meant, and which entries keep every address alive.

Removing a dump changes the past: papers that it was the first to have get their addresses from other dumps, and titles
that it took become free. So the outcome is looked at, and what would die or change its meaning gets an entry, until
nothing of the kind is left.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from generator.curate.plans import Plan, RefusedError
from generator.dumps import naming, registry, writing
from generator.model import Dump, Library, Paper, Retired, title_key
from generator.quoting import shortened
from generator.slugs import key_of


def find(name: str, library: Library) -> Paper:
    """Return the paper that an address, a title or an arXiv id means; raise RefusedError when there isn't one."""
    slug = name.strip().removesuffix("/").rpartition("papers/")[2]
    slug = dict(library.redirects).get(slug, slug)
    arxiv = re.sub(
        r"(?i)^(?:https?://)?(?:www\.)?(?:arxiv\.org/(?:abs|pdf)/|arxiv:)|v\d+(?:\.pdf)?$|\.pdf$", "", name.strip()
    )
    by_slug = [paper for paper in library.papers if paper.slug == slug]
    by_arxiv = [paper for paper in library.papers if ("arxiv", arxiv) in paper.identifiers]
    key = title_key(name)
    by_title = [
        p for p in library.papers if key and key in {title_key(p.title), *(title_key(w.title) for w in p.witnesses)}
    ]
    found = by_slug or by_arxiv or by_title
    if len(found) > 1:
        raise RefusedError(
            f"“{shortened(name)}” is the title of {len(found)} papers; name one: {', '.join(p.slug for p in found)}"
        )
    if not found:
        if past := next((one for one in library.retired if one.slug == slug), None):
            raise RefusedError(f"{past.slug} was taken back already (dumps/{past.place}): {past.because}")
        raise RefusedError(f"no paper has the address, the title or the arXiv id “{shortened(name)}”")
    return found[0]


def withdrawal(paper: Paper, dumps: Path, because: str, *, to: str = "", title: bool = True) -> Plan:
    """Return the plan to take back a paper."""
    entry = {"paper": paper.slug, **({"to": to} if to else {}), **({"title": paper.title} if title else {})}
    listing = writing.read(dumps / registry.FILE)
    text = writing.with_entries(listing, "retired", [{**entry, "because": because}])
    return Plan(dumps, {registry.FILE: text.encode()})


Rebuild = Callable[[Plan], Library]
"""Gives the Library that a plan would result in, without writing into the folder of the dumps."""

ROUNDS = 20


def removal(dump: Dump, dumps: Path, because: str, *, before: Library, rebuild: Rebuild) -> Plan:
    """Return the plan to take back a dump, with an entry for every address that would die of it.

    The addresses that only this dump kept alive are retired; those of papers that other dumps have, too, but under
    another title, lead to them. Taking an address away can free it for another paper, which would then stand where
    readers expect the old one: the entries reserve it, so the outcome is looked at again until nothing changes.
    """
    listing = writing.read(dumps / registry.FILE)
    told = registry.load(dumps / registry.FILE)
    if any(entry.file == dump.file for entry in told.dumps):
        listing = writing.without_entry(listing, "dumps", ("file", dump.file))
    own = {"dump": dump.file, **({} if dump.id == naming.dump_slug(Path(dump.file).stem) else {"id": dump.id})}
    whole = {**own, "title": dump.title, "because": because}
    entries: dict[str, dict[str, str]] = {}
    for _ in range(ROUNDS):
        text = writing.with_entries(_without(listing, entries, told.retired), "retired", [whole, *entries.values()])
        plan = Plan(dumps, {registry.FILE: text.encode()}, removes=(dump.file,))
        after = rebuild(plan)
        wanted = {
            slug: {"paper": slug, "dump": dump.file, **({"to": to} if to else {"title": title}), "because": because}
            for slug, (to, title) in _lacking(before, after, dump).items()
        }
        wanted |= {slug: {"paper": slug, "because": _BACK.format(dump.file)} for slug in _back_again(before, after)}
        wanted |= {one.slug: _gone_too(one, dump) for one in told.retired if _names_nobody(one, before, after)}
        if wanted.items() <= entries.items():
            return plan
        # who is gone first: once those slugs are reserved, most others have the addresses again that they had
        entries |= {slug: one for slug, one in wanted.items() if "to" not in one and slug not in entries} or wanted
    raise RefusedError(f"{dump.file}: its addresses could not be settled; withdraw its papers one by one first")


def _without(listing: str, slugs: Iterable[str], retired: Iterable[Retired]) -> str:
    """Return the text without the entries that other ones take the place of."""
    old = {one.slug for one in retired if not one.whole}
    for slug in (slug for slug in slugs if slug in old):
        listing = writing.without_entry(listing, "retired", ("paper", slug))
    return listing


def _names_nobody(one: Retired, before: Library, after: Library) -> bool:
    """Tell whether an earlier retirement of a paper means nobody any more, so it could mean a later one."""
    named = f"{one.url};"
    orphaned = [
        any(each.code == "PS307" and named in each.what for each in state.findings) for state in (before, after)
    ]
    return not one.whole and not one.dump and orphaned == [False, True]


def _gone_too(one: Retired, dump: Dump) -> dict[str, str]:
    """Return the entry of an earlier retirement with the dump that its paper goes with."""
    said = {"to": one.to} if one.to else {"title": one.title} if one.title else {}
    return {"paper": one.slug, "dump": dump.file, **said, "because": one.because}


_BACK = "It had been taken back before {} was."


def _lacking(before: Library, after: Library, dump: Dump) -> dict[str, tuple[str, str]]:
    """Return each address that does not lead where it led: the paper that it should lead to, if any, and its title."""
    records = {key_of(witness): paper.slug for paper in after.papers for witness in paper.witnesses}
    leads = {paper.slug: paper.slug for paper in after.papers} | dict(after.redirects)
    papers = {paper.slug: paper for paper in before.papers}
    addresses = {slug: slug for slug in papers} | {old: new for old, new in before.redirects if new in papers}
    lacking = {}
    for old, slug in addresses.items():
        paper = papers[slug]
        left = next((witness for witness in paper.witnesses if witness.dump != dump.id), None)
        to = records.get(key_of(left), "") if left else ""
        if left and not to:
            raise RefusedError(
                f"{dump.file}: without it {slug} would be taken back, too; look at retired: in dumps.yml"
            )
        if not to or leads.get(old, "") != to:
            lacking[old] = (to, paper.title)
    return lacking


def _back_again(before: Library, after: Library) -> list[str]:
    """Return the papers that had been taken back under an address which they have no more."""
    known = {key_of(witness) for paper in before.papers for witness in paper.witnesses}
    return [paper.slug for paper in after.papers if not any(key_of(witness) in known for witness in paper.witnesses)]
