"""Values of a page for programs: front matter, and JSON in a script element; the same in every dialect of markup.

Text of a dump stands in strings only, and no string of either kind can end where the text wants it to.
"""

import html
import json
import re
from collections.abc import Iterable
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from markupsafe import Markup

from generator.pages.markup import SPACE, reference

_BREAKS = re.compile("[\x85\u2028\u2029\ufeff]")
"""What YAML takes for a line break or a mark, and JSON doesn't."""
_UNSAFE = re.compile(r"[^\w ,.\-/:@()+]|_")
"""What a string of ``data`` doesn't hold as it is, unless it is a printable character beyond ASCII."""
_SHORT = 60
"""Characters of a string of ``data`` that is often said once more: a type, a name, a dump."""


def quoted(text: str) -> Markup:
    """Return a JSON string that YAML reads as the same text, for front matter."""
    return Markup(_quoted(text))  # noqa: S704 - quoted


def all_quoted(texts: Iterable[str]) -> Markup:
    """Return a JSON list of such strings."""
    return Markup(f"[{', '.join(map(_quoted, texts))}]")  # noqa: S704 - quoted


def _quoted(text: str) -> str:
    if "  " in text or not text.isprintable():
        text = SPACE.sub(" ", text)
        text = "".join(char if char.isprintable() else html.unescape(reference(char)) for char in text)
    literal = encode_basestring(text)  # YAML doesn't join the halves of an escaped surrogate pair
    if not literal.isprintable():
        literal = _BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", literal)
    return literal


def data(value: Any) -> Markup:
    """Return a value as JSON for a script element that runs nothing; no string in it can end the element.

    In strings everything but letters, digits and what an address needs is an escape of JSON, so that neither HTML nor
    Markdown, its extensions or a macro language finds anything to act on. Raises TypeError for what JSON has not.
    """
    return Markup(_json(value))  # noqa: S704 - only what can't end a string


def _json(value: Any) -> str:
    if isinstance(value, str):
        return _string_again(value) if len(value) < _SHORT else _string(value)
    if isinstance(value, dict):
        return f"{{{','.join([f'{_string_again(key)}:{_json(item)}' for key, item in value.items()])}}}"
    if isinstance(value, (list, tuple)):  # ``list | tuple`` would be made anew each time
        return f"[{','.join(map(_json, value))}]"
    if value is None or isinstance(value, int):
        return json.dumps(value)
    raise TypeError(f"no JSON-LD can be made of {value!r}")


def _string(text: str) -> str:
    return f'"{_UNSAFE.sub(_escape, text)}"'


_string_again = lru_cache(maxsize=4096)(_string)


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if char.isascii():
        return f"\\u{ord(char) if char.isprintable() else 0xFFFD:04x}"
    return char if char.isprintable() else json.dumps(html.unescape(reference(char)))[1:-1]
