"""Tell whether two witnesses' texts of one paper differ in substance, and say how.

A variant is any text that differs after folding. It is a conflict, which a person has to look at once, if a reader
could be misled by the one or the other: another link, another number, or more than one word in ten. A text that one
dump cut short is no conflict, and neither is a handful of changed words. Typography is not even a variant.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein, Prefix

from generator.dedupe.fold import compact, numbers, plain, words
from generator.model import Link
from generator.quoting import shortened

MANY_WORDS = 0.10
"""Share of the words that differ (edit distance over the longer text).

Of 278 papers met in two sources one has a conflict, over a link.
"""
FEW_WORDS = 2
"""So many words may differ in any text, or a typing error in a title of eight words would be a conflict."""
CUT_AT_LEAST = 5
"""Words that a text must have to count as the cut beginning of another one."""
_LONGEST = 36
"""Characters of the values named of one text; the first of them is cut, and what has no room is only counted."""
_FINISHED = re.compile(r"(?<![.…])[.!?][)\]\"'”’]*$")
"""How a text ends that nobody cut; dots in a row are the mark of a cut."""
_HOST, _BEFORE = 14, 4
"""Of a long value, so many characters of its beginning, and so many before the place where it differs."""


@dataclass(frozen=True, slots=True)
class Text:
    """One witness' text of a field, with the links that stand in it."""

    text: str
    links: tuple[Link, ...] = ()

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses in it, sorted, each once."""
        return tuple(sorted({link.url for link in self.links}))

    @property
    def trusted(self) -> bool:
        """Whether each link may be clicked."""
        return all(link.trusted for link in self.links)

    @property
    def signature(self) -> tuple[object, ...]:
        """What has to be equal for two texts to be the same but for typography."""
        return (compact(self.text), numbers(self.text), self.urls)


def disagreement(shown: Text, other: Text) -> str:
    """Return in what two texts differ in substance, for people; empty when they don't."""
    if _says_more(shown, other) or _says_more(other, shown):
        return ""
    if shown.urls != other.urls:
        return f"the links differ: {_either(shown.urls, other.urls)}"
    left, right = Counter(_values(shown.text)), Counter(_values(other.text))
    if left != right:
        return f"the numbers differ: {_either((left - right).elements(), (right - left).elements())}"
    a, b = words(shown.text), words(other.text)
    changed = Levenshtein.distance(a, b)
    many = compact(shown.text) != compact(other.text) and changed > max(FEW_WORDS, MANY_WORDS * max(len(a), len(b)))
    return f"{changed} of {max(len(a), len(b))} words differ" if many else ""


def _values(text: str) -> list[str]:
    """Return the numbers of a text as they count: ``1.50`` as ``1.5``."""
    return [number.rstrip("0").rstrip(".") if number.count(".") == 1 else number for number in numbers(text)]


def is_cut(short: Text, long: Text) -> bool:
    """Tell whether a text is another one that a dump cut: it stops inside a sentence, or with the mark of a cut.

    A finished text is none, whatever another one says behind it: anybody can append a sentence.
    """
    return not _FINISHED.search(short.text.rstrip()) and begins(short.text, long.text)


def _says_more(short: Text, long: Text) -> bool:
    """Tell whether a text only goes on where another one ends, without an address behind a finished text.

    Of 278 papers met in two sources eight have such texts; none of these adds an address.
    """
    return is_cut(short, long) or (begins(short.text, long.text) and not set(long.urls) - set(short.urls))


def begins(short: str, long: str) -> bool:
    """Tell whether a text is the cut beginning of another one, perhaps in the middle of a word or with dots behind."""
    beginning = plain(short).rstrip(" .…")
    if len(words(short)) < CUT_AT_LEAST or len(short) >= len(long) or not compact(long).startswith(compact(beginning)):
        return False
    *whole, last = numbers(beginning) or ("",)
    others = numbers(long)[: len(whole) + 1] or ("",)
    return list(others[:-1]) == whole and others[-1].startswith(last)  # compact texts have lost the point of 3.5


def _either(shown: Iterable[str], others: Iterable[str]) -> str:
    ours, theirs = ([value.removeprefix("https://") for value in dict.fromkeys(side)] for side in (shown, others))
    here = [value for value in ours if value not in theirs] or ours
    there = [value for value in theirs if value not in ours] or theirs
    return f"{_listed(here, beside=there)} in the text shown, {_listed(there, beside=here)} in the other"


def _listed(values: Sequence[str], *, beside: Sequence[str]) -> str:
    if not values:
        return "none"
    named = [_part(values[0], Prefix.similarity(values[0], next(iter(beside), "")))]
    for value in values[1:]:
        if len(", ".join((*named, value))) > _LONGEST:
            return f"{', '.join(named)} and {len(values) - len(named)} more"
        named.append(value)
    return ", ".join(named)


def _part(value: str, differs: int) -> str:
    """Return of a long value its beginning and what stands where it differs from the other text's."""
    if len(value) <= _LONGEST:
        return value
    start = min(differs - _BEFORE, len(value) - _LONGEST + _HOST + 1)
    if start <= _HOST:
        return shortened(value, _LONGEST)
    return f"{value[:_HOST]}…{shortened(value[start:], _LONGEST - _HOST - 1)}"
