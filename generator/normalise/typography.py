"""Typography of prose: quotation marks, dashes, numbers with signs.

Formulas and addresses are shielded: they count as words without letters. Every rule needs evidence on both sides of
what it changes, since a false repair is worse than a missed one.
"""

import re

from generator.normalise import hints
from generator.normalise.characters import superscript

_QUOTED = re.compile(r"``(?=\S)((?:[^`]|`(?!`)){1,400}?)(?:''|\"(?!\w)|”)")
_TWO_PRIMES = re.compile(r"(?<![\w'’)])''(?=\w)([^'`]{1,120}?(?:'\w[^'`]{0,60}?)?)''(?!\w)")
_OTHERWISE = re.compile(r"(?<![\w'’])(?:''(\w[^'\"`]{0,60})\"|\"(\w[^'\"`]{0,60})''|'(\w[^'\"`]{0,40})'')(?![\w'])")
_LEFT_OVER = re.compile(r"(?<=[A-Za-z.,!?])''(?=[\s.,;:)]|$)")
_SINGLE = re.compile(r"(?<![\w`´])`(?=[^\s`])([^`\n]{0,119}?[^\s`'])'(?![\w'])")
_UNEQUAL = re.compile(r"(?<!`)`(?=\w)([^`'\"]{1,80})''(?!\w)|``(?=\w)([^`'\"]{1,80})'(?![\w'])")
_MIXED = re.compile(r"(?<![\w`])`(?=\w)([^`'\"]{1,80})´(?=[\s.,;:)])")
_LONG_DASH = re.compile(r"\s?(?<!-)---(?!-)\s?")
_DASH = re.compile(r"(?<=[^\s!<-])--(?=[^\s>-])|(?<=\s)--(?=\s|$)|(?<=[\w,;:)”’])--(?=\s)|(?<=[^\s-])\s--(?=[A-Z])")
_RANGE_GAP = re.compile(r"(?<![\d.-])(\d+(?:\.\d+)?)- (\d+(?:\.\d+)?\s?%)")
_HYPHEN_FOR_DASH = re.compile(r"- (?<=[A-Z]s- )(?=[A-Z])")
_SPACED_HYPHEN = re.compile(r" - (?:(?<=[^\W\d_]{2} - )|(?<=[^\W\d_][)”\"’] - ))(?=[^\W\d_]{2}|[“\"(+]|a )")
_HYPHEN_BEFORE_ARTICLE = re.compile(r"-(?<=[a-z]{6}-)(?=an? [a-z]{4,}[ -])")
_TIMES = re.compile(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)(?:\s?\{times\}|times(?=\d|\b))")
_PLUS_MINUS = re.compile(r"(?<=\d)\s?\\?pm\s?(?=[\d.])")
_ABOUT = re.compile(
    r"(?<![A-Za-z\\-])(sim|approx|leq|geq|lesssim|gtrsim)\s?(?=\$?\d[\d.,]*(?:[%x×kKMB]|\b)(?![A-Za-z])|\d[\d.,]*$)"
)
_SIGNS = {"sim": "∼", "approx": "≈", "leq": "≤", "geq": "≥", "lesssim": "≲", "gtrsim": "≳"}
_CITATION = re.compile(
    r"\s?\[(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,8})\](?:(?:,\s?|\s?[–-]\s?|\s)?\[\d{1,3}\]){0,8}(?=[.,;:)]|\s+[a-z]|\s*$)"
)
_CITATION_KEY = re.compile(r"~[a-z]{2,24}(?:19|20)\d\d[a-z][a-z0-9]*\b")


_DEGREES = re.compile(r"(?<=\d)\s?\^\s?(?:\{\\?circ\}|\\?circ\b)")
_POWER = re.compile(r"(?<=[^\W\d_])\^(?:\{(\d)\}|(\d))(?![\w^{(]|\.\d)")
_ARROWS = re.compile(r"(?<![A-Za-z\\])(up|down)arrow(?![A-Za-z])")
_ARROW = re.compile(r"(?<=[\w)])\s?-->\s?(?=[\w(])")
_NUMBERS = hints.expect(
    r"[\d{]times|pm(?![A-Za-z])(?<![A-Za-z]pm)|\^",
    ["sim", "approx", "leq", "geq", "lesssim", "gtrsim", "uparrow", "downarrow"],
)
_DASHES = hints.expect("-(?:-|(?:an?)?$)")


def numbers(text: str) -> str:
    """Mend signs that lost their backslash beside a number: ``1.62times``, ``sim6%``, ``5.6pm0.6``."""
    if not hints.within(text) & _NUMBERS:
        return text
    if "times" in text:
        text = _TIMES.sub(r"\1×", text)
    if "arrow" in text:
        text = _ARROWS.sub(lambda found: {"up": "↑", "down": "↓"}[found[1]], text)
    if "pm" in text:
        text = _PLUS_MINUS.sub(" ± ", text)
    if "circ" in text:
        text = _DEGREES.sub("°", text)
    return _ABOUT.sub(_about, text)


