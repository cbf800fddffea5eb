"""What fields of any type say: names of people, years, identifiers, addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers import identifiers, values
from generator.readers.fields import USUAL, folded, told


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ada Crease, Ben Fold", ("Ada Crease", "Ben Fold")),
        ("Ada Crease, Ben Fold and Cy Map", ("Ada Crease", "Ben Fold", "Cy Map")),
        ("Ada Crease, Ben Fold, and Cy Map", ("Ada Crease", "Ben Fold", "Cy Map")),
        ("Crease, Ada; Fold, Ben", ("Crease, Ada", "Fold, Ben")),
        ("Crease, Ada and Fold, Ben", ("Ada Crease", "Ben Fold")),
        ("Crease, Ada", ("Ada Crease",)),
        ("Ada Crease", ("Ada Crease",)),
        ("Ada Crease (Tower, Town), Ben Fold", ("Ada Crease", "Ben Fold")),
        ("['Ada Crease', \"Ben O'Fold\"]", ("Ada Crease", "Ben O'Fold")),
        (["Ada  Crease", "", None, 3], ("Ada Crease",)),
        ([{"name": "Ada Crease"}, {"given": "Ben", "family": "Fold"}], ("Ada Crease", "Ben Fold")),
        ([{"author": {"display_name": "Ada Crease"}}], ("Ada Crease",)),
        ([["Crease", "Ada", ""], ["Fold", "B.", "Jr.", "Town"]], ("Ada Crease", "B. Fold Jr.")),
        ({"name": "Ada Crease"}, ("Ada Crease",)),
        (None, ()),
        (True, ()),
        ("x" * 1000, ()),
    ],
)
def test_names_of_people_are_told_apart(value: object, names: tuple[str, ...]) -> None:
    assert values.authors(value) == names


@pytest.mark.parametrize(
    ("value", "year"),
    [
        (2024, 2024),
        ("2024", 2024),
        (2024.0, 2024),
        ("2024-01-02T00:00:00Z", 2024),
        ("20240102", 2024),
        ("Mon, 2 Apr 2007 19:18:42 GMT", 2007),
        ("2024-2025", None),
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
    ("text", "found"),
    [
        ("2401.01234", "2401.01234"),
        ("2401.01234v12", "2401.01234"),
        ("arXiv:2401.01234v2", "2401.01234"),
        ("http://arxiv.org/pdf/2401.01234v2.pdf", "2401.01234"),
        ("https://arxiv.org/abs/hep-th/9901001v1", "hep-th/9901001"),
        ("https://doi.org/10.48550/arXiv.2401.01234", "2401.01234"),
        ("2413.01234", ""),
        ("12401.01234", ""),
        ("2401.0123456", ""),
        ("acl2021:2401.acl-long.222", ""),
        ("see 2401.01234", ""),
    ],
)
def test_a_number_is_one_of_arxiv_only_where_it_says_so(text: str, found: str) -> None:
    assert identifiers.arxiv(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10.1000/ABC.1", "10.1000/abc.1"),
        ("https://doi.org/10.1000/abc(1)2.", "10.1000/abc(1)2"),
        ("(doi:10.1000/abc)", "10.1000/abc"),
        ("10.1000", ""),
        ("110.1000/abc", ""),
    ],
)
def test_a_doi_is_freed_of_what_stands_around_it(text: str, found: str) -> None:
    assert identifiers.doi(text) == found


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
    values.authors(text)
    values.year([text])
    identifiers.pairs([text], [text], [text])
    assert folded(text) == folded(text.upper().lower()) or not text.isascii()
