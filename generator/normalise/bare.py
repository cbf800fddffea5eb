r"""Mathematics that lost its backslashes and dollars: ``mathcal{O}(sqrt{T})``, ``O left( KT right)``, ``x_t``, ``m gg
n``.

A small grammar (``terms``, ``brackets``) reads a formula from each place where one could begin: terms with scripts,
brackets and arguments, joined by operators. A formula is accepted only when something in it is nothing but TeX (a
script, a command with its argument, a sign's name between two symbols), and only as far as every token is mathematics.
So ``P(y|x)``, ``MMLU_Math``, ``COS(M+O)S``, ``7 times faster`` and ``1 - t/T`` stay as they are.

It repairs two losses that can be told from what is left: a brace that closed too late (``mathcal{C_Phi/m}``) and a
fraction whose command is gone (``sqrt{T}{…}``). It refuses to add what can't be told, such as a square root.
"""

import re
from dataclasses import dataclass

from generator.normalise import hints
from generator.normalise.brackets import SIGN_CHARS
from generator.normalise.characters import subscript, superscript
from generator.normalise.cursor import Read, glue
from generator.normalise.delimited import sanitised
from generator.normalise.names import COMMANDS, LETTERS, OPERATORS, RELATIONS, ROMAN, SIGNS, alternatives
from generator.normalise.shield import Shield
from generator.normalise.terms import Terms
from generator.normalise.tokens import tokenise

# Without one of these in a text there is nothing to read; most abstracts have none.
_SEED = re.compile(
    r"\^|_(?<=\w_)[\w{\\]|[}})]_|\\[A-Za-z]|\{\\?[A-Za-z]+\}|math(?:cal|bb|sf|rm|bf|frak|scr)\b"
    r"|left\s?[(\[]|Big\s?[(\[]|\((?:log|sqrt|max|min|exp)\b|\[(?<=in\[)"
    r"|\b(?:(?:sqrt|tilde|widetilde|gg|ll|leq?|geq?|neq?|circ|cdot|times|subset\w*|propto)\b"
    rf"|(?:{alternatives(LETTERS)})(?:\s?[=<>≤≥∈(\[]|[/*+]|\s(?:in|le|ge|sim)\b))"
    rf"|[(/=+*^]\s?(?:{alternatives(LETTERS)})\b"
)
_HINT = hints.expect(
    r"[_^\\{]|\((?:log|sqrt|max|min|exp)\b|math(?:cal|bb|sf|rm|bf|frak|scr)\b|\[(?<=in\[)|left(?:$|[(\[])|Big(?:$|[(\[])|bset(?<=subset)",
    {*LETTERS, *"sqrt tilde widetilde gg ll le leq ge geq ne neq circ cdot times propto".split()},
)
_ONLY_FONT = re.compile(r"\\math(?:rm|bf|it|sf|tt)\{[A-Za-z]*\}")
_SIMPLE = re.compile(r"([A-Za-z]{2,}|[A-Z]|\d[\d.,]*)([_^])(\d{1,3})")
_JOINS = SIGN_CHARS - {":", "!", "'", "|"}
_BEHIND_WORDS = frozenset([" ", ",", "."])
_TIGHT = frozenset("-–/*")
# Names of signs that are words, or that stand before something rather than between.
_NOT_BETWEEN = frozenset(
    {"to", "ne", "dots", "top", "bot", "int", "div", "ast", "mid", "prime", "star", "sum", "prod", "forall", "exists"}
)


def shield(text: str, shielded: Shield) -> str:
    """Replace each formula without delimiters by the character for it, a simple one by raised or lowered digits."""
    if not hints.within(text) & _HINT or not _SEED.search(text):
        return text
    reader = _Prose(tokenise(text))
    parts: list[str] = []
    at = 0
    while at < len(reader.tokens):
        piece = reader.tokens[at]
        found = None if piece == " " or reader.is_prose(at) else reader.formula(at)
        if found is None:
            parts.append(piece)
            at += 1
        else:
            parts.append(_shown("".join(reader.tokens[at : found.end]), found.tex, shielded))
            at = found.end
    return "".join(parts)


