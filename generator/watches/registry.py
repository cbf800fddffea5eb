"""``watches.yml``: what people want to be told of. A mistake is a finding with its line, and the other watches hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from generator import slugs, yaml_lines
from generator.findings import finding
from generator.model import Finding, Place, Theme, Watch
from generator.search.query.syntax import FIELDS, parse
from generator.yaml_reading import Item, Reading, any_text

FILE: Final = "watches.yml"
HAS: Final = ("code", "data", "demo", "model", "project")
FACETS: Final = tuple(field for field in FIELDS if field != "theme")
_LISTS: Final = ("themes", "facets", "exclude")


@dataclass(frozen=True, slots=True)
class Registry:
    """The watches in the order of the file; ``places`` run parallel."""

    watches: tuple[Watch, ...] = ()
    places: tuple[Place, ...] = ()
    findings: tuple[Finding, ...] = ()


def load(path: Path) -> Registry:
    """Return the watches of a file that may be absent; raise ConfigurationError when it is no YAML."""
    return interpret(yaml_lines.load(path), path.name) if path.is_file() else Registry()


def interpret(root: yaml.Node | None, file: str = FILE) -> Registry:
    """Return the watches that a node tree describes, with a finding for each thing that it cannot mean."""
    reading = Reading(file, "PS501")
    if root is not None and not isinstance(root, yaml.MappingNode):
        reading.bad(reading.place(root), "the file is no mapping with the key watches")
    found: dict[str, tuple[Watch, Place]] = {}
    for key, value, place in reading.entries(root):
        if key != "watches":
            reading.bad(place, f"unknown key {key!r}; known is watches")
        elif not isinstance(value, yaml.SequenceNode) and not yaml_lines.is_null(value):
            reading.bad(place, "watches is no list")
        else:
            for item in reading.items(value, _KEYS, others=_LISTS):
                watch = _watch(item, reading)
                if watch and watch.slug in found:
                    reading.bad(item.place, f"line {found[watch.slug][1].line} has the slug {watch.slug} already")
                elif watch:
                    found[watch.slug] = (watch, item.place)
    watches = tuple(watch for watch, _ in found.values())
    return Registry(watches, tuple(place for _, place in found.values()), tuple(reading.findings))


def check(registry: Registry, themes: Iterable[Theme], dumps: Iterable[str]) -> tuple[Finding, ...]:
    """Return a finding for each field of a query, each theme, dump and facet that does not exist."""
    known = {"theme": [theme.slug for theme in themes], "dump": list(dumps), "has": list(HAS)}
    pairs = zip(registry.watches, registry.places, strict=True)
    return tuple(found for watch, place in pairs for found in _problems(watch, place, known))


def _problems(watch: Watch, place: Place, known: dict[str, list[str]]) -> Iterator[Finding]:
    for note in parse(watch.query).notes:
        yield finding("PS503", place, f"the watch “{watch.name}”: {note}", remedy=f"the fields are {', '.join(FIELDS)}")
    for field, values in watch.filters:
        for value in values:
            if field in known and value.removeprefix("-") not in known[field]:
                what = f"the watch “{watch.name}”: there is no {field} {value.removeprefix('-')}"
                yield finding("PS503", place, what, remedy=f"there are {', '.join(known[field])}")


def _watch(item: Item, reading: Reading) -> Watch | None:
    """Return the watch of an entry; None when it can't be used, which then is among the findings."""
    name = item.values.get("name", "")
    if not name:
        if "name" not in item.faulty:
            reading.bad(item.place, "a watch without a name")
        return None
    query = " ".join((item.values.get("query", ""), *(_excluded(text) for text in reading.texts(item, "exclude"))))
    filters = {"theme": reading.texts(item, "themes"), **_facets(item, reading)}
    watch = Watch(
        slug=item.values.get("slug") or slugs.slug_of(name),
        name=name,
        query=query.strip(),
        filters=tuple((field, tuple(values)) for field, values in filters.items() if values),
    )
    if not item.values.get("query") and not watch.filters:
        if not item.faulty:
            reading.findings.append(finding("PS502", item.place, f"the watch “{name}” asks for nothing"))
        return None
    return watch


def _excluded(text: str) -> str:
    """Return what excludes some words: a phrase where there are several, a field as it is."""
    text = text.strip().removeprefix("-")
    return f"-{text}" if '"' in text or " " not in text else f'-"{text}"'


def _facets(item: Item, reading: Reading) -> dict[str, list[str]]:
    """Return the facets of a watch, by field."""
    node = next((entry.value for entry in yaml_lines.entries(item.node, reading.file) if entry.key == "facets"), None)
    if node is None or yaml_lines.is_null(node):
        return {}
    if not isinstance(node, yaml.MappingNode):
        reading.bad(reading.place(node), f"facets is no mapping of {', '.join(FACETS)} to lists")
        return {}
    inner = reading.item(node, {}, others=FACETS)
    return {field: reading.texts(inner, field) for field in FACETS}


def _slug(value: str) -> str:
    good = slugs.SLUG.fullmatch(value) and len(value) <= slugs.LENGTH and value not in slugs.RESERVED
    return "" if good else f"is no slug: {value!r}; use small letters, digits and single hyphens"


_KEYS = {"name": any_text, "slug": _slug, "query": any_text}
