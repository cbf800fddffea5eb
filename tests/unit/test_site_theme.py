"""The site theme: our own shell, style sheet and typefaces on top of Material for MkDocs."""

import re
from pathlib import Path

import material
import pytest
import yaml

from generator.content import FOR_MAINTAINERS, SCREENSHOTS

ROOT = Path(__file__).resolve().parents[2]
OVERRIDES = ROOT / "overrides"
SHEETS = sorted((ROOT / "docs" / "assets" / "stylesheets").glob("*.css"))
SHEET = (ROOT / "docs" / "assets" / "stylesheets" / "papershelf.css").read_text("utf-8")
FONTS = ROOT / "docs" / "assets" / "fonts"
TEXT_ON = [
    *((text, "paper") for text in ("ink", "ink-2", "ink-3", "lamp", "lamp-2", "brass")),
    *((text, "raised") for text in ("ink", "ink-2", "ink-3")),
    ("ink", "sunk"),
    ("ink-2", "sunk"),
    ("ink", "lamp-soft"),
    ("ink", "mark"),
    ("paper", "lamp"),
]


def tokens(selector: str) -> dict[str, str]:
    """The colour tokens that the first rule of a selector sets."""
    rule = SHEET[SHEET.index(selector) :]
    return dict(re.findall(r"--ps-([\w-]+): (#[0-9a-f]+)", rule[: rule.index("}")]))


LIGHT = tokens(":root > body, :root > body[data-md-color-scheme=default] {")
DARK = tokens(":root > body[data-md-color-scheme=slate] {")


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance of a #rgb or #rrggbb colour."""
    digits = colour[1:] if len(colour) > 4 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_meets_the_contrast_of_wcag_aa(text, ground, scheme):
    lighter, darker = sorted((luminance(scheme[text]), luminance(scheme[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_dark_is_the_same_by_choice_and_by_the_system():
    assert tokens(":root > body:not([data-md-color-scheme=default]) {") == DARK
    assert DARK.keys() == LIGHT.keys()


def test_nothing_is_asked_of_another_host():
    for path in [*OVERRIDES.rglob("*.html"), *OVERRIDES.rglob("*.xml")]:
        loaded = re.findall(
            r"(?:src|srcset|action)=\"(https?:)|<link [^>]*href=\"(https?:)|url\((https?:)", path.read_text("utf-8")
        )
        assert not loaded, path
    for path in SHEETS:
        assert not re.findall(r"url\((?!['\"]?(?:data:|\.\./))", path.read_text("utf-8"))
        assert "@import" not in path.read_text("utf-8")


def test_colours_are_named_in_one_place_only():
    """What stands below the tokens, and every other sheet, uses names: light and dark can't come apart."""
    below = SHEET[SHEET.index("/* --- ground --- */") :]
    for text in (below, *(path.read_text("utf-8") for path in SHEETS if path.name != "papershelf.css")):
        assert not re.findall(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", text)


def test_every_token_that_is_used_exists_and_every_one_that_exists_is_used():
    everything = "".join(path.read_text("utf-8") for path in SHEETS)
    assert set(re.findall(r"var\((--ps-[\w-]+)", everything)) == set(re.findall(r"(--ps-[\w-]+):", everything))


def test_every_class_of_the_style_sheets_stands_on_some_page():
    """Rules for nothing are left out. Material's own classes come from its script."""
    folders = (OVERRIDES, ROOT / "generator", ROOT / "docs" / "assets" / "javascripts")
    source = "".join(
        path.read_text("utf-8")
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".html", ".j2", ".js", ".py"}
    )
    for path in SHEETS:
        for name in re.findall(r"\.((?:ps|search)-[\w-]+)", path.read_text("utf-8")):
            assert name in source, (path.name, name)


def test_the_typefaces_are_small_and_each_has_its_licence():
    files = sorted(FONTS.glob("*.woff2"))
    assert sum(path.stat().st_size for path in files) < 150_000
    for path in files:
        assert path.name in SHEET
        family = path.stem.removesuffix("-ext")
        assert "SIL Open Font License" in (FONTS / f"LICENSE-{family}.txt").read_text("utf-8")


def test_what_the_shell_names_of_material_exists_in_the_pinned_version():
    names = re.findall(
        r"assets/(?:stylesheets/main|javascripts/bundle)\.\w+\.min\.\w+", (OVERRIDES / "main.html").read_text("utf-8")
    )
    assert len(names) == 2
    for name in names:
        assert (Path(material.__file__).parent / "templates" / name).is_file()


def test_the_shell_escapes_what_a_page_says_of_itself():
    """MkDocs' Jinja escapes nothing: a title, a description or an address is printed with ``e`` or not at all."""
    for path in OVERRIDES.rglob("*.html"):
        for printed in re.findall(r"\{\{-?(.*?)-?\}\}", path.read_text("utf-8"), re.DOTALL):
            if re.search(r"\b(title|description|author|page\.meta|canonical_url|site_name|repo_url)\b", printed):
                assert re.search(r"\|\s*e\s*$", printed.strip()), (path.name, printed)


def test_the_site_asks_nobody_for_fonts_and_keeps_papers_out_of_the_navigation():
    source = re.sub(r"!ENV \[(\w+), .*?\]", r"\1", (ROOT / "mkdocs.yml").read_text("utf-8"))
    config = yaml.safe_load(source)
    assert config["theme"]["font"] is False
    assert (config["site_url"], config["repo_url"]) == ("SITE_URL", "REPO_URL")
    assert "/papers/" in config["not_in_nav"].split()
    assert config["markdown_extensions"] == []


def test_pages_for_maintainers_are_left_out_by_mkdocs_and_by_us_alike(project):
    """mkdocs.yml says it to MkDocs, generator/content.py to any other engine."""
    excluded = re.search(r"^exclude_docs: \|\n((?:  .+\n)+)", project.config.read_text("utf-8"), re.MULTILINE)[1]
    assert {line.strip().removeprefix("/") for line in excluded.splitlines()} == {*FOR_MAINTAINERS, SCREENSHOTS}
