"""MkDocs hooks: what has to happen around a build so that the same dumps give the same bytes.

MkDocs packs the sitemap with the day of the build in the archive's header, and writes an empty one when the site has no
address. The template in ``overrides/sitemap.xml`` leaves the days out; here the archive is packed again without one.
"""

import gzip
import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

logger = logging.getLogger("mkdocs.papershelf.site")


def on_post_build(config: MkDocsConfig) -> None:
    """Pack the sitemap without a date, or remove it where the site has no address."""
    sitemap = Path(config.site_dir) / "sitemap.xml"
    packed = sitemap.with_name("sitemap.xml.gz")
    if config.site_url:
        packed.write_bytes(gzip.compress(sitemap.read_bytes(), mtime=0))
        return
    for path in (sitemap, packed):
        path.unlink(missing_ok=True)
    logger.info("no SITE_URL: no canonical addresses, no sitemap, and a 404 page that fits the root of a host only")
