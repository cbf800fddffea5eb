"""What each dump changed: new, seen again, told in other words, in dispute."""

from generator.changes import TextChange, changes
from generator.model import Conflict, Dump, Library, Paper, Place, Placement, Variant, Witness


def dump(name: str) -> Dump:
    return Dump(id=name, file=f"{name}.txt", sha256="0" * 64, title=name)


def witness(name: str, position: int = 1) -> Witness:
    return Witness(dump=name, place=Place(f"{name}.txt", position), position=position, title="Raw")


def library(*papers: Paper, conflicts: tuple[Conflict, ...] = ()) -> Library:
    count = len(papers)
    return Library(
        dumps=(dump("one"), dump("two"), dump("three")),
        papers=papers,
        themes=(),
        placements=(Placement(),) * count,
        related=((),) * count,
        conflicts=conflicts,
    )


def variant(text: str, *dumps: str) -> Variant:
    return Variant(field="abstract", dumps=dumps, text=text)


def paper(*witnesses: Witness, variants: tuple[Variant, ...] = ()) -> Paper:
    return Paper(title="T", abstract="shown", witnesses=witnesses, variants=variants, slug="t")


def test_a_paper_is_new_in_its_first_dump_and_seen_again_in_the_others():
    found = changes(library(paper(witness("one"), witness("three"))))
    assert [found[name].new for name in found] == [(0,), (), ()]
    assert [found[name].seen_again for name in found] == [(), (), (0,)]


def test_a_dump_that_says_something_new_of_a_paper_changes_its_text():
    three = (witness("one"), witness("two"), witness("three"))
    found = changes(library(paper(*three, variants=(variant("other", "two"),))))
    assert found["one"].texts == ()
    assert found["two"].texts == (TextChange(paper=0, field="abstract", before="shown", after="other", shown=False),)
    assert found["three"].texts == (), "the text was said before"


def test_a_change_says_when_the_later_text_is_the_one_shown():
    found = changes(library(paper(witness("one"), witness("two"), variants=(variant("other", "one"),))))
    assert [(change.before, change.after, change.shown) for change in found["two"].texts] == [("other", "shown", True)]


def test_a_dump_that_has_a_paper_twice_may_say_both_texts():
    twice = (witness("one"), witness("two", 1), witness("two", 2), witness("three"))
    found = changes(library(paper(*twice, variants=(variant("other", "two"),))))
    assert [change.after for change in found["two"].texts] == ["other"]
    assert found["three"].texts == ()


def test_a_conflict_concerns_the_dumps_on_either_side():
    conflict = Conflict(
        paper="t",
        field="abstract",
        shown="shown",
        dumps=("one",),
        variants=(variant("other", "two"),),
        why="x",
        place=Place("two.txt", 1),
    )
    one = paper(witness("one"), witness("two"), witness("three"), variants=conflict.variants)
    found = changes(library(one, conflicts=(conflict,)))
    assert [len(found[name].conflicts) for name in found] == [1, 1, 0]


def test_the_real_dumps_change_texts_only_where_papers_have_variants(real_library):
    found = changes(real_library)
    assert list(found) == [dump.id for dump in real_library.dumps]
    told = [change for each in found.values() for change in each.texts]
    assert told
    assert {change.paper for change in told} == {i for i, paper in enumerate(real_library.papers) if paper.variants}
    assert all(change.before != change.after for change in told)
