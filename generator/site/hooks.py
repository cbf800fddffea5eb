"""MkDocs hooks: what has to happen around a build so that the same dumps give the same bytes.

MkDocs writes a sitemap of its own, with the day of the build in it; ``generator.outputs.sitemaps`` makes a better one.
``serve`` writes a script into each page that the pages' policy (overrides/partials/policy.html) would not let run.
"""

import logging
from contextvars import ContextVar

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from generator.site import fingerprints

logger = logging.getLogger("mkdocs.papershelf.site")
SITEMAP = "sitemap.xml"
_serving: ContextVar[bool] = ContextVar("serving", default=False)


def on_startup(command: str, **_: object) -> None:
    """Remember whether this is ``serve``: MkDocs says it here only."""
    _serving.set(command == "serve")


def on_config(config: MkDocsConfig) -> None:
    """Keep MkDocs from writing its own sitemap over ours, and tell the templates who reads the pages."""
    config.theme.static_templates.discard(SITEMAP)
    config.extra["serving"] = _serving.get()


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Leave out MkDocs' own template of a sitemap, which would be copied as it is; give our files lasting addresses."""
    template = files.get_file_from_path(SITEMAP)
    if template and not config.site_url:
        files.remove(template)
    fingerprints.move(files, config)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG001 - MkDocs names them
    """Let the templates find our scripts and style sheets where ``fingerprints`` moved them."""
    fingerprints.point(env, files)


def on_post_build(config: MkDocsConfig) -> None:
    """Say what a site lacks that has no address."""
    if not config.site_url:
        logger.info(
            "no SITE_URL: no canonical addresses, sitemap and cards, and a 404 page for the root of a host only"
        )