def _about(found: re.Match[str]) -> str:
    """Put the sign before its number; between two numbers it keeps its spaces."""
    between = re.search(r"\d\s$", found.string[max(0, found.start() - 2) : found.start()])
    return _SIGNS[found[1]] + (" " if between and found[0][-1].isspace() else "")


def raised(text: str) -> str:
    """Raise the digit of a power that is part of no formula: ``5 km^2``, ``πR^2``."""
    return _POWER.sub(lambda found: superscript(found[1] or found[2]), text) if "^" in text else text


def citations(text: str) -> str:
    """Drop citation keys and, when the list they point to is missing, citation numbers."""
    text = _CITATION_KEY.sub("", text) if "~" in text else text
    return _CITATION.sub(_uncited, text) if "[" in text else text


def _uncited(found: re.Match[str]) -> str:
    """Drop a number in brackets behind a word; an interval, an index or a list of shapes stays."""
    before = found.string[: found.start()][-16:]
    if re.search(
        r"\b(?:from|with|in|by|of|to|and|or|see|follow|as|on|than|using|both|like|for|at|via|eqs?|figs?|refs?|steps?)$",
        before,
        re.IGNORECASE,
    ):
        return found[0]  # it stands for a name there
    return (
        ""
        if found[0][0] == " " and re.search(r"[A-Za-z]{3,}$|[a-z]\)$", before) and "0" not in re.split(r"\D+", found[0])
        else found[0]
    )


def quotes(text: str) -> str:
    """Turn TeX's quotation marks into curly ones; straight ones stay."""
    if "``" in text:
        text = _QUOTED.sub(r"“\1”", text)
    if "''" in text:
        text = _TWO_PRIMES.sub(r"“\1”", text)
    if "`" in text:
        text = _UNEQUAL.sub(lambda found: f"“{found[1] or found[2]}”", text)
        text = _MIXED.sub(r"‘\1’", _SINGLE.sub(r"‘\1’", text))
        text = text.replace("``", "“") if text.count("``") == 1 and "''" not in text else text
    if "''" in text:
        text = _OTHERWISE.sub(lambda found: f"“{found[1] or found[2] or found[3]}”", text)
        text = _LEFT_OVER.sub("”", text)
    return text


def dashes(text: str) -> str:
    """Turn TeX's dashes into real ones: between numbers and names an en dash, elsewhere an em dash or a spaced one."""
    if not hints.within(text) & _DASHES:
        return text
    if "--" in text:
        text = _ARROW.sub(" → ", text)
        text = _LONG_DASH.sub(_long_dash, text)
        text = _DASH.sub(_dash, text)
    if "- " in text:
        text = _RANGE_GAP.sub("\\1–\\2", text)
    if " - " in text:
        text = _SPACED_HYPHEN.sub(" – ", text)
    if "-a" in text:
        text = _HYPHEN_BEFORE_ARTICLE.sub("—", text)
    return _HYPHEN_FOR_DASH.sub(" – ", text) if "- " in text else text


# Words that are the first of a pair (vision–language) more often than the last before a break in the sentence.
_PARTNER = re.compile(
    r"\b(?:vision|visual|audio|image|text|human|actor|mind|cost|time|space|speed|accuracy|bias|exploration|parent|input|question|client"
    r"|teacher|student|source|privacy|quality|performance|model|sensor|mean|train|user|agent|state|cause|brain|computer|video|read|write)$",
    re.IGNORECASE,
)


def _long_dash(found: re.Match[str]) -> str:
    """Return an em dash without spaces, except where it stands at the beginning or the end of all and joins nothing."""
    joins = found.start() > 0 and found.end() < len(found.string)
    return "—" if joins else found[0].replace("---", "—")


def _dash(found: re.Match[str]) -> str:
    text = found.string
    before, after = text[: found.start()][-24:], text[found.end() : found.end() + 24]
    if not before or not after or before[-1].isspace() or after[0].isspace() or found[0][0].isspace():
        gap = "" if not before or before[-1].isspace() else " "
        return f"{gap}–" + ("" if not after or after[0].isspace() else " ")
    both_names = re.search(r"\b[A-Z]\w+$", before) and re.match(r"[A-Z]", after)
    both_names = both_names or (_PARTNER.search(before) and re.match(r"[a-z]", after))
    number = re.search(r"\d[KMBkmb%]?$", before) and re.match(r"[\d.$~]", after)
    return "–" if number or both_names else "—"
