"""Run MkDocs: build into a folder aside and swap it in, or serve."""

import os
import shutil

from generator.errors import PapershelfError
from generator.library import Progress, silent
from generator.library import build as build_library
from generator.model import Library
from generator.project import Project
from generator.site.content import handing_over

# Both print a banner about MkDocs' future at import; what becomes of us then stands in docs/design.md.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")


def build(project: Project, *, progress: Progress = silent) -> Library:
    """Build the site and return the Library that it shows. A failure leaves the site that was there."""
    library = build_library(project.dumps, project.themes, progress=progress)
    progress(f"building the site of {len(library.papers)} papers")
    fresh, old = project.root / "site.new", project.root / "site.old"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        with handing_over(library):
            _run_mkdocs(project, str(fresh))
        shutil.rmtree(old, ignore_errors=True)
        if project.site.exists():
            project.site.rename(old)
        fresh.rename(project.site)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return library


def _run_mkdocs(project: Project, site_dir: str) -> None:
    from mkdocs.commands.build import build as build_site  # noqa: PLC0415 - after the banners were turned off
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import Abort, MkDocsException  # noqa: PLC0415

    try:
        config = load_config(str(project.config), site_dir=site_dir)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build_site(config)
        finally:
            config.plugins.on_shutdown()
    except (MkDocsException, Abort) as error:
        raise PapershelfError(f"MkDocs could not build the site: {error}") from error


def serve(project: Project, *, address: str) -> None:
    """Serve the site on an address and build it anew when a dump, the taxonomy, a page or the generator changes."""
    from mkdocs.commands.serve import serve as serve_site  # noqa: PLC0415

    serve_site(str(project.config), dev_addr=address)
