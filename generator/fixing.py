"""Mend a dump where that cannot change what it means: its encoding, its line ends, control characters.

    bytes -> candidates, one repair after another -> proved -> bytes

A repair is not trusted to be harmless: the dump is read again from the mended bytes, and unless the same records come
of the same lines, with the same texts once they are clean, the repair is dropped. So a title that loses a control
character, which would move its address, stays as it is, and so does whatever some format means by its line ends.

It refuses to touch archives, binary files, dumps in a layout that nobody knows, and a file that differs from its
recorded checksum; and it never mends what needs a decision: a cut dump, a lost title, a conflict.
"""

import codecs
import hashlib
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import unified_diff
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path

from generator.dumps import encoding, registry, writing
from generator.dumps.raw import narrow, raw_lines, wide
from generator.dumps.reading import ReadDump, read_dump
from generator.dumps.registry import Entry
from generator.errors import PapershelfError
from generator.files import replace_file
from generator.model import Paper
from generator.normalise import flags, normalise_all
from generator.readers import Origin

SHOWN = 400
"""Lines of a difference that are shown."""
_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
"""How gzip and Zstandard begin; other archives are no dumps."""
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
"""Single bytes that ``normalise`` removes unless they are left of a TeX command; white space is none of them."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What would become of a file; the bytes are those there are when nothing changes."""

    before: bytes
    after: bytes
    changes: tuple[str, ...] = ()
    """What was mended, in words."""
    notes: tuple[str, ...] = ()
    """Why something was not, in sentences."""


def propose(path: Path) -> Fixed:
    """Return the mended bytes of a dump; raise PapershelfError when it cannot be read."""
    try:
        before = path.read_bytes()
    except OSError as error:
        raise PapershelfError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    if before.startswith(_PACKED):
        return Fixed(before, before)
    told = _told(path)
    if told and told.sha256 and told.sha256 != hashlib.sha256(before).hexdigest():
        return Fixed(before, before, notes=("not mended: it differs from the checksum in dumps.yml (PS007)",))
    return mend(before, told)


def mend(before: bytes, told: Entry | None = None) -> Fixed:
    """Return the mended bytes of a dump in a known layout, with what ``dumps.yml`` tells of it.

    Pure but for a temporary file.
    """
    read = partial(_meaning, told=replace(told, sha256=None) if told else None)
    meaning = read(before)
    if meaning is None:
        return Fixed(before, before)
    after = before
    changes: list[str] = []
    notes: list[str] = []
    for name, repair in _REPAIRS:
        mended = repair(after)
        if mended == after:
            continue
        proved = mended if read(mended) == meaning else _line_by_line(after, mended, read)
        if proved != mended:
            notes.append(f"not mended everywhere: {name} would change what the dump means")
        if proved != after:
            after = proved
            changes.append(name)
    return Fixed(before, after, tuple(changes), tuple(notes))


Meaning = tuple[object, ...]


def _meaning(content: bytes, told: Entry | None) -> Meaning | None:
    """Return what a dump comes to but for its bytes; None when nobody can read it."""
    with tempfile.TemporaryDirectory() as aside:
        path = Path(aside) / "dump"
        path.write_bytes(content)
        read = read_dump(path, Origin("dump", "dump"), told=told)
    if read.dump.layout is None or not read.records:
        return None
    papers, findings = normalise_all(read.records)
    others = sorted({(each.code, each.place, each.what) for each in findings if each.code != "PS107"})
    return (replace(read.dump, sha256=""), tuple(map(_clean, papers)), tuple(others), tuple(_others(read)))


def _clean(paper: Paper) -> Paper:
    """Return a paper without its original abstract and without the flag that tells of what is mended here."""
    return replace(
        paper,
        witnesses=tuple(replace(witness, original="") for witness in paper.witnesses),
        flags=tuple(flag for flag in paper.flags if flag != flags.CONTROLS),
    )


def _others(read: ReadDump) -> list[tuple[object, ...]]:
    return sorted((each.code, each.place, each.what) for each in read.findings if each.code != "PS003")


def _line_by_line(before: bytes, mended: bytes, read: Callable[[bytes], Meaning | None]) -> bytes:
    """Return the bytes with the repair on those lines where it alone changes nothing; for few lines only."""
    old, new = before.split(b"\n"), mended.split(b"\n")
    changed = [number for number, (a, b) in enumerate(zip(old, new, strict=False)) if a != b]
    if len(old) != len(new) or len(changed) > FEW:
        return before
    meaning = read(before)
    for number in changed:
        candidate = [*old[:number], new[number], *old[number + 1 :]]
        if read(b"\n".join(candidate)) == meaning:
            old = candidate
    return b"\n".join(old)


FEW = 30
"""Lines that are tried one by one; each costs a reading of the dump."""


def _as_utf_8(content: bytes) -> bytes:
    """Return UTF-16 and UTF-32 with their mark as UTF-8, and stray bytes of Windows-1252 as the characters they are."""
    if wide(content[:4]):
        source, torn = narrow(BytesIO(content))
        return content if torn else source.read().removeprefix(codecs.BOM_UTF8)
    lines = content.split(b"\n")
    # a character that the end of the file cuts is lost, not foreign
    whole = [encoding.as_windows_1252(line).encode() for line in lines[:-1]]
    last = lines[-1] if encoding.uncut(lines[-1]) is not None else encoding.as_windows_1252(lines[-1]).encode()
    return b"\n".join((*whole, last))


def _without_mark(content: bytes) -> bytes:
    return content.removeprefix(codecs.BOM_UTF8)


def _line_feeds(content: bytes) -> bytes:
    lines = [(line.body, line.ended) for line in raw_lines(BytesIO(content))]
    return b"".join(body + (b"\n" if ended else b"") for body, ended in lines)


def _without_controls(content: bytes) -> bytes:
    return _CONTROL.sub(b"", content)


_REPAIRS: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("encoding to UTF-8", _as_utf_8),
    ("byte order mark", _without_mark),
    ("line ends to LF", _line_feeds),
    ("control characters", _without_controls),
)


def difference(path: Path, fixed: Fixed) -> Iterator[str]:
    """Yield the lines of a unified difference, bytes that are no text written as escapes."""
    before, after = (_shown(content) for content in (fixed.before, fixed.after))
    lines = unified_diff(
        before, after, f"{path.as_posix()} (as it is)", f"{path.as_posix()} (mended)", n=1, lineterm=""
    )
    yield from islice(lines, SHOWN)
    if more := sum(1 for _ in lines):
        yield f"… and {more:,} more lines"


def _shown(content: bytes) -> list[str]:
    text = content.decode("utf-16" if wide(content[:4]) == "utf-16" else "utf-8", "backslashreplace")
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)
    return [
        "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line.removesuffix("\n")) for line in lines
    ]


def carry_out(path: Path, fixed: Fixed) -> tuple[str, ...]:
    """Write the mended file, and its new checksum where ``dumps.yml`` records one; return what was done besides."""
    told = _told(path)
    recorded = told and told.sha256
    listing = path.parent / registry.FILE
    new = hashlib.sha256(fixed.after).hexdigest()
    text = writing.with_checksum(writing.read(listing), path.name, new) if recorded else ""
    replace_file(path, fixed.after)
    if recorded:
        writing.write(listing, text)
    return ("its sha256 in dumps.yml",) if recorded else ()


def _told(path: Path) -> Entry | None:
    entries = registry.load(path.parent / registry.FILE).dumps
    return next((entry for entry in entries if entry.file == path.name), None)
