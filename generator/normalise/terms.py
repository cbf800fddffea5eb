"""Terms of a formula without delimiters: symbols, numbers, commands with their arguments, scripts, calls.

``inside`` tells whether a bracket has proved to be mathematics so far: there words of up to three letters are products
and operators' names get their backslash back; in prose they don't.
"""

import re
from dataclasses import dataclass

from generator.normalise.brackets import OPENS, Brackets
from generator.normalise.cursor import Read, glue
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
    SIZES,
    TAKES_ONE,
    words,
)

_STOP = words(
    "the and for are was our one two all any not can has see via use new per how its or of is as be by on we an at "
    "it if no so do eg ie vs up us but non pre top due"
)
_GREEK_SIGNS = {sign: name for name, sign in GREEK.items() if not name.startswith("var")}
_RAISED = frozenset({"star", "ast", "circ", "top", "prime", "dagger", "perp"})
_ALSO_WORDS = frozenset({"hat", "bar", "dot", "vec", "text", "overline", "underline"})
_CALLIGRAPHIC = frozenset({"mathcal", "mathbb", "mathscr", "mathfrak"})


@dataclass(slots=True)
class Terms(Brackets):
    """Reads terms."""

    def term(self, start: int, *, inside: bool) -> Read | None:
        """Read a symbol, number, command or bracket with its scripts and what is glued to it."""
        term = self._primary(start, inside=inside)
        if term is None:
            return None
        tex, strength, end = term.tex, term.strength, term.end
        while True:
            more = self.script(end, inside=inside) or self._call(start, end, tex)
            if more is None and (inside or strength > 1):
                more = self._adjacent(end)
            if more is None:
                break
            tex, strength, end = glue(tex, more.tex), max(strength, more.strength), more.end
        if end == start + 1 and not inside and not self._symbol(start):
            return None
        return Read(tex, strength, end)

    def _symbol(self, start: int) -> bool:
        """Tell whether a lone token of prose can be a side of a formula."""
        piece = self.at(start)
        capitals = piece.isupper() and len(piece) < 4
        return piece[0].isdigit() or len(piece) == 1 or capitals or self.name(start) in COMMANDS

    def _primary(self, start: int, *, inside: bool) -> Read | None:  # noqa: PLR0911 - one line a sort of token
        piece, name = self.at(start), self.name(start)
        if piece in OPENS:
            return self.braced(start) if piece == "{" else self.group(start)
        if piece[:1].isdigit():
            return Read(piece, 0, start + 1)
        if piece in _GREEK_SIGNS:
            return Read(rf"\{_GREEK_SIGNS[piece]}", 0, start + 1)
        if not name.isalpha() or not name.isascii():
            return None
        if name in COMMANDS and len(piece) > 1:
            return self._command(start, name, inside=inside)
        if piece[0] == "\\":
            return Read(piece, 0, start + 1) if inside else None
        return self._word(start, piece, inside=inside)

    def _word(self, start: int, word: str, *, inside: bool) -> Read | None:
        """Read letters: variables, products of them, and in prose a name only where a script or a bracket follows."""
        following = self.at(start + 1)
        product = len(word) == 1 or (word.isupper() and len(word) <= 3)
        if inside:
            product = product or (len(word) <= 3 and word.lower() not in _STOP)
            name = word in ROMAN or (following in {"^", "_"} and len(word) <= 8)
            roman = word in ROMAN or (word.islower() and len(word) > 2) or not product
        else:
            scripted = following == "^" or (following == "_" and self.at(start + 2) == "{")
            name = (word in ROMAN and following == "(") or (scripted and len(word) <= 16)
            roman = not product
        if not product and not name:
            return None
        return Read(rf"\mathrm{{{word}}}" if roman else word, 0, start + 1)

    # --- commands

    def _command(self, start: int, name: str, *, inside: bool) -> Read | None:
        backslashed = self.at(start)[0] == "\\"
        if name in TAKES_ONE:
            prose = not inside and (name.startswith("text") or name == "underline")  # a font of prose, see ``latex``
            return None if prose else self.once(f"argument{inside}", start, self._inside if inside else self._outside)
        if name in SIZES or name == "frac":
            return self.sized(start) if name in SIZES else self._fraction(start)
        if name in LETTERS or (backslashed and inside):
            return Read(rf"\{name}", 2 if backslashed and inside else 0, start + 1)
        if name in FUNCTIONS and (inside or self.at(start + 1) in {"_", "{"}):
            return self._function(start, name)
        return Read(rf"\{name}", 1, start + 1) if inside and name not in {"in", "to", *FUNCTIONS} else None

    def _inside(self, start: int) -> Read | None:
        return self._argument(start, inside=True)

    def _outside(self, start: int) -> Read | None:
        return self._argument(start, inside=False)

    def _function(self, start: int, name: str) -> Read:
        """Read a function's name; the braces of ``min{a, b}`` lost their backslashes."""
        if self.at(start + 1) == "{" and (group := self.group(start + 1)):
            return Read(rf"\{name}\{{{group.tex[1:-1]}\}}", 2, group.end)
        return Read(rf"\{name}", 1, start + 1)

    def _argument(self, start: int, *, inside: bool) -> Read | None:
        """Read a command that takes one argument: in braces, or the next symbol where that is safe to say."""
        name, after = self.name(start), self.skip(start + 1)
        backslashed = self.at(start)[0] == "\\"
        if self.at(after) == "{":
            return self._font(name, after) if name in FONTS else self._takes(name, after)
        if name in _ALSO_WORDS and not backslashed:
            return None
        if name == "sqrt" and self.at(after) == "(" and (group := self.group(after)):
            return Read(rf"\sqrt{{{group.tex[1:-1]}}}", 2, group.end)
        glued = after == start + 1 and backslashed
        symbol = name in FONTS or len(self.at(after)) == 1 or self.name(after) in COMMANDS or glued
        inner = self._primary(after, inside=True) if symbol and self.at(after) not in OPENS else None
        if inner is None:
            return None
        sure = name in FONTS or name in {"widetilde", "widehat", "sqrt"} or inside or backslashed
        return self._applied(name, inner) if sure or self.at(self.skip(inner.end)) == "(" else None

    def _applied(self, name: str, inner: Read) -> Read:
        behind = self.skip(inner.end)
        if name in ACCENTS and behind > inner.end and (call := self._bracket(behind)):
            return Read(rf"\{name}{{{inner.tex}}}{call.tex}", 2, call.end)
        tex = inner.tex.removeprefix(r"\mathrm{").removesuffix("}") if name in FONTS else inner.tex
        return Read(rf"\{name}{{{tex}}}", 2, inner.end)

    def _takes(self, name: str, opening: int) -> Read | None:
        if name.startswith("text") or name == "operatorname":
            return self._verbatim(name, opening)
        group = self.group(opening)
        return Read(rf"\{name}{group.tex}", 2, group.end) if group else None

    def _verbatim(self, name: str, opening: int) -> Read | None:
        for end in range(opening + 1, min(opening + 20, len(self.tokens))):
            if self.at(end) == "}":
                return Read(rf"\{name}{{{''.join(self.tokens[opening + 1 : end])}}}", 2, end + 1)
            if self.at(end)[0] in "{\\":
                return None
        return None

    def _font(self, name: str, opening: int) -> Read | None:
        """Read a font command; a calligraphic letter's brace that closed too late closes behind the letter."""
        letter = self.at(opening + 1)
        if self.at(opening + 2) == "}" and letter.isalpha():
            return Read(rf"\{name}{{{letter}}}", 2, opening + 3)
        if name in _CALLIGRAPHIC and len(letter) == 1 and letter.isalpha():
            rest = self.sequence(opening + 2, "}", first=rf"\{name}{{{letter}}}")
            return Read(rest.tex, 2, rest.end) if rest else None
        if group := self.group(opening):
            return Read(rf"\{name}{group.tex}", 2, group.end)
        return None if name in _CALLIGRAPHIC else self._verbatim(name, opening)

    def _fraction(self, start: int) -> Read | None:
        above = self._of_fraction(start + 1)
        below = self._of_fraction(above.end) if above else None
        return Read(rf"\frac{above.tex}{below.tex}", 2, below.end) if above and below else None

    def _of_fraction(self, start: int) -> Read | None:
        piece = self.at(start)
        if piece == "{":
            return self.group(start)
        return Read(f"{{{piece}}}", 2, start + 1) if len(piece) == 1 and piece.isalnum() else None

    # --- what follows a symbol

    def script(self, end: int, *, inside: bool) -> Read | None:  # noqa: PLR0911 - one line a sort of script
        """Read a subscript or superscript; in prose not the underscore of a name."""
        mark = self.at(end)
        if mark not in {"^", "_"} or (mark == "_" and not inside and self._snake(end)):
            return None
        at = self.skip(end + 1) if inside else end + 1
        piece, name = self.at(at), self.name(at)
        if piece == "{":
            group = self.group(at)
            return Read(mark + group.tex, 2, group.end) if group else None
        if piece == "(" and mark == "^" and (group := self.group(at)):
            return Read(f"^{{{group.tex[1:-1]}}}", 2, group.end)
        if piece == "-" and self.at(at + 1).isdigit() and mark == "^":
            return Read(f"^{{-{self.at(at + 1)}}}", 2, at + 2)
        if name in LETTERS or name in _RAISED:
            return Read(rf"{mark}{{\{name}}}" if name == "prime" else rf"{mark}\{name}", 2, at + 1)
        if piece.isdigit() or (len(piece) == 1 and (piece.isalpha() or piece in "*+'†⋆")):
            return Read(f"{mark}{{{piece}}}" if len(piece) > 1 else mark + piece, 2, at + 1)
        return None

    def _snake(self, mark: int) -> bool:
        """Tell whether an underscore in prose belongs to a name: ``MMLU_Math``, ``a_b_c``, ``x_1.py``."""
        piece, after, base = self.at(mark + 1), self.at(mark + 2), self.at(mark - 1)
        if piece == "{" or (base.lstrip("\\") in LETTERS and after != "_"):
            return False
        formula = (
            piece.isdigit() and len(base) == 1 and base.isupper() and after.isupper() and len(after) < 4
        )  # X_2YH_6
        if after == "_" or (after[:1].isalnum() and not formula) or (after == "." and self.at(mark + 3)[:1].isalpha()):
            return True
        if base.isupper() and self.at(mark - 2).isdigit():
            return False
        return base.isalpha() and len(base) > 1 and base not in COMMANDS and base[0] != "\\"

    def _call(self, start: int, end: int, tex: str) -> Read | None:
        """Read the bracket of a function, also behind a space where only TeX leaves one."""
        spaced = self.at(end).isspace() and tex.startswith(("\\mathcal", "\\tilde", "\\widetilde")) and tex[-1] == "}"
        return self._bracket(end + spaced, spaced=spaced, lone=tex if end == start + 1 else "")

    def _bracket(self, opening: int, *, spaced: bool = False, lone: str = "") -> Read | None:
        """Read a bracket behind a symbol; behind a Greek letter, or with a function in it, it proves a formula."""
        if self.name(self.skip(opening)) in SIZES:
            return self.sized(self.skip(opening))
        group = self.group(opening) if self.at(opening) in {"(", "["} else None
        if group is None or (spaced and group.strength == 0 and self.at(opening) == "["):
            return None
        letter = len(lone) == 1 or lone.lstrip("\\") in LETTERS
        proves = letter and (lone[0] == "\\" or group.strength > 0) and re.search(r"[A-Za-z]", group.tex)
        return Read(group.tex, 2 if proves else group.strength, group.end)

    def _adjacent(self, end: int) -> Read | None:
        """Read a factor without anything between it and the term."""
        piece, name = self.at(end), self.name(end)
        if not name[:1].isalnum() or name in RELATIONS or name in OPERATORS:
            return None
        scripted = self.at(end + 1) in {"^", "_"} and len(piece) < 4
        fits = len(piece) == 1 or name in COMMANDS or piece[0].isdigit() or scripted
        return self._primary(end, inside=True) if fits else None
