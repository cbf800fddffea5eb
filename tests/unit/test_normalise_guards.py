"""Normalising passes over a rule that cannot apply, by a look for what the rule cannot match without: a test runs every
rule on every text and demands the same result."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.dumps import read_folder
from generator.normalise import (
    addresses,
    bare,
    characters,
    hints,
    intrusion,
    latex,
    links,
    quality,
    wrapping,
)
from generator.normalise import text as cleaning
from generator.normalise.names import LETTERS

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = ROOT.parent / "shared"
GUARDED = (latex, quality)
ALWAYS, NEVER = re.compile(""), re.compile("(?!)")
PIECES = (
    *(
        "the ",
        "of",
        "in",
        "tothe ",
        "aſthe ",
        "İnthe ",
        "We ",
        "The",
        "This",
        "a ",
        "an ",
        "very large ",
        "results",
        "in depth",
    ),
    *(
        " ",
        "  ",
        "\t",
        "\n",
        "\r",
        "\x0c",
        "\u00a0",
        "\u2009",
        "\u200b",
        "\u00ad",
        "\x07lpha ",
        "\times ",
        "\x0crac{a}{b}",
    ),
    *(
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        "...",
        "…",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
        "/",
        "\\",
        "|",
        "%",
        "%Ab cd ",
        "&amp;",
    ),
    *(
        "-",
        "--",
        "---",
        "- ",
        " - ",
        "-a tested ",
        "im-prove ",
        "improve ",
        "vision-",
        "language",
        " ofthe ",
        "suchas",
        " canbe, ",
        "e.g .",
        "i.e",
        "w.r.t ",
    ),
    *(
        "`",
        "``",
        "'",
        "''",
        '"',
        "“",
        "”",
        "´",
        "$",
        "$$",
        "$x_1$",
        "\\(x\\)",
        "^",
        "_",
        "^2",
        "x_",
        "}_{",
        "_{3}",
        "10^{-3}",
    ),
    *("alpha", " beta ", "-lambda ", "-epsilon-greedy ", "nablaF", "varepsilon", "where rho is", "xi", "Xi ", "Delta "),
    *(
        "sim5%",
        "approx 3",
        "leq 7",
        "3 times",
        " imes 4",
        "5pm2",
        "times",
        "ll ",
        " gg ",
        "x in[0,1]",
        "mathcal{O}(sqrt{T})",
    ),
    *(
        "\\textbf{x}",
        "\\cite{a}",
        "cite{a}",
        "ef{b}",
        " ??",
        "[?]",
        "[1, 2]",
        "<cit.>",
        "begincenter",
        "/spl alpha/",
        "@xmath1",
    ),
    *(
        "https://a.io/x",
        "www.b.org/y",
        "c.com/",
        "at d.edu.",
        "github.com/e/f",
        "javascript:alert(1)",
        "DATA :text/html,x",
    ),
    *(
        "2019",
        "smith2019deep",
        "x2013",
        "u2019s",
        "\u00e2\u0080\u0093",
        "Ã©",
        "(cid:12)",
        "é",
        "ﬁ",
        "文",
        "𝒪",
        "\ud800",
    ),
    *(
        "such as.",
        "of ,",
        "and the.",
        "available at",
        "Show More",
        "Abstract: ",
        "<b>",
        "</b>",
        "{{x}}",
        "{% if %}",
        "<script>",
    ),
)


@contextmanager
def every_rule() -> Iterator[None]:
    """Run every rule on every text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hints, "within", lambda _: -1)
        for module in GUARDED:
            patch.setattr(module, "has_any", lambda *_: True)
        patch.setattr(characters, "_is_printable", lambda _: False)
        patch.setattr(characters, "_is_spaced", lambda _: False)
        patch.setattr(characters, "_BROKEN", ALWAYS)
        patch.setattr(addresses, "_COLON", ALWAYS)
        patch.setattr(quality, "_SPACE_BEFORE", ALWAYS)
        patch.setattr(quality, "_ENDING", 1 << 20)
        patch.setattr(addresses, "_LEAD", 1 << 20)
        patch.setattr(addresses, "_WHOLE", NEVER)
        patch.setattr(bare._Prose, "is_prose", lambda *_: False)
        addresses.find.cache_clear()
        characters.tidy.cache_clear()
        yield
    characters.tidy.cache_clear()
    addresses.find.cache_clear()


