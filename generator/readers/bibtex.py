r"""BibTeX and BibLaTeX, as databases, reference managers and people write it.

    @article{bricks,
      title = {Sorting {Toy} Bricks},
      author = {Doe, Jane and {The Brick Team}},
      abstract = "We sort them.",
    }

bibtexparser finds the blocks and their fields. It wants its text whole, so the text is cut before each line that begins
a block, and memory holds one block at a time. A block that fails is rejected with the reason, and the next one is read.
``@string``, ``@preamble``, ``@comment`` and what stands between the blocks say nothing of a paper; what looks like the
rest of an entry there is rejected.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bibtexparser import model as bib
from bibtexparser.exceptions import ParsingException
from bibtexparser.splitter import Splitter

from generator.readers import identifiers
from generator.readers.base import Line, Origin, Part, Reader
from generator.readers.bibtex_values import LONGEST_STRING, people, resolved, unprotected
from generator.readers.drafts import Desk, Draft
from generator.readers.stretches import Stretch, whole
from generator.readers.values import tidy, year

# The library tells of failed blocks by logging; here they are findings.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

_BLOCK = re.compile(r"[\s\ufeff]*@[A-Za-z]+[ \t]*[{(]")
_ENTRY = re.compile(
    r"[\s\ufeff]*@(?!(?:comment|preamble|string)\b)[A-Za-z]+\s*[{(]\s*[^\s,={}()\"]*\s*(?:,|$)", re.IGNORECASE
)
_FIELD = re.compile(r"(?:^|,)\s*[A-Za-z][\w:.-]*\s*=\s*(?:[{\"]|\w+\s*(?:,|#|$))")
_COMMENT = re.compile(r"[\s\ufeff]*(?:%|#|//|$)")
_REST = re.compile(r"\s*(?:[,}]|[A-Za-z][\w:.-]*\s*=\s*[{\"\w])")
_LONE_BRACE = re.compile(r"\s*[})]\s*")
_MADE_BY = re.compile(
    r"(?=.{0,200}$).*\b(?:bibtex|bibliography|references|generated|created|exported?|encoding)\b", re.IGNORECASE
)
"""A program's word that it made the file, which may stand above the first block."""
RUN = 200
"""Lines of comment that are told together."""
_PAGES = ("url", "ee", "link", "note", "howpublished")
_VENUES = ("journal", "journaltitle", "volume", "note")
_PUBLISHED_IN = ("journal", "journaltitle", "booktitle")
_ADDRESSES = tuple(
    "url code codeurl code_url github repository software project projectpage project_page website homepage demo"
    " dataset data howpublished bdsk-url-1 link ee pdf".split()
)


Block = tuple[bib.Block, Stretch]


class Bibtex:
    """Reads the format."""

    name = "bibtex"

    def detect(self, head: Sequence[Line]) -> bool:
        """Tell whether a block begins the dump, below comments at most, and has fields where it is an entry."""
        full = [line.text for line in head if not line.blank]
        first = next((index for index, text in enumerate(full) if _BLOCK.match(text[:500])), None)
        if first is None or not all(_COMMENT.match(text) or _MADE_BY.match(text) for text in full[:first]):
            return False
        entry = next((index for index in range(first, len(full)) if _ENTRY.match(full[index][:500])), None)
        if entry is None:
            return True
        return any(_FIELD.search(text[:2000]) for text in full[entry : entry + 3])

    def read(self, lines: Iterable[Line], origin: Origin) -> Iterator[Part]:
        """Yield a record for each entry with a title, and what else the blocks and the text between them are."""
        desk = Desk.of(origin)
        strings: dict[str, str] = {}
        last: Block | None = None
        for chunk in _chunks(lines):
            for block in _blocks(chunk):
                if last:
                    yield from _parts(last, desk, strings, at_end=False)
                last = block
        if last:
            yield from _parts(last, desk, strings, at_end=True)


