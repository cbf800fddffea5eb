"""What pages say beyond the paper itself: what dumps say otherwise, what they brought, and what was taken back."""

from dataclasses import replace

import pytest

from generator.dedupe import deduplicate
from generator.model import (
    Acknowledgement,
    Conflict,
    Dump,
    Ledger,
    Library,
    Paper,
    Place,
    Placement,
    Record,
    Rejected,
    Retired,
    Variant,
    title_key,
)
from generator.normalise import normalise_all
from generator.pages import plan, render
from generator.pages.identifiers import identified
from generator.pages.listing import PER_PAGE
from generator.pages.plan import DISPUTES, REJECTED
from tests.pages import Elements, html_of, one, paper

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} [x](javascript:alert(1)) & _more_"
SHOWN = "We release models at huggingface, and prove a bound of \\(O(\\sqrt{T})\\) for every arm there is."
OTHER = f"We release models at {HOSTILE}, and prove a bound of \\(O(T)\\) for every arm there is."


def library(*papers: Paper, **more: object) -> Library:
    """A library of papers in two dumps, without themes."""
    dumps = (
        Dump(id="march", file="march.txt", sha256="a" * 64, title="March",
             ledger=Ledger(lines=9, record=7, boilerplate=2)),
        Dump(id="april", file="april.txt", sha256="b" * 64, title="April & May", records=3),
    )  # fmt: skip
    count = len(papers)
    rest = {"placements": (Placement(),) * count, "related": ((),) * count, **more}
    return Library(dumps=dumps, papers=papers, themes=(), **rest)


def twice(slug: str = "twice", *, field: str = "abstract", text: str = OTHER, **more: object) -> Paper:
    """A paper that both dumps list, the second one with another text."""
    variants = (Variant(field=field, dumps=("april",), text=text),)
    return paper(slug, "Title of it", SHOWN, ("march", 3), ("april", 4), variants=variants, **more)


def conflict(slug: str = "twice", **more: object) -> Conflict:
    variants = (Variant(field="abstract", dumps=("april",), text=OTHER),)
    return Conflict(paper="title of it", slug=slug, field="abstract", shown=SHOWN, dumps=("march",), variants=variants,
                    why="the links differ", place=Place("april.txt", 4), **more)  # fmt: skip


def page(found: Library, path: str) -> Elements:
    return Elements(html_of(render(one(found, path))))


def text_of(found: Library, path: str) -> str:
    return " ".join(page(found, path).text.split())


# --- what dumps say otherwise ---------------------------------------------------------------------------------------


def test_a_paper_says_in_what_words_another_dump_differs_and_names_the_dump():
    source = render(one(library(twice()), "papers/twice.md"))
    assert source.count("<del>") == source.count("<ins>") == 2
    text = text_of(library(twice()), "papers/twice.md")
    assert "The abstract in April & May :" in text
    assert f"only above: huggingface only there: {HOSTILE}" in text.replace(" ,", ",")
    assert "All of that abstract" in text


def test_no_word_of_a_variant_becomes_markup_or_a_link():
    hostile = page(library(twice()), "papers/twice.md")
    tame = page(library(twice(text=OTHER.replace(HOSTILE, "there"))), "papers/twice.md")
    assert hostile.tags == tame.tags


def test_formulas_of_a_difference_are_mathematics():
    source = render(one(library(twice()), "papers/twice.md"))
    gone = source.split("<del>")[2].split("</del>")[0]
    assert "<math>" in gone
    assert "sqrt" in gone


def test_a_variant_that_differs_throughout_is_offered_whole_without_a_difference():
    text = "Nothing here resembles what other dumps say about this, " * 5
    source = render(one(library(twice(text=text)), "papers/twice.md"))
    assert "<del>" not in source
    assert "Nothing here resembles" in source
    assert "Struck out" not in source


def test_what_a_maintainer_said_of_a_conflict_stands_on_the_paper():
    found = library(twice(), conflicts=(conflict(acknowledged=True, because="Seen & right."),))
    assert "A maintainer looked at this: Seen & right." in text_of(found, "papers/twice.md")


