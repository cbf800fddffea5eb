r"""LaTeX of prose to plain text: accents, escapes, font commands, references, ties.

Formulas and addresses are shielded by then. Accents and signs are pylatexenc's business, one command at a time: its
parser takes a whole abstract apart a hundred times slower, and swallows what follows a per cent sign. It refuses to
guess what an author's own macro stands for, except that a paper's generic ``\method`` is the name that its title begins
with, and that ``\oni`` is the ``ONI`` of the same text. Any other unknown ``\word`` may be no TeX at all (a path, a
regular expression), and keeps its backslash.
"""

import html
import re
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text

from generator.normalise import braces, spelling
from generator.normalise.characters import subscript, superscript
from generator.normalise.names import ACCENTS, FONTS, LETTERS, SIGNS, SIZES, has_any
from generator.normalise.shield import SHIELDED

_LATEX = LatexNodes2Text(math_mode="text", keep_comments=True)
_ACCENT = re.compile(
    r"\{?\\(?:[\"'`^~=.](?:\s?\{\\?[A-Za-z]\s?\}|\s?\\?[A-Za-z])"
    r"|[cuvHdbrkt](?:\s?\{\\?[A-Za-z]{1,2}\s?\}|\s\\?[A-Za-z](?![A-Za-z])))(?:(?<=\})\}|(?<=[A-Za-z])\})?"
)
_NAMED = re.compile(r"\\(aa|AA|ae|AE|oe|OE|ss|o|O|l|L|i|j|dh|DH|th|TH)(?![A-Za-z])(?:\{\}|\s(?=[a-z]))?")
_ESCAPED = re.compile(r"\\([%&_#${}])")
_FONTS = (
    "emph|textit|textbf|texttt|textsc|textsf|textrm|textsl|textmd|textup|textnormal|underline|uline|text|mbox|ensuremath"
    "|mathrm|mathbf|mathcal|mathsf|mathit|bm|boldsymbol"
)
_GROUP = re.compile(rf"\\(?:{_FONTS})\s?\{{([^{{}}]*)\}}")
_SWITCH = re.compile(
    r"\{\s?\\(?:em|it|bf|tt|sc|sl|sf|rm|itshape|bfseries|ttfamily|scshape|small|footnotesize)\b\s?([^{}]*)\}"
)
_SWITCH_ALONE = re.compile(r"\\(?:em|it|bf|tt|sc|sl|sf|rm|itshape|bfseries)\b\s?")
_UNCLOSED = re.compile(rf"\\(?:{_FONTS})\s?\{{")
_GLUED_FONT = re.compile(rf"(?:{_FONTS}|tilde|widetilde|sqrt)(?=[a-zA-Z])")
_COLOURED = re.compile(r"\\(?:textcolor|color)\s?(?:\[[^\]]*\])?\{[^{}]*\}")
_SCRIPTED = re.compile(r"\\text(super|sub)script\s?\{([^{}]*)\}")
_CITED = re.compile(
    r"[~\s]*\\(?:no)?(?:cite[a-zA-Z]*|ref|eqref|cref|Cref|autoref|label|footnotemark)\*?\s?(?:\[[^\]]*\]){0,2}\{[^{}]*\}"
)
_ENVIRONMENT = re.compile(
    r"\s?\\(?:begin|end)\s?\{?(?:itemize|enumerate|description|center|abstract|quote|quotation|flushleft|document|small)\*?\}?"
    r"(?:\[[^\[\]]{0,40}\])?"
)
_ITEM = re.compile(r"\s?\\item\b(?:\s?\[([^\[\]]{1,40})\])?\s?")
_FOOTNOTE = re.compile(r"\s?\\(?:footnote|thanks)(?:text)?\s?\{([^{}]*)\}\.?")
_HREF = re.compile(r"\\href\s?\{([^{}]*)\}\s?\{([^{}]*)\}")
_SPACED = re.compile(
    r"\\(?:[,;:!/]|quad\b|qquad\b|newline\b|linebreak\b|par\b|noindent\b|xspace\b|ie\b(?=x)|\\|\s|-)\s?(?:\{\})?"
)
_ABBREVIATIONS = {
    "eg": "e.g.",
    "ie": "i.e.",
    "etal": "et al.",
    "etc": "etc.",
    "vs": "vs.",
    "wrt": "w.r.t.",
    "aka": "a.k.a.",
    "iid": "i.i.d.",
    "deg": "°",
}
_MACRO = re.compile(r"\{\\([A-Za-z]+)\s?\}|\\([A-Za-z]+)(?:\{\}|\\(?=\s))?")
_STRAY = re.compile(r"\\(?![^\W_])")
_WITHOUT_TEXT = (
    SIZES | FONTS | ACCENTS | frozenset(_FONTS.split("|")) | {"centering", "protect", "sqrt", "frac", "item"}
)
_SPL = re.compile(r"/(?:(spl)\s([^/\s]{1,12})|(su[bp])\s([^/\s]{1,4}))/")
_TIE = re.compile(rf"(?<=[^\s~])~+(?=[^\s~])|\s~+(?=[—–-]|{SHIELDED})|(?<=[—–-])~+\s?")
_APPROXIMATE = re.compile(r"[\s%(\[<>=±≈≤≥/,;:$\d—–-]")
_GENERIC = re.compile(
    r"(?:our)?(?:method|model|name|ours?|sys|system|bench|benchmark|dataset|data|approach|framework|algo|algorithm|tool|work|paper)"
    r"s?(?:name|acronym)?",
    re.IGNORECASE,
)
_OF_TEX = ("\\", "{", "}", "~", "/spl", "/su")
"""One of them stands in each text that anything here could change."""
_TITLE_NAME = re.compile(r"([^\s\\]{2,24}):\s")


