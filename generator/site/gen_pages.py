"""What mkdocs-gen-files runs at each build: hands the generated pages over to MkDocs.

What is no page (the API, the search, feeds) is written straight into the site, which MkDocs has emptied by now: it
would only copy tens of thousands of files from one folder to another. ``serve`` leaves it until somebody asks for it.
"""

from pathlib import Path

import mkdocs_gen_files
from mkdocs.exceptions import PluginError

from generator import compact
from generator.content import Contents, Site
from generator.errors import PapershelfError
from generator.files import write_all
from generator.pages import Page, reload
from generator.project import Project
from generator.site import accelerator
from generator.site.handover import cache_at_hand, demand, executor, kept, library_of, put_aside

config = mkdocs_gen_files.config
project = Project(Path(config.config_file_path).parent)
try:
    site = Site(config.site_name, config.site_url or "", compact.setting(config.extra))
    library = library_of(project)
except PapershelfError as error:
    raise PluginError(str(error)) from error
quick = accelerator.possible(config)
navigated = accelerator.navigated(config.nav)
aside: list[Page] = []


def is_aside(page: Page) -> bool:
    """Tell whether a page is made later and by another way, and remember it."""
    if not quick or page.path in navigated:
        return False
    aside.append(page)
    return True


def hand_over() -> None:
    """Hand the pages over to MkDocs, and write everything else or leave it; what that takes is let go of then."""
    contents = Contents(library, Path(config.docs_dir), site, kept=kept(), cache=cache_at_hand(), executor=executor())
    config.extra["feed"] = contents.followed  # of the whole site; overrides/main.html asks
    for path, content in contents.pages(is_aside):
        with mkdocs_gen_files.open(path, "wb") as file:
            file.write(content)
    folder, asked = Path(config.site_dir), demand()
    if asked and accelerator.later(config):
        asked.begin(folder, contents.others())
    else:
        write_all(folder, contents.others())


reload()
hand_over()
put_aside(aside)
