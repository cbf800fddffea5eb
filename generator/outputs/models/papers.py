"""A paper in the API: what a line of `papers.ndjson` holds."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from generator.outputs.models.values import Slug


class PaperTheme(Struct, frozen=True):
    """One theme of a paper."""

    slug: Annotated[Slug, Meta(description="of the theme")]
    score: Annotated[float, Meta(description="how much speaks for it; comparable within one paper")]
    evidence: Annotated[list[str], Meta(description="the terms that decided it, the strongest first")]


class PaperRelated(Struct, frozen=True):
    """A near paper."""

    id: Annotated[Slug, Meta(description="of the other paper")]
    score: Annotated[float, Meta(description="how near it is")]
    shared: Annotated[tuple[str, ...], Meta(description="terms that both share, the weightiest first")]


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
