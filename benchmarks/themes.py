"""Measure the themes and the related papers: how right they are, how stable, how they grow.

    python -m benchmarks.themes [--sizes 1000,10000,100000] [--corpus FILE]

On the dumps of the repository:

- *held out*: the exemplars and pins are split into five parts; each part is placed by a taxonomy that was not told of
  it. How often the primary theme is the one people named, and how often any accepted theme is.
- *automatic*: adjusted mutual information of the automatic themes with the primary themes of `themes.yml`, and the
  share of papers that keep their automatic theme when one dump is added to the others: themes are matched by
  overlap, one to one and (where one theme became two) each old one to the new one that has most of it.
- *related*: nDCG@10 against the judged cases beside the repository (left out where they are not), ours and plain TF-IDF
  on words and pairs of words, in one run; and the most lists of the first five that one paper stands in.

With `--sizes`, CPU seconds and peak memory of assigning and relating so many papers, and of finding automatic themes:
the dumps' own papers first, then those of the shared corpus, each size in a process of its own.
"""

import argparse
import json
import math
import os
import re
import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_mutual_info_score

from benchmarks.corpus import CORPUS, ROOT, SHARED, lines
from generator.dedupe import deduplicate
from generator.dumps import read_folder
from generator.model import Paper, Place, Theme, Witness, title_key
from generator.normalise import normalise_all
from generator.related import nearest
from generator.themes import assign, automatic, taxonomy
from generator.themes.profiles import told

RELATED = SHARED / "eval" / "related.jsonl"
SPLITS = 5


@dataclass(frozen=True)
class Cost:
    """What one size took."""

    papers: int
    seconds: tuple[float, ...]
    memory: int
    without: float

    def row(self) -> str:
        cells = " | ".join(f"{each:.1f} s" for each in self.seconds)
        return f"| {self.papers:,} | {cells} | {self.memory / 1e9:.2f} GB | {self.without:.1%} |"


def of_the_repository() -> tuple[Paper, ...]:
    """Return the papers of the dumps, each once."""
    return deduplicate(normalise_all(read_folder(ROOT / "dumps").records)[0]).papers


# --- how right --------------------------------------------------------------------------------------------------------


def held_out(papers: Sequence[Paper], themes: Sequence[Theme]) -> tuple[float, float, int]:
    """Return the shares of held-out papers whose primary theme, and any of whose themes, is the one people named."""
    people = told(papers, themes)
    first: list[bool] = []
    some: list[bool] = []
    for split in range(SPLITS):
        hidden = dict(sorted(people.items())[split::SPLITS])
        keys = {title_key(witness.title) for number in hidden for witness in papers[number].witnesses}
        silent = tuple(
            replace(
                theme,
                exemplars=tuple(key for key in theme.exemplars if key not in keys),
                pins=tuple(key for key in theme.pins if key not in keys),
            )
            for theme in themes
        )
        placements = assign.assign(papers, silent)
        for number, theme in hidden.items():
            slug = themes[theme].slug
            first.append(placements[number].primary == slug)
            some.append(slug in {assignment.slug for assignment in placements[number].assignments})
    return statistics.mean(first), statistics.mean(some), len(first)


def primaries(papers: Sequence[Paper], themes: Sequence[Theme]) -> list[str]:
    """Return the primary theme of each paper, empty for one without."""
    return [placement.primary or "" for placement in assign.assign(papers, themes)]


def kept(before: Sequence[str], after: Sequence[str]) -> tuple[float, float]:
    """Return the shares of papers that keep their theme, matched one to one and each old theme to its largest part."""
    old, new = sorted(set(before)), sorted(set(after))
    overlap = np.zeros((len(old), len(new)))
    for one, other in zip(before, after, strict=True):
        overlap[old.index(one), new.index(other)] += 1
    rows, columns = linear_sum_assignment(-overlap)
    return overlap[rows, columns].sum() / len(before), overlap.max(axis=1).sum() / len(before)


def ndcg(lists: Sequence[Sequence[str]], papers: Sequence[Paper], cases: Sequence[dict[str, object]]) -> float:
    """Return the mean nDCG@10 of lists of keys against the judged cases."""
    at = {paper.key: number for number, paper in enumerate(papers)}
    gains = []
    for case in cases:
        wanted = [title_key(str(key)) for key in case["related"]]  # type: ignore[attr-defined]
        mine = lists[at[title_key(str(case["key"]))]][:10]
        gain = sum(1 / math.log2(place + 2) for place, key in enumerate(mine) if key in wanted)
        gains.append(gain / sum(1 / math.log2(place + 2) for place in range(min(10, len(wanted)))))
    return statistics.mean(gains)


def plain(papers: Sequence[Paper]) -> list[list[str]]:
    """Return the ten nearest papers of each by TF-IDF on words and pairs of words."""
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), stop_words="english", sublinear_tf=True)
    rows = vectorizer.fit_transform([f"{paper.title} {paper.abstract}" for paper in papers])
    products = (rows @ rows.T).toarray()
    np.fill_diagonal(products, -1.0)
    return [[papers[other].key for other in np.argsort(-row, kind="stable")[:10]] for row in products]


