"""Whatever maintainers do, and whatever breaks: the site built with what was kept is that of the same files built anew.

A history is a row of random edits of all that a build reads, of harm to the cache and of killed builds. After each step
the project is built as it stands, and its files alone are built in another folder, under another hash seed, without a
cache and now and then without the accelerator. Both sites must be the same, byte by byte. A failure says the seed and
what was done.
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.project import Project
from tests.building import copy_project, run

pytestmark = pytest.mark.audit

HISTORIES, STEPS, SECONDS = 4, 6, 2.5
"""How many, how long, and until when at the latest a build is killed."""
TREES = "oak pine maple willow birch cedar elm ash beech larch spruce fir yew alder hazel holly lime plum rowan".split()
PEOPLE = ("Ada Lovelace", "Alan Turing", "Grace Hopper", "王伟", "Jörg Müller")
LEFT = frozenset({".cache", "site", ".site.lock", "site.new"})
"""What a build leaves in a project."""
INCLUDED = ".icons/own.svg"
ASKED = f"{{% include '{INCLUDED}' %}} {{{{ config.extra.note }}}} {{{{ config.theme.locale }}}}"
"""What templates ask for that other projects may have: an icon, settings."""
Edit = Callable[[Path, random.Random], str]
EDITS: list[Edit] = []


def edit(often: int = 1) -> Callable[[Edit], Edit]:
    """Let histories make an edit, some more often than others."""

    def enter(made: Edit) -> Edit:
        EDITS.extend([made] * often)
        return made

    return enter


def listing(chance: random.Random) -> tuple[str, str]:
    """Return the ending and the text of a dump; papers come up in several."""
    people = chance.sample(PEOPLE, 2)
    formats: dict[str, Callable[[str, str], str]] = {
        "txt": lambda title, text: f"Title: {title}\nAuthors: {', '.join(people)}\nAbstract: {text}\n\n",
        "jsonl": lambda title, text: json.dumps({"title": title, "abstract": text, "authors": people}) + "\n",
        "ris": lambda title, text: f"TY  - JOUR\nTI  - {title}\nAB  - {text}\nPY  - 20{len(title)}\nER  - \n",
        "bib": lambda title, text: f"@article{{a,\n title = {{{title}}},\n abstract = {{{text}}}\n}}\n",
    }
    ending = chance.choice(sorted(formats))
    papers = ((TREES[number], TREES[number * 7 % 19]) for number in chance.sample(range(19), chance.randint(3, 12)))
    return ending, "".join(
        formats[ending](
            f"How {tree} trees learn from {other} forests",
            f"We study how the {tree} grows where {other} grew, by its rewards, and learn about its wood.",
        )
        for tree, other in papers
    )


def dump_of(folder: Path, chance: random.Random) -> Path:
    return chance.choice(sorted(path for path in (folder / "dumps").iterdir() if path.name != "dumps.yml"))


def papers_of(folder: Path) -> list[dict[str, Any]]:
    """Return what the API of the built site says of its papers."""
    files = sorted((folder / "site/api/v1").glob("papers*.ndjson"))
    return [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]


def swapped(folder: Path, chance: random.Random, name: str, *pairs: tuple[str, str]) -> str:
    """Put one text into the place of another in a file."""
    path = folder / name
    text = path.read_text("utf-8")
    old, new = chance.choice(pairs)
    path.write_text(text.replace(old, new, 1), "utf-8")
    return f"{name}: {old!r} → {new!r}"


def changed(path: Path, change: Callable[[Any], object]) -> None:
    """Change what a YAML file says."""
    told = yaml.safe_load(path.read_text("utf-8")) if path.exists() else None
    told = told or {}
    change(told)
    path.write_text(yaml.safe_dump(told, sort_keys=False, allow_unicode=True), "utf-8")


@edit(3)
def a_new_dump(folder: Path, chance: random.Random) -> str:
    ending, text = listing(chance)
    path = folder / "dumps" / f"{chance.choice('axz')}{chance.randint(0, 9)}.{ending}"
    path.write_text(text, "utf-8")
    return path.name


@edit()
def a_dump_less(folder: Path, chance: random.Random) -> str:
    path = dump_of(folder, chance)
    path.rename(folder / "dumps" / f"m-{path.name}") if path.name == "always.txt" else path.unlink()
    return path.name


@edit(3)
def an_edited_dump(folder: Path, chance: random.Random) -> str:
    path = dump_of(folder, chance)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = chance.randrange(len(lines)) if lines else 0
    lines[at : at + 1] = chance.choice([[], lines[at : at + 1] * 2, [line.replace("the", "a") for line in lines[at:]]])
    path.write_text("".join(lines), "utf-8")
    return f"{path.name}:{at}"


@edit(4)
def dumps_yml(folder: Path, chance: random.Random) -> str:
    papers = papers_of(folder)
    two = [paper["id"] for paper in chance.sample(papers, 2)] if len(papers) > 1 else ["a", "b"]
    what = chance.choice(["dumps", "same", "different", "retired"])
    entry: dict[str, Any] = {"papers": two, "because": "people say so"}
    if what == "dumps":
        entry = {"file": dump_of(folder, chance).name, "title": f"A & B {chance.randint(0, 9)}", "added": "2026-01-02"}
    if what == "retired":
        entry = {"paper": two[0], "because": "retracted", **chance.choice([{}, {"to": two[1]}])}
    changed(folder / "dumps/dumps.yml", lambda told: told.setdefault(what, []).append(entry))
    return f"{what}: {entry}"


@edit(4)
def themes_yml(folder: Path, chance: random.Random) -> str:
    path = folder / "themes.yml"
    if path.exists() and chance.random() < 0.15:
        path.unlink()
        return "themes are automatic"
    new = {"name": f"Trees {chance.randint(0, 9)}", "slug": f"trees-{chance.randint(0, 9)}", "terms": ["wood", "grow"]}
    titles = [paper["title"] for paper in papers_of(folder)[:2]]
    changes: dict[str, Callable[[list[Any]], object]] = {
        "another order": chance.shuffle,
        "another name": lambda themes: themes[0].update(name=f"{themes[0]['name']} <i>"),
        "another scope": lambda themes: themes[-1].update(scope="What grows in forests."),
        "exemplars": lambda themes: themes[0].update(exemplars=titles),
        "pins": lambda themes: themes[-1].update(pins=titles[:1]),
        "a theme less": lambda themes: themes.pop() if len(themes) > 1 else None,
        "a new theme": lambda themes: themes.append(new),
    }
    what = chance.choice(sorted(changes))
    changed(path, lambda told: changes[what](told.setdefault("themes", [new])))
    return what


@edit()
def watches_yml(folder: Path, chance: random.Random) -> str:
    watch = {"name": f"Watch {chance.randint(0, 3)}", "query": chance.choice(["oak", "forests -pine", "author:turing"])}
    changed(
        folder / "watches.yml", lambda told: told.update(watches=chance.choice([[watch], [*told["watches"], watch]]))
    )
    return str(watch)


@edit(4)
def mkdocs_yml(folder: Path, chance: random.Random) -> str:
    return swapped(
        folder, chance, "mkdocs.yml",
        ("site_name: Papershelf", 'site_name: "A & B <c>"'), ('site_name: "A & B <c>"', "site_name: Papershelf"),
        ('site_url: !ENV [SITE_URL, ""]', "site_url: https://a.example/b/"), ("compact: auto", "compact: true"),
        ('repo_url: !ENV [REPO_URL, ""]', "repo_url: https://github.com/a/b"), ("language: en", "language: de"),
        ("compact: true", "compact: false"), ("markdown_extensions: []", "markdown_extensions: [admonition]"),
        ("  - About: about.md", "  - More: about.md\n  - Left: unassigned/index.md"), ("extra:", "extra:\n  note: one"),
        ("note: one", "note: two"), ("language: de", "language: ar"),
        ("name: material", "name: material\n  locale: fr"), ("locale: fr", "locale: de"),
        ("features: []", "features: [navigation.instant]"), ("accelerate: true", "accelerate: false"),
    )  # fmt: skip


@edit(3)
def overrides(folder: Path, chance: random.Random) -> str:
    name = chance.choice(["main", "partials/footer", "partials/about", "list", "paper"])
    return swapped(
        folder, chance, f"overrides/{name}.html",
        ("<meta ", "<meta data-a "), ("Abstracts", "Texts"), ("{{ super() }}", "{{ super() }}<p>more</p>"),
        ("{% block sheets %}", "{% block sheets %}<meta name=b content='{{ page.title | e }}'>"),
    )  # fmt: skip


@edit(2)
def what_templates_include(folder: Path, chance: random.Random) -> str:
    icon = f"<svg id=icon-{chance.randint(0, 9)}></svg>"
    (folder / "overrides" / INCLUDED).write_text(icon, "utf-8")
    return icon


@edit(2)
def docs(folder: Path, chance: random.Random) -> str:
    page = folder / f"docs/note-{chance.randint(0, 1)}.md"
    if page.exists() and chance.random() < 0.5:
        page.unlink()
        return f"no {page.name}"
    page.write_text(f"# Note {chance.randint(0, 9)}\n\nOn [papers](papers/index.md).\n", "utf-8")
    return page.name + swapped(
        folder, chance, "docs/assets/stylesheets/papershelf.css", ("{", "{color:red;"), ("color:red;", "")
    )


@edit(2)
def harm_to_the_cache(folder: Path, chance: random.Random) -> str:
    files = sorted(path for path in (folder / ".cache").rglob("*") if path.is_file())
    for path in chance.sample(files, chance.choice([min(3, len(files)), len(files)])):
        content = path.read_bytes()
        at = chance.randrange(len(content)) if content else 0
        other = chance.choice(files).read_bytes()
        path.write_bytes(chance.choice([content[:at], content[:at] + b"?" + content[at + 1 :], b"", other]))
    return f"{len(files)} files"


@edit(2)
def a_killed_build(folder: Path, chance: random.Random) -> str:
    build = subprocess.Popen(
        [sys.executable, "-m", "generator", "build"], cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    seconds = chance.uniform(0.3, SECONDS)
    time.sleep(seconds)
    build.send_signal(signal.SIGKILL)
    build.wait(60)
    return f"{seconds:.1f} s"


def built(folder: Path, *options: str, **environment: str) -> str:
    """Build a project, and return what is said of it."""
    done = run("generator", "build", *options, cwd=folder, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return re.sub(r"(?m)^.*(reused from|is cut or was changed|of the cache|\.cache/).*\n", "", done.stdout)


def site(folder: Path) -> dict[str, bytes]:
    files = (path for path in (folder / "site").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def begun(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project that was built once."""
    folder = copy_project(project.root, tmp_path_factory.mktemp("histories") / "project")
    shutil.rmtree(folder / "dumps")
    (folder / "dumps").mkdir()
    (folder / "dumps/always.txt").write_text(
        "Title: Trees that nobody learns from\nAbstract: We look at trees, and learn nothing.\n\n", "utf-8"
    )
    (folder / "overrides/.icons").mkdir()
    (folder / "overrides" / INCLUDED).write_text("<svg></svg>", "utf-8")
    swapped(folder, random.Random(), "overrides/partials/footer.html", ("</footer>", f"{ASKED}</footer>"))
    for number in range(2):
        ending, text = listing(random.Random(number))
        (folder / f"dumps/dump-{number}.{ending}").write_text(text, "utf-8")
    built(folder)
    return folder


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_the_site_of_any_history_is_that_of_its_files_alone(begun: Path, tmp_path: Path, seed: int) -> None:
    chance, told = random.Random(seed), list[str]()
    folder = Path(shutil.copytree(begun, tmp_path / "project"))
    for step in range(STEPS):
        told.extend(
            f"{step} {each.__name__}: {each(folder, chance)}" for each in chance.sample(EDITS, chance.randint(1, 2))
        )
        alone = tmp_path / f"alone {step}"
        shutil.copytree(
            folder, alone, ignore=lambda where, names: LEFT.intersection(names) if where == str(folder) else []
        )
        said = built(folder, PYTHONHASHSEED="0")
        options = chance.choice([(), (), ("--plain",)])
        said_alone = built(alone, "--no-cache", *options, PYTHONHASHSEED=str(step + 1))
        assert said.replace(str(folder), "") == said_alone.replace(str(alone), ""), told
        kept, anew = site(folder), site(alone)
        assert [name for name in sorted({*kept, *anew}) if kept.get(name) != anew.get(name)] == [], told
        assert [path for path in folder.rglob("*.new") if "docs" not in path.parts] == [], told
        shutil.rmtree(alone)
