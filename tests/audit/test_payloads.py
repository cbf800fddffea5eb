"""Each payload alone, in every field, in every kind of file, under hostile names and settings: built, then opened."""

import json
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.building import copy_project, mkdocs_build
from tests.payload_dumps import every_kind, settings
from tests.payloads import ALL, bombs
from tests.policies import POLICY, WATCH, Guarded, hashed, vocabulary

pytestmark = pytest.mark.audit
OWNED = "window.owned = number => { window.ran = [...window.ran ?? [], number] }; alert = confirm = prompt = owned;"


@pytest.fixture(scope="module")
def hostile(project, tmp_path_factory) -> Path:
    """The site of all of it, built strictly: a warning of MkDocs would fail."""
    copy = copy_project(project.root, tmp_path_factory.mktemp("payloads") / "project")
    for path in (copy / "dumps").iterdir():
        path.unlink()
    dumps = every_kind() | bombs()
    for name, content in dumps.items():
        (copy / "dumps" / name).write_bytes(content)
    for name, content in settings(list(dumps)).items():
        (copy / name).write_bytes(content)
    return mkdocs_build(copy, SITE_URL="https://example.org/papers/")


def test_nothing_was_written_outside_of_the_site(hostile):
    before = {"docs", "dumps", "generator", "mkdocs.yml", "overrides", "pyproject.toml", "themes.yml", "watches.yml"}
    assert {path.name for path in hostile.parent.iterdir()} <= before | {"site", ".cache"}
    assert not [path for path in hostile.parent.parent.iterdir() if path != hostile.parent]
    assert not [path for path in hostile.rglob("*") if path.is_symlink()]


def test_the_pages_are_made_of_what_all_pages_are_made_of(site, hostile):
    known = {(tag, attribute) for tag, attribute, _ in vocabulary(site)}
    known |= {("h1", "class"), ("q", "")}  # a long title; a text that a dump changed, quoted
    known |= {("meta", "name"), ("meta", "property"), ("link", "href"), ("link", "rel")}  # what an address brings
    assert not {(tag, name): path for tag, name, path in vocabulary(hostile) if (tag, name) not in known}
    for path in sorted(hostile.rglob("*.html")):
        text = path.read_text("utf-8")
        guarded = Guarded(text)
        [policy] = POLICY.findall(text)
        assert (guarded.wrong, [hashed(script) in policy for script in guarded.scripts]) == ([], [True]), path


@pytest.mark.browser
@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without it"])
def test_no_payload_runs_loads_anything_or_breaks_a_page(browser, serve, hostile, policy):
    """Without the policy, too: it is the second wall, not the first."""
    base = serve(hostile)
    context = browser.new_context(bypass_csp=not policy)
    context.add_init_script(WATCH + ";" + OWNED)
    context.set_default_timeout(60_000)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    wrong = {}
    opened = 0
    for path in sorted(hostile.rglob("index.html")):
        url = path.parent.relative_to(hostile).as_posix().removeprefix(".")
        if path.stat().st_size > 1 << 20 or 'http-equiv="refresh"' in path.read_text("utf-8"):
            continue  # the paper that is one line of eight million letters; an address that leads on by itself
        page.goto(f"{base}{url}/" if url else base, wait_until="domcontentloaded")
        opened += 1
        found = page.evaluate(
            "[window.ran ?? [], window.violations ?? [], document.querySelectorAll('body > main h1').length,"
            " document.querySelectorAll('body > footer').length, document.body.childElementCount]"
        )
        if found[:4] != [[], [], 1, 1]:
            wrong[url] = found
    assert not wrong
    assert opened > len(ALL)
    assert all(one.startswith((base, "data:image/svg+xml")) for one in asked)
    names = {unquote(one.removeprefix(base)) for one in asked}
    assert not [name for name in names if "owned(" in name or name.endswith("/x")]
    context.close()


def test_every_payload_stands_in_the_library_as_text(hostile):
    papers = [
        json.loads(line)
        for path in sorted((hostile / "api" / "v1").glob("papers*.ndjson"))
        for line in path.read_text("utf-8").split("\n")
        if line
    ]
    numbers = {int(part) for paper in papers for part in paper["title"].replace(" on ", " ").split() if part.isdigit()}
    assert numbers >= set(range(len(ALL)))
