"""Reading one ``themes.yml``: its nodes become themes, its mistakes findings with a line and a remedy.

``taxonomy`` is what others call; this is the part that remembers, while the file is walked, which slugs, papers and old
addresses were met before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import yaml
from rapidfuzz import fuzz, process

from generator import yaml_lines
from generator.findings import finding
from generator.model import Finding, Place, Theme, title_key
from generator.quoting import shortened
from generator.slugs import SLUG

KEYS = ("name", "slug", "scope", "terms", "not", "exemplars", "pins", "aliases")

LONGEST_SLUG = 80
"""A slug becomes the name of a folder; some file systems take no more than 255 bytes, archives less."""

_ALIKE = 60.0
"""From here on (of 100) two texts are alike enough to suggest one for the other."""

_Texts = list[tuple[str, Place]]


@dataclass(frozen=True, slots=True)
class Named:
    """A paper's title as ``themes.yml`` has it, and where."""

    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class Alias:
    """A slug that a theme had before, and where the file says so."""

    slug: str
    place: Place


def suggestion(text: str, choices: Mapping[str, str], *, else_: str = "") -> str:
    """Return a remedy that names the most similar choice (keys are compared, values shown), if one is similar."""
    near = process.extractOne(text, choices.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return f"did you mean “{shortened(choices[near[0]])}”?" if near else else_


class Reading:
    """Reads the themes of one file, remembering what was wrong and what was met."""

    def __init__(self, file: str) -> None:
        """Begin with nothing met."""
        self.file = file
        self.findings: list[Finding] = []
        self.exemplars: dict[str, Named] = {}
        self.pins: dict[str, Named] = {}
        self.slugs: dict[str, Place] = {}
        self.aliases: dict[str, Alias] = {}

    def note(self, code: str, place: Place, what: str, *, remedy: str = "") -> None:
        """Remember a finding."""
        self.findings.append(finding(code, place, what, remedy=remedy))

    def entries(self, node: yaml.Node | None, known: Sequence[str]) -> Iterable[yaml_lines.Entry]:
        """Yield the entries of a mapping whose keys are known, each key once."""
        met: set[str] = set()
        for entry in yaml_lines.entries(node, self.file):
            if entry.key not in known:
                remedy = suggestion(entry.key, {key: key for key in known}, else_=f"the keys are {', '.join(known)}")
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
        terms, misleading, exemplars, pins, aliases = (self.texts(values.get(key)) for key in KEYS[3:])
        return Theme(
            slug=slug,
            name=name,
            scope=scope,
            terms=tuple(dict.fromkeys(item for item, _ in terms)),
            misleading=self.misleading(terms, misleading),
            exemplars=self.papers(exemplars, self.exemplars, "an exemplar"),
            pins=self.papers(pins, self.pins, "a pin"),
            aliases=self.own_aliases(aliases),
        )

    def is_slug(self, slug: str, place: Place, *, lost: str) -> bool:
        """Tell whether a text may be the name of a theme's folder; ``lost`` says what an illegal one costs."""
        if not SLUG.fullmatch(slug):
            remedy = "use lower-case letters a to z, digits and single hyphens"
            self.note("PS404", place, f"“{shortened(slug)}” is no slug; {lost}", remedy=remedy)
            return False
        if len(slug) > LONGEST_SLUG:
            what = f"the slug {shortened(slug)} has {len(slug)} characters; {lost}"
            self.note("PS404", place, what, remedy=f"use {LONGEST_SLUG} characters at most")
            return False
        return True

    def is_new(self, slug: str, place: Place) -> bool:
        """Tell whether a slug is legal and the first of its kind."""
        if not self.is_slug(slug, place, lost="the theme is left out"):
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

    def texts(self, entry: yaml_lines.Entry | None) -> _Texts:
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

    def misleading(self, terms: _Texts, misleading: _Texts) -> tuple[str, ...]:
        """Return the misleading terms that the theme does not want as well."""
        wanted = {term.lower(): place for term, place in terms}
        kept: dict[str, None] = {}
        for term, place in misleading:
            if term.lower() in wanted:
                line = wanted[term.lower()].line
                self.note("PS414", place, f"“{shortened(term)}” is a term in line {line}; here it is passed over")
            else:
                kept[term] = None
        return tuple(kept)

    def papers(self, titles: _Texts, own: dict[str, Named], what: str) -> tuple[str, ...]:
        """Return the keys of the exemplars or pins that nobody has claimed before."""
        keys: list[str] = []
        for title, place in titles:
            key = title_key(title)
            first = self.exemplars.get(key) or self.pins.get(key)
            if first:
                code = "PS405" if key in self.exemplars and own is self.exemplars else "PS408"
                text = f"“{shortened(title)}” is named in line {first.place.line} already; as {what} it is passed over"
                self.note(code, place, text)
            else:
                own[key] = Named(title, place)
                keys.append(key)
        return tuple(keys)

    def own_aliases(self, aliases: _Texts) -> tuple[str, ...]:
        """Return the old slugs that are legal and of no theme before."""
        kept: list[str] = []
        for alias, place in aliases:
            if not self.is_slug(alias, place, lost="the alias is passed over"):
                continue
            if alias in self.aliases:
                line = self.aliases[alias].place.line
                self.note("PS410", place, f"the alias {alias} stands in line {line} already; this one is passed over")
            else:
                self.aliases[alias] = Alias(alias, place)
                kept.append(alias)
        return tuple(kept)
