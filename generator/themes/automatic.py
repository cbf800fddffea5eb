"""Automatic themes: what a library without ``themes.yml`` is grouped by.

The graph of near papers is cut into communities: its leading eigenvectors (Ng, Jordan and Weiss 2001) clustered by
scikit-learn's k-means, a fixed seed and one thread. A community becomes a theme like one that people wrote: its terms
are those which its papers mention more often than all papers do, its name is made of the strongest of them, its
exemplars are its most central papers; ``assign`` then places the papers as always. On 422 papers the AMI with a
librarian's primary themes is 0.52 (0.55 with those of ``themes.yml``), with four or six fifths as many themes 0.45 and
0.50. In an earlier run, in which this had 0.48 to 0.50: k-means on the latent vectors 0.47, Ward 0.45, NMF 0.44,
average linkage 0.41, a consensus of forty k-means 0.49.

Refuses to be stable where it can't be: another dump may change every theme, and ``Theme.automatic`` says so. When one
of the five dumps is added to the others, 0.66 to 0.89 of the papers keep their theme (0.66: it doubles the library).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import scipy
from threadpoolctl import threadpool_limits

from generator.executors import SERIAL, Executor
from generator.model import Paper, Theme
from generator.similarity.lexicon import Floats, Ints
from generator.similarity.near import Candidates, candidates
from generator.similarity.reasons import strongest
from generator.similarity.vectors import Space, space
from generator.themes.naming import characteristic, distinct, label

_MOST = 30
_NEIGHBOURS = 25
_TERMS, _EXEMPLARS, _NAMED = 20, 5, 4
_SEED = 20
_READ = 10_000
"""The themes of a larger library are those of so many of its papers, evenly spread."""
_DENSE = 1500
"""Up to so many papers the eigenvectors are computed directly."""


@dataclass(frozen=True, slots=True)
class Group:
    """An automatic theme and the papers that it was made of, as positions, the most central first."""

    theme: Theme
    members: tuple[int, ...]


def find(papers: Sequence[Paper], *, executor: Executor = SERIAL) -> tuple[Theme, ...]:
    """Return about as many themes as the square root of the number of papers, 30 at most, the largest first.

    Papers that share no word with any other make no theme: it could have no name, and hold none of them.
    """
    return tuple(group.theme for group in groups(papers[:: -(-len(papers) // _READ) or 1], executor=executor))


def groups(
    papers: Sequence[Paper], among: Sequence[int] | None = None, *, size: int = 1, executor: Executor = SERIAL
) -> tuple[Group, ...]:
    """Return the themes of ``find`` with their members; reads all papers, however many.

    With ``among`` only the papers at these positions are grouped, by what tells them from all; there are so few groups
    that they have ``size`` papers on average at least.
    """
    positions = np.arange(len(papers)) if among is None else np.array(among, dtype=np.int64)
    if not len(positions):
        return ()
    vectors = space(papers, executor=executor)
    some = replace(vectors, papers=len(positions), own=vectors.own[positions])
    communities = _communities(candidates(some, executor=executor), most=max(1, len(positions) // size))
    members = [positions[communities == number] for number in np.unique(communities)]
    members.sort(key=lambda group: (-len(group), int(group[0])))
    found: dict[str, Group] = {}
    for group in members:
        central = _central(vectors, group)
        theme = _theme(papers, vectors, group, central, taken=[each.theme for each in found.values()])
        if theme:
            found[theme.slug] = Group(theme, tuple(central))
    return tuple(found.values())


def _communities(near: Candidates, *, most: int) -> Ints:
    """Return the number of each paper's community."""
    count = min(_MOST, most, round(int(near.found[:, 0].sum()) ** 0.5))
    if count < 2:
        return np.zeros(len(near.papers), dtype=np.int64)
    from sklearn.cluster import KMeans  # noqa: PLC0415 - a second of CPU, wasted on whoever has a themes.yml

    with threadpool_limits(limits=1):  # the order of sums must not depend on the machine's cores
        places = _eigenvectors(_graph(near), count)
        found = KMeans(count, n_init=20, random_state=_SEED).fit_predict(places)
    return np.asarray(found, dtype=np.int64)


def _graph(near: Candidates) -> Any:
    """Return who is near to whom, both ways, scaled so that no paper counts for more than others."""
    size = len(near.papers)
    rows, ranks = np.nonzero(near.found[:, :_NEIGHBOURS])
    graph = scipy.sparse.csr_matrix((near.nearness[rows, ranks], (rows, near.papers[rows, ranks])), shape=(size, size))
    graph = graph.maximum(graph.T)
    degrees = np.asarray(graph.sum(axis=1)).ravel()
    scale = scipy.sparse.diags_array(1.0 / np.sqrt(np.where(degrees > 0, degrees, 1.0)))
    return scale @ graph @ scale


def _eigenvectors(graph: Any, count: int) -> Floats:
    """Return the papers' places in the leading eigenvectors, scaled to length 1."""
    size = graph.shape[0]
    if size <= _DENSE:
        from scipy.linalg import eigh  # noqa: PLC0415 - takes 0.1 s, and who has a taxonomy needs none of it

        vectors = eigh(graph.toarray(), subset_by_index=(size - count, size - 1))[1]
    else:
        from scipy.sparse.linalg import eigsh  # noqa: PLC0415 - as above

        vectors = eigsh(graph, k=count, which="LA", v0=np.ones(size), rng=np.random.default_rng(0))[1]
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1.0), dtype=np.float64)


def _theme(
    papers: Sequence[Paper], vectors: Space, group: Ints, central: Sequence[int], *, taken: Sequence[Theme]
) -> Theme | None:
    """Describe a community, unless its papers have no word in common; ``taken`` are the themes before it."""
    terms = strongest(vectors.terms, *characteristic(vectors, group), count=_TERMS)
    if not terms:
        return None
    name = label(papers, vectors, group, terms, used=[theme.name for theme in taken])
    name, slug = distinct(name, terms, {theme.slug for theme in taken})
    return Theme(
        slug=slug,
        name=name,
        scope=f"Papers that speak of {', '.join(terms[:_NAMED])} more often than others do.",
        terms=terms,
        exemplars=tuple(papers[number].key for number in central[:_EXEMPLARS]),
        automatic=True,
    )


def _central(vectors: Space, group: Ints) -> list[int]:
    """Return the papers of a community, those nearest to its centre first."""
    centre = np.asarray(vectors.own[group].sum(axis=0)).ravel()
    nearness = (vectors.own[group] @ centre).round(9)
    return [int(number) for number in group[np.lexsort((group, -nearness))]]
