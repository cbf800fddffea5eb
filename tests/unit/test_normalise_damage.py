"""Damage of tools between the author and the dump: what can be undone with certainty, and what resembles it."""

import pytest

from generator.normalise import clean_abstract, clean_title


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("is construc(cid:173) ted by uni(cid:12)ed (cid:13)ows", "is constructed by unified flows"),
        ("movement(cid:173) sensitive: the movement is sensitive", "movement-sensitive: the movement is sensitive"),
        ("a Winner(cid:173) Take-All net", "a Winner-Take-All net"),
        ("a na\u00c3\u00afve one that doesn\u00e2\u20ac\u2122t", "a naïve one that doesn’t"),
        ("the robot\u00e2\u0080\u0099s arm", "the robot’s arm"),
        ("a $384 imes 384$ image, 8$ imes$ less", r"a \(384 \times 384\) image, 8\(\times\) less"),
        ("H/sub /spl infin// loop of /spl plusmn/15 cm", "H_∞ loop of ±15 cm"),
    ],
)
def test_what_a_tool_wrote_for_a_character_becomes_the_character(raw: str, clean: str) -> None:
    assert clean_abstract(raw) == clean


@pytest.mark.parametrize("text", ["(cid:0)x", "5 Å… and À «oui» É»", "SÃO PAULO, Âge, 12 imessages", "CAFÉ » Ä“"])
def test_characters_that_only_resemble_such_damage_stay(text: str) -> None:
    assert clean_title(text) == text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ('"We sort."', "We sort."),
        ('"We ""sort"" bricks."', 'We "sort" bricks.'),
        ('Code is at https://github.com/a/b ."', "Code is at https://github.com/a/b."),
        ("Abstract: We sort.", "We sort."),
        ("ABSTRACT—We sort.", "We sort."),
        ("We sort for walki... Show More", "We sort for walki…"),
        ("We sort. Show More", "We sort."),
    ],
)
def test_what_only_stands_round_an_abstract_goes(raw: str, clean: str) -> None:
    assert clean_abstract(raw) == clean


@pytest.mark.parametrize(
    "text",
    [
        '"A" is not "B"',
        "Abstract-level planning",
        "Abstract reasoning is hard",
        'He called it "so"',
        "They Show More"[:9],
    ],
)
def test_quotations_and_words_at_the_beginning_and_the_end_stay(text: str) -> None:
    assert clean_abstract(text) == text


def test_a_title_keeps_its_quotation_marks() -> None:
    assert clean_title('"Why Should I Trust You?"') == '"Why Should I Trust You?"'


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("the Polyak-Ł{}ojasiewicz condition", "the Polyak-Łojasiewicz condition"),
        ("focus on {em hard negative} examples", "focus on hard negative examples"),
        (r"76\% of {weight sharing} and {Triple-Q} ({e.g.,} x)", "76% of weight sharing and Triple-Q (e.g., x)"),
        ("Pooling (ASPP)cite{Deeplabv2} and MobileNet cite{howard2017} win", "Pooling (ASPP) and MobileNet win"),
        (r"our field\footnote{https://github.com/a/b}. So", "our field https://github.com/a/b. So"),
        (r"a \begin{itemize} \item one, \item[(b)] two \end{itemize} so", "a • one, (b) two so"),
        ("order $x_t${are} bound, the $n${th} {4$k$ speedup}", r"order \(x_t\) are bound, the \(n\)th 4\(k\) speedup"),
        (r"35 U.S.C {\S} 112 of $x_t$} {et al.},", r"35 U.S.C § 112 of \(x_t\) et al.,"),
        ("gains of +2%uparrow. However,it is", "gains of +2%↑. However, it is"),
        ("under Discussion.We sort; VAEs.Our model", "under Discussion. We sort; VAEs. Our model"),
        ("of sparsity''. A \"low energy'' one", "of sparsity”. A “low energy” one"),
        ("annotations.\\nOur code, e.g . in", "annotations. Our code, e.g. in"),
        ("jailbreaksx2013methods", "jailbreaks–methods"),
        ("in 6.5km^2 of πR^2", "in 6.5km² of πR²"),
        ("at most O(m^(η-1)/n) and 10^(-10)", r"at most \(O(m^{\eta-1}/n)\) and \(10^{-10}\)"),
        ("depends on $1/ε$, $3/2$ and $64.38 ± 13.63$", r"depends on \(1/ε\), \(3/2\) and \(64.38 ± 13.63\)"),
        ("from $500K$ to $1.5B$ and $110k$, the $2k$-th", r"from 500K to 1.5B and 110k, the \(2k\)-th"),
        ("their training data.We sort", "their training data. We sort"),
        ("state-ofthe-art energy ofthe motor, onthe-fly", "state-of-the-art energy of the motor, on-the-fly"),
    ],
)  # fmt: skip
def test_losses_that_can_be_told_from_what_is_left_are_mended(raw: str, clean: str) -> None:
    assert clean_abstract(raw) == clean


@pytest.mark.parametrize(
    "text",
    [
        "use {name} and {question} in a template, ResNet-{18, 34}",
        "it costs $5/$10 or $10 and $20, $1.5B to $2B",
        "a,b,c and foo,bar.baz and {cat,dog} and (word,word)",
        "written in Node.js or ASP.NET, found in file.io or main.py",
        "torch.Tensor, data.table and data.We",
        r"76\% of {a, b}".replace("\\", ""),
        "to cite{} or to cite; lathe, bathe and clothe",
    ],
)
def test_what_resembles_such_losses_stays(text: str) -> None:
    assert clean_abstract(text) == text


def test_an_entity_cannot_forge_what_stands_for_a_shielded_part() -> None:
    assert clean_title("a &#983040;b &#x100000;c") == "a b c"
