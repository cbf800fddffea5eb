"""What BibTeX says: conventions undone, TeX left alone, and each block broken for itself."""

from pathlib import Path

import pytest

from generator.model import Boilerplate, Record, Rejected
from generator.normalise import normalise
from generator.readers import Line, Origin, reader_of
from generator.readers.base import Part
from generator.readers.bibtex import BIBTEX
from generator.readers.bibtex_values import people, resolved, unprotected
from tests.reading import TOYS, lines_of, records_in, told

ORIGIN = Origin("toy", "toy.bib")
GOOD = "@misc{good, title = {Good}, abstract = {x}}\n"


def parts_of(text: str) -> list[Part]:
    return list(BIBTEX.read(lines_of(text), ORIGIN))


def record(fields: str) -> Record:
    [found] = records_in(parts_of(f"@article{{key,\n{fields}\n}}\n"))
    return found


def test_the_toy_dump_gives_its_records_and_rejects_the_broken_one() -> None:
    parts = parts_of((TOYS / "library.bib").read_text("utf-8"))
    dolls, trains, cars, last = records_in(parts)
    assert dolls.title == "Dressing Paper Dolls with $\\mathcal{O}(n)$ H\\_2O"
    assert dolls.abstract == "Dolls are dressed\nby hand. We save 5\\% \\& more [1]."
    assert dolls.authors == ('J{\\"o}rg M{\\"u}ller', "Kay Van Doll", "The Doll Team")
    assert (dolls.year, dolls.identifiers) == (2020, (("doi", "10.1234/dolls_1"),))
    assert dolls.addresses == ("https://github.com/toys/dolls",)
    assert (trains.title, trains.identifiers) == ('Toy Trains {\\"U}ber Alles', (("arxiv", "2101.00003"),))
    assert cars.identifiers == (("arxiv", "2101.00004"),)
    assert last.authors == ("Ludwig van Beethoven", "Jane Doe")
    assert [(part.place.line, part.lines) for part in parts if isinstance(part, Rejected)] == [(19, 4)]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("{DNA} and {B}ayes", "DNA and Bayes"),
        ("{{All of {It}}}", "All of It"),
        ("M{\\\"u}ller {\\ss}e \\'{e} \\v{c}", "M{\\\"u}ller {\\ss}e \\'{e} \\v{c}"),
        ("\\emph{a {B} c} {\\em d}", "\\emph{a B c} {\\em d}"),
        ("$x_{2} {a}$ {b} \\({c}\\)", "$x_{2} {a}$ b \\({c}\\)"),
        ("H_{2}O \\frac{a}{b} {[}1{]}", "H_{2}O \\frac{a}{b} [1]"),
        ("5\\% {x} \\& {y} \\{z\\}", "5\\% x \\& y \\{z\\}"),
        ("a } b {c", "a } b {c"),
    ],
)
def test_braces_that_only_protect_go_and_those_of_tex_stay(raw: str, text: str) -> None:
    assert unprotected(raw) == text
    assert unprotected(text) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("{a} # toys # \" b\"", "aJournal of Toys b"),
        ("TOYS", "Journal of Toys"),
        ("2020", "2020"),
        ('"say {"}hi{"}"', 'say {"}hi{"}'),
        ("{a} year = {2020}", None),
        ("{a", None),
        ("", ""),
    ],
)  # fmt: skip
def test_a_value_is_pieces_joined_by_hashes(raw: str, text: str | None) -> None:
    assert resolved(raw, {"toys": "Journal of Toys"}) == text


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Knuth, Donald E. and Ada Lovelace", ("Donald E. Knuth", "Ada Lovelace")),
        ("{The X Team} and others", ("The X Team",)),
        ("{Barnes and Noble, Inc.}", ("Barnes and Noble, Inc.",)),
        ("de la Fontaine, Jr, Jean", ("Jean de la Fontaine Jr",)),
        ("Doe, J.\n   and Roe,\n   Jim", ("J. Doe", "Jim Roe")),
        ("", ()),
    ],
)
def test_names_come_with_the_given_name_first(field: str, names: tuple[str, ...]) -> None:
    assert people(field) == names


@pytest.mark.parametrize(
    ("fields", "identifiers"),
    [
        ("title={T}, eprint={2401.00001v3}, archivePrefix={arXiv}", (("arxiv", "2401.00001"),)),
        ("title={T}, eprint={2401.00001}, eprinttype={arxiv}", (("arxiv", "2401.00001"),)),
        ("title={T}, eprint={12345678}, eprinttype={pubmed}", ()),
        ("title={T}, url={https://arxiv.org/abs/2401.00001}", (("arxiv", "2401.00001"),)),
        ("title={T}, journal={CoRR}, volume={abs/2401.00001}", (("arxiv", "2401.00001"),)),
        ("title={T}, note={arXiv:2401.00001 [cs]}", (("arxiv", "2401.00001"),)),
        ("title={T}, DOI={10.1234/a\\_b}", (("doi", "10.1234/a_b"),)),
        ("title={T}, doi={10.48550/arXiv.2401.00001}", (("arxiv", "2401.00001"),)),
        ("title={T}, abstract={See arXiv:2401.00001}", ()),
    ],
)
def test_identifiers_come_from_the_fields_that_name_the_paper(fields: str, identifiers) -> None:
    assert record(fields).identifiers == identifiers


