"""Load ``rules.yml``: the phrases that facets are read by, with their fragments put in, compiled and checked.

The file belongs to the program, but people edit it. So a fragment or a key that nobody knows, and a repetition that
could make a pattern slow on some text, stop everything with a sentence that names the pattern. Loaded once, when a
facet is first read. That no repetition stands inside another one is looked after by a test.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, get_args

import yaml

from generator.errors import ConfigurationError
from generator.facets.beginnings import Lowered, beginnings, every, first
from generator.facets.needs import needs
from generator.model import Kind, Offer

FILE: Final = Path(__file__).with_name("rules.yml")
_FRAGMENT: Final = re.compile(r"\{([a-z_]+)\}")
_REPEATED: Final = re.compile(r"(?<!\\)(?:[*+]|\{\d*,\})")
_ESCAPE: Final = re.compile(r"\\.", re.DOTALL)
OTHER_CASE: Final = ("i\u0307", "ı", "ſ")
"""What lower case makes of letters that a pattern without regard to case takes for i and s."""
_RARE: Final = 6
"""Letters from which a piece of text that phrases begin with is a rare one."""
_SET: Final = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\.")


_Told = tuple[re.Pattern[str], tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Phrases:
    """What to look for: patterns that stand for one sort of phrase each."""

    patterns: tuple[re.Pattern[str], ...] = ()
    quick: tuple[re.Pattern[str], ...] = ()
    """The same for texts of ASCII in lower case: most texts, made so, are read in half the time."""

    begin: tuple[tuple[str, ...], ...] = ()
    """What each of them begins with one of, see ``beginnings``."""
    needed: tuple[tuple[str, ...], ...] = ()
    """What each of them can't be without, see ``needs``, where looking for that is quicker; else nothing."""

    def match(self, text: str) -> re.Match[str] | None:
        """Return the first match of the first pattern that has any; it stands where it is, its case may be another."""
        each, text, lowered = self._fitting(text)
        for pattern, pieces, needed in each:
            if lowered and needed and not lowered.has(needed):
                continue
            match = first(pattern, text, lowered.places(pieces)) if pieces and lowered else pattern.search(text)
            if match:
                return match
        return None

    def first_in(self, text: str) -> tuple[re.Match[str], ...]:
        """Return the first match alone, if there is any."""
        return (match,) if (match := self.match(text)) else ()

    def all_in(self, text: str) -> tuple[re.Match[str], ...]:
        """Return every match of every pattern."""
        each, text, lowered = self._fitting(text)
        return tuple(
            match
            for pattern, pieces, needed in each
            if not (lowered and needed) or lowered.has(needed)
            for match in (
                every(pattern, text, lowered.places(pieces)) if pieces and lowered else pattern.finditer(text)
            )
        )

    def _fitting(self, text: str) -> tuple[Iterator[_Told], str, Lowered | None]:
        """Return the patterns to look for in a text, the text as they want it, and in lower case if that is safe."""
        lowered = _lowered(text)
        quick = self.quick if lowered and text.isascii() else ()
        each = zip(quick or self.patterns, self.begin, self.needed, strict=True)
        return each, lowered.text if lowered and quick else text, lowered


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A kind, and phrases one of which must stand in the title, or ``times`` different ones in the abstract."""

    kind: Kind
    title: Phrases = Phrases()
    abstract: Phrases = Phrases()
    times: int = 1
    also: Phrases = Phrases()
    """Phrases one of which the abstract must have besides."""
    unless: Phrases = Phrases()
    """Phrases of the abstract that speak against it."""
    asks: bool = True
    """Whether a title that asks or promises to understand something lets the abstract decide for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All that facets are read by."""

    promise: Phrases
    """What is to come is not there."""
    hint: tuple[str, ...]
    """Pieces of text, in lower case; without one of them a sentence offers nothing."""
    offers: tuple[tuple[Offer, Phrases], ...]
    asks: Phrases
    kinds: tuple[Rule, ...]


@lru_cache(maxsize=8)  # rule after rule asks for that of the same text
def _lowered(text: str) -> Lowered | None:
    """Return a text in lower case; nothing where its characters would then be others than those that patterns find."""
    lowered = text.lower()
    fits = len(lowered) == len(text) and not any(map(lowered.__contains__, OTHER_CASE))
    return Lowered(lowered) if fits else None


@cache
def rules() -> Rules:
    """Return the rules of the program."""
    return read(FILE.read_text(encoding="utf-8"))


def read(text: str) -> Rules:
    """Return the rules that a YAML text describes; raise ConfigurationError, naming what can't be meant."""
    try:
        tree = yaml.safe_load(text)
        fragments = _fragments(tree["fragments"])
        offers, kinds = tree["offers"], tree["kinds"]
        return Rules(
            promise=_phrases(offers["promise"], fragments),
            hint=tuple(offers["hint"]),
            offers=tuple((_known(name, Offer), _phrases(of, fragments)) for name, of in offers["facets"].items()),
            asks=_phrases(tree["asks"], fragments),
            kinds=tuple(_rule(kind, fragments) for kind in kinds),
        )
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(f"{FILE.name}: {error!r} is missing or in the wrong place") from error


