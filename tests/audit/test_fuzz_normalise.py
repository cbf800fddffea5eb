"""Throw damaged text at the normaliser: no exception, no runaway, nothing invisible, formulas always in their brackets.

Three sources of text: mutations of the real dumps, pieces that mean something to a rule in any order, and hypothesis.
Rounds and seed are fixed, so that the same run fails twice; for longer hunts set PAPERSHELF_FUZZ to a number of rounds
and PAPERSHELF_SEED to a seed. What was found stands as tests in ``tests/unit/test_normalise_*.py``.
"""

import os
import random
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Place, Record
from generator.normalise import clean_abstract, clean_title, mathml, normalise, plain, segments
from generator.normalise.addresses import refusal
from generator.normalise.links import links_in, refused_in

pytestmark = pytest.mark.audit
ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("PAPERSHELF_FUZZ", "8000"))
SEED = int(os.environ.get("PAPERSHELF_SEED", "7"))
TIMEOUT = 1200
"""Seconds for 100 kB of each nasty piece: many times what it takes, nothing to what backtracking would."""

PIECES = (
    r"\( \) \[ \] $ $$ { } ( ) [ ] ^ _ ~ - -- --- ` `` ' '' \" , . ; : ! ? … \\ \ / | & % # @ < > = + * 0 1 10 a x T O "
    r"log sqrt frac mathcal left right Big beta Omega times imes sim pm in to the The We of ofthe \textbf{ \cite{ "
    r"2.5 \emph{ cite{ \footnote{ \url{ \href{ }{ \begin{itemize} \item \end{itemize} \'e \"{o} {\'E} \L {em {\em "
    r"\bfx \cO \poly \n http: // https://github.com/a/b www.a.org github.com/a/b https://github.com@x.io https://a.b/( "
    r"[a](https://b.co) arXiv.org ://: (cid:173) (cid:12) (cid: &amp; &lt; &#x202e; &amp;lt; <sub>2</sub> <i> </i> "
    r"<script> {{ }} {% %} /spl mu/ [1] [?] (??) Section?? @xcite smith2020deep x2013 i.e. e.g. in- fer "
    "Show More Abstract: \u00c3\u00a9 \u00e2\u20ac\u2122 \u202e \u2066 \u200b \u00ad \ufb01 \ufffd \x00 \x07 \x0c \x85 "
    "\u2028 /sup /sub \U000f0000 \U0010fffd \ud800 e\u0301 \u4e2d \u0645 \u0456 \U0001f600"
).split(" ")
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000f0000-\U0010ffff]"
)


def record(text: str, title: str) -> Record:
    lines = tuple(range(2, 3 + text.count("\n")))
    return Record(
        dump="d", place=Place("d", 1), position=1, lines=2, title=title, abstract=text, abstract_lines=lines,
        identifiers=(("arxiv", "2401.01234"),),
    )  # fmt: skip


def check(raw: str) -> None:
    """Hold a text to everything that is promised of any text."""
    clean = clean_abstract(raw)
    assert clean_abstract(clean) == clean, "cleaning twice is cleaning once"
    title = clean_title(raw)
    assert clean_title(title) == title
    for text in (clean, title):
        assert not _INVISIBLE.search(text)
        assert unicodedata.is_normalized("NFC", text)
        parts = segments(text)
        assert not any(r"\(" in part.text or r"\)" in part.text for part in parts), "delimiters come in pairs"
        assert r"\(" not in plain(text)
        for part in parts:
            shown = mathml(part.text) if part.math else None
            assert shown is None or not re.search(r"<script|href|onerror", re.sub(r">[^<]*<", "><", shown))
    for link in links_in(clean):
        assert link.url in clean
        assert not refusal(link.url)
        assert bool(link.note) is not link.trusted
    refused_in([raw])
    paper, findings = normalise(record(raw, raw[:80]))
    assert list(paper.flags) == sorted(set(paper.flags))
    assert all(found.place.file == "d" and found.place.line >= 1 for found in findings)


def mutated(chance: random.Random, texts: list[str]) -> str:
    """Return a real text with pieces put in, taken out, doubled and moved."""
    text = chance.choice(texts)
    start = chance.randrange(max(1, len(text) - 300))
    text = text[start : start + chance.randrange(20, 300)]
    for _ in range(chance.randrange(1, 7)):
        at, to = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
        kind = chance.randrange(4)
        if kind == 0:
            text = text[:at] + chance.choice(PIECES) + text[at:]
        elif kind == 1:
            text = text[:at] + text[min(to, at + 12) :]
        elif kind == 2:
            text = text[:to] + text[at : min(to, at + 40)] + text[to:]
        else:
            text = text[:at] + chance.choice(PIECES) + text[at:to] + chance.choice(PIECES) + text[to:]
    return text


def glued(chance: random.Random) -> str:
    return "".join(chance.choice(PIECES) + chance.choice(["", "", " ", "\n"]) for _ in range(chance.randrange(1, 26)))


def test_damaged_real_text() -> None:
    texts = [line for path in sorted((ROOT / "dumps").glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    texts = [text for text in texts if len(text) > 200]
    if not texts:
        pytest.skip("no dumps in this checkout")
    chance = random.Random(SEED)
    for _ in range(ROUNDS):
        check(mutated(chance, texts))


def test_pieces_in_any_order() -> None:
    chance = random.Random(SEED)
    for _ in range(ROUNDS):
        check(glued(chance))


@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_any_text(raw: str) -> None:
    check(raw)


NASTY = [
    *(piece for piece in PIECES if piece),
    "a b ",
    "a- b",
    "A.B",
    "(a",
    "x_",
    "^{",
    "a^(",
    "[a](",
    "{a ",
    "$a ",
    "$1/",
]
NASTY += [
    "\\a",
    "we propose ",
    "of ,",
    "a,bc ",
    "smith2020",
    "https://a",
    "\u00c3",
    '"a ',
    "\\item[",
    "{\\em ",
    "1.",
    "(?",
    "ref{",
]
NASTY += ["{a}", "{{a b", "a''", "''a", "\"a''", "htps://", "https://https://a.", "a.We ", "aofthe", "/spl /sub "]
_SCRIPT = """
import sys
from generator.model import Place, Record
from generator.normalise import normalise
for piece in sys.stdin.buffer.read().decode("utf-8", "surrogatepass").split("\\x1f"):
    for size in (19_000, 100_000):
        text = piece * (size // len(piece))
        normalise(Record(dump="d", place=Place("d", 1), position=1, lines=2, title=text[:300], abstract=text))
"""


def test_a_hundred_kilobytes_of_anything_come_to_an_end() -> None:
    """In a process of its own: an expression that goes back and forth cannot be interrupted in this one."""
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        input="\x1f".join(NASTY).encode("utf-8", "surrogatepass"),
        capture_output=True, timeout=TIMEOUT, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2000:]