def _chunks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield the lines from one that begins a block to the last one before the next, without blank ends."""
    chunk: list[Line] = []
    block = False
    for line in lines:
        begins = bool(_BLOCK.match(line.text))
        if chunk and (begins or (not block and len(chunk) >= RUN)):
            yield chunk
            chunk = []
        if chunk or not line.blank:
            block = begins if not chunk else block
            chunk.append(line)
    if chunk:
        yield chunk


def _blocks(chunk: Sequence[Line]) -> Iterator[Block]:
    """Yield the blocks of some lines with what they stand on; what follows a failed block there belongs to it."""
    text = "\n".join(line.text for line in chunk)
    if not _BLOCK.match(chunk[0].text):
        yield bib.ImplicitComment(text, start_line=0), whole(chunk)
        return
    try:
        found = Splitter(text).split().blocks
    except ParsingException as error:
        found = [bib.ParsingFailedBlock(error, start_line=0, raw=text)]
    kept: list[bib.Block] = []
    for block in found:
        if not (isinstance(block, bib.ImplicitComment) and kept and _failed(kept[-1])):
            kept.append(block)
    yield from zip(kept, _stretches(kept, chunk), strict=True)


def _failed(block: bib.Block) -> bool:
    """Tell whether a block is broken; a field or a key that stands twice breaks none."""
    return isinstance(block, bib.ParsingFailedBlock) and not isinstance(block.ignore_error_block, bib.Entry)


def _stretches(blocks: Sequence[bib.Block], chunk: Sequence[Line]) -> Iterator[Stretch]:
    """Yield the lines of each block, up to where the next one begins; a line that two share counts with the first."""
    starts = [0]
    for block in blocks[1:]:
        starts.append(min(max(block.start_line or 0, starts[-1]), len(chunk) - 1))
    taken = 0
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else len(chunk)
        if index + 1 < len(starts) and _ends_on(blocks[index], start, end):
            end += 1
        own = [line for line in chunk[max(start, taken) : max(end, start)] if not line.blank]
        taken = max(taken, end)
        yield Stretch(own or [chunk[start]], len(own))


def _ends_on(block: bib.Block, start: int, line: int) -> bool:
    return start + (block.raw or "").count("\n") >= line


def _parts(block: Block, desk: Desk, strings: dict[str, str], *, at_end: bool) -> Iterator[Part]:
    """Yield what a block is; the values of ``@string`` go into ``strings``."""
    what, stretch = block
    if isinstance(what, bib.ParsingFailedBlock) and not _failed(what):
        what = what.ignore_error_block or what
    if isinstance(what, bib.Entry):
        yield _entry(what, stretch, desk, strings)
    elif isinstance(what, bib.ParsingFailedBlock):
        yield _broken(what, stretch, desk.origin, at_end=at_end)
    elif isinstance(what, bib.ImplicitComment):
        yield _between(stretch, desk.origin)
    else:
        if isinstance(what, bib.String):
            strings[what.key.lower()] = (resolved(what.value, strings) or "")[:LONGEST_STRING]
        yield stretch.boilerplate(desk.origin)


def _broken(block: bib.ParsingFailedBlock, stretch: Stretch, origin: Origin, *, at_end: bool) -> Part:
    # To BibTeX itself @comment hides nothing but its own name: entries in it are entries.
    if re.match(r"\s*@comment\b", block.raw or "", re.IGNORECASE):
        return stretch.boilerplate(origin)
    reason = " ".join(getattr(block.error, "abort_reason", "").split()).rstrip(".") or "its braces do not balance"
    if "end of file" not in reason:
        return stretch.rejected(origin, "PS109", f"an entry that is not well-formed: {reason}")
    if at_end:
        return stretch.rejected(origin, "PS103", "the dump ends inside of this entry")
    return stretch.rejected(origin, "PS109", "an entry that does not end: braces or quotes are not balanced")


def _between(stretch: Stretch, origin: Origin) -> Part:
    """Return what the text between two blocks is: a comment, or the rest of an entry that ended too early."""
    texts = (line.text for line in stretch.lines)
    if any(_REST.match(text) and not _LONE_BRACE.fullmatch(text) for text in texts):
        return stretch.rejected(origin, "PS113", "fields outside of any entry")
    return stretch.boilerplate(origin)


def _entry(entry: bib.Entry, stretch: Stretch, desk: Desk, strings: Mapping[str, str]) -> Part:
    said: dict[str, str] = {}
    for each in entry.fields:
        key = each.key.lower()
        value = resolved(each.value, strings)
        if value is None and key in ("title", "abstract", "author"):
            reason = f"the value of {key} is not closed, or no comma stands behind it"
            return stretch.rejected(desk.origin, "PS109", reason)
        if value and value.strip() and key not in said:
            said[key] = value
    return desk.part(_draft(said), stretch)


def _draft(said: Mapping[str, str]) -> Draft:
    archive = (said.get("archiveprefix") or said.get("eprinttype") or "arxiv").strip().lower()
    eprint = [_bare(said.get("eprint", ""))]
    return Draft(
        title=tidy(unprotected(said.get("title", ""))),
        abstract=tidy(unprotected(said.get("abstract", ""))),
        authors=people(said.get("author", "")),
        year=year(said.get(key) for key in ("year", "date", "earlyaccessdate")),
        venue=identifiers.published_in(tidy(unprotected(value)) for value in _bared(said, _PUBLISHED_IN)),
        identifiers=identifiers.named(
            arxivs=eprint if archive == "arxiv" else (),
            dois=[_bare(said.get("doi", ""))],
            pages=[*eprint, *_bared(said, _PAGES)],
            venues=_bared(said, _VENUES),
        ),
        addresses=identifiers.others(_bared(said, _ADDRESSES)),
    )


def _bared(said: Mapping[str, str], keys: Sequence[str]) -> list[str]:
    return [_bare(said[key]) for key in keys if key in said]


def _bare(value: str) -> str:
    r"""Return an address or an identifier without what TeX needs round it: ``\url{…}``, ``\_``, ``\%``."""
    value = re.sub(r"\\(?:url|href|doi)\s*\{([^{}]*)\}", r"\1", value)
    return re.sub(r"\\([_%&#~$])", r"\1", unprotected(value)).strip()


BIBTEX: Reader = Bibtex()
