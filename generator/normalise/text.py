"""Raw text to clean text, step by step.

The order matters: characters first; then what no rule may touch (code, addresses, mathematics) is shielded; then TeX
of prose, Greek names, typography. ``_once`` is one pass. A pass can lay bare what the next one sees (an escaped entity,
a formula inside a footnote), so passes run until nothing changes. Should they ever run in a circle, the least text of
the circle is taken: hence cleaning is idempotent by construction, whatever the text.

It refuses to repair texts longer than any abstract: they get clean characters and balanced delimiters only.
"""

import re
from functools import lru_cache

from generator.normalise import (
    addresses,
    bare,
    characters,
    code,
    delimited,
    greek,
    latex,
    spacing,
    typography,
    wrapping,
)
from generator.normalise.names import GREEK
from generator.normalise.shield import Shield

LONGEST = 20_000
_PASSES = 40
_PLAIN_NAME = re.compile(r"(?:(?:[A-Z][a-z]+|[A-Z]\.) )*[A-Z][a-z]+")
"""Names that no rule changes, unless one is called like a Greek letter or ends in "the"."""


@lru_cache(maxsize=2048)
def clean_title(title: str) -> str:
    """Return a raw title as clean text; clean text comes back unchanged."""
    return _settle(title, name=None).removesuffix("\u2009")


def clean_name(name: str) -> str:
    """Return a raw name of a person as clean text, as ``clean_title`` does, but most of them at a glance."""
    plain = _PLAIN_NAME.fullmatch(name) and GREEK.keys().isdisjoint(name.split()) and "the" not in name
    return name if plain else clean_title(name)


@lru_cache(maxsize=2048)
def clean_abstract(abstract: str, name: str = "") -> str:
    """Return a raw abstract as clean text; ``name`` is how its title calls the subject, see ``latex.subject``."""
    return _settle(abstract, name=name)


def _settle(text: str, *, name: str | None) -> str:
    seen: dict[str, int] = {}
    while text not in seen and len(seen) < _PASSES:
        seen[text] = len(seen)
        text = _once(text, name)
    circle = list(seen)[seen.get(text, len(seen) - 1) :]
    return min(circle)


def _once(text: str, name: str | None) -> str:
    text = characters.decode(characters.tidy(addresses.rejoin(text)))
    text = text if name is None else wrapping.unwrapped(text)
    shielded = Shield()
    if len(text) > LONGEST:
        return shielded.restore(delimited.shield_only(text, shielded))
    text = addresses.shield(code.shield(text, shielded), shielded)
    text = delimited.shield(typography.numbers(text), shielded)
    text = typography.raised(bare.shield(typography.citations(text), shielded))
    text = typography.quotes(text)
    text = latex.to_text(text, name or "")
    text = greek.to_letters(text, mathematical=bool(shielded.maths))
    text = typography.dashes(text)
    text = spacing.hyphenation(spacing.spacing(text))
    return shielded.restore(text)
