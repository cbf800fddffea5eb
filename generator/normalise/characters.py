"""Characters: what is invisible, broken by a line end or written as an entity becomes the plain character.

Nothing in here knows of words or TeX. Display keeps NFC: NFKC would turn ``R³`` into ``R3``.
"""

import html
import re
import unicodedata
from functools import lru_cache

from generator.normalise import glyphs, tags
from generator.scripts import NONCHARACTERS

_LINE_BREAKS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")
_BROKEN = re.compile(r"-[ \t]*[\r\n\v\f\x85\u2028\u2029]")
"""What stands in each text that has a hyphen at a line's end."""
# Zero-width characters (joiners too: no dump needs them), bidi overrides and isolates, soft hyphen, word joiner, BOM.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
# C0 and C1 controls but white space, lone surrogates, noncharacters, and the private planes, which ``Shield`` uses.
_CONTROL = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff{NONCHARACTERS}\U000f0000-\U0010ffff]")
_ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_HYPHENATED = re.compile(r"-(?<=[^\W\d_]-)[ \t]*\n[ \t]*(?=([^\W\d_]+))")
_SUSPENDED = frozenset({"and", "or", "to", "nor", "vs", "as", "but", "und"})
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_FORMATTED = re.compile(r"<(i|b|em|strong|tt|sub|sup|italic|bold|sc|u|small)>([^<>]{0,400})</\1>", re.IGNORECASE)
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def superscript(digits: str) -> str:
    """Return digits as raised characters."""
    return digits.translate(_SUPERSCRIPTS)


def subscript(digits: str) -> str:
    """Return digits as lowered characters."""
    return digits.translate(_SUBSCRIPTS)


def has_controls(text: str) -> bool:
    """Tell whether a text holds control or overriding characters that a reader would not see."""
    if _is_printable(text):
        return False
    return bool(_CONTROL.search(text)) or any(mark in text for mark in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


@lru_cache(maxsize=8)  # looks at each character, and the same text is asked about again
def _is_line(text: str) -> bool:
    return text.isprintable()


def _is_printable(text: str) -> bool:
    """Tell quickly that a text has no control and no white space but spaces and line feeds."""
    return _is_line(text) or text.replace("\n", " ").isprintable()


def _is_spaced(text: str) -> bool:
    """Tell quickly that no white space stands in a text but single spaces."""
    return _is_line(text) and "  " not in text


# TeX that a JSON reader took for escapes: a tab and ``imes``, a form feed and ``rac``.
_SWALLOWED = re.compile(
    "\a(?=lpha\\b|pprox\\b)|\b(?=eta\\b|inom\\{|egin\\{|oldsymbol\\{)|\f(?=rac\\{|orall\\b)|\v(?=arepsilon\\b|arphi\\b|ec\\{)"
    "|\t(?=imes\\b|au\\b|heta\\b|ilde\\{|frac\\{|ext[a-z]{0,2}\\{)|\r(?=ho\\b|ight[)\\]}]|angle\\b)"
)
_ESCAPES = {"\a": "\\a", "\b": "\\b", "\f": "\\f", "\t": "\\t", "\v": "\\v", "\r": "\\r"}


@lru_cache(maxsize=64)  # the same raw text is tidied to be cleaned and again for each sort of finding
def tidy(text: str) -> str:
    """Remove what is invisible, join what line ends broke, and put one space where there was any white space."""
    text = glyphs.mend(text)
    if not text.isascii():
        text = _LIGATURE.sub(lambda found: found[0].translate(_LIGATURES), _INVISIBLE.sub("", text))
    if not _is_printable(text):
        text = _CONTROL.sub("", _SWALLOWED.sub(lambda found: _ESCAPES[found[0]], text))
    text = text.strip(" ") if _is_spaced(text) else " ".join(_join_lines(text).split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def decode(text: str) -> str:
    """Decode HTML entities that a scrape left, however often they were escaped, and drop simple formatting tags.

    Other tags stay: they are text here, and papers do write of ``<think>``.
    """
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if "<" in text:
        text = tags.resolve(text)
    if "</" in text:
        text = _FORMATTED.sub(_unwrapped, text)
    return text


def _character(match: re.Match[str]) -> str:
    whole = f"&{match[1]};"
    decoded = html.unescape(whole)
    return match[0] if decoded == whole else _CONTROL.sub("", decoded)


def _unwrapped(match: re.Match[str]) -> str:
    tag, text = match[1].lower(), match[2]
    if tag in {"sub", "sup"} and text.isascii() and text.isdigit():
        return superscript(text) if tag == "sup" else subscript(text)
    if tag in {"sub", "sup"} and text not in _ORDINALS:
        return f"^{{{text}}}" if tag == "sup" else f"_{{{text}}}"
    labels = text.endswith(":") and match.string[match.end() : match.end() + 1].isalpha()  # <b>Aims:</b>We …
    return f"{text} " if labels else text


def _join_lines(text: str) -> str:
    """Join words that a line's end cut; the hyphen stays unless the text has the word without it elsewhere."""
    if not _BROKEN.search(text):
        return text
    text = _LINE_BREAKS.sub("\n", text)
    if not _HYPHENATED.search(text):
        return text
    words = frozenset(re.findall(r"[^\W\d_]+", text.lower()))

    def joined(match: re.Match[str]) -> str:
        if match[1] in _SUSPENDED:
            return "- "
        start = match.start()
        while start and text[start - 1].isalpha() and match.start() - start < 40:
            start -= 1
        return "" if (text[start : match.start()] + match[1]).lower() in words else "-"

    return _HYPHENATED.sub(joined, text)
