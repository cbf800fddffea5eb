r"""Spell TeX as plain characters: ``\mathcal{O}(\sqrt{T})`` becomes ``O(√T)``, ``\ell_2`` becomes ``ℓ₂``.

For feeds, search and the descriptions of pages, where a reader wants to recognise a formula, not to compute with it. It
refuses two-dimensional layout: a fraction is a slash. Signs come from pylatexenc's tables where ours end.
"""

import re
import unicodedata
from functools import lru_cache

from pylatexenc.latex2text import get_default_latex_context_db

from generator.normalise import names
from generator.normalise.characters import subscript, superscript
from generator.normalise.names import FONTS, FUNCTIONS, SIGNS, SIZES, words

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[^\\]", re.DOTALL)
_BOARD = str.maketrans("CEHNPQRZ", "ℂ𝔼ℍℕℙℚℝℤ")
_SILENT = (SIZES | FONTS | words("text textbf textit textrm textsc textsf texttt operatorname emph")) - {"mathbb"}
_SWITCHES = words("bf rm it sf tt cal bm pmb")
_SILENT |= words("limits nolimits displaystyle mathop") | _SWITCHES
_SPACING = frozenset({",", ";", ":", "!", " ", "\\", "quad", "qquad"})
_MARKS = {
    "tilde": "\u0303", "widetilde": "\u0303", "hat": "\u0302", "widehat": "\u0302",
    "bar": "\u0304", "overline": "\u0304", "vec": "\u20d7", "dot": "\u0307",
}  # fmt: skip
_APPLIED = frozenset({"mathbb", "sqrt", *_MARKS})
_LONGEST = 4000
_DEEPEST = 20
_MACROS = get_default_latex_context_db()


def spell(tex: str) -> str:
    """Return TeX as characters; never raises, and gives back what it can't read without its backslashes."""
    tokens = _TOKEN.findall(tex)
    if len(tokens) > _LONGEST:
        return tex.replace("\\", "")
    text, _ = _sequence(tokens, 0, 0)
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", text).strip())


@lru_cache(maxsize=1024)
def symbol(name: str) -> str:
    """Return what a command without arguments prints as, the empty string when that isn't known."""
    known = SIGNS.get(name)
    if known is not None:
        return known
    if name in FUNCTIONS:
        return name
    found = getattr(_MACROS.get_macro_spec(name), "simplify_repl", None)
    # Longer ones are text, and one of them is today's date.
    return found.strip() if isinstance(found, str) and len(found) <= 2 and not {"%", "\\"} & set(found) else ""


def _sequence(tokens: list[str], at: int, depth: int) -> tuple[str, int]:
    """Spell tokens up to the brace that closes the group, and return where to go on."""
    parts: list[str] = []
    while at < len(tokens) and tokens[at] != "}":
        part, at = _one(tokens, at, depth)
        if part and parts and part[0].isalnum() and _ends_in_function(parts[-1]):
            part = " " + part
        parts.append(part)
    return "".join(parts), at + 1


def _ends_in_function(text: str) -> bool:
    return text in FUNCTIONS


def _one(tokens: list[str], at: int, depth: int) -> tuple[str, int]:
    """Spell one token with the arguments it takes."""
    here = tokens[at]
    if depth > _DEEPEST:
        return here.strip("\\{}"), at + 1
    if here == "{":
        return _sequence(tokens, at + 1, depth + 1)
    if here in "^_":
        inner, after = _argument(tokens, at + 1, depth)
        return _script(here, inner), after
    if here[0] == "\\":
        return _command(here[1:], tokens, at + 1, depth)
    return ("\u2009" if here == "~" else here), at + 1


def _argument(tokens: list[str], at: int, depth: int) -> tuple[str, int]:
    while at < len(tokens) and tokens[at] == " ":
        at += 1
    if at >= len(tokens) or tokens[at] == "}":
        return "", at
    return _one(tokens, at, depth + 1)


def _command(name: str, tokens: list[str], at: int, depth: int) -> tuple[str, int]:
    swallowed = " " if name in _SWITCHES else "*" if name == "operatorname" else ""
    if swallowed and tokens[at : at + 1] == [swallowed]:
        at += 1
    if name in _SPACING or name in _SILENT:
        return " " * (name in _SPACING), at
    if name in {"frac", "tfrac", "dfrac"}:
        above, at = _argument(tokens, at, depth)
        below, at = _argument(tokens, at, depth)
        return f"{_bracketed(above)}/{_bracketed(below)}", at
    if name in _APPLIED:
        inner, at = _argument(tokens, at, depth)
        return _applied(name, inner), at
    return (symbol(name) or _meant(name) if name[:1].isalpha() else name), at


def _meant(name: str) -> str:
    """Return the letter or the name of a macro that many authors define alike, else the macro's own name."""
    known = names.convention(name)
    return known[known.index("{") + 1 : -1] if known else name


def _applied(name: str, inner: str) -> str:
    if name == "mathbb":
        return inner.translate(_BOARD)
    if name == "sqrt":
        return "√" + _bracketed(inner)
    return inner + _MARKS[name] if len(inner) == 1 else inner


def _script(mark: str, text: str) -> str:
    if text.isascii() and text.isdigit():
        return superscript(text) if mark == "^" else subscript(text)
    if mark == "^" and text in {"∘", "*", "⋆", "∗", "′", "⊤", "†"}:
        return "°" if text == "∘" else text
    return mark + _bracketed(text, "{}" if mark == "_" else "()")


def _bracketed(text: str, brackets: str = "()") -> str:
    """Put brackets round what would otherwise be read with its neighbours."""
    return text if len(text) <= 1 or text.isalnum() else brackets[0] + text + brackets[1]
