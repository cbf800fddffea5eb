r"""Take mathematics that has its delimiters (``$…$``, ``$$…$$``, ``\(…\)``, ``\[…\]``) out of a text.

A dollar may be a price, or the half of a pair whose other half was lost: what stands between two dollars is mathematics
only when nothing in it reads like prose. What isn't mathematics after all (``$60$``, ``$\textit{…}$``) becomes plain
text. Delimiters without a partner lose their backslash, so that in clean text they always come in pairs.
"""

import re

from generator.normalise.characters import subscript, superscript
from generator.normalise.shield import Shield

_DISPLAY = re.compile(r"\\\[((?:[^\\]|\\(?![\[\]])){1,2000}?)\\\]|\\\(((?:[^\\]|\\(?![()])){1,2000}?)\\\)")
_ENVIRONMENT = re.compile(
    r"\\begin\{(equation|align|displaymath|math|gather|multline|eqnarray)(\*?)\}(.{1,2000}?)\\end\{\1\2\}", re.DOTALL
)
_TEXT = re.compile(
    r"\\(?:text(?:bf|it|rm|sf|tt|sc|up)?|mbox|hbox|emph|operatorname|math(?:rm|sf|tt|bf|it))\s*\{[^{}]*\}"
)
_COMMAND = re.compile(r"\\[A-Za-z]+")
_PROSE = re.compile(r"[^\W\d_]{3,}[,;:.]?\s+[^\W\d_]{3,}")
_PRICE = re.compile(r"\d[\d,.]*\s?(?:[KkMmBb]n?|million|billion|USD|dollars?)?(?:[\s/,;:-]|$)")
# A number with its unit, and sums of numbers and letters: nothing that stands between two prices looks like it.
_QUANTITY = re.compile(r"\d[\d.,]*\d?[kKMBG]?|\d[\d.,]*(?:\s?[/±×+*<>=≤≥−-]\s?(?:[^\W\d_]|\d[\d.,]*(?<![.,])))+")
_SIGNS = re.compile(r"[\\^_=<>+*/|]|[∈≤≥≈×∞√∑→±α-ωΑ-Ω]")
_ONLY_TEXT = re.compile(r"\\(?:text(?:bf|it|rm|sf|tt|sc|up)?|emph|mbox)\s*\{([^{}\\$]*)\}")
_NUMBER = re.compile(r"[-+−]?[\d.,]+(?:\s?\\?%|[KMBG]|(?<=\d\d)k)?")
_LONE_SCRIPT = re.compile(r"([_^])\{?(\d{1,3})\}?")
_BACKSLASHED = re.compile(r"\\[()\[\]]")
LONGEST = 1000


def shield(text: str, shielded: Shield) -> str:
    """Replace each formula by the character that stands for it; drop the backslash of delimiters left over."""
    if "\\" in text:
        text = _ENVIRONMENT.sub(lambda found: f" {put(found[3], shielded)} ", text)
    if "\\(" in text or "\\[" in text:
        text = _DISPLAY.sub(lambda found: put(found[1] or found[2] or "", shielded), text)
    if text.count("$") > 1:
        text = _pair_dollars(text, shielded)
    return _BACKSLASHED.sub(lambda found: found[0][1], text) if "\\" in text else text


def shield_only(text: str, shielded: Shield) -> str:
    """Shield formulas with TeX's own delimiters and neutralise the other ones, for texts too long for anything else."""
    text = re.sub(r"\\\(((?:[^\\]|\\(?![()])){1,2000}?)\\\)", lambda found: shielded.math(sanitised(found[1])), text)
    return _BACKSLASHED.sub(lambda found: found[0][1], text)


def put(tex: str, shielded: Shield) -> str:
    """Return what stands in the text for a formula: its character, or plain text when it is no more than that."""
    tex = sanitised(tex)
    if not tex:
        return ""
    if _NUMBER.fullmatch(tex):
        return tex.replace("\\", "")
    if found := _ONLY_TEXT.fullmatch(tex):
        return found[1]
    sign = tex.removeprefix("\\") if tex in {r"\&", r"\%", r"\#"} else tex
    if len(sign) == 1 and (not sign.isascii() or not sign.isalnum()) and sign not in "\\{}^_":
        return sign
    if found := _LONE_SCRIPT.fullmatch(tex):
        return superscript(found[2]) if found[1] == "^" else subscript(found[2])
    return shielded.math(tex)


def sanitised(tex: str) -> str:
    """Return TeX that can stand between the delimiters: none of them inside, no backslash at its end."""
    tex = re.sub(r"\\label\{[^{}]*\}|\\(?:nonumber|notag)\b", "", tex)
    tex = re.sub(r"\s+", " ", tex.replace("$", "").replace("\\unicode{x2014}", "—"))
    tex = re.sub(r"\\(?=[()\[\]])", "", tex)
    tex = tex.strip().rstrip("\\ ")
    return tex.rstrip(",;.") if len(tex) > 1 and not tex.endswith(("\\,", "\\;")) else tex.rstrip("\\,; ")


_DOLLARS = re.compile(r"(?<!\\)(?:\$\$([^$]{1,2000})\$\$|\$([^$]{1,1000})(?<!\\)\$(\w?))|\$")


def _pair_dollars(text: str, shielded: Shield) -> str:
    """Take out what stands between two dollars, reading from the left; a dollar that opens nothing stays."""
    parts: list[str] = []
    at = 0
    while found := _DOLLARS.search(text, at):
        parts.append(text[at : found.start()])
        inner = found[1] or found[2]
        if inner and is_math(inner, found[3] or ""):
            tail = re.search(r"[,;.]+$", inner.rstrip())
            parts += [put(inner, shielded), tail[0] if tail and len(inner) > 1 else ""]
            at = found.end() - len(found[3] or "")
        else:
            parts.append("$")
            at = found.start() + 1
    return "".join([*parts, text[at:]])


def is_math(inner: str, following: str = "") -> bool:
    """Tell whether what stands between two dollars is mathematics and not the words between two prices."""
    if not inner.strip() or len(inner) > LONGEST:
        return False
    signs = bool(_SIGNS.search(inner))
    if not signs and (inner[0] in " ,.;:)]" or inner[-1].isspace() or following[:1].isdigit()):
        return False
    if _QUANTITY.fullmatch(inner) and not following[:1].isalnum() and inner[-1] not in ",.":
        return True
    if _PRICE.match(inner) and not re.search(r"[\\^_=]", inner) and not _NUMBER.fullmatch(inner):
        return False
    words = _COMMAND.sub(" ~ ", _TEXT.sub(" ~ ", inner))
    return not _PROSE.search(words) and _nested(inner)


def _nested(text: str) -> bool:
    """Tell whether brackets open before they close; half-open intervals may mix their kinds."""
    depth = 0
    for char in text:
        depth += (char in "([{") - (char in ")]}")
        if depth < -1:
            return False
    return -1 <= depth <= 1
