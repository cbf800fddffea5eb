"""Citations that earlier builds wrote are taken where nothing of them changed, and there only."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.cache import Cache
from generator.model import Dump, Library, Paper, Place, Placement, Witness
from generator.outputs.citations import files

SITE = "https://papers.example.org/"


def dump(name: str) -> Dump:
    return Dump(id=name, file=f"{name}.txt", sha256=name, title=f"The {name} list")


def paper(number: int, listed: str = "march") -> Paper:
    witness = Witness(dump=listed, place=Place(f"{listed}.txt", number), position=number, title=f"Paper {number}")
    return Paper(
        slug=f"paper-{listed}-{number}",
        title=f"Paper {number}",
        abstract="We test.",
        witnesses=(witness,),
        authors=("Ada Lovelace",),
        identifiers=(("arxiv", f"2401.{number:05}"),),
    )


def library(*papers: Paper, dumps: tuple[Dump, ...] = (dump("march"), dump("april"))) -> Library:
    return Library(
        dumps=dumps, papers=papers, themes=(), placements=(Placement(),) * len(papers), related=((),) * len(papers)
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ".cache"


def made(of: Library, folder: Path | None = None, site: str = SITE) -> tuple[dict[str, bytes], int]:
    """The files, and how many portions of papers were written for them."""
    cache = Cache(folder) if folder else None
    return dict(files(of, site, cache=cache)), cache.made["citations"] if cache else 0


FEW = library(*(paper(number) for number in range(3)))


def test_what_is_kept_gives_the_same_files(folder):
    assert made(FEW, folder) == (made(FEW)[0], 1)
    assert made(FEW, folder) == (made(FEW)[0], 0)


def test_a_new_dump_leaves_what_was_written_of_the_others(folder):
    old = [paper(number) for number in range(450)]
    assert made(library(*old), folder)[1] == 3
    more = library(*old, paper(1, "april"), paper(2, "april"))
    assert made(more, folder) == (made(more)[0], 1)


CHANGES: dict[str, Callable[[Paper], Paper]] = {
    "title": lambda one: replace(one, title="Another"),
    "slug": lambda one: replace(one, slug="another"),
    "authors": lambda one: replace(one, authors=("Charles Babbage",)),
    "year": lambda one: replace(one, year=1843),
    "venue": lambda one: replace(one, venue="Taylor's Scientific Memoirs"),
    "identifiers": lambda one: replace(one, identifiers=(("doi", "10.1000/1"),)),
    "first dump": lambda one: replace(one, witnesses=(replace(one.witnesses[0], dump="april"), *one.witnesses)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_a_citation_says_is_seen_when_it_changes(folder, change):
    whole = made(FEW, folder)[0]
    changed = library(FEW.papers[0], change(FEW.papers[1]), FEW.papers[2])
    assert made(changed)[0] != whole
    assert made(changed, folder)[0] == made(changed)[0]


def test_another_title_of_a_dump_is_seen(folder):
    made(FEW, folder)
    named = replace(FEW, dumps=(replace(dump("march"), title="Another list"), dump("april")))
    assert made(named, folder) == (made(named)[0], 1)


def test_another_address_of_the_site_is_seen(folder):
    bare = library(replace(paper(1), identifiers=()))
    made(bare, folder)
    assert made(bare, folder, "https://elsewhere.example/") == (made(bare, site="https://elsewhere.example/")[0], 1)


def test_a_file_that_was_cut_is_written_anew(folder):
    made(FEW, folder)
    for path in folder.rglob("*.msgpack"):
        path.write_bytes(path.read_bytes()[:-1])
    assert made(FEW, folder) == (made(FEW)[0], 1)


def test_half_a_character_is_no_obstacle(folder):
    odd = library(replace(paper(1), title="half \ud83d of it", venue="\udc80"))
    assert made(odd, folder)[0] == made(odd)[0]
