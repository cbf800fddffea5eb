"""The templates' side of the Content-Security-Policy: what it says, and that it allows the one inline script."""

import re
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from generator.site import hooks
from tests.policies import hashed

OVERRIDES = Path(__file__).resolve().parents[2] / "overrides"


def told(name: str) -> str:
    """A partial without its comment."""
    return re.sub(r"\{#.*?#\}", "", (OVERRIDES / "partials" / name).read_text("utf-8"), flags=re.DOTALL).strip()


def test_the_policy_allows_this_site_one_script_and_the_icons_of_the_style_sheets():
    script = re.fullmatch(r"<script>(.*)</script>", told("begin.html"), re.DOTALL)[1]
    assert told("policy.html").split(";") == [
        "default-src 'self'",
        "img-src 'self' data:",
        f"script-src 'self' {hashed(script)}",  # after a change of begin.html: this is the new one
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'{% if '//github.com/' in (config.repo_url or '') %} https://github.com{% endif %}",
    ]  # to GitHub go the forms of partials/wrong.html
    assert "{" + "{" not in script  # the same on every page: else its hash would be another one on each


def test_only_that_script_stands_in_the_templates_and_no_style():
    for path in sorted(OVERRIDES.rglob("*.html")):
        text = path.read_text("utf-8")
        inline = [
            tag for tag in re.findall(r"<script\b[^>]*>", text) if "src=" not in tag and "application/" not in tag
        ]
        assert len(inline) == (path.name == "begin.html"), path
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text), path


def test_no_generated_page_styles_in_its_markup():
    for path in sorted((OVERRIDES.parent / "generator" / "pages" / "templates").glob("*.j2")):
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?! type=\"application/)", path.read_text("utf-8")), (
            path
        )


@pytest.mark.parametrize(("command", "serving"), [("serve", True), ("build", False), ("gh-deploy", False)])
def test_the_pages_know_whether_live_reload_will_write_into_them(command, serving):
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "docs_dir": str(OVERRIDES)})
    config.validate()
    hooks.on_startup(command=command, dirty=False)
    hooks.on_config(config)
    assert config.extra["serving"] is serving
    hooks.on_startup(command="build", dirty=False)


def test_the_policy_stands_before_everything_that_it_decides_about_and_serve_leaves_it_out():
    shell = (OVERRIDES / "main.html").read_text("utf-8").partition("<!doctype html>")[2]
    at = shell.index("Content-Security-Policy")
    assert shell.rindex("{%- if not config.extra.serving %}", 0, at) < at
    assert at < min(
        shell.index(part) for part in ("<link", "<script", '{% include "partials/header.html" %}', "{% block about %}")
    )


def test_no_template_calls_python():
    """Another engine's templates know filters and tests, but no methods of Python's texts and mappings."""
    for path in sorted(OVERRIDES.rglob("*.html")):
        text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
        told = "".join(re.findall(r"\{\{.*?\}\}|\{%.*?%\}", text, re.DOTALL))
        assert not re.findall(r"(?<!\blang)\.[a-z_]+\(", told), path


FILTERS = {"e", "replace", "url", "tojson", "urlencode", "script_tag"}
"""What our templates ask of an engine, all of it known to Jinja and to Zensical's minijinja (``truncate`` is not)."""


def test_templates_use_only_filters_that_the_other_engine_has():
    for path in sorted(OVERRIDES.rglob("*.html")):
        text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
        told = "".join(re.findall(r"\{\{.*?\}\}|\{%.*?%\}", text, re.DOTALL))
        assert set(re.findall(r"\|\s*([a-z_]+)", told)) <= FILTERS, path
