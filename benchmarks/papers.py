"""Write the papers' pages of a project into a folder, and nothing else: what ``benchmarks.full`` compares with Hugo.

    python -m benchmarks.papers PROJECT FOLDER

The library is made first, and what all pages of a site need to know of it is looked up (the plan); ``FOLDER.json``
says what time the papers' pages took, from the views to the written files. MkDocs' own functions do what they do in a
build, with the facets at hand, which the search has asked for by then, and garbage looked for as seldom as the command
line looks for it.
"""

import gc
import json
import sys
import time
from pathlib import Path

from generator.cli import SELDOM
from generator.compact import chosen, setting
from generator.facets import facets
from generator.library import build_project
from generator.pages import plan
from generator.project import Project
from generator.site import accelerator


def main() -> None:
    """Build the library, then time its pages."""
    from mkdocs.config import load_config  # noqa: PLC0415 - after the banners were turned off
    from mkdocs.structure.files import Files, set_exclusions  # noqa: PLC0415
    from mkdocs.structure.nav import Navigation  # noqa: PLC0415

    gc.set_threshold(*SELDOM)
    project, folder = Project(Path(sys.argv[1])), Path(sys.argv[2])
    library = build_project(project)
    for paper in library.papers:
        facets(paper)
    config = load_config(str(project.config), site_dir=str(folder))
    config.plugins._current_plugin = "benchmarks"  # MkDocs sets it while a plugin runs
    compact = chosen(setting(config.extra), len(library.papers))
    pages = [page for page in plan(library, compact=compact) if page.template == "paper"]
    begun, spent = time.monotonic(), time.process_time()
    env, files = config.theme.get_env(), Files([])
    accelerator.add(pages, files, config)
    set_exclusions(files, config)
    accelerator.write(env, files, config, Navigation([], []))
    took = {"wall": time.monotonic() - begun, "cpu": time.process_time() - spent}
    folder.with_suffix(".json").write_text(json.dumps(took), "utf-8")


if __name__ == "__main__":
    main()
