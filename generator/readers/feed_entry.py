"""One entry of a feed to the fields of a record: RSS 0.9x to 2.0, Atom, arXiv's own elements, Dublin Core, PRISM.

Each entry is parsed for itself by lxml, with entities, DTD, network and huge trees off. Prefixes count by their names,
because the root that declares them stands elsewhere. An ampersand that stands for itself, and names of HTML's
characters, break a feed that is otherwise sound: when, and only when, an entry cannot be parsed, it is tried once more
with them written as XML wants them.
"""

import html
import re
from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.etree import _Element as Element

from generator.readers import identifiers, markup, names
from generator.readers.base import Line
from generator.readers.drafts import Draft
from generator.readers.values import tidy, year

_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]*):[A-Za-z_]|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=", re.ASCII)
_AMPERSAND = re.compile(r"&(?:#\d+;|#x[0-9a-f]+;|(\w{1,40});)?", re.IGNORECASE)
_SECTION = re.compile(r"<!\[CDATA\[|<!--")
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NO_XML = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_HELD = re.compile(r"[\U0010ff00-\U0010ff1f]")
"""Control characters may be what is left of a TeX command, but XML forbids them: meanwhile they stand up here."""
_ANNOUNCED = re.compile(r"arXiv:\S+\s+Announce Type:\s*([\w-]+)\s*(?:Abstract:\s*)?", re.IGNORECASE)
_LISTED = re.compile(r"\(\s*arXiv:([\w./-]+)(?:\s*\[[\w.-]+\])?(?:\s+(UPDATED|CROSS LISTED))?\s*\)\s*\.?\s*$")
_LABEL = re.compile(
    r"(author(?:s|\(s\))?|by|upvotes?|likes|publication date|published|source|categories|subjects?|tags|pmid|doi"
    r"|summary|abstract)\s*:\s*|(summary|abstract)$",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"[\w &:,.-]{1,100}, Published online: ")
"""How journals of one publisher begin a paragraph of their own above the text."""
_NEVER_TEXT = ("pmid", "doi", "upvotes")
_ABSTRACT_LABELS = frozenset(("summary", "abstract"))
_ABSTRACT = ("summary", "description", "abstract", "encoded", "content")
_DATES = ("published", "pubDate", "issued", "publicationDate", "date")
_DOIS = ("doi", "DOI", "identifier", "guid", "id")


class Broken(Exception):  # noqa: N818 - it says what the entry is
    """An entry is no XML: what the parser says, and on which line."""

    def __init__(self, reason: str, line: int) -> None:
        """Keep both."""
        super().__init__(reason)
        self.reason = reason
        self.line = line


def parse(lines: Sequence[Line]) -> tuple[Element, bool]:
    """Return the element of an entry, and whether it had to be repaired; raise Broken when it is no XML."""
    text = _XML_text("\n".join(line.text for line in lines))
    try:
        return _parsed(text), False
    except etree.XMLSyntaxError as error:
        repaired = "".join(_repaired(text))
        if repaired != text:
            try:
                return _parsed(repaired), True
            except etree.XMLSyntaxError:
                pass
        line = lines[min(max(error.lineno or 1, 1), len(lines)) - 1].number
        raise Broken(re.sub(r",? line \d+, column \d+.*", "", error.msg or "not well-formed"), line) from error


def _XML_text(text: str) -> str:  # noqa: N802 - XML's name
    text = _NO_XML.sub("\ufffd", text)
    return _CONTROL.sub(lambda match: chr(0x10FF00 + ord(match[0])), text)


def _parsed(text: str) -> Element:
    prefixes = dict.fromkeys(first or second for first, second in _PREFIX.findall(text))
    declared = " ".join(f'xmlns:{name}="urn:{name}"' for name in prefixes if not name.lower().startswith("xml"))
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(f"<feed {declared}>{text}</feed>".encode(), parser=parser)
    return root[0]


def _repaired(text: str) -> Iterator[str]:
    """Yield a text in pieces, with its ampersands mended outside of CDATA sections and comments."""
    at = 0
    while section := _SECTION.search(text, at):
        yield _AMPERSAND.sub(_written, text[at : section.start()])
        end = text.find("]]>" if section[0] == "<![CDATA[" else "-->", section.end())
        at = end + 3 if end >= 0 else len(text)
        yield text[section.start() : at]
    yield _AMPERSAND.sub(_written, text[at:])


def _written(match: re.Match[str]) -> str:
    """Return an ampersand as XML wants it; of unknown entities nobody knows the text, so they stay an error."""
    if match[0].startswith("&#") or match[1] in _XML_ENTITIES:
        return match[0]
    if match[1] is None:
        return "&amp;"
    known = html.unescape(match[0])
    return match[0] if known == match[0] else html.escape(known)


