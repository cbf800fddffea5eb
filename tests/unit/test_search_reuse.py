"""What the search keeps of texts and words from build to build is what would be made, and most of it is reused."""

import ast
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import executors, search
from generator.cache import Cache, Recipe
from generator.cache import _files as covered
from generator.model import Assignment, Library, Paper, Place, Placement, Related, Theme, Witness
from generator.search import analysis, lexicon
from generator.search.lists import _beginnings
from generator.search.lunr_js import STOP_WORDS, stem
from generator.search.numbers import narrow, read_narrow
from generator.search.texts import PAUSE, formed, phrased, worded

GENERATOR = Path(search.__file__).resolve().parents[1]
STAGES = ("words", "forms", "acronyms")
ODD = ("fine-tuned Qwen2.5", "best-of-n", "naïve 学习表示", "CriticGPT don't", "α-β", "the of", "", "x" * 70)


def paper(number: int) -> Paper:
    title = f"Oaks of the {number}th year, {ODD[number % len(ODD)]}"
    witness = Witness(dump="000", place=Place("000.txt", number), position=number, title=title)
    abstract = (
        f"We grow Tall Oak Trees {number} (TOT{number}) of wood{number} beside {ODD[number % 5]} and low-rank soils."
    )
    return Paper(title=title, abstract=abstract, witnesses=(witness,), slug=f"oak-{number}")


def library(papers: tuple[Paper, ...], *, odd_first: bool = False) -> Library:
    themes = tuple(Theme(slug=slug, name=slug, scope=f"Of {slug}", terms=("oak",)) for slug in ("wood", "soil"))
    chosen = [themes[(number + odd_first) % 2].slug for number in range(len(papers))]
    return Library(
        dumps=(),
        papers=papers,
        themes=themes,
        placements=tuple(
            Placement(assignments=(Assignment(slug=slug, score=0.5, evidence=("tall oak",)),)) for slug in chosen
        ),
        related=tuple((Related(slug=papers[0].slug, score=0.1, shared=("tall oak", "wood-grown")),) for _ in papers),
    )


