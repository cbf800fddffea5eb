"""What all quick pages depend on besides the code: templates, settings, navigation, the places of the assets.

It is hashed, so that a page of an earlier build is taken only where it would come out the same. What changes from
build to build by itself (the day, the list of all pages) must not stand in a page then: where a template asks for it,
nothing is reused.
"""

import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, meta, nodes
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
_VERSIONED = (("material", "templates"), ("mkdocs", "templates"))
"""How the folders of templates end that come with packages of the recipe."""
_PLAIN = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True)
class Kept:
    """What earlier builds made, and what all of it depends on besides the recipe and its own input."""

    cache: Cache
    common: tuple[bytes, ...]


def depended(env: Environment, files: Files, config: MkDocsConfig, nav: Navigation) -> tuple[bytes, ...] | None:
    """Return all of it as bytes to be hashed; None where a page may change though nothing of it does."""
    templates = tuple(_templates(config))
    restless = sorted({name for name, source in templates if _restless(env, name, source)})
    if restless:
        logger.info("no page is reused, because templates ask for the day or for all pages: %s", ", ".join(restless))
        return None
    moved = sorted((file.src_uri, file.dest_uri) for file in files if file.src_uri.startswith("assets/"))
    settings = {key: value for key, value in config.items() if key not in _FOLDERS}
    return encoded(templates), encoded(_plain(settings)), encoded(list(_items(nav))), encoded(moved)


def _templates(config: MkDocsConfig) -> Iterator[tuple[str, bytes]]:
    """Yield the templates of the project and of themes that come with neither Material nor MkDocs, which have versions.

    That is every file, whatever its name and be it behind a link: a template may include any (an icon is an SVG).
    """
    theirs = (folder for folder in config.theme.dirs if Path(folder).parts[-2:] not in _VERSIONED)
    own = config.theme.custom_dir
    for folder in dict.fromkeys((*([own] if own else ()), *theirs)):
        found = (Path(where, name) for where, _, names in os.walk(folder, followlinks=True) for name in names)
        for path in sorted(filter(Path.is_file, found)):
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _restless(env: Environment, name: str, source: bytes) -> bool:
    """Tell whether a file is a template that asks for what changes by itself."""
    if not any(asked.encode() in source for asked in _RESTLESS | _RESTLESS_NAMES):
        return False
    try:
        tree = env.parse(source.decode("utf-8"), name)
    except (TemplateSyntaxError, UnicodeDecodeError):
        return False  # no template, or one that nobody uses: who does is told
    asked = meta.find_undeclared_variables(tree) & _RESTLESS_NAMES
    return bool(asked) or any(node.attr in _RESTLESS for node in tree.find_all(nodes.Getattr))


def _plain(value: Any) -> Any:
    """Return what a setting says; of objects that are no mapping, what they are and, in words of their own, say."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, Mapping):
        return [[str(key), _plain(item)] for key, item in value.items()]
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    kind = type(value)
    speaks = any("__str__" in vars(each) for each in kind.__mro__[:-1])  # else it says where in memory it is
    return [kind.__qualname__, str(value) if speaks else ""]


def _items(items: Iterable[Any]) -> Iterator[Any]:
    """Yield titles and addresses of the navigation."""
    for item in items:
        url = getattr(item, "url", None)
        yield [str(item.title), str(url), list(_items(item.children or ()))]
