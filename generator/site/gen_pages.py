"""What mkdocs-gen-files runs at each build: hands the generated files over to MkDocs."""

from pathlib import Path

import mkdocs_gen_files
from mkdocs.exceptions import PluginError

from generator.content import Site, files
from generator.errors import PapershelfError
from generator.project import Project
from generator.site.handover import library_of

config = mkdocs_gen_files.config
project = Project(Path(config.config_file_path).parent)
try:
    library = library_of(project)
except PapershelfError as error:
    raise PluginError(str(error)) from error
config.extra["feed"] = False  # whether there is a feed of the whole site; overrides/main.html asks
for path, content in files(library, Path(config.docs_dir), Site(config.site_name, config.site_url or "")):
    config.extra["feed"] |= path == "feed.xml"
    with mkdocs_gen_files.open(path, "wb") as file:
        file.write(content)
