"""MkDocs hooks: what has to happen around a build so that the same dumps give the same bytes.

MkDocs writes a sitemap of its own, with the day of the build in it; ``generator.outputs.sitemaps`` makes a better one.
``serve`` writes a script into each page that the pages' policy (overrides/partials/policy.html) would not let run.
"""

import logging
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from generator.site import accelerator, compiled, fingerprints
from generator.site.handover import cache_at_hand, demand, pages_aside
from generator.site.lean import make_lean

if TYPE_CHECKING:
    from generator.site.watching import Look

logger = logging.getLogger("mkdocs.papershelf.site")
SITEMAP = "sitemap.xml"
_serving: ContextVar[bool] = ContextVar("serving", default=False)
_begun: ContextVar["Look"] = ContextVar("begun")
_nav: ContextVar[Navigation] = ContextVar("nav")


def on_startup(command: str, **_: object) -> None:
    """Remember whether this is ``serve``: MkDocs says it here only."""
    _serving.set(command == "serve")


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: object) -> None:
    """Let ``serve`` watch what may come and go, and tell of mistakes in a sentence."""
    from generator.site.watching import watch  # noqa: PLC0415 - needed by those only who serve

    watch(server, config, _begun.get(), demand())


def on_config(config: MkDocsConfig) -> None:
    """Keep MkDocs from writing its own sitemap over ours, and tell the templates who reads the pages."""
    config.theme.static_templates.discard(SITEMAP)
    config.extra["serving"] = _serving.get()
    if _serving.get():
        from generator.site.watching import look  # noqa: PLC0415 - needed by those only who serve

        _begun.set(look(config))


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add the pages that are not handed over as Markdown; give our files lasting addresses.

    MkDocs' own template of a sitemap is left out: it would be copied as it is, over the sitemap which is already there,
    or into a site without an address.
    """
    template = files.get_file_from_path(SITEMAP)
    if template:
        files.remove(template)
    accelerator.add(pages_aside(), files, config)
    fingerprints.move(files, config)


def on_nav(nav: Navigation, **_: object) -> None:
    """Remember the navigation, which MkDocs tells nobody later but templates."""
    _nav.set(nav)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Let the templates find our files where ``fingerprints`` moved them, and write the many pages."""
    if _serving.get():
        compiled.reuse(env)
    fingerprints.point(env, files)
    asked = demand()
    if asked and accelerator.later(config):
        asked.leave(accelerator.left(env, files, config, _nav.get()))
    else:
        # what builds keep belongs to the templates as the process began
        accelerator.write(env, files, config, _nav.get(), None if _serving.get() else cache_at_hand())


def on_post_build(config: MkDocsConfig) -> None:
    """Take comments and layout out of our scripts and style sheets; say what a site lacks that has no address."""
    make_lean(Path(config.docs_dir), Path(config.site_dir))
    if not config.site_url:
        logger.info(
            "no SITE_URL: no canonical addresses, sitemap and cards, and a 404 page for the root of a host only"
        )
