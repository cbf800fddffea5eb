"""MkDocs hooks: what has to happen around a build so that the same dumps give the same bytes.

MkDocs writes a sitemap of its own, with the day of the build in it; ``generator.outputs.sitemaps`` makes a better one.
"""

import logging

from mkdocs.config.defaults import MkDocsConfig

logger = logging.getLogger("mkdocs.papershelf.site")


def on_config(config: MkDocsConfig) -> None:
    """Keep MkDocs from writing its own sitemap over ours."""
    config.theme.static_templates.discard("sitemap.xml")


def on_post_build(config: MkDocsConfig) -> None:
    """Say what a site lacks that has no address."""
    if not config.site_url:
        logger.info(
            "no SITE_URL: no canonical addresses, no sitemap, no cards, and a 404 page for the root of a host only"
        )
