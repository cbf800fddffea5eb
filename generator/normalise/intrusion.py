"""What in a text looks like markup that acts: script, a handler, an embedded page, a template.

Nothing of it ever acts (see ``pages.markup``); but whoever keeps the dumps wants to know that it stands there. Tags
without effect are no matter: papers write of ``<think>``, ``<img>`` and ``<b>``.
"""

import re

from generator.quoting import shortened

_TAG = re.compile(r"</?(?:script|iframe|object|embed|applet|frameset|base|meta|link)\b(?:[\s/>]|$)", re.IGNORECASE)
_HANDLER = re.compile(r"<[a-z!/][^<>]{0,400}?[\s/\"']on[a-z]{3,24}\s?=", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{%[-+]?\s?\w[^{}%]{0,80}%\}|\{\{[^{}]{1,80}\}\}|\{#[^{}#]{1,80}#\}")
_TEX = re.compile(r"[\\^_}\w]$")
SHOWN = 40


def markup(text: str) -> tuple[str, ...]:
    """Return the beginnings of what looks like active markup in a text, each once, in the order of their kinds.

    Doubled braces behind a TeX command, a script or another argument are TeX.
    """
    if "<" not in text and "{" not in text:
        return ()
    tags = [found[0].strip() for pattern in (_TAG, _HANDLER) for found in pattern.finditer(text)]
    templates = [
        found[0]
        for found in _TEMPLATE.finditer(text)
        if found[0][1] == "%" or not (_TEX.search(text[: found.start()][-1:]) or "\\" in found[0])
    ]
    return tuple(dict.fromkeys(shortened(each, SHOWN) for each in (*tags, *templates)))
