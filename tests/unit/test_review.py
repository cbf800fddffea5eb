"""The report of a pull request: all that it changes is told, nothing else, and nothing in it can act on anything."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import library as libraries
from generator.cli import main
from generator.delta import compare, of_library
from generator.errors import PapershelfError
from generator.model import Library
from generator.publishing import comment, review
from generator.sizes import KINDS, Size, Sizes
from tests.hostile import HOSTILE

THINGS = "kettles maps planes bricks puddles rings dolls umbrellas teapots marbles kites buttons laces spoons".split()
KNOWN = [f"Sorting {thing.title()} by {how} Means" for thing in THINGS for how in ("Simple", "Patient")]
NEW = [f"Arranging {thing.title()} in {where}" for thing in THINGS[:10] for where in ("Attics", "Gardens")]
EVIL = '<img src=x onerror="alert(1)"> @everyone closes #1, see https://evil.example [here](javascript:alert(1))'
THEMES = """themes:
  - {name: Attics, slug: attics, scope: What is arranged in attics., terms: [attic, garden, arranging]}
  - {name: Sorting, slug: sorting, scope: What is sorted., terms: [sorting, simple, patient, colour]}
"""


def abstract(title: str) -> str:
    what = " ".join(title.lower().split()[1:])
    return (
        f"We study {what} and ask what can be learnt of them when nobody helps. Our method looks at {what} again and "
        f"again until they are in order. Experiments show that {what} need less time than anybody thought."
    )


def dump(*papers: tuple[str, str]) -> str:
    head = "Daily Papers\n\nbyAK and the research community\n\nMar 14\n\n"
    return head + "\n\n".join(text for paper in papers for text in paper) + "\n"


def changed_copy() -> str:
    """The dump as it was, with 10 other abstracts, 20 papers more, a hostile one, one twice in capital letters."""
    told = [(title, abstract(title)) for title in KNOWN]
    altered = [(title, text.replace("nobody helps", "a friend of theirs helps")) for title, text in told[:10]]
    new = [(title, abstract(title)) for title in NEW]
    evil = (EVIL, f"<script>alert(2)</script> We show what happens. {abstract('An Evil Thing')}")
    return dump(*altered, *told[10:], *new, evil, (KNOWN[20].upper(), abstract(KNOWN[20])))


def weighing(bytes_a_kind: int) -> Sizes:
    return Sizes(tuple(Size(kind, 1, bytes_a_kind) for kind in KINDS), ("a", bytes_a_kind))


def build(folder: Path, *dumps: str) -> Library:
    folder.mkdir()
    for number, text in enumerate(dumps):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    (folder.parent / "themes.yml").write_text(THEMES, "utf-8")
    return libraries.build(folder, folder.parent / "themes.yml")


def findings(library: Library) -> list[review.Finding]:
    return [
        review.Finding(each.code, str(each.severity), each.place.file, each.what, line=each.place.line)
        for each in library.findings
    ]


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> review.Review:
    folder = tmp_path_factory.mktemp("review")
    first = dump(*((title, abstract(title)) for title in KNOWN))
    base, head = build(folder / "base", first), build(folder / "head", first, changed_copy())
    return review.review(
        compare(of_library(base, "base"), of_library(head, "head")),
        sizes=(weighing(1000), weighing(2000)),
        findings=(findings(base), findings(head)),
        seconds=(7, 9),
    )


@pytest.fixture(scope="module")
def parts(told) -> dict[str, list[str]]:
    return {part.title: part.items for part in told.parts}


def test_a_changed_copy_of_a_dump_is_told_without_a_gap(parts):
    assert sorted(parts["papers new"]) == sorted([*NEW, EVIL])
    assert parts["dumps added"] == ["1"]
    changed = [item for name in parts if name.startswith("texts ") for item in parts[name]]
    assert sorted(item.split(",")[0] for item in changed) == sorted(KNOWN[:10])
    assert all("friend of theirs" in item for item in changed)
    assert sorted(item.removesuffix(" (in 1)") for item in parts["papers seen again"]) == sorted(KNOWN)
    [twice] = [item for item in parts["findings that are new"] if "PS104" in item]
    assert KNOWN[20] in twice
    assert any(f"PS205, 1.txt:{line}" in " ".join(parts["findings that are new"]) for line in range(100, 300))


def test_nothing_that_stays_is_told(parts):
    assert not set(parts) & {"addresses that die", "papers gone", "papers merged", "papers split", "texts lost"}


def test_the_comment_names_all_of_it_and_what_it_weighs(told):
    text = comment.comment(told)
    assert text.startswith(comment.MARK)
    assert "All addresses of the published site stay." in text
    plain = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), text).replace("\u2060", "")
    assert all(title in plain for title in (*NEW, *KNOWN))
    rows = {line.split("|")[1].strip(): line for line in plain.splitlines() if line.startswith("| ")}
    assert "| 28 | 49 |" in rows["papers"]
    assert "| 7.0 kB | 14.0 kB |" in rows["size of the site"]
    assert "| 7 s | 9 s |" in rows["time of the build"]


def hostile(text: str) -> review.Review:
    return review.Review("1", [], [review.Part("papers new", [text], 1)])


@pytest.mark.parametrize(
    "text",
    [*(title for title, _ in HOSTILE), EVIL, "GH-12 and 583811dab, www.evil.example", "a\n# b\n-->", "x</details>"],
)
def test_no_text_of_a_report_can_act_on_anything(text):
    lines = comment.comment(hostile(text)).splitlines()
    [item] = [line for line in lines if line.startswith("- ")]
    body = re.sub(r"&#\d+;", " ", item[2:])
    assert not re.search(r"[<>\[\]`*_@#|!{}\\]|://|www\.|GH-\d|[0-9a-f]{7}", body)
    assert len(lines) == len(comment.comment(hostile("x")).splitlines())


def test_a_comment_is_never_longer_than_a_comment_may_be():
    part = [review.Part(title, ["_" * 400] * 100, 10**9) for title in review.TITLES]
    text = comment.comment(review.Review("1", [], part), run="https://github.com/a/b")
    assert 40_000 < len(text) <= comment.LONGEST
    assert text.count("more\n") == len(review.TITLES)


GOOD = {"version": "1", "numbers": [], "parts": [{"title": "papers new", "items": ["x"], "total": 1}]}
BAD = [
    [],
    {**GOOD, "version": "2"},
    {**GOOD, "more": 1},
    {**GOOD, "parts": [{**GOOD["parts"][0], "title": "<h1>"}]},
    {**GOOD, "parts": GOOD["parts"] * 2},
    {**GOOD, "parts": [{**GOOD["parts"][0], "items": ["x" * 401]}]},
    {**GOOD, "parts": [{**GOOD["parts"][0], "items": ["x"] * 101}]},
    {**GOOD, "parts": [{**GOOD["parts"][0], "items": [1]}]},
    {**GOOD, "parts": [{**GOOD["parts"][0], "total": -1}]},
    {**GOOD, "numbers": [{"name": "@everyone", "before": 1, "after": 1}]},
    {**GOOD, "numbers": [{"name": "papers", "before": "1", "after": 1}]},
]


def say(path: Path, content: object, *options: str) -> Result:
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return CliRunner().invoke(main, ["comment", str(path), *options])


@pytest.mark.parametrize("content", [*BAD, "", "{", "[" * 100_000, " " * (review.LARGEST + 1)], ids=lambda _: "bad")
def test_what_is_no_report_of_ours_is_refused(tmp_path, content):
    done = say(tmp_path / "review.json", content)
    assert done.exit_code == 2
    assert comment.MARK not in done.output


def test_the_address_of_the_run_is_linked_and_must_be_one(tmp_path):
    path = tmp_path / "review.json"
    assert (
        "](https://github.com/a/b/actions/runs/1)"
        in say(path, GOOD, "--run", "https://github.com/a/b/actions/runs/1").output
    )
    for run in ("http://x.example", "https://x.example/)[", "https://x.example/ y", "javascript:alert(1)"):
        assert say(path, GOOD, "--run", run).exit_code == 2


def test_a_report_is_read_as_it_was_written(tmp_path, told):
    path = tmp_path / "review.json"
    path.write_bytes(review.write(told))
    assert review.read(path) == told
    with pytest.raises(PapershelfError):
        review.read(tmp_path / "nothing.json")


def test_only_findings_that_were_not_known_are_new():
    one, moved = review.Finding("PS1", "info", "a", "x", line=1), review.Finding("PS1", "info", "a", "x", line=9)
    other = review.Finding("PS2", "info", "a", "x")
    found = review.fresh([one.key], [moved, one, other], key=lambda each: each.key)
    assert list(found) == [one, other], "of two that say the same, one was known"
