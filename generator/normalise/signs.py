"""Signs in MathML: which are operators, and on which side of them something stands.

The converter takes ``≥`` for a letter where a text has the character itself, and ``∞`` for an operator, so that the one
gets no space and the other too much. And a browser takes a bar or a minus in the middle of a row for one that stands
between two things: ``|S||A|`` and ``O(−x)`` fall apart. What a sign is follows from its character, what it does from
its neighbours. It refuses to judge bars that are odd in number: one of them may stand for *given*.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from xml.etree import ElementTree as ET

OPENS, CLOSES = frozenset("([{⟨⌈⌊"), frozenset(")]}⟩⌉⌋!")
UNARY = frozenset("+−±∓")
_BARS = frozenset("|‖∥")
_SCRIPTED = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
_SYMBOLS = frozenset("∞∅∆∂∇∀∃⊤⊥")
"""Letters among the signs, with no more space than letters have; a few of them the converter knows as such."""
_OPERATORS = (
    range(0xB1, 0xB2),
    range(0xD7, 0xD8),
    range(0xF7, 0xF8),
    range(0x2190, 0x2300),
    range(0x27F0, 0x2800),
    range(0x2900, 0x2B00),
)
_ALONE = frozenset("∞∅∆")


def settle(row: ET.Element) -> None:
    """Make of each sign in a row the operator or the symbol that it is, and tell on which side something stands."""
    bases = [base(child) for child in row]
    for sign in bases:
        _sort(sign)
    for group in _groups(bases):
        bars = [sign for sign in group if sign.tag == "mo" and sign.text in _BARS and "form" not in sign.attrib]
        for at, bar in enumerate(bars if len(bars) % 2 == 0 else ()):
            bar.set("form", "postfix" if at % 2 else "prefix")
    for before, sign in pairwise(bases):
        if sign.tag == "mo" and sign.text in UNARY and _begins(before):
            sign.set("form", "prefix")


def base(element: ET.Element) -> ET.Element:
    """Return what the scripts of an element stand at, the element itself when it has none."""
    while element.tag in _SCRIPTED and len(element):
        element = element[0]
    return element


def _sort(sign: ET.Element) -> None:
    text = sign.text or ""
    if sign.tag == "mo" and text in _ALONE:
        sign.tag = "mi"
        sign.attrib.clear()
    elif sign.tag == "mi" and len(text) == 1 and text not in _SYMBOLS and any(ord(text) in some for some in _OPERATORS):
        sign.tag = "mo"
        sign.attrib.clear()


def _groups(bases: Iterable[ET.Element]) -> Iterator[list[ET.Element]]:
    """Yield what stands in each bracket of a row without what brackets in it hold, and what stands outside of them."""
    opened: list[list[ET.Element]] = [[]]
    for sign in bases:
        if sign.text in CLOSES and sign.text != "!" and len(opened) > 1:
            yield opened.pop()
        elif sign.text in OPENS:
            opened.append([])
        else:
            opened[-1].append(sign)
    yield from opened


def _begins(before: ET.Element) -> bool:
    """Tell whether what follows an element begins something: behind a bracket that opens, a relation, a name."""
    text = before.text or ""
    if text in OPENS or (before.tag == "mi" and len(text) > 1 and text.isalpha()):
        return True
    return before.tag == "mo" and before.text not in CLOSES and before.get("form") != "postfix"
