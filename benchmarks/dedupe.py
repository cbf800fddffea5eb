"""Measure deduplication at several sizes of library, stage by stage, and list what it united.

    python -m benchmarks.dedupe [--sizes 1000,10000,100000] [--corpus papers.jsonl.gz] [--list 200 clusters.md]

The corpus is JSON Lines (id, title, abstract, authors, date, source), one record a line; its identifiers are not used,
so that the texts have to do. It is not published. Each size runs in a process of its own: CPU seconds (user and
system) and the highest memory so far, a stage. `--list` writes clusters of the largest size whose titles or abstracts
differ, for people to read: which ones is decided by a hash of their ids, so that everybody reads the same ones.
"""

import argparse
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.corpus import CORPUS, ROOT, lines
from benchmarks.stages import Stages
from generator import slugs
from generator.dedupe import block, deduplicate
from generator.dedupe.cluster import Edge, cluster
from generator.dedupe.fold import words
from generator.dedupe.grouping import profiled
from generator.dedupe.match import match
from generator.dedupe.merge import merge
from generator.dedupe.profile import profile
from generator.model import Paper, Place, Record
from generator.normalise import normalise_all

SIZES = "1000,10000,100000"


def records(corpus: Path, size: int) -> Iterator[Record]:
    """Yield the first records of a corpus; the id stands where the file's name would."""
    for number, line in enumerate(lines(corpus, size), 1):
        row = json.loads(line)
        year = (row["date"] or "")[:4]
        yield Record(
            dump=row["source"],
            place=Place(row["id"], number),
            position=number,
            lines=1,
            title=row["title"] or "",
            abstract=row["abstract"] or "",
            authors=tuple(row["authors"] or ()),
            year=int(year) if year.isdigit() else None,
        )


def measure(corpus: Path, size: int, listing: tuple[int, Path] | None) -> dict[str, object]:
    """Return the figures of one size; write the clusters if asked to."""
    stages = Stages()
    papers = stages.run("read and normalise", lambda: normalise_all(records(corpus, size))[0])
    compared, united = apart(papers, stages)
    found = stages.run("deduplicate", lambda: deduplicate(papers))
    if listing:
        write(papers, united, *listing)
    return {
        "stages": {stage: (cpu, peak / 1e9) for stage, (_, cpu, peak) in stages.took.items()},
        "pairs": compared,
        "clusters": len(united),
        "papers": len(found.papers),
        "doubts": sum(finding.code == "PS303" for finding in found.findings),
        "conflicts": len(found.conflicts),
    }


def apart(papers: Sequence[Paper], stages: Stages) -> tuple[int, list[list[int]]]:
    """Run the stages one by one; return how many pairs were compared, and the clusters of more than one record."""
    profiles, members = stages.run("profile", lambda: profiled(map(profile, papers)))
    pairs = stages.run("block", lambda: block.candidates(profiles))
    edges = stages.run("match", lambda: [Edge(a, b, match(profiles[a], profiles[b])) for a, b in pairs])
    clusters = stages.run("cluster", lambda: cluster(profiles, edges))
    groups = [sorted(position for member in own for position in members[member]) for own in clusters]
    merged = stages.run("merge", lambda: [merge([papers[position] for position in group]).paper for group in groups])
    stages.run("addresses", lambda: slugs.assign(merged))
    return len(pairs), [group for group in groups if len(group) > 1]


def write(papers: Sequence[Paper], united: Iterable[list[int]], number: int, out: Path) -> None:
    """Write clusters with differing titles or abstracts, with both texts and the words in which they differ."""
    differing = [group for group in united if len({_texts(papers[position]) for position in group}) > 1]
    chosen = sorted(differing, key=lambda group: _hash(papers, group))[:number]
    parts = [f"# {len(chosen)} of {len(differing)} merged clusters of differing titles or abstracts\n"]
    for nth, group in enumerate(chosen, 1):
        first, *others = (papers[position] for position in group)
        parts += [f"\n## {nth}. {_id(first)}\n\n**{first.title}**  \n{', '.join(first.authors)}\n\n{first.abstract}\n"]
        parts += [_beside(first, other) for other in others]
    out.write_text("".join(parts), "utf-8")


def _beside(first: Paper, other: Paper) -> str:
    found = match(profile(first), profile(other))
    a, b = words(f"{first.title} {first.abstract}"), words(f"{other.title} {other.abstract}")
    changes = [
        f"{' '.join(a[i:j]) or '∅'} → {' '.join(b[k:m]) or '∅'}"
        for what, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
        if what != "equal"
    ]
    return (
        f"\n### {_id(other)}: {found.kinship}, {found.strength:.3f}, {found.verdict}\n\n"
        f"**{other.title}**  \n{', '.join(other.authors)}\n\n{other.abstract}\n\n"
        f"Differs in: {'; '.join(changes) or 'nothing but typography'}\n"
    )


def _texts(paper: Paper) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return words(paper.title), words(paper.abstract)


def _id(paper: Paper) -> str:
    return paper.witnesses[0].place.file


def _hash(papers: Sequence[Paper], group: Iterable[int]) -> str:
    return hashlib.sha256("\n".join(sorted(_id(papers[position]) for position in group)).encode()).hexdigest()


def table(sizes: list[int], results: list[dict[str, object]]) -> None:
    """Print a row a stage: CPU seconds and memory at each size, and by what the last step of sizes multiplies it."""
    print("| stage |" + "".join(f" {size:,} |" for size in sizes) + " growth |\n|---|" + "---|" * (len(sizes) + 1))
    for stage in results[0]["stages"]:
        cells = [result["stages"][stage] for result in results]
        growth = cells[-1][0] / max(cells[-2][0], 0.001) if len(cells) > 1 else 1.0
        print(
            f"| {stage} |" + "".join(f" {cpu:.1f} s, {memory:.2f} GB |" for cpu, memory in cells) + f" x {growth:.1f} |"
        )
    for what in ("pairs", "clusters", "papers", "doubts", "conflicts"):
        counts = [result[what] for result in results]
        growth = counts[-1] / max(counts[-2], 1) if len(counts) > 1 else 1.0
        print(f"| {what} |" + "".join(f" {count:,} |" for count in counts) + f" x {growth:.1f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default=SIZES, help="how many records")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--list", nargs=2, metavar=("N", "FILE"), help="write N clusters of the largest size")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if not args.corpus.exists():
        sys.exit(f"{args.corpus} is not on this machine; name another corpus with --corpus")
    listing = (int(args.list[0]), Path(args.list[1])) if args.list else None
    sizes = sorted(int(size) for size in args.sizes.split(","))
    if args.one:
        print(json.dumps(measure(args.corpus, sizes[0], listing)))
        return
    results = []
    for size in sizes:
        command = [
            sys.executable,
            "-m",
            "benchmarks.dedupe",
            "--one",
            "--sizes",
            str(size),
            "--corpus",
            str(args.corpus),
        ]
        command += ["--list", *args.list] if args.list and size == sizes[-1] else []
        answer = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        results.append(json.loads(answer.stdout))
    table(sizes, results)


if __name__ == "__main__":
    main()