PAPERS = tuple(map(paper, range(60)))
CHANGES: dict[str, Library] = {
    "nothing": library(PAPERS),
    "a paper joins": library((*PAPERS, paper(99))),
    "a paper leaves": library(PAPERS[1:]),
    "a word": library(
        (*PAPERS[:30], replace(PAPERS[30], abstract="We grow beeches. " + PAPERS[30].abstract), *PAPERS[31:])
    ),
    "a title": library((*PAPERS[:30], replace(PAPERS[30], title="Beeches"), *PAPERS[31:])),
    "the order of themes": library(PAPERS, odd_first=True),
    "nobody is left": library(()),
}


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "_TEXTS", 6)
    monkeypatch.setattr(lexicon, "_KEPT", 6)
    monkeypatch.setattr(lexicon, "_RUN", 12)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build of the papers kept."""
    folder = tmp_path_factory.mktemp("first") / "cache"
    with pytest.MonkeyPatch.context() as patch:
        for module, name, size in ((executors, "_TEXTS", 6), (lexicon, "_KEPT", 6), (lexicon, "_RUN", 12)):
            patch.setattr(module, name, size)
        dict(search.files(library(PAPERS), cache=Cache(folder)))
    return folder


@pytest.fixture
def kept(first: Path, tmp_path: Path) -> Cache:
    return Cache(Path(shutil.copytree(first, tmp_path / "cache")))


@pytest.mark.parametrize("name", CHANGES)
def test_an_index_of_what_was_kept_is_the_index_of_these_papers(kept: Cache, name: str) -> None:
    assert dict(search.files(CHANGES[name], cache=kept)) == dict(search.files(CHANGES[name]))
    assert kept.reused["search"] == (name == "nothing")


@pytest.mark.parametrize("name", ["a paper joins", "a word", "the order of themes"])
def test_most_of_it_is_reused(kept: Cache, name: str) -> None:
    dict(search.files(CHANGES[name], cache=kept))
    assert all(kept.reused[stage] > 2 * kept.made[stage] for stage in STAGES), (kept.reused, kept.made)
    assert all(kept.made[stage] for stage in ("words", "acronyms")) == (name != "the order of themes")


def test_what_an_index_was_made_of_stays_while_the_index_is_reused(kept: Cache) -> None:
    before = sorted(kept.folder.rglob("*.msgpack"))
    dict(search.files(library(PAPERS), cache=kept))
    assert kept.reused.total() == 1
    assert kept.prune() == 0
    assert sorted(kept.folder.rglob("*.msgpack")) == before


def test_what_no_index_has_a_use_for_is_let_go(kept: Cache) -> None:
    dict(search.files(library(()), cache=kept))
    assert kept.prune() > 10
    dict(search.files(library(()), cache=kept))
    assert {path.parent.name for path in kept.folder.rglob("*.msgpack")} <= {"search", *STAGES}


@pytest.mark.parametrize("damage", [lambda data: data[:-3], lambda data: data[:-1] + b"?", lambda _: b""])
@pytest.mark.parametrize("stage", STAGES)
def test_a_damaged_file_is_told_of_and_made_anew(kept: Cache, stage: str, damage: Callable[[bytes], bytes]) -> None:
    for path in (kept.folder / stage).iterdir():
        path.write_bytes(damage(path.read_bytes()))
    shutil.rmtree(kept.folder / "search")
    assert dict(search.files(library(PAPERS), cache=kept)) == dict(search.files(library(PAPERS)))
    assert kept.made[stage] == len(kept.troubles) > 0


@pytest.mark.parametrize(
    ("recipe", "module"),
    [(search.WORDS, "search/texts.py"), (search.FORMS, "search/texts.py"), (search.ACRONYMS, "search/acronyms.py")],
    ids=STAGES,
)
def test_a_stage_names_all_code_that_its_function_uses(recipe: Recipe, module: str) -> None:
    known = {path.relative_to(GENERATOR).as_posix() for path in covered(recipe.sources)}
    assert _imported(module, set()) <= known
    assert known <= {"cache.py", *_imported(module, set())}


def _imported(module: str, met: set[str]) -> set[str]:
    """Return the modules of the generator whose code a module runs, itself included."""
    met.add(module)
    for node in ast.walk(ast.parse((GENERATOR / module).read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator"):
            path = node.module.replace(".", "/").removeprefix("generator/")
            names = [
                f"{path}/{alias.name}.py" for alias in node.names if (GENERATOR / path / f"{alias.name}.py").is_file()
            ]
            for name in names or [f"{path}.py"]:
                if name not in met:
                    _imported(name, met)
    return met


TEXTS = st.lists(st.one_of(st.sampled_from((*ODD, "Tall Oak-Trees (TOT)")), st.text(max_size=20)), max_size=8)


@given(TEXTS)
def test_words_are_those_of_each_text(several: list[str]) -> None:
    made = worded(several)
    found = iter(read_narrow(made.numbers).tolist())
    spelled = [[made.distinct[next(found)] for _ in range(length)] for length in read_narrow(made.lengths).tolist()]
    assert spelled == [analysis.words(text) for text in several]
    assert next(found, None) is None


@given(st.lists(TEXTS.map(PAUSE.join)))
def test_phrases_are_texts(several: list[str]) -> None:
    assert phrased(several) == worded(several)


@given(TEXTS)
def test_forms_and_pieces_are_those_of_each_word(several: list[str]) -> None:
    words = list(dict.fromkeys(word for text in several for word in analysis.words(text)))
    made = formed(words)
    forms = [None, *made.forms]
    mentions, pieces = iter(read_narrow(made.mentions).tolist()), iter(read_narrow(made.pieces).tolist())
    for word, many, cut in zip(words, read_narrow(made.mentioned), read_narrow(made.pieced), strict=True):
        own = [made.forms[next(mentions)] for _ in range(many)]
        assert own == [form for form in analysis.forms(word) if form not in STOP_WORDS]
        shown = [forms[next(pieces)] for _ in range(cut)]
        assert shown == [None if form in STOP_WORDS else form for form in _pieces(word)]
    assert made.stems == tuple(map(stem, made.forms))
    assert len(made.kinds) == len(made.forms) == len(set(made.forms))


def _pieces(word: str) -> tuple[str, ...]:
    return (analysis.fold(word),) if analysis.is_simple(word) else analysis.pieces(word)


@given(st.lists(st.integers(0, 1 << 31)))
def test_narrow_numbers_come_back(values: list[int]) -> None:
    assert read_narrow(narrow(values)).astype("u4").tolist() == values


def test_numbers_take_no_more_room_than_they_need() -> None:
    assert [len(narrow([1, most])) for most in (255, 256, 65_536)] == [3, 5, 9]


@given(st.lists(st.text(st.sampled_from("abé"), max_size=7), unique=True), st.integers(0, 9), st.data())
def test_large_beginnings_are_all_that_are_too_large(words: list[str], most: int, data: st.DataObject) -> None:
    keys = sorted(words)
    sizes = [0]
    for _ in keys:
        sizes.append(sizes[-1] + data.draw(st.integers(0, 5)))
    wanted = []
    for length in range(1, 6):
        for beginning in sorted({key[:length] for key in keys if len(key) >= length}):
            at = [number for number, key in enumerate(keys) if key.startswith(beginning)]
            if sizes[at[-1] + 1] - sizes[at[0]] > most and len(at) > 1:
                wanted.append((beginning + "*", at[0], at[-1] + 1))
    assert list(_beginnings(keys, sizes, most=most)) == wanted
