"""The shapes of the static API, version 1. The JSON Schemas are made from these classes, so they can't drift apart.

A promise: fields may be added, none changes its name, type or meaning within v1 (``tests/data/api_v1.json`` holds it).
Everything is plain text (no field holds markup), mathematics as TeX between ``\\(`` and ``\\)``. What a field means
stands beside it and nowhere else: the schemas and the tables of ``docs/programs.md`` take it from here.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


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
    papers: Annotated[list[str], Meta(description="the files that hold the papers, in order")]
    files: Annotated[list[File], Meta(description="every file of the API but this one")]


class PaperTheme(Struct, frozen=True):
    """One theme of a paper."""

    slug: Annotated[Slug, Meta(description="of the theme")]
    score: Annotated[float, Meta(description="how much speaks for it; comparable within one paper")]
    evidence: Annotated[list[str], Meta(description="the terms that decided it, the strongest first")]


class PaperRelated(Struct, frozen=True):
    """A near paper."""

    id: Annotated[Slug, Meta(description="of the other paper")]
    score: Annotated[float, Meta(description="how near it is")]
    shared: Annotated[list[str], Meta(description="terms that both share, the weightiest first")]


class PaperLink(Struct, frozen=True):
    """An address that the dumps' text names."""

    url: Annotated[str, Meta(description="after repair")]
    kind: Annotated[
        Literal["code", "project", "model", "data", "demo", "paper", "other"], Meta(description="what it leads to")
    ]
    trusted: Annotated[bool, Meta(description="do not make an address clickable that isn't")]
    note: Annotated[str, Meta(description="why it isn't trusted, or that it is the paper itself")]


class PaperWitness(Struct, frozen=True):
    """Where a dump has the paper."""

    dump: Annotated[Slug, Meta(description="the dump's id")]
    line: Annotated[int, Meta(description="of its file, from 1")]
    position: Annotated[int, Meta(description="among the records of the dump, from 1")]
    title: Annotated[str, Meta(description="as it stands there, before any cleaning")]


class PaperVariant(Struct, frozen=True):
    """A text that some dumps have where another one is shown."""

    field: Annotated[Literal["title", "abstract"], Meta(description="which text")]
    dumps: Annotated[list[str], Meta(description="ids of the dumps that have it")]
    text: Annotated[str, Meta(description="all of it, cleaned")]


class PaperFacets(Struct, frozen=True):
    """What to filter by: what the paper offers, and the kind of contribution."""

    code: Annotated[bool, Meta(description="whether code is to be had, by a trusted link or a sentence")]
    project: Annotated[bool, Meta(description="likewise a page of the project")]
    data: Annotated[bool, Meta(description="likewise data")]
    model: Annotated[bool, Meta(description="likewise a model")]
    kind: Annotated[str | None, Meta(description="the kind of contribution, null when unclear")]
    evidence: Annotated[
        dict[str, str], Meta(description="what proves each facet: a sentence of the abstract, the title, or a link")
    ]


class Paper(Struct, frozen=True, kw_only=True):
    """One line of `papers.ndjson`."""

    id: Annotated[Slug, Meta(description="the slug of its address; it never changes")]
    key: Annotated[str, Meta(description="its title in the first dump, lower-cased, runs of other signs made a space")]
    url: Annotated[str, Meta(description="of its page, relative to the site")]
    title: Annotated[str, Meta(description="clean text")]
    abstract: Annotated[str, Meta(description="clean text, empty when no dump has one")]
    theme: Annotated[Slug | None, Meta(description="slug of the primary theme")]
    themes: Annotated[list[PaperTheme], Meta(description="all its themes, best first")]
    margin: Annotated[float, Meta(description="score of the best theme less that of the second best")]
    runner_up: Annotated[Slug | None, Meta(description="slug of the second best theme, whether or not it was assigned")]
    told: Annotated[bool, Meta(description="whether people said so (an exemplar or a pin)")]
    related: Annotated[list[PaperRelated], Meta(max_length=10, description="the ten nearest, fewer in a small library")]
    links: Annotated[list[PaperLink], Meta(description="what the dumps' text names, nothing else")]
    witnesses: Annotated[list[PaperWitness], Meta(min_length=1, description="where the dumps have it, in their order")]
    variants: Annotated[list[PaperVariant], Meta(description="what other dumps say")]
    flags: Annotated[list[str], Meta(description="what readers should know of the text")]
    facets: Annotated[PaperFacets, Meta(description="what to filter by")]
    possibly_same: Annotated[list[Slug], Meta(description="ids of papers that look alike, without enough evidence")]
    identifiers: Annotated[dict[str, str], Meta(description="`arxiv`, `doi`: only what a dump or the lock file says")]
    authors: Annotated[list[str], Meta(description="likewise; empty when unknown")]
    year: Annotated[int | None, Meta(description="likewise")]
    venue: Annotated[str, Meta(description="likewise where it was published; empty when unknown")]


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


class Conflict(Struct, frozen=True, kw_only=True):
    """`conflicts.json`: dumps disagree about a paper in substance."""

    paper: Annotated[Slug, Meta(description="the paper's id")]
    field: Annotated[Literal["title", "abstract"], Meta(description="which text")]
    shown: Annotated[str, Meta(description="the text of the majority")]
    dumps: Annotated[list[str], Meta(description="ids of the dumps that have it")]
    variants: Annotated[list[PaperVariant], Meta(description="what the others have")]
    why: Annotated[str, Meta(description="what they disagree about")]
    acknowledged: Annotated[bool, Meta(description="whether a person looked and found the shown text right")]
    because: Annotated[str, Meta(description="what that person said")]


class Redirect(Struct, frozen=True, rename={"old": "from", "new": "to"}):
    """`redirects.json`: an address that leads to another one."""

    old: Annotated[str, Meta(description="relative to the site")]
    new: Annotated[str, Meta(description="relative to the site")]


class SeenAgain(Struct, frozen=True):
    """A paper of a dump that an earlier dump had already."""

    id: Annotated[Slug, Meta(description="of the paper")]
    first: Annotated[Slug, Meta(description="id of the dump that had it first")]


class TextChange(Struct, frozen=True):
    """A dump says another text of a paper than all dumps before it."""

    id: Annotated[Slug, Meta(description="of the paper")]
    field: Annotated[Literal["title", "abstract"], Meta(description="which text")]
    before: Annotated[str, Meta(description="the text that was known")]
    after: Annotated[str, Meta(description="what this dump has")]
    shown: Annotated[bool, Meta(description="whether that is the text shown now")]


class Changes(Struct, frozen=True, kw_only=True):
    """`changes/<dump>.json`: what a dump brought."""

    dump: Annotated[Slug, Meta(description="its id")]
    new: Annotated[list[Slug], Meta(description="ids of the papers that no earlier dump had")]
    seen_again: Annotated[list[SeenAgain], Meta(description="the others")]
    text_changed: Annotated[list[TextChange], Meta(description="what it says in other words")]
    conflicts: Annotated[list[Slug], Meta(description="ids of its papers that any dumps disagree about")]
    disputes: Annotated[list[Slug], Meta(description="those where it takes a side")]


class Retired(Struct, frozen=True):
    """`retired.json`: an address of a paper or a dump that was taken back; its page says the same."""

    url: Annotated[str, Meta(description="relative to the site")]
    title: Annotated[str, Meta(description="what people called it; empty when that isn't told")]
    because: Annotated[str, Meta(description="the reason that the maintainers give")]
