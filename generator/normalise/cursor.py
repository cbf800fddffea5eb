"""What reading a formula from a list of tokens needs: the tokens, the pieces read so far, and a memory of dead ends."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_COMMAND_END = re.compile(r"\\[A-Za-z]+$")
_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Read:
    """A piece of a formula: its TeX, how sure it is to be one (2 is certain), and the index behind its tokens."""

    tex: str
    strength: int
    end: int


@dataclass(slots=True)
class Cursor:
    """Tokens by index; an index behind the last one gives the empty string."""

    tokens: list[str]
    known: dict[tuple[str, int], Read | None] = field(default_factory=dict)
    depth: int = 0

    def at(self, index: int) -> str:
        """Return the token at an index."""
        return self.tokens[index] if index < len(self.tokens) else ""

    def name(self, index: int) -> str:
        """Return the token at an index without its backslash."""
        return self.at(index).lstrip("\\")

    def skip(self, index: int) -> int:
        """Return the index of the next token that isn't white space, over one at most."""
        return index + 1 if self.at(index).isspace() else index

    def once(self, kind: str, index: int, read: Callable[[int], Read | None]) -> Read | None:
        """Read something once only, and nothing that nests too deep: this keeps hostile text linear."""
        if (kind, index) not in self.known:
            if self.depth >= _DEEPEST:
                return None
            self.depth += 1
            self.known[kind, index] = read(index)
            self.depth -= 1
        return self.known[kind, index]


def glue(*parts: str) -> str:
    """Join pieces of TeX; a command keeps its distance from a letter."""
    joined = ""
    for part in parts:
        if part and part[0].isalpha() and joined[-1:].isalpha() and _COMMAND_END.search(joined[-40:]):
            joined += " "
        joined += part
    return joined
