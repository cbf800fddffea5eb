r"""Mathematics that lost its backslashes and dollars: ``mathcal{O}(sqrt{T})``, ``O left( KT right)``, ``x_t``, ``m gg n``.

A small grammar reads a formula from each place where one could begin: terms with scripts, brackets and arguments, joined by
operators. A formula is accepted only when something in it is nothing but TeX (a script, a command with its argument, a sign's
name between two symbols), and only as far as every token is mathematics: one word of prose inside a bracket, and the bracket is
prose. So ``P(y|x)``, ``MMLU_Math``, ``COS(M+O)S``, ``7 times faster`` and ``1 - t/T`` stay as they are.

It repairs two losses that can be told from what is left: a brace that closed too late (``mathcal{C_Phi/m}``) and a fraction
whose command is gone (``sqrt{T}{…}``). It refuses to add what can't be told, such as a square root.
"""

import re
from dataclasses import dataclass, field

from generator.normalise.characters import subscript, superscript
from generator.normalise.delimited import sanitised
from generator.normalise.names import (
    ACCENTS,
    COMMANDS,
    FONTS,
    FUNCTIONS,
    GREEK,
    LETTERS,
    OPERATORS,
    RELATIONS,
    ROMAN,
    SIGNS,
    SIZES,
    TAKES_ONE,
    alternatives,
)
from generator.normalise.shield import Shield
from generator.normalise.tokens import tokenise

_SEED = re.compile(
    rf"[\^]|\w_[\w{{\\]|[}})]_|\\[A-Za-z]|\{{\\?[A-Za-z]+\}}|math(?:cal|bb|sf|rm|bf|frak|scr)\b|\b(?:sqrt|tilde|widetilde)\b|(?:left|Big)\s?[(\[]"
    rf"|\((?:log|sqrt|max|min|exp)\b|\b(?:gg|ll|leq?|geq?|neq?|circ|cdot|times|subset\w*|propto)\b|in\["
    rf"|\b(?:{alternatives(LETTERS)})(?:\s?[=<>≤≥∈(\[]|[/*+]|\s(?:in|le|ge|sim)\b)|[(/=+*^]\s?(?:{alternatives(LETTERS)})\b"
)
_OPENS = {"(": ")]", "[": "])", "{": "}"}
_SIGN_CHARS = frozenset("+-−–*/=<>|≤≥≈∈×·±∼≪≫→∞:!'′")
_ONLY_FONT = re.compile(r"\\math(?:rm|bf|it|sf|tt)\{[A-Za-z]*\}")
_SEPARATORS = frozenset(",;")
_STOP = frozenset(
    "the and for are was our one two all any not can has see via use new per how its or of is as be by on we an at it if no "
    "so do eg ie vs up us but non pre top due".split()
)
_GREEK_SIGNS = {sign: name for name, sign in GREEK.items() if not name.startswith("var")}
_DEEP = 10
_LONG = 240


@dataclass(frozen=True, slots=True)
class Read:
    """A piece of a formula: its TeX, how sure it is to be one, and the token behind it."""

    tex: str
    strength: int
    end: int


def shield(text: str, shielded: Shield) -> str:
    """Replace each formula without delimiters by the character that stands for it, or by plain raised or lowered digits."""
    if not _SEED.search(text):
        return text
    tokens = tokenise(text)
    reader = _Reader(tokens)
    parts: list[str] = []
    at = 0
    while at < len(tokens):
        found = reader.formula(at)
        if found is None:
            parts.append(tokens[at])
            at += 1
        else:
            parts.append(_shown("".join(tokens[at : found.end]), found.tex, shielded))
            at = found.end
    return "".join(parts)


_SIMPLE = re.compile(r"([A-Za-z]{2,}|[A-Z]|nabla|\\nabla)([_^])(\d{1,3})")
_DEGREES = re.compile(r"(\d[\d.,]*)\s?\^\s?\{?\\?circ\}?")


def _shown(raw: str, tex: str, shielded: Shield) -> str:
    if (found := _SIMPLE.fullmatch(raw)) and found[1] not in SIGNS:
        return found[1] + (superscript(found[3]) if found[2] == "^" else subscript(found[3]))
    if found := _DEGREES.fullmatch(raw):
        return found[1] + "°"
    if raw.strip("{}\\") in LETTERS:
        return LETTERS[raw.strip("{}\\")]
    return shielded.math(sanitised(tex))


