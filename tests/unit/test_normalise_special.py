r"""Groups of a single command (``{\&}``, ``{\textit{…}}``): what exports of BibTeX write is read as what it prints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Dump, Place, Record
from generator.normalise import clean_abstract, clean_title, normalise
from generator.normalise.special import signs, words
from generator.outputs.citations import bibtex, cited


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (r"Search {\&} Rescue", "Search & Rescue"),
        (r"50{\%} of all, 3 {\% }", "50% of all, 3 %"),
        (r"H{\_}2 and file{\_}name", "H₂ and file_name"),
        (r"C{\#} costs {\$}5 and {\$}6", "C# costs $5 and $6"),
        (r"the set {\{}a, b{\}}", "the set {a, b}"),
        (r"10{\,}000 in a{\ }row", "10 000 in a row"),
        (r"{AT{\&}T} and R{\&}D", "AT&T and R&D"),
        ("Search {&} Rescue, 50{%}", "Search & Rescue, 50%"),
        (r"about {\~{}}5 or \~{}6, H{\^{}}2", "about ~5 or ~6, H²"),
        (r"{\textless}5{\%} and \textgreater 6", "<5% and > 6"),
        (r"my{\textunderscore}file, a {\textbar} b", "my_file, a | b"),
        (r"\textbraceleft{}\&\textbraceright{}", "&"),
        (r"{\ldots} and {\copyright}", "… and ©"),
        (r"{\textless}i{\textgreater}in vivo{\textless}/i{\textgreater}", "in vivo"),
        (r"{\$}O(n {\textbackslash}log n){\$} and {\$}{\backslash}alpha{\$}", r"\(O(n \log n)\) and α"),
        (r"{\textdollar}k{\textdollar}-means in {\(}O(n^2){\)}", r"\(k\)-means in \(O(n^2)\)"),
        (r"at https://github.com/a/b{\_}c.", "at https://github.com/a/b_c."),
        (r"at http://a.org/{\~{}}me/x{\%}20y{\#}z.", "at http://a.org/~me/x%20y#z."),
    ],
)
def test_a_sign_in_braces_of_its_own_is_that_sign(raw: str, clean: str) -> None:
    assert clean_title(raw) == clean_abstract(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (r"Kettles {\textit{in vivo}}", "Kettles in vivo"),
        (r"{\textbf{Results:}} A {\textit{very good}} kettle", "Results: A very good kettle"),
        (r"{{\textit{in vivo}}} and {\textbf{\textit{in vitro}}}", "in vivo and in vitro"),
        (r"{\textit{E. coli} strains} and {\textit{C. elegans}}: two", "E. coli strains and C. elegans: two"),
        (r"{\textit{k}}-means, {\texttt{foo}} {\textsc{Bert}}", "k-means, foo Bert"),
        (r"{\bf{x}}, {\mbox{a b}} and {\underline {c d}}", "x, a b and c d"),
        (r"10{\textsuperscript{5}}, CO{\textsubscript{2}}, 19{\textsuperscript{th}}", "10⁵, CO₂, 19th"),
        (r"{\textit{H{\_}2}} of {\emph{a {b} c}}", "H₂ of a b c"),
        (r"{\href{https://a.org/b}{the page}}", "https://a.org/b"),
        (r"{\textcolor{red}{new}}", "new"),
        (r"{\textbf{I}}tems, {\underline b}andits {\textit in vivo}", "Items, bandits in vivo"),
        (r"{\textbf{I}tems} by {\textbf{S}ampling}", "Items by Sampling"),
        (r"{\v{S}}koda, {\c S}ahin, {\H{o}}, Ne{\v{c}}{\'{a}}s", "Škoda, Şahin, ő, Nečás"),
        (r"\textbf{\v{C}}apek, extbf{\underline{G}}eometric", "Čapek, Geometric"),
    ],
)
def test_words_in_another_font_and_accents_are_words_and_no_formula(raw: str, clean: str) -> None:
    assert clean_title(raw) == clean_abstract(raw) == clean


@pytest.mark.parametrize(
    "text",
    [
        r"\(\frac{\textit{a}}{\textit{b}}\)",
        r"\(R_{\textit{max}}\) and \(x^{\text{in}}\)",
        r"\({\mathrm{x}}_1\) and \(\text{\{\}}\)",
        r"a set {a, b}, a {question}, {{ config }} and f{_}",
        r"`{\&}` in code",
    ],
)
def test_braces_of_formulas_placeholders_and_code_stay(text: str) -> None:
    assert clean_title(text) == text


def test_braces_of_an_argument_stay_where_they_are_read() -> None:
    assert (
        words(signs(r"\textbf{\&} \textbf{\v{C}} R_{\textit{max}}")) == r"\textbf{\&} \textbf{\v{C}} R_{\textit{max}}"
    )
    assert clean_title(r"R_{\textit{max}} and \textbf{\&}") == r"\(R_{\textit{max}}\) and &"


def test_a_command_that_nobody_knows_is_no_half_of_a_fraction() -> None:
    assert "frac" not in clean_title(r"{\foo{x}} and (\bar a, \foo{x})")


def test_a_title_of_an_export_has_no_findings_and_is_exported_without_braces() -> None:
    title = r"Search {\&} Rescue at 50{\%}"
    record = Record(dump="d", place=Place("d.bib", 1), position=1, lines=1, title=title, abstract="We search.")
    paper, findings = normalise(record)
    exported = bibtex([cited(paper, {"d": Dump(id="d", file="d.bib", sha256="a" * 64, title="D")})])
    assert findings == ()
    assert r"title = {Search \& Rescue at 50\%}" in exported


@given(st.text(alphabet="ab {}\\&%$_~^", max_size=40))
def test_nothing_but_braces_and_commands_of_signs_is_lost(text: str) -> None:
    kept = [char for char in text if char not in "{}\\ "]
    assert [char for char in words(signs(text)) if char not in "{}\\ "] == kept


@given(st.text(alphabet=st.characters(exclude_characters="\\"), max_size=60))
def test_a_text_without_backslashes_is_left_alone(text: str) -> None:
    assert words(signs(text)) == text


def test_many_groups_that_never_close_take_no_time_to_speak_of() -> None:
    assert words(r"{\textbf{a " * 5000) == r"{\textbf{a " * 5000