def _shown(raw: str, tex: str, shielded: Shield) -> str:
    if (found := _SIMPLE.fullmatch(raw)) and found[1] not in SIGNS:
        return found[1] + (superscript(found[3]) if found[2] == "^" else subscript(found[3]))
    letter = LETTERS.get(raw.strip("{}\\"))
    return letter or shielded.math(sanitised(tex))


@dataclass(slots=True)
class _Prose(Terms):
    """Reads formulas that stand in prose."""

    def formula(self, start: int) -> Read | None:
        """Read the formula that begins at a token, None when none does."""
        term = self.term(start, inside=False) if self._may_begin(start) else None
        if term is None:
            return None
        tex, strength, end = term.tex, term.strength, term.end
        while longer := self._joined(end, tex, strength):
            tex, strength, end = longer.tex, longer.strength, longer.end
        return Read(tex, strength, end) if strength > 1 and not _ONLY_FONT.fullmatch(tex) else None

    def is_prose(self, start: int) -> bool:
        """Tell quickly that a token is a word with which no formula begins, as nearly all are."""
        piece = self.tokens[start]
        known = len(piece) == 1 or piece in COMMANDS or piece in ROMAN
        return piece.islower() and piece.isalpha() and not known and self.at(start + 1) in _BEHIND_WORDS

    def _may_begin(self, start: int) -> bool:
        piece = self.at(start)
        if piece.isspace() or piece in SIGN_CHARS or piece in ".,;:)]}":
            return False
        before = self.tokens[start - 1][-1] if start else " "
        if before.isalnum() or before in "_^/@#\\.&" or (before == "-" and piece.isdigit()):
            return False
        if piece == "{" and self.at(start + 1).startswith(("\\text", "\\underline")):
            return self._has_script(start)  # words in another font, rather
        return piece != "(" or self._has_script(start)

    def _has_script(self, start: int) -> bool:
        """Tell whether a bracket in prose has a script behind it, as in ``(x+y)^2``."""
        group = self.group(start)
        return group is not None and self.at(group.end) in {"^", "_"}

    def _joined(self, end: int, tex: str, strength: int) -> Read | None:
        """Read an operator and a term behind a formula."""
        operator = self.skip(end)
        after = self.skip(operator + 1)
        sign, name = self.at(operator), self.name(operator)
        before, behind = operator > end, after > operator + 1
        if not self._joins(operator, after, before) or (
            before != behind and (sign in _TIGHT or (before and sign in "<>"))
        ):
            return None
        if sign in {"-", "–"} and not before and (self._is_name(after) or (len(tex) > 1 and tex.isalpha())):
            return None  # R^3-VQA, VLM-R^3
        term = self.term(after, inside=False)
        if term is None or (before and self._article(after, term.end)):
            return None
        if sign in {"-", "–"} and (self.at(term.end)[:1].isalpha() or self.at(term.end) == "-"):
            return None
        shown = rf"\{name}" if name.isalpha() else sign
        proof = strength + term.strength + self._weight(name, tex, term)
        return Read(glue(tex, " " * before, shown, " " * behind, term.tex), proof, term.end)

    def _is_name(self, index: int) -> bool:
        return len(self.at(index)) > 1 and self.at(index).isalpha() and self.at(index) not in LETTERS

    def _joins(self, operator: int, after: int, spaced: bool) -> bool:
        """Tell whether a token can stand between two terms; ``in`` only before an interval, a set or a command."""
        sign, name = self.at(operator), self.name(operator)
        if sign in _JOINS:
            return True
        if name not in RELATIONS and name not in OPERATORS:
            return False
        if sign[0] == "\\":
            return True
        if name == "in":
            return self.at(after)[:1] in {"[", "\\"} or (self.at(after) == "{" and not spaced)
        return name not in _NOT_BETWEEN

    def _weight(self, name: str, tex: str, right: Read) -> int:
        """Return how much the joint itself proves."""
        if name == "times":  # 7 times a day
            return 0 if re.fullmatch(r"[\d.,]+|[aAI]", tex) or right.tex in {"a", "A", "I"} else 2
        if len(name) > 1:
            return 2
        return int(name in "=<>≤≥∈") if "\\" in tex + right.tex else 0

    def _article(self, start: int, end: int) -> bool:
        """Tell whether a term is rather the word ``a`` or ``I`` of a sentence."""
        return end == start + 1 and self.at(start) in {"a", "A", "I"} and self.at(end).isspace()
