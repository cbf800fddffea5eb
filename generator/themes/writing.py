"""Themes as YAML: what ``themes init`` writes and ``themes suggest`` prints, in the form that ``taxonomy`` reads.

All text goes through the YAML library, because titles come from dumps: a quote, a colon or a line break in one must not
end a value. What stands in comments is one line of printable characters.
"""

from collections.abc import Iterator, Sequence
from textwrap import indent

import yaml

from generator.model import Paper, Theme
from generator.report import counted

_WIDTH = 1_000
"""No value is broken into lines."""
_NAMED = 20
"""Papers that a suggestion names: of ten thousand some hundreds may want one theme."""

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
    """Return one theme as an item of the list ``themes``; a comment names papers without a theme, by their titles."""
    values = {
        "name": theme.name,
        "slug": theme.slug,
        "scope": theme.scope,
        "terms": list(theme.terms),
        "exemplars": [_one_line(titles.get(key, key)) for key in theme.exemplars],
    }
    text = yaml.safe_dump([values], sort_keys=False, allow_unicode=True, width=_WIDTH, default_flow_style=False)
    comments = "".join(f"# {line}\n" for line in _comments(members))
    return indent(comments + text, "  ")


def _comments(members: Sequence[str]) -> Iterator[str]:
    """Yield what is said of the papers that a theme is suggested for."""
    if members:
        yield f"{counted(len(members), 'paper')} without a theme:"
    for title in members[:_NAMED]:
        yield f"- {_one_line(title)}"
    if len(members) > _NAMED:
        yield f"- and {len(members) - _NAMED:,} more"


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in " ".join(text.split()))
