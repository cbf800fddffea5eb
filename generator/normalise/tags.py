r"""Tags that a text brought from HTML or JATS (Crossref, PubMed): what they part stays apart, what they join together.

A block (``<jats:p>``, ``<li>``, ``<br/>``) ends a word, a letter in another font does not, and a heading is told from
the text below it by a colon: ``Background: Ladles …``. TeX that stands beside MathML is taken instead of it. Nobody
writes of tags with the prefix ``jats:``, so each of them goes; others may be what a paper is about (``<think>``, ``the
<p> tag``), so a block of HTML must be opened round something and closed, and its kin then goes with it. It refuses to
touch tags that it doesn't know: those are text.
"""

import re
from collections.abc import Callable

from generator.normalise.names import has_any, words

_ATTRIBUTES = r"""(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)){0,12}\s*"""
_TAG = re.compile(rf"<(?P<end>/?)(?P<jats>jats:)?(?P<name>[a-z][a-z0-9-]{{0,20}}){_ATTRIBUTES}/?>", re.IGNORECASE)
_LETTERS = r"(?:[^<>]|</?(?:jats:)?(?:italic|bold|sub|sup|i|b|em|strong)>)"
_HEADING = re.compile(
    rf"<(?P<name>jats:title|title|h[1-6]){_ATTRIBUTES}>(?P<text>{_LETTERS}{{1,200}}+)</(?P=name)\s*>", re.IGNORECASE
)
_SPOKEN_OF = re.compile(r"<([a-z][a-z0-9-]*)>(?:\W|and|or|to){0,9}</\1>", re.IGNORECASE)
_TEX = re.compile(r"<(?:jats:)?tex-math(?:\s[^<>]{0,200})?>(?:<!\[CDATA\[)?", re.IGNORECASE)
_TEX_END = re.compile(r"(?:\]\]>)?</(?:jats:)?tex-math\s*>", re.IGNORECASE)
_MATHML, _MATHML_END = re.compile(r"<mml:math\b", re.IGNORECASE), re.compile(r"</mml:math\s*>", re.IGNORECASE)

_PROOF = words("p li ul ol div sec list list-item h1 h2 h3 h4 h5 h6 section blockquote dl dt dd table tr td th")
_BLOCKS = _PROOF | words("title abstract label disp-quote disp-formula def-list def-item def term tbody thead")
_BREAKS = frozenset({"br", "break", "hr"})
_FORMULAS = words("inline-formula disp-formula alternatives tex-math")
_INLINE = words(
    "italic bold sub sup sc monospace underline roman sans-serif strike overline xref ext-link email uri fixed-case "
    "named-content styled-content abbrev"
) | (_FORMULAS - {"disp-formula"})
_SHIFTED = frozenset({"sub", "sup"})
_MARKS = ("</", "<br", "<BR", "<hr", "/>", "<jats:")
"""One of them stands in each text that has anything to do here."""
_BELOW = 400
"""Characters below a heading among which its text begins, however many tags stand before."""


def resolve(text: str) -> str:
    """Return a text without its tags of blocks, headings and JATS; sub- and superscripts are left to ``characters``."""
    if not has_any(text, _MARKS):
        return text
    if "tex-math" in text:
        text = _replaced(text, _MATHML, _MATHML_END, lambda _: "")
        text = _replaced(text, _TEX, _TEX_END, _formula)
    blocks = _blocks(text)
    text = _HEADING.sub(lambda found: _heading(found) if _goes(found["name"], blocks) else found[0], text)
    return _TAG.sub(lambda found: _gone(found, blocks), text)


def _blocks(text: str) -> frozenset[str]:
    """Return the names of the blocks of HTML in a text; none when it only speaks of them."""
    tags = [(found["name"].lower(), found["end"]) for found in _TAG.finditer(_SPOKEN_OF.sub("", text))]
    opened, closed = ({name for name, end in tags if bool(end) is closes} for closes in (False, True))
    return _BLOCKS if opened & closed & _PROOF else frozenset()


def _goes(name: str, blocks: frozenset[str]) -> bool:
    return name.lower().startswith("jats:") or name.lower() in blocks


def _heading(found: re.Match[str]) -> str:
    text = found["text"].strip()
    below = _TAG.sub("", found.string[found.end() : found.end() + _BELOW]).strip()
    return f" {text}{':' if below and text and text[-1] not in '.:!?;,' else ''} "


def _gone(found: re.Match[str], blocks: frozenset[str]) -> str:
    """Return what is left of a tag: a space, nothing, or the tag."""
    name = found["name"].lower()
    if name in _SHIFTED:
        return f"<{found['end']}{name}>"
    if found["jats"] or name in _FORMULAS:
        return " " * (name not in _INLINE or _ends_label(found))
    return " " if name in blocks or name in _BREAKS else found[0]


def _ends_label(found: re.Match[str]) -> bool:
    """Tell whether a tag stands between the colon of a label and its text (``<bold>Aims:</bold>We …``)."""
    before, behind = (
        found.string[max(0, found.start() - 1) : found.start()],
        found.string[found.end() : found.end() + 1],
    )
    return before == ":" and behind.isalpha()


def _replaced(text: str, begin: re.Pattern[str], end: re.Pattern[str], by: Callable[[str], str]) -> str:
    """Return a text with what stands between two marks replaced, and the marks; in the time of one look at it."""
    *pieces, last = end.split(text)
    marks = [found[0] for found in end.finditer(text)]
    done: list[str] = []
    for piece, mark in zip(pieces, marks, strict=True):
        found = begin.search(piece)
        done.append(piece[: found.start()] + by(piece[found.end() :]) if found else piece + mark)
    return "".join((*done, last))


def _formula(source: str) -> str:
    """Return the TeX of a formula between delimiters; publishers put a whole document round it."""
    document = source.partition(r"\begin{document}")[2].partition(r"\end{document}")[0]
    tex = (document or source).strip().strip("$").strip()
    tex = tex.removeprefix("\\(").removeprefix("\\[").removesuffix("\\)").removesuffix("\\]").strip()
    return rf"\({tex}\)" if tex else ""
