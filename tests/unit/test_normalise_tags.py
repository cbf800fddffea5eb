"""Tags of HTML and JATS: what they part stays apart, what they join stays together, and what is text stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Place, Record
from generator.normalise import clean_abstract, clean_title, normalise
from generator.normalise.tags import resolve


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("<jats:p>Ladles are good.</jats:p><jats:p>We test.</jats:p>", "Ladles are good. We test."),
        ("<JATS:P>One.</JATS:P><JATS:P>Two.</JATS:P>", "One. Two."),
        ("&lt;jats:p&gt;One.&lt;/jats:p&gt;&lt;jats:p&gt;Two.&lt;/jats:p&gt;", "One. Two."),
        ("<jats:p>" + "We sort, p < 0.05. " * 60 + "</jats:p>", ("We sort, p < 0.05. " * 60).strip()),
        ("<jats:p>A text that was cut", "A text that was cut"),
        ("word<jats:break/>word", "word word"),
        (
            (
                '<jats:list list-type="bullet"><jats:list-item><jats:p>one</jats:p></jats:list-item><jats:list-item>'
                "<jats:p>two</jats:p></jats:list-item></jats:list>"
            ),
            "one two",
        ),
        ('<p class="x">One.</p><p>Two.</p>', "One. Two."),
        ("<p>One.<p>Two.</p>", "One. Two."),
        ("Three: <ul><li>a</li><li>b</li></ul>so", "Three: a b so"),
        ("<div>One</div><div>Two</div>", "One Two"),
        ("One<br/>two<br>three<br />four", "One two three four"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
    ],
)
def test_blocks_leave_a_space(raw: str, clean: str) -> None:
    assert clean_abstract(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Bay<i>es</i>ian and <jats:italic>in</jats:italic>ner", "Bayesian and inner"),
        ("<jats:sc>dna</jats:sc>s, <sc>rna</sc>s and <u>s</u>o", "dnas, rnas and so"),
        ("H<jats:sub>2</jats:sub>O, 10<jats:sup><jats:italic>5</jats:italic></jats:sup>", "H₂O, 10⁵"),
        ('x<sup class="a">2</sup>', "x²"),
        ("the 19<jats:sup>th</jats:sup> brick", "the 19th brick"),
        ('as in [<jats:xref ref-type="bibr">1</jats:xref>]', "as in [1]"),
    ],
)
def test_letters_in_another_font_leave_none(raw: str, clean: str) -> None:
    assert clean_title(raw) == clean_abstract(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (
            (
                "<jats:title>Background</jats:title><jats:p>Ladles are good.</jats:p><jats:title>Methods</jats:title>"
                "<jats:p>We test.</jats:p>"
            ),
            "Background: Ladles are good. Methods: We test.",
        ),
        ("<sec><title>Aims.</title><p>We sort.</p></sec>", "Aims. We sort."),
        ("<h3>Aims:</h3><p>We sort.</p>", "Aims: We sort."),
        ("<jats:title><jats:italic>Aim</jats:italic></jats:title><jats:p>Sort.</jats:p>", "Aim: Sort."),
        ("<jats:title>Abstract</jats:title><jats:p>We sort.</jats:p>", "We sort."),
        ("<h1>A title</h1>", "A title"),
        ("<jats:p><jats:bold>Aims:</jats:bold>We sort.</jats:p>", "Aims: We sort."),
        ("<b>Aims:</b>We sort. <b>Results:</b> Sorted.", "Aims: We sort. Results: Sorted."),
    ],
)
def test_a_heading_is_told_from_the_text_below_it(raw: str, clean: str) -> None:
    assert clean_abstract(raw) == clean


@pytest.mark.parametrize(
    "raw",
    [
        (
            "<jats:inline-formula><jats:alternatives><jats:tex-math>$$x_2$$</jats:tex-math><mml:math><mml:mi>x</mml:mi></mml:math>"
            "</jats:alternatives></jats:inline-formula> grows"
        ),
        (
            r"<inline-formula><tex-math id='m1'>\documentclass{m}\begin{document}$x_2$\end{document}</tex-math>"
            "</inline-formula> grows"
        ),
        r"<jats:tex-math><![CDATA[\(x_2\)]]></jats:tex-math> grows",
    ],
)
def test_tex_is_taken_where_a_publisher_gives_it(raw: str) -> None:
    assert clean_abstract(raw) == r"\(x_2\) grows"


@pytest.mark.parametrize(
    "text",
    [
        "the <p> tag and the <title> of a page",
        "between <p> and </p>, or <div>…</div>",
        "<think>so</think> and <answer>x</answer>",
        "<title>A</title> alone",
        "if x <p and y> z, a < b > c </p>",
        "<script>alert(1)</script>",
        "<mml:math><mml:mi>x</mml:mi></mml:math>",
    ],
)
def test_tags_that_a_paper_is_about_stay(text: str) -> None:
    assert clean_abstract(text) == text


def test_a_publishers_abstract_has_no_findings() -> None:
    raw = "<jats:title>Background</jats:title><jats:p>Ladles are good.</jats:p>"
    record = Record(dump="d", place=Place("d.bib", 1), position=1, lines=1, title="Ladles", abstract=raw)
    assert normalise(record)[1] == ()


PIECES = "<p> </p> <jats:p> </jats:p> <jats:title> </jats:title> <b> </b> <tex-math> </tex-math> <br/> < > k w"


@given(st.lists(st.sampled_from(PIECES.split()), max_size=20).map("".join))
def test_no_letter_is_lost_or_moved_whatever_the_tags(text: str) -> None:
    assert [char for char in resolve(text) if char in "kw"] == [char for char in text if char in "kw"]


@given(st.text(alphabet=st.characters(exclude_characters="<"), max_size=60))
def test_a_text_without_tags_is_left_alone(text: str) -> None:
    assert resolve(text) == text
