"""Write pages: those that were told the same in an earlier build as they were, the others anew."""

from collections.abc import Callable, Iterable, Iterator
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
        for page in _taken(quick, files):
            page.begin(pages.outline)
            _place(page.file)
            content = keep(page.told() if kept else b"", partial(shell.outline, page))
            put(page.file.abs_dest_path, shell.filled(content, page))
            page.forget()


def left(quick: Iterable[Quick], files: Files, make: Callable[[Quick], bytes]) -> dict[str, Callable[[], bytes]]:
    """Take the same pages out of the files, and return how each is made, by its path in the site."""
    return {page.file.dest_uri: partial(make, page) for page in _taken(quick, files)}


def _taken(quick: Iterable[Quick], files: Files) -> Iterator[Quick]:
    """Yield what is no draft, and take it out of the files when it was seen to."""
    for page in quick:
        if page.file.inclusion.value >= InclusionLevel.NOT_IN_NAV.value:
            yield page
            files.remove(page.file)


def _place(file: File) -> None:
    """Let MkDocs reckon once where a file goes, not whenever a template asks: it asks what has been set."""
    file.dest_uri = file.dest_uri
    file.url, file.abs_dest_path = file.url, file.abs_dest_path
