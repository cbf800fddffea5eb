"""Who wrote what, by the names that the dumps and the lock file give.

A name is all there is: the same name is taken for the same author, and the pages say so. Names are the same when they
differ in case, accents, dots and in which part stands first (``Lovelace, Ada``) alone; initials are never completed.
The address is made of the name and of nothing else, so that it never moves, whoever else joins the library.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from generator import slugs
from generator.model import Paper
from generator.readers.names import given_first

LEAST = 3
"""Papers that an author needs for a page."""
COMPACT_LEAST = 15
"""The same in a compact library: of 40,600 such pages in 100,000 papers nine in ten are for fewer."""
COMPACT_LISTED = 2
"""Papers that an author needs there to stand in the list of the authors."""
_PLAIN = re.compile(r"[A-Za-z .-]*")
_KEY = re.compile("[a-z]+(?: [a-z]+)*")
_ACCENT = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """One name and the positions of its papers, in the order in which they were given."""

    slug: str
    name: str
    """As most papers write it."""
    papers: tuple[int, ...]
    least: int = LEAST
    """Papers that a page needs."""

    @property
    def url(self) -> str:
        """The address of its page, relative to the site; empty when it has none."""
        return author_url(self.slug) if len(self.papers) >= self.least else ""

    @property
    def query(self) -> str:
        """What the search is asked for its papers."""
        return f'author:"{self.name.replace(chr(34), " ")}"'


def author_url(slug: str) -> str:
    """Return the address of an author's page, relative to the site."""
    return f"authors/{slug}/"


@dataclass(frozen=True, slots=True)
class Authors:
    """All authors, those with the most papers first, then by family name; and who is behind a written name."""

    everybody: tuple[Author, ...] = ()
    urls: Mapping[str, str] = field(default_factory=dict)
    """The addresses of those who have a page, by the folded name."""

    def url(self, written: str) -> str:
        """Return the address of the page of a name as a paper writes it; empty when there is none."""
        return self.urls.get(folded(written), "")


def authors(papers: Iterable[tuple[int, Paper]], *, compact: bool = False) -> Authors:
    """Return the authors of papers, given with their positions."""
    least = COMPACT_LEAST if compact else LEAST
    written: dict[str, tuple[list[int], list[str]]] = {}
    for number, paper in papers:
        for key, name in {folded(name): name for name in paper.authors}.items():
            positions, spellings = written.get(key) or written.setdefault(key, ([], []))
            positions.append(number)
            spellings.append(name)
    written.pop("", None)  # what has no letter is nobody
    by_key: dict[str, Author] = {}
    taken: set[str] = set()
    for key in sorted(written):
        positions, spellings = written[key]
        slug = slugs.free(_slug(key), taken)
        taken.add(slug)
        by_key[key] = Author(slug=slug, name=_usual(spellings), papers=tuple(positions), least=least)
    everybody = sorted(by_key, key=lambda key: (-len(by_key[key].papers), key.rpartition(" ")[2]))  # else as they are
    urls = {key: author.url for key, author in by_key.items() if author.url}
    return Authors(tuple([by_key[key] for key in everybody]), urls)


def _usual(spellings: list[str]) -> str:
    """Return the most frequent one with the given name first, of several the first by the alphabet."""
    if spellings.count(spellings[0]) == len(spellings):  # as of nearly all names
        return given_first(spellings[0])
    counts = Counter(map(given_first, spellings))
    return min(counts, key=lambda each: (-counts[each], each))


@lru_cache(maxsize=262_144)  # each paper of an author asks
def folded(name: str) -> str:
    """Return a name as it is compared: words in lower case, given name first; empty when it has no letter."""
    if name.isascii() and name.replace(" ", "").isalpha():  # most names, in a third of the time
        return " ".join(name.lower().split())
    spoken = given_first(name)
    if _PLAIN.fullmatch(spoken):  # what the lines below would make of it, in a tenth of the time
        return " ".join(re.findall("[a-z]+", spoken.lower()))
    text = _ACCENT.sub("", unicodedata.normalize("NFKD", spoken))
    text = unicodedata.normalize("NFKC", text.casefold())
    if all(unicodedata.name(char, "").startswith("LATIN") for char in text if char.isalpha()):
        text = slugs.slugged(text, length=0)  # letters that no accent makes: ø, ł, ß
    words = re.findall(r"[^\W_]+", text)
    return " ".join(words) if any(char.isalpha() for word in words for char in word) else ""


def _slug(key: str) -> str:
    """Return the slug of a folded name; what its letters don't tell apart (or cut off) has a mark of its own."""
    plain = len(key) <= slugs.LENGTH and _KEY.fullmatch(key)
    slug = key.replace(" ", "-") if plain else slugs.slugged(key, length=slugs.LENGTH)
    if slug.replace("-", " ") == key and slug not in slugs.RESERVED:
        return slug
    return f"{slug or 'author'}-{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"
