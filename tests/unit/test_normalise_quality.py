"""What cleaning cannot mend is flagged, with its line; what only resembles it is not. The catalogue has its page."""

import os
from pathlib import Path

import pytest

from generator.findings import CATALOGUE
from generator.model import Place, Record
from generator.normalise import clean_abstract, normalise
from generator.normalise.flags import FLAGS

WRITE = os.environ.get("PAPERSHELF_GOLDEN") == "write"
PAGE = Path(__file__).parents[2] / "docs" / "texts.md"


def record(abstract: str, title: str = "A title") -> Record:
    count = abstract.count("\n") + 1
    return Record(
        dump="d", place=Place("d.txt", 7), position=1, lines=1 + count, title=title, abstract=abstract,
        abstract_lines=tuple(range(9, 9 + 2 * count, 2)),
    )  # fmt: skip


def flagged(text: str) -> tuple[str, ...]:
    return normalise(record(text))[0].flags


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("We sort bricks. We propose the", "cut-abstract"),
        ("We sort bricks with an", "cut-abstract"),
        ("We sort bricks and show that th...", "cut-abstract"),
        ("We sort bricks; in high dimensions,", "cut-abstract"),
        ("We sort bricks. Nimble (", "cut-abstract"),
        ("We sort bricks with Approximation (Gibbs", "cut-abstract"),
        ("The efficacy of , outperforming all, is shown.", "lost-tex"),
        ("The bound $ $ holds.", "lost-tex"),
        ("A rate of 2^{d_context} is needed.", "lost-tex"),
        ("We use mathcal for it.", "lost-tex"),
        ("Our modelsWe train are good.", "fused-words"),
        ("It is basedon bricks.", "fused-words"),
        ("We pro- pose to re- duce bricks.", "broken-words"),
        ("As shown by [?], bricks sort.", "citation-key"),
        ("As shown by smith2020deep bricks sort.", "citation-key"),
        ("As in Fig. ef{fig1} bricks sort.", "citation-key"),
        (r"Bricks \includegraphics{x} sort.", "leftover-markup"),
        ("Bricks <span>sort</span>.", "leftover-markup"),
        ("Signi(cid:2)cant bricks.", "garbled-characters"),
        ("Br\ufffdcks.", "garbled-characters"),
        ("Code is available at this https URL.", "lost-link"),
        ("Code is available at", "lost-link"),
        ("Code is available at .", "lost-link"),
        ("a\x07b", "control-characters"),
        (r"$\begin{x}$", "unreadable-mathematics"),
    ],
)
def test_what_is_lost_is_marked(text: str, flag: str) -> None:
    assert flag in flagged(text)


@pytest.mark.parametrize(
    "text",
    [
        "GitHub, arXiv, PyTorch, iPhone, getThe, dataLoader, bioRxiv, macOS and eBay are names.",
        "We train on coco2017val and semeval2020task, ResNet50, GPT4o and ICLR2020.",
        "Prompts such as {question} and tokens such as <think>, <s> and <EASY> matter",
        "human- and LLM-made, low- to high-quality, pre- or post-norm, short- vs long-term.",
        "It costs $5 to $10, or 20$; the variable x_1 and snake_case.",
        "Is this it? What happened next [1, 2]? It is so (see https://github.com/a/b",
        "The effectiveness of the method is shown (35% better)",
        "Code is available at https://github.com/a/b and a demo is here.",
        "They ended in St. Louis, i.e., in the U.S.",
        "Experiments show what the rest is about",
        r"The bounds $a$ $b$ and $x_t^2$ hold, of \emph{all}.",
        "use `git commit -a ` and `a^b` or `\\begin{x}`",
        "the rate of ... is not known. We count one, two, ..., ten.",
    ],
)
def test_ordinary_text_is_not_flagged(text: str) -> None:
    assert flagged(text) == ()


def test_a_finding_names_the_line_of_the_abstract_on_which_it_stands() -> None:
    text = "We sort.\nAs in [?] and\nhttps://huggingface.host/a/b\nwe sort the"
    _, findings = normalise(record(text))
    assert [(found.code, found.place.line) for found in findings] == [("PS202", 13), ("PS210", 11), ("PS206", 15)]


def test_a_finding_names_the_record_where_its_format_has_no_lines() -> None:
    given = Record(dump="d", place=Place("d.json", 7), position=1, lines=1, title="T", abstract="As in [?], it sorts.")
    assert [(found.code, found.place.line) for found in normalise(given)[1]] == [("PS210", 7)]


def test_the_original_is_kept_where_cleaning_changed_more_than_spaces_hyphens_and_delimiters() -> None:
    kept = record("We\nsort 76\\% of ``bricks''.")
    assert normalise(kept)[0].witnesses[0].original == kept.abstract
    for text in ("We\nsort  bricks .", "We re-\nsort bricks.", "We sort $x_t$ bricks."):
        assert normalise(record(text))[0].witnesses[0].original == ""


def test_each_flag_has_a_finding_of_the_catalogue_and_a_sentence() -> None:
    for name, flag in FLAGS.items():
        assert name == name.lower().replace(" ", "-")
        assert flag.code in CATALOGUE
        assert flag.sentence.endswith(".")


def test_the_page_lists_the_flags() -> None:
    """Renewed with PAPERSHELF_GOLDEN=write."""
    rows = [f"| `{name}` | {flag.code} | {flag.sentence} |" for name, flag in sorted(FLAGS.items())]
    text = PAGE.read_text("utf-8")
    table = "\n".join(["| flag | finding | what readers are told |", "|---|---|---|", *rows]) + "\n"
    head, _, rest = text.partition("| flag |")
    expected = head + table + rest[rest.index("\n\n") + 1 :]
    if WRITE:
        PAGE.write_text(expected, "utf-8")
    assert PAGE.read_text("utf-8") == expected


def test_marks_do_not_change_a_text() -> None:
    text = "As in [?], modelsWe sort the"
    assert clean_abstract(text) == text
