"""Write pages: those that were told the same in an earlier build as they were, the others anew."""

from collections.abc import Iterable
from functools import partial

from mkdocs.structure.files import File, Files, InclusionLevel

from generator import pages
from generator.files import put
from generator.rendered import rendered
from generator.site.accelerator.depends import PAGES, Kept
from generator.site.accelerator.quick import Quick
from generator.site.accelerator.shell import Shell


def write(quick: Iterable[Quick], files: Files, shell: Shell, kept: Kept | None) -> None:
    """Write pages one after the other, and take them out of the files; MkDocs shows drafts, where it shows them."""
    with rendered(kept.cache if kept else None, PAGES, *(kept.common if kept else ())) as keep:
        for page in quick:
            if page.file.inclusion.value >= InclusionLevel.NOT_IN_NAV.value:
                page.begin(pages.outline)
                _place(page.file)
                content = keep(page.told() if kept else b"", partial(shell.outline, page))
                put(page.file.abs_dest_path, shell.filled(content, page))
                page.forget()
                files.remove(page.file)


def _place(file: File) -> None:
    """Let MkDocs reckon once where a file goes, not whenever a template asks: it asks what has been set."""
    file.dest_uri = file.dest_uri
    file.url, file.abs_dest_path = file.url, file.abs_dest_path
