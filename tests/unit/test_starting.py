"""``papershelf init``: a library of one's own, whole or not at all, with nothing of this one in it."""

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import main
from generator.errors import PapershelfError
from generator.starting import colours, skeleton
from tests.unit.test_site_theme import DARK, LIGHT, TEXT_ON, luminance

ROOT = Path(__file__).resolve().parents[2]
DUMP = '{"title": "A paper on bandits", "abstract": "We study bandits and regret."}\n'


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "my dump.jsonl"
    path.write_text(DUMP)
    return path


def init(*arguments: object):
    return CliRunner().invoke(main, ["init", *map(str, arguments)], env={"PAPERSHELF_TODAY": "2026-11-21"})


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    (folder / "my dump.jsonl").write_text(DUMP)
    done = init(folder / "mine", "--name", 'A "shelf": mine', "--accent", "crimson", "--dump", folder / "my dump.jsonl")
    assert done.exit_code == 0, done.output
    assert f"make -C {folder / 'mine'} serve" in done.output
    return folder / "mine"


def configuration(folder: Path) -> dict:
    text = re.sub(r"!ENV \[\w+, .*?\]", "''", (folder / "mkdocs.yml").read_text("utf-8"))
    return yaml.safe_load(text)


def test_it_has_its_name_its_colours_and_its_dumps(made):
    told = configuration(made)
    assert told["site_name"] == 'A "shelf": mine'
    assert told["extra_css"] == ["assets/stylesheets/papershelf.css", skeleton.SHEET]
    assert "--ps-lamp: #d3133a" in (made / "docs" / skeleton.SHEET).read_text()
    assert "#0d6349" not in (made / "docs/assets/images/favicon.svg").read_text()
    assert yaml.safe_load((made / "dumps/dumps.yml").read_text())["dumps"][0]["file"] == "my-dump.jsonl"
    assert (made / "README.md").read_text().startswith('# A "shelf": mine\n')
    assert 'A \\"shelf\\"\\: mine is made with Papershelf' in (made / "docs/about.md").read_text()


def test_nothing_of_this_library_goes_along(made):
    names = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/", ".git/", ".venv", "site/"))]
    assert not names & {
        "themes.yml",
        "watches.yml",
        "CHANGELOG.md",
        "requirements-dev.txt",
        ".github/workflows/test.yml",
        ".github/workflows/audit.yml",
    }
    assert {name for name in names if name.startswith("dumps/")} == {"dumps/dumps.yml", "dumps/my-dump.jsonl"}
    assert not [name for name in names if "screenshots" in name or "__pycache__" in name]


def test_everything_that_builds_it_is_there(made):
    ours = {path.relative_to(ROOT) for part in ("generator", "overrides", "docs") for path in (ROOT / part).rglob("*")}
    wanted = {path for path in ours if (ROOT / path).is_file() and not {"__pycache__", "screenshots"} & {*path.parts}}
    assert not [path for path in wanted if not (made / path).is_file()]
    assert (made / ".github/workflows/publish.yml").read_bytes() == (
        ROOT / ".github/workflows/publish.yml"
    ).read_bytes()


def test_what_the_makefile_and_the_readme_name_exists(made):
    targets = set(re.findall(r"(?m)^([a-z]+):", (made / "Makefile").read_text()))
    assert set(re.findall(r"(?m)^make (\w+)", (made / "README.md").read_text())) <= targets
    for link in re.findall(r"\]\(([^)]+)\)", (made / "README.md").read_text()):
        assert (made / link).is_file(), link
    for path in made.glob(".github/workflows/*.yml"):
        assert set(re.findall(r"\bmake ([a-z]+)", path.read_text())) <= targets, path
        for name in re.findall(r"(?:tools|\.ci)/[\w./-]+", path.read_text()):
            assert (made / name).is_file(), f"{path.name} runs {name}"


