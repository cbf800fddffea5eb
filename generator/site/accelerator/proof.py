"""The proof that pages begin with: what the quick way makes of one is what MkDocs makes of its Markdown."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator.cache import encoded
from generator.pages import outline, render
from generator.site.accelerator.depends import PROOF, Kept
from generator.site.accelerator.quick import Quick
from generator.site.accelerator.shell import SHELLS, Shell

logger = logging.getLogger("mkdocs.papershelf.site")
_BUILT_IN = frozenset({"fenced_code", "tables", "toc"})
"""Extensions of Markdown that come with it; MkDocs adds them by itself."""


def given(quick: Sequence[Quick], shell: Shell, files: Files, kept: Kept | None = None) -> bool:
    """Tell whether pages are the same both ways, and let them begin; else leave them to MkDocs, with a word.

    A proof is remembered: with the same code, templates and settings it would be the same. It is not where extensions
    of Markdown are in use that nobody knows the versions of.
    """
    for page in quick:
        page.begin()
    prove = partial(_proven, quick, shell, files)
    if kept and set(shell.config.markdown_extensions) <= _BUILT_IN:
        kinds = encoded(sorted({page.source.template for page in quick}))
        proven = kept.cache.result(PROOF, (*kept.common, kinds), bool, prove, sound=bool)
    else:
        proven = prove()
    if not proven:
        for page in quick:
            slow(page, page.file, files, shell.config)
    return proven


def _proven(quick: Sequence[Quick], shell: Shell, files: Files) -> bool:
    """Tell whether pages are the same both ways; if not, log which one is not."""
    wrong = next((page for page in _samples(quick) if not _same(page, shell, files)), None)
    if wrong:
        logger.warning("the pages are not accelerated: %s would differ from what MkDocs makes of it", wrong.url)
    return wrong is None


def _samples(quick: Iterable[Quick]) -> Iterator[Quick]:
    """Yield the first page of every kind, and the last in a frame, to show what of that is the first one's alone."""
    first: dict[str, Quick] = {}
    last: dict[str, Quick] = {}
    for page in quick:
        first.setdefault(page.source.template, page)
        last[page.source.template] = page
    yield from first.values()
    yield from (last[kind] for kind, page in first.items() if page.meta.get("template") in SHELLS)


def _same(page: Quick, shell: Shell, files: Files) -> bool:
    """Tell whether a page is the same both ways; any failure of the quick way is a difference."""
    try:
        page.begin(outline)
        made = shell.filled(shell.outline(page), page)
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError):
        return False
    finally:
        page.begin()
    return made == plainly(page, shell, files)


def plainly(page: Quick, shell: Shell, files: Files) -> bytes:
    """Return what the file of a page holds, made as MkDocs makes it of the Markdown."""
    file = File.generated(shell.config, page.file.src_uri, content="")
    return written(slow(page, file, files, shell.config), shell).encode("utf-8", "xmlcharrefreplace")


def slow(page: Quick, file: File, files: Files, config: MkDocsConfig) -> Page:
    """Return the page that MkDocs makes of the Markdown; the file is told of it."""
    file.content_string = render(page.source)
    plain = Page(None, file, config)
    plain.read_source(config)
    plain.render(config, files)
    return plain


def written(page: Page, shell: Shell) -> str:
    """Return the HTML of a page as MkDocs' build makes it."""
    template = shell.environment.get_template(str(page.meta.get("template", "main.html")))
    return str(template.render(get_context(shell.nav, [], shell.config, page)))
