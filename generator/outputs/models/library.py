"""What the library is made of, in the API: its index, themes and dumps."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from generator.outputs.models.values import Sha256, Slug


class File(Struct, frozen=True):
    """One file of the API."""

    path: Annotated[str, Meta(description="relative to `api/v1/`")]
    bytes: Annotated[int, Meta(description="its size")]
    sha256: Annotated[Sha256, Meta(description="of its content")]


class DumpSummary(Struct, frozen=True, kw_only=True):
    """A dump in `index.json`."""

    id: Annotated[Slug, Meta(description="the slug of its page")]
    file: Annotated[str, Meta(description="its name in the folder of the dumps")]
    sha256: Annotated[Sha256, Meta(description="of the file")]
    listed: Annotated[str | None, Meta(description="the day it lists: an ISO date, or its own words (`Mar 14`)")]
    added: Annotated[str | None, Meta(description="the day it joined the library, an ISO date")]
    records: Annotated[int, Meta(description="records in it")]
    papers: Annotated[int, Meta(description="distinct papers in it")]
    new: Annotated[int, Meta(description="those that no earlier dump had")]


class Counts(Struct, frozen=True, kw_only=True):
    """The library in numbers."""

    records: Annotated[int, Meta(description="records of all dumps")]
    papers: Annotated[int, Meta(description="papers, each once")]
    themes: Annotated[int, Meta(description="themes of the taxonomy")]
    rejected: Annotated[int, Meta(description="passages that became no record")]
    conflicts: Annotated[int, Meta(description="disagreements in substance")]


class Index(Struct, frozen=True, kw_only=True):
    """`index.json`: where everything begins."""

    version: Annotated[Literal["1"], Meta(description="of the API")]
    generator: Annotated[str, Meta(description="the program that wrote it, with its version")]
    dumps: Annotated[list[DumpSummary], Meta(description="in the order in which they joined the library")]
    counts: Annotated[Counts, Meta(description="the library in numbers")]
    papers: Annotated[
        list[str],
        Meta(description="the files that hold the papers, in order; packed if they end in `.gz`"),
    ]
    files: Annotated[list[File], Meta(description="every file of the API but this one")]


class Theme(Struct, frozen=True, kw_only=True):
    """A theme."""

    slug: Annotated[Slug, Meta(description="of its address")]
    name: Annotated[str, Meta(description="for people")]
    url: Annotated[str, Meta(description="of its page, relative to the site")]
    scope: Annotated[str, Meta(description="what belongs there, in a sentence")]
    terms: Annotated[list[str], Meta(description="characteristic ones")]
    exemplars: Annotated[list[str], Meta(description="keys of papers that people named as typical")]
    automatic: Annotated[bool, Meta(description="found without a taxonomy made by people")]
    primary: Annotated[int, Meta(description="papers whose first theme it is")]
    papers: Annotated[int, Meta(description="all papers that have it")]


class Themes(Struct, frozen=True, kw_only=True):
    """`themes.json`."""

    themes: Annotated[list[Theme], Meta(description="in the taxonomy's order")]
    unassigned: Annotated[list[Slug], Meta(description="ids of the papers without a theme")]


class Ledger(Struct, frozen=True, kw_only=True):
    """What became of a dump's non-blank lines."""

    lines: Annotated[int, Meta(description="the sum of the other three")]
    record: Annotated[int, Meta(description="lines of records")]
    boilerplate: Annotated[int, Meta(description="lines that say nothing of a paper")]
    rejected: Annotated[int, Meta(description="lines that became no record")]


class Rejected(Struct, frozen=True, kw_only=True):
    """Lines that became no record."""

    line: Annotated[int, Meta(description="where they begin; 0 is the file as a whole")]
    lines: Annotated[int, Meta(description="how many there are")]
    text: Annotated[str, Meta(description="the lines, shortened")]
    code: Annotated[str, Meta(description="of the finding, `PS101`")]
    reason: Annotated[str, Meta(description="for people")]


class Dump(Struct, frozen=True, kw_only=True):
    """A dump in `dumps.json`."""

    id: Annotated[Slug, Meta(description="the slug of its page")]
    file: Annotated[str, Meta(description="its name in the folder of the dumps")]
    url: Annotated[str, Meta(description="of its page, relative to the site")]
    title: Annotated[str, Meta(description="for people")]
    sha256: Annotated[Sha256, Meta(description="of the file")]
    layout: Annotated[str | None, Meta(description="the reader that read it, null when none could")]
    listed: Annotated[str | None, Meta(description="the day it lists: an ISO date, or its own words (`Mar 14`)")]
    added: Annotated[str | None, Meta(description="the day it joined the library, an ISO date")]
    source: Annotated[str | None, Meta(description="where it was taken from")]
    records: Annotated[int, Meta(description="records in it")]
    papers: Annotated[int, Meta(description="distinct papers in it")]
    new: Annotated[int, Meta(description="those that no earlier dump had")]
    ledger: Annotated[Ledger, Meta(description="what became of its lines")]
    rejected: Annotated[list[Rejected], Meta(description="what could not be read")]
