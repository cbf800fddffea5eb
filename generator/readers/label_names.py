"""Where below a title authors stand without a label, as in arXiv's listings.

A list of authors is wrapped only where the page ends, and so is a title. So the title ends with the first line that
another word would have fitted on; where a line is full, names and commas decide.
"""

from collections.abc import Sequence

from generator.readers.base import Line
from generator.readers.labels import PARTED
from generator.readers.names import look_like_names
from generator.readers.pairing import TITLE_OPEN

_LABEL, _LONG_LABEL = len("Title: "), len("**Paper title:** ")


def likely(title: Sequence[Line], width: int) -> int | None:
    """Return from which line of a title's on there are names only; None when there are none, or it may go on."""
    for at in range(1, len(title)):
        if all(look_like_names(line.text) for line in title[at:]):
            goes_on = _open(title[at - 1]) or is_full(
                title[at - 1], title[at], width, label=_LONG_LABEL if at == 1 else 0
            )
            return None if goes_on or title[at].text[:1].isspace() else at
    return None


def sure(title: Sequence[Line], width: int) -> int | None:
    """Return from which line of a title's on the authors stand, who do; None when nobody can tell.

    ``width``: characters of the longest line, 0 where lines are not wrapped.
    """
    start = next((at for at in range(1, len(title)) if _ends(title, at, width)), None)
    if start is None or not _is_list(title[start:], width):
        return likely(title, width)
    # Who is wrapped into the title's end may be an author.
    lost = any(_are_several(title[at]) and is_full(title[at], title[at + 1], width) for at in range(1, start))
    return None if lost else start


def _ends(title: Sequence[Line], at: int, width: int) -> bool:
    """Tell whether the title ends above a line."""
    if at == len(title) - 1:  # somebody wrote it
        return True
    if _open(title[at - 1]):
        return False
    if not is_full(title[at - 1], title[at], width, label=_LABEL if at == 1 else 0):
        return True
    return _are_several(title[at]) and is_full(title[at], title[at + 1], width)


def _are_several(line: Line) -> bool:
    return look_like_names(line.text) and bool(PARTED.search(line.text))


def _is_list(lines: Sequence[Line], width: int) -> bool:
    """Tell whether lines are one list of authors: all but the last are full, or all are names."""
    full = all(is_full(line, lines[at + 1], width) for at, line in enumerate(lines[:-1]))
    return full or all(look_like_names(line.text) for line in lines)


def is_full(line: Line, below: Line, width: int, *, label: int = 0) -> bool:
    """Tell whether the first word of the line below had no room on a line any more, behind a label so long."""
    word = below.text.split(maxsplit=1)[0]
    return len(line.text.strip()) + label + 1 + len(word) > width > 0


def _open(line: Line) -> bool:
    return bool(TITLE_OPEN.search(line.text.rstrip()[-20:]))
