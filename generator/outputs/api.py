"""The static API, version 1: the Library as JSON under ``api/v1/``, for programs.

``files`` is a pure function; the shapes stand in ``generator.outputs.models``. Papers come in chunks when there are
many, so that no host and no reader chokes on one file; in a compact library they are packed with gzip.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping

from generator import __version__
from generator.changes import Changes, changes
from generator.facets import facets
from generator.holdings import Holding, holdings
from generator.model import Conflict, Dump, Library, Paper, Placement, Related, Retired, Variant, paper_url, theme_url
from generator.outputs import encode, models

ROOT = "api/v1/"
CHUNK = 5_000
"""Papers a file; contract of the API."""

SCHEMAS: dict[str, object] = {
    "index": models.Index,
    "paper": models.Paper,
    "themes": models.Themes,
    "dumps": list[models.Dump],
    "conflicts": list[models.Conflict],
    "redirects": list[models.Redirect],
    "retired": list[models.Retired],
    "changes": models.Changes,
}


def files(library: Library, *, compact: bool = False) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of each file of the API, ``index.json`` (which lists the others) last."""
    papers = [_packed(file) for file in _papers(library)] if compact else list(_papers(library))
    held = holdings(library)
    brought = changes(library)
    made = [
        *papers,
        ("themes.json", encode.pretty(_themes(library))),
        ("dumps.json", encode.pretty([_dump(dump, held[dump.id]) for dump in library.dumps])),
        ("conflicts.json", encode.pretty([_conflict(conflict) for conflict in library.conflicts])),
        ("redirects.json", encode.pretty(_redirects(library))),
        ("retired.json", encode.pretty([_retired(one) for one in (*library.retired, *library.retired_dumps)])),
        *((f"changes/{dump}.json", encode.pretty(_changes(library, dump, each))) for dump, each in brought.items()),
        *((f"schema/{name}.json", encode.schema(model)) for name, model in SCHEMAS.items()),
    ]
    made.append(("index.json", encode.pretty(_index(library, held, [path for path, _ in papers], made=made))))
    for path, content in made:
        yield ROOT + path, content


def _papers(library: Library) -> Iterator[tuple[str, bytes]]:
    rows = list(zip(library.papers, library.placements, library.related, strict=True))
    if len(rows) <= CHUNK:
        yield "papers.ndjson", encode.lines(_paper(*row) for row in rows)
        return
    for number, start in enumerate(range(0, len(rows), CHUNK), start=1):
        yield f"papers-{number}.ndjson", encode.lines(_paper(*row) for row in rows[start : start + CHUNK])


def _packed(file: tuple[str, bytes]) -> tuple[str, bytes]:
    return f"{file[0]}.gz", encode.packed(file[1])


def _paper(paper: Paper, placement: Placement, related: tuple[Related, ...]) -> models.Paper:
    found = facets(paper)
    return models.Paper(
        id=paper.slug,
        key=paper.key,
        url=paper.url,
        title=paper.title,
        abstract=paper.abstract,
        theme=placement.primary,
        themes=[models.PaperTheme(a.slug, _score(a.score), list(a.evidence)) for a in placement.assignments],
        margin=_score(placement.margin),
        runner_up=placement.runner_up,
        told=placement.told,
        related=[models.PaperRelated(r.slug, r.score, r.shared) for r in related],  # scores have their digits already
        links=[models.PaperLink(link.url, link.kind, link.trusted, link.note) for link in paper.links],
        witnesses=[models.PaperWitness(w.dump, w.place.line, w.position, w.title) for w in paper.witnesses],
        variants=[_variant(variant) for variant in paper.variants],
        flags=list(paper.flags),
        facets=models.PaperFacets(found.code, found.project, found.data, found.model, found.kind, dict(found.evidence)),
        possibly_same=list(paper.possibly_same),
        identifiers=dict(paper.identifiers),
        authors=list(paper.authors),
        year=paper.year,
        venue=paper.venue,
    )


def _score(value: float) -> float:
    """Return a score with the digits that mean something, the same ones on every machine."""
    return round(float(value), 4)


