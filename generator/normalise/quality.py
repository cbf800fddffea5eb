r"""Find what cleaning could not mend, so that readers and maintainers are told: text that stops, commands left over, …

It looks at clean text: whatever a rule could repair with certainty is repaired by then and is no matter. What is left
is marked, never guessed. Each pattern is there because it was met, and is as narrow as it has to be to spare names of
code (``iPhone``, ``arXiv``, ``getThe``), placeholders (``<think>``, ``{question}``) and prices; a flag too few is
better than one too many. Mathematics, addresses and code are taken out first: they have rules of their own.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.normalise import characters, flags, hints
from generator.normalise.names import alternatives, has_any, words

SHOWN = 60
"""Characters of a text that a finding quotes."""
_FORMULA, _ADDRESS = "\ue000", "\ue001"
_AWAY = re.compile(r"\\\(.*?\\\)|`(?<![\w`]`)[^`]{1,120}`|https?://\S+", re.DOTALL)

# What no sentence of an abstract ends with; "in", "on" and "by" may end one ("carried out in", "relied on") and so do
# not count alone. Whether the sentence also lacks its full stop is asked before.
_OPEN_END = re.compile(
    r"\b(?:the|an?|of|and|or|to|with|from|for|as|at|that|which|who|whose|is|are|was|were|be|been|we|our|its|their|this"
    r"|these|those|using|via|than|into|while|where|when|if|because|such|not|but|by|in|on|i\.e|e\.g"
    r"|[Ww]e (?:present|propose|introduce|show|prove|develop|study|describe|consider|demonstrate|argue|find|call"
    r"|provide)|present an?|based|works|arbitrary)\.?$|[,;(\[<–—-]$"
)
_DOTS = re.compile(r"(?:…|(?<!\.)\.\.\.)[)\"”]?$")
_ENDED = re.compile(r"[.!?…][)\]\"”’'*\d]*$")
_BRACKET = re.compile(rf"\((?:[^(){_ADDRESS}]|\([^()]{{0,60}}\)){{0,80}}$")
_AFTER_STOP = re.compile(r"\b(?:the|of the|of an?|and|such as|that|with an?|in the|to the|for the|by the|using the)\.$")

_ENDING = 32
"""More characters than what these patterns find at a text's end."""

_TEX_NAMES = words(
    "mathcal mathbb mathbf mathrm mathsf mathfrak mathscr frac tfrac dfrac textbf textit textsc texttt widetilde "
    "widehat operatorname boldsymbol varepsilon varphi leqslant geqslant ldots cdots infty"
)
_TEX_NAME = re.compile(
    rf"(?<![A-Za-z\\/_.-])(?:{alternatives(_TEX_NAMES)})(?=[\s{{(^_,.;)]|$|[A-Z])"
    # a tab or a carriage return took the first letter with the backslash
    r"|(?<![A-Za-z\\/-])(?:extbf|extit|extsc|rac|ightarrow|egin|ilde|ambda|psilon|boldsymbol)(?=\{)"
    r"|(?<=\d)\s?\$?\s?imes\b|\bightarrow\b"
)
_SCRIPT = re.compile(r"[\w)\]}|]\s?\^\s?[\w({*]|[\w)}]_\{|\}_\w")
_EMPTY = re.compile(r"\$\s+\$|\\\(\s*\\\)")
_DROPPED = re.compile(
    r"\b(?:of|by|with|than|most|least|where|dimension|size|when|let|denote)\s+(?:[,;](?=\s)|\.(?=\s+[A-Z]|\s*$)|\)(?=[\s.,]))"
)
_HALF = re.compile(r"\$(?=\\|[A-Za-z]\s?[=<>^_]|\{)|(?<=[=^_{}])\$")

_LINK_WORDS = re.compile(
    r"\bthis https? URL\b|\b(?:available|found|released|accessed|hosted|accessible|downloaded)\s"
    r"(?:\w+\s){0,2}(?:at|from|via)\s?:?\s?(?:$|\.(?=\s+[A-Z]|$)|\)(?=[\s.]|$))|\b[Aa]vailable (?:at|from):\s?\.?$"
    r"|\b(?:at|page|website|URL|[Cc]ode|[Gg]it[Hh]ub):\s?\.?$"
)

