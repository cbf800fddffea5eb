"""The wall between the text of a dump and the markup of a page.

Three walls, so that no single slip opens the site:

1. Whatever a template prints goes through ``encode`` (see ``render``): each character that is not a letter, a digit, a
   single space or punctuation that means nothing to any Markdown dialect becomes a numeric character reference. HTML sees
   the very text again; Python-Markdown, its extensions and any other engine see nothing to act on.
2. Templates put text into HTML blocks only, where no Markdown rule applies, and front matter holds JSON strings only.
3. MathML comes from a converter that passes HTML through (``\\href``, ``\\text``), so it is parsed and rebuilt here from an
   explicit list of elements and attributes; what isn't on it is shown as TeX source.

It refuses to clean, shorten or correct anything: the visible text is the text given, except that runs of white space are
one space and control characters, which no reader can see, are replacement characters.
"""

import html
import json
import re
import unicodedata
from functools import lru_cache
from xml.etree import ElementTree as ET

from markupsafe import Markup

from generator.normalise import mathml, segments

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_LOUD = re.compile(
    r"""[^\w ,;?.'\-\u00a1-\U0010ffff] | _        # any other ASCII punctuation
      | ^[\d ,;?.'-]                             # what could begin a list or a rule
      | (?<![^\W_])[.'-] | [.](?=[^ \d]) | ['-](?![^\W_])  # unless part of a word
      """,
    re.VERBOSE,
)

MATHML_ELEMENTS = frozenset(
    "math mrow mi mn mo mtext mspace msub msup msubsup mfrac msqrt mroot mover munder munderover mstyle mpadded mphantom "
    "mtable mtr mtd menclose mmultiscripts mprescripts none semantics".split()
)
MATHML_ATTRIBUTES = frozenset(
    "accent accentunder columnalign columnlines columnspacing columnspan depth display displaystyle fence form height "
    "largeop linethickness lspace mathvariant maxsize minsize movablelimits notation rowlines rowspacing rowspan rspace "
    "scriptlevel separator stretchy symmetric voffset width".split()
)


def encode(text: str) -> Markup:
    """Return text as numeric character references wherever a character could mean something."""
    text = _SPACE.sub(" ", text)
    quiet = _LOUD.sub(lambda found: _reference(found[0]), text)
    if not text.isprintable():
        quiet = "".join(char if char.isprintable() else _reference(char) for char in quiet)
    return Markup(quiet)  # noqa: S704 - this is the place where text becomes markup


def _reference(char: str) -> str:
    """Return a numeric reference; HTML gives none for control characters, surrogates and noncharacters."""
    code = ord(char)
    if unicodedata.category(char) in {"Cc", "Cs"} or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        code = 0xFFFD
    return f"&#{code};"


def quoted(text: str) -> Markup:
    """Return a JSON string that YAML reads as the same text, for front matter."""
    clean = "".join(
        html.unescape(_reference(char)) if not char.isprintable() else char for char in _SPACE.sub(" ", text)
    )
    return Markup(
        re.sub(
            "[\x85\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found[0]):04x}", json.dumps(clean, ensure_ascii=False)
        )
    )


def rich(text: str) -> Markup:
    """Return text with its mathematics as MathML."""
    return Markup("").join(formula(part.text) if part.math else encode(part.text) for part in segments(text))


@lru_cache(maxsize=4096)
def formula(tex: str) -> Markup:
    """Return TeX as MathML, or as its source where the converter gave nothing that can be trusted."""
    source = mathml(tex)
    try:
        tree = ET.fromstring(source) if source else None  # noqa: S314 - the input is our converter's output, without a DTD
    except ET.ParseError:
        tree = None
    if tree is None or not _clean(tree):
        return encode(tex)
    return Markup(
        re.sub(r">([^<]+)<", lambda found: f">{encode(html.unescape(found[1]))}<", ET.tostring(tree, "unicode"))
    )


def _clean(element: ET.Element) -> bool:
    """Drop namespaces and unknown attributes in place; tell whether each element is known."""
    element.tag = element.tag.rpartition("}")[2]
    for name in set(element.attrib) - MATHML_ATTRIBUTES:
        del element.attrib[name]
    if element.tag == "math":
        element.attrib.pop("display", None)
    return element.tag in MATHML_ELEMENTS and all([_clean(child) for child in element])
