"""What the front page shows besides themes and search: the papers listed most often, and one example trail."""

from dataclasses import replace

from generator.model import Assignment, Dump, Ledger, Library, Placement, Related, Theme
from generator.pages import front, render
from generator.pages.catalogue import Catalogue
from tests.pages import Elements, html_of, one, paper

DUMPS = ("a", "b", "c")
LEDGER = Ledger(lines=1, record=1, boilerplate=0, rejected=0)


def library(listed: list[str], *, themed: bool = True, related: bool = True) -> Library:
    """Papers that dumps list by letter, all in one theme, each related to the first one."""
    places = tuple(
        Placement(assignments=(Assignment(slug="t", score=1 / (i + 1), evidence=("term",)),)) if themed else Placement()
        for i in range(len(listed))
    )
    return Library(
        dumps=tuple(
            Dump(id=name, file=f"{name}.txt", sha256="0" * 64, title=name.upper(), records=1, ledger=LEDGER)
            for name in DUMPS
        ),
        papers=tuple(
            paper(f"p{i}", f"Paper {i}", "Text.", *((name, i + 1) for name in names)) for i, names in enumerate(listed)
        ),
        themes=(Theme(slug="t", name="A Theme", scope="Scope."),) if themed else (),
        placements=places,
        related=tuple(
            (Related(slug="p1" if i == 0 else "p0", score=0.5, shared=("term",)),) if related else ()
            for i in range(len(listed))
        ),
    )


def home(of: Library) -> str:
    return html_of(render(one(of, "index.md")))


def test_the_papers_of_most_dumps_come_first_and_none_of_a_single_dump():
    often = front.most_listed(Catalogue(library(["a", "ab", "abc", "b", "bc"])))
    assert [(entry.slug, entry.dumps) for entry in often] == [("p2", 3), ("p4", 2), ("p1", 2)]


def test_the_trail_leads_from_the_theme_to_its_centre_to_a_paper_that_shares_words():
    found = front.trail(Catalogue(library(["a"] * 12)))
    assert found is not None
    assert (found.shelf.theme.slug, found.central.slug, found.near.entry.slug) == ("t", "p0", "p1")
    assert found.near.shared == ("term",)


def test_a_title_nobody_reads_at_a_glance_is_no_example():
    made = library(["a"] * 12)
    long = replace(made.papers[0], title="Word " * 40)
    found = front.trail(Catalogue(replace(made, papers=(long, *made.papers[1:]))))
    assert found is None


def test_a_library_without_relations_dumps_or_themes_has_no_part_that_says_nothing():
    for made in (library(["a"] * 12, related=False), library(["a"] * 3), library([], themed=False)):
        text = Elements(home(made)).text
        assert front.trail(Catalogue(made)) is None
        assert "Listed most often" not in text
        assert "From a theme to your next paper" not in text


def test_the_page_names_the_three_steps_and_in_how_many_dumps_a_paper_is():
    text = Elements(home(library(["abc", *["a"] * 11]))).text
    for part in ("A Theme", "Paper 0", "Paper 1", "both about term", "in 3 dumps", "what 3 of them said"):
        assert part in text
