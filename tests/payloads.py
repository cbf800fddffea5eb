"""Texts and files that try to be more than the text of a paper: what a dump from anybody may hold.

``owned(…)`` is what the scripts among them call; nothing defines it but the tests. Where it matters ``N`` stands for a
number, so that one can tell which of them was run.
"""

import gzip
import io
import json
import zipfile
from pathlib import Path

import zstandard

DATA = Path(__file__).parent / "data"

SLOW = (
    "a" * 5000, "(" * 3000, "$" * 1001, "{" * 1500 + "}" * 1500, "\\(" * 700, "\\frac{1}{" * 400, "http://" * 600,
    "https://" + "a." * 1500, "-" * 4000, "<" * 3000, "&#" * 1500, "* " * 1500, "[" * 2000, "_a" * 1500,
    "e\u0301" * 1500, "\u202e" * 1500, "a@" * 1500, "1/" * 1500, " " * 5000 + "x", "\\" * 3001, "^_" * 1000,
)  # fmt: skip
"""Texts that make careless patterns try everything: none may stall the build."""

TEXTS: dict[str, tuple[str, ...]] = {
    **{kind: tuple(texts) for kind, texts in json.loads((DATA / "payloads.json").read_text("utf-8")).items()},
    "slow": SLOW,
}
"""By what they try."""

ALL: tuple[tuple[str, str], ...] = tuple((kind, text) for kind, texts in TEXTS.items() for text in texts)


def numbered(text: str, number: int) -> str:
    """Return a payload that says which one it is when it runs."""
    return text.replace("owned(N)", f"owned({number})")


def bombs() -> dict[str, bytes]:
    """Return dumps that would fill any memory, never end, or lead out of their folder, by the names of the files."""
    nothing = b"\0" * (1 << 25)
    bundle = io.BytesIO()
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../../owned.txt", nothing)
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    entry = "<item><title>&e11;</title><description>&e11;</description></item>"
    feed = '<?xml version="1.0"?><!DOCTYPE rss [{}]><rss version="2.0"><channel>{}</channel></rss>'
    outside = '<!ENTITY e11 SYSTEM "file:///etc/passwd">'
    return {
        "bomb.jsonl.gz": gzip.compress(nothing * 2),
        "bomb.txt.zst": zstandard.ZstdCompressor().compress(nothing * 2),
        "nested.txt.gz": gzip.compress(gzip.compress(nothing)),
        "line.jsonl.gz": gzip.compress(b'{"title": "A", "abstract": "' + b"a" * (1 << 23) + b'"}\n'),
        "bundle.zip": bundle.getvalue(),
        "cut.gz": gzip.compress(b"x\n")[:-8] * 3,
        "laughs.xml": feed.format(f'<!ENTITY e0 "lol">{entities}', entry).encode(),
        "outside.xml": feed.format(outside, entry).encode(),
        "deep.json": b'[{"title":' + b"[" * 200_000,
        "deep.jsonl": (b'{"a":' * 50_000 + b"\n") * 3,
        "braces.bib": b"@article{k, title = " + b"{" * 200_000,
        "endless.ris": b"TY  - JOUR\n" + b"AU  - \n" * 20_000,
        "quote.csv": b'Title,Abstract\n"' + b"a,b\n" * 5_000,
        "spaces.txt": b"Subscribe\n\nDaily Papers\n\n" + b" " * 2_000_000 + b"x\n",
    }


def laughs(depth: int = 12) -> str:
    """Return YAML whose aliases would become 10 ** depth words."""
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, depth)]
    return "\n".join(lines) + "\n"


def unruly_yaml(key: str) -> dict[str, str]:
    """Return files of entries under a key that are bombs, never end, ask for an object, or are nested too deep."""
    bomb = laughs()
    return {
        "aliases": f"{bomb}{key}: *a11\n",
        "aliases in an entry": f"{bomb}{key}:\n  - {{name: *a11, file: *a11, query: *a11, terms: *a11}}\n",
        "itself": f"{key}: &a [*a]\n",
        "merged with itself": f"{key}:\n  - &a\n    <<: *a\n    name: x\n",
        "object": f"{key}: !!python/object/apply:os.system ['touch owned']\n",
        "brackets": f"{key}: {'[' * 1000}\n",
        "control": f"{key}: \x00\n",
    }
