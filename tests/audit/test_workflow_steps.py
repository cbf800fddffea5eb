"""The steps of the workflows do here what they do on the host: the same commands, in a clean copy of the repository.

Only the installation is left out (`tools/setup.py`, which needs a network): this Python's environment stands for it.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator.publishing import comment

ROOT = Path(__file__).resolve().parents[2]
MORE = (
    "Folding Paper Planes Along Older Creases\n\nPaper planes are folded badly when nobody looks at creases. We fold "
    "them along older creases, measure how far they fly, and find that creases matter more than paper.\n\n"
    "<script>alert(1)</script> Planes\n\nWe attack the folding of paper planes with <img src=x onerror=alert(1)> and "
    "find that it flies on. No plane was harmed, and every reader of abstracts is as safe as before.\n"
)

pytestmark = pytest.mark.audit


def git(*words: object) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *map(str, words)], check=True, capture_output=True)


def steps(workflow: str, job: str) -> list[dict]:
    return yaml.safe_load((ROOT / f".github/workflows/{workflow}.yml").read_text("utf-8"))["jobs"][job]["steps"]


class Runner:
    """Runs the `run` steps of a job in a folder, as the host does; knows what earlier steps put out."""

    def __init__(self, folder: Path, **known: str) -> None:
        self.folder, self.known = folder, known
        self.summary = folder / "summary.md"

    def value(self, text: str) -> str:
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: self.known[found[1]], text)

    def run(self, told: list[dict], *, where: str = ".") -> None:
        for step in told:
            if "run" in step:
                self.step(step, self.folder / step.get("working-directory", where))

    def step(self, step: dict, folder: Path) -> None:
        output = self.folder / "output"
        output.write_text("")
        told = {name: self.value(value) for name, value in step.get("env", {}).items()}
        host = {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(self.summary), "PYTHONPATH": "."}
        script = re.sub(r".*tools/setup\.py.*\n?", "", step["run"])
        script = script.replace("make site", ".venv/bin/papershelf build")
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", script or "true"],
            cwd=folder,
            env={**os.environ, **host, **told},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (step.get("name"), done.stdout[-2000:], done.stderr[-2000:])
        self.said = done.stdout
        for line in output.read_text().splitlines():
            name, _, value = line.partition("=")
            self.known[f"steps.{step['id']}.outputs.{name}"] = value


def furnish(folder: Path) -> None:
    """Put an environment where tools/setup.py would make one."""
    (folder / ".venv/bin").mkdir(parents=True)
    script = f'#!/bin/sh\nexec {sys.executable} -m generator "$@"\n'
    (folder / ".venv/bin/papershelf").write_text(script, "utf-8")
    (folder / ".venv/bin/papershelf").chmod(0o755)


@pytest.fixture(scope="module")
def pulled(tmp_path_factory) -> Runner:
    """A pull request that adds a dump, reported on by the steps of its workflow."""
    folder = tmp_path_factory.mktemp("host")
    git("clone", "--quiet", ROOT, folder / "head")
    (folder / "head/dumps/zz_new.txt").write_text(f"Daily Papers\n\nMar 14\n\n{MORE}", "utf-8")
    git("-C", folder / "head", "add", "dumps")
    git("-C", folder / "head", "commit", "--quiet", "-m", "Add a dump")
    runner = Runner(folder)
    told = steps("pull-request", "report")
    place = next(n for n, step in enumerate(told) if "worktree" in step.get("run", ""))
    runner.run(told[: place + 1])
    for name in ("base", "head"):
        furnish(folder / name)
    runner.run(told[place + 1 :])
    return runner


def test_the_steps_of_a_pull_request_report_on_it(pulled):
    text = pulled.summary.read_text("utf-8")
    assert text.startswith(comment.MARK)
    assert "papers new (2)" in text
    assert "Folding Paper Planes Along Older Creases" in text
    assert "All addresses of the published site stay." in text
    assert "time of the build" in text
    assert re.search(r"^::notice file=dumps/zz_new\.txt,line=9,title=PS205", pulled.said, re.MULTILINE)
    assert (pulled.folder / "review.json").is_file()
    assert (pulled.folder / "head/site/index.html").is_file()


def test_the_steps_of_a_publication_check_and_build_the_site(pulled):
    head = pulled.folder / "head"
    known = {
        "steps.pages.outputs.base_url": str(pulled.folder / "base/site"),
        "github.server_url": "https://github.com",
        "github.repository": "o/r",
    }
    told = [step for step in steps("publish", "build") if "run" in step]
    runner = Runner(head, **known)
    for step in told:
        step["env"] = {
            **step.get("env", {}),
            **({"SITE_URL": "https://o.example/r/"} if "SITE_URL" in str(step) else {}),
        }
    runner.run(told)
    assert runner.said.endswith("all addresses are there\n")
    assert "https://github.com/o/r/issues/new" in next((head / "site/papers").glob("*/index.html")).read_text("utf-8")