def _rule(told: Mapping[str, Any], fragments: Mapping[str, str]) -> Rule:
    """Return one rule for a kind."""
    lists: dict[str, Any] = {
        key: _phrases(told[key], fragments) for key in ("title", "abstract", "also", "unless") if key in told
    }
    others: dict[str, Any] = {key: told[key] for key in ("times", "asks") if key in told}
    unknown = sorted(set(told) - set(lists) - set(others) - {"kind"})
    if unknown:
        raise ConfigurationError(f"{FILE.name}: a kind has no {unknown[0]!r}")
    return Rule(kind=_known(told["kind"], Kind), **lists, **others)


def _known(name: str, names: Any) -> Any:
    """Return a name that the API knows."""
    if name not in get_args(names):
        raise ConfigurationError(f"{FILE.name}: {name!r} is none of {', '.join(get_args(names))}")
    return name


def _fragments(told: Mapping[str, str]) -> dict[str, str]:
    """Return the fragments, each with those before it put in."""
    found: dict[str, str] = {}
    for name, pattern in told.items():
        found[name] = _filled(pattern, found)
    return found


def _filled(pattern: str, fragments: Mapping[str, str]) -> str:
    """Return a pattern with its fragments in their places."""
    for name in _FRAGMENT.findall(pattern):
        if name not in fragments:
            raise ConfigurationError(f"{FILE.name}: no fragment {{{name}}} stands above {pattern!r}")
    return _FRAGMENT.sub(lambda found: fragments[found[1]], pattern)


def _phrases(told: Sequence[Any], fragments: Mapping[str, str]) -> Phrases:
    """Return the patterns of a list, which may hold lists."""
    flat: list[str] = []
    for each in told:
        flat += each if isinstance(each, list) else [each]
    patterns = tuple(_compiled(_filled(each, fragments)) for each in flat)
    about_case = any("(?-i" in pattern.pattern for pattern in patterns)
    begin = tuple(beginnings(pattern.pattern) for pattern in patterns)
    needed = tuple(map(_worth, begin, (needs(pattern.pattern) for pattern in patterns)))
    return Phrases(patterns, () if about_case else tuple(map(_quick, patterns)), begin, needed)


def _worth(begin: tuple[str, ...], needed: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a pattern needs where that is looked for more quickly than what it begins with, else nothing."""
    common = any(len(piece) < _RARE for piece in begin)
    return needed if common or not begin or 2 * len(needed) <= len(begin) else ()


def _quick(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """Return what finds in a text of ASCII in lower case what a pattern without regard to case finds in any."""
    capitals = any(map(str.isupper, _ESCAPE.sub("", pattern.pattern)))
    return pattern if capitals else re.compile(pattern.pattern)


def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern that is quick on every text."""
    if _REPEATED.search(_SET.sub("x", pattern)):
        raise ConfigurationError(f"{FILE.name}: a repetition without an upper bound in {pattern!r}")
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise ConfigurationError(f"{FILE.name}: {error} in {pattern!r}") from error
