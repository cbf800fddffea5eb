"""No address dies: whatever dump comes later, whatever people decide, whatever is taken back."""

from collections.abc import Iterable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from generator.dedupe.components import components
from generator.dedupe.history import history
from generator.model import Paper, Place, Witness
from generator.slugs import Redirects, assign

TITLES = ["On Trees", "On trees!", "On Trees 2", "Roots", "🎲", "page"]
DUMPS = tuple(str(number) for number in range(4))

Link = tuple[int, int]
State = tuple[tuple[Paper, ...], Redirects]


def records(titles: Sequence[str], sizes: Sequence[int]) -> list[Paper]:
    """Return records, so many a dump, the rest in the last one."""
    found = []
    for number, title in enumerate(titles):
        dump = next((d for d in range(len(sizes)) if number < sum(sizes[: d + 1])), len(DUMPS) - 1)
        place = Place(f"{dump}.txt", number + 1)
        found.append(
            Paper(
                title=title,
                abstract="",
                witnesses=(Witness(dump=str(dump), place=place, position=number, title=title),),
            )
        )
    return found


def group(positions: Sequence[int], links: Iterable[Link], barred: Iterable[Link]) -> list[list[int]]:
    """Group records by links, the first ones first, but never two that are barred from each other."""
    groups = {position: [position] for position in positions}
    for a, b in links:
        if a in groups and b in groups and groups[a] is not groups[b]:
            both = [*groups[a], *groups[b]]
            if not any(x in both and y in both for x, y in barred):
                for position in both:
                    groups[position] = both
    return sorted(sorted(each) for each in {id(each): each for each in groups.values()}.values())


def state(
    everything: Sequence[Paper], count: int, links: list[Link], barred: list[Link], same: list[Link], apart: list[Link]
) -> State:
    """Return the papers of the first records and their addresses, as a library of these alone has them."""
    some = everything[:count]
    positions = range(count)
    decided = group(positions, [*same, *links], [*barred, *apart])
    parts = components(count, [link for link in links if max(link) < count])
    touched = {position for pair in apart for position in pair}
    past = history(some, decided, parts, lambda among: group(among, links, barred), decided=touched)
    papers = [
        Paper(title="", abstract="", witnesses=tuple(some[position].witnesses[0] for position in members))
        for members in decided
    ]
    return assign(papers, dumps=DUMPS, history=past)


def addresses(found: State) -> dict[str, frozenset[int]]:
    """Return the positions of the records that each address leads to."""
    papers, redirects = found
    own = {paper.slug: frozenset(w.position for w in paper.witnesses) for paper in papers}
    assert len(own) == len(papers)
    assert not {old for old, _ in redirects} & set(own)
    return own | {old: own[new] for old, new in redirects}


pairs = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[0] < p[1]), max_size=6)
library = st.tuples(
    st.lists(st.sampled_from(TITLES), min_size=1, max_size=12),
    st.lists(st.integers(1, 5), min_size=3, max_size=3),
    pairs,
    pairs,
)


def ends(everything: Sequence[Paper]) -> list[int]:
    """Return how many records there are after each dump."""
    dumps = [paper.witnesses[0].dump for paper in everything]
    return [number for number in range(1, len(dumps) + 1) if number == len(dumps) or dumps[number] != dumps[number - 1]]


@given(library)
def test_a_later_dump_lets_no_address_die_though_it_makes_one_paper_of_two(drawn):
    titles, sizes, links, barred = drawn
    everything = records(titles, sizes)
    now = addresses(state(everything, len(titles), links, barred, [], []))
    for count in ends(everything):
        before = addresses(state(everything, count, links, barred, [], []))
        assert set(before) <= set(now)


@given(library)
def test_an_address_goes_on_leading_to_a_record_that_it_led_to(drawn):
    titles, sizes, links, barred = drawn
    everything = records(titles, sizes)
    now = addresses(state(everything, len(titles), links, barred, [], []))
    for count in ends(everything):
        for slug, led_to in addresses(state(everything, count, links, barred, [], [])).items():
            assert led_to & now[slug]


@given(library, pairs, pairs)
def test_decisions_let_no_address_die_whenever_they_are_made(drawn, same, apart):
    titles, sizes, links, barred = drawn
    everything = records(titles, sizes)
    same = [pair for pair in same if pair not in apart]
    now = addresses(state(everything, len(titles), links, barred, same, apart))
    for count in ends(everything):
        for some_same, some_apart in (([], []), (same, []), ([], apart), (same, apart), (same[:1], apart[:1])):
            before = addresses(state(everything, count, links, barred, some_same, some_apart))
            assert set(before) <= set(now)


def test_two_papers_of_one_title_that_a_third_record_makes_one_leave_both_addresses():
    everything = records(["On Trees", "On Trees", "Trees"], [2, 1, 1])
    papers, redirects = state(everything, 3, [(0, 2), (1, 2)], [], [], [])
    assert [paper.slug for paper in papers] == ["on-trees"]
    assert redirects == (("on-trees-2", "on-trees"), ("trees", "on-trees"))


def test_a_record_that_a_decision_parts_from_its_paper_has_an_address_of_its_own():
    everything = records(["On Trees", "On Trees", "On Trees"], [1, 1, 1])
    before, _ = state(everything, 3, [(0, 1)], [], [], [])
    papers, _ = state(everything, 3, [(0, 1)], [], [], [(0, 1)])
    assert [paper.slug for paper in before] == ["on-trees", "on-trees-2"]
    first, parted, third = (paper.slug for paper in papers)
    assert (first, third) == ("on-trees", "on-trees-2"), "nobody else moves"
    assert parted.startswith("on-trees-")
    assert parted == state(everything, 2, [(0, 1)], [], [], [(0, 1)])[0][1].slug, "it does not depend on later dumps"


def test_an_address_that_went_with_a_removed_dump_is_given_to_nobody():
    one = Paper(title="", abstract="", witnesses=records(["On Trees"], [1])[0].witnesses)
    (found,), redirects = assign([one], gone=["on-trees"])
    assert (found.slug, redirects) == ("on-trees-2", ())
