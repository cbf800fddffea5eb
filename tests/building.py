"""Build the site the way people do, in a copy of the project, so that no test writes into the repository."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from generator.model import Library
from generator.site.handover import handing_over

PARTS = ("docs", "generator", "overrides", "mkdocs.yml", "themes.yml", "watches.yml", "pyproject.toml")


FIRST_DUMPS = 5
"""What the figures in the tests are about: a later dump changes them without anything being wrong."""


def first_dumps(dumps: Path, target: Path) -> Path:
    """Copy the first dumps, and what dumps.yml says of them, into a folder and return it."""
    target.mkdir(parents=True)
    told = yaml.safe_load((dumps / "dumps.yml").read_text("utf-8"))
    told["dumps"] = told["dumps"][:FIRST_DUMPS]
    (target / "dumps.yml").write_text(yaml.safe_dump(told, sort_keys=False), "utf-8")
    for entry in told["dumps"]:
        shutil.copy2(dumps / entry["file"], target)
    return target


def copy_project(root: Path, target: Path) -> Path:
    """Copy what a build reads into a folder and return it; of the dumps the first ones."""
    first_dumps(root / "dumps", target / "dumps")
    for name in PARTS:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy2(source, target / name)
    return target


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module's command line in a folder, with that folder's generator."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(cwd), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def mkdocs_build(project: Path, **environment: str) -> Path:
    """Build strictly with MkDocs' own command and return the site's folder."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = run("mkdocs", "build", "--strict", "--quiet", cwd=project, **quiet, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


def build_library(library: Library, root: Path, target: Path) -> Path:
    """Build the site of a Library that was made by hand, strictly, with the rest as it is here; return its folder."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    copy = copy_project(root, target)
    config = load_config(str(copy / "mkdocs.yml"), site_dir=str(copy / "site"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        with handing_over(library):
            build(config)
    finally:
        config.plugins.on_shutdown()
    return copy / "site"
