"""What a message may quote of a text that others wrote: short enough for a sentence, nothing that steers a terminal.

Findings, reports and commands quote titles and lines of dumps. Pages and files for programs have rules of their own
(``generator.pages.markup``, ``generator.outputs.wording``).
"""

TITLE = 80
"""Characters of a title in a finding."""


def shortened(text: str, length: int = TITLE) -> str:
    """Return a text of at most ``length`` characters; where it was cut stands an ellipsis."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def printable(text: str) -> str:
    """Return a text on one line in which nothing steers a terminal: such characters are replacement characters."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
