"""What people decide in ``themes.yml`` beyond names and terms: pins, misleading terms, old addresses; and bad input."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator import library
from generator.model import Finding, Library, Paper, Place, Placement, Severity, Theme, Witness, title_key
from generator.outputs import api
from generator.pages import plan
from generator.themes import assign, automatic, checks, taxonomy

TOY = """\
themes:
  - name: Critics of language models
    slug: critics
    scope: Critics that write feedback.
    terms: [critic, critique]
    not: [actor-critic]
    aliases: [judges]
  - name: Value networks
    slug: values
    scope: Networks of values.
    terms: [value network, continuous control]
    pins: ["A Critic of Rice"]
"""

PAPERS_TEXT = (
    ("A critic of code", "The critic writes a critique of the code."),
    ("Self-critique", "A critique by the critic itself, of its code."),
    ("An actor-critic for control", "The actor-critic has a critic and learns continuous control of robots."),
    ("Actor-critic methods", "Actor-critic, a critic beside an actor: the critic learns, the robots too."),
    ("Value networks", "A value network for continuous control of robots."),
    ("A critic of rice", "The critic finds rice good, a critique."),
)


def paper(title: str, abstract: str = "", *titles: str) -> Paper:
    witnesses = tuple(
        Witness(dump=f"d{number}", place=Place("d.txt", 1), position=1, title=each)
        for number, each in enumerate([title, *titles])
    )
    return Paper(title=title, abstract=abstract, witnesses=witnesses, slug=title_key(title).replace(" ", "-"))


PAPERS = tuple(paper(*text) for text in PAPERS_TEXT)


def codes(findings: tuple[Finding, ...]) -> list[tuple[str, int]]:
    return [(each.code, each.place.line) for each in findings]


# --- pins -------------------------------------------------------------------------------------------------------------


def test_pinned_paper_is_told_and_first_in_its_theme_against_its_words() -> None:
    placement = assign.assign(PAPERS, taxonomy.loads(TOY).themes)[5]
    assert (placement.primary, placement.told) == ("values", True)


def test_profile_learns_nothing_from_pins() -> None:
    themes = taxonomy.loads(TOY).themes
    without = tuple(replace(theme, pins=()) for theme in themes)
    assert assign.assign(PAPERS, themes)[:5] == assign.assign(PAPERS, without)[:5]


def test_pin_beats_an_exemplar_when_themes_are_made_by_hand() -> None:
    themes = taxonomy.loads(TOY).themes
    both = (replace(themes[0], exemplars=("a critic of rice",)), themes[1])
    assert assign.assign(PAPERS, both)[5].primary == "values"


def test_pin_of_a_paper_that_left_is_a_warning_that_names_it() -> None:
    (finding,) = checks.check_pins(taxonomy.loads(TOY), PAPERS[:3])
    assert (finding.code, finding.severity, finding.place) == ("PS407", Severity.WARNING, Place("themes.yml", 12))
    assert "A Critic of Rice" in finding.what


def test_paper_told_twice_stays_where_it_was_first() -> None:
    text = TOY.replace("    not:", '    exemplars: ["A critic of rice"]\n    not:')
    loaded = taxonomy.loads(text)
    assert codes(loaded.findings) == [("PS408", 13)]
    assert "line 6" in loaded.findings[0].what
    assert assign.assign(PAPERS, loaded.themes)[5].primary == "critics"


def test_many_pins_are_named_once() -> None:
    titles = ", ".join(f'"{text[0]}"' for text in PAPERS_TEXT[:4])
    loaded = taxonomy.loads(TOY.replace('"A Critic of Rice"', titles))
    assert [code for code, _ in codes(checks.check_pins(loaded, PAPERS))] == ["PS415"]
    assert checks.check_pins(taxonomy.loads(TOY), PAPERS) == ()


def test_taxonomy_of_the_repository_pins_few_and_names_five_exemplars_at_most(real_library: Library) -> None:
    assert sum(len(theme.pins) for theme in real_library.themes) <= 0.03 * len(real_library.papers)
    assert max(len(theme.exemplars) for theme in real_library.themes) <= 5
    assert not [each for each in real_library.findings if each.code.startswith("PS4")]


# --- misleading terms -------------------------------------------------------------------------------------------------


def test_misleading_phrase_takes_back_what_its_words_bring() -> None:
    themes = taxonomy.loads(TOY).themes
    gullible = tuple(replace(theme, misleading=()) for theme in themes)

    def score(placements: tuple[Placement, ...], number: int) -> float:
        return sum(a.score for a in placements[number].assignments if a.slug == "critics")

    wise, naive = assign.assign(PAPERS, themes), assign.assign(PAPERS, gullible)
    assert naive[3].primary == "critics"
    assert score(wise, 3) < score(naive, 3)
    assert wise[2].primary == "values"
    assert [placement.primary for placement in wise[:2]] == ["critics", "critics"]


def test_misleading_word_is_no_evidence() -> None:
    themes = (Theme(slug="a", name="Robots", scope="Robots that learn", misleading=("learns",)),)
    shown = [term for p in assign.assign(PAPERS, themes) for a in p.assignments for term in a.evidence]
    assert "robots" in shown
    assert not any("learn" in term for term in shown)


def test_misleading_term_that_no_paper_has_changes_nothing() -> None:
    themes = taxonomy.loads(TOY).themes
    more = (replace(themes[0], misleading=("actor-critic", "zyzzyva", "the")), themes[1])
    assert assign.assign(PAPERS, more) == assign.assign(PAPERS, themes)


def test_term_both_wanted_and_misleading_is_wanted() -> None:
    loaded = taxonomy.loads(TOY.replace("not: [actor-critic]", "not: [Critic]"))
    assert codes(loaded.findings) == [("PS414", 6)]
    assert loaded.themes[0].misleading == ()


# --- old addresses ----------------------------------------------------------------------------------------------------


def test_old_address_of_a_theme_leads_to_the_new_one(tmp_path: Path) -> None:
    (tmp_path / "dumps").mkdir()
    text = "".join(f"{title}\n\n{abstract}\n\n" for title, abstract in PAPERS_TEXT)
    (tmp_path / "dumps" / "a.txt").write_text(f"Subscribe\n\n{text}", "utf-8")
    (tmp_path / "themes.yml").write_text(TOY, "utf-8")
    built = library.build(tmp_path / "dumps", tmp_path / "themes.yml")
    assert built.theme_redirects == (("judges", "critics"),)
    (page,) = (page for page in plan(built) if page.template == "moved")
    assert (page.path, page.values["target"]) == ("themes/judges/index.md", "themes/critics/")
    files = dict(api.files(built))
    redirects = json.loads(files["api/v1/redirects.json"])
    assert redirects == [{"from": "themes/judges/", "to": "themes/critics/"}]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("aliases: [judges]", "aliases: [judges, values]", "PS409", 7),
        ("    pins:", "    aliases: [judges]\n    pins:", "PS410", 12),
        ("aliases: [judges]", "aliases: [judges, ../up]", "PS404", 7),
        ("aliases: [judges]", "aliases: [judges, critics]", "PS409", 7),
    ],
)
def test_alias_that_cannot_be_is_named_and_passed_over(old: str, new: str, code: str, line: int) -> None:
    loaded = taxonomy.loads(TOY.replace(old, new))
    assert codes(loaded.findings) == [(code, line)]
    assert loaded.redirects == (("judges", "critics"),)


# --- bad input --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "themes:\n", "themes: []\n"])
def test_empty_taxonomy_is_an_error_and_themes_are_found(tmp_path: Path, text: str) -> None:
    (tmp_path / "dumps").mkdir()
    body = "".join(f"{title}\n\n{abstract}\n\n" for title, abstract in PAPERS_TEXT)
    (tmp_path / "dumps" / "a.txt").write_text(f"Subscribe\n\n{body}", "utf-8")
    (tmp_path / "themes.yml").write_text(text, "utf-8")
    built = library.build(tmp_path / "dumps", tmp_path / "themes.yml")
    assert [each.code for each in built.findings if each.code.startswith("PS4")] == ["PS413"]
    assert built.themes
    assert all(theme.automatic for theme in built.themes)


def test_theme_without_terms_is_named_and_works_by_its_name() -> None:
    loaded = taxonomy.loads("themes:\n  - name: Critique\n    slug: critique\n")
    assert codes(checks.check_themes(loaded)) == [("PS412", 3)]
    assert assign.assign(PAPERS, loaded.themes)[1].primary == "critique"


def test_many_exemplars_are_told() -> None:
    titles = ", ".join(f'"{text[0]}"' for text in PAPERS_TEXT)
    loaded = taxonomy.loads(f"themes:\n  - name: All\n    slug: all\n    terms: [critic]\n    exemplars: [{titles}]\n")
    assert codes(checks.check_themes(loaded)) == [("PS416", 3)]


def test_second_theme_of_the_same_profile_is_named() -> None:
    twin = TOY + "  - name: Value networks\n    slug: twins\n    scope: Networks of values.\n"
    twin += "    terms: [value network, continuous control]\n"
    loaded = taxonomy.loads(twin)
    vectors = assign.space_of(PAPERS, loaded.themes)
    findings = checks.check_profiles(loaded, PAPERS, vectors)
    assert codes(findings) == [("PS411", 14)]
    assert "values" in findings[0].what


def test_themes_of_the_repository_are_told_apart(real_library: Library) -> None:
    loaded = taxonomy.Taxonomy(real_library.themes, places=tuple((t.slug, Place("t", 1)) for t in real_library.themes))
    vectors = assign.space_of(real_library.papers, real_library.themes)
    assert checks.check_profiles(loaded, real_library.papers, vectors) == ()


CHINESE = (
    paper("强化学习的控制方法", "我们研究强化学习在机器人控制中的应用。"),
    paper("机器人控制", "机器人的强化学习控制。"),
    paper("图像生成模型", "扩散模型用于图像生成。"),
    paper("扩散模型", "图像生成的扩散模型。"),
)
FRENCH = (
    paper("L'apprentissage par renforcement", "Nous étudions l'apprentissage par renforcement des robots."),
    paper("Robots et renforcement", "Des robots qui apprennent par renforcement."),
    paper("Modèles de diffusion", "La génération d'images par modèles de diffusion."),
    paper("Génération d'images", "Des images par diffusion : des modèles de diffusion."),
)


@pytest.mark.parametrize("papers", [CHINESE, FRENCH])
def test_other_languages_are_grouped_and_placed_by_terms_in_them(papers: tuple[Paper, ...]) -> None:
    themes = (
        Theme(slug="rl", name="RL", scope="", terms=("强化学习", "apprentissage par renforcement", "robots")),
        Theme(slug="diffusion", name="D", scope="", terms=("扩散模型", "modèles de diffusion")),
    )
    assert [p.primary for p in assign.assign(papers, themes)] == ["rl", "rl", "diffusion", "diffusion"]
    found = automatic.find(papers)
    assert len({theme.slug for theme in found}) == len(found) >= 1
    assert not [p for p in assign.assign(papers, found) if p.primary is None]


def test_english_taxonomy_leaves_another_language_without_a_theme() -> None:
    themes = taxonomy.loads(TOY).themes
    assert all(placement.primary is None for placement in assign.assign(CHINESE, themes))


def test_titles_without_abstracts_are_placed_by_their_titles() -> None:
    bare = tuple(replace(each, abstract="") for each in PAPERS)
    assert assign.assign(bare, taxonomy.loads(TOY).themes)[4].primary == "values"
    found = automatic.find(bare)
    assert len(assign.assign(bare, found)) == len(bare)


@pytest.mark.parametrize("text", [("One paper", "On one subject."), ("", ""), ("的", ""), ("!!!", "$$$")])
def test_library_of_one_paper_is_grouped_and_placed(text: tuple[str, str]) -> None:
    one = (paper(*text),)
    assert len(assign.assign(one, taxonomy.loads(TOY).themes)) == 1
    assert automatic.find(one) == ()
    assert len(assign.assign(one, ())) == 1
