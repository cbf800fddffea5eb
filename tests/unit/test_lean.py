"""What is taken out of scripts and style sheets before they are sent, and what is not."""

import re
from pathlib import Path

import pytest

from generator.site.lean import lean_script, lean_sheet, make_lean, sent

ASSETS = Path(__file__).resolve().parents[2] / "docs" / "assets"
SCRIPTS = sorted((ASSETS / "javascripts").glob("*.js"))
SHEETS = sorted((ASSETS / "stylesheets").glob("*.css"))


def test_comments_on_lines_of_their_own_and_indentation_go():
    source = "/*\n * What it does.\n */\n\n// a note\nconst a = 1\n\n  /** Says it. */\n  b() // stays\n"
    assert lean_script(source) == "const a = 1\nb() // stays\n"


@pytest.mark.parametrize(
    "kept",
    [
        'const url = "https://example.org/*not*/"\n',
        "const a = 1 /* one */ + 2\n",
        "/* a */ const b = 1\nc() /* d */\n",
        "const line = `// no comment`\n",
        "/*! Licence */\n",
        "a\n;(() => 1)()\n",
    ],
)
def test_what_could_be_something_else_stays(kept):
    assert lean_script(kept) == kept


@pytest.mark.parametrize(
    ("sheet", "lean"),
    [
        ("a { color: red; }\n", "a{color:red}"),
        ("/* x */\n@media (min-width: 1px) {\n  a,\n  b > c :hover { margin: 0 1px; }\n}\n",
         "@media (min-width:1px){a,b > c :hover{margin:0 1px}}"),
        ("a::after { content: \" {  ; } \"; }", 'a::after{content:" {  ; } "}'),
        ("a { --i: url('data:image/svg+xml,<svg fill=\"none\"  d=\"m1 2; 3\"/>'); }",
         "a{--i:url('data:image/svg+xml,<svg fill=\"none\"  d=\"m1 2; 3\"/>')}"),
        ("/*! Licence */ a { width: calc(1px + 2px); }", "/*! Licence */ a{width:calc(1px + 2px)}"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_sheet_loses_its_comments_and_layout_and_no_text(sheet, lean):
    assert lean_sheet(sheet) == lean


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_in_our_scripts_nothing_between_backticks_spans_lines(path):
    """Its indentation would be taken away."""
    text = re.sub(r"(?ms)^[ \t]*(//[^\n]*|/\*.*?\*/)$", "", path.read_text("utf-8"))
    assert not [line for line in text.splitlines() if line.count("`") % 2]


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_no_rule_of_our_sheets_is_lost(path):
    source = re.sub(r"(?s)/\*.*?\*/", "", path.read_text("utf-8"))
    lean = lean_sheet(path.read_text("utf-8"))
    assert re.sub(r"[\s;]", "", lean) == re.sub(r"[\s;]", "", source)


def test_of_a_site_only_what_we_wrote_is_touched(tmp_path):
    for name in ("docs/assets/a.js", "site/assets/a.js", "site/assets/other.js", "docs/assets/b.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("// x\na()\n", "utf-8")
    make_lean(tmp_path / "docs", tmp_path / "site")
    assert (tmp_path / "site/assets/a.js").read_text("utf-8") == "a()\n"
    assert (tmp_path / "site/assets/other.js").read_text("utf-8") == "// x\na()\n"
    assert not (tmp_path / "site/assets/b.css").exists()


@pytest.mark.parametrize("name", ["old.js", "old.css"])
def test_what_is_not_utf8_is_sent_as_it_is(name):
    assert sent(name, b"/* caf\xe9 */\n  a\n") == b"/* caf\xe9 */\n  a\n"
