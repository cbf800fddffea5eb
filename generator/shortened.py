"""Texts made short enough for a sentence: a finding quotes what it is about and must still be read at a glance."""

TITLE = 80
"""Characters of a title in a finding."""


def shortened(text: str, length: int = TITLE) -> str:
    """Return a text of at most ``length`` characters; where it was cut stands an ellipsis."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
