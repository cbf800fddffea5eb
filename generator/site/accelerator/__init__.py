"""Render the many pages without Python-Markdown, and write them without MkDocs' steps for each page.

The Markdown of a page is one block of HTML below front matter of one JSON value a line (``generator.pages``), which
Python-Markdown and the YAML parser hand through as it stands, in ten times the time that everything else takes. So a
``Quick`` page takes both apart itself; ``Shell`` renders ``paper.html`` and ``list.html`` once for all pages of a
folder that answer alike what these ask, and of each page only the partials that differ; and a page that was told the
same in an earlier build is taken from the cache. The Markdown stays the source of truth: a build renders a page of
every kind, and two papers' and lists', both ways, unless an earlier one did with the same code, templates and settings.
If they differ (another MkDocs, an extension, another override), all pages go the plain way, with a word. ``serve`` has
them made the plain way, one by one. Without this package the pages are the same: it holds no markup, and no page in
memory but the one that is being written.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from generator import pages
from generator.cache import Cache
from generator.site.accelerator import proof, writing
from generator.site.accelerator.allowed import later, navigated, possible
from generator.site.accelerator.depends import Kept, depended
from generator.site.accelerator.quick import Quick
from generator.site.accelerator.shell import Shell

__all__ = ["Quick", "add", "later", "left", "navigated", "possible", "write"]


def add(quick: Iterable[pages.Page], files: Files, config: MkDocsConfig) -> None:
    """Add pages of the plan to the files of the site: whoever links to one finds it."""
    like: Quick | None = None
    for page in quick:
        file = File.generated(config, page.path, content="")
        made = Quick(page, file, config, like)  # MkDocs' way: a page enters itself in its file
        like = like or made
        files.append(file)


def left(env: Environment, files: Files, config: MkDocsConfig, nav: Navigation) -> Mapping[str, Callable[[], bytes]]:
    """Take the pages that were added out of the files, and return how each is made, by its path in the site.

    They are made as MkDocs makes them: ``serve`` shows few, and often other templates than before.
    """
    shell, every = Shell(env, config, nav), Files(list(files))
    return writing.left(_added(files), files, partial(proof.plainly, shell=shell, files=every))


def write(env: Environment, files: Files, config: MkDocsConfig, nav: Navigation, cache: Cache | None = None) -> None:
    """Write the pages that were added, and take them out of the files, of which MkDocs writes the others.

    Where MkDocs would make something else of one of them, all are left to MkDocs.
    """
    quick = _added(files)
    shell = Shell(env, config, nav)
    common = depended(env, files, config, nav) if cache else None
    kept = Kept(cache, common) if cache and common else None
    if quick and proof.given(quick, shell, files, kept):
        writing.write(quick, files, shell, kept)


def _added(files: Files) -> list[Quick]:
    return [file.page for file in files if isinstance(file.page, Quick)]
