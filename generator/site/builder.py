"""Run MkDocs: build into a folder aside and swap it in, or serve."""

import logging

from generator.cache import Cache
from generator.errors import PapershelfError
from generator.executors import SERIAL, Executor
from generator.library import Progress, build_project, silent
from generator.model import Library
from generator.project import Project
from generator.report import counted
from generator.site.configured import compactness
from generator.site.handover import handing_over, serving, spreading
from generator.site.serving import Latest
from generator.site.swap import aside


def build(
    project: Project,
    *,
    plain: bool = False,
    progress: Progress = silent,
    cache: Cache | None = None,
    executor: Executor = SERIAL,
) -> Library:
    """Build the site and return the Library that it shows; ``plain`` has MkDocs render every page by itself.

    A failure leaves the site that was there. Raises PapershelfError.
    """
    compactness(project)  # a mistake there is told before anything is made
    with aside(project.site) as fresh:
        library = build_project(project, progress=progress, cache=cache, executor=executor)
        progress(f"building the site of {counted(len(library.papers), 'paper')}")
        with handing_over(library, cache), spreading(executor):
            _run_mkdocs(project, str(fresh), plain=plain)
    return library


def _run_mkdocs(project: Project, site_dir: str, *, plain: bool = False) -> None:
    from mkdocs.commands.build import build as build_site  # noqa: PLC0415 - after the banners were turned off
    from mkdocs.config import load_config  # noqa: PLC0415

    from generator.site.mistakes import told  # noqa: PLC0415

    _let_speak(logging.WARNING)
    with told(project.root):
        config = load_config(str(project.config), site_dir=site_dir)
        if plain:
            config.extra["accelerate"] = False
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build_site(config)
        finally:
            config.plugins.on_shutdown()


def _let_speak(level: int) -> None:
    """Show what MkDocs says, which is silent unless its own command line runs; and what our hooks say of the site."""
    logger = logging.getLogger("mkdocs")
    if not logger.handlers:
        logger.addHandler(logging.StreamHandler())
    logger.setLevel(level)
    logging.getLogger("mkdocs.papershelf.site").setLevel(logging.INFO)


def serve(project: Project, *, address: str, latest: Latest, cache: Cache | None = None) -> None:
    """Serve the site of the ``latest`` library on an address, and build it anew when something changes."""
    from mkdocs.commands.serve import serve as serve_site  # noqa: PLC0415

    from generator.site.mistakes import told  # noqa: PLC0415

    _let_speak(logging.INFO)  # it says the address
    # MkDocs watches docs/ and mkdocs.yml by itself; a running process does not load Python modules anew.
    templates = (project.root / "overrides", project.root / "generator/pages/templates")
    # What is not there yet is watched, too (generator.site.watching).
    sources = (project.dumps, project.taxonomy, project.watches, project.lock, *templates)
    try:
        with told(project.root), serving(latest, cache):
            serve_site(str(project.config), dev_addr=address, watch=[str(path) for path in sources])
    except OSError as error:
        raise PapershelfError(f"cannot listen on {address} ({error.strerror}): choose another --address") from error
