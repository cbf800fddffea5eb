"""The taxonomy: ``themes.yml`` as people wrote it, with every mistake in it named by its line.

A mistake costs what it touches and no more: an unknown key is passed over, a second theme of the same slug or one
without a name is dropped, the rest goes on. What can be judged with the papers at hand only stands in ``checks``.
Refuses to guess what was meant; it only suggests.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from generator import yaml_lines
from generator.findings import finding
from generator.model import Finding, Place, Theme
from generator.themes.reading import LONGEST_SLUG, Alias, Named, Reading

__all__ = ["LONGEST_SLUG", "Named", "Taxonomy", "load", "loads"]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The themes in the order of the file, and what is wrong with it."""

    themes: tuple[Theme, ...]
    findings: tuple[Finding, ...] = ()
    exemplars: tuple[Named, ...] = ()
    """All exemplars of ``themes`` with their places, in the order of the file."""
    pins: tuple[Named, ...] = ()
    """All pins, likewise."""
    places: tuple[tuple[str, Place], ...] = ()
    """The slug of each theme and where it stands."""

    @property
    def redirects(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a slug that a theme had before and the slug it has now."""
        return tuple((alias, theme.slug) for theme in self.themes for alias in theme.aliases)


def load(path: Path) -> Taxonomy:
    """Return the taxonomy of a file; raise ConfigurationError when it is no YAML."""
    return _taxonomy(yaml_lines.load(path), path.name)


def loads(text: str, file: str = "themes.yml") -> Taxonomy:
    """Return the taxonomy of a text; findings and errors call it ``file``."""
    return _taxonomy(yaml_lines.compose(text, file), file)


def _taxonomy(root: yaml.Node | None, file: str) -> Taxonomy:
    reading = Reading(file)
    if root is not None and not isinstance(root, yaml.MappingNode):
        reading.note("PS404", yaml_lines.place(root, file), "the file is no mapping with the key themes")
    themes: list[Theme] = []
    place = Place(file)
    for entry in reading.entries(root, ("themes",)):
        place = entry.place
        if not isinstance(entry.value, yaml.SequenceNode) and not yaml_lines.is_null(entry.value):
            reading.note("PS404", entry.place, "themes is no list of themes")
        themes.extend(theme for node in yaml_lines.items(entry.value) if (theme := reading.theme(node)))
    if not themes and not reading.findings:
        reading.note("PS413", place, "the file names no themes")
    wrong = {clash.slug: clash for clash in _clashes(reading)}
    kept = tuple(_without(theme, wrong) for theme in themes)
    findings = (*reading.findings, *(_clash(alias, reading) for alias in wrong.values()))
    return Taxonomy(
        kept, findings, tuple(reading.exemplars.values()), tuple(reading.pins.values()), tuple(reading.slugs.items())
    )


def _clashes(reading: Reading) -> Iterator[Alias]:
    """Yield the aliases that are slugs of today; known only when all themes have been read."""
    return (alias for alias in reading.aliases.values() if alias.slug in reading.slugs)


def _without(theme: Theme, wrong: dict[str, Alias]) -> Theme:
    return replace(theme, aliases=tuple(alias for alias in theme.aliases if alias not in wrong))


def _clash(alias: Alias, reading: Reading) -> Finding:
    line = reading.slugs[alias.slug].line
    return finding("PS409", alias.place, f"the alias {alias.slug} is the slug of the theme in line {line}")