_STARTERS = "We|The|This|Our|However|These|Moreover|Furthermore|Additionally|Finally|Extensive|Experiments|Specifically"
_RUN_TOGETHER = words("suchas dueto basedon canbe hasbeen wepropose wepresent weshow inorder thispaper aswell") | {
    a + b for a in "of in to for on with by from that and at is as are".split() for b in ("the", "this", "these", "our")
}
_FUSED = re.compile(
    rf"(?<![\w./@#\\-])[a-z]{{4,}}(?:{_STARTERS})(?=,?\s[a-z(])"
    rf"|(?<![\w./@_-])[a-z]{{4,}}[.!?;](?:{_STARTERS}|It|In|To)(?=,?\s[a-z])"
    rf"|(?<![\w-])(?:{alternatives(_RUN_TOGETHER)})(?![\w-])"
)
_NOT_FUSED = words("inthis tothis")
_BROKEN = re.compile(
    r"(?<![\w-])([A-Za-z]?[a-z]+)- (?!(?:and|or|to|nor|vs|versus|as|but|und|than|from|through)\b)([a-z]{2,})(?![a-z]*-)"
)
_BREAKS = 2
"""So many broken words make a flag; a single one may be a dash or a hyphen that waits for its partner."""

_KEY = re.compile(
    r"\\?\b(?:no)?cite[a-z]{0,9}\*?\{[^{}]{0,80}\}?|\b(?:eq|auto|[cC])?ref\{[\w:.-]+\}|(?<!\w)ef\{[\w:.-]+\}"
    r"|\[\s?\?{1,4}(?:\s?[,;]\s?\?{1,4})*\s?\]|\(\?\?+\)|\b(?:Section|Sec\.|Fig\.|Figure|Table|Eq\.|Equation|Theorem)\s\?\?+"
    r"|@xcite\b|<cit\.?>|\[cite(?:_start|: ?\d[\d, ]*)\]|\[citation needed\]"
)
_BIB_KEY = re.compile(r"(?<![\w/.:-])([a-z]{4,})(?:19|20)\d\d([a-z]{4,})(?![\w/.-])")
_NOT_BIB = words(
    "coco imagenet semeval neurips icml iclr cvpr iccv eccv emnlp naacl miccai interspeech voxceleb pascal"
)
_NOT_TITLE = words("task tasks challenge workshop train test valid split track edition version")

_ENVIRONMENTS = [
    a + b for a in ("begin", "end") for b in "center itemize enumerate abstract quote equation align".split()
]
_MARKUP = re.compile(
    r"\\(?:begin|end|item|footnote|text[a-z]{2}|emph|label|centering|vspace|hspace|includegraphics|xspace)\b"
    r"|(?<![\\A-Za-z])(?:begin|end|includegraphics|[vh]space|label|caption|tabular)\{[A-Za-z][^{}]{0,60}\}|"
    rf"\b(?:{alternatives(_ENVIRONMENTS)})\b"
    r"|</?(?:p|br|div|span|inline-formula|tex-math|alternatives|jats:\w+|mml:\w+)(?:\s[^<>]{0,200})?/?>"
    r"|/(?:spl|sub|sup)\s[^/\s]{1,12}/|@xmath\d+|(?<=[.,;]\s)%(?=[A-Za-z]{2,}\s)|&(?:lt|gt|amp|quot|nbsp|#\d{2,5});|\{\\[A-Za-z]+\s[^{}]{1,80}\}"
)
_GARBLED = re.compile(
    "\ufffd|\\(cid:\\d+\\)|[\u00c3\u00c2][\u0080-\u00bf]|\u00e2\u20ac[\u2122\u0153\u201c\u201d\u02dc\u00a6]?|[\ue002-\uf8ff]"
    r"|(?<=[a-z])\?\?(?=[a-z])|(?<=\s)\?\?-(?=[a-z])"
)

_Look = Callable[[str], "re.Match[str] | None"]
_SPACE_BEFORE = re.compile(r"[,;.)](?<=\s.)")


@dataclass(frozen=True, slots=True)
class Trace:
    """What was found."""

    flag: str
    match: str
    """The piece of text that matched, to find it again in the dump."""
    shown: str
    """The same with what stands round it, shortened for a finding."""


def traces(text: str, *, abstract: bool = True) -> tuple[Trace, ...]:
    """Return what is wrong with a clean text, a trace a flag at most; only an abstract can be cut or promise links."""
    away = has_any(text, ("\\(", "`", "://"))
    prose = _AWAY.sub(lambda found: _ADDRESS if found[0][0] == "h" else _FORMULA, text) if away else text
    found = [_trace(flag, prose, match) for flag, look in _looks(prose, abstract) if (match := look(prose))]
    return tuple(sorted(found, key=lambda trace: trace.flag))


