"""The text of the HTML that feeds carry in their descriptions: paragraphs, and the addresses that links lead to.

lxml parses, nothing is evaluated: scripts, styles and frames are left out, comments too. Only what follows the grammar
of a tag and has the name of one is taken for HTML; ``a <b and c> d`` in a plain text stays as it is. Superscripts and
subscripts keep their tags, because ``10-3`` would be another number; ``normalise`` knows what they mean.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

_BLOCKS = frozenset(
    "address article aside blockquote body br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr html li"
    " main nav ol p pre section table tbody td th thead tr ul".split()
)
_HIDDEN = frozenset("applet canvas embed head iframe noscript object script style svg template title".split())
_INLINE = frozenset(
    "a abbr b bdi bdo big center cite code del dfn em font i img input ins kbd label link mark math meta q s samp small"
    " span strike strong sub sup time tt u var wbr".split()
)
_SHIFTED = frozenset(("sub", "sup"))
_NAMES = "|".join(sorted(_BLOCKS | _HIDDEN | _INLINE, key=lambda name: (-len(name), name)))
_VALUE = r"""(?:"[^"<]*"|'[^'<]*'|[^\s"'<>]+)"""
_SWITCHES = "allowfullscreen|async|autoplay|checked|controls|defer|disabled|hidden|itemscope|loop|muted|nowrap|open"
_TAG = re.compile(
    rf"<(?:/(?:{_NAMES})\s*|(?:{_NAMES})(?:\s++(?:[\w:-]++\s*+=\s*+{_VALUE}|(?:{_SWITCHES})\b))*+\s*+/?)>",
    re.IGNORECASE,
)
_PROOF = re.compile(rf"<(?:(?:{_NAMES})(?:\s++[\w:-]++\s*+=\s*+{_VALUE})*+\s*+/?|/(?:{_NAMES})\s*)>", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Text:
    """The paragraphs of some HTML, and where its links lead, in their order."""

    paragraphs: tuple[str, ...]
    addresses: tuple[str, ...] = ()


def is_html(text: str) -> bool:
    """Tell whether a text has a tag of HTML in it."""
    return bool(_PROOF.search(text))


def text_of_html(text: str) -> Text:
    """Return the text of a piece of HTML; what only resembles a tag stays as text."""
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    text = _without_comments(text)
    root = etree.fromstring(f"<div>{_escaped(text)}</div>".encode("utf-8", "replace"), parser=parser)
    # The parser gives up, and keeps nothing, where elements nest deeper than 256: then tags are cut out instead.
    if root is None or parser.error_log.filter_from_fatals():
        return Text(tuple(part for part in (_flat(each) for each in _TAG.sub("\n", text).split("\n")) if part))
    return text_of(root)


def text_of(root: etree._Element) -> Text:
    """Return the text of an element of XHTML or HTML."""
    page = _Page()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        page.visit(event, element, is_root=element is root)
    return Text(tuple(page.paragraphs()), tuple(dict.fromkeys(page.addresses)))


def _without_comments(text: str) -> str:
    # No pattern: on a text of nothing but beginnings it would take the square of its length.
    pieces: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        pieces.append(text[at:start])
        at = end + 3
    return "".join((*pieces, text[at:]))


def _escaped(text: str) -> str:
    """Return HTML in which ``<`` stands for nothing but a tag's begin."""
    pieces: list[str] = []
    end = 0
    for tag in _TAG.finditer(text):
        pieces += (text[end : tag.start()].replace("<", "&lt;"), tag[0])
        end = tag.end()
    return "".join((*pieces, text[end:].replace("<", "&lt;")))


def _flat(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


@dataclass(slots=True)
class _Page:
    """What was met of a page: pieces of text, None where a paragraph ends."""

    pieces: list[str | None] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    hidden: int = 0

    def visit(self, event: str, element: etree._Element, *, is_root: bool) -> None:
        name = etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""
        opens = event == "start"
        if name in _HIDDEN:
            self.hidden += 1 if opens else -1
        if not self.hidden:
            if name in _BLOCKS:
                self.pieces.append(None)
            elif name in _SHIFTED:
                self.pieces.append(f"<{'' if opens else '/'}{name}>")
            elif name == "a" and opens:
                self._note(element.get("href") or "")
        behind = element.text if opens else (None if is_root else element.tail)
        if behind and not self.hidden:
            self.pieces.append(behind)

    def _note(self, address: str) -> None:
        address = address.strip()
        if re.match(r"https?://\S+$", address, re.IGNORECASE):
            self.addresses.append(address)

    def paragraphs(self) -> Iterator[str]:
        current: list[str] = []
        for piece in (*self.pieces, None):
            if piece is not None:
                current.append(piece)
            elif text := _flat("".join(current)):
                yield text
                current = []
            else:
                current = []
