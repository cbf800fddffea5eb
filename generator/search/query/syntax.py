"""What somebody typed, taken apart: words, "phrases", -exclusions, field:values. Never raises: else it is a word.

- ``title:word`` is looked for in titles only; the other FIELDS filter;
- a field that does not exist is searched as words, and a note says so;
- a quotation mark without its partner is left out;
- an arXiv id or a DOI, or an address that ends with one, is noted: who pastes that wants one paper.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from generator.search import analysis
from generator.search.lunr_js import STOP_WORDS

FIELDS: Final = ("theme", "dump", "author", "year", "has", "kind")
TITLE: Final = "title"
MOST_LETTERS: Final = 2_000
MOST_WORDS: Final = 30
"""A whole abstract is no query. Fewer than 31, so that a browser can note the words found in the bits of a number."""
MOST_YEARS: Final = 100
LONGEST_ADDRESS: Final = 200
SPACES: Final = r"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""What JavaScript calls space."""
_TOKEN: Final = re.compile(rf'(-?)(?:([A-Za-z]+):)?"([^"]*)"|([^{SPACES}]+)')
_PLAIN: Final = re.compile(r"(-?)(?:([A-Za-z]+):)?(.*)", re.DOTALL)
_IDENTIFIER: Final = re.compile(
    rf"[{SPACES}]*(?:[!-~]*/(?:arxiv\.)?|arxiv:|doi:)?"
    r"(?:([0-9]{4}\.[0-9]{4,5}|10\.[0-9]{4,9}/[!-~]+?)|([a-z-]+)(?:\.[a-z-]+)?(/[0-9]{7}))(?:v[0-9]{1,2})?(?:\.pdf)?"
    rf"[{SPACES}]*",
    re.IGNORECASE | re.ASCII,
)
"""An arXiv id or a DOI, bare or at the end of an address; of an old arXiv id archive and number count, no subject."""
_YEARS: Final = re.compile(r"([0-9]{4})(?:-|\.\.)([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; ``title`` when it is looked for in titles only, ``quoted`` when it stands in quotation marks."""

    text: str
    title: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded pieces one after the other, None where a stop word stands."""

    forms: tuple[str | None, ...]
    title: bool = False


@dataclass(slots=True)
class Query:
    """What is asked for; ``finished`` when the last word cannot be the beginning of a longer one."""

    words: list[Word] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    excluded_words: list[Word] = field(default_factory=list)
    excluded_phrases: list[Phrase] = field(default_factory=list)
    filters: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    finished: bool = False
    identifier: str = ""
    """The number of a paper, where nothing else is asked for."""

    @property
    def empty(self) -> bool:
        """Whether nothing at all is asked for."""
        return not (self.words or self.filters or self.excluded_words or self.excluded_phrases)


def parse(text: str) -> Query:
    """Take a query apart."""
    query = Query()
    if len(text) <= LONGEST_ADDRESS and (number := _IDENTIFIER.fullmatch(text)):
        query.identifier = "".join(filter(None, number.groups()))
    for found in _TOKEN.finditer(unicodedata.normalize("NFC", text[:MOST_LETTERS])):
        if found[3] is not None:
            _add(query, found[1], found[2] or "", found[3], quoted=True)
            continue
        minus, name, rest = _PLAIN.fullmatch(found[4]).groups()  # type: ignore[union-attr] # it matches everything
        _add(query, minus, name or "", rest.replace('"', " "), quoted=False)
    return query


def _add(query: Query, minus: str, name: str, text: str, *, quoted: bool) -> None:
    """Add one token."""
    known = name.lower() in {*FIELDS, TITLE}
    if name and not known:
        if text and not text.startswith("//"):
            query.notes.append(f"There is no field “{name}”: searched as words.")
        text = f"{name} {text}"
    if known and name.lower() != TITLE:
        if analysis.fold(text):
            query.filters.setdefault(name.lower(), []).extend(minus + value for value in _values(name.lower(), text))
        return
    words = [Word(word, known, quoted) for word in analysis.words(text) if analysis.fold(word)]
    room = MOST_WORDS - len(query.words) - len(query.excluded_words)
    forms = [piece for word in words[: max(0, room)] for piece in analysis.pieces(word.text)]
    phrase = Phrase(tuple(None if form in STOP_WORDS else form for form in forms), known)
    exact = quoted and len(forms) > 1 and any(phrase.forms)
    if minus:
        (query.excluded_phrases.append(phrase) if exact else query.excluded_words.extend(words[: max(0, room)]))
        return
    query.words += words[: max(0, room)]
    query.finished = quoted if words else query.finished
    if exact:
        query.phrases.append(phrase)


def _values(name: str, text: str) -> list[str]:
    """Return the values that a text stands for: itself, or each year from one to another."""
    years = _YEARS.fullmatch(text) if name == "year" else None
    if not years:
        return [text]
    first, last = int(years[1]), int(years[2])
    return [str(year) for year in range(first, min(last, first + MOST_YEARS) + 1)]
