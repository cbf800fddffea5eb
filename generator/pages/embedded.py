"""Values of a page for programs: front matter, and JSON in a script element; the same in every dialect of markup.

Text of a dump stands in strings only, and no string of either kind can end where the text wants it to.
"""

import html
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from generator.pages.markup import SPACE, reference

_BREAKS = re.compile("[\x85\u2028\u2029\ufeff]")
"""What YAML takes for a line break or a mark, and JSON doesn't."""
_UNSAFE = re.compile(r"[^\w ,.\-/:@()+]|_")
"""What a string of ``data`` doesn't hold as it is, unless it is a printable character beyond ASCII."""
_literal = json.JSONEncoder(ensure_ascii=False).encode
"""Writes a string as JSON. YAML doesn't join the halves of an escaped surrogate pair."""


def quoted(text: str) -> Markup:
    """Return a JSON string that YAML reads as the same text, for front matter."""
    if "  " in text or not text.isprintable():
        text = SPACE.sub(" ", text)
        text = "".join(char if char.isprintable() else html.unescape(reference(char)) for char in text)
    literal = _literal(text)
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
    if isinstance(value, list | tuple):
        return "[" + ",".join([_json(item) for item in value]) + "]"
    if value is None or isinstance(value, int):
        return json.dumps(value)
    if isinstance(value, Mapping):
        return "{" + ",".join([f"{_key(key)}:{_json(item)}" for key, item in value.items()]) + "}"
    raise TypeError(f"no JSON-LD can be made of {value!r}")


@lru_cache(maxsize=256)
def _key(name: str) -> str:
    return _json(name)


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if char.isascii():
        return f"\\u{ord(char) if char.isprintable() else 0xFFFD:04x}"
    return char if char.isprintable() else json.dumps(html.unescape(reference(char)))[1:-1]