def outcome(raw: str) -> tuple[object, ...]:
    """Return all that normalising says of a text."""
    title, abstract = cleaning._settle(raw, name=None), cleaning._settle(raw, name="")
    found = (quality.traces(title, abstract=False), quality.traces(abstract), quality.traces(raw))
    told = (quality.lost_formula(raw), links.refused_in([raw]), intrusion.markup(raw), characters.has_controls(raw))
    return (title, abstract, *found, *told)


def messy() -> st.SearchStrategy[str]:
    return st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=14).map("".join)


PLAIN = st.one_of(st.sampled_from([piece for piece in PIECES if cleaning._PLAIN.fullmatch(piece)]), st.text("ae -.,("))


@given(st.lists(PLAIN, max_size=14).map("".join))
@settings(max_examples=150, deadline=None)
def test_a_title_of_plain_characters_without_hints_needs_no_rule(raw: str) -> None:
    assert cleaning.clean_title(raw) == cleaning._settle(raw, name=None)


@given(messy())
@settings(max_examples=150, deadline=None)
@example("an Of-The-shelf aſthe inthe ıntheory")
@example("we show that (GAN)is good ,and (VAE) and x ; y . The end(ABC) holds")
def test_a_rule_that_is_passed_over_would_have_changed_nothing(raw: str) -> None:
    quick = outcome(raw)
    with every_rule():
        assert outcome(raw) == quick


def test_on_the_dumps_every_rule_gives_the_same_texts() -> None:
    texts = [text for record in read_folder(ROOT / "dumps").records for text in (record.title, record.abstract)][::4]
    quick = [outcome(text) for text in texts]
    with every_rule():
        assert [outcome(text) for text in texts] == quick


@pytest.mark.audit
def test_on_messy_records_every_rule_gives_the_same_texts() -> None:
    files = sorted(SHARED.glob("formats/jsonl/*.jsonl")) + sorted(SHARED.glob("eval/*.jsonl"))
    if not files:
        pytest.skip("../shared is not on this machine")
    rows = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()[:400] if line.strip()]
    texts = [value for row in rows if isinstance(row, dict) for value in row.values() if isinstance(value, str)]
    quick = [outcome(text) for text in texts]
    with every_rule():
        assert [outcome(text) for text in texts] == quick


FAR = st.integers(0, 700).map(lambda words: "in so much " * words)


@given(FAR, messy(), FAR, messy())
@settings(max_examples=60, deadline=None)
@example("it is " * 90, "(Available online at: a1.b2.c3.example.com)", "", "see github.com/a/b")
@example("it is " * 90, "[" + "the label " * 11 + "](https://a.io/x)", "", "www.b.org")
def test_an_address_is_found_however_far_from_the_beginning(gap: str, raw: str, more: str, end: str) -> None:
    text = f"{gap}{raw} {more}{end}"[: cleaning.LONGEST]
    quick = outcome(text)
    with every_rule():
        assert outcome(text) == quick


def test_words_that_were_met_are_remembered_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hints, "MOST", len(hints._WORDS) + 1)
    assert not hints.within("neverseenone neverseentwo neverseenthree")
    assert hints.within("neverseenfour (https://a.io)")
    assert hints.within(f"{'long' * 99}-")
    assert len(hints._WORDS) <= hints.MOST
    assert max(map(len, hints._WORDS)) <= hints.LONGEST


def test_the_button_of_a_page_is_found_at_an_end_only() -> None:
    assert wrapping.unwrapped("We do this. Show More") == "We do this."
    assert wrapping.unwrapped("Show More of it.") == "Show More of it."


NAME_PARTS = st.one_of(
    st.sampled_from(
        [
            *sorted(LETTERS),
            "Withe",
            "Inthe",
            "Bythe",
            "We",
            "The",
            "Le",
            "Ll",
            "Times",
            "Big",
            "J.",
            "B.",
            "Show",
            "More",
        ]
    ),
    st.from_regex(r"[A-Z][a-z]{1,8}", fullmatch=True),
)


@given(st.lists(NAME_PARTS, min_size=1, max_size=4).map(" ".join))
@settings(max_examples=200, deadline=None)
@example("Xi Chen")
@example("Ann Withe")
def test_a_plain_name_is_what_cleaning_leaves_of_it(name: str) -> None:
    assert cleaning.clean_name(name) == cleaning.clean_title(name)