def to_text(text: str, name: str = "") -> str:
    """Return prose without LaTeX; ``name`` is what the paper calls its subject."""
    if not has_any(text, _OF_TEX):
        return text
    tex = braces.in_tex(text)
    if "/spl" in text or "/su" in text:
        text = _SPL.sub(_ieee, text)
    if "\\" in text:
        text = _structure(_letters(text))
        text = _STRAY.sub("", _without_macros(text, name))
    if "{" in text or "}" in text:
        text = braces.resolve(text, tex=tex)
    return _ties(text) if "~" in text else text


def subject(title: str) -> str:
    """Return the name with which a clean title begins (``MedS³: Towards …``), the empty string when it has none."""
    found = _TITLE_NAME.match(title)
    return found[1] if found and sum(c.isupper() or c.isdigit() or c in "²³" for c in found[1]) > 1 else ""


def _letters(text: str) -> str:
    text = re.sub(r"\\['`]a la\b", "à la", text)
    text = re.sub(r"\{\\S\}\s?|\\S(?=[~\s]*\d)[~\s]*", "§\u00a0", text)
    text = _ACCENT.sub(lambda found: _accented(found[0]), text)
    return _NAMED.sub(lambda found: _accented(found[0].strip().removesuffix("{}")), text)


@lru_cache(maxsize=1024)
def _accented(command: str) -> str:
    opened = command.startswith("{")
    closed = command.endswith("}") and command.count("}") > command.count("{") - opened
    inner = command[opened : len(command) - (1 if closed else 0)]
    character = str(_LATEX.latex_to_text(inner))
    if opened == closed:
        return character
    return "{" + character if opened else character + "}"


def _structure(text: str) -> str:
    """Resolve escapes and commands with arguments, from the inside out."""
    text = _CITED.sub("", text)
    text = _ITEM.sub(lambda found: f" {found[1] or '•'} ", _ENVIRONMENT.sub(" ", text))
    text = _COLOURED.sub("", text)
    for _ in range(6):
        before = text
        text = _GROUP.sub(r"\1", text)
        text = _SWITCH.sub(r"\1", text)
        text = _SCRIPTED.sub(_raised, text)
        text = _HREF.sub(_href, text)
        text = _FOOTNOTE.sub(lambda found: f" ({found[1].strip().rstrip('.')}).", text)
        if text == before:
            break
    text = _UNCLOSED.sub("", text)
    text = _SWITCH_ALONE.sub("", text)
    text = re.sub(r"([.!?])\s?(\([^()]*\))\.(?=\s|$)", r" \2\1", text) if "\\footnote" in text else text
    text = _ESCAPED.sub(r"\1", text)
    return _SPACED.sub(" ", text)


def _raised(found: re.Match[str]) -> str:
    """Return a script of prose: digits as raised or lowered ones (``10⁵``), words as they are (``19th``)."""
    if not re.fullmatch("[0-9]+", found[2]):
        return found[2]
    return superscript(found[2]) if found[1] == "super" else subscript(found[2])


def _href(found: re.Match[str]) -> str:
    address, label = found[1].strip(), found[2].strip()
    if (
        not label
        or label == address
        or re.fullmatch(r"(?:this |the )?(?:https? )?(?:url|link|here)", label, re.IGNORECASE)
    ):
        return address
    return f"{label} ({address})"


def _without_macros(text: str, name: str) -> str:
    """Replace commands by what they print as; an author's own by the paper's name, or the word that it spells."""
    free = {found[1] or found[2] for found in _MACRO.finditer(text) if _stands_free(found)}
    own = [command for command in sorted(free) if _printed(command) is None]
    words: dict[str, str] = {}
    for word in re.findall(r"(?<![\\\w])[A-Za-z]+(?!\w)", text) if own else ():
        words.setdefault(word.lower(), word)

    def meant(found: re.Match[str]) -> str:
        command = found[1] or found[2]
        printed = _printed(command)
        if printed is not None:
            return printed
        if not _stands_free(found):
            return found[0]
        if name and (_GENERIC.fullmatch(command) or (len(own) == 1 and len(command) > 2)):
            return name
        return words.get(command.lower(), command) if len(command) > 2 else found[0]

    return _MACRO.sub(meant, text)


def _stands_free(found: re.Match[str]) -> bool:
    """Tell whether nothing is glued to the front of a command, as drives and folders are in a path of Windows."""
    return not re.match(r"[\w:/\\]", found.string[max(0, found.start() - 1) : found.start()])


def _printed(command: str) -> str | None:
    """Return what a known command prints as, None for an author's own."""
    if command in _WITHOUT_TEXT:
        return ""
    known = _ABBREVIATIONS.get(command) or LETTERS.get(command) or spelling.symbol(command)
    glued = _GLUED_FONT.match(command)
    return known or (command[glued.end() :] if glued else None)


def _ieee(found: re.Match[str]) -> str:
    kind, what = found[1] or found[3], found[2] or found[4]
    if kind == "spl":
        entity = html.unescape(f"&{what};").rstrip(";&")
        known = SIGNS.get(what) or (entity if len(entity) == 1 else spelling.symbol(what) if what.isalpha() else "")
        return "°" if what == "deg" else known or found[0]
    return f"{'_' if kind == 'sub' else '^'}{{{what}}}"


def _ties(text: str) -> str:
    def space(found: re.Match[str]) -> str:
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        approximate = (after.isdigit() or after in "$.") and (_APPROXIMATE.match(before) or not before)
        return found[0] if approximate else " "

    return _TIE.sub(space, text)
