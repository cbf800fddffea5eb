"""The payloads as dumps: in every field of every kind of file, under names and in settings that are payloads, too."""

import csv
import io
import json
from collections.abc import Iterator
from html import escape

import yaml

from tests.payloads import ALL, TEXTS, numbered


def entry(title: str, text: str) -> dict[str, object]:
    """Return an entry of JSON Lines with a payload in each field."""
    return {
        "title": title,
        "abstract": f"This abstract about reward hacking holds: {text} and it ends as an abstract does.",
        "authors": [f"Ann {text}", text],
        "journal": text,
        "keywords": [text],
        "comment": f"See {text}",
        "doi": f"10.1234/{text}",
        "arxiv_id": text,
        "url": text,
        "date": text,
        "id": text,
    }


def together() -> bytes:
    """Return a dump of one paper a kind that holds all payloads of the kind: quick, and every payload is there."""
    lines = []
    for kind, texts in TEXTS.items():
        marked = [numbered(text, number) for number, text in enumerate(texts)]
        lines.append(entry(f"On {kind}: {marked[0][:200]} in Titles of Papers", " ; ".join(marked)))
    return "".join(json.dumps(line) + "\n" for line in lines).encode("utf-8", "surrogatepass")


def apart() -> Iterator[tuple[str, str]]:
    """Yield a title and a payload for each payload."""
    for number, (kind, text) in enumerate(ALL):
        marked = numbered(text, number)
        yield f"{marked} as the Title of Paper {number} on {kind}", marked


def as_csv() -> bytes:
    """Return the payloads as a table."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(("Document Title", "Abstract", "Authors", "DOI", "PDF Link"))
    for title, text in apart():
        table.writerow((title, f"A table says: {text} and ends.", f"Ann {text}; {text}", f"10.1234/{text}", text))
    return out.getvalue().encode()


def as_bibtex() -> bytes:
    """Return the payloads as BibTeX that nobody escaped."""
    return "\n".join(
        f"@article{{k{n},\n title = {{{title}}},\n author = {{{text} and Ann {text}}},\n"
        f" abstract = {{BibTeX: {text}.}},\n journal = {{{text}}},\n url = {{{text}}},\n doi = {{10.1234/{text}}}\n}}\n"
        for n, (title, text) in enumerate(apart())
    ).encode()


def as_ris() -> bytes:
    """Return the payloads as RIS."""
    return "".join(
        f"TY  - JOUR\nTI  - {title}\nAU  - {text}\nAB  - RIS says: {text}.\nUR  - {text}\nT2  - {text}\nER  - \n\n"
        for title, text in apart()
    ).encode()


def _in_xml(char: str) -> bool:
    return char in "\t\n\r" or (ord(char) >= 32 and not 0xFFFE <= ord(char) <= 0xFFFF)


def as_feed() -> bytes:
    """Return the payloads as RSS, escaped as XML asks for, so that they arrive as HTML."""
    clean = (("".join(filter(_in_xml, title)), "".join(filter(_in_xml, text))) for title, text in apart())
    items = "".join(
        f"<item><title>{escape(title)}</title><link>{escape(text)}</link>"
        f"<description>{escape(f'<p>A feed says: {text} and ends.</p>')}</description></item>\n"
        for title, text in clean
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>\n{items}</channel></rss>\n'.encode()


def as_text() -> bytes:
    """Return the payloads as a page that somebody copied."""
    blocks = (
        f"{title}\n\nA text of some length says about reward hacking: {text} and ends." for title, text in apart()
    )
    return ("Subscribe\n\nDaily Papers\n\n" + "\n\n".join(blocks) + "\n").encode()


def every_kind() -> dict[str, bytes]:
    """Return dumps by name: each payload alone, in each kind of file."""
    single = "".join(json.dumps(entry(title, text)) + "\n" for title, text in apart()).encode()
    return {
        "<img src=x onerror=owned(1)>.jsonl": single,
        "{{ 7*7*7*7 }} =1+1.csv": as_csv(),
        "..%2f..%2fowned.bib": as_bibtex(),
        "\u202e'\"`.ris": as_ris(),
        "javascript:owned(1).xml": as_feed(),
        "-rf ~.txt": as_text(),
    }


def settings(names: Iterator[str] | list[str]) -> dict[str, bytes]:
    """Return a project's YAML files that say payloads wherever a text can stand."""
    texts = [numbered(text, n) for n, (kind, text) in enumerate(ALL) if kind not in ("slow", "direction")]
    dumps = [{"file": name, "title": texts[n], "source": texts[50 + n]} for n, name in enumerate(names)]
    groups: list[dict[str, object]] = [
        {"name": f"Theme {n} {text}", "slug": f"theme-{n}", "scope": f"A scope: {text}", "terms": ["reward", text]}
        for n, text in enumerate(texts[:60])
    ]
    groups.append({"name": "Escaping", "slug": "../../owned", "scope": "x", "terms": ["paper"]})
    watches = [{"name": f"Watch {text}", "query": text} for text in texts[:30]]
    return {
        "dumps/dumps.yml": yaml.safe_dump({"dumps": dumps}).encode(),
        "themes.yml": yaml.safe_dump({"themes": groups}).encode(),
        "watches.yml": yaml.safe_dump({"watches": watches}).encode(),
    }
