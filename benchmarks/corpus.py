"""Real papers in large numbers: the corpus that benchmarks fill libraries with. It is not published."""

import gzip
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("PAPERSHELF_SHARED", ROOT.parent / "shared"))
CORPUS = SHARED / "corpora" / "papers-100k.jsonl.gz"
"""JSON Lines: id, title, abstract, authors, date, source; any other file of such lines will do, packed or not."""
OURS = 422
"""Papers of the first dumps in the repository."""


def lines(corpus: Path, count: int, start: int = 0) -> Iterator[str]:
    """Yield lines of a corpus."""
    with gzip.open(corpus, "rt", encoding="utf-8") if corpus.suffix == ".gz" else corpus.open(encoding="utf-8") as file:
        yield from islice(file, start, start + count)
