"""Spaces of prose: put back where a lost line break glued words together, taken away before a punctuation mark.

Formulas and addresses are shielded. Every rule needs evidence on both sides of what it changes: names of code
(``torch.Tensor``, ``Node.js``), lists without spaces (``a,b,c``) and sets stay.
"""

import re

from generator.normalise import hints
from generator.normalise.names import alternatives, words
from generator.normalise.shield import MATH

_UNITS = "bar Hz kHz MHz GHz Pa kPa MPa mm cm nm μm ms ns μs W mW kW dB rpm kg mV kV".split()
_UNIT = re.compile(rf"(?<=\d), (?=(?:{alternatives(_UNITS)})(?:[.,;)]|\s(?!and\b)|$))")
_PARTED = re.compile(r"\b(e\.g|i\.e) \.(?=\s?[,a-z])")
_HALF_ABBREVIATED = re.compile(r"\b(i\.e|e\.g|w\.r\.t|a\.k\.a)(?=,\s|\s[a-z])")
_ABBREVIATED = re.compile(r"\b(i\.e\.|e\.g\.|w\.r\.t\.|a\.k\.a\.)(?=[A-Za-z]{2})")
_SENTENCE = re.compile(
    r"(?<![\w.@/_-])([a-z]{3,}(?:-[a-z]+)*|" + MATH + r")([.!?])(?=[A-Z][A-Za-z]*[\w-]*(?:\s[\w(]|['’]s\s|,\s|-[a-z]))"
)
_STARTERS = r"(?:We|The|This|These|Our|In|However|It|To|Given|Moreover|Furthermore|Additionally|Finally),?\s[a-z]"
_STARTER = re.compile(_STARTERS)
_NAME_ENDS = re.compile(rf"(?<=[A-Za-z]{{3}}[.?!])(?={_STARTERS})")
_CODE_LIKE = words(
    "torch numpy tensorflow jax keras flax sklearn scipy pandas nn np tf next node vue asp dot com org net www "
    "readme index main app system java javax math window document self this super data config"
)
# No English word ends like these.
_GLUED = re.compile(r"(?<![\w'’])(of|in|to|for|on|with|by|from|that|and|at|as)the(?!\w)", re.IGNORECASE)
_COMMA = re.compile(
    r"(?<=[a-z]{3}),(?=(?:and|but|which|we|the|while|where|with|however|because|such|or|then|that|this|our)\s)"
)
_WORDS_COMMA = re.compile(r"(?<![\w{(\[,./_'’-])([A-Za-z][a-z]{2,}),(?=[a-z]{2,}(?:\s|-[a-z]))")
_BRACKET = re.compile(r"(?<=[a-z]{4})(?=\([A-Z][A-Za-z-]*[A-Z]s?\)(?:[\s.,;:]|$))")
_AFTER_BRACKET = re.compile(
    r"(?<=\s)(\([A-Z][\w-]{2,}\))(?=(?:have|has|is|are|and|that|which|with|for|to|in|on|by|from|can|as)\s)"
)
_BEFORE_MARK = re.compile(r"(?<=[^\s.,;:!?])\s+(?=[,;](?:\s|$)|[.:!?](?:\s+[A-Z\U000f0000-\U000ffffd]|\s*$))")
_INSIDE = re.compile(
    r"(?<=\()\s+(?=\w)|(?<=\[)\s+(?=\w[^\[\]]{0,120}\](?:[\s.,;:]|$))|(?<=\w)\s+(?=[)\]](?:[\s.,;:]|$))"
)
_PARTS = "im|com|con|al|ap|ac|ef|ob|sug|tion|ment|dif|ques|ad|per"
_HYPHENATED = re.compile(rf"\b({_PARTS})-([a-z]{{3,}})\b")
_SPACES = re.compile(r"\s{2,}")
_HINT = hints.expect(
    r"[.?!][A-Z]|,[a-z]|\((?<=[a-z]\()|\)[a-z]|[(\[]$|[,;.:!?)\]](?<=^.)|\.(?:r\.t|k\.a)"
    r"|\.(?:(?<=e\.)g|(?<=i\.)e)(?:,|$|\.[A-Za-z])|[Tt][Hh][Ee](?!\w)(?<=[A-Za-zſ]...)"
)
_ONE_UNIT = hints.expect(names=_UNITS)
_PART_BEFORE = "|".join(rf"(?<=\b{part}-)" for part in _PARTS.split("|"))
_HYPHEN = hints.expect(rf"-(?:$|(?=[a-z]{{3}})(?:{_PART_BEFORE}))")


def spacing(text: str) -> str:
    """Separate glued words, drop a space before a punctuation mark, and put single spaces."""
    hinted = hints.within(text)
    if not hinted & (_HINT | hints.SPACES):
        return _UNIT.sub(" ", text) if hinted & _ONE_UNIT else text
    text = _PARTED.sub(r"\1.", text)
    text = _HALF_ABBREVIATED.sub(r"\1.", text)
    text = _ABBREVIATED.sub(r"\1 ", text)
    text = _SENTENCE.sub(_sentence, text)
    text = _NAME_ENDS.sub(" ", text)
    text = _GLUED.sub(_apart, text)
    text = _WORDS_COMMA.sub(r"\1, ", _COMMA.sub(", ", text))
    text = _AFTER_BRACKET.sub(r"\1 ", _BRACKET.sub(" ", text))
    text = _BEFORE_MARK.sub("", text)
    text = _INSIDE.sub("", _UNIT.sub(" ", text))
    return _SPACES.sub(" ", text).strip()


def _apart(found: re.Match[str]) -> str:
    """Part ``ofthe``; between hyphens (``state-ofthe-art``) the lost character was one."""
    around = found.string[max(0, found.start() - 1) : found.start()] + found.string[found.end() : found.end() + 1]
    return found[1] + ("-" if "-" in around else " ") + found[0][len(found[1]) :]


def _sentence(found: re.Match[str]) -> str:
    """Put the space behind a full stop, unless the word before it is one that names of code begin with."""
    code = found[1] in _CODE_LIKE and not _STARTER.match(found.string, found.end())
    return found[0] if code else found[0] + " "


_HYPHEN_SPACE = re.compile(r"\b([a-z]{2,24})- ([a-z]{2,24})\b")
_LONG_WORD = re.compile("[a-z]{5,}")


def hyphenation(text: str) -> str:
    """Join what a typesetter hyphenated (``im-prove``), when the text has the whole word as well."""
    if not hints.within(text) & _HYPHEN:
        return text
    lowered = text.lower()

    def known(word: str) -> bool:
        stem = word.lower()
        if stem[:-1] not in lowered:  # as nearly always, and all of the forms begin so
            return False
        forms = {stem, stem + "s", stem + "d", stem + "ment", stem.removesuffix("s"), stem.removesuffix("d")}
        return not forms.isdisjoint(_LONG_WORD.findall(lowered))

    text = _HYPHENATED.sub(lambda found: found[1] + found[2] if known(found[1] + found[2]) else found[0], text)
    if "- " not in text:
        return text
    return _HYPHEN_SPACE.sub(lambda found: found[1] + found[2] if known(found[1] + found[2]) else found[0], text)
