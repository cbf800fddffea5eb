"""Which work is reused from build to build: reading dumps, normal forms, profiles, facets and tokens of papers.

It depends on one dump or on single papers, so that a new dump leaves what was made of the others as it is. What comes
between weighs every paper by all others (a word is telling when few papers have it), so that a dump changes all of it a
little: of that the placements and the related papers are kept, each as a whole, for builds in which no paper and no
theme changed. Without a cache everything is made anew, with the same results.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import file_digest
from itertools import chain, groupby, islice
from pathlib import Path
from typing import TypeVar

from generator.cache import Cache, Recipe, encoded
from generator.dedupe.profile import Profile, profile
from generator.dumps.reading import ReadDump
from generator.dumps.sources import Source, read_dumps
from generator.executors import SERIAL, Executor
from generator.facets import facets
from generator.model import Facets, Finding, Paper, Placement, Record, Related, Theme
from generator.normalise import normalise_all
from generator.related import Kin, kin, nearest, spelled
from generator.remembering import Kept, Remembering, each_made
from generator.similarity.tokenised import Tokens, tokenised
from generator.similarity.vectors import Space
from generator.themes.assign import assign
from generator.themes.checks import check
from generator.themes.taxonomy import Taxonomy

READING = Recipe(
    "dumps",
    sources=(
        *("dumps", "readers", "model", "errors.py", "findings.py", "files.py", "quoting.py", "scripts.py", "slugs.py"),
        *("executors/__init__.py", "yaml_lines.py", "yaml_reading.py"),
    ),
    libraries=("bibtexparser", "lxml", "pylatexenc", "python-slugify", "pyyaml", "rapidfuzz", "rispy", "zstandard"),
)
NORMALISING = Recipe(
    "records",
    sources=("normalise", "model", "findings.py", "quoting.py", "scripts.py"),
    libraries=("latex2mathml", "pylatexenc", "rapidfuzz"),
)
PROFILING = Recipe(
    "profiles",
    sources=("dedupe", "executors/__init__.py", "model", "findings.py", "quoting.py", "scripts.py", "slugs.py"),
    libraries=("numpy", "python-slugify", "rapidfuzz"),
)
FACETS = Recipe("facets", sources=("facets", "model", "errors.py"), libraries=("pyyaml",))
RELATING = Recipe(
    "related",
    sources=("related.py", "similarity", "executors/__init__.py", "model", "scripts.py"),
    libraries=("numpy", "scipy", "threadpoolctl"),
)
PLACING = Recipe(
    "placements",
    sources=(
        *("themes", "similarity", "executors/__init__.py", "model", "errors.py", "findings.py", "quoting.py"),
        *("scripts.py", "slugs.py", "yaml_lines.py"),
    ),
    libraries=("numpy", "python-slugify", "pyyaml", "rapidfuzz", "scipy", "threadpoolctl"),
)
TOKENS = Recipe(
    "tokens",
    sources=(
        *("similarity/__init__.py", "similarity/numbering.py", "similarity/stopwords.py", "similarity/tokenised.py"),
        *("similarity/words.py", "scripts.py"),
    ),
    libraries=("numpy",),
)
_BLOCK = 1_000
"""Records of a dump that are normalised, and kept, together."""
_FEW = 200
"""Papers whose facets are kept together: a new dump may change the text of any of them."""

T = TypeVar("T")
Normalised = tuple[tuple[Paper, ...], tuple[Finding, ...]]


def read(sources: Sequence[Source], *, cache: Cache | None = None, executor: Executor = SERIAL) -> Iterable[ReadDump]:
    """Return what files hold, as ``read_dumps`` does."""
    if cache is None:
        return read_dumps(sources, executor=executor)
    contents = [_digest(source.path) for source in sources]
    return cache.results(
        READING,
        [
            (encoded(content, source.path.name, source.origin, source.told),)
            for content, source in zip(contents, sources, strict=True)
        ],
        ReadDump,
        lambda numbers: read_dumps([sources[number] for number in numbers], executor=executor),
        # or it could not be opened, or was written to in the meantime
        sound=lambda number, found: bool(contents[number]) and found.dump.sha256 == contents[number],
    )


def normalised(records: Sequence[Record], *, cache: Cache | None = None, executor: Executor = SERIAL) -> Normalised:
    """Return the papers of records, one each, and what is worth telling of them, as ``normalise_all`` does."""
    blocks = tuple(_blocks(records, _BLOCK, lambda record: record.dump))
    made = each_made(NORMALISING, blocks, Normalised, normalise_all, cache=cache, executor=executor)
    papers, findings = zip(*made, strict=True) if blocks else ((), ())
    return tuple(chain.from_iterable(papers)), tuple(chain.from_iterable(findings))


def profiled(
    papers: Sequence[Paper], *, cache: Cache | None = None, executor: Executor = SERIAL
) -> Iterable[Profile] | None:
    """Return by what papers of one record each are compared; nothing where that is neither kept nor spread.

    Measured at 10,000 records: 0.9 CPU seconds to make, 0.1 to read.
    """
    if cache is None and executor.local:
        return None
    blocks = [tuple(map(_named, block)) for block in _blocks(papers, _BLOCK, lambda paper: paper.witnesses[0].dump)]
    made = each_made(PROFILING, blocks, tuple[Profile, ...], _profiles, cache=cache, executor=executor)
    return chain.from_iterable(made)


def _named(paper: Paper) -> Paper:
    """Return of a paper no more than what it is compared by."""
    return Paper(
        title=paper.title,
        abstract=paper.abstract,
        identifiers=paper.identifiers,
        authors=paper.authors,
        witnesses=(),
    )


def _profiles(block: Sequence[Paper]) -> tuple[Profile, ...]:
    return tuple(map(profile, block))


def described(papers: Sequence[Paper], *, cache: Cache | None = None, executor: Executor = SERIAL) -> tuple[Paper, ...]:
    """Return papers with their facets; as they are where that is neither kept nor spread: who needs them reads them."""
    if cache is None and executor.local:
        return tuple(papers)
    blocks = [tuple(map(_told, block)) for block in _blocks(papers, _FEW, lambda paper: paper.witnesses[0].dump)]
    made = each_made(FACETS, blocks, tuple[Facets, ...], _facets, cache=cache, executor=executor)
    found = chain.from_iterable(made)
    return tuple(replace(paper, facets=own) for paper, own in zip(papers, found, strict=True))


def _told(paper: Paper) -> Paper:
    """Return of a paper no more than what its facets are read off."""
    return Paper(title=paper.title, abstract=paper.abstract, links=paper.links, witnesses=())


def _facets(block: Sequence[Paper]) -> tuple[Facets, ...]:
    return tuple(map(facets, block))


_KEPT: Kept = {tokenised: (TOKENS, Tokens)}
"""Measured at 10,000 papers: 0.66 CPU seconds to make, 0.03 to read. More than one stage wants them."""


def remembering(cache: Cache | None, executor: Executor) -> Executor:
    """Return an executor that asks a cache first, if there is one, for what is kept of single texts."""
    return Remembering(cache, executor, _KEPT) if cache else executor


@dataclass(frozen=True, slots=True)
class Placed:
    """Where papers belong, and what is wrong with the taxonomy that says so."""

    placements: tuple[Placement, ...]
    findings: tuple[Finding, ...]
    tokens: tuple[str, ...] = ()
    """Files of tokens that it was made of: whoever reuses it has a use for them in the next build."""


def placed(
    papers: Sequence[Paper],
    themes: Sequence[Theme],
    taxonomy: Taxonomy,
    vectors: Callable[[], Space],
    *,
    cache: Cache | None = None,
    executor: Executor = SERIAL,
) -> Placed:
    """Return the place of each paper in the themes, be they the taxonomy's or not, as ``assign`` and ``check`` say.

    Measured at 10,000 papers, with their vectors: 1.8 CPU seconds to make, 0.1 to read.
    """

    def make() -> Placed:
        placements = assign(papers, themes, vectors(), executor=executor)
        findings = check(taxonomy, papers, placements, vectors())
        return Placed(placements, findings, cache.used(TOKENS.stage) if cache else ())

    if cache is None:
        return make()
    names = encoded([[witness.title for witness in paper.witnesses] for paper in papers])
    found = cache.result(PLACING, (encoded(themes, taxonomy), names, *_texts(papers)), Placed, make)
    for name in found.tokens:
        cache.use(cache.folder / TOKENS.stage / name)
    return found


def related(
    papers: Sequence[Paper],
    themes: Sequence[Theme],
    vectors: Callable[[], Space],
    *,
    cache: Cache | None = None,
    executor: Executor = SERIAL,
) -> tuple[tuple[Related, ...], ...]:
    """Return the related papers of each, as ``nearest`` does; the vectors are made of the papers and the themes.

    Measured at 10,000 papers: 1.9 CPU seconds to make, 0.2 to read.
    """
    if cache is None:
        return nearest(papers, vectors(), executor=executor)
    told = (encoded(themes), *_texts(papers))
    return spelled(papers, cache.result(RELATING, told, Kin, lambda: kin(papers, vectors(), executor=executor)))


def _texts(papers: Sequence[Paper]) -> Iterator[bytes]:
    """Yield the texts that papers are compared by."""
    blocks = (papers[start : start + _BLOCK] for start in range(0, len(papers), _BLOCK))
    return (encoded([(paper.title, paper.abstract) for paper in block]) for block in blocks)


def _blocks(things: Iterable[T], most: int, dump: Callable[[T], str]) -> Iterator[tuple[T, ...]]:
    """Yield things in portions that are of one dump only, so that a dump's portions are the same ones for ever."""
    for _, own in groupby(things, key=dump):
        while block := tuple(islice(own, most)):
            yield block


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file, the empty string when it cannot be opened: reading it will say why."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
