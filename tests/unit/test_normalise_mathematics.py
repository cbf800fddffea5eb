"""Mathematics as MathML and as characters: readable, and safe whatever stands in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.normalise import Segment, mathml, plain, segments
from generator.normalise.mathematics import ATTRIBUTES, ELEMENTS


def test_a_text_splits_into_prose_and_formulas() -> None:
    assert segments(r"a \(x_t\) b\(y\)") == (
        Segment("a "),
        Segment("x_t", math=True),
        Segment(" b"),
        Segment("y", math=True),
    )
    assert segments("") == ()


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\mathcal{O}(\sqrt{T})", "O(√T)"),
        (r"\ell_2", "ℓ₂"),
        ("x_t", "x_t"),
        (r"5 \times 10^5", "5 × 10⁵"),
        (r"\frac{a+b}{c}", "(a+b)/c"),
        (r"\widetilde{O}(K^{2/3})", "Õ(K^(2/3))"),
        (r"O(\log T)", "O(log T)"),
        (r"x \in \mathbb{R}^d", "x ∈ ℝ^d"),
        (r"\min\{a, b\}", "min{a, b}"),
        (r"45^\circ", "45°"),
        (r"\today\foo", "todayfoo"),
        (r"\cO(\poly(n), \bfx)", "O(poly(n), x)"),
    ],
)
def test_plain_text_spells_formulas_with_characters(tex: str, text: str) -> None:
    assert plain(rf"a \({tex}\) b") == f"a {text} b"


def test_plain_text_spells_a_formula_that_was_cut_off() -> None:
    assert plain(r"so \(x\) in \(\sqrt{T") == "so x in √T"


@pytest.mark.parametrize(
    "tex",
    [
        r"\mathcal{O}\Big(\frac{d\sqrt{T}}{(1-\rho)^{3/2}}\Big)",
        r"\ell_2",
        r"A^*_r",
        r"a<b",
        r"\R^{n}",
        r"\Gamma \le S",
        r"\cO(\poly(n))",
    ],
)
def test_readable_tex_becomes_a_math_element(tex: str) -> None:
    found = mathml(tex)
    assert found is not None
    assert found.startswith("<math>")


@pytest.mark.parametrize(
    "tex",
    [
        "", " ", r"\href{javascript:alert(1)}{x}", r"\style{color:red}{x}", r"\begin{matrix}a\end{matrix}",
        r"\foo x", r"\frac",
        "x" * 5000, "{" * 50 + "x" + "}" * 50, r"\left(" * 30, r"x_1_2", "&#x3c;script&#x3e;", r"\color{red}x", "a_",
    ],
)  # fmt: skip
def test_what_cannot_be_trusted_or_read_is_none(tex: str) -> None:
    assert mathml(tex) is None


def test_html_in_text_mode_is_escaped() -> None:
    assert mathml(r"\text{<img src=x onerror=alert(1)>}") == (
        "<math><mrow><mtext>&lt;img\u00a0src=x\u00a0onerror=alert(1)&gt;</mtext></mrow></math>"
    )


PIECES = (
    r"\frac \sqrt { } ^ _ x 2 \text{ <script> </script> \href{javascript:1} \mathrm \left( \right) & # % \\ "
    r"\begin{array} \end{array} &lt; &#60; \class{a}{b} \unicode{x3c} \operatorname{<b>} \alpha \" onclick= \sum "
    r"\hspace{1em} \rule"
)
TEX = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES.split()), max_size=12).map(" ".join))


@given(TEX)
def test_no_input_makes_any_tag_but_mathml(tex: str) -> None:
    found = mathml(tex)
    if found is None:
        return
    for tag, attributes in re.findall(r"<\s*/?\s*([^\s/>]*)([^>]*)>", found):
        assert tag in ELEMENTS
        assert set(re.findall(r"([\w:-]+)\s*=", attributes)) <= ATTRIBUTES
    assert set(re.findall(r'mathvariant="([^"]*)"', found)) <= {"normal"}
    assert not re.search(r"(?i)<script|onerror\s*=\s*[\"']|href=", re.sub(r">[^<]*<", "><", found))


@given(TEX)
def test_plain_text_has_no_delimiters_and_never_fails(tex: str) -> None:
    shown = plain(rf"before \({tex}\) after")
    assert shown.startswith("before ")
    assert shown.endswith(" after")
    assert shown.count(r"\(") <= tex.count(r"\(")
