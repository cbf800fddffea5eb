"""The taxonomy: ``themes.yml`` as people wrote it, with every mistake in it named by its line.

A mistake costs what it touches and no more: an unknown key is passed over, a second theme of the same slug or one
without a name is dropped, the rest goes on. Refuses to guess what was meant; it only suggests.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from generator import yaml_lines
from generator.findings import finding
from generator.model import Finding, Paper, Place, Placement, Theme, title_key
from generator.shortened import shortened

KEYS = ("name", "slug", "scope", "terms", "exemplars")

LONGEST_SLUG = 80
"""A slug becomes the name of a folder; some file systems take no more than 255 bytes, archives less."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ALIKE = 60.0
"""From here on (of 100) two texts are alike enough to suggest one for the other."""


@dataclass(frozen=True, slots=True)
class Exemplar:
    """A paper's title as ``themes.yml`` has it, and where."""

    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The themes in the order of the file, and what is wrong with it."""

    themes: tuple[Theme, ...]
    findings: tuple[Finding, ...] = ()
    exemplars: tuple[Exemplar, ...] = ()
    """All exemplars of ``themes`` with their places, in the order of the file."""
    places: tuple[tuple[str, Place], ...] = ()
    """The slug of each theme and where it stands."""


def load(path: Path) -> Taxonomy:
    """Return the taxonomy of a file; raise ConfigurationError when it is no YAML."""
    reading = _Reading(path.name)
    root = yaml_lines.load(path)
    if root is not None and not isinstance(root, yaml.MappingNode):
        reading.note("PS404", yaml_lines.place(root, path.name), "the file is no mapping with the key themes")
    themes: list[Theme] = []
    place = Place(path.name)
    for entry in reading.entries(root, ("themes",)):
        place = entry.place
        if not isinstance(entry.value, yaml.SequenceNode) and not yaml_lines.is_null(entry.value):
            reading.note("PS404", entry.place, "themes is no list of themes")
        themes.extend(theme for node in yaml_lines.items(entry.value) if (theme := reading.theme(node)))
    if not themes and not reading.findings:
        what = "the file names no themes, so they are found automatically"
        reading.note("PS404", place, what, remedy="add themes, or delete the file")
    places = tuple(reading.slugs.items())
    return Taxonomy(tuple(themes), tuple(reading.findings), tuple(reading.exemplars.values()), places)


def check_exemplars(taxonomy: Taxonomy, papers: Sequence[Paper]) -> tuple[Finding, ...]:
    """Return a finding for each exemplar that no witness of any paper has as its title."""
    titles = {title_key(witness.title): witness.title for paper in papers for witness in paper.witnesses}
    missing = (exemplar for exemplar in taxonomy.exemplars if title_key(exemplar.title) not in titles)
    return tuple(
        finding(
            "PS403",
            exemplar.place,
            f"no dump has the exemplar “{shortened(exemplar.title)}”",
            remedy=_suggestion(
                title_key(exemplar.title), titles, else_="copy the title from its paper page, or delete it"
            ),
        )
        for exemplar in missing
    )


def check_placements(taxonomy: Taxonomy, placements: Sequence[Placement]) -> tuple[Finding, ...]:
    """Return a finding for each theme that no paper was placed in, be it as a further theme."""
    used = {assignment.slug for placement in placements for assignment in placement.assignments}
    empty = ((slug, place) for slug, place in taxonomy.places if slug not in used)
    return tuple(finding("PS406", place, f"no paper belongs to the theme {slug}") for slug, place in empty)


def _suggestion(text: str, choices: dict[str, str], *, else_: str = "") -> str:
    """Return a remedy that names the most similar choice (keys are compared, values shown), if one is similar."""
    near = process.extractOne(text, choices.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return f"did you mean “{shortened(choices[near[0]])}”?" if near else else_


class _Reading:
    """Reads the themes of one file, remembering what was wrong and which slugs and exemplars were met."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.exemplars: dict[str, Exemplar] = {}
        self.slugs: dict[str, Place] = {}

    def note(self, code: str, place: Place, what: str, *, remedy: str = "") -> None:
        """Remember a finding."""
        self.findings.append(finding(code, place, what, remedy=remedy))

    def entries(self, node: yaml.Node | None, known: Sequence[str]) -> Iterable[yaml_lines.Entry]:
        """Yield the entries of a mapping whose keys are known, each key once."""
        met: set[str] = set()
        for entry in yaml_lines.entries(node, self.file):
            if entry.key not in known:
                remedy = _suggestion(entry.key, {key: key for key in known}, else_=f"the keys are {', '.join(known)}")
                self.note("PS401", entry.place, f"unknown key {shortened(entry.key)}", remedy=remedy)
            elif entry.key in met:
                self.note("PS404", entry.place, f"{entry.key} stands twice", remedy="merge the two entries")
            else:
                met.add(entry.key)
                yield entry

    def theme(self, node: yaml.Node) -> Theme | None:
        """Return one theme, or None when it can't be used."""
        place = yaml_lines.place(node, self.file)
        values = {entry.key: entry for entry in self.entries(node, KEYS)}
        name, slug, scope = (self.text(values.get(key)) for key in ("name", "slug", "scope"))
        if not name or not slug:
            self.note("PS404", place, "a theme without a name or a slug is left out", remedy="give it both")
            return None
        if not self.is_new(slug, values["slug"].place):
            return None
        return Theme(
            slug=slug,
            name=name,
            scope=scope,
            terms=tuple(dict.fromkeys(item for item, _ in self.texts(values.get("terms")))),
            exemplars=self.own_exemplars(self.texts(values.get("exemplars"))),
        )

    def is_new(self, slug: str, place: Place) -> bool:
        """Tell whether a slug is legal and the first of its kind."""
        if not _SLUG.fullmatch(slug):
            remedy = "use lower-case letters a to z, digits and single hyphens"
            self.note("PS404", place, f"“{shortened(slug)}” is no slug; the theme is left out", remedy=remedy)
            return False
        if len(slug) > LONGEST_SLUG:
            what = f"the slug {shortened(slug)} has {len(slug)} characters; the theme is left out"
            self.note("PS404", place, what, remedy=f"use {LONGEST_SLUG} characters at most")
            return False
        if slug in self.slugs:
            what = f"the slug {slug} stands in line {self.slugs[slug].line} already; the second theme is left out"
            self.note("PS402", place, what)
            return False
        self.slugs[slug] = place
        return True

    def text(self, entry: yaml_lines.Entry | None) -> str:
        """Return a value that must be text; empty when it is missing or isn't."""
        if entry is None:
            return ""
        text = yaml_lines.text(entry.value)
        if text is None:
            self.note("PS404", entry.place, f"{entry.key} is no text", remedy=f"write one text after “{entry.key}:”")
        return " ".join((text or "").split())

    def texts(self, entry: yaml_lines.Entry | None) -> list[tuple[str, Place]]:
        """Return the texts of a value that must be a list of them, with their places."""
        if entry is None or yaml_lines.is_null(entry.value):
            return []
        if not isinstance(entry.value, yaml.SequenceNode):
            self.note("PS404", entry.place, f"{entry.key} is no list", remedy="write one item a line, each after “- ”")
            return []
        found = []
        for node in yaml_lines.items(entry.value):
            text, place = yaml_lines.text(node), yaml_lines.place(node, self.file)
            if text:
                found.append((" ".join(text.split()), place))
            else:
                self.note("PS404", place, f"an item of {entry.key} is no text", remedy="put it in quotes, or delete it")
        return found

    def own_exemplars(self, titles: Iterable[tuple[str, Place]]) -> tuple[str, ...]:
        """Return the keys of the exemplars that no theme has claimed before."""
        keys: list[str] = []
        for title, place in titles:
            key = title_key(title)
            if key in self.exemplars:
                first = self.exemplars[key].place.line
                what = f"“{shortened(title)}” is an exemplar in line {first} already; this one is passed over"
                self.note("PS405", place, what)
            else:
                self.exemplars[key] = Exemplar(title, place)
                keys.append(key)
        return tuple(keys)
