"""How much a line looks like an abstract, how much like a title: one number, from what the line itself says.

Above 0 it looks like an abstract, below like a title; about 6 either way is sure. The tables are in one unit, roughly
the natural logarithm of how many times likelier the sight is in an abstract than in a title. Measured on 20,000
titles and abstracts of real papers: titles have 5 to 226 characters (99 in 100: 26 to 132), abstracts 46 to 4,031 (99
in 100: 431 up); 94 abstracts in 100 end with a full stop, less than 1 title in 100 does.

Nothing here knows where the line stands: that is ``generator.readers.pairing``'s business.
"""

import re

from generator.scripts import UNSPACED

LENGTHS = ((160, -2.0), (220, -0.5), (300, 1.0), (450, 3.0), (700, 5.0))
"""Up to so many characters: so much evidence."""
LONGEST = 8.0
SURE = 5.0
"""Evidence from which a line is taken for what it looks like, whatever stands around it."""

LOOKED_AT = 4000
"""Characters of a line that are looked at, besides its end: a line of 1 MB costs no more than a long abstract."""

_SENTENCE_END = re.compile(r"""[.!?…。！？][)\]}"'”’»*]*$""")
_FULL_STOP = re.compile(r"""[.。][)\]}"'”’»*]*$""")
_ADDRESS_END = re.compile(r"(?:https?://|www\.)\S*\.\w\S*$|[a-z]\.(?:com|org|io|ai|co|net|edu)(?:/\S*)?$")
_INNER_END = re.compile(r"""(?<![A-Z])(?<!\bvs)(?<!\bal)[.!?]["')\]]?\s+(?=[A-Z0-9"'(])|[。！？](?=.)""")
_WORD = re.compile(r"[^\W\d_][\w'-]{3,}")
_VOICE = re.compile(r"\b(?:we|our|this (?:paper|work|study|article)|propose[sd]?|existing|however)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:we|our|this (?:paper|work|study|article|survey)|propose[sd]?"
    r"|nous|notre|cet article|nosotros|nuestr[oa]s?|este (?:artículo|trabajo|artigo)|wir|unsere?|diese arbeit)\b"
    r"|我们|我們|本文|本研究|本論文|우리|논문",
    re.IGNORECASE,
)
_DENSE = re.compile(f"[{UNSPACED}]")


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a finished one does: with a sentence end or an address."""
    end = text.rstrip()[-200:]
    return bool(_SENTENCE_END.search(end) or _ADDRESS_END.search(end))


def starts_inside(text: str) -> bool:
    """Tell whether a text begins as if something had to stand before it: with a small letter or a comma."""
    start = text.lstrip()[:1]
    return start.islower() or start in tuple(",;)]}%")


def tells_of_work(text: str) -> bool:
    """Tell whether a text speaks as abstracts do (98 in 100 do); licences and manuals hardly ever do."""
    return bool(_TELLS.search(text[:LOOKED_AT]))


def weigh(text: str) -> float:
    """Return the evidence that a line is an abstract (above 0) or a title (below 0)."""
    text = text.strip()
    head = text[:LOOKED_AT]
    return (
        _length(text, head) + _ending(text) + _sentences(head) + _capitals(head) + (1.5 if _VOICE.search(head) else 0.0)
    )


def _length(text: str, head: str) -> float:
    # A Chinese, Japanese or Korean character says about as much as three Latin ones.
    size = len(text) + 2 * sum(1 for _ in _DENSE.finditer(head))
    return next((weight for limit, weight in LENGTHS if size <= limit), LONGEST)


def _ending(text: str) -> float:
    end = text[-200:]
    if _FULL_STOP.search(end):
        return 3.0
    if _SENTENCE_END.search(end):
        return 0.0
    return 1.0 if _ADDRESS_END.search(end) else -2.0


def _sentences(head: str) -> float:
    found = sum(1 for _ in _INNER_END.finditer(head))
    return min(4.0, 2.0 * found) if found else -1.0


def _capitals(head: str) -> float:
    words = _WORD.findall(head[:400])
    if not words:
        return 0.0
    share = sum(word[0].isupper() for word in words) / len(words)
    if share >= 0.6:
        return -2.0
    return 1.0 if share <= 0.25 and len(words) > 5 else 0.0
