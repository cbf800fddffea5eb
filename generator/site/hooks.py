"""MkDocs hooks: what has to happen around a build so that the same dumps give the same bytes.

MkDocs writes a sitemap of its own, with the day of the build in it; ``generator.outputs.sitemaps`` makes a better one.
"""

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from generator.site.lean import make_lean

logger = logging.getLogger("mkdocs.papershelf.site")
SITEMAP = "sitemap.xml"


def on_config(config: MkDocsConfig) -> None:
    """Keep MkDocs from writing its own sitemap over ours."""
    config.theme.static_templates.discard(SITEMAP)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Leave MkDocs' template of a sitemap, which would be copied as it is, out of a site without an address."""
    template = files.get_file_from_path(SITEMAP)
    if template and not config.site_url:
        files.remove(template)


def on_post_build(config: MkDocsConfig) -> None:
    """Take comments and layout out of our scripts and style sheets; say what a site lacks that has no address."""
    make_lean(Path(config.docs_dir), Path(config.site_dir))
    if not config.site_url:
        logger.info(
            "no SITE_URL: no canonical addresses, sitemap and cards, and a 404 page for the root of a host only"
        )
