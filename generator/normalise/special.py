r"""Groups of a single command, as exports of BibTeX write what is special: ``{\&}``, ``{\v{C}}``, ``{\textit{…}}``.

Such a group is its command and no more. So it is taken apart before anything else looks at the text: where its braces
stay, an escaped sign keeps them, an address ends at them, and a word in another font looks like a formula in brackets.
Braces that are the argument of a command or a script stay, and so do groups in which anything stands beside the
command: ``braces`` judges those. It refuses to know what commands print as, but for TeX's own signs.
"""

import re

from generator.normalise.names import alternatives

_SIGNS = {
    "textless": "<", "textgreater": ">", "textbar": "|", "textasciitilde": "~", "textasciicircum": "^",
    "textunderscore": r"\_", "textdollar": r"\$", "textbraceleft": r"\{", "textbraceright": r"\}", "textquotedbl": '"',
    "textbackslash": "\\", "textasteriskcentered": "*", "textperiodcentered": "·", "copyright": "©", "pounds": "£",
}  # fmt: skip
_IN_BRACES = {**_SIGNS, "backslash": "\\", "ldots": "…", "dots": "…"}
_NAMED = re.compile(
    rf"(?<!\\)(?:\{{\\({alternatives(_IN_BRACES)})\s?\}}|\\({alternatives(_SIGNS)})(?:\{{\}}|(?![A-Za-z{{])))"
)
_UNDER_NOTHING = re.compile(r"(?<!\\)\{\\([~^])\s?(?:\{\s?\})?\}|\\([~^])\s?\{\s?\}")
_SIGN = re.compile(
    r"(?P<command>\\(?:text|math|emph|underline|footnote|url|href|path)[a-z]{0,12}\s?)?(?<!\\)"
    r"\{\s?(?P<sign>\\[&%$#_{}()\[\],;:!/ -])\s?\}"
)
_FONTS = (
    "emph|text(?:it|bf|tt|sc|sf|rm|sl|md|up|normal|superscript|subscript|color)?|underline|uline|mbox|url|href|footnote"
)
_INNER = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,400}+\}){0,400}+\}){0,400}+"
_GROUP = re.compile(
    # a command before it may have lost its backslash
    r"(?P<command>(?:\\[A-Za-z]+\*?|(?<![A-Za-z])(?:t?ext[a-z]{2}|emph|underline|math[a-z]{2,4}|sqrt))\s?)?"
    r"(?<![\\_^])\{\s?(?:"
    r"(?P<accent>\\[cuvHdbrkt])(?:\s?\{(?P<under>\\?[A-Za-z]{1,2})\}|\s(?P<letter>\\?[A-Za-z]))"
    rf"|(?P<font>\\(?:{_FONTS})\s?\{{{_INNER}\}}(?:\{{{_INNER}\}})?)"
    rf"|\\(?:em|it|bf|tt|sc|sl|sf|rm)\s?\{{(?P<inner>{_INNER})\}}"
    # a command that was taken for a switch
    r"|\\(?:emph|text(?:it|bf|tt|sc|sf|rm|sl)|underline)\s(?P<loose>[^{}\\]{1,80})"
    r")\s?\}(?![_^])"
)
_DEEPEST = 4


def signs(text: str) -> str:
    """Return a text whose signs stand in no braces of their own (``50{\\%}``), those with long names as themselves."""
    if "\\text" in text or "{\\" in text or "{}" in text or "{ \\" in text:
        text = _UNDER_NOTHING.sub(lambda found: found[1] or found[2], _NAMED.sub(_named, text))
        return _SIGN.sub(_bare, text)
    return text


def words(text: str) -> str:
    """Return a text without the braces round a single command of prose; ``text`` has no formulas with delimiters."""
    for _ in range(_DEEPEST if "{\\" in text or "{ \\" in text else 0):
        before, text = text, _GROUP.sub(_command, text)
        if text == before:
            break
    return text


def _named(found: re.Match[str]) -> str:
    return _IN_BRACES[found[1] or found[2]]


def _bare(found: re.Match[str]) -> str:
    """Return a sign without its braces, unless they are an argument; no argument is a dollar."""
    return found[0] if found["command"] and found["sign"] != r"\$" else (found["command"] or "") + found["sign"]


def _command(found: re.Match[str]) -> str:
    """Return the command of a group without the group's braces, unless they are another command's."""
    if found["command"]:
        return found[0]
    if found["accent"]:
        return f"{found['accent']}{{{found['under'] or found['letter']}}}"
    return found["font"] or found["inner"] or found["loose"] or ""
