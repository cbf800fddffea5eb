"""Raw text to clean text: what is repaired, what stays, and what holds for any text at all."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Place, Record
from generator.normalise import clean_abstract, clean_title, normalise, segments

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (r"Gy\"{o}rgy", "György"),
        (r"the Polyak-\L ojasiewicz condition", "the Polyak-Łojasiewicz condition"),
        (r"a baseline \'a la Math-Shepherd", "a baseline à la Math-Shepherd"),
        (r"na\"ive and G\"odel and Mat\'ern", "naïve and Gödel and Matérn"),
        (r"Erd\H{o}s and {\'E}va", "Erdős and Éva"),
        (r"76\% of R\&D costs \$3", "76% of R&D costs $3"),
        (r"\textbf{D}irect {\em and} \texttt{so} \emph{on}", "Direct and so on"),
        (r"the prompting (\textsc{PeT)} works", "the prompting (PeT) works"),
        ("textbf{mu}ltiscale models", "multiscale models"),
        (r"models~(VLMs) and SON~--~a method", "models (VLMs) and SON – a method"),
        (r"as shown~\cite{x2020} by \citep[p.~3]{y} others", "as shown by others"),
        (r"our model\footnote{The code will be released.} is good", "our model (The code will be released). is good"),
        ("Fast &amp; Slow &amp;lt;s&amp;gt;", "Fast & Slow <s>"),
        ("f<sub>2</sub> and <i>in vivo</i> but <think>", "f₂ and in vivo but <think>"),
        ("10 /spl mu/m thick", "10 μm thick"),
        ("LiPO-{\\lambda} and {varphi} and 360{\\deg}", "LiPO-λ and φ and 360°"),
    ],
)
def test_latex_of_prose_becomes_plain_text(raw: str, clean: str) -> None:
    assert clean_abstract(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("``x'' and ''y'' and `z' and ``w\"", "“x” and “y” and ‘z’ and “w”"),
        ("capabilities--assertively", "capabilities—assertively"),
        ("pages 3--7 of vision--language work -- as ever", "pages 3–7 of vision–language work – as ever"),
        ("method---ours---wins", "method—ours—wins"),
        ("many (i.e.parallel learning) and e.g.the choice", "many (i.e. parallel learning) and e.g. the choice"),
        ("GPU utilization.EasySpec breaks", "GPU utilization. EasySpec breaks"),
        ("a rationale . This is ; that", "a rationale. This is; that"),
        ("gains of 2- 6% for LLMs- ChatGPT", "gains of 2–6% for LLMs – ChatGPT"),
        ("1.62times faster, sim6% and {approx}5{times}", "1.62× faster, ∼6% and ≈5×"),
        ("the reasoning [4], and [5] stays as with [6]", "the reasoning, and [5] stays as with [6]"),
        ("clear im-provement; an improvement", "clear improvement; an improvement"),
        ("neural net- works are networks, low- and high-", "neural networks are networks, low- and high-"),
        ("a state-of-the-\nart, com-\nputed as computed", "a state-of-the-art, computed as computed"),
        ("D4RL benchmarks~fu2020d4rl, certain", "D4RL benchmarks, certain"),
        ("some tokens, e.g, poor (a.k.a deficiency)", "some tokens, e.g., poor (a.k.a. deficiency)"),
        (
            "the signal - as ever - is in an environment-a simulated one",
            "the signal – as ever – is in an environment—a simulated one",
        ),
        ("GTA V-->Cityscapes", "GTA V → Cityscapes"),
        ("--- A Title --- of a Paper ---", "— A Title—of a Paper —"),
        ("( word ) and [ 0, 1 ]", "(word) and [0, 1]"),
        ("the list x[ i ], sorted", "the list x[i], sorted"),
    ],
)
def test_typography_is_mended(raw: str, clean: str) -> None:
    assert clean_abstract(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("the $f$-divergence", r"the \(f\)-divergence"),
        (r"so \[x = 1\] and $$y$$ hold", r"so \(x = 1\) and \(y\) hold"),
        ("F$^3$Set has $60$% and $2.1\\times$", "F³Set has 60% and \\(2.1\\times\\)"),
        ("where ell_2 and x_t and L^*", r"where \(\ell_2\) and \(x_t\) and \(L^*\)"),
        ("has O left( KT + (m+M)K right) CPR", r"has \(O\left(KT + (m+M)K\right)\) CPR"),
        (
            "is mathcal{O}(mathcal{C_{Phi circ Psi}/n}) here",
            r"is \(\mathcal{O}(\mathcal{C}_{\Phi \circ \Psi}/n)\) here",
        ),
        (
            "mathcal{O} Big( d sqrt{T}{(1-rho)^{3/2}} Big)",
            r"\(\mathcal{O}\Big(\frac{d \sqrt{T}}{(1-\rho)^{3/2}}\Big)\)",
        ),
        ("when m gg n and C_{Phicirc Psi} > C_Psi.", r"when \(m \gg n\) and \(C_{\Phi\circ \Psi} > C_\Psi\)."),
        ("a {O}(log T) regret", r"a \(O(\log T)\) regret"),
        ("of mathcal O(KL(sqrt T+sqrt D)) order", r"of \(\mathcal{O}(KL(\sqrt{T}+\sqrt{D}))\) order"),
        ("range of x/lambda_0in[0.05, 0.25].", r"range of \(x/\lambda_0\in[0.05, 0.25]\)."),
        ("around 5 times 10^5 more", r"around \(5 \times 10^5\) more"),
        ("rate O(1/sqrt(nK)), where", r"rate \(O(1/\sqrt{nK})\), where"),
        ("an O(min{log T, (a + b) log T}) bound", r"an \(O(\min\{\log T, (a + b) \log T\})\) bound"),
        ("Memory^3 and R^3 and 45^circ", "Memory³ and R³ and 45°"),
        ("our task R^3-VQA and VLM-R^3", "our task R³-VQA and VLM-R³"),
        (
            "Oleft( 1{varepsilon^2} log 1{delta} right)",
            r"\(O\left(\frac{1}{\varepsilon^2} \log \frac{1}{\delta}\right)\)",
        ),
        ("uses \\mathcalC and O(1/\\sqrtm)", r"uses \(\mathcal{C}\) and \(O(1/\sqrt{m})\)"),
        ("pass^k of V_{0.5}", r"\(\mathrm{pass}^k\) of \(V_{0.5}\)"),
        ("with Gamma le S states", r"with \(\Gamma \le S\) states"),
    ],
)
def test_mathematics_becomes_tex_between_its_delimiters(raw: str, clean: str) -> None:
    assert clean_abstract(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("an epsilon-optimal policy", "an ε-optimal policy"),
        ("where d and beta correspond to", "where d and β correspond to"),
        ("(nu-SDDP)", "(ν-SDDP)"),
        ("where rho is a measure", "where ρ is a measure"),
        ("a hyper-parameter varphi that", "a hyper-parameter φ that"),
        ("a policy pi). How pi relates to R", "a policy π). How π relates to R"),
    ],
)
def test_greek_names_that_are_symbols_become_letters(raw: str, clean: str) -> None:
    assert clean_abstract(raw) == clean


@pytest.mark.parametrize(
    "text",
    [
        "sim-to-real transfer is 7 times faster, and sim2real too",
        "P(y|x), MMLU_Math, COS(M+O)S, 1 - t/T, O(n) time, f-divergence, top-k, x' and f(x)",
        "snake_case_names, __init__, file_name.py, a_b.txt, UCF_CC_50 and AutoGEO_Mini",
        "beta testers, beta version, alpha-beta pruning, alpha matting, delta rule, Delta Lake, AlphaGo",
        "fish oil with Omega-3 and the small model Phi-3",
        "a Raspberry Pi runs it; a Lambda function; sigma algebra; chi-square; gamma rays; Kendall's tau",
        "to the left (in the Big cap), a cup of text, log files, max pooling, right in time, many times over",
        "Node.js, ASP.NET, torch.Tensor is, e.g., U.S. and version 2.5.1, 3.14 or 1,000",
        "it costs $5 and $10 per run, or $20K; the variable $x",
        "improvements (~5% on average)",
        "Clipping and Delta. The total variance of alpha vectors (a generalization)",
        "(xi) reinforcement, at 6.9 MPa (1000 psi), and Preference Hijacking (Phi), for",
        "(un)supervised (s)he class(es) and {cat, dog} or {-1,0,1}",
        'MNIST < CIFAR10 < Imagenet & [Blum & Lykouris] "quoted" don\'t',
        "<script>alert(1)</script> {{ config }} {% raw %} **bold** [a](b)",
        "human- and LLM-generated, on- and off-policy, low- and high-quality",
        "https://github.com/encoreus/GS-Jacobi_for_TarFlow is the place",
        "use `pip install`, `git log --oneline` or `\\d+` (not `it's`) and see ` or a`b`c",
        r"at C:\Users\x or D:\data\new, where \d+ and \w* match, and \n is a newline",
        "the section <![CDATA[ S ]]> and <![CDATA[ S",
    ],
)
def test_what_is_correct_stays(text: str) -> None:
    assert clean_abstract(text) == text
    assert clean_title(text) == text


def test_a_generic_macro_is_the_name_that_the_title_begins_with() -> None:
    assert (
        clean_abstract(r"We present \model, a model. \model wins.", "MedS³") == "We present MedS³, a model. MedS³ wins."
    )
    assert clean_abstract(r"We present \oni, or ONI") == "We present ONI, or ONI"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (r"the folder C:\models\model of \model", r"the folder C:\models\model of MedS³"),
        (r"match \d+ with \method", r"match \d+ with MedS³"),
        (r"what \foo{bar} and {\baz} print, nobody knows", r"what foobar and baz print, nobody knows"),
    ],
)
def test_an_unknown_command_prints_as_its_name_unless_it_stands_for_the_subject(raw: str, clean: str) -> None:
    assert clean_abstract(raw, "MedS³") == clean


def test_a_pair_of_backticks_is_code_and_a_backtick_with_a_prime_a_quotation() -> None:
    assert clean_abstract("`a' and `b -- c` and ``d'' (`-x`)") == "‘a’ and `b -- c` and “d” (`-x`)"
    assert clean_abstract("`a' or (`b') or `$x$`") == r"‘a’ or (‘b’) or `\(x\)`"


def test_invisible_and_control_characters_go() -> None:
    assert clean_title("a\u200bb\u202ec\x00d\ufeff e\u00adf\x07") == "abcd ef"
    assert clean_title("e\u0301") == "é"


def test_delimiters_without_a_partner_lose_their_backslash() -> None:
    assert clean_abstract(r"a \( b \) c \) d \( e") == r"a \(b\) c) d (e"
    assert clean_abstract(r"$x\\$ and \(y\\\)") == r"\(x\) and \(y\)"


WORDS = (
    r"\( \) $ $$ \[ \] { } ^ _ ~ -- --- `` '' ` ' mathcal sqrt left( right) Big( Big) Omega epsilon beta O( ) T x_t "
    r"log https://github.com/a/b {https://a.io/b} &amp; &lt; \textbf{ \'a \"{o} \L e.g. i.e. , . ; in times 10^5 \\ "
    r"\href{ }{ \url{ <b> </b> [4] sim 6% - word Word % \sim $x$ 5 \footnote{ \begin{align} \end{align}"
)
GLUED = r"\ ( ) $ { } ^ _ x O log mathcal sqrt beta left right ' ` - ~ & amp; . https://a.bc/d"
TEXTS = st.one_of(
    st.text(max_size=120),
    st.text(alphabet=r"\(){}[]$^_~`'-.,;&#<>/:% aOxnT0" + "\n", max_size=60),
    st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join),
    st.lists(st.sampled_from([*GLUED.split(), " ", "\n"]), max_size=24).map("".join),
)


@given(TEXTS)
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    clean = clean_abstract(raw)
    assert clean_abstract(clean) == clean
    title = clean_title(raw)
    assert clean_title(title) == title


@given(TEXTS)
def test_clean_text_is_normal_and_its_delimiters_balance(raw: str) -> None:
    clean = clean_abstract(raw)
    assert unicodedata.is_normalized("NFC", clean)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", clean)
    parts = segments(clean)
    assert "".join(rf"\({part.text}\)" if part.math else part.text for part in parts) == clean
    assert not any(r"\(" in part.text or r"\)" in part.text for part in parts)
    prose = (re.sub("`[^`]*`", "", part.text) for part in parts if not part.math)  # code stays as it is
    assert not any(re.search(r"\\(?![^\W_])", text) for text in prose)


def _raw_texts() -> list[str]:
    texts = [line for path in sorted((ROOT / "dumps").glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    messy = SHARED / "formats" / "jsonl" / "messy.jsonl"
    if messy.exists():
        records = [json.loads(line) for line in messy.read_text("utf-8").splitlines()]
        texts += [text for record in records for text in (record["title"], record["abstract"]) if text]
    return texts


def test_cleaning_real_text_twice_is_cleaning_it_once() -> None:
    texts = _raw_texts()
    if not texts:
        pytest.skip("no dumps in this checkout")
    for raw in texts:
        clean = clean_abstract(raw)
        assert clean_abstract(clean) == clean


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        " ",
        "(",
        "a(",
        "$",
        "\\(",
        "x_",
        "{",
        "\\textbf{",
        "`",
        "''",
        "--",
        "https://",
        "&amp;",
        "-\n",
        "[1]",
        "mathcal{",
        "O(log ",
        "left(",
        "sqrt ",
        "mathcal{a",
        "a(a_1 ",
        "frac{",
        "\\foo ",
        "\\'a",
        "beta is ",
        "`a ",
        "a- b ",
        "x/",
        "~",
        "beta ",
        "a.B ",
    ],
)
def test_a_megabyte_of_anything_takes_linear_time(piece: str) -> None:
    """A regular expression that goes back and forth would not come to an end here within the life of a test run."""
    for length in (1_000_000, 19_000):
        text = piece * (length // len(piece))
        assert len(clean_abstract(text)) <= 2 * len(text)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (("Ada Ring", "Bo Cup", "Ada Ring", "Bo Cup"), ("Ada Ring", "Bo Cup")),
        (("Ada Ring", "Ada Ring"), ("Ada Ring", "Ada Ring")),
        (("Ada Ring", "Bo Cup", "Ada Ring"), ("Ada Ring", "Bo Cup", "Ada Ring")),
        (("Ada Ring", " ", "Bo Cup"), ("Ada Ring", "Bo Cup")),
    ],
)
def test_authors_whose_whole_list_stands_twice_are_named_once_and_namesakes_stay(
    said: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    record = Record(dump="d", place=Place("d.txt", 1), position=1, lines=2, title="T", abstract="A.", authors=said)
    assert normalise(record)[0].authors == kept
