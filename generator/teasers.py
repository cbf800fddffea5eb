"""The beginning of a text where there is no room for all of it: in lists, in front matter, in an e-mail."""

from generator.normalise import plain

TWO_LINES = 200
"""Characters: two lines at the measure of a page."""


def first_lines(text: str, limit: int = TWO_LINES) -> str:
    """Return the beginning of a text as plain text, cut after a word, with an ellipsis where something is missing."""
    text = plain(text)
    if len(text) <= limit:
        return text
    cut = text[:limit].rfind(" ")
    return text[: cut if cut > limit // 2 else limit].rstrip(" ,;:-–—") + "…"