def _variant(variant: Variant) -> models.PaperVariant:
    return models.PaperVariant(variant.field, list(variant.dumps), variant.text)


def _themes(library: Library) -> models.Themes:
    primary = Counter(placement.primary for placement in library.placements)
    having = Counter(assignment.slug for placement in library.placements for assignment in placement.assignments)
    unassigned = [p.slug for p, at in zip(library.papers, library.placements, strict=True) if at.primary is None]
    return models.Themes(
        themes=[
            models.Theme(
                slug=theme.slug,
                name=theme.name,
                url=theme.url,
                scope=theme.scope,
                terms=list(theme.terms),
                exemplars=list(theme.exemplars),
                automatic=theme.automatic,
                primary=primary[theme.slug],
                papers=having[theme.slug],
            )
            for theme in library.themes
        ],
        unassigned=unassigned,
    )


def _dump(dump: Dump, holding: Holding) -> models.Dump:
    return models.Dump(
        id=dump.id,
        file=dump.file,
        url=dump.url,
        title=dump.title,
        sha256=dump.sha256,
        layout=dump.layout,
        listed=dump.listed,
        added=dump.added,
        source=dump.source,
        records=dump.records,
        papers=len(holding.papers),
        new=len(holding.new),
        ledger=models.Ledger(
            lines=dump.ledger.lines,
            record=dump.ledger.record,
            boilerplate=dump.ledger.boilerplate,
            rejected=dump.ledger.rejected,
        ),
        rejected=[
            models.Rejected(line=r.place.line, lines=r.lines, text=r.text, code=r.code, reason=r.reason)
            for r in dump.rejected
        ],
    )


def _conflict(conflict: Conflict) -> models.Conflict:
    return models.Conflict(
        paper=conflict.slug,
        field=conflict.field,
        shown=conflict.shown,
        dumps=list(conflict.dumps),
        variants=[_variant(variant) for variant in conflict.variants],
        why=conflict.why,
        acknowledged=conflict.acknowledged,
        because=conflict.because,
    )


def _redirects(library: Library) -> list[models.Redirect]:
    papers = [models.Redirect(paper_url(old), paper_url(new)) for old, new in library.redirects]
    return [*papers, *(models.Redirect(theme_url(old), theme_url(new)) for old, new in library.theme_redirects)]


def _retired(one: Retired) -> models.Retired:
    return models.Retired(one.url, one.title, one.because)


def _changes(library: Library, dump: str, brought: Changes) -> models.Changes:
    papers = library.papers
    inside = {papers[number].slug for number in (*brought.new, *brought.seen_again)}
    again = (papers[number] for number in sorted(brought.seen_again))
    return models.Changes(
        dump=dump,
        new=[papers[number].slug for number in brought.new],
        seen_again=[models.SeenAgain(paper.slug, paper.witnesses[0].dump) for paper in again],
        text_changed=[
            models.TextChange(papers[text.paper].slug, text.field, text.before, text.after, text.shown)
            for text in brought.texts
        ],
        conflicts=sorted({conflict.slug for conflict in library.conflicts if conflict.slug in inside}),
        disputes=sorted({conflict.slug for conflict in brought.conflicts}),
    )


def _index(
    library: Library, held: Mapping[str, Holding], papers: list[str], *, made: list[tuple[str, bytes]]
) -> models.Index:
    return models.Index(
        version="1",
        generator=f"papershelf {__version__}",
        dumps=[
            models.DumpSummary(
                id=dump.id,
                file=dump.file,
                sha256=dump.sha256,
                listed=dump.listed,
                added=dump.added,
                records=dump.records,
                papers=len(held[dump.id].papers),
                new=len(held[dump.id].new),
            )
            for dump in library.dumps
        ],
        counts=models.Counts(
            records=sum(dump.records for dump in library.dumps),
            papers=len(library.papers),
            themes=len(library.themes),
            rejected=sum(len(dump.rejected) for dump in library.dumps),
            conflicts=len(library.conflicts),
        ),
        papers=papers,
        files=[models.File(path, len(content), hashlib.sha256(content).hexdigest()) for path, content in sorted(made)],
    )
