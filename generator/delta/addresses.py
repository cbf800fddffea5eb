"""The addresses of an export: which ones it has, where each one leads, and what became of them in another export.

Three things may happen to an address that was published, and two of them must not: it dies (``dead``), it means another
paper than before (``misled``), or it leads on to where its paper is now (``led``). Addresses that lead nowhere in the
export itself count as none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.delta import shapes
from generator.delta.exports import Export
from generator.delta.records import Gone, Led, Misled
from generator.model import paper_url


@dataclass(frozen=True, slots=True)
class Addresses:
    """What stands at each address of an export, relative to the site."""

    pages: Mapping[str, str]
    """Of papers, themes and dumps, each with what it is."""
    retired: Mapping[str, str]
    leads: Mapping[str, str]
    """Old addresses and where they lead, as long as that is one of the others."""

    @property
    def all(self) -> dict[str, str]:
        """Every address that somebody may come by, with what stands there."""
        return {**self.retired, **self.pages, **{old: f"led to {to}" for old, to in self.leads.items()}}

    def end(self, url: str) -> str:
        """Return where an address leads in the end, itself when it is a page; empty when it is none."""
        if url in self.pages or url in self.retired:
            return url
        return self.leads.get(url, "")


def addresses(export: Export, papers: Mapping[str, str]) -> Addresses:
    """Return the addresses of an export, whose papers are told by id with their titles."""
    pages = {paper_url(slug): title for slug, title in papers.items()}
    pages |= {theme.url: f"the theme {theme.name}" for theme in export.read("themes.json", shapes.Themes).themes}
    pages |= {dump.url: f"the dump {dump.title}" for dump in export.read("dumps.json", list[shapes.Dump])}
    retired = {row.url: row.title or "taken back" for row in export.retired()}
    leads = {row.old: row.new for row in export.read("redirects.json", list[shapes.Redirect])}
    return Addresses(pages, retired, {old: to for old, to in leads.items() if to in pages or to in retired})


def dead(base: Addresses, head: Addresses) -> list[Gone]:
    """Return the addresses of the base that are neither in the head nor lead elsewhere there."""
    return sorted(Gone(url, what) for url, what in base.all.items() if not head.end(url))


def led(base: Addresses, head: Addresses) -> list[Led]:
    """Return the addresses of pages that lead elsewhere now."""
    return sorted(
        Led(url, head.leads[url], what)
        for url, what in base.pages.items()
        if url in head.leads and url not in head.pages
    )


def misled(base: Addresses, head: Addresses, found: Mapping[str, Sequence[str]]) -> list[Misled]:
    """Return the addresses of papers that mean another paper now.

    ``found`` names the papers of the head, by id, that have records of each paper of the base. A paper of which nothing
    is left cannot be mistaken: its address is dead, or says that it was taken back.
    """
    own = {paper_url(slug): {paper_url(each) for each in ids} for slug, ids in found.items()}
    ends = {url: (base.end(url), head.end(url)) for url in base.all}
    return sorted(
        Misled(url, base.pages[before], head.pages[now])
        for url, (before, now) in ends.items()
        if own.get(before) and now in head.pages and now not in own[before]
    )
