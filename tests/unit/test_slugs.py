"""Slugs: legal, unique, and never moved by a dump that comes later."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.model import Paper, Place, Witness
from generator.slugs import LENGTH, RESERVED, assign, free, slug_of

LEGAL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def witness(title: str, dump: str = "one", position: int = 1) -> Witness:
    return Witness(dump=dump, place=Place(f"{dump}.txt", position), position=position, title=title)


def paper(*witnesses: Witness) -> Paper:
    return Paper(title="cleaned", abstract="text", witnesses=witnesses)


def papers(*titles: str) -> list[Paper]:
    return [paper(witness(title, position=position)) for position, title in enumerate(titles, start=1)]


def slugs(found: tuple[Paper, ...]) -> list[str]:
    return [each.slug for each in found]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Memory³: Language Modeling with Explicit Memory", "memory3-language-modeling-with-explicit-memory"),
        (r"$\mathbf{\texttt{D}}$ual-Head", "dual-head"),
        ("via texttt{D}ual-Head", "via-dual-head"),
        (r"Schr{\"o}dinger and \'Etale", "schrodinger-and-etale"),
        (r"Learning \alpha-Stable $\ell_2$ Bounds", "learning-alpha-stable-ell2-bounds"),
        ("Étude   de\nα–β", "etude-de-a-b"),
        ("10,000 Papers & More", "10000-papers-more"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("../../etc/passwd", "etc-passwd"),
        ("学习表示", "xue-xi-biao-shi"),
    ],
)
def test_an_address_is_made_of_the_raw_title_by_frozen_rules(title: str, slug: str) -> None:
    """If this fails, published addresses move: mend the code, not the test."""
    assert slug_of(title) == slug


def test_a_long_title_is_cut_at_a_word() -> None:
    slug = slug_of(
        "Towards a Unified and Robust Understanding of Representations in Deep Reinforcement Learning Agents"
    )
    assert slug == "towards-a-unified-and-robust-understanding-of-representations-in-deep"
    assert len(slug_of("a" * 200)) == LENGTH


def test_a_title_without_letters_is_named_by_its_checksum() -> None:
    assert slug_of("🎲🎲") == "paper-74ae2c23eb"
    assert slug_of("🎲") != slug_of("🎲🎲")


def test_equal_slugs_are_numbered_in_the_order_of_first_appearance() -> None:
    found, redirects = assign(papers("On Trees", "On trees!", "On Trees 2", "ON TREES"))
    assert slugs(found) == ["on-trees", "on-trees-2", "on-trees-2-2", "on-trees-3"]
    assert redirects == ()


@pytest.mark.parametrize("title", ["Page", "Index", "CON", "nul", "Lpt1"])
def test_a_name_that_means_something_else_is_never_an_address(title: str) -> None:
    (found,), _ = assign(papers(title))
    assert found.slug == f"{title.lower()}-2"


def test_a_later_title_of_the_same_paper_redirects() -> None:
    found, redirects = assign([paper(witness("Old Name"), witness("New Name", "two"), witness("new name", "three"))])
    assert slugs(found) == ["old-name"]
    assert redirects == (("new-name", "old-name"),)


def test_no_redirect_hides_a_paper_and_no_later_paper_takes_a_redirect() -> None:
    first = paper(witness("Old Name"), witness("Taken", "two", 2), witness("New Name", "two", 3))
    others = [paper(witness("Taken", "two", 1)), paper(witness("New Name", "three"))]
    found, redirects = assign([first, *others], dumps=("one", "two", "three"))
    assert slugs(found) == ["old-name", "taken", "new-name-2"]
    assert redirects == (("new-name", "old-name"),)


titles = st.one_of(
    st.sampled_from(
        ["On Trees", "On trees", "On Trees 2", "On Trees 2 2", "🎲", "", "page", "con", "a-" * 60, "İß\u0300"]
    ),
    st.text(max_size=100),
)
said = st.lists(st.tuples(st.integers(0, 7), titles), max_size=25)


def heard(entries: list[tuple[int, str]]) -> list[Paper]:
    """Return papers of which each entry says the number and a title, five entries a dump."""
    found: dict[int, list[Witness]] = {}
    for position, (number, title) in enumerate(entries):
        found.setdefault(number, []).append(witness(title, str(position // 5), position))
    return [paper(*witnesses) for witnesses in found.values()]


@given(st.lists(titles, max_size=20))
@example(["x" * 80, "x" * 81, "x" * 80 + "-2"])
def test_slugs_are_legal_unique_and_not_reserved(drawn: list[str]) -> None:
    found, _ = assign(papers(*drawn))
    assert all(LEGAL.fullmatch(slug) for slug in slugs(found))
    assert len(set(slugs(found))) == len(found)
    assert not RESERVED & set(slugs(found))


@given(said, st.integers(0, 5))
def test_adding_dumps_changes_no_older_address(entries: list[tuple[int, str]], dumps: int) -> None:
    order = tuple(str(number) for number in range(6))
    before, old_redirects = assign(heard(entries[: dumps * 5]), dumps=order[:dumps])
    after, redirects = assign(heard(entries), dumps=order)
    assert slugs(after)[: len(before)] == slugs(before)
    assert redirects[: len(old_redirects)] == old_redirects


@given(said)
def test_a_redirect_leads_from_a_free_address_to_a_paper(entries: list[tuple[int, str]]) -> None:
    found, redirects = assign(heard(entries))
    sources = [source for source, _ in redirects]
    assert len(set(sources)) == len(sources)
    assert not set(sources) & (set(slugs(found)) | RESERVED)
    assert {target for _, target in redirects} <= set(slugs(found))


def test_a_slug_that_thousands_want_is_not_counted_through_for_each_of_them() -> None:
    class Counting(dict[str, int]):
        asked = 0

        def __contains__(self, key: object) -> bool:
            self.asked += 1
            return super().__contains__(key)

    taken, numbers = Counting({"preface-3": -1}), dict[str, int]()
    for number in range(500):
        taken[free("preface", taken, numbers)] = number
    assert list(taken)[:4] == ["preface-3", "preface", "preface-2", "preface-4"]
    assert len(taken) == 501
    assert taken.asked < 4 * 500


def test_a_slug_is_the_same_with_and_without_a_memory_of_numbers() -> None:
    taken, numbers = {"about", "folding-2", "folding"}, dict[str, int]()
    for wanted in ("folding", "about", "maps", "folding", "maps"):
        assert free(wanted, taken) == free(wanted, taken, numbers)
        taken.add(free(wanted, taken, numbers))
    assert taken >= {"folding-3", "folding-4", "about-2", "maps", "maps-2"}
