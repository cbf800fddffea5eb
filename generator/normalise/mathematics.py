r"""Show mathematics: split a clean text at ``\(`` and ``\)``, spell formulas as plain characters, make MathML of them.

All three are pure and never raise, whatever the TeX. MathML is rebuilt element by element from an explicit list,
because the converter passes on what it is given (``\href`` with any address, ``\style``); what can't be read is None,
and readers see the TeX source then. It refuses environments, macros by other authors, and formulas too long or too deep
to be one.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree as ET

from latex2mathml.converter import convert_to_element

from generator.normalise import alphabets, names, operators, spelling
from generator.normalise.names import words
from generator.scripts import NONCHARACTERS

_DELIMITED = re.compile(r"\\\((.*?)\\\)", re.DOTALL)
_CUT_OFF = re.compile(r"\\\((.*)\Z", re.DOTALL)  # where a caller shortened the text inside a formula
_REFERENCE = re.compile(r"&#x([0-9A-Fa-f]{1,6});")
_FORBIDDEN = re.compile(
    r"\\(?:begin|end|href|style|class|id|color|textcolor|def|newcommand|require|unicode|hspace|hskip)\b|&#|[&%#]"
)
_CONTROL = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{NONCHARACTERS}]")

LONGEST = 2000
DEEPEST = 12

ELEMENTS = words(
    "math mrow mi mn mo mtext mspace msub msup msubsup mfrac msqrt mroot mover munder munderover mstyle mpadded "
    "mphantom mtable mtr mtd mmultiscripts mprescripts none"
)
ATTRIBUTES = words(
    "accent accentunder displaystyle fence form largeop linethickness mathvariant maxsize minsize movablelimits "
    "scriptlevel separator stretchy symmetric width lspace rspace height depth"
)
_VALUE = re.compile(r"[A-Za-z0-9.%+-]{1,24}")

# What the converter doesn't know but authors of abstracts use as if everybody did.
_ALIASES = {
    "R": r"\mathbb{R}", "N": r"\mathbb{N}", "E": r"\mathbb{E}", "Z": r"\mathbb{Z}", "Real": r"\mathbb{R}",
    "nicefrac": r"\frac", "eps": r"\epsilon", "Tilde": r"\tilde", "Hat": r"\hat",
    "argmax": r"\operatorname{argmax}", "argmin": r"\operatorname{argmin}", "arg": r"\operatorname{arg}",
    "textsc": r"\text", "emph": r"\text", "texttt": r"\text", "textup": r"\text", "textsf": r"\text",
    "mathbbm": r"\mathbb", "mathds": r"\mathbb",
}  # fmt: skip
_ALIAS = re.compile(r"\\([A-Za-z]+)")
_OPERATOR = re.compile(
    r"\\(?:operatorname\*?|mathop)\s*\{\s*(?:\\(?:math|text)[a-z]{2,6}\s*\{([^{}]*)\}|(?:\\(?:rm|sf|bf|it)\b)?([^{}]*))\s*\}"
)
_SPACING = re.compile(r"\\[,;:! ]|[~\s]")
# The converter forgets digits in these fonts.
_WITH_DIGITS = re.compile(r"\\math(sf)\s*\{[^{}\\]*\d[^{}\\]*\}|\{\s*\\(bf|sf|tt)\b[^{}\\]*\d[^{}\\]*\}")
_VARIANTS = {"bf": "bold", "sf": "sans-serif", "tt": "monospace"}
_DIGITS = re.compile("[0-9]+")
_LONE_ROMAN = re.compile(r"\\math(?:rm|normal)(?=\{[A-Za-z]\})")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a clean text: prose, or the TeX of a formula without its delimiters."""

    text: str
    math: bool = False


def segments(text: str) -> tuple[Segment, ...]:
    """Split a clean text into prose and formulas, in order, none of them empty."""
    if "\\(" not in text:  # most texts
        return (Segment(text, math=False),) if text else ()
    parts = _DELIMITED.split(text)
    return tuple(Segment(part, math=bool(i % 2)) for i, part in enumerate(parts) if part)


