"""How texts use a phrase: what stands before and after it, in the plural or not, and what its letters stand for.

Serves ``naming``: a heading is a whole phrase, no attribute ("semi-supervised") and no piece ("policy optimization" of
"group relative policy optimization"). Only counting; no grammar of any language is known.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from generator.similarity.stopwords import adverb
from generator.similarity.words import says_nothing

_ATTRIBUTE = 0.5
"""A phrase is an attribute when another noun follows it in more than this share of its mentions."""
_USUAL = 0.3
"""The noun that follows completes it when it is at least this share of them."""
_BEFORE = 0.7
"""The word before a phrase belongs to it when it stands there in this share of its mentions."""
_PLURAL = 0.25
"""A phrase is shown in the plural when this share of its mentions is."""
_LONGER = 3
"""Words that may be added on either side."""
_CONTEXT = 40


class _Mention(NamedTuple):
    """One mention of a phrase: the words around it, empty where there is none, and the sign of the plural."""

    before: str
    after: str
    plural: str


def heading(surface: str, text: str) -> str:
    """Return a phrase as a heading has it: written out, whole, in the plural where the text has it so; or nothing."""
    folded = text.lower()
    if surface.isupper() and surface.isalpha() and len(surface) > 1:
        surface = _written_out(surface, text) or surface
    return _plural(_begun(_completed(surface, folded), folded), folded)


def _mentions(surface: str, folded: str) -> Iterator[_Mention]:
    """Yield the mentions of a phrase in a text of lower case."""
    # The pattern begins with the phrase itself, which lets the search jump; what stands before is looked at after.
    said = re.compile(rf"{re.escape(surface.lower())}(s?)(?!\w)(?:[ -]([^\W\d]\w+))?")
    for found in said.finditer(folded):
        start = found.start()
        if not (start and (folded[start - 1].isalnum() or folded[start - 1] == "-")):
            before = re.search(r"([^\W\d][\w-]*) $", folded[max(0, start - _CONTEXT) : start])
            yield _Mention(before[1] if before else "", found[2] or "", found[1])


def _completed(surface: str, folded: str) -> str:
    """Return a phrase with the word that mostly follows it, "semi-supervised learning"; nothing if the words vary.

    What is mostly followed by some other word is an attribute, or a piece of a longer phrase, and no heading.
    """
    for _ in range(_LONGER):
        after = Counter(mention.after for mention in _mentions(surface, folded))
        nouns = {word: number for word, number in after.items() if word and not says_nothing(word) and not adverb(word)}
        if sum(nouns.values()) <= _ATTRIBUTE * after.total():
            return surface
        word = min(nouns, key=lambda word: (-nouns[word], word))
        if nouns[word] < max(3.0, _USUAL * sum(nouns.values())):
            return ""
        surface = f"{surface} {word}"
    return surface


def _begun(surface: str, folded: str) -> str:
    """Return a phrase with the word that nearly always stands before it: "joint embedding predictive architecture"."""
    for _ in range(_LONGER if surface else 0):
        before = Counter(mention.before for mention in _mentions(surface, folded))
        word = min(before, key=lambda word: (-before[word], word), default="")
        if not word or says_nothing(word) or before[word] < max(3.0, _BEFORE * before.total()):
            break
        surface = f"{word} {surface}"
    return surface


def _plural(surface: str, folded: str) -> str:
    if not surface or surface.endswith("s"):
        return surface
    forms = Counter(mention.plural for mention in _mentions(surface, folded))
    return f"{surface}s" if forms["s"] and forms["s"] >= _PLURAL * forms.total() else surface


def _written_out(acronym: str, text: str) -> str:
    """Return what stands before "(DPO)" in a text and begins with its letters."""
    for found in re.finditer(rf"\({re.escape(acronym)}s?\)", text):
        words = re.split(r"[\s-]+", text[max(0, found.start() - _CONTEXT * 2) : found.start()].strip())[-len(acronym) :]
        if "".join(word[:1] for word in words).lower() == acronym.lower():
            return " ".join(words).lower()
    return ""
