"""What changes between two exports: told completely, in order, and so that no title can act on anything."""

import json
import re
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.delta import compare, of_folder, of_library, telling
from generator.delta.records import Gone, Led, Misled, Named
from generator.delta.words import difference
from generator.files import write_all
from generator.model import (
    Assignment,
    Conflict,
    Dump,
    Library,
    Link,
    Paper,
    Place,
    Placement,
    Retired,
    Theme,
    Variant,
    Witness,
)
from generator.outputs import api
from tests.hostile import HOSTILE


def dump(name: str) -> Dump:
    return Dump(id=name, file=f"{name}.txt", sha256="0" * 64, title=name)


def paper(slug: str, *dumps: str, title: str = "", abstract: str = "One text of words.", **more: object) -> Paper:
    title = title or slug.title()
    witnesses = tuple(
        Witness(dump=each, place=Place(f"{each}.txt", 1), position=1, title=title) for each in dumps or ("one",)
    )
    return Paper(title=title, abstract=abstract, witnesses=witnesses, slug=slug, **more)


def library(*papers: Paper, dumps: str = "one two", placements: dict[str, Placement] | None = None, **more) -> Library:
    placed = placements or {}
    return Library(
        dumps=tuple(map(dump, dumps.split())),
        papers=papers,
        themes=more.pop("themes", ()),
        placements=tuple(placed.get(each.slug, Placement()) for each in papers),
        related=((),) * len(papers),
        **more,
    )


def delta(base: Library, head: Library):
    return compare(of_library(base, "base"), of_library(head, "head"))


def test_a_library_does_not_differ_from_itself(real_library):
    found = delta(real_library, real_library)
    assert found.empty
    assert telling.told(found, "text") == "nothing changed"


def test_new_gone_and_seen_again_papers_are_told():
    found = delta(library(paper("a"), paper("b")), library(paper("a", "one", "two"), paper("c", "two")))
    assert found.new == [Named("c", "C")]
    assert found.gone == [Named("b", "B")]
    assert [(one.id, one.dumps) for one in found.seen_again] == [("a", ["two"])]
    assert found.dead == [Gone("papers/b/", "B")]


def test_a_paper_with_another_address_is_no_new_paper_and_its_old_address_must_lead_to_it():
    moved = replace(paper("a"), slug="other")
    assert delta(library(paper("a")), library(moved)).dead == [Gone("papers/a/", "A")]
    found = delta(library(paper("a")), library(moved, redirects=(("a", "other"),)))
    assert found.led == [Led("papers/a/", "papers/other/", "A")]
    assert (found.new, found.gone, found.harmful) == ([], [], False)


def test_an_address_that_means_another_paper_now_is_told_and_fails(tmp_path):
    one, two = paper("a", title="X"), paper("b", "two", title="Y")
    swapped = library(replace(one, slug="b"), replace(two, slug="a"))
    found = delta(library(one, two), swapped)
    assert found.misled == [Misled("papers/a/", "X", "Y"), Misled("papers/b/", "Y", "X")]
    assert (found.dead, found.harmful) == ([], True)
    for name, each in (("base", library(one, two)), ("head", swapped)):
        write_all(tmp_path / name, api.files(each))
    assert diff(tmp_path / "base", tmp_path / "head").exit_code == 1


def test_an_old_address_that_leads_to_another_paper_now_is_told():
    base = library(paper("a", title="X"), paper("b", "two", title="Y"), redirects=(("old", "a"),))
    assert [one.url for one in delta(base, replace(base, redirects=(("old", "b"),))).misled] == ["papers/old/"]


def test_a_dump_that_says_another_text_than_what_is_shown_is_told_once():
    before = paper("a")
    variant = Variant(field="abstract", dumps=("two",), text="One other text of words.")
    told = paper("a", "one", "two", variants=(variant,))
    found = delta(library(before, dumps="one"), library(told))
    [one] = found.told
    assert (one.id, one.dump, one.field, one.shown) == ("a", "two", "abstract", False)
    assert ("+", "other") in one.words
    assert not delta(library(told), library(told)).told
    shown = replace(told, abstract=variant.text, variants=(replace(variant, dumps=("one",), text=before.abstract),))
    found = delta(library(before, dumps="one"), library(shown))
    assert (len(found.changed), found.told) == (1, []), "what is shown now is told as such, and only there"


