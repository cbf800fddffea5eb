"""Whatever dumps there are: when one is taken back, no address dies, and none leads to another paper than before."""

from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator import curate
from generator.library import gather
from generator.model import Library
from generator.slugs import key_of

TEXTS = (
    "We study how kettles are tested in kitchens of many sizes. Our method boils them and listens to what they say.",
    "This volume holds the papers of a workshop on maps. We thank all authors who folded them with so much patience.",
    "Bricks are sorted by colour with two arms. Experiments on several floors show that most of them are found again.",
)
TITLES = ("Preface", "On Sorting and Folding", "On Sorting and Folding: A Longer Name", "Preface 2")
papers = st.lists(st.tuples(st.sampled_from(TITLES), st.sampled_from(TEXTS)), min_size=1, max_size=4)


def write(folder: Path, dumps: list[list[tuple[str, str]]]) -> Path:
    folder.mkdir()
    for number, content in enumerate(dumps):
        text = "".join(f"{title}\n\n{abstract}\n\n" for title, abstract in content)
        (folder / f"d{number}.txt").write_text(f"Subscribe\n\nDaily Papers\n\n{text}", "utf-8")
    return folder


def leads(library: Library) -> dict[str, frozenset[tuple[str, int]]]:
    """Return the records that each address leads to; none where a page says that they were taken back."""
    own = {paper.slug: frozenset(map(key_of, paper.witnesses)) for paper in library.papers}
    own |= {one.slug: frozenset() for one in library.retired}
    return own | {old: own[new] for old, new in library.redirects}


@settings(max_examples=15, phases=(Phase.explicit, Phase.generate))
@given(st.lists(papers, min_size=2, max_size=3), st.data())
def test_no_address_dies_or_changes_its_meaning_when_a_dump_goes(tmp_path_factory, dumps, data):
    folder = write(tmp_path_factory.mktemp("removal") / "dumps", dumps)
    for _ in range(len(dumps) - 1):
        before = gather(folder)
        dump = data.draw(st.sampled_from(before.dumps))
        try:
            plan = curate.removal(dump, folder, "x", before=before, rebuild=lambda plan: curate.aside(plan, gather))
        except curate.RefusedError:
            pytest.fail("nothing of these dumps is beyond settling")
        after = curate.carry_out(plan, lambda: gather(folder))
        old, new = leads(before), leads(after)
        assert set(old) <= set(new)
        for slug, records in old.items():
            left = {record for record in records if record[0] != dump.id}
            assert bool(left & new[slug]) == bool(left), slug
        assert {one.url for one in after.retired_dumps} >= {dump.url}
        assert not [each for each in after.findings if each.code in ("PS005", "PS006", "PS307", "PS308")]
