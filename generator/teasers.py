"""The beginning of a text where there is no room for all of it: in lists, in front matter, in an e-mail."""

from functools import lru_cache

from generator.normalise import plain

TWO_LINES = 200
"""Characters: two lines at the measure of a page."""


LONG_TITLE = 300
"""Characters of a title in a list or in a browser's tab; longer ones are damage. The page has all of it."""


@lru_cache(maxsize=1 << 16)  # a paper stands in three or four lists
def first_lines(text: str, limit: int = TWO_LINES) -> str:
    """Return the beginning of a text as plain text, cut after a word, with an ellipsis where something is missing."""
    text = plain(text)
    if len(text) <= limit:
        return text
    cut = text[:limit].rfind(" ")
    return text[: cut if cut > limit // 2 else limit].rstrip(" ,;:-–—") + "…"


def short_title(title: str) -> str:
    """Return a title as a list shows it: as it is, with its mathematics, unless it is so long that it is damage."""
    return title if len(title) <= LONG_TITLE else first_lines(title, LONG_TITLE)