def test_a_paper_that_all_dumps_tell_alike_says_nothing_of_it():
    source = render(one(library(paper("p", "Title", SHOWN, ("march", 3), ("april", 4))), "papers/p.md"))
    assert "ps-diff" not in source
    assert "ps-original" not in source
    assert "ps-variant" not in source


# --- originals ------------------------------------------------------------------------------------------------------


def raw(found: Paper, *texts: tuple[str, str]) -> Paper:
    """A paper whose witnesses have these raw titles and abstracts."""
    pairs = zip(found.witnesses, texts, strict=True)
    return replace(found, witnesses=tuple(replace(w, title=title, original=text) for w, (title, text) in pairs))


def test_the_text_as_the_dump_has_it_is_one_click_away_with_dump_and_line():
    found = raw(paper("p", "Title", SHOWN, ("march", 3)), ("Ti\\textit{tle}", f"We $x_2$ {HOSTILE}"))
    text = text_of(library(found), "papers/p.md")
    assert f"As the dump has it March, line 3 Ti\\textit{{tle}} We $x_2$ {HOSTILE}" in text


def test_raw_texts_that_several_dumps_share_stand_once():
    same = ("Title", "We $x_2$")
    found = raw(paper("p", "Title", SHOWN, ("march", 3), ("april", 4)), same, same)
    text = text_of(library(found), "papers/p.md")
    assert text.count("We $x_2$") == 1
    assert "March, line 3, April & May, line 4" in text


def test_a_raw_title_that_differs_in_white_space_or_is_shown_as_a_variant_is_no_original():
    found = raw(twice(field="title", text="Another title"), ("Title  of\nit", ""), ("Another title", ""))
    assert "ps-original" not in render(one(library(found), "papers/twice.md"))


# --- conflicts ------------------------------------------------------------------------------------------------------


def test_the_conflicts_page_lists_what_nobody_has_looked_at_first():
    conflicts = (conflict("a", acknowledged=True, because="Seen."), conflict("b"))
    text = text_of(library(twice("a"), twice("b"), conflicts=conflicts), "conflicts/index.md")
    assert "1 of 2 has been looked at" in text
    assert text.index("Not looked at yet") < text.index("Looked at: Seen.")
    assert "Shown as in March ; otherwise in April & May :" in text
    assert HOSTILE in text


@pytest.mark.parametrize(
    ("papers", "says"),
    [
        ((paper("p", "T", "A", ("march", 1)),), "no paper is listed in more than one dump"),
        ((paper("p", "T", "A", ("march", 1), ("april", 1)),), "1 paper is listed in more than one dump"),
        ((), "no paper is listed in more than one dump"),
    ],
)
def test_without_conflicts_the_page_says_why_there_are_none(papers, says):
    text = text_of(library(*papers), "conflicts/index.md")
    assert "None" in text
    assert says in text
    assert "Struck out" not in text


def test_many_conflicts_are_paged_and_each_stands_once():
    count = PER_PAGE + 5
    papers = [twice(f"p{number}") for number in range(count)]
    found = library(*papers, conflicts=tuple(conflict(each.slug) for each in papers))
    paths = [each.path for each in plan(found) if each.template == "conflicts"]
    assert paths == ["conflicts/index.md", "conflicts/page/2/index.md"]
    listed = [dispute.url for path in paths for dispute in one(found, path).values["disputes"]]
    assert sorted(listed) == sorted(each.url for each in papers)
    assert len(one(found, "dumps/april.md").values["disputes"]) == DISPUTES
    assert f"{count} conflicts about its papers" in text_of(found, "dumps/april.md")


def test_a_dump_that_says_both_is_not_said_to_differ_from_another_one():
    """As an export does that has a paper once from each of two sources."""
    both = replace(conflict(), variants=(replace(conflict().variants[0], dumps=("march",)),))
    text = text_of(library(twice(), conflicts=(both,)), "conflicts/index.md")
    assert "Both in March ; where its other text differs:" in text
    assert "otherwise in" not in text


