"""The site does not hang on one engine: what MkDocs builds, its fork builds too, and Markdown on disk is enough."""

import pytest

from tests.building import copy_project, run

pytestmark = pytest.mark.audit
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def pages(site):
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.html")}


def test_properdocs_builds_the_same_pages(site, project, tmp_path):
    copy = copy_project(project.root, tmp_path)
    done = run("properdocs", "build", "--strict", "--quiet", "-f", "mkdocs.yml", cwd=copy, **QUIET)
    assert done.returncode == 0, done.stderr
    assert pages(copy / "site") == pages(site)


def test_markdown_on_disk_builds_the_same_pages_without_our_plugin_and_hooks(site, project, tmp_path):
    copy = copy_project(project.root, tmp_path)
    done = run("generator", "markdown", "written", cwd=copy)
    assert done.returncode == 0, done.stderr
    config = (copy / "mkdocs.yml").read_text("utf-8")
    head, rest = config.split("\nplugins:\n")
    config = head + "\nplugins: []\ndocs_dir: written\n" + rest.split("- generator/site/hooks.py\n")[1]
    config += "\nextra:\n  feed: true\n"  # our plugin says so by itself when there is a feed
    (copy / "mkdocs.yml").write_text(config, "utf-8")
    done = run("mkdocs", "build", "--strict", "--quiet", cwd=copy, **QUIET)
    assert done.returncode == 0, done.stderr
    assert pages(copy / "site") == pages(site)
