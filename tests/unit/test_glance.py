"""The library at a glance: numbers that add up, whatever the library, and a page that draws them."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.holdings import holdings
from generator.model import Assignment, Dump, Ledger, Library, Placement, Theme
from generator.pages import glance, render
from tests.pages import Elements, html_of, one, paper


def library(listings: Sequence[Sequence[int]], placed: Sequence[Sequence[int]], themes: int = 3) -> Library:
    """A library of papers that dumps list by number, each in themes by number, the primary one first."""
    count = len(placed)
    lists = [[number for number in listing if number < count] for listing in listings]
    where = [[(f"d{d}", lists[d].index(i) + 1) for d in range(len(lists)) if i in lists[d]] for i in range(count)]
    shown = [i for i in range(count) if where[i]]
    return Library(
        dumps=tuple(
            Dump(id=f"d{d}", file=f"d{d}.txt", sha256="0" * 64, title=f"Dump {d}", records=len(lists[d]),
                 ledger=Ledger(lines=1, record=1, boilerplate=0, rejected=0))
            for d in range(len(lists))
        ),
        papers=tuple(paper(f"p{i}", f"Paper {i}", "Text.", *where[i]) for i in shown),
        themes=tuple(Theme(slug=f"t{t}", name=f"Theme <{t}>", scope="Scope.") for t in range(themes)),
        placements=tuple(
            Placement(assignments=tuple(
                Assignment(slug=f"t{t}", score=1 / (i + 2), evidence=(f"term {t}", "shared"))
                for t in dict.fromkeys(placed[i])
            ))
            for i in shown
        ),
        related=((),) * len(shown),
    )  # fmt: skip


SOME = library([[0, 1, 2], [2, 3], [4, 5, 0]], [[0], [0, 1], [1, 0], [2], [], [1]])
libraries = st.builds(
    library,
    st.lists(st.lists(st.integers(0, 11), unique=True, max_size=8), max_size=30),
    st.lists(st.lists(st.integers(0, 3), max_size=3), max_size=12),
    st.just(4),
)


def grown(of: Library) -> tuple[tuple[glance.Period, ...], tuple[glance.Trend, ...]]:
    over = glance.periods(of.dumps, holdings(of))
    return over, glance.trends(of, holdings(of), over)


@given(libraries)
def test_every_paper_counts_once_among_the_sizes(made: Library) -> None:
    sizes = glance.sizes(made)
    assert sum(size.primary for size in sizes) == len(made.papers)
    assert sum(size.papers for size in sizes) == sum(max(1, len(p.assignments)) for p in made.placements)


@given(libraries)
def test_the_shares_of_a_period_add_up_to_one_and_its_papers_to_those_that_it_lists(made: Library) -> None:
    over, trends = grown(made)
    assert sum(period.papers for period in over) == sum(len(each.papers) for each in holdings(made).values())
    for at, period in enumerate(over if trends else ()):
        assert sum(trend.papers[at] for trend in trends) == period.papers
        assert sum(trend.shares[at] for trend in trends) == pytest.approx(1)
    assert not trends or sum(trend.early for trend in trends) == pytest.approx(1)
    assert not trends or sum(trend.late for trend in trends) == pytest.approx(1)


@given(libraries)
def test_two_themes_overlap_by_the_papers_that_have_both(made: Library) -> None:
    slugs = [{one.slug for one in placement.assignments} for placement in made.placements]
    for pair in glance.overlaps(made):
        assert pair.at[0] < pair.at[1]
        assert pair.both == sum({pair.one.slug, pair.other.slug} <= each for each in slugs) > 0
        assert 0 < pair.share <= 1
    pairs = sum(len(each) * (len(each) - 1) // 2 for each in slugs)
    assert sum(pair.both for pair in glance.overlaps(made)) == pairs


def test_sizes_stand_by_size_and_those_without_a_theme_last() -> None:
    sizes = [(size.theme.slug if size.theme else None, size.primary, size.further) for size in glance.sizes(SOME)]
    assert sizes == [("t0", 2, 1), ("t1", 2, 1), ("t2", 1, 0), (None, 1, 0)]


def test_what_grew_most_stands_first() -> None:
    _, trends = grown(SOME)
    assert [trend.theme.slug if trend.theme else None for trend in trends] == ["t1", "t2", "t0", None]
    assert (trends[2].early, trends[2].late) == (pytest.approx(2 / 3), pytest.approx(1 / 3))


def test_nothing_grows_in_a_single_dump() -> None:
    assert grown(library([[0, 1]], [[0], [1]]))[1] == ()


def test_many_dumps_are_taken_together_in_order_and_an_empty_one_is_none() -> None:
    many = library([[number % 12] for number in range(200)] + [[]], [[0]] * 12)
    over = glance.periods(many.dumps, holdings(many))
    assert len(over) == glance.PERIODS
    assert (over[0].first.id, over[-1].last.id) == ("d0", "d199")
    assert {period.papers for period in over} == {8, 9}
    assert all(period.joined for period in over)


def test_the_closest_themes_have_most_papers_in_common() -> None:
    near = glance.neighbours(SOME.themes[0], 3, glance.overlaps(SOME))
    assert [(one.theme.slug, one.both, one.share) for one in near] == [("t1", 2, pytest.approx(2 / 3))]


def test_central_papers_are_those_of_the_highest_score_and_only_where_it_is_a_choice() -> None:
    assert glance.central(SOME, (1, 0, 3), count=2) == (0, 1)
    assert glance.central(SOME, (1, 0), count=2) == ()


def test_a_characteristic_term_speaks_for_one_theme_and_stands_once() -> None:
    terms = glance.characteristic(SOME)
    assert [found[0] for found in terms.values()] == ["term 0", "term 1", "term 2"]
    assert glance._telling(
        {"reward": 9, "reward model": 3, "code": 2}, {"reward": 9, "reward model": 3, "code": 2}, 5
    ) == (
        "reward",
        "code",
    )


EDGES = {
    "nothing": library([], [], themes=0),
    "no theme": library([[0]], [[]], themes=0),
    "one paper": library([[0]], [[0]], themes=1),
    "no paper in a theme": library([[0]], [[]], themes=2),
    "some": SOME,
    "sixty themes": library([range(120), range(60)], [[n % 60, (n * 7) % 60] for n in range(120)], themes=60),
}


@pytest.mark.parametrize("name", EDGES)
def test_the_page_is_whole_for_any_library(name: str) -> None:
    made = EDGES[name]
    html = html_of(render(one(made, "glance.md")))
    page = Elements(html)
    drawings = [attrs for tag, attrs in page.tags if tag == "svg"]
    assert all(attrs["role"] == "img" and attrs["aria-label"] for attrs in drawings)
    assert bool(drawings) == bool(made.themes and made.papers)
    assert all(attrs.get("tabindex") == "0" and attrs["aria-label"] for _, attrs in page.tags
               if attrs.get("role") == "region")  # fmt: skip
    assert not re.search(r"#[0-9a-f]{3,6}\b(?!;)|rgb\(|nan|inf\b", html.replace("&#", ""))
    assert "<1>" not in html


def test_the_tables_say_what_the_drawings_show() -> None:
    text = Elements(html_of(render(one(SOME, "glance.md")))).text
    assert re.search(r"together\s+6\s+2\s+8", text)
    assert re.search(r"together\s+3\s+2\s+3", text)


def test_a_share_that_stays_is_no_change() -> None:
    """``3 % to 3 %`` makes a reader look for the difference."""
    text = " ".join(Elements(html_of(render(one(library([[0, 1], [2, 3]], [[0], [1]] * 2), "glance.md")))).text.split())
    assert text.count("stays at 50 %") == 2
    assert "50 % to 50 %" not in text
    assert "stays at" not in Elements(html_of(render(one(library([[0], [1]], [[0], [1]]), "glance.md")))).text


def test_a_term_starts_a_search_and_its_characters_stay_in_the_query() -> None:
    text = render(one(SOME, "glance.md"))
    assert '<a href="../search/?q=term+0">term 0</a>' in text


def test_a_theme_says_what_is_next_to_it_and_what_it_is_made_of() -> None:
    many = library([range(12)], [[0, 1]] + [[0]] * 11)
    text = render(one(many, "themes/t0/index.md"))
    assert "1 paper in both, 8 %" in text
    assert "The 10 most central papers" in text
    assert "?q=term+0" in text
    assert "most central" not in render(one(many, "themes/t1/index.md"))


def test_the_way_to_the_page_stands_on_the_front_page_and_with_the_themes() -> None:
    for path in ("index.md", "themes/index.md"):
        assert re.search(r'href="(?:\.\./)?glance/"', render(one(SOME, path)))