def _looks(prose: str, abstract: bool) -> Iterator[tuple[str, _Look]]:
    """Yield the ways to look that may find anything, by what the words of a text hint at."""
    hinted = hints.within(prose)
    yield from (look for bit, look in _LOOKS if hinted & bit)
    if abstract:
        yield flags.CUT, _cut
        if hinted & _LOST_LINK or prose.rstrip().endswith(("at", "from", "via")):
            yield flags.LOST_LINK, _LINK_WORDS.search


def lost_formula(raw: str) -> Trace | None:
    """Return the trace of a place in a raw text where a formula was and isn't; cleaning closes the gap."""
    text = characters.tidy(raw)
    if "$" not in text and "\\(" not in text and not _SPACE_BEFORE.search(text):
        return None
    # Between two formulas the dollars before are odd in number.
    empty = (match for match in _EMPTY.finditer(text) if text.count("$", 0, match.start()) % 2 == 0)
    match = next(empty, None) or (_DROPPED.search(text) if _SPACE_BEFORE.search(text) else None)
    return _trace(flags.LOST_TEX, text, match) if match else None


def _cut(text: str) -> re.Match[str] | None:
    ending = max(0, len(text) - _ENDING)
    if _ENDED.search(text, ending) or _ENDED.search(text):
        dots = _DOTS.search(text) if has_any(text, ("...", "…")) else None
        return dots or _AFTER_STOP.search(text, ending)
    return _OPEN_END.search(text, ending) or _BRACKET.search(text)


def _fused(text: str) -> re.Match[str] | None:
    return next((match for match in _FUSED.finditer(text) if match[0] not in _NOT_FUSED), None)


def _broken(text: str) -> re.Match[str] | None:
    matches = list(_BROKEN.finditer(text))
    return matches[0] if len(matches) >= _BREAKS else None


def _cited(text: str) -> re.Match[str] | None:
    keys = (m for m in _BIB_KEY.finditer(text) if m[1] not in _NOT_BIB and m[2] not in _NOT_TITLE)
    return _KEY.search(text) or next(keys, None)


def _tex(text: str) -> re.Match[str] | None:
    return _TEX_NAME.search(text) or _SCRIPT.search(text) or _HALF.search(text)


_NAME_BEFORE = "|".join(rf"(?<={name}.)" for name in sorted(_TEX_NAMES))
_STARTED = "|".join(rf"{word}(?<=[a-z.!?;]{word})(?![A-Za-z])" for word in (*_STARTERS.split("|"), "It", "In", "To"))
_LOOKS: tuple[tuple[int, tuple[str, _Look]], ...] = (
    (hints.expect(_STARTED, _RUN_TOGETHER), (flags.FUSED, _fused)),
    (hints.expect("-(?<=[a-z]-)$"), (flags.BROKEN, _broken)),
    (hints.expect(r"[\[{]|\?\?|@xcite|<cit|\d[a-z]{4}(?<=(?:19|20)\d\d....)"), (flags.CITATION, _cited)),
    (
        hints.expect(rf"[\^${{]|\}}_|mes(?<=imes)(?<!times)|rrow(?<=ightarrow)|[A-Z](?:{_NAME_BEFORE})", _TEX_NAMES),
        (flags.LOST_TEX, _tex),
    ),
    (
        hints.expect(r"[\\{<&]|%(?<=^%)[A-Za-z]|/s(?:pl|u[bp])$|@xmath", _ENVIRONMENTS),
        (flags.MARKUP, _MARKUP.search),
    ),
    (hints.expect("[\ufffd\ue002-\uf8ff\u00c3\u00c2]|\\(cid:|\u00e2\u20ac|\\?\\?"), (flags.GARBLED, _GARBLED.search)),
)
"""What is found, how it is looked for, and what is found in some word of each text that has it."""
_LOST_LINK = hints.expect(
    r"[:.)](?:(?<=^.)|(?<=^at.)|(?<=^via.)|(?<=^from.))|:(?:(?<=\bat:)|(?<=page:)|(?<=site:)|(?<=URL:)|(?<=ode:)|(?<=ub:))",
    ["http", "https"],
)


def _trace(flag: str, text: str, match: re.Match[str]) -> Trace:
    return Trace(flag, match[0].split(_FORMULA)[0].strip(), _shown(text, match))


def _shown(text: str, match: re.Match[str]) -> str:
    start = max(0, match.start() - SHOWN // 2)
    around = text[start : match.end() + SHOWN // 3].replace(_FORMULA, "□").replace(_ADDRESS, "□")
    return " ".join(around.split())[: SHOWN + 20]
