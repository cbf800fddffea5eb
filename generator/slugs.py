"""Give every paper its address, once and for ever.

A slug is made of the raw title as the first dump has it, by rules that are frozen here: when the normaliser gets
better, no address may move. It depends on nothing but the dumps in their order: all titles are taken in the order in
which the dumps say them, so that a dump added behind the others can only add slugs behind the others. The slug of a
later title of the same paper is kept, too, and redirects; a paper met after it that would have had this slug gets a
number. A slug is never given twice.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from hashlib import sha256

from slugify import slugify

from generator.model import Paper

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

Redirects = tuple[tuple[str, str], ...]


def slug_of(title: str) -> str:
    """Return the slug that a raw title asks for, in the form ``[a-z0-9]+(-[a-z0-9]+)*``; others may have it already."""
    text = _MARKUP.sub("", _ACCENT.sub("", _FONT.sub("", title)))
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


def assign(papers: Sequence[Paper], *, dumps: Sequence[str] = ()) -> tuple[tuple[Paper, ...], Redirects]:
    """Return the papers with their slugs, and pairs of a later title's slug and the slug that it leads to.

    ``dumps`` are the ids of all dumps in their order; without it, in the order in which the papers' witnesses name
    them.
    """
    order = dumps or tuple(dict.fromkeys(dump for paper in papers for dump in paper.dumps))
    rank = {dump: number for number, dump in enumerate(order)}
    heard = sorted(
        (rank[witness.dump], witness.position, number, nth)
        for number, paper in enumerate(papers)
        for nth, witness in enumerate(paper.witnesses)
    )
    taken: dict[str, int] = {}
    slugs: dict[int, str] = {}
    redirects: list[tuple[str, int]] = []
    for _, _, number, nth in heard:
        wanted = slug_of(papers[number].witnesses[nth].title)
        if number not in slugs:
            slugs[number] = free(wanted, taken)
            taken[slugs[number]] = number
        elif wanted not in taken and wanted not in RESERVED:
            redirects.append((wanted, number))
            taken[wanted] = number
    addressed = tuple(replace(paper, slug=slugs[number]) for number, paper in enumerate(papers))
    return addressed, tuple((old, slugs[number]) for old, number in redirects)


def free(wanted: str, taken: Container[str]) -> str:
    """Return a slug that is neither taken nor reserved, with the first number from 2 behind it if need be."""
    slug, number = wanted, 1
    while slug in taken or slug in RESERVED:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
