"""Cannot-merge rules: what makes two records different papers, however much else they share.

A series (part I, part II), an edition (2.0, v1.5, 2025 and 2026), a size or a modality of one model family (Super and
Ultra, image and video), with and without something, a comment and what it comments on: their titles differ in one
word, and their abstracts often share half of their sentences. So the difference between the titles is read, not
measured. The rules know no paper by name.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from rapidfuzz.distance import DamerauLevenshtein

from generator.dedupe.profile import Profile
from generator.dedupe.titles import FILLERS

_DERIVED = re.compile(
    r"\b(comments? on|reply to|replies|response to|rebuttal|commentary|discussion of|remarks? on|a note on|editorial"
    r"|errat(?:um|a)|corrigend(?:um|a)|correction (?:to|of)|addendum|supplement(?:ary|al)?|postscript|retract(?:ed|ion)"
    r"|extended abstract|extended version|workshop|challenge|demonstration|(?:\w+ ){3}video(?=$)"
    r"|follow up|reproduc\w+|replicat\w+)\b"
)
"""What a text about a paper, or another form of it, calls itself."""
_GENRE = re.compile(r"\b(survey|review|overview|tutorial|revisited|revisiting)\b")
"""What a text on a subject calls itself; it may do so in a subtitle that another dump leaves out."""

_CONTRAST = (
    "super ultra nano mini micro macro tiny small medium base large huge xl pro max plus lite light flash turbo air",
    "image video audio speech text language vision visual music code table tabular graph motion",
    "supervised unsupervised selfsupervised semisupervised weakly fully",
    "explicit implicit",
    "inter intra",
    "internal external",
    "over under",
    "upper lower",
    "linear nonlinear",
    "online offline",
    "forward backward inverse",
    "positive negative",
    "static dynamic",
    "convex concave nonconvex",
    "inductive deductive transductive",
    "homogeneous heterogeneous",
    "single multi dual triple",
    "local global",
    "discrete continuous",
    "training inference",
    "before after",
    "instruct base chat reasoning thinking omni coder math",
    "centralized decentralized distributed",
    "spatial temporal",
)
"""Groups of words of which two papers of one series carry different ones. Typing errors never turn one into another."""
_CONTRASTS = tuple(frozenset(line.split()) for line in _CONTRAST)

_NEGATIONS = frozenset("without no not never cannot non dont doesnt isnt arent cant wont neither nor".split())
"""Words that turn a title into its opposite."""
_ABBREVIATED = (2, 6)
"""Letters of an abbreviation that is looked for among the words of the other title."""

_NUMERALS = (
    *("zero", "one first", "two second ii", "three third iii", "four fourth iv", "five fifth"),
    *("six sixth vi", "seven vii", "eight viii", "nine ix", "ten"),
)
_SPELLED = {word: str(number) for number, line in enumerate(_NUMERALS) for word in line.split()}
"""Numbers in words; ``i``, ``v`` and ``x`` are rather letters."""
_SERIES = re.compile(r"\b(part|vol|volume|phase|chapter|episode|version|type|task|track|edition) ([a-z]|[ivx]+|\d+)\b")
_PREFIX = re.compile("un|non|in|im|ir|dis|anti|de|re|sub|super|semi|multi|bi|pre|post|meta|inter|intra")
_VENUE = re.compile(r"\w@\w")
"""A title with a venue in front (``EgoVIS@CVPR: …``) names a workshop's version."""
_REPORT = re.compile(r"\b(?:technical|system|model|evaluation) (?:report|card)\b")


def separated(a: Profile, b: Profile) -> bool:
    """Tell whether the titles name two papers of one series, or a paper and one about it."""
    if a.title == b.title:
        return False
    if bool(_VENUE.search(a.raw)) != bool(_VENUE.search(b.raw)):
        return True
    joined = " ".join(a.words), " ".join(b.words)
    left, right = leftovers(a, b)
    if _marked(joined[0], left, right) != _marked(joined[1], left, right):
        return True
    if not whole_and_part(a, b) and (_count(a) != _count(b) or _differ(a, b, left + right)):
        return True
    return _contrasting(left, right) or bool(left and right and all(map(_REPORT.search, joined)))


def whole_and_part(a: Profile, b: Profile) -> bool:
    """Tell whether one title is the other one without its subtitle or without what stands before it."""
    return bool(a.title and b.title) and (a.title in (b.head, b.tail) or b.title in (a.head, a.tail))


def leftovers(a: Profile, b: Profile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that only one of two titles has, but for fillers, slips and abbreviations."""
    left = sorted((Counter(a.words) - Counter(b.words)).elements())
    right = sorted((Counter(b.words) - Counter(a.words)).elements())
    for word in tuple(left):
        twin = next((other for other in dict.fromkeys(right) if typo(word, other)), None)
        if twin is not None:
            left.remove(word)
            right.remove(twin)
    _spell_out(left, right, b.words)
    _spell_out(right, left, a.words)
    return _content(left), _content(right)


def _spell_out(short: list[str], long: list[str], title: Sequence[str]) -> None:
    """Take out abbreviations and what they stand for: "RL" and "reinforcement learning", "LLMs" and their words."""
    initials = "".join(word[0] for word in title)
    for word in tuple(short):
        letters = word.removesuffix("s") if len(word) > _ABBREVIATED[0] else word
        if not _ABBREVIATED[0] <= len(letters) <= _ABBREVIATED[1]:
            continue
        for found in re.finditer(f"(?={re.escape(letters)})", initials):
            run = title[found.start() : found.start() + len(letters)]
            if not Counter(run) - Counter(long):
                short.remove(word)
                for each in run:
                    long.remove(each)
                break


def typo(a: str, b: str) -> bool:
    """Tell whether two words differ by a slip of the pen or an inflection: not by a number, a prefix or a contrast."""
    if min(len(a), len(b)) < 5 or DamerauLevenshtein.normalized_distance(a, b, score_cutoff=0.25) > 0.25:
        return False
    return not any(map(str.isdigit, a + b)) and not _opposed(a, b)


def _opposed(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    prefixed = long.endswith(short) and _PREFIX.fullmatch(long.removesuffix(short))
    return bool(prefixed) or _contrasting((a,), (b,))


def _content(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in FILLERS)


def _contrasting(left: Collection[str], right: Collection[str]) -> bool:
    return any(not group.isdisjoint(left) and not group.isdisjoint(right) for group in _CONTRASTS)


def _marked(title: str, left: Collection[str], right: Collection[str]) -> frozenset[str]:
    """Return what a title calls itself in words that the other one lacks, so that a typing error there is no mark."""
    series = (" ".join(found) for found in _SERIES.findall(title))
    unlike = {*left, *right}
    return frozenset(mark for mark in (*_DERIVED.findall(title), *series) if not unlike.isdisjoint(mark.split()))


def _differ(a: Profile, b: Profile, unlike: Collection[str]) -> bool:
    """Tell whether only one of two titles is a survey, or a negation."""
    if _NEGATIONS.intersection(a.words) != _NEGATIONS.intersection(b.words):
        return True
    return any(_GENRE.fullmatch(word) for word in unlike)


def _count(one: Profile) -> list[str]:
    """Return the numbers of a title, sorted, be they digits, Roman digits or words, and each ``+`` behind a name."""
    spelled = ("+" if word == "plus" else _SPELLED.get(word) for word in one.words)
    return sorted((*one.numbers, *(number for number in spelled if number)))