def test_without_a_colour_it_looks_as_papershelf_does(tmp_path, dump):
    assert init(tmp_path / "mine", "--dump", dump).exit_code == 0
    assert configuration(tmp_path / "mine")["extra_css"] == ["assets/stylesheets/papershelf.css"]
    favicon = Path("docs/assets/images/favicon.svg")
    assert (tmp_path / "mine" / favicon).read_bytes() == (ROOT / favicon).read_bytes()


def test_without_dumps_it_says_how_to_add_one(tmp_path):
    assert init(tmp_path / "mine").exit_code == 0
    assert "make add DUMP=file" in (tmp_path / "mine/dumps/README.md").read_text()


def test_the_clone_of_an_empty_repository_will_do(tmp_path):
    (tmp_path / "mine/.git").mkdir(parents=True)
    (tmp_path / "mine/.git/HEAD").write_text("x")
    assert init(tmp_path / "mine").exit_code == 0
    assert (tmp_path / "mine/.git/HEAD").read_text() == "x"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--accent", "reddish"], "'reddish' is no colour: write it as #0d6349"),
        (["--accent", "#12"], "is no colour"),
        (["--accent", "red;}*{"], "is no colour"),
        (["--name", "  "], "is no name"),
        (["--name", "x" * 81], "is no name: use 1 to 80 letters on one line"),
        (["--name", "two\nlines"], "is no name"),
    ],
)
def test_what_is_no_name_or_colour_is_told_and_nothing_is_written(tmp_path, arguments, told):
    done = init(tmp_path / "mine", *arguments)
    assert done.exit_code == 2
    assert told in done.output
    assert not list(tmp_path.iterdir())


def test_a_folder_that_holds_something_stays_as_it_is(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.tex").write_text("x")
    done = init(tmp_path / "mine")
    assert done.exit_code == 2
    assert "holds thesis.tex already: name a folder that is empty or not there yet" in done.output
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "thesis.tex"]
    assert "is a file" in init(tmp_path / "mine/thesis.tex").output


@pytest.mark.parametrize(("content", "told"), [("", "no paper could be read"), (DUMP, "is the same, byte by byte")])
def test_a_file_that_is_no_dump_or_is_named_twice_is_refused_as_add_does(tmp_path, dump, content, told):
    other = tmp_path / "other.txt"
    other.write_text(content)
    done = init(tmp_path / "mine", "--dump", dump, "--dump", other)
    assert done.exit_code == 1
    assert told in done.output
    assert not (tmp_path / "mine").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["my dump.jsonl", "other.txt"]


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_every_colour_becomes_one_that_can_be_read_in_light_and_dark(colour):
    for scheme, accent in ((LIGHT, colours.light(colour)), (DARK, colours.dark(colour))):
        tokens = {**scheme, "lamp": accent.lamp, "lamp-2": accent.lamp_2, "lamp-soft": accent.lamp_soft}
        for text, ground in TEXT_ON:
            lighter, darker = sorted((luminance(tokens[text]), luminance(tokens[ground])), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (text, ground, accent)


@pytest.mark.parametrize(
    "text", ["#0d6349", "#063", "TEAL", "hsl(160, 77%, 22%)", "rgb(300,2,3)", "hsl(160, 300%, 22%)"]
)
def test_colours_are_named_as_in_css(text):
    assert len(colours.parse(text)) == 3
    assert all(0 <= part <= 255 for part in colours.parse(text))


def test_a_name_of_any_letters_stays_what_it_is():
    for name in ("Fußnoten & <b>", "--- #x: [y]", "{{ 7*7 }} {% raw %}", "№ 1 \\ '", "yes", "*_[x](y)"):
        files = dict(skeleton.files(skeleton.Look(name)))
        text = re.sub(r"!ENV \[\w+, .*?\]", "''", files["mkdocs.yml"].decode())
        assert yaml.safe_load(text)["site_name"] == name


def test_an_installation_without_the_files_of_a_site_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(skeleton, "PACKAGE", tmp_path / "generator")
    with pytest.raises(PapershelfError, match="run papershelf init from a clone"):
        list(skeleton.files(skeleton.Look("x")))