def quality() -> None:
    papers = of_the_repository()
    themes = taxonomy.load(ROOT / "themes.yml").themes
    placements = assign.assign(papers, themes)
    themes_each = statistics.mean(len(placement.assignments) for placement in placements)
    without = sum(placement.primary is None for placement in placements)
    print(f"{len(papers)} papers, {len(themes)} themes, {themes_each:.2f} themes a paper, {without} without one")
    first, some, count = held_out(papers, themes)
    print(f"held out, {count} papers in {SPLITS} splits: primary theme {first:.3f}, any theme {some:.3f}")
    found = automatic.find(papers)
    mine = primaries(papers, found)
    ami = adjusted_mutual_info_score([placement.primary or "" for placement in placements], mine)
    print(f"automatic: {len(found)} themes, {mine.count('')} papers without one, AMI with themes.yml {ami:.3f}")
    for dump in dict.fromkeys(witness.dump for paper in papers for witness in paper.witnesses):
        earlier = [i for i, paper in enumerate(papers) if any(witness.dump != dump for witness in paper.witnesses)]
        before = [papers[number] for number in earlier]
        one, split = kept(primaries(before, automatic.find(before)), [mine[number] for number in earlier])
        print(f"  {dump} ({len(papers) - len(before)} papers) added to the other dumps ({len(before)}): {one:.3f} keep")
        print(f"    their theme, {split:.3f} if a theme may become two")
    related = nearest(papers)
    hubs = Counter(entry.slug for entries in related for entry in entries[:5])
    print(f"related: one paper stands in {hubs.most_common(1)[0][1]} lists of the first five at most")
    if RELATED.exists():
        cases = [json.loads(line) for line in RELATED.read_text("utf-8").splitlines()]
        keys = {paper.slug: paper.key for paper in papers}
        mine_related = [[keys[entry.slug] for entry in entries] for entries in related]
        ours, theirs = ndcg(mine_related, papers, cases), ndcg(plain(papers), papers, cases)
        print(f"related, {len(cases)} judged papers, nDCG@10: ours {ours:.3f}, plain TF-IDF {theirs:.3f}")


# --- how it grows -----------------------------------------------------------------------------------------------------


def corpus(path: Path, count: int) -> list[Paper]:
    """Return real papers, read as they are but for line breaks and the signs around mathematics."""
    papers = []
    for number, line in enumerate(lines(path, count)):
        record = json.loads(line)
        title = " ".join(record["title"].split())
        abstract = re.sub(r"\$([^$]{1,200})\$", r"\\(\1\\)", " ".join((record["abstract"] or "").split()))
        witness = Witness(dump="corpus", place=Place("corpus", number + 1), position=number + 1, title=title)
        papers.append(Paper(title=title, abstract=abstract, witnesses=(witness,), slug=f"corpus-{number}"))
    return papers


def cost(path: Path, size: int, *, found: bool) -> Cost:
    """Assign and relate so many papers; with ``found`` find their automatic themes and assign them to these instead."""
    own = of_the_repository()
    papers = (*own, *corpus(path, size - len(own)))[:size]
    clock = [time.process_time()]
    themes = automatic.find(papers) if found else taxonomy.load(ROOT / "themes.yml").themes
    clock.append(time.process_time())
    vectors = assign.space_of(papers, themes)
    placements = assign.assign(papers, themes, vectors)
    clock.append(time.process_time())
    if not found:
        nearest(papers, vectors)
        clock.append(time.process_time())
    seconds = [after - before for before, after in pairwise(clock)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    without = sum(placement.primary is None for placement in placements) / size
    return Cost(size, tuple(seconds if found else [*seconds[1:], sum(seconds[1:])]), memory, without)


def alone(work: Callable[[], Cost]) -> Cost:
    """Do something in a process of its own, so that its peak of memory is its own."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        done = work()
        os.write(writing, json.dumps([done.papers, done.seconds, done.memory, done.without]).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
    if not said:
        sys.exit("a measurement failed")
    papers, seconds, memory, without = json.loads(said)
    return Cost(papers, tuple(seconds), memory, without)


def growth(path: Path, sizes: Sequence[int]) -> None:
    for found, heads in (
        (False, ("vectors and themes", "related", "together")),
        (True, ("finding automatic themes", "vectors and themes")),
    ):
        print(f"\n| papers | {' | '.join(heads)} | peak memory | without a theme |\n|{'---|' * (len(heads) + 3)}")
        for size in sizes:
            print(alone(partial(cost, path, size, found=found)).row(), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="", help="numbers of papers, with commas between them")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="papers as JSON Lines, compressed")
    args = parser.parse_args()
    quality()
    if args.sizes and args.corpus.exists():
        growth(args.corpus, [int(size) for size in args.sizes.split(",")])
    elif args.sizes:
        print("growth left out: the shared corpus is not on this machine")


if __name__ == "__main__":
    main()
