"""Real exports give as many records as are counted without our readers; skipped where the shared data is absent."""

import csv
import io
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.dumps import read_files, text
from generator.model import Record
from generator.readers import Line, Origin, reader_of
from generator.readers.json_reader import DOCUMENT

COUNTS: dict[str, Callable[[Path], int]] = {
    "hf-api/hf_daily_papers.json": lambda path: len(json.loads(path.read_text("utf-8"))),
    "jsonl/semantic_scholar_transformer.json": lambda path: len(json.loads(path.read_text("utf-8"))["data"]),
    "arxiv/arxiv_kaggle_oai_sample.jsonl": lambda path: path.read_bytes().count(b'{"id":"'),
    "jsonl/daily-arxiv-2025-03-18.jsonl": lambda path: path.read_bytes().count(b'\n{"id"') + 1,
    "jsonl/messy.jsonl": lambda path: path.read_bytes().count(b'\n{"id"') + 1,
    "csv/ieee.csv": lambda path: len(list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))),
}


@pytest.mark.parametrize("file", COUNTS)
def test_an_export_gives_the_records_that_an_independent_count_gives(shared: Path, file: str) -> None:
    path = shared / "formats" / file
    [dump] = read_files([path]).dumps
    assert dump.records == COUNTS[file](path) > 0
    assert dump.ledger.balanced
    assert not dump.rejected


def test_a_document_on_one_line_is_read_in_memory_that_does_not_grow(shared: Path) -> None:
    path = shared / "formats" / "jsonl" / "messy.jsonl"
    entries = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    content = json.dumps(entries * 20)
    assert _peak(content) < 5_000_000 < len(content)


def _peak(content: str) -> int:
    """Return how many bytes of memory it takes to read a document that comes in pieces."""
    starts = range(0, len(content), 1 << 16)
    lines = (Line(1, content[start : start + (1 << 16)], more=True) for start in starts)
    tracemalloc.start()
    assert sum(isinstance(part, Record) for part in DOCUMENT.read(lines, Origin("a", "a"))) > 400
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_lines_of_a_packed_corpus_are_read_lazily(shared: Path) -> None:
    path = shared / "corpora" / "papers-100k.jsonl.gz"
    lines = text.lines(path)
    head = [next(lines) for _ in range(400)]
    reader = reader_of(head)
    assert reader is not None
    assert sum(isinstance(part, Record) for part in reader.read(head, Origin("a", "a"))) == 400
