"""What fields of any type say: names of people, years, identifiers, addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers import identifiers, names, values
from generator.readers.fields import USUAL, folded, told


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("Ada Crease, Ben Fold", ("Ada Crease", "Ben Fold")),
        ("Ada Crease, Ben Fold and Cy Map", ("Ada Crease", "Ben Fold", "Cy Map")),
        ("Ada Crease, Ben Fold, and Cy Map", ("Ada Crease", "Ben Fold", "Cy Map")),
        ("Crease, Ada; Fold, Ben", ("Ada Crease", "Ben Fold")),
        ("Crease, Ada and Fold, Ben", ("Ada Crease", "Ben Fold")),
        ("Crease, Ada", ("Ada Crease",)),
        ("Ada Crease", ("Ada Crease",)),
        ("Ada Crease (Tower, Town), Ben Fold", ("Ada Crease", "Ben Fold")),
        ("['Ada Crease', \"Ben O'Fold\"]", ("Ada Crease", "Ben O'Fold")),
        ("Ada Crease (1), B. Fold (2) ((1) Town, (2) Tower, Inc.)", ("Ada Crease", "B. Fold")),
        ("van Crease, K. A.", ("K. A. van Crease",)),
        ("Crease, A., Fold, B. C., van Map, D.", ("A. Crease", "B. C. Fold", "D. van Map")),
        ("Crease, Ada Mary", ("Ada Mary Crease",)),
        ("Plato", ("Plato",)),
        ("", ()),
        (["Ada  Crease", "", None, 3], ("Ada Crease",)),
        (["Crease, Ada", "Fold, Ben, Jr."], ("Ada Crease", "Ben Fold Jr.")),
        (["Ada Crease, Ben Fold"], ("Ada Crease", "Ben Fold")),
        ([{"name": "Ada Crease"}, {"given": "Ben", "family": "Fold"}], ("Ada Crease", "Ben Fold")),
        ([{"author": {"display_name": "Ada Crease"}}], ("Ada Crease",)),
        ([["Crease", "Ada", ""], ["Fold", "B.", "Jr.", "Town"]], ("Ada Crease", "B. Fold Jr.")),
        ({"name": "Ada Crease"}, ("Ada Crease",)),
        (None, ()),
        (True, ()),
        ("x" * 1000, ()),
    ],
)
def test_names_of_people_are_told_apart(value: object, people: tuple[str, ...]) -> None:
    assert names.people(value) == people


def test_one_name_and_a_whole_one_are_two_people_where_given_names_come_first() -> None:
    assert names.listed("Madonna, Ada Crease", plain=True) == ("Madonna", "Ada Crease")
    assert names.listed("Madonna, Ada Crease") == ("Ada Crease Madonna",)
    assert names.listed("Crease, Ada", plain=True) == ("Ada Crease",)
    assert names.listed("Crease, Ada M.", plain=True) == ("Ada M. Crease",)


@pytest.mark.parametrize(
    ("value", "year"),
    [
        (2024, 2024),
        ("2024", 2024),
        (2024.0, 2024),
        ("2024-01-02T00:00:00Z", 2024),
        ("20240102", 2024),
        ("Mon, 2 Apr 2007 19:18:42 GMT", 2007),
        ("2019/05/01/", 2019),
        ("202405", 2024),
        ("Winter 2014", 2014),
        ("2024-01-02T03:04:05.2003Z", 2024),
        ("2024-2025", None),
        ("in press", None),
        (True, None),
        (None, None),
        (float("nan"), None),
        (float("inf"), None),
        (20241, None),
        (12, None),
        ("10.1000/2024555", None),
    ],
)
def test_a_year_is_told_only_where_there_is_one(value: object, year: int | None) -> None:
    assert values.year([None, value]) == year


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("arXiv:2401.01234v2", "2401.01234"),
        ("http://arxiv.org/pdf/2401.01234v2.pdf", "2401.01234"),
        ("oai:arXiv.org:2401.01234v1", "2401.01234"),
        ("https://doi.org/10.48550/arXiv.2401.01234", "2401.01234"),
        ("https://huggingface.co/papers/2401.01234", "2401.01234"),
        ("(arXiv:2401.01234)", "2401.01234"),
        ("https://arxiv.org/abs/hep-th/9901001v1", "hep-th/9901001"),
        ("arXiv:math.AG/0601001 [math.AG]", "math/0601001"),
        ("https://arxiv.org/pdf/physics.flu-dyn/0601001v2", "physics/0601001"),
        ("2401.01234", None),
        ("hep-th/9901001", None),
        ("arXiv:2413.01234", None),
        ("see arXiv:2401.01234", None),
        ("arXiv:2401.01234 and arXiv:2401.01235", None),
        ("https://arxiv.org.evil.example/abs/2401.01234", None),
    ],
)
def test_an_arxiv_identifier_is_written_in_one_way_and_all_that_the_value_says(text: str, number: str | None) -> None:
    assert identifiers.arxiv(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2401.01234", "2401.01234"),
        ("2401.01234v12", "2401.01234"),
        ("MATH.AG/0601001", "math/0601001"),
        ("2413.01234", None),
        ("12401.01234", None),
        ("2401.0123456", None),
        ("items/0601001", None),
        ("hep-th/9913001", None),
        ("acl2021:2401.acl-long.222", None),
        ("see 2401.01234", None),
    ],
)
def test_a_number_alone_is_one_of_arxiv_only_in_a_field_that_says_so(text: str, number: str | None) -> None:
    assert identifiers.arxiv(text, bare=True) == number


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("10.1000/ABC.1", "10.1000/abc.1"),
        ("https://doi.org/10.1000/abc(1)2.", "10.1000/abc(1)2"),
        ("https://dx.doi.org/10.1000%2Fabc?utm_source=x#y", "10.1000/abc"),
        ("doi:10.1000/abc%2F5", "10.1000/abc/5"),
        ("(doi:10.1000/abc)", "10.1000/abc"),
        ("https://www.toys.example/doi/full/10.1000/ABC?af=R", "10.1000/abc"),
        ("10.1000", None),
        ("10.1000/", None),
        ("10.12/abc", None),
        ("110.1000/abc", None),
        ("cites 10.1000/abc", None),
        ("10.1145/nnnnnnn.nnnnnnn", None),
        ("https://doi.org/10.1145/1122445.1122456", None),
    ],
)
def test_a_doi_is_in_small_letters_and_all_that_the_value_says(text: str, name: str | None) -> None:
    assert identifiers.doi(text) == name


def test_a_record_has_one_identifier_of_a_scheme_that_of_the_field_that_says_most() -> None:
    pages = ["2401.00003", "https://arxiv.org/abs/2401.00002", "https://doi.org/10.1000/b"]
    assert identifiers.named(pages=pages) == (("arxiv", "2401.00002"), ("doi", "10.1000/b"))
    assert identifiers.named(pages=pages, bare=True) == (("arxiv", "2401.00003"), ("doi", "10.1000/b"))
    both = identifiers.named(arxivs=["2401.00001v3"], dois=[["10.48550/arXiv.2401.00004", "10.1000/a"]], pages=pages)
    assert both == (("arxiv", "2401.00001"), ("doi", "10.1000/a"))
    assert identifiers.named(venues=["Toys", "CoRR", "abs/2401.00005"]) == (("arxiv", "2401.00005"),)


def test_of_addresses_only_such_are_kept_once_and_in_their_order() -> None:
    given_ = ["https://b.org/x", {"url": "https://a.org/"}, "no", True, ["https://b.org/x", "github.com/a/b"]]
    assert values.addresses(given_) == ("https://b.org/x", "https://a.org/", "github.com/a/b")


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Document Title", "title"),
        ("PAPER_TITLE", "title"),
        ("Publication_Year", "year"),
        ("githubRepo", "code"),
        ("name", None),
        ("x" * 100_000, None),
        (None, None),
    ],
)
def test_names_of_fields_are_known_without_case_and_punctuation(name: object, role: str | None) -> None:
    assert USUAL.role(name) == role


def test_a_role_that_is_told_has_no_other_name() -> None:
    names = told([("title", ("Headline",)), ("nonsense", ("x",))])
    assert (names.role("HEADLINE"), names.role("title"), names.role("abstract")) == ("title", None, "abstract")


@given(st.text(st.characters()))
def test_no_text_raises(text: str) -> None:
    names.people(text)
    values.year([text])
    identifiers.named(arxivs=[text], dois=[text], pages=[text], venues=[text])
    assert folded(text) == folded(text.upper().lower()) or not text.isascii()
