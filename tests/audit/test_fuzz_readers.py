"""Mutated dumps of every format: no exception, no line lost, and the same result twice.

``PAPERSHELF_FUZZ_SEED`` and ``PAPERSHELF_FUZZ_ROUNDS`` look elsewhere and for longer; what they find becomes a test of
the part that it was found in.
"""

import gzip
import os
import random
from pathlib import Path

import pytest
import zstandard

from generator.dumps import read_files
from generator.library import inspect

pytestmark = pytest.mark.audit
TOYS = tuple(file.read_bytes() for file in sorted((Path(__file__).parents[1] / "data" / "dumps").iterdir()))
SEEDS = (*TOYS, *map(gzip.compress, TOYS), *map(zstandard.ZstdCompressor().compress, TOYS[:3]))
TOKENS = (
    *'{ } [ ] , : " \\ ; | & < > % @ = # \t \r \n \r\n \0 ,, "" ]} }{ [[ {{'.split(" "),
    *r'\ud800 \u00 NaN null true -Infinity 1e999 "title": Title: --- ER TY'.split(),
    *"]]> <![CDATA[ &amp; &#0; @article{ title={ <entry> </item>".split(),
    *("[" * 2000, '{"a":' * 2000, '"' * 99, "<a>" * 2000, "9" * 5000, "\ufeff", "\u2028", "é", "x" * 30_000),
)
ROUNDS = int(os.environ.get("PAPERSHELF_FUZZ_ROUNDS", "15000"))
SEED = int(os.environ.get("PAPERSHELF_FUZZ_SEED", "1"))


def mutated(content: bytes, chosen: random.Random) -> bytes:
    """Return a content with one to six things done to it."""
    for _ in range(chosen.randint(1, 6)):
        start, end = sorted((chosen.randint(0, len(content)), chosen.randint(0, len(content))))
        match chosen.randrange(7):
            case 0:
                content = content[:start]
            case 1:
                content = content[:start] + content[start + chosen.randint(1, 30) :]
            case 2:
                content = content[:start] + chosen.choice(TOKENS).encode() + content[start:]
            case 3:
                content = content[end:] + content[:start] + content[start:end]
            case 4:
                content = content[:end] + content[start:end] + content[end:]
            case 5 if content:
                at = chosen.randrange(len(content))
                content = content[:at] + bytes([content[at] ^ (1 << chosen.randrange(8))]) + content[at + 1 :]
            case _:
                content = content + chosen.choice(SEEDS)
    return content[: 1 << 18]


def test_no_mutation_raises_or_loses_a_line_and_each_is_read_the_same_twice(tmp_path: Path) -> None:
    chosen = random.Random(SEED)
    path = tmp_path / "toy.bin"
    for number in range(ROUNDS):
        content = mutated(chosen.choice(SEEDS), chosen)
        path.write_bytes(content)
        try:
            found = read_files([path])
            assert all(dump.ledger.balanced for dump in found.dumps)
            assert sum(dump.records for dump in found.dumps) == len(found.records)
            if number % 10 == 0:
                assert read_files([path]) == found
                inspect([path])
        except BaseException:
            (tmp_path / "found.bin").write_bytes(content)
            raise
