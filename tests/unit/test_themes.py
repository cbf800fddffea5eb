"""The taxonomy, the places of papers in it, and the themes that stand in for one: ``generator.themes``."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import ConfigurationError
from generator.model import Library, Paper, Place, Placement, Theme, Witness, title_key
from generator.themes import assign, automatic, checks, naming, taxonomy

TOY = """\
themes:
  - name: Bandits and online learning
    slug: bandits
    scope: Regret of learners that choose among arms.
    terms: [bandit, regret, adversarial arm]
    exemplars: ["Regret of Adversarial Bandits"]
  - name: Diffusion models
    slug: diffusion
    scope: Generating images by denoising.
    terms:
      - diffusion model
      - image generation
    exemplars: []
"""


def paper(title: str, abstract: str = "", *titles: str) -> Paper:
    witnesses = tuple(
        Witness(dump=f"d{number}", place=Place("d.txt", 1), position=1, title=each)
        for number, each in enumerate([title, *titles])
    )
    return Paper(title=title, abstract=abstract, witnesses=witnesses, slug=title_key(title).replace(" ", "-"))


PAPERS = (
    paper("Regret of adversarial bandits", "We bound the regret of bandits with adversarial arms."),
    paper("Linear bandits", "A regret bound for the bandit with linear payoffs over its arms."),
    paper("A diffusion model", "Diffusion models for image generation and denoising of images."),
    paper("Faster image generation", "Denoising diffusion models generate an image in one step."),
    paper("Of regret and images", "Bandits choose which diffusion model generates the image: its regret."),
    paper("Medieval charters", "Parchment and seals."),
    paper("Seals on charters", "Parchment."),
)


def load(folder: Path, text: str) -> taxonomy.Taxonomy:
    path = folder / "themes.yml"
    path.write_text(text, encoding="utf-8")
    return taxonomy.load(path)


def found(loaded: taxonomy.Taxonomy) -> list[tuple[str, int]]:
    assert all(finding.place.file == "themes.yml" for finding in loaded.findings)
    return [(finding.code, finding.place.line) for finding in loaded.findings]


# --- reading themes.yml -----------------------------------------------------------------------------------------------


def test_themes_are_read_in_order_with_keys_of_their_exemplars(tmp_path: Path) -> None:
    loaded = load(tmp_path, TOY)
    assert loaded.findings == ()
    assert [theme.slug for theme in loaded.themes] == ["bandits", "diffusion"]
    assert loaded.themes[0] == Theme(
        slug="bandits",
        name="Bandits and online learning",
        scope="Regret of learners that choose among arms.",
        terms=("bandit", "regret", "adversarial arm"),
        exemplars=("regret of adversarial bandits",),
    )


@pytest.mark.parametrize(
    ("text", "line"), [("", 0), ("# nothing\n", 0), ("{}\n", 0), ("# no\nthemes:\n", 2), ("themes: []\n", 1)]
)
def test_taxonomy_without_themes_is_named_and_leaves_the_themes_to_be_found(
    tmp_path: Path, text: str, line: int
) -> None:
    loaded = load(tmp_path, text)
    assert loaded.themes == ()
    assert found(loaded) == [("PS413", line)]
    assert "found automatically" in loaded.findings[0].remedy


def test_slug_too_long_for_a_folder_is_named_and_left_out(tmp_path: Path) -> None:
    longest = "a" * taxonomy.LONGEST_SLUG
    assert load(tmp_path, TOY.replace("slug: diffusion", f"slug: {longest}")).themes[1].slug == longest
    loaded = load(tmp_path, TOY.replace("slug: diffusion", f"slug: {longest}a"))
    assert found(loaded) == [("PS404", 8)]
    assert [theme.slug for theme in loaded.themes] == ["bandits"]


def test_findings_quote_the_beginning_of_what_is_endless(tmp_path: Path) -> None:
    endless = "word " * 10_000
    loaded = load(
        tmp_path, TOY.replace("Regret of Adversarial Bandits", endless).replace("slug: d", f"slug: {endless}")
    )
    findings = (*loaded.findings, *checks.check_exemplars(loaded, PAPERS))
    assert sorted(finding.code for finding in findings) == ["PS403", "PS404"]
    assert all("word word" in finding.what and len(finding.what) <= 200 for finding in findings)


def test_unknown_key_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    loaded = load(tmp_path, TOY.replace("    exemplars: []", "    examplars: []"))
    assert found(loaded) == [("PS401", 13)]
    assert "exemplars" in loaded.findings[0].remedy
    assert len(loaded.themes) == 2


def test_unknown_key_at_the_top_is_named(tmp_path: Path) -> None:
    assert found(load(tmp_path, "theme: []\n" + TOY)) == [("PS401", 1)]


def test_second_theme_of_a_slug_is_dropped_and_the_first_stays(tmp_path: Path) -> None:
    loaded = load(tmp_path, TOY.replace("slug: diffusion", "slug: bandits"))
    assert found(loaded) == [("PS402", 8)]
    assert "line 3" in loaded.findings[0].what
    assert [theme.name for theme in loaded.themes] == ["Bandits and online learning"]


@pytest.mark.parametrize(
    ("old", "new", "line", "left"),
    [
        ("  - name: Diffusion models\n    slug", "  - slug", 7, 1),
        ("    slug: diffusion\n", "", 7, 1),
        ("slug: diffusion", "slug: Diffusion Models", 8, 1),
        ("slug: diffusion", "slug: ../etc", 8, 1),
        ("[bandit, regret, adversarial arm]", "bandit", 5, 2),
        ("[bandit, regret, adversarial arm]", "[bandit, [regret]]", 5, 2),
        ("scope: Regret of learners that choose among arms.", "scope: [Regret]", 4, 2),
        ("    scope: Regret", "    slug: twice\n    scope: Regret", 4, 2),
    ],
)
def test_bad_value_is_named_and_costs_no_more_than_its_theme(
    tmp_path: Path, old: str, new: str, line: int, left: int
) -> None:
    assert old in TOY
    loaded = load(tmp_path, TOY.replace(old, new))
    assert found(loaded) == [("PS404", line)]
    assert len(loaded.themes) == left


@pytest.mark.parametrize(
    "text", ["- a\n- b\n", "just text\n", "themes: bandits\n", "themes:\n  bandits: {}\n", "themes: [bandits]\n"]
)
def test_file_of_another_shape_is_one_bad_value(tmp_path: Path, text: str) -> None:
    loaded = load(tmp_path, text)
    assert found(loaded) == [("PS404", 1)]
    assert loaded.themes == ()


def test_exemplar_of_two_themes_stays_with_the_first(tmp_path: Path) -> None:
    loaded = load(tmp_path, TOY.replace("exemplars: []", 'exemplars: ["Regret of adversarial  bandits"]'))
    assert found(loaded) == [("PS405", 13)]
    assert [len(theme.exemplars) for theme in loaded.themes] == [1, 0]


def test_broken_syntax_stops_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"themes\.yml:3: .*quotes"):
        load(tmp_path, "themes:\n  - name: A\n    scope: one: two\n")


def test_exemplar_in_no_dump_is_named_with_the_nearest_title(tmp_path: Path) -> None:
    loaded = load(tmp_path, TOY.replace("Regret of Adversarial Bandits", "Regret for Adversarial Bandits"))
    findings = checks.check_exemplars(loaded, PAPERS)
    assert [(finding.code, str(finding.place)) for finding in findings] == [("PS403", "themes.yml:6")]
    assert "Regret of adversarial bandits" in findings[0].remedy


def test_exemplar_that_resembles_no_title_gets_a_remedy_without_a_guess(tmp_path: Path) -> None:
    loaded = load(tmp_path, TOY.replace("Regret of Adversarial Bandits", "Zyzzyva"))
    assert "did you mean" not in checks.check_exemplars(loaded, PAPERS)[0].remedy


def test_exemplar_may_be_named_by_the_title_of_any_witness(tmp_path: Path) -> None:
    renamed = paper("Adversaries and their bandits", "Arms.", "Regret of Adversarial Bandits")
    loaded = load(tmp_path, TOY)
    assert checks.check_exemplars(loaded, (renamed,)) == ()
    assert assign.assign((renamed, *PAPERS[2:]), loaded.themes)[0].told


def test_theme_without_papers_is_named(tmp_path: Path) -> None:
    loaded = load(tmp_path, TOY)
    placements = assign.assign(PAPERS[:2], loaded.themes)
    findings = checks.check_placements(loaded, placements)
    assert [(finding.code, str(finding.place)) for finding in findings] == [("PS406", "themes.yml:8")]


# --- placing papers ---------------------------------------------------------------------------------------------------


def test_papers_go_where_their_words_are(tmp_path: Path) -> None:
    placements = assign.assign(PAPERS, load(tmp_path, TOY).themes)
    assert [placement.primary for placement in placements[:4]] == ["bandits", "bandits", "diffusion", "diffusion"]
    assert {assignment.slug for assignment in placements[4].assignments} <= {"bandits", "diffusion"}


def test_paper_near_to_no_theme_is_unassigned(tmp_path: Path) -> None:
    placements = assign.assign(PAPERS, load(tmp_path, TOY).themes)
    assert placements[5:] == (Placement(), Placement())


def test_one_common_word_in_a_text_on_something_else_makes_no_theme() -> None:
    """Twelve papers share few words; what a paper has for itself counts against the one that it shares."""
    rice = paper(
        "Cooking rice", "Households know the ratio of heat and water. Kitchens find large pressure cookers good."
    )
    others = [paper(f"Robot {word}", f"A large {word} moves.") for word in ("arm", "leg", "hand")]
    themes = (
        Theme(slug="multimodal", name="Multimodal models", scope="Large models of vision and language."),
        Theme(slug="robots", name="Robots", scope="Arms and legs that move."),
    )
    placements = assign.assign((rice, *others), themes)
    assert placements[0].primary is None
    assert {placement.primary for placement in placements[1:]} == {"robots"}


def test_word_of_a_theme_counts_in_the_only_paper_that_has_it() -> None:
    papers = (paper("Preference optimization of language models"), paper("Glaciers"))
    theme = Theme(slug="preferences", name="Preferences", scope="", terms=("preference optimization",))
    (assignment,) = assign.assign(papers, (theme,))[0].assignments
    assert assignment.evidence == ("preference", "optimization")


def test_theme_without_a_term_to_show_is_not_assigned_unless_told() -> None:
    everywhere = tuple(paper(f"Models {number}", "") for number in range(15))
    theme = Theme(slug="models", name="Models", scope="")
    assert assign.assign(everywhere, (theme,)) == (Placement(margin=1.0),) * 15
    (told, *others) = assign.assign(everywhere, (replace(theme, exemplars=("models 0",)),))
    assert (told.primary, told.told, told.assignments[0].evidence) == ("models", True, ())
    assert not any(placement.assignments for placement in others)


def test_vectors_may_be_lent(tmp_path: Path) -> None:
    themes = load(tmp_path, TOY).themes
    assert assign.assign(PAPERS, themes, assign.space_of(PAPERS, themes)) == assign.assign(PAPERS, themes)


def test_exemplar_is_told_and_nobody_else(tmp_path: Path) -> None:
    placements = assign.assign(PAPERS, load(tmp_path, TOY).themes)
    assert [placement.told for placement in placements] == [True] + [False] * 6


def test_exemplar_stays_in_its_theme_against_its_words(tmp_path: Path) -> None:
    themes = load(tmp_path, TOY.replace("exemplars: []", 'exemplars: ["Linear bandits"]')).themes
    placement = assign.assign(PAPERS, themes)[1]
    assert (placement.primary, placement.told) == ("diffusion", True)
    assert placement.margin >= 0


def test_evidence_is_of_the_papers_own_words_strongest_first(tmp_path: Path) -> None:
    evidence = assign.assign(PAPERS, load(tmp_path, TOY).themes)[1].assignments[0].evidence
    assert {"regret", "bandit"} & set(evidence)
    text = f"{PAPERS[1].title} {PAPERS[1].abstract}".lower()
    assert all(term.lower().removesuffix("s") in text for term in evidence)


def test_margin_is_the_lead_over_the_second_theme_assigned_or_not(tmp_path: Path) -> None:
    themes = load(tmp_path, TOY).themes
    placement = assign.assign(PAPERS, themes)[4]
    alone = assign.assign(PAPERS, themes[:1])[1]
    assert 0.0 <= placement.margin < placement.assignments[0].score
    assert alone.margin == alone.assignments[0].score


def test_order_of_themes_decides_between_two_of_one_profile() -> None:
    twins = tuple(Theme(slug=slug, name="Bandits", scope="", terms=("bandit", "regret")) for slug in ("one", "two"))
    placement = assign.assign(PAPERS, twins)[1]
    assert [assignment.slug for assignment in placement.assignments] == ["one", "two"]
    assert placement.margin == 0.0


@pytest.mark.parametrize("papers", [(), PAPERS[:1], (paper("Charters"), paper("的"), paper("", ""))])
def test_tiny_libraries_and_empty_taxonomies_are_placed_nowhere(tmp_path: Path, papers: tuple[Paper, ...]) -> None:
    assert assign.assign(papers, ()) == (Placement(),) * len(papers)
    assert len(assign.assign(papers, load(tmp_path, TOY).themes)) == len(papers)


def test_theme_without_terms_scope_and_exemplars_gets_papers_by_its_name() -> None:
    bare = Theme(slug="bandits", name="Bandits", scope="")
    assert assign.assign(PAPERS, (bare,))[1].primary == "bandits"


def test_real_papers_have_two_themes_at_most_on_average_and_few_have_none(real_library: Library) -> None:
    counts = [len(placement.assignments) for placement in real_library.placements]
    assert sum(counts) <= 2.0 * len(counts)
    assert max(counts) <= 3
    assert counts.count(0) <= 0.05 * len(counts)


def test_no_paper_has_a_theme_without_a_reason_but_by_being_told(real_library: Library) -> None:
    for placement in real_library.placements:
        assert all(assignment.evidence for assignment in placement.assignments[int(placement.told) :])


def test_no_theme_eats_the_real_library(real_library: Library) -> None:
    primaries = [placement.primary for placement in real_library.placements]
    assert max(primaries.count(theme.slug) for theme in real_library.themes) <= len(primaries) / 5


# --- automatic themes -------------------------------------------------------------------------------------------------


def test_automatic_themes_separate_subjects_and_are_named_by_their_words() -> None:
    themes = automatic.find(PAPERS)
    assert len(themes) == 3
    placed = [placement.primary for placement in assign.assign(PAPERS, themes)]
    assert placed[2] == placed[3] != placed[1]
    assert placed[5] == placed[6] not in placed[:5]
    assert any("charters" in theme.name.lower() or "parchment" in theme.name.lower() for theme in themes)


def test_automatic_themes_say_that_they_are_and_nobody_told_their_papers() -> None:
    themes = automatic.find(PAPERS)
    assert all(theme.automatic and theme.exemplars for theme in themes)
    assert not any(placement.told for placement in assign.assign(PAPERS, themes))


@pytest.mark.parametrize("count", range(7))
def test_no_automatic_theme_of_a_tiny_library_is_empty(count: int) -> None:
    """Papers that have no word in common, as a single one, would be in no theme that is made of them."""
    themes = automatic.find(PAPERS[:count])
    placed = assign.assign(PAPERS[:count], themes)
    assert len(placed) == count
    assert {theme.slug for theme in themes} == {placement.primary for placement in placed} - {None}


def test_papers_without_a_word_in_common_make_no_automatic_theme() -> None:
    assert automatic.find(tuple(paper(f"subject{number}") for number in range(9))) == ()


def test_automatic_names_stay_distinct_when_the_terms_are_the_same() -> None:
    taken: list[str] = []
    for _ in range(4):
        name, slug = naming.distinct(
            "An extremely long characteristic phrase of many words", ("another one", "bandits"), taken
        )
        assert slug not in taken
        assert len(slug) <= 64
        assert name.startswith("An extremely")
        taken.append(slug)


def test_automatic_themes_of_the_real_papers_have_distinct_names_and_legal_slugs(real_library: Library) -> None:
    themes = automatic.find(real_library.papers)
    assert 10 <= len(themes) <= 30
    assert len({theme.name for theme in themes}) == len({theme.slug for theme in themes}) == len(themes)
    assert all(theme.slug.strip("abcdefghijklmnopqrstuvwxyz0123456789-") == "" for theme in themes)
    assert themes == automatic.find(real_library.papers)
