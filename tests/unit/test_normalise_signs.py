"""Signs in MathML: the space that a browser leaves beside them is that of what they are."""

import re

import pytest

from generator.normalise import mathml


def told(tex: str) -> str:
    """Return a formula with ``‹`` and ``›`` beside signs that stand before or behind something, ``_`` for gaps."""
    found = mathml(tex)
    assert found is not None
    found = re.sub(r'<mo[^>]*form="prefix"[^>]*>([^<]*)', r"\1‹", found)
    found = re.sub(r'<mo[^>]*form="postfix"[^>]*>', "›", found)
    return re.sub("<[^>]*>", "", re.sub("<mspace[^>]*>", "_", found))


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"O(|S||A|T)", "O(|‹S›||‹A›|T)"),
        (r"|S|^2\|x\|_2", "|‹S›|2‖‹x›‖2"),
        (r"|E[|X|]|", "|‹E[|‹X›|]›|"),
        (r"\{|x|, x\}", "{|‹x›|,x}"),
        (r"\log|x|", "log|‹x›|"),
        (r"|x|\log T", "|‹x›|_log_T"),
    ],
)
def test_bars_that_enclose_something_stand_close_to_it(tex: str, shown: str) -> None:
    assert told(tex) == shown


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        ("P(a|b)", "P(a|b)"),
        ("P(a|b)P(b|a)", "P(a|b)P(b|a)"),
        (r"\{x | |x|<1\}", "{x||x|&lt;1}"),
        (r"a \mid b \mid c", "a∣b∣c"),
    ],
)
def test_a_bar_that_means_given_keeps_its_space(tex: str, shown: str) -> None:
    assert told(tex) == shown


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        ("f(-x)", "f(−‹x)"),
        ("(-1,+2)", "(−‹1,+‹2)"),
        (r"a=\pm b", "a=±‹b"),
        ("|-x|", "|‹−‹x›|"),
        (r"\exp -x", "exp_−‹x"),
        ("a-b", "a−b"),
        ("(a)-b", "(a)−b"),
        ("x^2-1", "x2−1"),
        ("|x|-1", "|‹x›|−1"),
        ("n!-1", "n!−1"),
    ],
)
def test_a_minus_stands_close_to_what_it_begins(tex: str, shown: str) -> None:
    assert told(tex) == shown


@pytest.mark.parametrize("tex", ["a ≥ b", r"a \pm b", "a → b", "a ⊆ b", "a × b", r"a \in b"])
def test_a_sign_between_two_things_is_an_operator_however_it_is_written(tex: str) -> None:
    assert re.fullmatch(r"<math><mrow><mi>a</mi><mo>[^<]</mo><mi>b</mi></mrow></math>", mathml(tex) or "")


@pytest.mark.parametrize("tex", [r"\infty", "∞", r"\emptyset"])
def test_a_symbol_among_the_signs_has_no_more_space_than_a_letter(tex: str) -> None:
    assert re.fullmatch(r"<math><mrow><mi>a</mi><mi>[^<]</mi></mrow></math>", mathml(f"a {tex}") or "")
