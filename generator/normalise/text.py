"""Raw text to clean text, step by step.

The order matters: characters first; then what no rule may touch (code, addresses, mathematics) is shielded; then TeX
of prose, Greek names, typography. ``_begun`` and ``_cleaned`` are one pass. A pass can lay bare what the next one sees
(an escaped entity, a formula inside a footnote), so passes run until nothing changes. Should they ever run in a circle,
the least text of the circle is taken: hence cleaning is idempotent by construction, whatever the text.

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
    hints,
    latex,
    spacing,
    special,
    typography,
    wrapping,
)
from generator.normalise.names import GREEK
from generator.normalise.shield import Shield

LONGEST = 20_000
_PASSES = 40
_GREEK = frozenset(GREEK)
_PLAIN = re.compile("[A-Za-z .,:;?!()-]*")
"""Characters with which no rule has anything to do but where ``hints`` say so, as in most titles."""
_PLAIN_NAME = re.compile(r"(?:(?:[A-Z][a-z]+|[A-Z]\.) )*[A-Z][a-z]+")
"""Names that no rule changes, unless one is called like a Greek letter or ends in "the"."""


@lru_cache(maxsize=2048)
def clean_title(title: str) -> str:
    """Return a raw title as clean text; clean text comes back unchanged."""
    if _PLAIN.fullmatch(title) and not hints.within(title):
        return title
    return _settle(title, name=None).removesuffix("\u2009")


def clean_name(name: str) -> str:
    """Return a raw name of a person as clean text, as ``clean_title`` does, but most of them at a glance."""
    plain = _PLAIN_NAME.fullmatch(name) and _GREEK.isdisjoint(name.split()) and "the" not in name
    return name if plain else clean_title(name)


@lru_cache(maxsize=2048)
def clean_abstract(abstract: str, name: str = "") -> str:
    """Return a raw abstract as clean text; ``name`` is how its title calls the subject, see ``latex.subject``."""
    return _settle(abstract, name=name)


def _settle(text: str, *, name: str | None) -> str:
    seen: dict[str, int] = {}
    cleaned: dict[str, str] = {}  # most texts that a first pass changes differ in white space alone
    while text not in seen and len(seen) < _PASSES:
        seen[text] = len(seen)
        begun = _begun(text, joins=name is not None)
        if begun not in cleaned:
            cleaned[begun] = _cleaned(begun, name or "")
        text = cleaned[begun]
    circle = list(seen)[seen.get(text, len(seen) - 1) :]
    return min(circle)


def _begun(text: str, *, joins: bool) -> str:
    """Return a text with clean characters, on one line; its addresses and, if it ``joins``, its lines put together."""
    text = characters.decode(characters.tidy(addresses.rejoin(text)))
    return wrapping.unwrapped(text) if joins else text


def _cleaned(text: str, name: str) -> str:
    """Return a text of clean characters after one pass of all rules."""
    shielded = Shield()
    if len(text) > LONGEST:
        return shielded.restore(delimited.shield_only(text, shielded))
    text = addresses.shield(special.signs(code.shield(text, shielded)), shielded)
    text = special.words(delimited.shield(typography.numbers(text), shielded))
    text = typography.raised(bare.shield(typography.citations(text), shielded))
    text = typography.quotes(text)
    text = latex.to_text(text, name)
    text = greek.to_letters(text, mathematical=bool(shielded.maths))
    text = typography.dashes(text)
    text = spacing.hyphenation(spacing.spacing(text))
    return shielded.restore(text)
