r"""Tell of a pattern which pieces of text its matches can't be without: a text without any of them has no match.

``(?:a|an) (?:novel|new) methods?\b`` needs "method". Of several pieces that all stand in each match the longest is
taken, as the rarest; of alternatives each needs its own. They are read off the pattern itself, as far as it is plain.
"""

from collections.abc import Sequence

from generator.facets.beginnings import NO_WIDTH, TOKEN, plain

_ENOUGH = 4
"""Letters from which a piece is rare enough: then fewer pieces are better than longer ones."""
_SHORTEST = 2
Needed = frozenset[str]
"""Pieces of text one of which is in each match; empty: unknown."""


def needs(pattern: str) -> tuple[str, ...]:
    """Return what each match of a pattern, in lower case, has one of; nothing where that can't be told."""
    found, _ = _any([*TOKEN.findall(pattern.lower()), ")"], 0)
    if any(len(piece) < _SHORTEST for piece in found):
        return ()
    return tuple(sorted(piece for piece in found if not any(other in piece for other in found if other != piece)))


def _any(tokens: Sequence[str], at: int) -> tuple[Needed, int]:
    """Read the alternatives up to a closing bracket; return what one of them needs, and where the bracket stands."""
    alternatives: list[Needed] = []
    while True:
        one, at = _all(tokens, at)
        alternatives.append(one)
        if tokens[at] == ")":
            return frozenset().union(*alternatives) if all(alternatives) else frozenset(), at
        at += 1


def _all(tokens: Sequence[str], at: int) -> tuple[Needed, int]:
    """Read what stands up to a closing bracket or the next alternative; return the rarest of what it needs."""
    found: list[Needed] = []
    run = ""
    while tokens[at] not in ("|", ")"):
        letter, inside, at = _item(tokens, at)
        if letter is not None:
            run += letter
            continue
        found += [frozenset({run} - {""}), inside]
        run = ""
    found.append(frozenset({run} - {""}))
    return max(filter(None, found), key=_rarity, default=frozenset()), at


def _item(tokens: Sequence[str], at: int) -> tuple[str | None, Needed, int]:
    """Read one item with how often it may stand: a plain letter, if it stands once, and what is needed inside it."""
    token, at = tokens[at], at + 1
    inside: Needed = frozenset()
    if token[0] == "(":
        inside, at = _any(tokens, at)
        at += 1
    letter = "" if token in NO_WIDTH else plain(token) or None
    times = tokens[at]
    if times[0] in "*+?{":
        optional = times[0] in "*?" or times.startswith(("{0", "{,"))
        return None, frozenset() if optional else inside, at + 1
    return letter, frozenset() if token[-1] in "=!" else inside, at


def _rarity(pieces: Needed) -> tuple[int, int]:
    return min(*map(len, pieces), _ENOUGH), -len(pieces)
