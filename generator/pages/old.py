"""The pages at old addresses: of what moved, which lead on by name, and of what people took back, which say so."""

from collections.abc import Iterator, Mapping

from generator.model import Library, Retired, paper_url, theme_url
from generator.pages.listing import Page


def old_addresses(library: Library) -> Iterator[Page]:
    """Yield a page for each address that a paper, a theme or a dump had and has no more."""
    names = {paper_url(paper.slug): paper.title for paper in library.papers}
    names |= {theme_url(theme.slug): theme.name for theme in library.themes}
    for old, new in library.redirects:
        yield _moved(f"papers/{old}.md", paper_url(new), names)
    for one in (*library.retired, *library.retired_dumps):
        yield _retired(one, names)
    for old, new in library.theme_redirects:
        yield _moved(f"themes/{old}/index.md", theme_url(new), names)


def _moved(path: str, target: str, names: Mapping[str, str]) -> Page:
    """Return the page that leads from an old address of a paper or a theme to its new one, by name."""
    return Page(path, "moved", {"target": target, "what": path.partition("s/")[0], "title": names.get(target, "")})


def _retired(retired: Retired, names: Mapping[str, str]) -> Page:
    """Return the page that stands where a paper was, or a dump, that people took back."""
    path = f"{retired.url.rstrip('/')}.md"
    if retired.to:
        return _moved(path, paper_url(retired.to), names)
    return Page(path, "retired", {"retired": retired})