def test_addresses_come_without_what_tex_needs_round_them() -> None:
    found = record("title={T}, howpublished={\\url{https://x.example/a\\_b}}, code={https://github.com/x/y}")
    assert found.addresses == ("https://github.com/x/y", "https://x.example/a_b")


def test_the_year_of_biblatex_is_in_its_date() -> None:
    assert record("title={T}, date={2021-05}").year == 2021


def test_an_article_without_an_issue_is_of_the_year_in_which_it_could_first_be_read() -> None:
    assert record("title={T}, EarlyAccessDate={MAR 2021}").year == 2021
    assert record("title={T}, EarlyAccessDate={DEC 2021}, Year={2022}").year == 2022


def test_web_of_science_begins_with_a_mark_and_ends_its_lines_with_two_characters() -> None:
    text = "\ufeff\n@article{ WOS:1,\nTitle = {{A Very\n   Long Title}},\nAbstract = {{a\n   b}},\n}\n\n\n"
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    assert reader_of(lines) is BIBTEX
    assert [(each.title, each.abstract) for each in records_in(parts_of(text))] == [("A Very\nLong Title", "a\nb")]


@pytest.mark.parametrize(
    "broken",
    [
        "@misc{a, title = {A}\nyear = {1}}\n",
        "@misc{a, title = {A {B}\n}\n",
        '@misc{a, title = "A\n}\n',
        "@misc{a title = {A}}\n",
        "@misc{a, title}\n",
        "@misc{a, \x00 = {A}\n",
    ],
)
def test_a_broken_block_is_rejected_and_its_neighbours_are_read(broken: str) -> None:
    parts = parts_of(GOOD + broken + GOOD)
    assert [each.title for each in records_in(parts)] == ["Good", "Good"]
    assert told(parts) in ([("PS109", 2)], [("PS110", 2)])


def test_a_dump_that_ends_inside_of_an_entry_was_cut() -> None:
    assert told(parts_of(GOOD + "@misc{a, title = {A},\n abstract = {We so")) == [("PS103", 2)]


def test_the_rest_of_an_entry_that_ended_too_early_is_not_lost_in_silence() -> None:
    parts = parts_of("@misc{a, title = {A}},\n  abstract = {We sort.},\n}\n" + GOOD)
    assert [each.title for each in records_in(parts)] == ["A", "Good"]
    assert ("PS113", 1) in told(parts) or ("PS113", 2) in told(parts)


def test_strings_preambles_and_comments_are_boilerplate() -> None:
    text = '% made by hand\n@string{a = "b"}\n@preamble{"\\newcommand{\\x}{y}"}\n@comment{jabref: 1;}\n' + GOOD
    assert [type(part) for part in parts_of(text)] == [*[Boilerplate] * 4, Record]


def test_strings_that_name_each_other_do_not_grow_without_end() -> None:
    text = "@string{a = {" + "x" * 100 + "}}\n" + "@string{a = a # a}\n" * 60 + "@misc{k, title = a}\n"
    assert len(records_in(parts_of(text))[0].title) <= 10_000


def test_a_key_or_a_field_that_stands_twice_breaks_nothing() -> None:
    parts = parts_of(GOOD + GOOD + "@misc{b, title = {First}, TITLE = {Second}, title = {Third}, abstract = {x}}\n")
    assert [each.title for each in records_in(parts)] == ["Good", "Good", "First"]


def test_several_entries_on_one_line_count_it_once() -> None:
    parts = parts_of(GOOD.strip() * 3)
    assert [each.lines for each in records_in(parts)] == [1, 0, 0]


def test_blocks_in_round_brackets_are_blocks() -> None:
    assert [each.title for each in records_in(parts_of('@misc(a,\n title = "A (b)",\n abstract = {x}\n)\n'))] == [
        "A (b)"
    ]


def test_braces_nest_ten_thousand_deep() -> None:
    assert record("title = {" + "{" * 10_000 + "x" + "}" * 10_000 + "}").title == "x"


def test_no_brace_of_a_real_export_is_seen_on_a_page(shared: Path) -> None:
    for file in sorted((shared / "formats" / "bibtex").iterdir()):
        for each in records_in(parts_of(file.read_text("utf-8-sig"))):
            paper, _ = normalise(each)
            assert not set("{}\\") & set(paper.title)
            assert "{[}" not in paper.abstract
