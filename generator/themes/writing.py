"""Themes as YAML: what ``themes init`` writes and ``themes suggest`` prints, in the form that ``taxonomy`` reads.

All text goes through the YAML library, because titles come from dumps: a quote, a colon or a line break in one must not
end a value. What stands in comments is one line of printable characters.
"""

from collections.abc import Sequence
from textwrap import indent

import yaml

from generator.model import Paper, Theme

_WIDTH = 1_000
"""No value is broken into lines."""

HEADER = """\
# Themes found automatically, to keep and to edit: name them, move their terms, split and merge them. From now on
# they do not change by themselves. What each key holds is told in docs/themes-file.md.

themes:

"""


def document(themes: Sequence[Theme], papers: Sequence[Paper]) -> str:
    """Return a whole ``themes.yml``; exemplars are written as the titles that the dumps have."""
    titles = {paper.key: paper.witnesses[0].title for paper in papers}
    return HEADER + "\n".join(entry(theme, titles) for theme in themes)


def entry(theme: Theme, titles: dict[str, str], members: Sequence[str] = ()) -> str:
    """Return one theme as an item of the list ``themes``; ``members`` are titles that a comment names."""
    values = {
        "name": theme.name,
        "slug": theme.slug,
        "scope": theme.scope,
        "terms": list(theme.terms),
        "exemplars": [_one_line(titles.get(key, key)) for key in theme.exemplars],
    }
    text = yaml.safe_dump([values], sort_keys=False, allow_unicode=True, width=_WIDTH, default_flow_style=False)
    comments = "".join(f"# {'- ' if number else ''}{_one_line(line)}\n" for number, line in enumerate(members))
    return indent(comments + text, "  ")


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in " ".join(text.split()))
