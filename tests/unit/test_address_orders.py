"""In whatever order dumps join the library: a dump that is added changes no address that was there."""

import json
from collections.abc import Sequence
from functools import cache
from itertools import pairwise, permutations
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.library import gather

Record = tuple[str, int]
"""A record by its file and its position there."""

ABSTRACTS = {
    "trees": "Branches are pruned in winter so that sap stays in the roots. We compare four orchards over nine years.",
    "kettles": "Boiling water takes longer at sea. A burner with two valves halves the time, and sailors like it.",
    "maps": "Folding paper along old creases tears it. We fold atlases by machine, and find creases that never tear.",
    "bridges": "Arches of stone carry carts since antiquity. Our study of the keystone explains why few collapsed.",
    "ladders": "Painters fall when rungs are wet. Rubber soles help them a little, dry weather a great deal.",
    "clocks": "Pendulums slow down on mountains. Travellers who know this arrive on time, others miss their coaches.",
    "whistles": "Shepherds call dogs by pitch alone. Recordings from three valleys show dialects that dogs keep apart.",
    "candles": "Wax drips where wicks are long. Trimming each evening saved a convent one barrel of tallow a season.",
}
"""Texts that have nothing in common, so that nothing but what a test says makes two records one paper."""


def entry(title: str, subject: str, **more: str) -> dict[str, str]:
    return {"title": title, "abstract": ABSTRACTS[subject], **more}


DUMPS: dict[str, list[dict[str, str]]] = {
    # one paper under two titles, and another paper under the first one's title
    "a.jsonl": [entry("On Trees", "trees", arxiv_id="2401.00001"), entry("🎲", "kettles"), entry("Page", "maps")],
    "b.jsonl": [entry("On trees!", "bridges"), entry("On Trees 2", "ladders"), entry("Roots and Branches", "candles")],
    # known under another title: its address leads to the first one, wherever this dump stands
    "c.jsonl": [entry("Roots", "trees", arxiv_id="2401.00001"), entry("Roots", "clocks"), entry("🎲🎲", "whistles")],
    # two papers become one by a record that bridges them
    "d.jsonl": [entry("Bridging", "bridges", arxiv_id="2402.00002"), entry("ON TREES", "ladders")],
    "e.jsonl": [
        entry("On trees", "bridges", arxiv_id="2402.00002"),
        entry("On Trees-2", "maps"),
        entry("page", "maps"),
    ],
}


class State(NamedTuple):
    """A library's papers by their addresses, old ones too, as the records that each one stands for."""

    leads: dict[str, frozenset[Record]]
    own: frozenset[str]


def state(folder: Path, dumps: dict[str, list[dict[str, str]]], order: Sequence[str]) -> State:
    """Return the addresses of the library that has some of the dumps, in an order."""
    folder.mkdir()
    for file in order:
        (folder / file).write_text("".join(json.dumps(each) + "\n" for each in dumps[file]), "utf-8")
    (folder / "dumps.yml").write_text(json.dumps({"dumps": [{"file": file} for file in order]}), "utf-8")
    library = gather(folder)
    own = {p.slug: frozenset((w.place.file, w.position) for w in p.witnesses) for p in library.papers}
    assert len(own) == len(library.papers), "no two papers have one address"
    assert not set(own) & {old for old, _ in library.redirects}
    return State({**own, **{old: own[new] for old, new in library.redirects}}, frozenset(own))


def stay(before: State, after: State) -> None:
    """Hold that no address died, and that each leads to a record that it led to before."""
    assert set(before.leads) <= set(after.leads)
    for slug, records in before.leads.items():
        assert records & after.leads[slug], slug


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """The addresses after the dumps of any order, each order worked out once."""
    root = tmp_path_factory.mktemp("orders")

    @cache
    def after(order: tuple[str, ...]) -> State:
        return state(root / "".join(file[0] for file in order), DUMPS, order)

    return after


@pytest.mark.parametrize("first", DUMPS)
def test_no_order_of_adding_dumps_changes_an_address(known, first):
    """All 120 orders of five dumps, after each dump of each."""
    orders = [order for order in permutations(DUMPS) if order[0] == first]
    assert len(orders) == 24
    for order in orders:
        for number in range(1, len(order)):
            stay(known(order[:number]), known(order[: number + 1]))


def test_the_orders_have_in_them_what_could_go_wrong(known):
    """Else the test above would hold nothing: collisions, later titles, papers that become one, no letters."""
    orders = list(permutations(DUMPS))
    ends = [known(order) for order in orders]
    assert len({frozenset(end.leads.items()) for end in ends}) > 10, "the order matters to who gets an address"
    assert {len(end.own) for end in ends} == {10}, "it does not matter to which papers there are"
    assert {"on-trees", "on-trees-2", "on-trees-2-2", "on-trees-4", "page-2", "paper-74ae2c23eb"} < {
        slug for end in ends for slug in end.leads
    }
    united = [order for order, end in zip(orders, ends, strict=True) if known(order[:4]).own - end.own]
    assert len(united) > 10, "the last dump makes one paper of two that had addresses of their own"


titles = st.sampled_from(["On Trees", "On trees!", "On Trees 2", "Roots", "🎲", "page", "Roots of Trees and Branches"])
entries = st.builds(entry, titles, st.sampled_from(sorted(ABSTRACTS)))
named = st.builds(
    lambda each, number: {**each, "arxiv_id": f"2401.0000{number}"}, entries, st.integers(1, 3)
)  # equal identifiers unite records, whatever their texts say
dumps = st.lists(st.lists(st.one_of(entries, named), min_size=1, max_size=4), min_size=2, max_size=4)


@given(dumps)
def test_no_dump_that_comes_later_changes_an_address(tmp_path_factory, drawn):
    root = tmp_path_factory.mktemp("drawn")
    files = {f"{number}.jsonl": each for number, each in enumerate(drawn)}
    states = [state(root / str(number), files, list(files)[:number]) for number in range(1, len(files) + 1)]
    for before, after in pairwise(states):
        stay(before, after)
