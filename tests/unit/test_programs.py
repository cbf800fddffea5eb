"""The page for programs tells the truth: its tables are the models, its examples run; and v1 keeps its promise."""

import json
import os
import re
from pathlib import Path

import pytest

from generator.files import write_all
from generator.model import Library
from generator.outputs import api, citations, encode, feeds

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "programs.md"
PROMISE = ROOT / "tests" / "data" / "api_v1.json"
WRITE = os.environ.get("PAPERSHELF_GOLDEN") == "write"
MARK = "<!-- renewed by PAPERSHELF_GOLDEN=write pytest tests/unit/test_programs.py -->\n"
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)

Schema = dict[str, object]


def shapes() -> dict[str, Schema]:
    """Every object of the API by the name of its model."""
    found: dict[str, Schema] = {}
    for model in api.SCHEMAS.values():
        found |= json.loads(encode.schema(model))["$defs"]
    return {name: shape for name, shape in found.items() if "properties" in shape}


def kind(schema: Schema) -> str:
    """The type of a value in words: ``list of string or null``."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        return " or ".join(f'"{word}"' for word in schema["enum"])
    if schema["type"] == "array":
        return f"list of {kind(schema['items'])}"
    if schema["type"] == "object":
        return f"object of {kind(schema['additionalProperties'])}"
    return str(schema["type"])


def tables() -> str:
    parts = []
    for name, shape in sorted(shapes().items()):
        rows = [
            f"| `{field}` | {kind(value)} | {value['description']} |" for field, value in shape["properties"].items()
        ]
        parts += [f"\n### {name}\n", f"{shape['description']}\n", "| field | type | meaning |\n|---|---|---|", *rows]
    return "\n".join(parts) + "\n"


def test_every_field_of_every_model_stands_on_the_page_with_its_meaning():
    """Renewed with PAPERSHELF_GOLDEN=write."""
    before, mark, after = PAGE.read_text("utf-8").partition(MARK)
    assert mark
    if WRITE:
        PAGE.write_text(before + mark + tables(), "utf-8")
        after = tables()
    assert after == tables()


def test_every_file_of_the_api_stands_on_the_page(real_library: Library):
    text = PAGE.read_text("utf-8")
    names = {re.sub(r"changes/.*", "changes/<dump>.json", path.removeprefix(api.ROOT))
             for path, _ in api.files(real_library) if "/schema/" not in path}  # fmt: skip
    assert {name for name in names if f"`{name}`" not in text} == set()
    assert {name for name in api.SCHEMAS if f"`schema/{name}.json`" not in text} == set()


@pytest.fixture(scope="module")
def folder(real_library: Library, tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("site")
    write_all(target, (*api.files(real_library), *citations.files(real_library), *feeds.files(real_library, "S")))
    return target


@pytest.fixture(scope="module")
def compact_folder(real_library: Library, tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("compact")
    write_all(target, api.files(real_library, compact=True))
    return target


@pytest.mark.parametrize("site", ["folder", "compact_folder"])
@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_the_examples_run(example, site, request, monkeypatch):
    monkeypatch.chdir(request.getfixturevalue(site))
    exec(compile(example, "docs/programs.md", "exec"), {})


def test_the_examples_read_lines_that_hold_other_line_breaks():
    """Python's ``str.splitlines`` would cut a paper at a U+2028, which JSON may hold as it is."""
    assert not [example for example in EXAMPLES if re.search(r"read_text\([^)]*\)\.splitlines", example)]


def test_files_beside_the_api_that_the_page_names_exist(folder):
    for name in ("feed.xml", "feed.json", "papers.bib"):
        assert (folder / name).is_file()
        assert list(folder.glob(f"themes/*/{name}"))
    assert list(folder.glob("dumps/*/papers.ris"))
    assert list(folder.glob("dumps/*/papers.csl.json"))


# --- the promise ----------------------------------------------------------------------------------------------------


def promised(shape: dict[str, Schema]) -> dict[str, dict[str, object]]:
    """What programs rely on: each field's type without its words, whether it is always there, and the words."""
    return {
        f"{name}.{field}": {
            "type": re.sub(r'"[^"]*"( or "[^"]*")*', "word", kind(value)),
            "required": field in each["required"],
            "words": sorted(map(str, value.get("enum", ()))),
        }
        for name, each in shape.items()
        for field, value in each["properties"].items()
    }


def broken(old: dict[str, dict], new: dict[str, dict]) -> list[str]:
    """The fields that no longer are what they were."""
    return [
        field
        for field, was in old.items()
        if (now := new.get(field)) is None
        or now["type"] != was["type"]
        or (was["required"] and not now["required"])
        or not set(was["words"]) <= set(now["words"])
    ]


def test_no_field_of_version_1_is_removed_or_changed():
    """The snapshot grows with PAPERSHELF_GOLDEN=write and never shrinks; a broken promise needs a version 2."""
    new = promised(shapes())
    old = json.loads(PROMISE.read_text("utf-8")) if PROMISE.exists() else {}
    assert broken(old, new) == []
    if WRITE:
        PROMISE.write_text(json.dumps(new, indent=1, sort_keys=True) + "\n", "utf-8")
        old = new
    assert old == new, "new fields: write the snapshot anew with PAPERSHELF_GOLDEN=write, then they are promised too"


def test_the_guard_lets_fields_be_added_and_nothing_else():
    new = promised(shapes())
    less = {field: value for field, value in new.items() if field != "Paper.abstract"}
    assert broken(less, new) == []
    assert broken(new, less) == ["Paper.abstract"]
    for change in ({"type": "array"}, {"required": False}):
        assert broken(new, {**new, "Paper.title": {**new["Paper.title"], **change}}) == ["Paper.title"]
    words = new["PaperLink.kind"]["words"]
    assert broken(new, {**new, "PaperLink.kind": {**new["PaperLink.kind"], "words": words[1:]}}) == ["PaperLink.kind"]
    assert broken(new, {**new, "PaperLink.kind": {**new["PaperLink.kind"], "words": [*words, "slides"]}}) == []
