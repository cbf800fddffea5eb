"""Brackets of a formula without delimiters: groups, sized ones, sets, and the sequences inside of them.

Inside a bracket every token has to be mathematics; one word of prose, and the bracket is prose.
"""

from dataclasses import dataclass

from generator.normalise.cursor import Cursor, Read, glue
from generator.normalise.names import COMMANDS, LETTERS

OPENS = {"(": ")]", "[": "])", "{": "}"}
SIGN_CHARS = frozenset("+-−–*/=<>|≤≥≈∈×·±∼≪≫→∞:!'′")
_SEPARATORS = frozenset(",;.")
_CLOSERS = {"left": "right", "bigl": "bigr", "Bigl": "Bigr"}
_LONGEST = 240


def _unknown(tex: str) -> bool:
    """Tell whether TeX is a lone command that no table has, as an author's own, or the word that is left of one."""
    return tex[0] == "\\" and (tex.startswith(r"\mathrm{") or (tex[1:].isalpha() and tex[1:] not in COMMANDS))


@dataclass(slots=True)
class Brackets(Cursor):
    """Reads brackets; what stands in them is read by ``term`` and ``script``."""

    def term(self, start: int, *, inside: bool) -> Read | None:
        """Read a symbol with all that belongs to it."""
        raise NotImplementedError

    def script(self, end: int, *, inside: bool) -> Read | None:
        """Read a subscript or superscript."""
        raise NotImplementedError

    def group(self, opening: int) -> Read | None:
        """Read a bracket that holds nothing but mathematics; the brackets are part of the TeX."""
        return self.once("group", opening, self._group)

    def _group(self, opening: int) -> Read | None:
        inner = self.sequence(opening + 1, OPENS[self.at(opening)])
        if inner is None or not inner.tex.strip():
            return None
        return Read(f"{self.at(opening)}{inner.tex.strip()}{self.at(inner.end - 1)}", inner.strength, inner.end)

    def sized(self, start: int) -> Read | None:
        """Read a bracket with a size: ``left( … right)``, ``Big[ … Big]``."""
        return self.once("sized", start, self._sized)

    def _sized(self, start: int) -> Read | None:
        name = self.name(start)
        opening = self.skip(start + 1)
        if self.at(opening) not in {"(", "["} or name in {"right", "bigr", "Bigr"}:
            return None
        closer = _CLOSERS.get(name, name)
        inner = self.sequence(opening + 1, closer)
        if inner is None:
            return None
        closing = self.skip(inner.end)
        if self.at(closing) not in {")", "]"}:
            return None
        return Read(rf"\{name}{self.at(opening)}{inner.tex.strip()}\{closer}{self.at(closing)}", 2, closing + 1)

    def braced(self, start: int) -> Read | None:
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

    def sequence(self, start: int, closers: str, first: str = "") -> Read | None:
        """Read up to what closes; ``first`` is TeX that stands before the first token already."""
        parts = [first] if first else []
        strength, at, since = 0, start, 0  # since: where the numerator of a lost fraction would begin
        while at < len(self.tokens) and at - start < _LONGEST:
            piece = self.at(at)
            if self.name(at) == closers or (len(closers) < 3 and piece in closers):
                return Read(glue(*parts), strength, at + 1)
            more = self.script(at, inside=True) if first and at == start else None
            if more is None and piece == "{" and len(parts) > since and parts[-1] != " ":
                # Braces right behind a term are the denominator of a fraction whose command is lost; behind a
                # command that nobody knows they are its argument.
                below = None if _unknown(parts[-1]) else self.group(at)
                if below is None:
                    return None
                since = len(parts) - 1 if parts[-1].isdigit() else since  # log 1{x}
                above = glue(*parts[since:]).strip()
                parts, more = parts[:since], Read(rf"\frac{{{above}}}{below.tex}", 2, below.end)
            more = more or self._between(at) or self.term(at, inside=True)
            if more is None:
                return None
            parts.append(more.tex)
            strength, at = max(strength, more.strength), more.end
            separates = piece in SIGN_CHARS or piece in _SEPARATORS or parts[-1].startswith("\\frac")
            since = len(parts) if separates else since
        return None

    def _between(self, at: int) -> Read | None:
        piece = self.at(at)
        if piece.isspace():
            return Read(" ", 0, at + 1)
        return Read(piece, 0, at + 1) if piece in SIGN_CHARS or piece in _SEPARATORS else None
