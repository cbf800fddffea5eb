"""Add a dump, take back a paper or a dump: first what is to be written is decided, then it is written, then proved.

    Plan (files to write, files to remove) -> carry_out -> the Library as it is now, or everything as it was

Nothing here prints or asks; refusals are ``RefusedError`` with the sentences to say. ``dumps.yml`` is edited by
``generator.dumps.writing``, which touches nothing else in it.
"""

import hashlib
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.dumps import folder, naming, read_files, registry, writing
from generator.errors import PapershelfError
from generator.files import remove_file, replace_file
from generator.model import Dump, Finding, Library, Paper, title_key
from generator.shortened import shortened
from generator.slugs import key_of

NAME = re.compile(r"[^A-Za-z0-9._-]+")
LONGEST_NAME = 120


class RefusedError(PapershelfError):
    """What was asked for is not done, for what it is about; nothing was written."""

    def __init__(self, why: str, findings: Sequence[Finding] = ()) -> None:
        """Take the sentence and the findings behind it."""
        super().__init__(why)
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of the folder of the dumps."""

    dumps: Path
    writes: Mapping[str, bytes] = field(default_factory=dict)
    removes: tuple[str, ...] = ()


def dumps_in(dumps: Path) -> list[Path]:
    """Return the dumps of a folder."""
    named = [entry.file for entry in registry.load(dumps / registry.FILE).dumps]
    return list(folder.contents(dumps, named)[0].values()) if dumps.is_dir() else []


def carry_out(plan: Plan, build: Callable[[], Library]) -> Library:
    """Write what a plan says and return the Library that results; if that fails, everything is as it was."""
    names = (*plan.writes, *plan.removes)
    before = {name: (plan.dumps / name).read_bytes() for name in names if (plan.dumps / name).exists()}
    try:
        for name, content in plan.writes.items():
            replace_file(plan.dumps / name, content)
        for name in plan.removes:
            remove_file(plan.dumps / name)
        return build()
    except BaseException:
        for name in names:
            if name in before:
                replace_file(plan.dumps / name, before[name])
            else:
                (plan.dumps / name).unlink(missing_ok=True)
        raise


def addition(source: Path, dumps: Path, existing: Sequence[Dump], told: Mapping[str, str | None]) -> tuple[str, Plan]:
    """Return the name that a file gets as a dump, and the plan to add it.

    ``told`` is what dumps.yml is to say of it (added, listed, source, title). Raises RefusedError for a file that
    nobody can read and for one that is there already.
    """
    try:
        content = source.read_bytes()
    except OSError as error:
        raise RefusedError(f"{source}: cannot be read ({error.strerror})") from error
    sha256 = hashlib.sha256(content).hexdigest()
    same = next((dump for dump in existing if dump.sha256 == sha256), None)
    if same:
        raise RefusedError(f"{source}: {same.file} is the same, byte by byte; nothing was added")
    read = read_files([source])
    if not read.records:
        raise RefusedError(f"{source}: no paper could be read from it; nothing was added", read.findings)
    name = _free_name(source.name, dumps)
    listing = writing.read(dumps / registry.FILE)
    entry = {"file": name, "sha256": sha256, **{key: value for key, value in told.items() if value}}
    # dumps without an entry come behind those that have one: they get theirs first, or the new one would overtake them
    known = {each.file for each in registry.load(dumps / registry.FILE).dumps}
    others = [{"file": dump.file} for dump in existing if dump.file not in known]
    text = writing.with_entries(listing, "dumps", [*others, entry])
    return name, Plan(dumps, {name: content, registry.FILE: text.encode()})


def _free_name(wanted: str, dumps: Path) -> str:
    """Return a name that no file has, without what a shell, a host or another system stumbles over."""
    stem, dot, suffix = NAME.sub("-", wanted).strip(".-_").rpartition(".")
    stem, suffix = (stem, dot + suffix) if stem else (suffix, "")
    stem = stem[:LONGEST_NAME].strip("-") or "dump"
    taken = {path.name.lower() for path in dumps.iterdir()} | {name.lower() for name in folder.NOT_DUMPS}
    name, number = f"{stem}{suffix}", 1
    while name.lower() in taken or folder.is_leftover(name):
        number += 1
        name = f"{stem}-{number}{suffix if not folder.is_leftover(f'{stem}{suffix}') else '.txt'}"
    return name


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
    known = {entry.file for entry in registry.load(dumps / registry.FILE).dumps}
    if dump.file in known:
        listing = writing.without_dump(listing, dump.file)
    own = {"dump": dump.file, **({} if dump.id == naming.dump_slug(Path(dump.file).stem) else {"id": dump.id})}
    whole = {**own, "title": dump.title, "because": because}
    entries: dict[str, dict[str, str]] = {}
    for _ in range(ROUNDS):
        text = writing.with_entries(listing, "retired", [whole, *entries.values()])
        plan = Plan(dumps, {registry.FILE: text.encode()}, removes=(dump.file,))
        after = rebuild(plan)
        wanted = {
            slug: {"paper": slug, "dump": dump.file, **({"to": to} if to else {"title": title}), "because": because}
            for slug, (to, title) in _lacking(before, after, dump).items()
        }
        wanted |= {slug: {"paper": slug, "because": _BACK.format(dump.file)} for slug in _back_again(before, after)}
        if wanted.items() <= entries.items():
            return plan
        # who is gone first: once those slugs are reserved, most others have the addresses again that they had
        entries |= {slug: one for slug, one in wanted.items() if "to" not in one and slug not in entries} or wanted
    raise RefusedError(f"{dump.file}: its addresses could not be settled; withdraw its papers one by one first")


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


def aside(plan: Plan, build: Callable[[Path], Library]) -> Library:
    """Return the Library that a plan would result in; the folder of the dumps stays as it is."""
    with tempfile.TemporaryDirectory() as folder_aside:
        copy = Path(folder_aside) / plan.dumps.name
        copy.mkdir()
        for path in plan.dumps.iterdir():
            if path.is_file() and path.name not in plan.writes and path.name not in plan.removes:
                _link(path.resolve(), copy / path.name)
        for name, content in plan.writes.items():
            (copy / name).write_bytes(content)
        return build(copy)


def _link(path: Path, copy: Path) -> None:
    try:
        copy.symlink_to(path)
    except OSError:  # where links need a privilege
        shutil.copyfile(path, copy)
