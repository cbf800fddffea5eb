"""Records as they are found in the wild: each one has a page, and what readers see on it is the cleaned text."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.dedupe import deduplicate
from generator.model import Dump, Library, Paper, Place, Placement, Record
from generator.normalise import clean_abstract, clean_title, mathml, normalise_all, segments
from generator.normalise.latex import subject
from tests.building import build_library

BATCH = 40
READ = """async urls => {
  const texts = await Promise.all(urls.map(async url => (await fetch(url)).text()));
  const room = document.querySelector(".ps-content");
  return texts.map(text => {
    room.replaceChildren(new DOMParser().parseFromString(text, "text/html").querySelector(".ps-paper"));
    for (const math of room.querySelectorAll("math")) math.replaceWith("⟦" + math.textContent + "⟧");
    return [".ps-paper h1", ".ps-abstract p"].map(part => room.querySelector(part).innerText);
  });
}"""
"""What readers see of pages, laid out with the style sheet; a formula as the characters that it draws, in brackets."""


@pytest.fixture(scope="module")
def records(shared: Path) -> tuple[Record, ...]:
    """The records of messy.jsonl."""
    path = shared / "formats" / "jsonl" / "messy.jsonl"
    if not path.is_file():
        pytest.skip("needs formats/jsonl/messy.jsonl of the shared data, which is not published")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return tuple(
        Record(dump="messy", place=Place("messy.jsonl", number), position=number, lines=1, title=row["title"],
               abstract=row["abstract"], authors=tuple(row["authors"] or ()))
        for number, row in enumerate(rows, start=1)
    )  # fmt: skip


@pytest.fixture(scope="module")
def papers(records: tuple[Record, ...]) -> tuple[Paper, ...]:
    """The records as papers, each once."""
    return deduplicate(normalise_all(records)[0]).papers


@pytest.fixture(scope="module")
def messy_site(project, papers, tmp_path_factory) -> Path:
    """The site of them, without themes."""
    dump = Dump(id="messy", file="messy.jsonl", sha256="0" * 64, title="Messy")
    nothing = ((),) * len(papers)
    library = Library(dumps=(dump,), papers=papers, themes=(), placements=(Placement(),) * len(papers), related=nothing)
    return build_library(library, project.root, tmp_path_factory.mktemp("messy"))


def test_every_record_is_a_witness_of_one_paper_and_cleaning_gives_what_the_paper_says(records, papers):
    of = {witness.place.line: paper for paper in papers for witness in paper.witnesses}
    assert sorted(of) == [record.place.line for record in records]
    alone = [record for record in records if len(of[record.place.line].witnesses) == 1]
    assert len(alone) > len(records) / 2
    for record in alone:
        title = clean_title(record.title)
        paper = of[record.place.line]
        assert (paper.title, paper.abstract) == (title, clean_abstract(record.abstract, subject(title)))


@pytest.mark.browser
def test_the_visible_text_of_every_page_is_the_cleaned_text(browser, serve, messy_site, papers):
    base = serve(messy_site)
    context = browser.new_context()
    page = context.new_page()
    page.goto(base + "about/")
    seen = [text for urls in batches([base + paper.url for paper in papers]) for text in page.evaluate(READ, urls)]
    context.close()
    assert len(seen) == len(papers)
    wrong = [
        (paper.slug, shown, expected(text))
        for paper, texts in zip(papers, seen, strict=True)
        for shown, text in zip(
            texts, (paper.title, paper.abstract or "No dump has an abstract of this paper."), strict=True
        )
        if squeezed(shown) != expected(text)
    ]
    assert not wrong


def batches(urls: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(urls), BATCH):
        yield urls[start : start + BATCH]


def expected(text: str) -> str:
    """A clean text as ``READ`` gives it; a formula that cannot be read is its source."""
    return squeezed("".join(drawn(part.text) if part.math else part.text for part in segments(text)))


def drawn(tex: str) -> str:
    math = mathml(tex)
    return tex if math is None else f"⟦{''.join(ET.fromstring(math).itertext())}⟧"


def squeezed(text: str) -> str:
    return re.sub(r"[ \t\n\r\f\v]+", " ", text).strip()
