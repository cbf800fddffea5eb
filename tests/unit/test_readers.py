"""Which layout a dump is in, which of its lines are titles and abstracts, and that no line is lost."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model import Boilerplate, Finding, Record, Rejected
from generator.readers import READERS, Line, Origin, reader_of
from generator.readers.base import SHOWN, Part
from generator.readers.daily_papers import COMPACT, SPACED, boilerplate
from generator.readers.evidence import ends_sentence, weigh
from generator.readers.weekly import WEEKLY
from tests.reading import TOYS, lines_of

REAL = Path(__file__).parents[2] / "dumps"
ORIGIN = Origin("toy", "toy.txt")

HEADER = (
    "new",
    "Get trending papers in your email inbox!",
    "Subscribe",
    "byAK and the research community",
    "Mar 14",
)
BRICKS = ("Sorting Toy Bricks by Colour", "Toy bricks come in many colours. We let two arms sort them by night.")
KETTLE = ("Is a Kettle Ever Truly Full?", "We ask when a kettle should count as full. The bound we give is tight.")
TITLES = ("On the Length of Short Titles", "Short titles are short. This paper measures by how much they are.")
PAPERS = (BRICKS, KETTLE, TITLES)
TEXTS = tuple(text for paper in PAPERS for text in paper)


def parts_of(text: str) -> list[Part]:
    lines = lines_of(text)
    reader = reader_of(lines)
    assert reader is not None, "no reader knows the text"
    return list(reader.read(lines, ORIGIN))


def papers_in(parts: list[Part]) -> list[tuple[str, str]]:
    return [(part.title, part.abstract) for part in parts if isinstance(part, Record)]


def rejected_in(parts: list[Part]) -> list[tuple[str, int, str]]:
    return [(part.code, part.place.line, part.text) for part in parts if isinstance(part, Rejected)]


def findings_in(parts: list[Part]) -> list[tuple[str, int]]:
    return [(part.code, part.place.line) for part in parts if isinstance(part, Finding)]


def spaced(*texts: str) -> str:
    return "\n\n".join((*HEADER, *texts)) + "\n"


def compact(*texts: str) -> str:
    return "Get trending papers in your email inbox!\nSubscribe" + "\n".join(texts) + "\n"


LAYOUTS = pytest.mark.parametrize("layout", [spaced, compact])


# --- the layouts ----------------------------------------------------------------------------------------------------


def test_every_reader_has_a_name_of_its_own() -> None:
    names = [reader.name for reader in READERS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("file", "layout"),
    [
        ("spaced.txt", SPACED.name),
        ("compact.txt", COMPACT.name),
        ("weekly.txt", WEEKLY.name),
        ("api.json", "daily-papers-json"),
        ("snapshot.jsonl", "arxiv-snapshot"),
        ("scholar.json", "semantic-scholar"),
        ("papers.json", "json"),
        ("papers.jsonl", "json-lines"),
        ("papers.csv", "table"),
    ],
)
def test_a_layout_is_recognised_by_its_content(file: str, layout: str) -> None:
    reader = reader_of(lines_of((TOYS / file).read_text("utf-8")))
    assert reader is not None
    assert reader.name == layout


@LAYOUTS
def test_titles_and_abstracts_come_in_turns(layout) -> None:
    parts = parts_of(layout(*TEXTS))
    assert papers_in(parts) == list(PAPERS)
    assert rejected_in(parts) == []
    assert findings_in(parts) == []


@LAYOUTS
def test_a_record_knows_its_dump_line_and_position(layout) -> None:
    text = layout(*TEXTS)
    records = [part for part in parts_of(text) if isinstance(part, Record)]
    assert [record.position for record in records] == [1, 2, 3]
    assert {record.dump for record in records} == {"toy"}
    for record in records:
        assert record.title in text.split("\n")[record.place.line - 1]


def test_the_first_title_is_freed_of_the_button_that_it_is_fused_to() -> None:
    parts = parts_of(compact(*TEXTS))
    assert papers_in(parts)[0][0] == BRICKS[0]
    assert [part.lines for part in parts if isinstance(part, Boilerplate)] == [1]


def test_a_title_about_subscribers_keeps_its_first_word() -> None:
    text = "Get trending papers in your email inbox!\nSubscriber Churn in Toy Shops\n" + BRICKS[1]
    assert papers_in(parts_of(text)) == [("Subscriber Churn in Toy Shops", BRICKS[1])]


@pytest.mark.parametrize("missing", range(len(HEADER)))
def test_any_line_of_the_header_may_be_missing(missing: int) -> None:
    header = [line for index, line in enumerate(HEADER) if index != missing]
    assert papers_in(parts_of("\n\n".join([*header, *TEXTS]))) == list(PAPERS)


@pytest.mark.parametrize("join", ["\n\n", "\n"])
def test_the_whole_header_may_be_missing(join: str) -> None:
    assert papers_in(parts_of(join.join(TEXTS))) == list(PAPERS)


@pytest.mark.parametrize("join", ["\n\n\n\n", "\n \n\t\n", "  \n\n"])
def test_blank_lines_may_be_doubled_and_blanks_may_trail(join: str) -> None:
    assert papers_in(parts_of(join.join((*HEADER, *TEXTS)) + join * 3)) == list(PAPERS)


@LAYOUTS
def test_a_second_page_pasted_below_the_first_is_read_on(layout) -> None:
    assert papers_in(parts_of(layout(*BRICKS, *KETTLE) + layout(*TITLES))) == list(PAPERS)


def test_a_paper_does_not_go_on_behind_the_header_of_another_page() -> None:
    parts = parts_of(spaced(*BRICKS, KETTLE[0]) + "\n" + spaced(*TITLES))
    assert papers_in(parts) == [BRICKS, TITLES]
    assert [code for code, _, _ in rejected_in(parts)] == ["PS101"]


@pytest.mark.parametrize("day", ["Mar 14", "14 March", "Fri, Mar 14", "March 14, 2025", "2025-03-14", "Jul 1st"])
def test_the_header_says_which_day_is_listed(day: str) -> None:
    parts = parts_of("\n\n".join(["Daily Papers", day, *BRICKS]))
    assert [part.listed for part in parts if isinstance(part, Boilerplate) and part.listed] == [day]


@pytest.mark.parametrize("line", ["NEW", " Subscribe ", "Daily Papers", "by AK and the research community", "\u200b"])
def test_the_header_is_known_in_any_case_and_spacing(line: str) -> None:
    assert boilerplate(line)


@pytest.mark.parametrize(
    "line", ["New Bricks", "Subscribe to Bricks", "March of the Bricks", "Daily Papers Considered"]
)
def test_what_only_resembles_the_header_is_text(line: str) -> None:
    assert not boilerplate(line)


@pytest.mark.parametrize(
    "text",
    [
        "id,name,value\n1,foo,2\n2,bar,3\n",
        '["Bricks", "Toy bricks come in many colours. We sort them."]\n',
        "<feed>\n<title>Bricks</title>\n<summary>We sort them. They are toys.</summary>\n</feed>\n",
        "This is a note.\nIt is not a dump at all, really.\nFoo.\n",
        "import bricks\n\n\ndef sort(box):\n    return bricks.sorted(box)\n",
        "# Bricks\n\nWe sort them. They are toys.\n\n- red\n- blue\n\n## More\n\nNothing. Really nothing.\n",
    ],
)
def test_other_formats_and_plain_prose_are_nobodys(text: str) -> None:
    assert reader_of(lines_of(text)) is None


# --- title or abstract ----------------------------------------------------------------------------------------------


@LAYOUTS
def test_a_title_without_abstract_is_rejected_and_its_neighbours_stay(layout) -> None:
    text = layout(*BRICKS, "A Lonely Title of Nothing", *TITLES)
    parts = parts_of(text)
    line = text.split("\n").index("A Lonely Title of Nothing") + 1
    assert papers_in(parts) == [BRICKS, TITLES]
    assert rejected_in(parts) == [("PS101", line, "A Lonely Title of Nothing")]


@LAYOUTS
def test_an_abstract_without_title_is_rejected_and_its_neighbours_stay(layout) -> None:
    text = layout(*BRICKS, KETTLE[1], *TITLES)
    parts = parts_of(text)
    line = text.split("\n").index(KETTLE[1]) + 1
    assert papers_in(parts) == [BRICKS, TITLES]
    assert rejected_in(parts) == [("PS102", line, KETTLE[1])]


@LAYOUTS
def test_the_first_abstract_may_lack_its_title(layout) -> None:
    parts = parts_of(layout(BRICKS[1], *KETTLE))
    assert papers_in(parts) == [KETTLE]
    assert [code for code, _, _ in rejected_in(parts)] == ["PS102"]


@LAYOUTS
@pytest.mark.parametrize(
    "title",
    [
        "Attention Is All Bricks Need.",
        "Look!",
        "Do Bricks Dream?",
        "🧱🧱",
        "积木的分类",
        "GPT",
        "sorting bricks with bricks",
        "A " + "Very " * 60 + "Long Title About Bricks",
        "Bricks: [\"a\"] # 'b' `c` {{ d }} {% raw %} <script>alert(1)</script>",
    ],
)
def test_a_title_may_look_unlike_a_title(layout, title: str) -> None:
    parts = parts_of(layout(*BRICKS, title, KETTLE[1], *TITLES))
    assert papers_in(parts) == [BRICKS, (title, KETTLE[1]), TITLES]


@LAYOUTS
@pytest.mark.parametrize(
    "abstract",
    [
        "We sort bricks.",
        "Bricks are sorted by two arms, see https://example.org/bricks",
        "<img src=x onerror=alert(1)> is shown as text. [So](javascript:alert(1)) is this.",
        "我们对积木进行分类。结果很好。",
        "Bricks are sorted. " * 3000,
        "Toy bricks come in many colours and are lost by children who",
    ],
)
def test_an_abstract_may_look_unlike_an_abstract(layout, abstract: str) -> None:
    parts = parts_of(layout(*BRICKS, "A Second Title", abstract, *TITLES))
    assert papers_in(parts) == [BRICKS, ("A Second Title", abstract.strip()), TITLES]


def test_a_hard_wrapped_abstract_and_title_are_joined_by_line_feeds() -> None:
    title = "Sorting Toy Bricks by Colour and by Size\nwith Two Arms and a Lamp"
    abstract = "Toy bricks come in many colours and are lost by\nchildren who play at night. We sort\nthem by colour."
    parts = parts_of(spaced(title, abstract, *TITLES))
    assert papers_in(parts) == [(title, abstract), TITLES]
    assert [part.lines for part in parts if isinstance(part, Record)] == [5, 2]


def test_a_second_paragraph_that_says_it_goes_on_belongs_to_the_abstract() -> None:
    more = "Moreover, the arms are quiet. They work at night."
    parts = parts_of(spaced(*BRICKS, more, *TITLES))
    assert papers_in(parts) == [(BRICKS[0], f"{BRICKS[1]}\n{more}"), TITLES]


def test_a_paragraph_too_long_to_belong_to_the_abstract_is_an_abstract_without_title() -> None:
    full = "Toy bricks come in many colours. " * 50
    parts = parts_of(spaced(BRICKS[0], full, "These " + full, *TITLES))
    assert [code for code, _, _ in rejected_in(parts)] == ["PS102"]


@LAYOUTS
def test_a_dump_that_ends_inside_a_sentence_was_cut(layout) -> None:
    text = layout(*BRICKS, KETTLE[0], "We ask when a kettle should count as full. The bound we gi").rstrip("\n")
    parts = parts_of(text)
    assert len(papers_in(parts)) == 2
    assert findings_in(parts) == [("PS103", len(text.split("\n")))]


@LAYOUTS
def test_a_dump_that_ends_with_a_title_was_cut(layout) -> None:
    text = layout(*BRICKS, "Is a Kettle Ev").rstrip("\n")
    parts = parts_of(text)
    assert papers_in(parts) == [BRICKS]
    assert [code for code, _, _ in rejected_in(parts)] == ["PS101"]
    assert findings_in(parts) == [("PS103", len(text.split("\n")))]


@pytest.mark.parametrize(
    "end", ["done.", "done?", 'done."', "done).", "完了。", "see https://example.org/a", "see example.org"]
)
def test_a_finished_text_ends_with_a_sentence_or_an_address(end: str) -> None:
    assert ends_sentence(end)


def test_evidence_for_an_abstract_is_positive_and_for_a_title_negative() -> None:
    assert all(weigh(title) < 0 < weigh(abstract) for title, abstract in PAPERS)


def test_a_rejected_text_is_shortened_to_what_can_be_shown() -> None:
    parts = parts_of(spaced(*BRICKS, "Toy bricks are sorted. " * 1000, *TITLES))
    [(_, _, text)] = rejected_in(parts)
    assert len(text) <= SHOWN + 1
    assert text.endswith("…")


# --- the weekly layout ----------------------------------------------------------------------------------------------


def test_the_weekly_layout_gives_fields_and_the_identifier_that_the_address_names() -> None:
    records = [part for part in parts_of((TOYS / "weekly.txt").read_text("utf-8")) if isinstance(part, Record)]
    assert [(record.place.line, record.title) for record in records] == [
        (1, "Folding Maps\nAlong New Creases"),
        (7, "A Quiet Bell"),
    ]
    assert records[0].abstract == "Maps are folded badly. We fold them\nalong creases that are learnt."
    assert [record.identifiers for record in records] == [(("arxiv", "2401.01234"),), ()]


def test_the_weekly_layout_rejects_what_lacks_a_title_or_a_summary() -> None:
    parts = parts_of("Title: A\nSummary: We do it.\n---\nTitle: B\n---\nSummary: We do.\n---\nSummary\n")
    assert [(code, line) for code, line, _ in rejected_in(parts)] == [("PS101", 4), ("PS102", 6), ("PS004", 8)]


def test_a_weekly_dump_without_its_last_rule_may_be_cut() -> None:
    parts = parts_of("Title: A\nSummary: We do it.\n---\nTitle: B\nSummary: We do i")
    assert findings_in(parts) == [("PS103", 5)]


# --- nothing is lost ------------------------------------------------------------------------------------------------

TOY_LINES = tuple(line for file in sorted(TOYS.iterdir()) for line in file.read_text("utf-8").split("\n"))
TOKENS = '{ } [ ] , : " "" ; \\ \\" \\ud800 \\u00 NaN null 1e999 [{ }, "title": title,abstract ,,, "," ]}'.split()
LINE = st.one_of(
    st.sampled_from((*HEADER, *TEXTS, "", " ", "Title: A", "Summary: We do it.", "PDF: x", "---", "\ufeffnew")),
    st.sampled_from(TOY_LINES),
    st.lists(st.sampled_from((*TOKENS, *TOY_LINES)), max_size=4).map("".join),
    st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=300),
)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@settings(max_examples=settings().max_examples // 2)  # of the profile's: it is tried for each of a dozen readers
@given(texts=st.lists(LINE, max_size=30))
@example(texts=["<item><item", "new"])
def test_every_line_is_part_of_exactly_one_thing(reader, texts: list[str]) -> None:
    lines = [Line(number, text) for number, text in enumerate(texts, 1)]
    reader.detect(lines)
    parts = [part for part in reader.read(lines, ORIGIN) if not isinstance(part, Finding)]
    assert sum(part.lines for part in parts) == sum(not line.blank for line in lines)
    starts: dict[int, list[int]] = {}
    for part in parts:
        if part.lines:
            starts.setdefault(part.place.line, []).append(part.lines)
    assert all(not lines[start - 1].blank for start in starts)
    # A line counts with the first part on it; one that begins there, too, has lines of its own behind it.
    assert all(len(counts) == 1 or (len(counts) == 2 and counts[0] == 1) for counts in starts.values())


@LAYOUTS
def test_what_is_known_of_real_papers_survives_damage(layout) -> None:
    """Of real papers with one title or abstract in ten taken out, nearly all others are read as they are."""
    records = [part for file in sorted(REAL.glob("00[0-3]*.txt")) for part in parts_of(file.read_text("utf-8"))]
    papers = list(dict.fromkeys(papers_in(records)))
    chosen = random.Random(7)
    kept: list[tuple[str, str]] = []
    texts: list[str] = []
    for title, abstract in papers:
        lost = chosen.randrange(20)
        texts += [text for place, text in enumerate((title, abstract)) if place != lost]
        kept += [(title, abstract)] if lost > 1 else []
    found = papers_in(parts_of(layout(*texts)))
    wrong = Counter(found) - Counter(kept)
    assert len(papers) > 150
    assert len(Counter(kept) - Counter(found)) <= 0.01 * len(kept)
    assert wrong.total() <= 0.01 * len(kept)


def test_the_weekly_exports_give_the_records_that_their_labels_count(shared: Path) -> None:
    for file in sorted((shared / "formats" / "hf-text-weekly").iterdir()):
        text = file.read_text("utf-8")
        records = [part for part in parts_of(text) if isinstance(part, Record)]
        assert len(records) == len(re.findall(r"^Title:", text, re.MULTILINE)) > 0
        assert all(record.identifiers for record in records)