@pytest.mark.parametrize("title", telling.TITLES)
def test_one_thing_is_told_in_the_singular(title):
    words = telling._counted(1, title).split()
    assert words[0] == "1"
    assert words[1] in {"address", "conflict", "dump", "paper", "text"}
    assert words[2] != "that" or words[3] in {"dies", "means", "leads"}
    assert telling._counted(2, title) == f"2 {title}"


def test_an_address_that_is_taken_back_does_not_die():
    back = Retired(slug="a", because="asked by the author", place=Place("dumps.yml", 1))
    found = delta(library(paper("a"), paper("b")), library(paper("b"), retired=(back,)))
    assert (found.dead, found.retired) == ([], [Gone("papers/a/", "asked by the author")])


def test_dumps_and_themes_have_addresses_too():
    theme = Theme(slug="t", name="T", scope="")
    found = delta(library(paper("a"), themes=(theme,)), library(paper("a"), dumps="one"))
    assert [one.url for one in found.dead] == ["dumps/two/", "themes/t/"]
    assert found.dumps_removed == ["two"]


def test_a_redirect_that_leads_to_nothing_is_dead():
    base = library(paper("a"), paper("b"), redirects=(("old", "b"),))
    assert [one.url for one in delta(base, library(paper("a"))).dead] == ["papers/b/", "papers/old/"]


def test_merged_and_split_papers_are_told_by_their_records():
    apart = library(paper("a", title="X"), paper("b", "two", title="Y"))
    both = replace(paper("a", title="X"), witnesses=tuple(w for p in apart.papers for w in p.witnesses))
    together = library(both, redirects=(("b", "a"),))
    merged, split = delta(apart, together), delta(together, apart)
    assert [(one.before, one.after) for one in merged.merged] == [
        ([Named("a", "X"), Named("b", "Y")], [Named("a", "X")])
    ]
    assert [(one.before, one.after) for one in split.split] == [([Named("a", "X")], [Named("a", "X"), Named("b", "Y")])]
    for found in (merged, split):
        assert (found.new, found.gone, found.dead) == ([], [], [])


def test_a_changed_text_is_told_with_a_few_words_around():
    long = " ".join(f"w{n}" for n in range(40))
    found = delta(library(paper("a", abstract=long)), library(paper("a", abstract=long.replace("w20", "new"))))
    [changed] = found.changed
    assert changed.words == [
        ("=", "… w15 w16 w17 w18 w19"),
        ("-", "w20"),
        ("+", "new"),
        ("=", "w21 w22 w23 w24 w25 …"),
    ]


def test_a_word_difference_puts_both_texts_together_again():
    before, after = "a b c d", "b x d e"
    pieces = difference(before, after)
    assert " ".join(words for sign, words in pieces if sign in "=-") == before
    assert " ".join(words for sign, words in pieces if sign in "=+") == after


def test_links_that_came_and_went_are_told():
    one, two = (Link(url=f"https://example.org/{n}", kind="other") for n in "12")
    [links] = delta(library(paper("a", links=(one,))), library(paper("a", links=(two,)))).links
    assert (links.added, links.removed) == (["https://example.org/2"], ["https://example.org/1"])


def test_a_paper_that_moves_between_themes_is_told_with_the_terms():
    themes = tuple(Theme(slug=name, name=name, scope="") for name in "st")
    placed = [
        {"a": Placement(assignments=(Assignment(slug=name, score=0.5, evidence=terms),))}
        for name, terms in (("s", ("kettle",)), ("t", ("map", "fold")))
    ]
    base, head = (library(paper("a"), themes=themes, placements=each) for each in placed)
    assert "A: s (kettle) → t (map, fold)" in telling.told(delta(base, head), "text")


def test_conflicts_appear_and_are_resolved():
    conflict = Conflict(
        paper="a",
        slug="a",
        field="abstract",
        shown="x",
        dumps=("one",),
        variants=(Variant(field="abstract", dumps=("two",), text="y"),),
        why="the links differ",
        place=Place("two.txt", 1),
    )
    base, head = library(paper("a")), library(paper("a"), conflicts=(conflict,))
    assert [one.why for one in delta(base, head).conflicts_appeared] == ["the links differ"]
    assert [one.why for one in delta(head, base).conflicts_resolved] == ["the links differ"]


