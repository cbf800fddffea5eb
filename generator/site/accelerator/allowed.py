"""Whether pages may be quick: nothing that a project's plugins or settings wait for is left out."""

import logging
from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

logger = logging.getLogger("mkdocs.papershelf.site")
_EVENTS = (
    *("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page"),
    "env",
)
"""What plugins can change between a page's Markdown and its file, and what they can tell its template."""
_HARMLESS = "mkdocs_gen_files"
"""Listens to one of them for links to an editor, which generated pages don't have."""
_HOOKS = Path(__file__).parents[1].joinpath("hooks.py").parts[-3:]
"""Our own."""


def possible(config: MkDocsConfig) -> bool:
    """Tell whether the pages may be quick: it is not switched off, and nobody waits for what is left out."""
    if not config.extra.get("accelerate", True):
        return False
    others = {name for event in _EVENTS for method in config.plugins.events[event] if (name := _other(method))}
    others |= {f"the template {name}" for name in config.extra_templates}  # which may list all pages
    if others:
        told = ", ".join(sorted(others))
        logger.info("the pages are not accelerated, because something waits for their Markdown: %s", told)
    return not others


def later(config: MkDocsConfig) -> bool:
    """Tell whether files may be made after a build: nobody waits for a site that is whole."""
    return not any(_other(method) for method in config.plugins.events["post_build"])


def _other(method: object) -> str:
    """Return the module of somebody else's method; nothing for our own."""
    module = str(getattr(method, "__module__", "")) or "?"
    code = getattr(method, "__code__", None)
    ours = code is not None and Path(code.co_filename).parts[-3:] == _HOOKS
    return "" if ours or module.startswith(_HARMLESS) else module


def navigated(nav: object) -> frozenset[str]:
    """Return the paths in the navigation of ``mkdocs.yml``: MkDocs makes these pages, with the titles given there."""
    if isinstance(nav, str):
        return frozenset({nav})
    inner = nav.values() if isinstance(nav, Mapping) else nav if isinstance(nav, list) else ()
    return frozenset().union(*map(navigated, inner))