def draft_of(entry: Element) -> Draft:
    """Return what an entry says of its paper."""
    body, named = _body(entry)
    title, number, replaced = _title(entry)
    own = (*_links(entry), *(value for name in _DOIS for value in _values(entry, name)), *number)
    comments = _values(entry, "comment", prefix="arxiv")
    kinds = (*_values(entry, "announce_type"), *([replaced] if replaced else []), *named.get("announced", ()))
    new = all(kind.lower() == "new" for kind in kinds)
    date = next((date for name in _DATES for date in _values(entry, name)), "")
    return Draft(
        title=_held(title),
        abstract=_held(body),
        authors=tuple(
            dict.fromkeys(map(_held, _authors(entry) or names.listed(", ".join(named.get("authors", ())), plain=True)))
        ),
        # A listing gives the day on which it announces: for what is announced again that says nothing of the paper.
        year=year([date]) if new else None,
        venue=identifiers.published_in(
            (*_values(entry, "journal_ref", prefix="arxiv"), *_values(entry, "publicationName", prefix="prism"))
        ),
        identifiers=identifiers.named(pages=own),
        addresses=identifiers.others((*_links(entry), *comments, *named.get("addresses", ()))),
    )


def _held(text: str) -> str:
    return _HELD.sub(lambda match: chr(ord(match[0]) - 0x10FF00), text)


def _children(entry: Element, name: str, prefix: str | None = None) -> list[Element]:
    """Return the children of a name, those without a prefix first: ``dc:title`` says again what ``title`` says."""
    found = [child for child in entry if etree.QName(child).localname == name and prefix in (None, child.prefix)]
    return sorted((child for child in found if child.prefix not in ("media", "itunes")), key=lambda c: bool(c.prefix))


def _values(entry: Element, name: str, prefix: str | None = None) -> list[str]:
    texts = ("".join(child.itertext()).strip() for child in _children(entry, name, prefix))
    return [text for text in texts if text]


def _text(element: Element) -> markup.Text:
    """Return the text of an element that may hold plain text, escaped HTML or XHTML."""
    if len(element):
        return markup.text_of(element)
    text = element.text or ""
    if markup.is_html(text):
        return markup.text_of_html(text)
    return markup.Text(tuple(line for line in tidy(text).split("\n") if line))


def _title(entry: Element) -> tuple[str, tuple[str, ...], str]:
    """Return the title without what the old feeds of arXiv append, the identifier in it, and the kind of listing."""
    texts = ("\n".join(_text(child).paragraphs) for child in _children(entry, "title"))
    title = next((text for text in texts if text), "")
    found = _LISTED.search(title, max(0, len(title) - 200))
    if not found:
        return title, (), ""
    return title[: found.start()].rstrip().removesuffix("."), (f"arXiv:{found[1]}",), found[2] or ""


def _body(entry: Element) -> tuple[str, dict[str, tuple[str, ...]]]:
    """Return the abstract, and what is named in the text around it."""
    found = (_text(child) for name in _ABSTRACT for child in _children(entry, name))
    text = next((text for text in found if text.paragraphs), markup.Text(()))
    return _sorted_out(text)


def _sorted_out(text: markup.Text) -> tuple[str, dict[str, tuple[str, ...]]]:
    """Tell the abstract from labelled paragraphs (``Authors: …``, ``Upvotes: 15``) and from arXiv's announcement."""
    named: dict[str, tuple[str, ...]] = {"addresses": text.addresses}
    whole = "\n".join(text.paragraphs)
    if announced := _ANNOUNCED.match(whole):
        return whole[announced.end() :], named | {"announced": (announced[1],)}
    body: list[str] = []
    marked = False
    for paragraph in text.paragraphs:
        label = _LABEL.match(paragraph)
        name = (label[1] or label[2]).lower() if label else ""
        if name in _ABSTRACT_LABELS and not marked:
            body, marked = [paragraph[label.end() :] if label else paragraph], True
        elif _NOTICE.match(paragraph):
            continue
        elif not label or (marked and name not in _NEVER_TEXT):
            body.append(paragraph)
        elif name.startswith("author"):
            named["authors"] = (paragraph[label.end() :],)
    return "\n".join(part for part in body if part), named


def _links(entry: Element) -> tuple[str, ...]:
    """Return the addresses of the paper itself: not those of its parts, its feed, or what it replies to."""
    return tuple(dict.fromkeys(_addresses(entry)))


def _addresses(entry: Element) -> Iterator[str]:
    for link in _children(entry, "link"):
        if link.prefix in (None, "", "atom") and (
            link.get("rel", "alternate") == "alternate" or link.get("title") == "doi"
        ):
            yield (link.get("href") or link.text or "").strip()


def _authors(entry: Element) -> tuple[str, ...]:
    atom = [name for author in _children(entry, "author") for name in _values(author, "name")]
    if atom:
        return tuple(" ".join(name.split()) for name in atom)
    creators = [", ".join(_text(child).paragraphs) for child in _children(entry, "creator")]
    if len(creators) > 1:
        return tuple(name for name in map(names.given_first, creators) if name)
    if not creators:
        # RSS asks for an address of mail, with the name behind it in brackets.
        plain = [*_values(entry, "author"), *_values(entry, "authors")]
        creators = [re.sub(r"^\S+@\S+\s*\((.*)\)$", r"\1", text) for text in plain]
    return tuple(name for text in creators for name in names.listed(text, plain=True) if "@" not in name)
