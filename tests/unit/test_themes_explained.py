"""Limits, borderline papers, explanations, automatic names, and the commands ``papershelf themes …``."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import main
from generator.model import Assignment, Library, Paper, Place, Placement, Theme, Witness, title_key
from generator.pages import plan, render
from generator.themes import assign, automatic, explain, limits, naming, phrasing, suggest, taxonomy, writing
from generator.themes.borderline import NARROW, borderline


def paper(title: str, abstract: str = "") -> Paper:
    witness = Witness(dump="d", place=Place("d.txt", 1), position=1, title=title)
    return Paper(title=title, abstract=abstract, witnesses=(witness,), slug=title_key(title).replace(" ", "-"))


BANDITS = tuple(
    paper(f"Bandit {word}", f"A regret bound for the bandit and its {word}.") for word in ("arms", "rounds")
)
CHARTERS = tuple(
    paper(f"Seals {word}", f"Medieval charters bear seals {word}.") for word in ("above", "below", "twice")
)
PAPERS = (*BANDITS, *CHARTERS)
THEMES = (
    Theme(slug="bandits", name="Bandits", scope="Regret of bandits.", terms=("bandit", "regret bound")),
    Theme(slug="arms", name="Arms", scope="", terms=("arms", "rounds")),
)

# --- limits -----------------------------------------------------------------------------------------------------------


def kept(scores: list[list[float]], least: float = 0.1) -> list[tuple[int, ...]]:
    values = np.array(scores)
    order = np.argsort(-values, axis=1, kind="stable")
    return limits.accepted(order, np.take_along_axis(values, order, axis=1), np.full(len(values), least))


def test_further_theme_needs_most_of_the_best_score() -> None:
    assert kept([[1.0, limits.FURTHER, 0.1], [1.0, limits.FURTHER - 0.01, 0.1]]) == [(0, 1), (0,)]


def test_paper_below_the_least_score_gets_nothing_and_neither_does_one_without_a_score() -> None:
    assert kept([[0.09, 0.09], [0.0, 0.0]]) == [(), ()]
    assert kept([[0.0, 0.0]], least=0.0) == [()]


def test_theme_of_general_words_stands_on_a_quarter_of_the_papers_at_most_as_a_further_one() -> None:
    """Ten themes; each of forty papers has its own best one, and the first theme is close behind everywhere."""
    scores = np.zeros((40, 10))
    scores[np.arange(40), 1 + np.arange(40) % 9] = 1.0
    scores[:, 0] = np.linspace(0.81, 0.99, 40)
    ranks = kept(scores.tolist())
    having = [number for number, each in enumerate(ranks) if 1 in each]
    assert having == list(range(30, 40))  # the strongest ones


def test_best_theme_is_never_taken_away() -> None:
    assert kept([[1.0, 0.0, 0.0, 0.0, 0.0]] * 40) == [(0,)] * 40


@given(st.lists(st.lists(st.floats(0, 1), min_size=6, max_size=6), min_size=1, max_size=30))
def test_papers_have_two_themes_on_average_at_most_and_three_each(scores: list[list[float]]) -> None:
    ranks = kept(scores)
    assert sum(map(len, ranks)) <= limits.AVERAGE * len(ranks)
    assert all(each == () or each[0] == 0 for each in ranks)
    assert max(map(len, ranks)) <= limits.MOST


# --- borderline -------------------------------------------------------------------------------------------------------


def placed(score: float, margin: float, *, told: bool = False, other: str | None = "b") -> Placement:
    return Placement(assignments=(Assignment(slug="a", score=score),), margin=margin, told=told, runner_up=other)


def test_borderline_papers_are_those_of_a_narrow_margin_the_closest_first() -> None:
    placements = (placed(0.5, 0.04), placed(0.5, 0.01), placed(0.5, 0.5 * NARROW), Placement())
    (found,) = borderline(placements).values()
    assert [(each.paper, each.other, each.margin) for each in found] == [(1, "b", 0.01), (0, "b", 0.04)]


def test_paper_that_people_placed_or_that_has_no_other_theme_is_not_borderline() -> None:
    assert borderline((placed(0.5, 0.0, told=True), placed(0.5, 0.0, other=None))) == {}


def test_second_best_theme_is_named_assigned_or_not(real_library: Library) -> None:
    slugs = {theme.slug for theme in real_library.themes}
    for placement in real_library.placements:
        assert placement.runner_up in slugs - {placement.primary}
        if len(placement.assignments) > 1 and not placement.told:
            assert placement.assignments[1].slug == placement.runner_up
    assert 0 < sum(map(len, borderline(real_library.placements).values())) < 0.2 * len(real_library.papers)


def test_theme_page_lists_its_borderline_papers_with_the_other_theme(real_library: Library) -> None:
    near = borderline(real_library.placements)
    pages = {
        page.values["theme"].slug: page
        for page in plan(real_library)
        if page.path.count("/") == 2 and page.template == "theme"
    }
    for slug, page in pages.items():
        assert len(page.values["torn"]) == len(near.get(slug, ()))
    slug, papers = max(near.items(), key=lambda pair: len(pair[1]))
    text = render(pages[slug])
    assert f"{len(papers)} papers are borderline" in text
    assert f"../{papers[0].other}/" in text
    assert real_library.papers[papers[0].paper].url in text


# --- explaining -------------------------------------------------------------------------------------------------------


def test_explanation_repeats_the_placement_with_its_terms() -> None:
    placements = assign.assign(PAPERS, THEMES)
    told = explain.explain(PAPERS, THEMES, placements, 0)
    assert [one.theme.slug for one in told.candidates] == ["bandits", "arms"]
    assert told.candidates[0].score == placements[0].assignments[0].score
    assert told.candidates[0].terms[0][0] in {"regret", "bandit", "regret bound"}
    assert told.lead
    assert all(weight > 0 for _, weight in told.lead)


def test_theme_that_people_told_is_explained_even_if_no_word_speaks_for_it() -> None:
    others = tuple(Theme(slug=f"t{number}", name="Regret of bandits", scope="") for number in range(explain.SHOWN))
    pinned = Theme(slug="pinned", name="Zyzzyva", scope="", pins=("bandit arms",))
    themes = (*others, pinned)
    told = explain.explain(PAPERS, themes, assign.assign(PAPERS, themes), 0)
    assert told.candidates[-1].theme == pinned
    assert (told.candidates[-1].given, told.candidates[-1].score, told.borderline) == (True, 0.0, False)


def test_scores_of_an_explanation_are_the_sums_of_all_shares(real_library: Library) -> None:
    papers, themes, placements = real_library.papers, real_library.themes, real_library.placements
    for number in range(0, len(papers), 97):
        told = explain.explain(papers, themes, placements, number)
        given = {assignment.slug: assignment.score for assignment in placements[number].assignments}
        for one in told.candidates:
            assert one.given == (one.theme.slug in given)
            if one.given and not placements[number].told:
                assert one.score == pytest.approx(given[one.theme.slug], abs=1e-4)
            assert sum(weight for _, weight in one.terms) <= one.score + 1e-3


def test_paper_is_found_by_any_spelling_of_its_title_or_by_its_slug() -> None:
    assert explain.find(PAPERS, "  bandit: ARMS ") == explain.find(PAPERS, "bandit-arms") == 0
    assert explain.find(PAPERS, "bandit") is None
    assert explain.meant(PAPERS, "bandit arm")[0] == "Bandit arms"
    assert explain.meant(PAPERS, "zyzzyva") == ()


# --- automatic names --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("surface", "text", "shown"),
    [
        ("reward model", "reward models and reward models and a reward model.", "reward models"),
        ("DPO", "We study Direct Preference Optimization (DPO). DPO is fine.", "direct preference optimization"),
        ("semi-supervised", "semi-supervised learning. " * 5, "semi-supervised learning"),
        ("real-world", "real-world data, real-world robots, real-world rules, real-world costs", ""),
        (
            "predictive architecture",
            "joint embedding predictive architecture. " * 4,
            "embedding predictive architecture",
        ),
        ("regret", "regret. regret, regret; regret of arms", "regret"),
        ("(x", "(x (x", "(x"),
    ],
)
def test_phrase_becomes_a_heading_or_none(surface: str, text: str, shown: str) -> None:
    found = phrasing.heading(surface, text)
    assert found == shown or (surface == "predictive architecture" and found.endswith(shown))


def test_name_takes_no_phrase_of_another_theme() -> None:
    first, second = (automatic.find(PAPERS)[0] for _ in range(2))
    assert first == second
    vectors = assign.space_of(PAPERS, ())
    group = np.array([2, 3, 4])
    free = naming.label(PAPERS, vectors, group, ("x",))
    assert naming.label(PAPERS, vectors, group, ("x",), used=[free]) != free


def test_automatic_themes_agree_with_the_taxonomy_of_the_repository(real_library: Library) -> None:
    from sklearn.metrics import adjusted_mutual_info_score

    placements = assign.assign(real_library.papers, automatic.find(real_library.papers))
    assert sum(placement.primary is None for placement in placements) <= 0.05 * len(placements)
    ours = [placement.primary or "" for placement in real_library.placements]
    assert adjusted_mutual_info_score(ours, [placement.primary or "" for placement in placements]) >= 0.5


# --- writing and suggesting -------------------------------------------------------------------------------------------


def test_automatic_themes_written_down_are_read_back_to_the_same_places(real_library: Library) -> None:
    papers = real_library.papers
    found = automatic.find(papers)
    loaded = taxonomy.loads(writing.document(found, papers))
    assert loaded.findings == ()
    assert [theme.slug for theme in loaded.themes] == [theme.slug for theme in found]
    before, after = assign.assign(papers, found), assign.assign(papers, loaded.themes)
    same = sum(one.primary == other.primary for one, other in zip(before, after, strict=True))
    assert same >= 0.98 * len(papers)


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=4))
def test_no_title_breaks_out_of_what_is_written(titles: list[str]) -> None:
    papers = tuple(paper(title) for title in titles)
    theme = Theme(
        slug="t", name="N: #", scope="- 'x", terms=("a: b",), exemplars=tuple(each.key for each in papers[:1])
    )
    text = writing.HEADER + writing.entry(theme, {each.key: each.title for each in papers}, titles)
    (read,) = taxonomy.loads(text).themes
    assert (read.name, read.scope, read.terms) == ("N: #", "- 'x", ("a: b",))


def test_suggestion_is_made_of_the_unassigned_alone_and_takes_no_slug_there_is() -> None:
    placements = assign.assign(PAPERS, THEMES)
    assert [placement.primary is None for placement in placements] == [False, False, True, True, True]
    (made,) = suggest.suggest(PAPERS, THEMES, placements)
    assert {each.slug for each in made.members} == {each.slug for each in CHARTERS}
    assert not made.theme.automatic
    themes = (*THEMES, Theme(slug="other", name="O", scope="", aliases=(made.theme.slug,)))
    (again,) = suggest.suggest(PAPERS, themes, placements)
    assert again.theme.slug != made.theme.slug
    assert suggest.suggest(BANDITS, THEMES, placements[:2]) == ()


# --- commands ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    folder = tmp_path / "dumps"
    folder.mkdir()
    text = "".join(f"{each.title}\n\n{each.abstract}\n\n" for each in PAPERS)
    (folder / "a.txt").write_text(f"Subscribe\n\n{text}", "utf-8")
    taxonomy_text = writing.document(THEMES, PAPERS)
    (tmp_path / "other.yml").write_text(taxonomy_text, "utf-8")
    return folder


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in ("themes", *arguments)])
    return result.exit_code, result.output


def test_explain_prints_scores_terms_and_thresholds(dumps: Path) -> None:
    code, said = run("explain", "bandit arms", "--dumps", dumps, "--themes", dumps.parent / "other.yml")
    assert code == 0
    assert "Bandits: primary" in said
    assert "regret" in said
    assert "80%" in said


def test_explain_says_when_a_paper_has_no_theme(dumps: Path) -> None:
    code, said = run("explain", "Seals above", "--dumps", dumps, "--themes", dumps.parent / "other.yml")
    assert code == 0
    assert "no theme" in said


def test_explain_of_an_unknown_title_suggests_one_and_fails(dumps: Path) -> None:
    code, said = run("explain", "Bandit arm", "--dumps", dumps)
    assert code == 2
    assert "did you mean “Bandit arms”" in said


def test_init_writes_a_taxonomy_once_and_never_over_a_file(dumps: Path) -> None:
    out = dumps.parent / "themes.yml"
    assert run("init", "--dumps", dumps, "--out", out)[0] == 0
    assert taxonomy.load(out).findings == ()
    before = out.read_bytes()
    code, said = run("init", "--dumps", dumps, "--out", out)
    assert (code, out.read_bytes()) == (2, before)
    assert "there already" in said


def test_init_of_papers_without_a_word_in_common_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "a.jsonl").write_text('{"title": "Arms of bandits", "abstract": "We pull them."}\n', "utf-8")
    out = tmp_path / "new.yml"
    code, said = run("init", "--dumps", tmp_path / "dumps", "--out", out)
    assert code == 2
    assert "too few words in common" in said
    assert not out.exists()


def test_init_of_nothing_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "notes.txt").write_text("My notes\nbuy milk\n", "utf-8")
    out = tmp_path / "themes.yml"
    code, said = run("init", "--dumps", tmp_path / "dumps", "--out", out)
    assert (code, out.exists()) == (2, False)
    assert "there is no paper" in said


def test_a_suggestion_names_twenty_papers_of_many() -> None:
    """Of ten thousand papers without a theme nobody reads the titles in a terminal."""
    told = writing.entry(THEMES[0], {}, [f"Charter {number}" for number in range(1025)]).splitlines()
    assert told[0] == "  # 1,025 papers without a theme:"
    assert told[20:22] == ["  # - Charter 19", "  # - and 1,005 more"]
    assert not told[22].startswith("  #")


def test_suggest_prints_yaml_to_paste(dumps: Path) -> None:
    code, said = run("suggest", "--dumps", dumps, "--themes", dumps.parent / "other.yml")
    assert code == 0
    assert "# 3 papers without a theme:" in said
    yaml = "themes:\n" + "".join(f"{line}\n" for line in said.splitlines() if line.startswith("  "))
    (theme,) = taxonomy.loads(yaml).themes
    assert len(theme.exemplars) == 3
