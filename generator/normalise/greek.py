"""Greek letters that prose names by their TeX commands: ``an epsilon-optimal policy``, ``where rho is a measure``.

Most of these names are also words, products or models (beta testers, Delta Lake, Phi-3, alpha matting), so each
occurrence is weighed by what stands around it, and none is changed below two points. A name that is certainly a symbol
in one place of a text is one everywhere in it, unless its neighbours say that it is a word there. Names without any
other meaning need no evidence.
"""

import re

from generator.normalise import hints
from generator.normalise.names import GREEK, alternatives
from generator.normalise.shield import MATH

_ALWAYS = frozenset({"varepsilon", "varphi", "vartheta", "varrho", "nabla"})
# Names that no ordinary word or product of this field shares; in a compound (``nu-SDDP``) they are symbols too.
_RARE = frozenset({"epsilon", "zeta", "eta", "theta", "kappa", "nu", "rho", "tau", "psi"})
_LETTERS = {**GREEK, "nabla": "∇"}
_NAME = re.compile(rf"(?<![\w\\^./@#-])(?P<name>{alternatives(_LETTERS)})(?![\w^({{\\]|\.\w|-\d|['’]s\b)")
_GLUED = re.compile(
    rf"(?<![A-Za-z\\])nabla(?=[A-Z])|(?<=-)\b(?P<name>{alternatives(_ALWAYS | {'lambda', 'epsilon'})})\b(?![-\w])"
)
_HINT = hints.expect("bla(?<=nabla)|-(?:var|lambda|epsilon)", _LETTERS)

# Words that make the name before them a word: beta version, alpha matting, delta rule, sigma algebra, theta waves.
_WORDS_AFTER = re.compile(
    r"[ -](?:versions?|tests?|test(?:ers?|ing)|releases?|software|users?|phases?|distribut\w+|process\w*"
    r"|priors?|random|variables?"
    r"|matt\w+|channels?|particles?|blend\w*|composit\w+|shapes?|waves?|rhythms?|oscillat\w+|bands?|rays?|correct\w*|knife|radiation"
    r"|rules?|lake|robots?|manipulat\w+|updates?|hedg\w+|encod\w+|compress\w+|air|variant|learning|tuning|debugging|live"
    r"|functions?|calcul\w+|expressions?|architecture|layers?|express\w+|cells?|algebras?|points?|squared?|statistics?|coefficients?"
    r"|proteins?|opioids?|receptors?|blockers?|amyloid|carotene|globulin|secretase|helix|helices|sheets?|strands?|fold\w*|go|zero"
    r"|star|diversity|pruning|search|beta|delta|gamma|decay|network|day|emission|noise|potentials?|vectors?|carbon|hydrogen|law"
    r"|quadrant|male|female|sigma|omega|angles?|cameras?|code|school|team|service|factory|generation)\b",
    re.IGNORECASE,
)
_WORDS_BEFORE = re.compile(
    r"(?:raspberry|kendall['’]?s?|cohen['’]?s?|cronbach['’]?s?|fleiss['’]?|scott['’]?s?|aws|amazon|river|nile|niger|mekong|pearl|six"
    r"|the|linear|of|and|in|with|google|microsoft|phi|alpha|beta|public|private|open|closed|forward|project|team|generation|inverse"
    r"|dirac|kronecker|temporal|time|mars|delta)[ -]$",
    re.IGNORECASE,
)
_WEAK_BEFORE = frozenset({"the", "of", "and", "in", "with", "linear", "public", "open", "time"})
_INTRODUCES = re.compile(
    r"\b(?:where|let|given|some|any|all|every|each|fixed|optimal|best|constants?|parameters?|hyper-?parameters?|polic(?:y|ies)"
    r"|rates?|factors?|coefficients?|models?|functions?|class(?:es)?|thresholds?|levels?|values?|(?:value"
    r"|choice) of|variation|budget"
    r"|error|accuracy|tolerance|precision|radius|margin|temperature|variables?|weights?|scale|set|space|measure|distribution|exponent"
    r"|map(?:ping)?|temperature|strength|penalty|probability|number|how|when|if|by|for|than|least|most|as)\s$",
    re.IGNORECASE,
)
_WITH_LETTER = re.compile(r"(?:\b[B-HJ-Zb-z]|[α-ωΑ-Ω]|" + MATH + r")(?:,| and| or|,? and)\s$")
_SAID_OF = re.compile(
    r"(?:\s(?:is|are|has|have|denotes?|denoting|correspond\w*|represent\w*|controls?|relates?|measures?|determines?|be|goes|tends|increases"
    r"|decreases|grows|being)\b|\s?[=<>≤≥∈]|,? and [B-HJ-Zb-z]\b|[).;]|,\s(?:is|are|the|a|an|where|and)\b|\s?"
    + MATH
    + r")"
)
_COMPOUND = re.compile(
    r"-(?:optimal\w*|approximat\w*|divergence\w*|greedy|bracketing|covering|net|close|mixing|Lipschitz|H[öo]lder|smooth\w*|strongly"
    r"|convex|decay\w*|discounted|contaminat\w*|regulariz\w*|stable|stability|stationar\w*|fair\w*|weighted|corrupt\w*|quantile|robust"
    r"|DPO?|VAE|differential\w*|locally|private|privacy|dimension\w*|return|learnab\w*|regular|soft|suboptimal|good|bounded|dominat\w*"
    r"|order|norm|cover|packing|accura\w*|far|rectangular|separat\w*|R[ée]nyi|NTK|entmax|trimm\w*|skew\w*|bench)\b"
)


