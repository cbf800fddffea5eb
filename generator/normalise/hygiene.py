"""Judge links by what other texts say: the other witnesses of the paper, and the whole library.

A table of known hosts (``hosts``) cannot know the host that was forged tomorrow. Evidence can:

1. *The witnesses of one paper.* Two texts of it name the same path on two hosts, or the same host but for one letter.
   Then one of the two was changed. The one that more dumps have is right; where as many have the other one, a host of
   the table is. The other becomes text with a note. Texts that name different things (a new repository, another page)
   contradict each other in nothing, and where nothing tells which is right, nothing is judged.
2. *The library.* A host that one paper names is one edit away from a host that at least ``OFTEN`` papers name, or has
   its name under another ending. Names shorter than ``SHORTEST`` resemble each other by chance, and country endings
   are how companies and universities spread: both are spared, and so is a host in two papers or more.

A link that is judged loses its trust, never its place: readers see the address as text with the reason beside it. It
refuses to restore an address: which one is right is for people to say.

Measured on 100,000 papers of other sources: 10,485 links. The library's rule distrusts none of them; the table of hosts
distrusts three, each of them a misprint that leads nowhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from rapidfuzz.distance import OSA

from generator.findings import finding
from generator.model import Finding, Link, Paper
from generator.normalise import flags, hosts, links

OFTEN = 5
"""Papers that must name a host for a rare one to be its double."""
SHORTEST = 6
"""Letters of a registered name below which one edit proves nothing."""
_PATH = 4
"""Characters of a path that two texts don't share by chance."""


def judge(papers: Sequence[Paper]) -> tuple[tuple[Paper, ...], tuple[Finding, ...]]:
    """Return merged papers in their order, links that other texts contradict no longer trusted, and the findings."""
    doubles = _doubles(papers)
    judged = [_judge(paper, doubles) for paper in papers]
    findings = [
        finding("PS214", new.witnesses[0].place, f"{link.url}: {link.note}")
        for old, new in zip(papers, judged, strict=True)
        if new is not old
        for link, before in zip(new.links, old.links, strict=True)
        if link is not before
    ]
    return tuple(judged), tuple(findings)


def _judge(paper: Paper, doubles: Mapping[str, str]) -> Paper:
    if not any(link.trusted for link in paper.links):
        return paper
    others = _otherwise(paper)
    judged = tuple(_doubted(link, _contradicted(link, paper, others) or _double(link, doubles)) for link in paper.links)
    if judged == paper.links:
        return paper
    return replace(paper, links=judged, flags=tuple(sorted({*paper.flags, flags.DISPUTED})))


def _doubted(link: Link, why: str) -> Link:
    return replace(link, trusted=False, note=why) if why and link.trusted else link


# --- the witnesses of one paper


@dataclass(frozen=True, slots=True)
class _Other:
    """An address that only another text of the paper names, and how many dumps have that text."""

    url: str
    dumps: int


def _otherwise(paper: Paper) -> tuple[_Other, ...]:
    named = {link.url for link in paper.links}
    return tuple(
        _Other(link.url, len(variant.dumps))
        for variant in paper.variants
        if variant.field == "abstract" and "://" in variant.text
        for link in links.links_in(variant.text)
        if link.trusted and link.url not in named
    )


def _contradicted(link: Link, paper: Paper, others: Iterable[_Other]) -> str:
    """Return why other texts of the paper make a link doubtful, the empty string when they don't."""
    against = [other for other in others if _same_but_host(link.url, other.url)]
    if not against:
        return ""
    other = max(against, key=lambda one: (one.dumps, one.url))
    elsewhere = {dump for variant in paper.variants if variant.field == "abstract" for dump in variant.dumps}
    ours, theirs = len([dump for dump in paper.dumps if dump not in elsewhere]), other.dumps
    host = host_of(other.url)
    if theirs > ours:
        return f"several dumps name {host} here"
    return f"another dump names {host} here" if theirs == ours and _better(host, host_of(link.url)) else ""


def _better(host: str, than: str) -> bool:
    return hosts.known(host) and not hosts.known(than)


def _same_but_host(one: str, other: str) -> bool:
    """Tell whether two addresses lead to the same thing on two hosts, or to hosts that differ by one letter."""
    a, b = host_of(one), host_of(other)
    if a == b:
        return False
    paths = urlsplit(one).path.strip("/").lower(), urlsplit(other).path.strip("/").lower()
    if paths[0] == paths[1] and len(paths[0]) >= _PATH:
        return True
    return paths[0] == paths[1] and len(a) > SHORTEST and OSA.distance(a, b, score_cutoff=1) == 1


# --- the library


def _doubles(papers: Iterable[Paper]) -> dict[str, str]:
    """Return the hosts, as registered, that one paper names and that look like one that many name, with that one."""
    seen: defaultdict[str, int] = defaultdict(int)
    for paper in papers:
        for host in {_registered(link.url) for link in paper.links if link.trusted}:
            seen[host] += 1
    # Who publishes under a suffix like github.io differs from page to page; the registered name is the suffix' own.
    often = sorted(host for host, count in seen.items() if count >= OFTEN)
    near = _neighbourhood(often)
    rare = sorted(host for host, count in seen.items() if count == 1 and not hosts.known(host))
    found = ((host, _resembled(host, near)) for host in rare)
    return {host: real for host, real in found if real}


def _neighbourhood(often: Iterable[str]) -> dict[str, list[str]]:
    """Return often named hosts by each name with one letter left out: hosts one edit apart share such a key."""
    near: defaultdict[str, list[str]] = defaultdict(list)
    for host in often:
        name = host.partition(".")[0]
        if len(name) >= SHORTEST:
            for key in _keys(name):
                near[key].append(host)
    return near


def _keys(name: str) -> set[str]:
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


def _resembled(host: str, near: Mapping[str, Sequence[str]]) -> str:
    name, _, suffix = host.partition(".")
    if len(name) < SHORTEST:
        return ""
    candidates = sorted({real for key in _keys(name) for real in near.get(key, ())})
    for real in candidates:
        other, _, ending = real.partition(".")
        if other == name and _spread(suffix) and _spread(ending):
            continue
        if OSA.distance(name, other, score_cutoff=1) <= 1 and name[:1] == other[:1]:
            return real
    return ""


def _spread(suffix: str) -> bool:
    """Tell whether an ending is a country's or that of an institution, under which one name is used again."""
    return len(suffix.rpartition(".")[2]) == 2 or suffix in {"com", "org", "edu", "net"}


def _double(link: Link, doubles: Mapping[str, str]) -> str:
    real = doubles.get(_registered(link.url)) if doubles else None
    return f"only this paper names the host; it looks like {real}, which many papers name" if real else ""


def host_of(address: str) -> str:
    """Return the host of an address that is a link, without ``www.``."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _registered(address: str) -> str:
    return ".".join(hosts.registrable(host_of(address).split(".")))
