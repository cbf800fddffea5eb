"""Write pages: those that were told the same in an earlier build as they were, the others anew."""

from collections.abc import Iterable
from functools import partial

from mkdocs.structure.files import Files, InclusionLevel

from generator import pages
from generator.cache import Cache
from generator.files import put
from generator.rendered import rendered
from generator.site.accelerator.depends import PAGES, depended
from generator.site.accelerator.quick import Quick
from generator.site.accelerator.shell import Shell


def write(quick: Iterable[Quick], files: Files, shell: Shell, cache: Cache | None) -> None:
    """Write pages one after the other, and take them out of the files; MkDocs shows drafts, where it shows them."""
    common = depended(shell.environment, files, shell.config, shell.nav) if cache else None
    with rendered(cache if common else None, PAGES, *(common or ())) as keep:
        for page in quick:
            if page.file.inclusion.value >= InclusionLevel.NOT_IN_NAV.value:
                page.begin(pages.outline)
                content = keep(page.told() if common else b"", partial(_content, page, shell))
                put(page.file.abs_dest_path, _filled(content, page))
                page.forget()
                files.remove(page.file)


def _filled(outline: bytes, page: Quick) -> bytes:
    """Return what the file of a page holds, made of an outline that an earlier build may have rendered."""
    if page.source.late is None:
        return outline
    return outline.replace(pages.LATE.encode(), pages.late(page.source).encode("utf-8", "xmlcharrefreplace"))


def _content(page: Quick, shell: Shell) -> bytes:
    """Return the outline of a page: its HTML without its late part."""
    return shell.html(page).encode("utf-8", "xmlcharrefreplace")  # as MkDocs does
