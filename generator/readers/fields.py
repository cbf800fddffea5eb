"""Which names exports give to the fields of a paper: one table for every format whose fields have names.

    "Document Title", "PAPER_TITLE", "title" -> title

A name is matched without case, spaces and punctuation. What people say in ``dumps.yml`` (``fields:``) goes before the
table. Names that other things have as well (``name``, ``text``, ``data``) are not in it: a journal, an author or a
conference would become a paper.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, get_args

Role = Literal[
    "title",
    "subtitle",
    "abstract",
    "authors",
    "year",
    "doi",
    "arxiv",
    "page",
    "code",
    "project",
    "comment",
    "venue",
]
ROLES: tuple[Role, ...] = get_args(Role)
"""What a field may say of a paper. ``subtitle``: what belongs behind its title; ``page``: addresses and keys of the
paper itself, in which its identifiers may stand; ``code`` and ``project``: addresses of what belongs to it, demos,
models and data sets included; ``comment``: what its authors say of it, with addresses in it; ``venue``: where it was
published."""

TABLE: dict[Role, str] = {
    "title": "title, paper title, document title, article title, primary title, ti",
    "subtitle": "subtitle",
    "abstract": "abstract, summary, description, paper abstract, document abstract, abstract text, abstract note, ab",
    "authors": "authors, author, authors parsed, author names, author list, author full names, creators, creator, au",
    "year": "year, publication year, pub year, published year, py, date, publication date, published, published at, "
    "published date, publish date, pub date, date published, submitted date, issued, published print, published online",
    "doi": "doi, doi url, doi link, document doi, paper doi, di",
    "arxiv": "arxiv, arxiv id, arxiv number, arxiv url, arxiv link, eprint, eprint id",
    "page": "url, link, abs, abs url, pdf, pdf url, pdf link, paper url, paper link, entry id, id, html url",
    "code": "code, code url, code link, code repository, repo, repo url, repository, repository url, github, "
    "github url, github link, github repo, github repository, source code, official code, implementation",
    "project": "project, project page, project url, project link, project website, homepage, home page, website, "
    "webpage, demo, demo url, model url, dataset url, data url, models, datasets",
    "comment": "comment, comments, author comment, author comments",
    "venue": "venue, journal, journal ref, journal reference, journal name, journal title, container title, "
    "publication title, source title, booktitle, conference, conference name, proceedings, so, jo, jf",
}
"""In each row the names that say most come first."""

LONGEST = 80
"""Characters of a name that can be a field's."""


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def folded(name: object) -> str:
    """Return a field's name without case, spaces and punctuation; nothing for what cannot be one."""
    return _folded(name) if isinstance(name, str) and len(name) <= LONGEST else ""


_USUAL: Mapping[Role, tuple[str, ...]] = MappingProxyType(
    {role: tuple(_folded(name) for name in names.split(",")) for role, names in TABLE.items()}
)
_ROLE_OF: Mapping[str, Role] = MappingProxyType({name: role for role, names in _USUAL.items() for name in names})


@lru_cache(maxsize=64)  # the entries of a dump have the same fields, mostly
def _layout(keys: tuple[str, ...]) -> Mapping[Role, tuple[int, ...]]:
    """Return which of some folded names say something of each role, by number, the one that says most first."""
    last = {key: number for number, key in enumerate(keys)}
    return {role: tuple(last[name] for name in names if name in last) for role, names in _USUAL.items()}


@dataclass(frozen=True, slots=True)
class Names:
    """The names that the fields of a dump have: those of the table, after those that ``dumps.yml`` tells."""

    told: tuple[tuple[Role, tuple[str, ...]], ...] = ()
    """For some roles the names that the dump gives them, as it writes them; a dot leads into a nested object."""
    _folded: Mapping[Role, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Fold the names told once."""
        told = {role: tuple(folded(name) for name in names) for role, names in self.told}
        object.__setattr__(self, "_folded", MappingProxyType(told))

    def role(self, name: object) -> Role | None:
        """Return what a field of this name says of a paper; None when nobody knows."""
        key = folded(name)
        role = next((role for role, names in self._folded.items() if key and key in names), _ROLE_OF.get(key))
        return role if role is None or role not in self._folded or key in self._folded[role] else None

    def of(self, fields: Mapping[str, object]) -> "Fields":
        """Return a record's fields, to be asked by role."""
        return Fields(self, fields, tuple(map(folded, fields)))

    def titled(self, fields: Mapping[str, object]) -> bool:
        """Tell whether a record has a field for a title, be it empty."""
        if "title" in self._folded:
            asked = self.of(fields)
            return any(asked.has(name) for name in dict(self.told)["title"])
        return any(_ROLE_OF.get(folded(name)) == "title" for name in fields)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one record."""

    names: Names
    raw: Mapping[str, object]
    keys: tuple[str, ...]
    """Their names, folded; nothing for what cannot be one."""

    def __call__(self, role: Role) -> Iterator[object]:
        """Yield what they say of a role, the name that says most first."""
        told = dict(self.names.told).get(role) if self.names.told else None
        if told is not None:
            yield from (self._named(name) for name in told)
            return
        if numbers := _layout(self.keys)[role]:
            values = tuple(self.raw.values())
            yield from (values[number] for number in numbers)

    def has(self, name: str) -> bool:
        """Tell whether there is a field of a name that ``dumps.yml`` tells."""
        key = folded(name)
        return (key != "" and key in self.keys) or self._nested(name) is not None

    def _named(self, name: str) -> object:
        by_key = dict(zip(self.keys, self.raw.values(), strict=True))
        key = folded(name)
        return by_key[key] if key and key in by_key else self._nested(name)

    def _nested(self, name: str) -> object:
        value: object = self.raw
        for part in name.split("."):
            value = value.get(part.strip()) if isinstance(value, Mapping) else None
        return value


def told(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> Names:
    """Return the table with names told by role; roles that there are not are left out."""
    known: dict[str, Role] = {role: role for role in ROLES}
    return Names(tuple((known[role], names) for role, names in pairs if role in known))


USUAL = Names()
"""The table alone."""