def plain(text: str) -> str:
    """Return a clean text for where no markup can be: formulas as characters that read alike (``O(√T)``, ``ℓ₂``)."""
    if "\\" not in text:
        return text
    spelled = "".join(spelling.spell(part.text) if part.math else part.text for part in segments(text))
    return _CUT_OFF.sub(lambda found: spelling.spell(found[1]), spelled)


@lru_cache(maxsize=4096)
def mathml(tex: str) -> str | None:
    """Return TeX as a ``math`` element that is safe to place in a page, or None when it can't be read."""
    if not _readable(tex):
        return None
    try:
        root = convert_to_element(_known(tex))
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError, StopIteration):
        return None
    except _converter_errors():
        return None
    element = _rebuild(root)
    if element is None:
        return None
    operators.arrange(element)
    element.attrib.clear()
    return ET.tostring(element, encoding="unicode")


def _known(tex: str) -> str:
    """Return TeX in the words that the converter knows."""
    tex = _ALIAS.sub(lambda found: _ALIASES.get(found[1]) or names.convention(found[1]) or found[0], tex)
    tex = _WITH_DIGITS.sub(_styled_digits, tex)
    # With its brace right behind it, the converter looks the letter up and forgets that it is upright.
    return _OPERATOR.sub(_named, _LONE_ROMAN.sub(r"\\mathrm ", tex))


def _named(found: re.Match[str]) -> str:
    """Return an operator whose name is letters; the converter reads no other, nor one that sets its own font."""
    word = _SPACING.sub("", found[1] or found[2] or "")
    return rf"\operatorname{{{word}}}" if word.isascii() and word.isalpha() else found[0]


def _styled_digits(found: re.Match[str]) -> str:
    variant = _VARIANTS[found[1] or found[2]]
    return _DIGITS.sub(lambda digits: alphabets.styled(digits[0], variant), found[0])


def _converter_errors() -> tuple[type[Exception], ...]:
    """Return the converter's own exceptions, which have no root in common."""
    from latex2mathml import exceptions  # noqa: PLC0415 - only when something failed

    return tuple(kind for kind in vars(exceptions).values() if isinstance(kind, type) and issubclass(kind, Exception))


def _readable(tex: str) -> bool:
    if (
        not tex.strip()
        or len(tex) > LONGEST
        or _FORBIDDEN.search(tex.replace(r"\&", "").replace(r"\%", "").replace(r"\#", ""))
    ):
        return False
    depth = deepest = 0
    for char in tex:
        depth += (char in "{[(") - (char in "}])")
        deepest = max(deepest, depth)
    return deepest <= DEEPEST and tex.count(r"\left") <= DEEPEST and tex.count(r"\sqrt") <= DEEPEST


def _rebuild(old: ET.Element) -> ET.Element | None:
    """Copy an element that is on the list with what of it is; None as soon as something isn't."""
    tag = old.tag.rpartition("}")[2]
    text = _text(old.text)
    if tag not in ELEMENTS or "\\" in text or (old.tail or "").strip():
        return None
    attributes = {name: value for name, value in old.attrib.items() if name in ATTRIBUTES and _VALUE.fullmatch(value)}
    variant = attributes.pop("mathvariant", "")
    # A browser slants a letter that stands alone by itself, capital Greek ones too, which TeX sets upright.
    alone = tag == "mi" and len(text) == 1
    if alone and (variant == "normal" or (not variant and "\u0391" <= text <= "\u03a9")):
        attributes["mathvariant"] = "normal"
    new = ET.Element(tag, attributes)
    new.text = text if alone and variant == "italic" else alphabets.styled(text, variant)
    for child in old:
        copy = _rebuild(child)
        if copy is None:
            return None
        new.append(copy)
    return new


def _text(text: str | None) -> str:
    """Return the characters that the converter wrote as numeric references inside of text."""
    if not text:
        return ""
    text = _REFERENCE.sub(lambda found: chr(int(found[1], 16)) if int(found[1], 16) <= 0x10FFFF else "", text)
    return _CONTROL.sub("", text)