def test_long_lists_are_capped_for_people_and_complete_for_programs():
    found = delta(library(), library(*(paper(f"p{n}") for n in range(50))))
    assert "and 30 more" in telling.told(found, "text")
    assert "- and 30 more" in telling.told(found, "markdown")
    assert len(json.loads(telling.told(found, "json"))["new"]) == 50


@pytest.mark.parametrize(
    "title", [*(title for title, _ in HOSTILE), "@everyone see #1 and http://evil.test www.evil.test"]
)
def test_a_hostile_title_acts_on_nothing(title):
    found = delta(library(), library(paper("a", title=title), paper("b", title=f"{title}\n::error::x\x1b[0m\r\n# y")))
    text, markdown, github = (telling.told(found, form) for form in ("text", "markdown", "github"))
    assert not set(text + github + markdown) & {"\x1b", "\r"}
    assert all(line.startswith("::notice ") for line in github.splitlines())
    items = [line for line in markdown.splitlines() if line.startswith("- ")]
    assert len(items) == 2
    for item in items:
        body = re.sub(r"&#\d+;", "", item[2:])
        assert not re.search(r"[<>\[\]`*_@#|!{}\\]|://|www\.", body)
    known = ("### What changes", "#### papers new (2)", "- ", "| ", "|---|---:|---:|", "&#50; papers new")
    assert all(line.startswith(known) for line in markdown.splitlines() if line)


def test_a_dead_address_is_an_error_in_a_workflow():
    base = library(paper("a", title="50%: x, y"))
    lines = telling.told(delta(base, library()), "github").splitlines()
    assert "::error title=addresses that die::papers/a/ (50%25: x, y)" in lines


def diff(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["diff", *(str(each) for each in arguments)])


@pytest.fixture
def exports(tmp_path: Path) -> tuple[Path, Path]:
    for name, each in (("base", library(paper("a"), paper("b"))), ("head", library(paper("a")))):
        write_all(tmp_path / name, api.files(each))
    return tmp_path / "base", tmp_path / "head"


def test_the_command_fails_when_an_address_dies_and_only_then(exports):
    base, head = exports
    done = diff(base, head)
    assert (done.exit_code, "papers/b/" in done.output) == (1, True)
    assert diff(head, base).exit_code == 0
    assert diff(base, base).output.strip() == "nothing changed"


def test_the_api_folder_itself_a_project_and_dumps_may_be_compared(exports, tmp_path, project, monkeypatch):
    base, _ = exports
    assert diff(base / "api" / "v1", base).exit_code == 0
    dumps = tmp_path / "project" / "dumps"
    dumps.mkdir(parents=True)
    (dumps / "one.txt").write_bytes((project.dumps / "000_05e9957613d2a583.txt").read_bytes())
    (tmp_path / "project" / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    done = diff(tmp_path / "project", dumps)
    assert done.exit_code == 0, done.output
    assert "nothing changed" in done.stdout


def test_it_is_said_that_a_project_is_compared_as_it_was_built(exports):
    base, head = exports
    (base / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    done = diff(base, base)
    assert (done.stdout.strip(), "as it was built" in done.stderr) == ("nothing changed", True)
    assert not diff(head, head).stderr


def test_an_older_export_without_retired_papers_can_be_compared(exports):
    base, head = exports
    (head / "api/v1/retired.json").unlink()
    assert diff(head, base).exit_code == 0


@pytest.mark.parametrize("damage", ["{", "[1]", "{}", '{"id": 1}'])
def test_a_broken_export_is_named(exports, damage):
    base, head = exports
    (head / "api/v1/papers.ndjson").write_text(f"{damage}\n{damage}", "utf-8")
    done = diff(base, head)
    assert (done.exit_code, "papers.ndjson cannot be read" in done.output) == (2, True)


def test_an_index_that_leads_out_of_the_export_is_refused(exports):
    base, head = exports
    index = head / "api/v1/index.json"
    index.write_text(index.read_text("utf-8").replace("papers.ndjson", "../../../base/api/v1/papers.ndjson"), "utf-8")
    done = diff(base, head)
    assert (done.exit_code, "outside of the export" in done.output) == (2, True)


def test_the_json_is_the_record(exports):
    base, head = exports
    told = json.loads(diff(base, head, "--format", "json").stdout)
    assert told == msgspec.to_builtins(compare(of_folder(base), of_folder(head)))
