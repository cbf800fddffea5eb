"""What all quick pages depend on besides the code: templates, settings, navigation, the places of the assets.

It is hashed, so that a page of an earlier build is taken only where it would come out the same. What changes from
build to build by itself (the day, the list of all pages) must not stand in a page then: where a template asks for it,
nothing is reused.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, meta, nodes
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from generator.cache import Cache, Recipe, encoded

logger = logging.getLogger("mkdocs.papershelf.site")
PAGES = Recipe(
    "pages",
    sources=(".",),
    libraries=(
        *("bibtexparser", "jinja2", "latex2mathml", "lxml", "markdown", "markupsafe", "mkdocs", "mkdocs-material"),
        *("pylatexenc", "python-slugify", "pyyaml", "rapidfuzz"),
    ),
)
"""All of the generator: there is hardly a module that no page depends on."""
PROOF = replace(PAGES, stage="proof")
_RESTLESS_NAMES = frozenset({"pages", "build_date_utc"})
"""What a template is told that differs from build to build, or with every page."""
_FOLDERS = frozenset({"config_file_path", "docs_dir", "site_dir"})
"""Settings that say where the project lies, which no page should tell."""
_RESTLESS = frozenset({"update_date", *_FOLDERS})
"""The same of a page and of the settings."""
_PLAIN = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True)
class Kept:
    """What earlier builds made, and what all of it depends on besides the recipe and its own input."""

    cache: Cache
    common: tuple[bytes, ...]


def depended(env: Environment, files: Files, config: MkDocsConfig, nav: Navigation) -> tuple[bytes, ...] | None:
    """Return all of it as bytes to be hashed; None where a page may change though nothing of it does."""
    templates = dict(_templates(config))
    restless = sorted(name for name, source in templates.items() if _restless(env, name, source))
    if restless:
        logger.info("no page is reused, because templates ask for the day or for all pages: %s", ", ".join(restless))
        return None
    moved = sorted((file.src_uri, file.dest_uri) for file in files if file.src_uri.startswith("assets/"))
    settings = {key: value for key, value in config.items() if key not in _FOLDERS}
    return encoded(list(templates.items())), encoded(_plain(settings)), encoded(list(_items(nav))), encoded(moved)


def _templates(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Yield the project's own templates: those of Material and of MkDocs have versions."""
    folder = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    for path in sorted(folder.rglob("*.html")) if folder else ():
        yield path.relative_to(folder or path).as_posix(), path.read_text("utf-8")


def _restless(env: Environment, name: str, source: str) -> bool:
    tree = env.parse(source, name)
    asked = meta.find_undeclared_variables(tree) & _RESTLESS_NAMES
    return bool(asked) or any(node.attr in _RESTLESS for node in tree.find_all(nodes.Getattr))


def _plain(value: Any) -> Any:
    """Return what a setting says; of objects that are no mapping, what they are."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, Mapping):
        return [[str(key), _plain(item)] for key, item in value.items()]
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else type(value).__qualname__


def _items(items: Iterable[Any]) -> Iterator[Any]:
    """Yield titles and addresses of the navigation."""
    for item in items:
        url = getattr(item, "url", None)
        yield [str(item.title), str(url), list(_items(item.children or ()))]
