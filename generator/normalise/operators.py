r"""Names of operators in MathML: set upright, as one word, with a gap to what stands beside (``log T``, ``d max x``).

MathML Core leaves no space round a name, except so wide a one that it parts ``max`` from its bracket too. So the rule
is TeX's: a thin space before and behind a name, in scripts and below roots as elsewhere, but none at the edge of a row,
before a bracket, and beside a sign that brings its own. The space is an element; the invisible sign of a function's
application would do for those who listen, but it would be one more invisible character in a page.

What an author set upright as if it were a name (``\mathrm{rank}``) is one where it is known to be; any other word is no
operator in TeX either (``\mathrm{d}x``).
"""

from xml.etree import ElementTree as ET

from generator.normalise import signs
from generator.normalise.names import FUNCTIONS, ROMAN, is_function

_GAP = "0.167em"
_ROWS = frozenset({"math", "mrow", "mstyle", "mpadded", "mphantom", "msqrt", "mtd"})
_GROUPS = frozenset({"mrow", "mstyle", "mpadded"})
_SCRIPTED = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
_BINARY = "mod"
"""A name that stands between two things; the converter spaces it."""


def arrange(element: ET.Element) -> None:
    """Give the names of operators in an element of MathML their form and their gaps, in place."""
    if element.tag in _ROWS:
        signs.settle(element)
        _space(element)
    if word := _upright(element):
        _become(element, word)
    elif _is_name(element):
        _become(element, element.text or "")
    elif element.tag == "mo" and len(element):  # \mathop round anything else; such an element is no row
        element.tag = "mrow"
        element.attrib.clear()
    for child in element:
        arrange(child)


def _become(element: ET.Element, word: str) -> None:
    """Make an element the identifier that a word is; browsers slant one of a single letter."""
    element.clear()
    element.tag, element.text = "mi", word
    if len(word) == 1:
        element.set("mathvariant", "normal")


def _space(row: ET.Element) -> None:
    children = list(row)
    gaps = [at for at in range(1, len(children)) if _parts(children[at - 1], children[at])]
    for at in reversed(gaps):
        row.insert(at, ET.Element("mspace", width=_GAP))


def _parts(left: ET.Element, right: ET.Element) -> bool:
    """Tell whether a gap is wanted between two neighbours."""
    before, behind = _kind(_edge(left, -1)), _kind(_edge(right, 0))
    return (before == "name" and behind in {"name", "other"}) or (
        behind == "name" and before in {"name", "other", "close"}
    )


def _edge(element: ET.Element, at: int) -> ET.Element:
    """Return what stands at an end of an element: the base of scripts, the first or the last of a group."""
    while len(element) and (element.tag in _SCRIPTED or (element.tag in _GROUPS and not _upright(element))):
        element = element[0 if element.tag in _SCRIPTED else at]
    return element


def _kind(element: ET.Element) -> str:
    """Return what an element is for its neighbours; ``none`` when it brings its own space or needs none."""
    text = element.text or ""
    if _is_name(element):
        return "name"
    if element.tag == "mspace" or (element.tag == "mtext" and not text.strip()):
        return "none"
    form = element.get("form")
    if text in signs.UNARY and form == "prefix":
        return "other"
    if text in signs.OPENS or form == "prefix":  # angle brackets come as identifiers
        return "open"
    if text in signs.CLOSES or form == "postfix":
        return "close"
    return "none" if element.tag == "mo" else "other"


def _is_name(element: ET.Element) -> bool:
    if word := _upright(element):
        return word in FUNCTIONS or word in ROMAN or is_function(word)
    text = element.text or ""
    if text == _BINARY or element.get("mathvariant", "normal") != "normal":
        return False
    if element.tag == "mo":
        return any(map(str.isalpha, text))
    return element.tag == "mi" and len(text) > 1 and text.isalpha()


def _upright(element: ET.Element) -> str:
    """Return the word whose letters a group holds one by one, all of them upright; else the empty string."""
    if element.tag != "mrow" or len(element) < 2:
        return ""
    letters = [child.text or "" for child in element if child.tag == "mi" and child.get("mathvariant") == "normal"]
    return "".join(letters) if len(letters) == len(element) else ""
