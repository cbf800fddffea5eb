"""The wall between the text of a dump and the markup of a page.

Three walls, so that no single slip opens the site:

1. Whatever a template prints goes through ``encode`` (see ``render``): each character that is not a letter, a digit, a
   single space or punctuation that means nothing to any Markdown dialect becomes a numeric character reference. HTML
   sees the very text again; Python-Markdown, its extensions and any other engine see nothing to act on.
2. Templates put text into HTML blocks only, where no Markdown rule applies, and front matter holds JSON strings only.
3. ``generator.normalise`` rebuilds MathML from a list of elements and attributes; its text goes through ``encode`` too.

It refuses to clean, shorten or correct anything: the visible text is the text given, except that runs of white space
are one space and control characters, which no reader can see, are replacement characters.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from generator.normalise import addresses, mathml, segments
from generator.scripts import is_nothing

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_BREAKS = re.compile("[\x85\u2028\u2029\ufeff]")
"""What YAML takes for a line break or a mark, and JSON doesn't."""
_LOUD = re.compile(
    r"""[\x00-\x1f!-+\-./:<=>@\[-`{-\xa0]           # all but `,;?`: one set, which the engine looks for fast
      (?: (?<![.-])                             # any other ASCII punctuation
        | (?<![^\W_].) | (?<=[.])(?=[^ \d]) | (?<=-)(?![^\W_])  # a stop, a hyphen, not part of a word or a number
      )""",
    re.VERBOSE,
)
_BEGINNING = re.compile(r"[\d ,;?.-]")
"""What could begin a list or a rule."""
_UNSAFE = re.compile(r"[^\w ,.\-/:@()+]|_")
"""What a string of ``data`` doesn't hold as it is, unless it is a printable character beyond ASCII."""
_SHORT = 80
"""Characters of what is often said once more: a theme, a dump, a term, a title that others are related to."""
_BETWEEN_TAGS = re.compile(r">([^<]+)<")


def encode(text: str) -> Markup:
    """Return text as numeric character references wherever a character could mean something."""
    return _encoded_again(text) if len(text) < _SHORT else _encoded(text)


def _encoded(text: str) -> Markup:
    if "  " in text or not text.isprintable():
        text = _SPACE.sub(" ", text)
    quiet = _LOUD.sub(_referred, text)
    if _BEGINNING.match(text) and quiet[0] == text[0]:
        quiet = _reference(text[0]) + quiet[1:]
    if not text.isprintable():
        for char in sorted(set(text)):  # seldom more than one: the text is not walked through letter by letter
            quiet = quiet if char.isprintable() else quiet.replace(char, _reference(char))
    return str.__new__(Markup, quiet)  # this is the place where text becomes markup: Markup(), but for its question


_encoded_again = lru_cache(maxsize=16_384)(_encoded)


def _referred(found: re.Match[str]) -> str:
    return _reference(found[0])


@lru_cache(maxsize=4096)
def _reference(char: str) -> str:
    """Return a numeric reference; HTML gives none for control characters, surrogates and noncharacters."""
    return f"&#{0xFFFD if is_nothing(char) else ord(char)};"


def quoted(text: str) -> Markup:
    """Return a JSON string that YAML reads as the same text, for front matter."""
    if "  " in text or not text.isprintable():
        text = _SPACE.sub(" ", text)
        text = "".join(char if char.isprintable() else html.unescape(_reference(char)) for char in text)
    literal = json.dumps(text, ensure_ascii=False)  # YAML doesn't join the halves of an escaped surrogate pair
    if not literal.isprintable():
        literal = _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", literal)
    return Markup(literal)  # noqa: S704 - quoted


def data(value: Any) -> Markup:
    """Return a value as JSON for a script element that runs nothing; no string in it can end the element.

    In strings everything but letters, digits and what an address needs is an escape of JSON, so that neither HTML nor
    Markdown, its extensions or a macro language finds anything to act on. Raises TypeError for what JSON has not.
    """
    return Markup(_json(value))  # noqa: S704 - only what can't end a string


def _json(value: Any) -> str:
    if isinstance(value, str):
        return f'"{_UNSAFE.sub(_escape, value)}"'
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_key(str(key))}:{_json(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_json, value)) + "]"
    if value is None or isinstance(value, int):
        return json.dumps(value)
    raise TypeError(f"no JSON-LD can be made of {value!r}")


@lru_cache(maxsize=256)
def _key(name: str) -> str:
    return _json(name)


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if char.isascii():
        return f"\\u{ord(char) if char.isprintable() else 0xFFFD:04x}"
    return char if char.isprintable() else json.dumps(html.unescape(_reference(char)))[1:-1]


def rich(text: str) -> Markup:
    """Return text with its mathematics as MathML."""
    if "\\(" not in text:
        return encode(text)
    return Markup("").join(formula(part.text) if part.math else encode(part.text) for part in segments(text))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text as markup; with the address that it names, where it is one."""

    text: Markup
    url: str = ""


def pieces(text: str, urls: Sequence[str]) -> Iterator[Piece]:
    """Yield text with its mathematics as MathML, cut where it names one of the addresses; never within a formula.

    An address counts as a whole: the beginning of a longer one, which may lead elsewhere, is none of the addresses.
    """
    for part in segments(text):
        if part.math:
            yield Piece(formula(part.text))
            continue
        at = 0
        for start, url in addresses.find(part.text) if urls else ():
            if url in urls and start >= at and part.text.startswith(url, start):
                yield Piece(encode(part.text[at:start]))
                yield Piece(encode(url), url)
                at = start + len(url)
        yield Piece(encode(part.text[at:]))


@lru_cache(maxsize=4096)
def formula(tex: str) -> Markup:
    """Return TeX as MathML, or as its source where that can't be read."""
    math = mathml(tex)
    if math is None:
        return encode(tex)
    return Markup(_BETWEEN_TAGS.sub(lambda found: f">{encode(html.unescape(found[1]))}<", math))  # noqa: S704
