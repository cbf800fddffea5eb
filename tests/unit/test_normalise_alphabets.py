"""Alphabets and operators in MathML: what a browser must be told, since MathML Core tells it no more."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.normalise import mathml, plain
from generator.normalise.alphabets import styled

_LATIN = "".join(chr(code) for code in (*range(0x41, 0x5B), *range(0x61, 0x7B)))
_GREEK = "".join(chr(code) for code in (*range(0x391, 0x3AA), *range(0x3B1, 0x3CA)) if code != 0x3A2)
_VARIANTS = {
    "bold": _LATIN + _GREEK, "italic": _LATIN + _GREEK, "bold-italic": _LATIN + _GREEK, "script": _LATIN,
    "bold-script": _LATIN, "fraktur": _LATIN, "bold-fraktur": _LATIN, "double-struck": _LATIN, "sans-serif": _LATIN,
    "bold-sans-serif": _LATIN + _GREEK, "sans-serif-italic": _LATIN, "monospace": _LATIN,
}  # fmt: skip
_SHOWN = [
    (r"\boldsymbol{x}\ne x", "𝒙≠x"),
    (r"\bm{\theta}", "𝜽"),
    (r"\boldsymbol\Sigma", "𝜮"),
    (r"\mathbf{\Sigma}_1", "𝚺1"),
    (r"\mathsf{NP}", "𝖭𝖯"),
    (r"\mathscr{L}", "ℒ"),
    (r"\mathscr{BEFHIMR}", "ℬℰℱℋℐℳℛ"),
    (r"{\cal O}", "𝒪"),
    (r"\mathcal{Ab}", "𝒜𝒷"),
    (r"\mathfrak{CHIRZ}", "ℭℌℑℜℨ"),
    (r"\mathbb CHNPQRZ", "ℂHNPQRZ"),
    (r"\mathbbm{1}_A", "𝟙A"),
    (r"\mathtt{AC}^0", "𝙰𝙲0"),
    (r"\mathtt{x1}", "𝚡𝟷"),
    (r"\mathbf{12}", "𝟏𝟐"),
    (r"\mathsf{3SAT}_2", "𝟥𝖲𝖠𝖳2"),
    (r"{\bf 1}\{a_1\}", "𝟏{a1}"),
    (r"\textbf{h}_t", "𝐡t"),
    (r"\boldsymbol{\mathcal{L}}", "𝓛"),
    (r"\bm{\mathbf{x}}", "𝐱"),
    (r"\boldsymbol{a+1}", "𝒂+𝟏"),
    (r"\mathit{opt}", "opt"),
]


def letters(tex: str) -> str:
    found = mathml(tex)
    assert found is not None
    return re.sub("<[^>]*>", "", found)


def spaced(tex: str) -> str:
    found = mathml(tex)
    assert found is not None
    return re.sub("<[^>]*>", "", re.sub("<mspace[^>]*>", " ", found))


@pytest.mark.parametrize(("tex", "text"), _SHOWN)
def test_a_letter_says_its_alphabet_by_itself(tex: str, text: str) -> None:
    assert letters(tex) == text


@pytest.mark.parametrize("tex", [tex for tex, _ in _SHOWN])
def test_no_variant_is_left_that_browsers_ignore(tex: str) -> None:
    assert "mathvariant" not in (mathml(tex) or "mathvariant")


@pytest.mark.parametrize("variant", _VARIANTS)
def test_every_letter_of_an_alphabet_has_its_own_character(variant: str) -> None:
    plain_letters = _VARIANTS[variant]
    found = styled(plain_letters, variant)
    assert len(set(found) - set(plain_letters)) == len(plain_letters)
    assert unicodedata.normalize("NFKC", found) == unicodedata.normalize("NFKC", plain_letters)


@given(st.text(max_size=20), st.sampled_from([*_VARIANTS, "normal", "initial", ""]))
def test_styling_keeps_what_a_text_says(text: str, variant: str) -> None:
    found = styled(text, variant)
    assert len(found) == len(text)
    assert [unicodedata.normalize("NFKC", char) for char in found] == [
        unicodedata.normalize("NFKC", char) for char in text
    ]


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\boldsymbol{x}", "x"),
        (r"\bm{\theta}_1", "θ₁"),
        (r"\mathsf{NP}", "NP"),
        (r"{\bf h}", "h"),
        (r"d_{\rm TV}", "d_TV"),
        (r"\operatorname*{argmax}_x", "argmax_x"),
        (r"\mathtt{x1}", "x1"),
    ],
)
def test_plain_text_keeps_the_letters_that_people_type(tex: str, text: str) -> None:
    assert plain(rf"\({tex}\)") == text


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\log T", "log T"),
        (r"T\log T", "T log T"),
        (r"2\sin x", "2 sin x"),
        (r"\log\log T", "log log T"),
        (r"\log^2 T", "log2 T"),
        (r"\log_{10} T", "log10 T"),
        (r"\log{}n", "log n"),
        (r"\max_i x", "maxi x"),
        (r"d\max_{i} x", "d maxi x"),
        (r"\max\limits_i x", "maxi x"),
        (r"\underset{i}{\max} x", "maxi x"),
        (r"\argmin_x f", "argminx f"),
        (r"\arg\max_x f", "arg maxx f"),
        (r"\operatorname{rank} A", "rank A"),
        (r"\operatorname*{arg\,max}_x f", "argmaxx f"),
        (r"\mathop{\mathrm{arg\,max}}_x f", "argmaxx f"),
        (r"\mathop{\rm rank} A", "rank A"),
        (r"\mathrm{rank} A", "rank A"),
        (r"\Pr X", "Pr X"),
        (r"O(n)\log n", "O(n) log n"),
        (r"\left(a\right)\log n", "(a) log n"),
        (r"\log\frac{n}{2}", "log n2"),
        (r"\log\sqrt{n}", "log n"),
        (r"\log\hat{n}", "log n^"),
    ],
)
@pytest.mark.parametrize("around", ["□", r"\sqrt{□}", r"\frac{□}{n}", "n^{□}", r"\left(□\right)", r"\mathcal{O}(□)"])
def test_a_gap_parts_the_name_of_an_operator_from_its_neighbours_wherever_it_stands(
    tex: str, text: str, around: str
) -> None:
    assert text in spaced(around.replace("□", tex))


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\log(T)", "log(T)"),
        (r"\log\left(T\right)", "log(T)"),
        (r"\log^2(T)", "log2(T)"),
        (r"\log\langle x\rangle", "log⟨x⟩"),
        (r"\log\lceil x\rceil", "log⌈x⌉"),
        (r"\max\{a,b\}", "max{a,b}"),
        (r"\operatorname{rank}(A)", "rank(A)"),
        (r"x_{\max}", "xmax"),
        (r"x_{\max}y", "xmaxy"),
        (r"a+\log", "a+log"),
        (r"(\log T", "(log T"),
        (r"a=\log b", "a=log b"),
        (r"\log, \exp", "log,exp"),
        (r"\log\ T", "log\u00a0T"),
        (r"\mathrm{d}x", "dx"),
        (r"x_\mathrm{model}y", "xmodely"),
        (r"\mathrm{GHz}x", "GHzx"),
        (r"xyz", "xyz"),
        (r"f''g", "f″g"),
    ],
)
def test_there_is_no_gap_before_a_bracket_at_an_edge_or_beside_a_sign_with_its_own(tex: str, text: str) -> None:
    assert spaced(tex) == text


def test_a_name_is_one_upright_word_without_the_wide_space_of_an_unknown_operator() -> None:
    gap = '<mspace width="0.167em" />'
    assert mathml(r"\operatorname{rank} A") == f"<math><mrow><mi>rank</mi>{gap}<mi>A</mi></mrow></math>"
    assert mathml(r"\mathrm{model}") == "<math><mrow><mi>model</mi></mrow></math>"
    assert mathml(r"\operatorname{E}") == '<math><mrow><mi mathvariant="normal">E</mi></mrow></math>'
    assert "<mo>mod</mo>" in (mathml(r"a\bmod n") or "")
    assert '<mi mathvariant="normal">d</mi>' in (mathml(r"\mathrm{d}x") or "")
    assert mathml(r"\Gamma\gamma") == '<math><mrow><mi mathvariant="normal">Γ</mi><mi>γ</mi></mrow></math>'
    assert mathml(r"\mathit{\Gamma}") == "<math><mrow><mrow><mi>Γ</mi></mrow></mrow></math>"


def test_no_token_holds_other_elements() -> None:
    assert "<mo><" not in (mathml(r"a \mathop{+} b") or "<mo><")