def test_the_list_of_dumps_tells_their_days_where_their_titles_do_not():
    """Of four hundred files one looks for a day, not for a name; a day without a year tells nothing more."""
    march, april = library().dumps
    dumps = (replace(march, listed="2024-03-14"), replace(april, title="List 2024-04-11", listed="2024-04-11"))
    text = text_of(replace(library(), dumps=dumps), "dumps/index.md")
    assert "March 2024-03-14: 0 new papers" in text
    assert text.count("2024-04-11") == 1
    assert "Mar 14" not in text_of(replace(library(), dumps=(replace(march, listed="Mar 14"),)), "dumps/index.md")


def test_the_dumps_page_leads_to_the_conflicts():
    found = library(twice(), conflicts=(conflict(),))
    assert "1 conflict between dumps" in text_of(found, "dumps/index.md")
    assert ("a", {"href": "../conflicts/"}) in page(found, "dumps/index.md").tags


def test_the_reason_of_an_acknowledgement_travels_with_its_conflict():
    texts = {
        "march": "We train a model on 10 tasks and it works.",
        "april": "We train a model on 20 tasks and it works.",
    }
    records = [
        Record(dump=dump, place=Place(f"{dump}.txt", 1), position=1, lines=2, title="A Model of Many Tasks",
               abstract=text)
        for dump, text in texts.items()
    ]  # fmt: skip
    seen = Acknowledgement(paper=title_key("A Model of Many Tasks"), field="abstract", because="10 is right.",
                           place=Place("dumps.yml", 1))  # fmt: skip
    papers, _ = normalise_all(records)
    (open_one,) = deduplicate(papers).conflicts
    (found,) = deduplicate(papers, acknowledged=[seen]).conflicts
    assert (open_one.acknowledged, open_one.because) == (False, "")
    assert (found.acknowledged, found.because) == (True, "10 is right.")


# --- a dump ---------------------------------------------------------------------------------------------------------


def test_a_dump_tells_new_from_changed_from_unchanged_papers_and_jumps_to_each():
    same = paper("same", "The Same", SHOWN, ("march", 5), ("april", 6))
    new = paper("new", "The New One", SHOWN, ("april", 8))
    found = library(twice(), same, new)
    groups = one(found, "dumps/april.md").values["groups"]
    assert [(group.name, [entry.slug for entry in group.entries]) for group in groups] == [
        ("new", ["new"]), ("changed", ["twice"]), ("seen", ["same"])
    ]  # fmt: skip
    elements = page(found, "dumps/april.md")
    ids = {attributes["id"] for tag, attributes in elements.tags if tag == "h2" and "id" in attributes}
    jumps = {attributes["href"] for tag, attributes in elements.tags if tag == "a" and "#" in attributes["href"]}
    assert jumps == {"#more", *(f"#{name}" for name in ids)}
    assert ids == {"new", "changed", "seen"}
    assert "before: huggingface now: " in " ".join(elements.text.split())


def test_a_jump_leads_to_the_page_of_a_long_dump_on_which_its_part_begins():
    new = [paper(f"p{number}", f"Paper {number}", SHOWN, ("april", number + 10)) for number in range(PER_PAGE + 1)]
    found = library(*new, twice())
    hrefs = [attributes.get("href") for _, attributes in page(found, "dumps/april.md").tags]
    assert "#new" in hrefs
    assert "page/2/#changed" in hrefs
    assert ("h2", {"id": "changed"}) in page(found, "dumps/april/page/2/index.md").tags
    assert ("h2", {"id": "new"}) not in page(found, "dumps/april/page/2/index.md").tags


def test_the_lines_of_a_dump_add_up_or_the_page_says_that_they_do_not():
    assert "in records 7 boilerplate 2 rejected 0 lines 9" in text_of(library(), "dumps/march.md")
    dump = replace(library().dumps[0], ledger=Ledger(lines=9, record=4, boilerplate=2))
    assert "rejected 0 unexplained 3 lines 9" in text_of(replace(library(), dumps=(dump,)), "dumps/march.md")