@dataclass(slots=True)
class _Reader:
    """Reads formulas from a list of tokens; remembers what each bracket turned out to be."""

    tokens: list[str]
    groups: dict[int, Read | None] = field(default_factory=dict)
    depth: int = 0

    def at(self, index: int) -> str:
        return self.tokens[index] if index < len(self.tokens) else ""

    def skip(self, index: int) -> int:
        return index + 1 if self.at(index).isspace() else index

    # --- formulas in prose

    def formula(self, start: int) -> Read | None:
        """Read the formula that begins at a token of prose, None when none does."""
        if not self._may_begin(start):
            return None
        term = self.term(start, inside=False)
        if term is None:
            return None
        tex, strength, end = term.tex, term.strength, term.end
        while longer := self._joined(end, tex, strength):
            tex, strength, end = longer.tex, longer.strength, longer.end
        if strength < 2 or _ONLY_FONT.fullmatch(tex):
            return None
        return Read(tex, strength, end)

    def _may_begin(self, start: int) -> bool:
        token = self.tokens[start]
        if token.isspace() or token in _SIGN_CHARS or token in ".,;:)]}":
            return False
        before = self.tokens[start - 1] if start else " "
        if before[-1].isalnum() or before[-1] in "_^/@#\\.&" or (before == "-" and token.isdigit()):
            return False
        if token == "(":
            return self._closes_before_script(start)
        return True

    def _closes_before_script(self, start: int) -> bool:
        """Tell whether a bracket in prose has a script behind it, as in ``(x+y)^2``."""
        group = self.group(start)
        return group is not None and self.at(group.end) in {"^", "_"}

    def _joined(self, end: int, tex: str, strength: int) -> Read | None:
        """Read an operator and a term behind a formula."""
        operator = self.skip(end)
        sign = self.at(operator)
        name = sign.lstrip("\\")
        if not (sign in _SIGN_CHARS - {":", "!", "'", "|"} or name in RELATIONS or name in OPERATORS):
            return None
        spaced = operator > end
        after = self.skip(operator + 1)
        if sign in {"-", "–", "/", "*"} and (after > operator + 1) != spaced:
            return None
        if name.isalpha() and sign[0] != "\\" and not self._sign_between(name, spaced, operator, after):
            return None
        term = self.term(after, inside=False)
        if term is None or (spaced and self._article(after, term.end)):
            return None
        if sign in {"-", "–"} and (self.at(term.end)[:1].isalpha() or self.at(term.end) == "-"):
            return None
        both = strength + term.strength + self._weight(name, tex, term)
        shown = rf"\{name}" if name.isalpha() else sign
        return Read(_glue(tex, " " * spaced, shown, " " * (after > operator + 1) , term.tex), both, term.end)

    def _sign_between(self, name: str, spaced: bool, operator: int, after: int) -> bool:
        if name in {"to", "in", "ne", "dots", "top", "bot", "int", "div", "ast", "mid", "prime", "star", "sum", "prod"}:
            return name == "in" and self.at(after) in {"[", "{", "\\"} and (not spaced or self.at(after) != "{")
        return True

    def _weight(self, name: str, tex: str, right: Read) -> int:
        """Return how much the joint itself proves."""
        if name == "times":
            plain_words = re.fullmatch(r"[\d.,]+|[aAI]", tex) or re.fullmatch(r"[aAI]", right.tex)
            return 0 if plain_words else 2
        if name.isalpha() and len(name) > 1:
            return 2
        return int(name in {"=", "<", ">", "≤", "≥", "∈"}) if "\\" in tex + right.tex else 0

    def _article(self, start: int, end: int) -> bool:
        """Tell whether a term is rather the word ``a`` or ``I`` of a sentence."""
        return end == start + 1 and self.at(start) in {"a", "A", "I"} and self.at(end).isspace()

    # --- terms

    def term(self, start: int, *, inside: bool) -> Read | None:
        """Read a symbol, number, command or bracket with its scripts and what is glued to it."""
        term = self._primary(start, inside=inside)
        if term is None:
            return None
        tex, strength, end = term.tex, term.strength, term.end
        while True:
            more = self._script(start, end, strength, inside=inside) or self._call(start, end, tex, strength)
            if more is None and (inside or strength > 1):
                more = self._adjacent(end)
            if more is None:
                break
            tex, strength, end = _glue(tex, more.tex), max(strength, more.strength), more.end
        if end == start + 1 and not inside and not self._symbol(start):
            return None
        return Read(tex, strength, end)

    def _symbol(self, start: int) -> bool:
        """Tell whether a lone token of prose can be a side of a formula."""
        token = self.at(start)
        return token[0].isdigit() or len(token) == 1 or token.lstrip("\\") in COMMANDS or (token.isupper() and len(token) < 4)

    def _primary(self, start: int, *, inside: bool) -> Read | None:
        token = self.at(start)
        if not token or token.isspace():
            return None
        name = token.lstrip("\\")
        if token in _OPENS:
            return self._braced(start) if token == "{" else self.group(start)
        if token[0].isdigit():
            return Read(token, 0, start + 1)
        if token in _GREEK_SIGNS:
            return Read(rf"\{_GREEK_SIGNS[token]}", 0, start + 1)
        if not name.isalpha() or not name.isascii():
            return None
        if name in COMMANDS and (token[0] == "\\" or len(name) > 1):
            return self._command(start, name, inside=inside)
        if token[0] == "\\":
            return Read(token, 0, start + 1) if inside else None
        return self._word(start, token, inside=inside)

    def _word(self, start: int, word: str, *, inside: bool) -> Read | None:
        following = self.at(start + 1)
        if len(word) == 1 or (word.isupper() and len(word) <= 3):
            return Read(word, 0, start + 1)
        if not inside:
            # A name with a script: Memory^3, pass^k, LaH_{10}; the script decides.
            scripted = following == "^" or (following == "_" and self.at(start + 2) == "{")
            called = word in ROMAN and following == "("
            return Read(rf"\mathrm{{{word}}}", 0, start + 1) if called or (scripted and len(word) <= 16) else None
        if word in ROMAN or (len(word) <= 3 and word.lower() not in _STOP):
            roman = word in ROMAN or (word.islower() and len(word) > 2)
            return Read(rf"\mathrm{{{word}}}" if roman else word, 0, start + 1)
        if following in {"^", "_"} and len(word) <= 8:
            return Read(rf"\mathrm{{{word}}}", 0, start + 1)
        return None

    def _command(self, start: int, name: str, *, inside: bool) -> Read | None:
        if name in SIZES:
            return self._sized(start, name)
        if name == "frac":
            return self._fraction(start)
        if (name.startswith("text") or name == "underline") and not inside:
            return None  # a font of prose, see ``latex``
        if name in TAKES_ONE:
            return self._argument(start, name, inside=inside)
        backslashed = self.at(start)[0] == "\\"
        if name in LETTERS or backslashed:
            return Read(rf"\{name}", 2 if backslashed and inside else 0, start + 1)
        if name in FUNCTIONS and (inside or self.at(start + 1) in {"_", "{"}):
            return self._function(start, name)
        if inside and (name in RELATIONS or name in OPERATORS):
            return Read(rf"\{name}", 1, start + 1) if name not in {"in", "to"} else None
        return None

    def _function(self, start: int, name: str) -> Read:
        if self.at(start + 1) == "{" and (group := self.group(start + 1)):  # min{a, b}: the braces lost their backslashes
            return Read(rf"\{name}\{{{group.tex[1:-1]}\}}", 2, group.end)
        return Read(rf"\{name}", 1, start + 1)

    def _argument(self, start: int, name: str, *, inside: bool) -> Read | None:
        after = self.skip(start + 1)
        token = self.at(after)
        bare = self.at(start)[0] != "\\"
        if token == "{":
            return self._font(name, after) if name in FONTS else self._takes(name, after)
        if name in {"hat", "bar", "dot", "vec", "text", "overline", "underline"} and bare:
            return None
        if name == "sqrt" and token == "(" and (group := self.group(after)):
            return Read(rf"\sqrt{{{group.tex[1:-1]}}}", 2, group.end)
        if name in FONTS or len(token) == 1 or token.lstrip("\\") in COMMANDS or (after == start + 1 and not bare):
            inner = self._primary(after, inside=True) if token and token not in _OPENS else None
            sure = name in FONTS or name in {"widetilde", "widehat"} or inside or name == "sqrt" or not bare
            if inner and (sure or self.at(self.skip(inner.end)) == "("):
                spaced = self.skip(inner.end)
                if name in ACCENTS and spaced > inner.end and (call := self._bracket(spaced)):
                    return Read(rf"\{name}{{{inner.tex}}}{call.tex}", 2, call.end)
                return Read(rf"\{name}{{{inner.tex}}}", 2, inner.end)
        return None

    def _takes(self, name: str, opening: int) -> Read | None:
        if name.startswith("text") or name == "operatorname":
            return self._verbatim(name, opening)
        group = self.group(opening)
        return Read(rf"\{name}{group.tex}", 2, group.end) if group else None

    def _verbatim(self, name: str, opening: int) -> Read | None:
        for end in range(opening + 1, min(opening + 20, len(self.tokens))):
            if self.at(end) == "}":
                return Read(rf"\{name}{{{''.join(self.tokens[opening + 1 : end])}}}", 2, end + 1)
            if self.at(end) in "{\\":
                return None
        return None

    def _font(self, name: str, opening: int) -> Read | None:
        """Read a font command; a calligraphic letter's brace that closed too late closes behind the letter."""
        letter, behind = self.at(opening + 1), self.at(opening + 2)
        if behind == "}" and letter.isalpha():
            return Read(rf"\{name}{{{letter}}}", 2, opening + 3)
        if name not in {"mathcal", "mathbb", "mathscr", "mathfrak"}:
            group = self.group(opening)
            return Read(rf"\{name}{group.tex}", 2, group.end) if group else self._verbatim(name, opening)
        if len(letter) != 1 or not letter.isalpha():
            group = self.group(opening)
            return Read(rf"\{name}{group.tex}", 2, group.end) if group else None
        rest = self._sequence(opening + 2, "}", first=rf"\{name}{{{letter}}}")
        return Read(rest.tex, 2, rest.end) if rest else None

    def _fraction(self, start: int) -> Read | None:
        above = self.group(start + 1) if self.at(start + 1) == "{" else None
        below = self.group(above.end) if above and self.at(above.end) == "{" else None
        return Read(rf"\frac{above.tex}{below.tex}", 2, below.end) if above and below else None

    def _sized(self, start: int, name: str) -> Read | None:
        """Read a bracket with a size: ``left( … right)``, ``Big[ … Big]``."""
        opening = self.skip(start + 1)
        if self.at(opening) not in {"(", "["} or name in {"right", "bigr", "Bigr"}:
            return None
        closer = {"left": "right", "bigl": "bigr", "Bigl": "Bigr"}.get(name, name)
        inner = self._sequence(opening + 1, closer)
        if inner is None:
            return None
        closing = self.skip(inner.end)
        if self.at(closing) not in {")", "]"}:
            return None
        return Read(rf"\{name}{self.at(opening)}{inner.tex.strip()}\{closer}{self.at(closing)}", 2, closing + 1)

    def _braced(self, start: int) -> Read | None:
        """Read braces in the place of a term: ``{O}(T)``, ``{varphi}``; with a comma inside they are a set's."""
        group = self.group(start)
        if group is None:
            return None
        inner = group.tex[1:-1].strip()
        if "," in inner:
            return Read(rf"\{{{inner}\}}", group.strength, group.end)
        known = inner.lstrip("\\") in LETTERS
        single = len(inner) == 1 or known
        strength = 2 if known or (single and self.at(group.end) == "(") else group.strength
        return Read(inner if single else group.tex, strength, group.end)

    # --- what follows a term

    def _script(self, start: int, end: int, strength: int, *, inside: bool) -> Read | None:
        mark = self.at(end)
        if mark not in {"^", "_"} or (mark == "_" and not inside and self._snake(start, end)):
            return None
        at = self.skip(end + 1) if inside else end + 1
        token = self.at(at)
        name = token.lstrip("\\")
        if token == "{":
            group = self.group(at)
            return Read(mark + group.tex, 2, group.end) if group else None
        if token == "-" and self.at(at + 1).isdigit() and mark == "^":
            return Read(f"^{{-{self.at(at + 1)}}}", 2, at + 2)
        if name in LETTERS or name in {"star", "ast", "circ", "top", "prime", "dagger", "perp"}:
            return Read(rf"{mark}{{\{name}}}" if name == "prime" else rf"{mark}\{name}", 2, at + 1)
        if token.isdigit() or (len(token) == 1 and (token.isalpha() or token in "*+'†⋆")):
            return Read(f"{mark}{{{token}}}" if len(token) > 1 else mark + token, 2, at + 1)
        return None

    def _snake(self, start: int, mark: int) -> bool:
        """Tell whether an underscore in prose belongs to a name: ``MMLU_Math``, ``snake_case``, ``a_b_c``, ``x_1.py``."""
        token, after, base = self.at(mark + 1), self.at(mark + 2), self.at(mark - 1)
        if token == "{":
            return False
        if base.lstrip("\\") in LETTERS and after != "_":
            return False
        if after == "_" or (after[:1].isalnum()) or (after == "." and self.at(mark + 3)[:1].isalpha()):
            return True
        return base.isalpha() and len(base) > 1 and base not in COMMANDS and base[0] != "\\"

    def _call(self, start: int, end: int, tex: str, strength: int) -> Read | None:
        """Read the bracket of a function, also behind a space where only TeX leaves one."""
        opening = end
        if self.at(end).isspace() and (tex.startswith(("\\mathcal", "\\tilde", "\\widetilde")) and tex[-1] == "}"):
            opening = end + 1
        return self._bracket(opening, spaced=opening > end, lone=end == start + 1, tex=tex)

    def _bracket(self, opening: int, *, spaced: bool = False, lone: bool = False, tex: str = "") -> Read | None:
        token = self.at(opening)
        if token in SIZES or (token.isspace() and self.at(opening + 1) in SIZES):
            sized = self._sized(self.skip(opening), self.at(self.skip(opening)))
            return sized if not lone or sized else None
        if token not in {"(", "["}:
            return None
        group = self.group(opening)
        if group is None or (spaced and group.strength == 0 and token == "["):
            return None
        letter = lone and (len(tex) == 1 or tex.lstrip("\\") in LETTERS)
        proves = letter and (tex[0] == "\\" or group.strength > 0)
        return Read(group.tex, 2 if proves and re.search(r"[A-Za-z]", group.tex) else group.strength, group.end)

    def _adjacent(self, end: int) -> Read | None:
        token = self.at(end)
        if not token or not (token[0].isalnum() or token[0] in "\\{"):
            return None
        name = token.lstrip("\\")
        if name in RELATIONS or name in OPERATORS or token in _OPENS:
            return None
        scripted = self.at(end + 1) in {"^", "_"}
        fits = len(token) == 1 or name in COMMANDS or token[0].isdigit() or (scripted and len(token) < 4)
        return self._primary(end, inside=True) if fits else None

    # --- brackets

    def group(self, opening: int) -> Read | None:
        """Read a bracket that holds nothing but mathematics, brackets included."""
        if opening not in self.groups:
            self.groups[opening] = self._group(opening)
        return self.groups[opening]

    def _group(self, opening: int) -> Read | None:
        if self.depth >= _DEEP:
            return None
        self.depth += 1
        inner = self._sequence(opening + 1, _OPENS[self.at(opening)])
        self.depth -= 1
        if inner is None or not inner.tex.strip():
            return None
        return Read(f"{self.at(opening)}{inner.tex.strip()}{self.at(inner.end - 1)}", inner.strength, inner.end)

    def _sequence(self, start: int, closers: str, first: str = "") -> Read | None:
        """Read tokens up to the one that closes them; every one has to be mathematics."""
        parts = [first] if first else []
        strength, at, numerator = 0, start, 0
        while at < len(self.tokens) and at - start < _LONG:
            token = self.tokens[at]
            if token == closers or (len(token) == 1 and token in closers and len(closers) < 3):
                return Read(_glue(*parts), strength, at + 1)
            if first and at == start:
                more: Read | None = self._script(at - 1, at, 0, inside=True)
            else:
                more = None
            if more is None and (token.isspace() or token in _SIGN_CHARS or token in _SEPARATORS or token in "..."):
                more = Read(" " if token.isspace() else token, 0, at + 1)
                numerator = len(parts) + 1 if not token.isspace() else numerator
            elif more is None and token == "{" and len(parts) > numerator and parts[-1] != " " and (below := self.group(at)):
                above = _glue(*parts[numerator:]).strip()
                parts = [*parts[:numerator], rf"\frac{{{above}}}{below.tex}"]
                strength, at = 2, below.end
                continue
            more = more or self.term(at, inside=True)
            if more is None:
                return None
            parts.append(more.tex)
            strength, at = max(strength, more.strength), more.end
        return None


_COMMAND_END = re.compile(r"\\[A-Za-z]+$")


def _glue(*parts: str) -> str:
    """Join pieces of TeX; a command keeps its distance from a letter."""
    joined = ""
    for part in parts:
        if part and part[0].isalpha() and joined[-1:].isalpha() and _COMMAND_END.search(joined[-40:]):
            joined += " "
        joined += part
    return joined
