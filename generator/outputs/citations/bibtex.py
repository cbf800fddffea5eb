"""BibTeX, clean for biblatex: Unicode as it is, TeX's own characters escaped, formulas between dollar signs.

Words whose capitals mean something (``GPT``, ``DeepSeek``, ``R1``, the ``Q`` of Q-learning) stand in braces, so that a
style which writes titles in lower case leaves them alone. An entry is written once for all files that it stands in, in
the shape that bibtexparser gives it, whose writer takes three times as long; tests read it back with pybtex.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from generator.normalise import segments
from generator.outputs.citations.item import Citation, Name
from generator.outputs.wording import harmless

_SPECIAL = re.compile(r"[\\{}$&#%_~^]")
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts \{ as a brace
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")


def bibtex(citations: Iterable[Citation]) -> str:
    """Return citations as a BibTeX file; empty for none."""
    return "\n".join(map(entry, citations))


@lru_cache(maxsize=1 << 17)  # it stands in three files, and later on the paper's page
def entry(citation: Citation) -> str:
    """Return the entry of one paper, its last line ended."""
    fields = {
        "author": " and ".join(_author(name) for name in citation.authors),
        "title": "".join(_tex(part.text) if part.math else _words(part.text) for part in segments(citation.title)),
        "year": str(citation.year or ""),
        "howpublished": _escaped(citation.venue),
        "eprint": citation.arxiv,
        "eprinttype": "arxiv" if citation.arxiv else "",
        "doi": citation.doi,
        "url": citation.url,
        "note": _escaped(citation.note),
    }
    lines = "".join(f"  {key} = {{{value}}},\n" for key, value in fields.items() if value)
    return f"@misc{{{citation.key},\n{lines}}}\n"


def _author(name: Name) -> str:
    written = name.inverted
    whole = not (name.given or name.particle or name.suffix) or " and " in f" {written} "
    return f"{{{_escaped(written)}}}" if whole else _escaped(written)


def _words(text: str) -> str:
    """Return text escaped, with the words that must keep their capitals in braces."""
    text = harmless(f"|{text}|")[1:-1]  # the bars keep a space at either end
    parts, at = [], 0
    for word in _WORD.finditer(text):
        if _keeps_capitals(word[0]):
            parts += [_escaped(text[at : word.start()]), f"{{{word[0]}}}"]
            at = word.end()
    return "".join((*parts, _escaped(text[at:])))


def _keeps_capitals(word: str) -> bool:
    """Tell whether a word has a capital behind its first letter, one beside a digit, or is a letter (but ``A``)."""
    if word.isalpha() and word[1:].islower():
        return False  # most words
    if any(char.isupper() for char in word[1:]):
        return True
    return word[0].isupper() and (any(char.isdigit() for char in word) or (len(word) == 1 and word != "A"))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], "\\" + found[0]), text)


def _tex(formula: str) -> str:
    """Return a formula between dollar signs, or as words when it would break out of the field."""
    source = harmless(formula)
    return f"${source}$" if _closed(source) else _escaped(source)


def _closed(source: str) -> bool:
    """Tell whether no sign of a formula ends it or its field early; to BibTeX a brace counts behind a backslash too."""
    depth = 0
    for brace in re.findall(r"[{}]", source):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    plain_signs = re.sub(r"\\.", "", source)
    return depth == 0 and not re.search(r"[$%#\\]", plain_signs)