def test_of_many_rejected_passages_a_page_shows_the_first_and_says_where_all_of_them_are():
    many = tuple(
        Rejected(place=Place("march.txt", n), lines=1, text=f"passage {n}", code="PS101", reason="x")
        for n in range(1, 300)
    )
    dump = replace(library().dumps[0], rejected=many)
    text = text_of(replace(library(), dumps=(dump,)), "dumps/march.md")
    assert "299 rejected passages" in text
    assert f"passage {REJECTED}" in text
    assert f"passage {REJECTED + 1}" not in text
    assert f"These are the first {REJECTED}; api/v1/dumps.json has all of them." in text


# --- taken back -----------------------------------------------------------------------------------------------------


def retired(**more: object) -> Retired:
    return Retired(slug="gone", because=HOSTILE, place=Place("dumps.yml", 1), **more)


def test_a_paper_that_was_taken_back_says_so_at_its_address_and_shows_ways_on():
    source = render(one(library(retired=(retired(title="Its <b>Name"),)), "papers/gone.md"))
    text = " ".join(Elements(html_of(source)).text.split())
    assert "“Its <b>Name” is no longer part of this library." in text
    assert HOSTILE in text
    assert 'template: "retired.html"' in source
    assert {"../../search/", "../../themes/"} <= {
        told.get("href", told.get("action")) for _, told in Elements(html_of(source)).tags
    }


def test_a_title_that_may_not_be_shown_is_not():
    assert "The paper that stood here is no longer part" in text_of(library(retired=(retired(),)), "papers/gone.md")


def test_a_retired_paper_that_lives_on_elsewhere_leads_there():
    found = one(library(twice(), retired=(retired(to="twice"),)), "papers/gone.md")
    assert (found.template, found.values["target"]) == ("moved", "papers/twice/")
    assert "another address now: Title of it" in " ".join(Elements(html_of(render(found))).text.split())


def test_a_dump_that_was_taken_back_says_so_at_its_address():
    text = text_of(library(retired_dumps=(retired(whole=True),)), "dumps/gone.md")
    assert "The dump that stood here is no longer part of this library." in text


# --- papers as exports have them ------------------------------------------------------------------------------------


def test_a_paper_without_abstract_says_that_the_dumps_have_none():
    source = render(one(library(paper("p", "Title", "", ("march", 1))), "papers/p.md"))
    assert "No dump has an abstract of this paper." in source
    assert 'description: "Title"' in source


def test_of_many_authors_the_first_stand_by_the_title_and_the_others_one_click_away():
    authors = tuple(f"Author {number}" for number in range(40))
    text = text_of(library(paper("p", "Title", SHOWN, ("march", 1), authors=authors)), "papers/p.md")
    assert text.index("Author 7, …") < text.index("and 32 more authors") < text.index("Author 8, Author 9")
    assert all(text.count(f"{author},") + text.count(f"{author} Abstract") == 1 for author in authors)


@pytest.mark.parametrize(
    ("scheme", "value", "url"),
    [
        ("arxiv", "2301.12345v2", "https://arxiv.org/abs/2301.12345v2"),
        ("arxiv", "math.GT/0309136", "https://arxiv.org/abs/math.GT/0309136"),
        ("arxiv", "cond-mat/9901001", "https://arxiv.org/abs/cond-mat/9901001"),
        ("doi", "10.1145/3580305.3599790", "https://doi.org/10.1145/3580305.3599790"),
        ("doi", "10.1002/(SICI)1<1::AID>3.0", "https://doi.org/10.1002/(SICI)1%3C1::AID%3E3.0"),
        ("arxiv", "../../evil", ""),
        ("arxiv", "2301.12345?x=javascript:alert(1)", ""),
        ("doi", "10.1000/../../evil", ""),
        ("doi", "10.1000/x y", ""),
        ("doi", "https://evil.example/10.1000/x", ""),
        ("openalex", "W4321", ""),
    ],
)
def test_an_address_is_made_only_of_an_identifier_of_the_form_of_its_registry(scheme, value, url):
    (found,) = identified([(scheme, value)])
    assert (found.url, found.value) == (url, value)
    found = library(paper("p", "Title", SHOWN, ("march", 1), identifiers=((scheme, value),)))
    hrefs = [attributes.get("href", "") for _, attributes in page(found, "papers/p.md").tags]
    assert [href for href in hrefs if "/abs/" in href or "doi.org" in href] == ([url] if url else [])
