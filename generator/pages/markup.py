"""The wall between the text of a dump and the markup of a page.

Three walls, so that no single slip opens the site:

1. Whatever a template prints goes through a dialect's ``printed`` (see ``render``): in Markdown each character that is
   not a letter, a digit, a single space or punctuation that means nothing to any Markdown dialect becomes a numeric
   character reference. HTML sees the very text again; Python-Markdown, its extensions and any other engine see nothing
   to act on. In HTML the few stay references that could mean something there, or to a template above.
2. Templates put text into HTML blocks only, where no Markdown rule applies, and front matter holds JSON strings only.
3. ``generator.normalise`` rebuilds MathML from a list of elements and attributes; its text goes through ``encode`` too.

It refuses to clean, shorten or correct anything: the visible text is the text given, except that runs of white space
are one space and control characters, which no reader can see, are replacement characters.
"""

import html
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from generator.normalise import addresses, mathml, segments
from generator.scripts import is_nothing

SPACE = re.compile(r"[ \t\n\r\f\v]+")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
PLAIN = {f"&#{ord(char)};": char for char in "\t!#$%()*+,-./0123456789:;=?@[\\]^_{|}~"}
PLAIN |= {f"&#{ord(char)};": entity for char, entity in _ENTITIES.items()}
"""What is a reference in Markdown and shorter in HTML, where little has a meaning; quotes stay. ``partials/text.html``
makes the same of Markdown that became HTML. The entities come last: nothing that is put in may become a reference."""
_IN_MARKDOWN = re.compile(
    r"""[\x00-\x1f!-+\-./:<=>@\[-`{-\xa0]           # all but `,;?`: one set, which the engine looks for fast
      (?: (?<![.-])                             # any other ASCII punctuation
        | (?<![^\W_].) | (?<=[.])(?=[^ \d]) | (?<=-)(?![^\W_])  # a stop, a hyphen, not part of a word or a number
      )""",
    re.VERBOSE,
)
_BEGINNING = re.compile(r"[\d ,;?.-]")
"""What could begin a list or a rule."""
_SHORT = 80
"""Characters of what is often said once more: a theme, a dump, a term, a name."""
_BETWEEN_TAGS = re.compile(r">([^<]+)<")


@lru_cache(maxsize=4096)
def reference(char: str) -> str:
    """Return a numeric reference; HTML gives none for control characters, surrogates and noncharacters."""
    return f"&#{0xFFFD if is_nothing(char) else ord(char)};"


def _referred(found: re.Match[str]) -> str:
    return reference(found[0])


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text as markup; with the address that it names, where it is one."""

    text: Markup
    url: str = ""


class Dialect:
    """The ways from text to markup in one language."""

    def __init__(self, escape: Callable[[str], str], plain: Collection[str] = ()) -> None:
        """Tell how characters become quiet, and which may stand where in Markdown a list or a rule could begin."""
        self._escape, self._plain = escape, plain
        self._encoded_again = lru_cache(maxsize=4096)(self._encoded)
        self.formula = lru_cache(maxsize=4096)(self._formula)
        self.rich = lru_cache(maxsize=1 << 15)(self._rich)
        """Returns text with its mathematics as MathML: titles above all, which a dozen pages say."""

    def printed(self, value: object) -> Markup:
        """Return what a template prints as markup: numbers and markup as they are, anything else encoded."""
        if value.__class__ is Markup:
            return value
        if isinstance(value, int):
            return Markup(value)  # noqa: S704 - digits
        return self.encode(str(value))

    def encode(self, text: str) -> Markup:
        """Return text with numeric character references wherever a character could mean something."""
        return self._encoded_again(text) if len(text) < _SHORT else self._encoded(text)

    def _encoded(self, text: str) -> Markup:
        readable = text.isprintable()
        if "  " in text or not readable:
            text = SPACE.sub(" ", text)
            readable = text.isprintable()
        quiet = self._escape(text)
        first = text[:1]
        if not first.isalpha() and _BEGINNING.match(text) and quiet[0] == first and first not in self._plain:
            quiet = reference(first) + quiet[1:]
        if not readable:
            for char in sorted(set(text)):  # seldom more than one: the text is not walked through letter by letter
                quiet = quiet if char.isprintable() else quiet.replace(char, reference(char))
        return str.__new__(Markup, quiet)  # this is the place where text becomes markup: Markup(), but for its question

    def _rich(self, text: str) -> Markup:
        if "\\(" not in text:
            return self._encoded(text)
        parts = (self.formula(part.text) if part.math else self.encode(part.text) for part in segments(text))
        return Markup("").join(parts)

    def pieces(self, text: str, urls: Sequence[str]) -> Iterator[Piece]:
        """Yield text with its mathematics as MathML, cut where it names one of the addresses; never within a formula.

        An address counts as a whole: the beginning of a longer one, which may lead elsewhere, is none of the addresses.
        """
        for part in segments(text):
            if part.math:
                yield Piece(self.formula(part.text))
                continue
            at = 0
            for start, url in addresses.find(part.text) if urls else ():
                if url in urls and start >= at and part.text.startswith(url, start):
                    yield Piece(self.encode(part.text[at:start]))
                    yield Piece(self.encode(url), url)
                    at = start + len(url)
            yield Piece(self.encode(part.text[at:]))

    def _formula(self, tex: str) -> Markup:
        """Return TeX as MathML, or as its source where that can't be read."""
        math = mathml(tex)
        if math is None:
            return self.encode(tex)
        encoded = _BETWEEN_TAGS.sub(lambda found: f">{self.encode(html.unescape(found[1]))}<", math)
        return Markup(encoded)  # noqa: S704 - elements and attributes of a list, text encoded


def _for_markdown(text: str) -> str:
    return _IN_MARKDOWN.sub(_referred, text)


def _for_html(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&#34;").replace("'", "&#39;").replace("`", "&#96;")


MARKDOWN = Dialect(_for_markdown)
HTML = Dialect(_for_html, PLAIN.values())
encode, rich, pieces = MARKDOWN.encode, MARKDOWN.rich, MARKDOWN.pieces