def to_letters(text: str, *, mathematical: bool) -> str:
    """Return prose with the names of Greek letters replaced where they are symbols.

    ``mathematical`` tells whether the text has other mathematics, which is evidence for each of them.
    """
    if not hints.within(text) & _HINT:
        return text
    text = _GLUED.sub(lambda found: _LETTERS[found["name"] or "nabla"], text)
    found = list(_NAME.finditer(text))
    if not found:
        return text
    weights = [_weight(text, match, mathematical=mathematical) for match in found]
    certain = {match["name"] for match, weight in zip(found, weights, strict=True) if weight >= 2}
    parts: list[str] = []
    at = 0
    for match, weight in zip(found, weights, strict=True):
        if weight >= 2 or (match["name"] in certain and weight >= 0):
            parts += [text[at : match.start()], _LETTERS[match["name"]]]
            at = match.end()
    return "".join([*parts, text[at:]])


def _weight(text: str, match: re.Match[str], *, mathematical: bool) -> int:
    """Return how much speaks for a symbol; negative when the neighbours make it a word."""
    name = match["name"]
    before, after = text[max(0, match.start() - 32) : match.start()], text[match.end() : match.end() + 32]
    if name in _ALWAYS:
        return 9
    if _COMPOUND.match(after) and name[0].islower():
        return 3
    if _WORDS_AFTER.match(after):
        return -9
    word = _WORDS_BEFORE.search(before)
    if (word and word[0][:-1].lower() not in _WEAK_BEFORE) or _other_sense(name, before, after, mathematical):
        return -9
    return _symbolic(name, before, after) + int(mathematical)


def _other_sense(name: str, before: str, after: str, mathematical: bool) -> bool:
    """Tell whether a name is a Roman eleven, pounds per square inch or the acronym of what stands before it."""
    enclosed = before.endswith("(") and after.startswith(")")
    if name in {"xi", "Xi"} and not mathematical:
        return True  # x_i without its underscore
    if name == "psi":
        return bool(re.search(r"\d\s?$", before))
    return enclosed and (name == "xi" or (name[0].isupper() and not mathematical))


def _symbolic(name: str, before: str, after: str) -> int:
    if after.startswith("-"):
        return 2 if name in _RARE else 0 if name[0].islower() else -9
    weight = int(name in _RARE) + 2 * bool(_WITH_LETTER.search(before))
    introduced, said = bool(_INTRODUCES.search(before)), bool(_SAID_OF.match(after) or not after)
    weight += introduced + said
    if not introduced and not said and name[0].isupper():
        return min(weight, 0)
    return weight
